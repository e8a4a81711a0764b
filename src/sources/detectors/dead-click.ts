import { CLICKABLE, findIn, type Press } from './press.js';

/** Links that lead somewhere or download, fields, what plays or draws by itself. */
const NEVER = `a[href]:not([href=""]):not([href="#"]):not([href^="javascript:"]),area,label,select,option,textarea,input:not([type=button]):not([type=submit]),canvas,video,audio,iframe,object,embed,summary,[role=slider],[role=spinbutton],[role=textbox],[role=combobox],[contenteditable]`;
/** Nothing is expected of them: switched off, or selected already. */
const SETTLED = `:disabled,[aria-disabled=true],[aria-selected=true],[aria-checked=true],[aria-pressed=true],[aria-current]:not([aria-current=false])`;

/** A second click on the same thing within so many ms is the same complaint. */
export const createRepeats = (again: number) => {
  const last = new WeakMap<object, number>();
  return (on: object, at: number): boolean => {
    const repeated = at - (last.get(on) ?? -again) < again;
    last.set(on, at);
    return repeated;
  };
};

/** Is something expected of a click there? `hasHand` is asked last: it costs a computed style. */
export const expectsAnswer = ({ path, element }: Press, hasHand: () => boolean): boolean =>
  !findIn(path, NEVER) &&
  !findIn(path.slice(0, path.indexOf(element) + 1), SETTLED) &&
  (!!findIn(path, CLICKABLE) || hasHand());
