/** One act of pointing, or of a key on a control: from going down to the click, whether or not the browser hands one out. */
export interface Press {
  /** When the pointer went down. */
  at: number;
  /** When its events were dispatched: down, up, click. */
  times: number[];
  /** The path of the page then. */
  page: string;
  x: number;
  y: number;
  touch: boolean;
  /** From the innermost node, through open shadow roots. */
  path: readonly EventTarget[];
  /** The innermost element that looks clickable by what it is, else the innermost of all, a picture as a whole. */
  element: Element;
  /** A hash of the values of the page's fields when the pointer went down. */
  values: number;
  /** Of those around it. */
  around: number;
  /** What had the focus then. */
  focused: Element | null;
  /** The address then. */
  address: string;
  /** When the pointer had come to it. */
  arrived: number;
  /** It came up near where it went down. */
  ended?: boolean;
  click?: Event;
  /** A form was sent by it: an answer, unless a handler of the page prevents it. */
  sent?: Event;
  /** It came shortly after another click on the same thing. */
  isRepeated?: boolean;
  /** By a key: it makes no rage. */
  key?: boolean;
  /** Text was selected by it. */
  selected?: boolean;
  /** An attempt that failed began with it: `form_error` tells of it. */
  isAttempt?: boolean;
  /** Nobody can tell: another window, a box of the browser. */
  unknown?: boolean;
}

/** Looks clickable by what it is; what only has a pointer for a cursor is asked at the verdict, since that costs a style. */
export const CLICKABLE = `button,input,select,textarea,label,summary,a,area,[onclick]:not(body),[role^=menuitem],[role=button],[role=tab],[role=option],[role=link],[role=checkbox],[role=radio],[role=switch]`;

/** What is one picture though it has parts. */
const PICTURE = 'svg,picture,figure,map';

/** The first node of the path that the selector matches. */
export const findIn = (path: readonly EventTarget[], selector: string): Element | undefined =>
  // Only elements have `matches`.
  path.find((node) => (node as Element).matches && (node as Element).matches(selector)) as Element | undefined;

/** Is a form on its way by it? A handler of the page may have kept it back. */
export const isSending = ({ sent }: Press): boolean => !!sent && !sent.defaultPrevented;

export const elementOf = (path: readonly EventTarget[]): Element =>
  // The innermost node of a pointer event is an element.
  findIn(path, CLICKABLE) || findIn(path, PICTURE) || (path[0] as Element);

/** Does the next press fall on what stands in the place of the last: the same, drawn anew, or what lies around it? */
export const isSamePlace = (last: Press, next: Press, radius: number): boolean =>
  last.element === next.element ||
  (Math.hypot(last.x - next.x, last.y - next.y) <= radius &&
    (!last.element.isConnected || next.element.contains(last.element) || last.element.contains(next.element)));

/** Is anything selected where that node is? Browsers keep the selection of a shadow root to itself, each in its way. */
export const hasSelection = (node: Node): boolean => {
  // A document, or a shadow root, which has it in Chromium alone.
  const root = node.getRootNode() as ShadowRoot & Pick<Partial<Document>, 'getSelection'>;
  const { ownerDocument } = node;
  const selection = (root.getSelection && root.getSelection()) || (ownerDocument && ownerDocument.getSelection());
  if (!selection) return false;
  // WebKit: no ShadowRoot.getSelection, and the document's own says that nothing is selected there.
  // https://developer.mozilla.org/docs/Web/API/Selection/getComposedRanges
  const { getComposedRanges } = selection as Partial<Selection>;
  const [range] =
    getComposedRanges && !root.getSelection ? getComposedRanges.call(selection, { shadowRoots: [root] }) : [];
  return range
    ? range.startContainer !== range.endContainer || range.startOffset !== range.endOffset
    : !selection.isCollapsed;
};
