/** One act of pointing: from the pointer going down to the click. */
export interface Press {
  /** When the pointer went down. */
  at: number;
  /** The path of the page then. */
  page: string;
  x: number;
  y: number;
  touch: boolean;
  /** From the innermost node, through open shadow roots. */
  path: readonly EventTarget[];
  /** The innermost element that looks clickable by what it is, else the innermost of all. */
  element: Element;
  /** The page has answered it. */
  answered?: boolean;
  /** A form was sent by it: an answer, unless a handler of the page prevents it. */
  sent?: Event;
  /** A hash of the values of the controls around it, when the pointer went down. */
  values: number;
  /** A click came of it, and it was no drag. */
  clicked?: boolean;
  /** It came shortly after another click on the same thing. */
  repeated?: boolean;
}

/** Looks clickable by what it is; what only has a pointer for a cursor is asked at the verdict, since that costs a style. */
export const CLICKABLE = `button,input,select,textarea,label,summary,a,[onclick]:not(body),[role^=menuitem],[role=button],[role=tab],[role=option],[role=link],[role=checkbox],[role=radio],[role=switch]`;

/** The first node of the path that the selector matches. */
export const findIn = (path: readonly EventTarget[], selector: string): Element | undefined =>
  // Only elements have `matches`.
  path.find((node) => (node as Element).matches && (node as Element).matches(selector)) as Element | undefined;

const PAGER =
  /^((go to )?(next|prev(ious)?|plus|minus|(in|de)cre(ase|ment))(\s.*)?|[+\-\u2010-\u2015\u2212\u2039\u203a\xab\xbb<>\u2190-\u21ff\u25a0-\u25ff\u276e-\u2771]+)$/i;

// A control's label is short; the text of a whole card that begins with "Next" is none.
const LONGEST_LABEL = 40;

/** Is it a stepper, pager or carousel control, by its name, label, value as a button, or text? What is read here never leaves. */
export const isPager = (element: Element, words: readonly string[]): boolean =>
  [...'name aria-label title value'.split(' ').map((name) => element.getAttribute(name)), element.textContent]
    .map((text) => (text || '').trim())
    .some((text) => text.length < LONGEST_LABEL && (PAGER.test(text) || words.includes(text.toLowerCase())));
