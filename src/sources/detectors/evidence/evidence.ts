import { onNavigate } from '../../../page/navigation.js';
import type { Undo } from '../../../tools/guard.js';
import type { DetectorContext } from '../context.js';
import { hasSelection, type Press } from '../press.js';
import type { Answer } from '../verdicts/answers.js';
import { isOpenedByHover } from './effects.js';
import { groupEndedBy } from './fields.js';
import { createNetwork } from './network.js';
import { createOutcomes, routeOf } from './outcomes.js';
import { createRuns, type Runs } from './runs.js';
import { siteOf } from './site.js';
import { createValues } from './values.js';
import { createWatch, type Watch } from './watch.js';

/** A timer that comes so late has waited for a box of the browser: alert, confirm, print. */
const LATE_MS = 1000;
/** A press that takes so long to be dispatched likewise. */
const BLOCKED_MS = 400;
/** What the pointer's arrival opens comes within so many ms; an answer to the press before it too. */
const HOVER_MS = 1000;

/** Timers that end with the detectors. */
const createTimers = ({ page, undos }: DetectorContext) => {
  const timers = new Set<Undo>();
  undos.push(() => {
    for (const stop of timers) stop();
  });
  return (ms: number, act: () => void): void => {
    const stop = page.after(ms, () => {
      timers.delete(stop);
      act();
    });
    timers.add(stop);
  };
};

/** Requests are told of from the first press on, those of before it included, until nothing is watched any more. */
const watchRequests = ({ page, guard, settings }: DetectorContext, watch: Watch, runs: Runs) => {
  const { PerformanceObserver, location } = page.window;
  const network = createNetwork(siteOf(location.hostname), settings.dead_click);
  const requests = new PerformanceObserver(guard((list) => network.take(list.getEntries(), runs.before)));
  let isConnected = false;
  watch.onRest(() => {
    requests.disconnect();
    isConnected = false;
  });
  return {
    connect: (): void => {
      if (!isConnected) requests.observe({ type: 'resource', buffered: true });
      isConnected = true;
    },
    answersIn: (from: number, to: number): number[] => {
      network.take(requests.takeRecords(), runs.before);
      return network.answersIn(from, to);
    },
  };
};

/** Notes what else the visitor and the browser do while presses wait for their verdicts. */
const followActs = (
  { page, guard, undos, on, settings }: DetectorContext,
  { watch, runs, pending, navigated }: { watch: Watch; runs: Runs; pending: Set<Press>; navigated: number[] },
) => {
  const { window } = page;
  /** Nobody can tell any more what becomes of the presses. */
  const forget = () => {
    for (const press of pending) press.unknown = true;
  };
  on('submit', (event) => {
    const press = runs.latest();
    if (press) press.sent = event;
  });
  on('selectionchange', (_, { at }) => {
    for (const press of pending)
      if (at - press.at <= settings.dead_click.within && hasSelection(press.element)) press.selected = true;
  });
  // Another window is in front (a print dialog, a file picker, a new tab): nobody can tell.
  on('blur', ({ target }) => target === window && forget());
  on('keydown', (event, { at, path }) => {
    const { key } = event as KeyboardEvent;
    if (!event.isTrusted || /^(Shift|Control|Alt|Meta)$/.test(key)) return;
    runs.close(at);
    watch.act(path[0] as Node);
  });
  undos.push(
    onNavigate(page, guard, ({ destination, downloadRequest }) => {
      if (pending.size && (downloadRequest !== null || routeOf(destination.url) !== routeOf(window.location.href)))
        navigated.push(page.elapsed());
    }),
  );
  watch.onRest(() => {
    navigated.length = 0;
  });
  return forget;
};

/** Gathers what each press did. */
export const createEvidence = (context: DetectorContext) => {
  const { page, settings } = context;
  const due = settings.dead_click.verdict;
  const watch = createWatch(context);
  const runs = createRuns(context, createValues(page.document));
  const network = watchRequests(context, watch, runs);
  const pending = new Set<Press>();
  const navigated: number[] = [];
  const forget = followActs(context, { watch, runs, pending, navigated });
  const { answerOf, outcomeOf } = createOutcomes(context, { watch, network, runs, navigated });
  const later = createTimers(context);
  /** Calls back in so many ms, and says whether something held the page up meanwhile. */
  const wait = (ms: number, most: number, act: (isHeld: boolean) => void) => {
    const asked = page.elapsed();
    later(ms, () => act(page.elapsed() - asked - ms > most));
  };

  return {
    watch,
    later,
    forget,
    latest: runs.latest,
    answerOf,
    /** What a press is compared with later. */
    before: (element: Element) => ({
      ...runs.stateAt(element),
      focused: page.document.activeElement,
      arrived: watch.arrivedAt(),
    }),
    /** A press begins. `goesOn`: it is on the same thing as the last. */
    begin: (press: Press, goesOn: boolean): void => {
      runs.add(press, goesOn);
      pending.add(press);
      watch.act();
      watch.extend(due + LATE_MS);
      watch.look(press.path);
      network.connect();
    },
    /** Calls back when the time for the verdict has come, or twice as late: where it is not sure, or a form waits for its server. */
    judge: (press: Press, verdict: (answer: Answer) => void): void => {
      const ask = (isLast: boolean): void =>
        wait(due, LATE_MS, (isHeld) => {
          if (isHeld || watch.hasLost(press.at)) press.unknown = true;
          const answer = outcomeOf(press);
          if (!isLast && !press.unknown && (answer ? answer === 'maybe' : groupEndedBy(press.element))) {
            watch.extend(due + LATE_MS);
            return ask(true);
          }
          pending.delete(press);
          verdict(answer);
        });
      ask(false);
    },
    /** The press is at its end: was it held up by a box of the browser? */
    end: (press: Press): void =>
      wait(0, BLOCKED_MS, (isHeld) => {
        if (isHeld) press.unknown = true;
      }),
    /** Something answers that leaves no other trace. */
    answer: (): void => void navigated.push(page.elapsed()),
    isOpenedByHover: (press: Press): boolean => {
      if (press.key) return false;
      // What an earlier press has opened meanwhile is that one's.
      const others = runs.recent().filter(({ at }) => at < press.at);
      const since = Math.max(press.arrived - HOVER_MS / 2, ...others.map(({ at }) => at + HOVER_MS));
      return isOpenedByHover(watch, press, since);
    },
  };
};

export type Evidence = ReturnType<typeof createEvidence>;
