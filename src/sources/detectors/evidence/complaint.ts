import { type Change, type Difference, differencesIn } from './differences.js';
import { isPerceived, isVisible } from './perceive.js';

const ALERT = '[role=alert],[role=alertdialog]';
const LIVE = `${ALERT},[role=status],[aria-live]:not([aria-live=off]),output`;
const ERROR =
  /(^|[-_\s:])(has-?|is-?)?(err(or)?s?|invalid|danger|fail(ed|ure)?|wrong|negative|critical|red)(?=[-_\s\d]|$)|error|invalid/i;
const SUCCESS = /succ|(^|[-_\s])(is-)?valid\b|thank|confirm|positive|green/i;
const ERROR_WORDS =
  /error|invalid|in(correct|complete)|wrong|fail|required|please|must |cannot|can.t|not (valid|accepted|found)|declin|sorry|fehler|ungültig|bitte|erreur|invalide|veuillez|obligatoire|inválid|ongeldig/i;
const SUCCESS_WORDS =
  /thank|success|added|saved|sent|welcome|subscribed|danke|merci|gracias|grazie|bedankt|takk?\b|[✓✔]/i;
const MARKED = `${LIVE},[class*=error i],[class*=invalid i],[class*=danger i]`;
// A complaint is a sentence; an asterisk, a price or a whole page is none.
const WORD = /\p{L}{3}|[\p{Lo}]{2}/u;
const MAX_WORDS = 400;
const MAX_NODES = 30;
const MAX_MARKED = 100;
// Marks of an element are looked for in those around it too.
const LEVELS = 3;

export type Tone = 'error' | 'success' | undefined;

const wordsOf = (element: Element) => (element.textContent || '').trim();

/** Red or green, of what browsers call colours: rgb(r, g, b), or a hue. */
const toneOfColour = (colour: string): Tone => {
  const [a = 0, b = 0, c = 0] = (colour.match(/[\d.]+/g) || []).map(Number);
  if (/^oklch/.test(colour)) {
    if (b < 0.08) return undefined;
    if (c < 45 || c > 350) return 'error';
    return c > 120 && c < 175 ? 'success' : undefined;
  }
  if (a > 120 && b < a * 0.62 && c < a * 0.62) return 'error';
  return b > 70 && a < b * 0.75 && c < b * 0.85 ? 'success' : undefined;
};

/** Is it a complaint, or the opposite? By its class, its colour, its words. */
export const toneOf = (element: Element, style: Window['getComputedStyle']): Tone => {
  let place: Element | null = element;
  for (let level = 0; place && level < LEVELS; level++, place = place.parentElement) {
    if (/^(FORM|BODY|MAIN|HTML)$/.test(place.tagName)) break;
    const marks = `${place.getAttribute('class') || ''} ${place.id}`;
    if (SUCCESS.test(marks)) return 'success';
    if (ERROR.test(marks)) return 'error';
  }
  const { color, borderTopColor, borderTopWidth, backgroundColor } = style(element);
  const tone =
    toneOfColour(color) ||
    (parseFloat(borderTopWidth) ? toneOfColour(borderTopColor) : undefined) ||
    toneOfColour(backgroundColor);
  if (tone) return tone;
  const words = wordsOf(element);
  if (SUCCESS_WORDS.test(words)) return 'success';
  return ERROR_WORDS.test(words) && element.closest(LIVE) ? 'error' : undefined;
};

const isSentence = (element: Element) => {
  const words = wordsOf(element);
  return WORD.test(words) && words.length <= MAX_WORDS;
};

export interface Complaint {
  element: Element;
  words: string;
  /** It has the marks of an error; else it is an alert of the group that says neither. */
  isMarked: boolean;
}

const candidatesIn = (difference: Difference): Element[] => {
  const { node, name, added } = difference;
  const changed = name === 'childList' ? added : [node];
  return changed.flatMap((one) => {
    const element = (one.nodeType === 1 ? one : one.parentElement || node) as Element;
    const inner = one.nodeType === 1 ? [...element.querySelectorAll(MARKED)].slice(0, MAX_NODES) : [];
    return [element.closest(LIVE) || element, ...inner];
  });
};

/** A field, or what is around it, has got the look of an error. */
const gotMarked = ({ node, name, before, after }: Difference, group: Element): boolean =>
  name === 'class' && ERROR.test(after || '') && !ERROR.test(before || '') && group.contains(node);

interface Looked {
  group: Element;
  changes: readonly Change[];
  from: number;
  to: number;
  style: Window['getComputedStyle'];
}

/** A message that came since then and is there now, and is a complaint. */
export const complaintIn = ({ group, changes, from, to, style }: Looked): Complaint | undefined => {
  let found: Complaint | undefined;
  for (const difference of differencesIn(changes, from, to)) {
    if (!isPerceived(difference, undefined, true)) continue;
    // A node that changed has a parent or is an element.
    const { node } = difference;
    if (gotMarked(difference, group) && isVisible(node)) return { element: node as Element, words: '', isMarked: true };
    for (const element of candidatesIn(difference)) {
      const isInside = group.contains(element) && element !== group;
      if (!isSentence(element) || !isVisible(element)) continue;
      const tone = toneOf(element, style);
      if (tone === 'success') continue;
      const complaint = { element, words: wordsOf(element), isMarked: !!tone };
      if (tone === 'error' && (isInside || element.matches(MARKED))) return complaint;
      if (isInside && element.matches(ALERT)) found = complaint;
    }
  }
  return found;
};

const find = (place: ParentNode, selector: string) => [...place.querySelectorAll(selector)].slice(0, MAX_MARKED);

/** Does a complaint of before stand there still, or again? */
export const stands = ({ element, words }: Complaint, group: Element): boolean => {
  // The look of an error, and no words.
  if (!words) return ERROR.test(element.className) && isVisible(element);
  const says = (one: Element) => wordsOf(one) === words && isVisible(one);
  return [element, ...find(element.ownerDocument, MARKED), ...find(group, '*')].some(says);
};

/** Something on the page that the server has answered with says that the form was refused. */
export const complaintOfServer = (form: Element, style: Window['getComputedStyle']): Element | undefined =>
  form.querySelector('[aria-invalid=true]') ||
  find(form.ownerDocument, MARKED).find((element) => {
    if (!isSentence(element)) return false;
    const tone = toneOf(element, style);
    // Others than alerts may stand there hidden.
    if (!element.matches(ALERT)) return tone === 'error' && isVisible(element);
    return form.contains(element) ? tone !== 'success' : tone === 'error';
  });
