import { type Difference, valueNow } from './differences.js';

/** Class names and parts of them that are the look of pointing, focusing, resting and moving, in the common libraries' words. */
const LOOK =
  /focus|hover|ripple|wave|\bink|-ink|mouse|keyboard|touch|pointer|modality|animat|transition|tracked|user-?inactive/i;
/** Attributes that nobody sees. Of `data-*` those that speak of a state are seen, since style sheets ask for them. */
const UNSEEN =
  /^(id|for|name|role|rel|title|tabindex|nonce|on.*|aria-(describedby|controls|owns|labelledby|activedescendant|label|live)|data-(?!.*(state|open|active|select|check|expand|visib|show|theme|current|step|index)).*|js.*|ng-.*|_ng.*)$/;
/** What is never drawn. */
const BLANK = /^(script|style|link|meta|template|noscript|title|base|head)$/i;
/** Without words they still say something. */
const PICTURE = /^(svg|path|use|img|picture|i|canvas|video|input|progress|meter)$/i;
const STATES =
  'hidden open disabled checked value src srcset href d fill aria-pressed aria-checked aria-expanded aria-selected aria-current aria-busy aria-invalid aria-valuenow data-state'.split(
    ' ',
  );
// So many nodes of a tree are looked at.
const MAX_NODES = 200;
// What is shown for less is a flicker.
const SEEN_MS = 400;
// An image of one pixel is no picture.
const PIXEL = 1;

const classesOf = (text: string | null) =>
  (text || '')
    .split(/\s+/)
    .filter((word) => word && !LOOK.test(word))
    .sort()
    .join(' ');

/** The declarations that a person sees; those that only prepare a movement, or keep the page from scrolling, do not. */
const styleOf = (text: string | null) =>
  (text || '')
    .split(';')
    .map((part) => part.trim())
    .filter(
      (part) =>
        part &&
        !/^(--|-webkit-tap|transition|animation|will-change|outline|position|overflow|user-select|touch-action|cursor|z-index|pointer-events)/.test(
          part,
        ),
    )
    .sort()
    .join(';');

/** A value as a person sees it. */
const seenValue = (name: string, value: string | null): string | null => {
  if (/^(class|data-.*)$/.test(name)) return classesOf(value);
  return name === 'style' ? styleOf(value) : value;
};

const isBlank = (element: Element): boolean =>
  BLANK.test(element.tagName) ||
  element.hasAttribute('hidden') ||
  /display:\s*none/.test(element.getAttribute('style') || '') ||
  /^[01]$/.test(element.getAttribute('width') || '');

/** The nodes as text: their words, states and pictures; `bare`: nothing else, so that a ripple is nothing. */
export const sign = (nodes: Iterable<Node>, bare: boolean): string => {
  let left = MAX_NODES;
  const walk = (node: Node): string => {
    if (left-- < 0) return '';
    if (node.nodeType === 3) return (node.nodeValue || '').replace(/\s+/g, ' ').trim();
    // Comments are 8.
    if (node.nodeType !== 1) return '';
    const element = node as Element;
    const inner = () => [...element.childNodes].map(walk).join('');
    if (isBlank(element)) return '';
    const name = element.getAttribute('class') || '';
    if (LOOK.test(name) && !(element.textContent || '').trim()) return '';
    if (bare && !PICTURE.test(element.tagName)) return inner();
    const states = STATES.map((state) => element.getAttribute(state)).join();
    return `<${element.tagName} ${classesOf(name)} ${states} ${styleOf(element.getAttribute('style'))}>${inner()}`;
  };
  return [...nodes].map(walk).join('');
};

/** Is the node in what is drawn, whatever its size: what hung in it may be gone. */
const isDrawn = (node: Node | null): boolean => {
  const element = (node && node.nodeType === 1 ? node : node && node.parentElement) as Element | null;
  // Not in every browser: Safari has it since 17.4.
  return !!element && element.isConnected && (!element.checkVisibility || element.checkVisibility());
};

/** Has the node, or what is in it, a box that can be seen? Reads the layout. */
export const isVisible = (node: Node | null): boolean => {
  const element = (node && node.nodeType === 1 ? node : node && node.parentElement) as Element | null;
  if (!element || !element.isConnected) return false;
  const boxed = (one: Element) => {
    const { width, height } = one.getBoundingClientRect();
    return (
      width > PIXEL &&
      height > PIXEL &&
      (!one.checkVisibility || one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
    );
  };
  // What lies over the page may hang in a parent without a size.
  return boxed(element) || [...element.querySelectorAll('*')].slice(0, 20).some(boxed);
};

const hasWords = (node: Node) => !!(node.textContent || '').trim();

/** Is it decoration inside the control that was pressed: a ripple that is there all the time? */
const isRipple = (node: Element, control: Element | undefined): boolean =>
  node !== control && LOOK.test(node.getAttribute('class') || '') && !hasWords(node);

const isUnseen = (name: string) => UNSEEN.test(name) || LOOK.test(name);

/** A picture that was changed and closed by now was shown. */
const isShown = (node: Element, name: string) => isVisible(node) || (!node.isConnected && name === 'src');

const isAttributeSeen = (difference: Difference, control: Element | undefined, isLast: boolean): boolean => {
  const { name, before, after, lasted } = difference;
  if (isUnseen(name)) return false;
  // Attributes are of elements.
  const node = difference.node as Element;
  const inside = !!control && control.contains(node);
  const was = seenValue(name, before);
  if (inside && isRipple(node, control)) return false;
  if (was === seenValue(name, after)) return !inside && lasted >= SEEN_MS && hasWords(node) && isDrawn(node.parentNode);
  if (inside && isLast && was === seenValue(name, valueNow(difference))) return false;
  if (isShown(node, name)) return true;
  // It was closed: what was in it a person has seen.
  return /^(class|style|hidden|open|aria-hidden|data-state)$/.test(name) && hasWords(node) && isDrawn(node.parentNode);
};

const areChildrenSeen = ({ node, added, removed, moved, passing }: Difference, control?: Element): boolean => {
  // Of what is closed by now nobody knows whether it was in the control.
  const inside = !node.isConnected || (!!control && control.contains(node));
  const was = sign(removed, inside);
  const is = sign(added, inside);
  // What has been replaced since, and the place of what was taken away, may have no box any more, or be closed by now.
  const isGone = !added.some(({ isConnected }) => isConnected);
  if (was !== is && (isGone ? isDrawn(node) || !node.isConnected : added.some(isVisible))) return true;
  if (moved) return isVisible(node);
  const old = sign(removed, true);
  return passing.some(([one, ms]) => {
    // A wheel that turned and gave up has said nothing.
    const words = ms >= SEEN_MS && hasWords(one) && sign([one], true);
    return !!words && words !== old && isVisible(node);
  });
};

/**
 * Does a person see the difference, and more in it than the look of the press? `isLast`: nothing was pressed after it, so
 * that what is gone by now was only that look.
 */
export const isPerceived = (difference: Difference, control: Element | undefined, isLast: boolean): boolean => {
  const { node, name, before, after, lasted } = difference;
  if (name === 'childList') return areChildrenSeen(difference, control);
  if (name !== 'characterData') return isAttributeSeen(difference, control, isLast);
  const parent = node.parentElement;
  if (!parent || BLANK.test(parent.tagName)) return false;
  return ((before || '').trim() !== (after || '').trim() || lasted >= SEEN_MS) && isVisible(parent);
};

/** Does it say something that scrolling or hovering alone does not: words, a value, a state? */
export const isTelling = ({ node, name, added }: Difference): boolean => {
  if (name !== 'childList') return !/^(class|style|src|srcset|sizes|loading|data-.*)$/.test(name);
  const [first] = added;
  // A list that has grown by more of the same, as lists do when one scrolls on.
  const before = first && first.nodeType === 1 && (first as Element).previousElementSibling;
  const isMore =
    !!before && before.tagName === (first as Element).tagName && before.className === (first as Element).className;
  return !isMore && (added.some(hasWords) || hasWords(node));
};
