import type { DetectorContext } from '../context.js';
import { isSending, type Press } from '../press.js';
import { type Answer, type Effect, matchAnswers } from '../verdicts/answers.js';
import { changesOf, marksOf } from './effects.js';
import type { Network } from './network.js';
import type { Run, Runs } from './runs.js';
import type { Mark, Watch } from './watch.js';

/** `href="#"` leads nowhere, and a fragment is a place on the page: the jump alone is no answer. A route may stand there. */
export const routeOf = (address: string): string => address.replace(/#(?![/!]).*$/, '').replace(/#[/!]?$/, '');

interface Gathered {
  watch: Watch;
  network: Network;
  runs: Runs;
  /** When the page went elsewhere, or answered in a way that leaves no other trace. */
  navigated: readonly number[];
}

/** Knows a complaint of the browser's again: it says the same of the same value once more. */
const createNews = () => {
  const complaints = new WeakMap<object, [words: string, at: number]>();
  return ({ node, at }: Mark): boolean => {
    // Only controls of forms become invalid.
    const field = node as HTMLInputElement;
    const words = `${field.validationMessage} ${field.value}`;
    const [known, when] = complaints.get(field) || [];
    if (known === words && when !== at) return false;
    complaints.set(field, [words, at]);
    return true;
  };
};

/** What became of presses, from what was gathered. */
export const createOutcomes = ({ page, settings }: DetectorContext, gathered: Gathered) => {
  const { watch, network, runs, navigated } = gathered;
  const { within, verdict: due, again } = settings.dead_click;
  const isNews = createNews();

  /** Values and addresses at the end of a press's time, and a form on its way. Nobody knows when: it counts as at once. */
  const statesOf = (press: Press, next: Press | undefined, own: Run): Effect[] => {
    const { values, around, address } = next || own.closing || runs.stateAt(press.element);
    const isAnswer =
      values !== press.values ||
      around !== press.around ||
      routeOf(address) !== routeOf(press.address) ||
      isSending(press);
    return isAnswer ? [{ at: press.at, sure: true }] : [];
  };

  const effectsOf = (press: Press, next: Press | undefined, own: Run): Effect[] => {
    const now = page.elapsed();
    const end = next ? next.at : (own.until ?? now);
    const most = press.at + within + 1;
    const to = Math.min(end, most);
    const span = { press, to, tellingTo: end, isLast: !next };
    const certain = [...network.answersIn(press.at, to), ...navigated.filter((at) => at >= press.at && at < to)];
    return [
      ...statesOf(press, next, own),
      ...changesOf(watch, span),
      ...marksOf(watch, span, isNews),
      ...certain.map((at) => ({ at, sure: true })),
      // What comes into the pressed thing itself is its own, whatever the visitor does next.
      ...(!next && own.until !== undefined
        ? changesOf(watch, { ...span, to: most, tellingTo: now, isInside: true }).filter(({ at }) => at >= end)
        : []),
    ];
  };

  const answerOf = (press: Press): Answer => {
    const own = runs.of(press);
    const { presses } = own;
    const effects = presses.flatMap((one, index) => effectsOf(one, presses[index + 1], own));
    return matchAnswers(presses, effects, 2 * due)[presses.indexOf(press)];
  };

  return {
    answerOf,
    /** The same, or what became of a press on the same thing soon after it: the visitor got there. */
    outcomeOf: (press: Press): Answer =>
      runs
        .of(press)
        .presses.filter(({ at }) => at >= press.at && at - press.at < again)
        .map(answerOf)
        .find(Boolean),
  };
};
