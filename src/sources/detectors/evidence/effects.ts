import type { Press } from '../press.js';
import { AT_ONCE_MS, type Effect } from '../verdicts/answers.js';
import { type Difference, differencesIn } from './differences.js';
import { isPerceived, isTelling } from './perceive.js';
import type { Act, Mark, Watch } from './watch.js';

// What the visitor does goes on for so long: a list grows, a picture comes, a tip opens.
const ACT_MS = 1000;
// A scroll runs on after the wheel.
const SCROLL_MS = 600;

/** A time of one press, to the next act. */
export interface Span {
  press: Press;
  to: number;
  /** Words and states count up to then, looks only up to `to`. */
  tellingTo: number;
  /** No other press on the same thing came after it. */
  isLast: boolean;
  /** Only what changes in the pressed thing itself is asked for. */
  isInside?: boolean;
}

/** What the pointer is on, as far up as it holds nothing of the press: a card that is crossed, not the page. */
const branchOf = (node: Node, control: Element): Node => {
  let branch = node;
  while (branch.parentNode && !branch.parentNode.contains(control)) branch = branch.parentNode;
  return branch;
};

const isSoon = ({ times }: Press, at: number) => times.some((time) => at >= time && at - time <= AT_ONCE_MS);

/** Was it the visitor's next act that did it? */
const isOfAct = (
  act: Act,
  { press, at, node, telling }: { press: Press; at: number; node: Node; telling: boolean },
) => {
  if (act.at < press.at || act.at > at) return false;
  if (act.type === 'scroll') return !telling && at - act.last < ACT_MS;
  if (act.type !== 'hover' || at - act.at > ACT_MS || act.node.contains(press.element)) return false;
  const tip = node.nodeType === 1 && (node as Element).closest('[role=tooltip]');
  return !!tip || branchOf(act.node, press.element).contains(node);
};

/** Changes of the document that a person sees and that belong to the press. */
export const changesOf = (watch: Watch, { press, to, tellingTo, isLast, isInside }: Span): Effect[] => {
  const { element } = press;
  const acts = watch.acts();
  const effects: Effect[] = [];
  const all = watch.changes();
  const changes = isInside ? all.filter(({ record }) => element.contains(record.target)) : all;
  for (const difference of differencesIn(changes, press.at, tellingTo)) {
    const { node, times } = difference;
    const telling = isTelling(difference);
    const own = times.filter(
      (at) =>
        (telling || at < to) &&
        !watch.isDue(node, at, { control: element, isSoon: isSoon(press, at) }) &&
        (isSoon(press, at) || !acts.some((act) => isOfAct(act, { press, at, node, telling }))),
    );
    if (own.length && isPerceived(difference, element, isLast))
      for (const at of own) effects.push({ at, sure: element.contains(node) });
  }
  return effects;
};

const isByHand = (acts: readonly Act[], { at, type }: Mark, press: Press) =>
  acts.some(
    (act) =>
      act.at <= at &&
      ((type === 'scroll' && act.type === 'scroll' && at - act.last < SCROLL_MS) ||
        (act.type === 'key' && act.at > press.at)),
  );

/** What no mutation tells of. `isNews`: is that complaint of the browser's another than the last? */
export const marksOf = (watch: Watch, { press, to }: Span, isNews: (mark: Mark) => boolean): Effect[] =>
  watch
    .marks()
    .filter(({ at }) => at >= press.at && at < to)
    .filter((mark) => {
      const { type, node, at } = mark;
      // A list that gives the focus back has done nothing with the press.
      if (type === 'focusin') return !node || !(node === press.focused || press.path.includes(node));
      if (type === 'invalid') return isNews(mark);
      // A window or a document has no place in the page.
      const place = node as Partial<Node>;
      return (
        !isByHand(watch.acts(), mark, press) &&
        !(place.parentNode && watch.isDue(node as Node, at, { control: press.element, isSoon: isSoon(press, at) }))
      );
    })
    .map(({ at, type }) => ({ at, sure: type !== 'scroll' }));

/** Had the pointer's arrival opened something already: a menu, a tip? */
export const isOpenedByHover = (watch: Watch, { element, at }: Press, since: number): boolean =>
  differencesIn(watch.changes(), since, at).some((difference: Difference) => {
    const { node, name, after, added } = difference;
    if (element.contains(node) || node === element)
      return (name === 'aria-expanded' && after === 'true') || (name === 'aria-describedby' && !!after);
    return (
      (!node.contains(element) || name === 'childList') &&
      !added.some((one) => one.contains(element)) &&
      isTelling(difference) &&
      !watch.isDue(node, at, {}) &&
      isPerceived(difference, undefined, true)
    );
  });
