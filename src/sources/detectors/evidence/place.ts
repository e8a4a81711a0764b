import { CLICKABLE, findIn, type Press } from '../press.js';
import { isVisible } from './perceive.js';

/** Fields, what plays or draws by itself. */
const NEVER = `label,option,iframe,object,embed,summary,input:not([type=button]):not([type=submit]):not([type=image]):not([type=reset]),select,textarea,canvas,video,audio,[role=slider],[role=spinbutton],[role=textbox]:not([aria-readonly=true]),[contenteditable]:not([contenteditable=false])`;
/** Nothing is expected of them: switched off, or selected already. */
const SETTLED = `:disabled,[aria-disabled=true],[aria-selected=true],[aria-checked=true],[aria-pressed=true],[aria-current]:not([aria-current=false])`;
/** What a menu or a tip holds: a badge beside the control does not. */
const CHOICE = 'a,button,li,p,[role]';
/** Words of class names for what is chosen among its like. */
const CHOSEN = /(^|[-_:])(is-?)?(active|selected|current|checked|chosen|picked|on)([-_]|$)/i;
// An option's label is short, the words of a call to action are not.
const MAX_LABEL = 12;
// A gap between a control and what it opens, in px.
const NEAR = 20;
// So far up, and so many nodes, is looked.
const LEVELS = 5;
const MAX_NODES = 60;

/** What the press fell on as the visitor sees it: below a sheet that shows nothing, or a control that lets pointers through. */
export const controlAt = (
  { path, element, x, y }: Press,
  document: Document,
  style: Window['getComputedStyle'],
): Element | undefined => {
  if (findIn(path, CLICKABLE)) return element;
  const isClear = (node: Element) => {
    const { backgroundColor, backgroundImage } = style(node);
    return (
      !(node.textContent || '').trim() &&
      !node.children.length &&
      backgroundImage === 'none' &&
      /^transparent$|, 0\)$|\/ 0\)$/.test(backgroundColor)
    );
  };
  if (isClear(element)) {
    const [, below] = document.elementsFromPoint(x, y);
    const control = below && (below.closest(CLICKABLE) || (style(below).cursor === 'pointer' && below));
    if (control) return control;
  }
  return [...element.querySelectorAll(CLICKABLE)].slice(0, MAX_NODES).find((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  });
};

/** Is it a link that did what links do: leads to another page, or to a place that can be seen? */
export const leadsSomewhere = (link: Element, click: Event | undefined): boolean => {
  const href = link.getAttribute('href') || link.getAttribute('xlink:href') || '';
  // Another program opens, if there is one.
  if (/^(mailto|tel|sms):/i.test(href)) return true;
  if (!href || !click || click.defaultPrevented || /^javascript:/i.test(href)) return false;
  const { baseURI, ownerDocument } = link;
  const [address = '', fragment] = new URL(href, baseURI).href.split('#');
  if (fragment === undefined || address !== ownerDocument.URL.split('#')[0]) return true;
  return !!fragment && isVisible(ownerDocument.getElementById(decodeURIComponent(fragment)));
};

const classesOf = (element: Element) => new Set(element.classList);

/** What holds the control among its like, if anything does. */
export const groupOf = (control: Element): Element | undefined => {
  let one: Element = control;
  for (let level = 0; level < 3; level++) {
    const { parentElement, tagName, classList } = one;
    // A list of products is no choice, and slow to look through.
    if (!parentElement || parentElement.tagName === 'BODY' || parentElement.children.length > MAX_NODES)
      return undefined;
    const [kind] = classList;
    const isLike = (other: Element) => other.tagName === tagName && (!kind || other.classList.contains(kind));
    if ([...parentElement.children].filter(isLike).length > 1) return parentElement;
    one = parentElement;
  }
  return undefined;
};

/** Is the control the odd one among its like, by a class of that meaning or by colour: the option that is chosen already? */
export const isOddOne = (control: Element, style: Window['getComputedStyle']): boolean => {
  let one: Element | null = control;
  for (let level = 0; one && level < 3; level++, one = one.parentElement) {
    const { tagName, parentElement } = one;
    if (!parentElement || parentElement.children.length > MAX_NODES) return false;
    const like = [...parentElement.children].filter((other) => other !== one && other.tagName === tagName);
    if (!like.length) continue;
    const own = [...classesOf(one)].filter((word) => like.every((other) => !other.classList.contains(word)));
    if (own.some((word) => CHOSEN.test(word))) return true;
    const isShort = (node: Element) => (node.textContent || '').trim().length <= MAX_LABEL;
    if (level || like.length < 2 || ![one, ...like].every(isShort)) continue;
    // The pointer is still on it: colours alone may be those of the hover.
    const dress = ({ className, attributes }: Element) =>
      `${className} ${attributes.getNamedItem('style') ? 'styled' : ''}`;
    if (new Set(like.map(dress)).size > 1 || dress(one) === dress(like[0] as Element)) return false;
    const look = (node: Element) => {
      const { color, backgroundColor, borderColor, boxShadow, fontWeight } = style(node);
      return [color, backgroundColor, borderColor, boxShadow, fontWeight].join();
    };
    const looks = new Set(like.map(look));
    return looks.size === 1 && !looks.has(look(one));
  }
  return false;
};

/** Does a menu or a tip stand open below the control, beside it or in it, by the pointer or the focus alone? */
const hasOpen = (control: Element, style: Window['getComputedStyle']): boolean => {
  const { parentElement, children, ownerDocument } = control;
  const tip = ownerDocument.getElementById(control.getAttribute('aria-describedby') || '');
  if (tip && tip.matches('[role=tooltip]') && isVisible(tip)) return true;
  if (!parentElement || parentElement.children.length > 4 || parentElement.nodeName === 'BODY') return false;
  const own = control.getBoundingClientRect().bottom;
  return [...parentElement.children, ...children].some((popup) => {
    if (popup === control || !popup.querySelector(CHOICE) || style(popup).position === 'static') return false;
    const { top, bottom } = popup.getBoundingClientRect();
    // The dots below a carousel are far from its arrow, and what lies on a card is no menu.
    return top < own + NEAR && bottom > own && isVisible(popup);
  });
};

/** Can the tag not tell: a canvas that it may draw on, a clipboard that it may fill? */
export const isUndecidable = (control: Element): boolean => {
  const { id, className, outerHTML } = control;
  // An outer tag may carry the code; a whole card is no button that copies.
  const [tag = ''] = outerHTML.split('>');
  if (
    /clipboard|(^|[-_\s])copy|copy(code|link|btn|button)/i.test(`${tag} ${id} ${className}`) ||
    /^\s*copy\b/i.test(control.textContent || '')
  )
    return true;
  const { length } = control.ownerDocument.getElementsByTagName('canvas');
  let place = length ? control.parentElement : null;
  for (let level = 0; place && level < LEVELS; level++, place = place.parentElement) {
    if (level && /^(BODY|HTML|MAIN)$/.test(place.nodeName)) return false;
    const canvas = place.querySelector('canvas');
    if (canvas && isVisible(canvas)) return true;
  }
  return false;
};

/** Is nothing expected of a press there? */
export const isExempt = (control: Element, press: Press, style: Window['getComputedStyle']): boolean => {
  const { path, click } = press;
  const link = findIn(path, 'a[href],area[href],a');
  return (
    !!findIn(path, NEVER) ||
    !!control.closest(SETTLED) ||
    (!!link && leadsSomewhere(link, click)) ||
    isOddOne(control, style) ||
    hasOpen(control, style)
  );
};
