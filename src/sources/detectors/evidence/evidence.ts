import type { Undo } from '../../../guard.js';
import { onNavigate } from '../../../page/navigation.js';
import type { DetectorContext } from '../context.js';
import { hasSelection, type Press } from '../press.js';
import { type Answer, type Effect, matchAnswers } from '../verdicts/answers.js';
import { changesOf, isOpenedByHover, marksOf } from './effects.js';
import { groupEndedBy } from './fields.js';
import { createNetwork } from './network.js';
import { siteOf } from './site.js';
import { createValues } from './values.js';
import { createWatch, type Mark } from './watch.js';

/** Presses on one thing, one after the other, until the visitor does something else. */
export interface Run {
  presses: Press[];
  /** When the visitor did something else; what the fields held and which address it was then. */
  until?: number;
  values?: number;
  address?: string;
}

/** A timer that comes so late has waited for a box of the browser: alert, confirm, print. */
const LATE_MS = 1000;
/** What the pointer's arrival opens comes within so many ms; an answer to the press before it too. */
const HOVER_MS = 1000;
/** A press that takes so long to be dispatched likewise. */
const BLOCKED_MS = 400;

/** `href="#"` leads nowhere, and a fragment is a place on the page: the jump alone is no answer. A route may stand there. */
const routeOf = (address: string): string => address.replace(/#(?![/!]).*$/, '').replace(/#[/!]?$/, '');

/** Gathers what each press did. */
export const createEvidence = (context: DetectorContext) => {
  const { page, guard, undos, on, settings } = context;
  const { window, document } = page;
  const { within, verdict: due, again } = settings.dead_click;
  const watch = createWatch(context);
  const network = createNetwork(siteOf(window.location.hostname), settings.dead_click);
  const values = createValues(document);
  const pending = new Set<Press>();
  const runs = new WeakMap<Press, Run>();
  let run: Run | undefined;
  let recent: Press[] = [];
  const navigated: number[] = [];
  const timers = new Set<Undo>();
  const later = (ms: number, act: () => void) => {
    const stop = page.after(ms, () => {
      timers.delete(stop);
      act();
    });
    timers.add(stop);
  };

  const causedBy = (at: number) => {
    let found: Press | undefined;
    for (const press of recent) if (press.at <= at && at - press.at <= within) found = press;
    return found;
  };
  const requests = new window.PerformanceObserver(guard((list) => network.take(list.getEntries(), causedBy)));
  let isConnected = false;
  watch.onRest(() => {
    requests.disconnect();
    isConnected = false;
    navigated.length = 0;
  });

  /** The visitor does something else: what the page does from now on is not the last press's. */
  const close = () => {
    if (run && run.until === undefined) {
      const [last] = run.presses.slice(-1);
      run.until = page.elapsed();
      if (last) run.values = values(last.element);
      run.address = window.location.href;
    }
    run = undefined;
  };

  const complaints = new WeakMap<object, string>();
  /** The browser says the same of the same value once more. */
  const isNews = ({ node, at }: Mark): boolean => {
    const { validationMessage, value } = node as HTMLInputElement;
    const words = `${validationMessage} ${value}`;
    const [known, when] = (complaints.get(node as Node) || '').split('\n');
    if (known === words && Number(when) !== at) return false;
    complaints.set(node as Node, `${words}\n${at}`);
    return true;
  };

  /** Values and addresses at the end of a press's time, and a form on its way. */
  const statesOf = (press: Press, next: Press | undefined, own: Run): Effect[] => {
    const end = next ? next.at : (own.until ?? page.elapsed());
    const then = next || own;
    const held = then.values === undefined ? values(press.element) : then.values;
    const address = then.address === undefined ? window.location.href : then.address;
    const isAnswer =
      held !== press.values ||
      routeOf(address) !== routeOf(press.address) ||
      (press.sent && !press.sent.defaultPrevented);
    // Nobody knows when: it is told of the press after which it was seen.
    return isAnswer ? [{ at: Math.min(press.at, end), sure: true }] : [];
  };

  const answersOf = (own: Run): Answer[] => {
    network.take(requests.takeRecords(), causedBy);
    const now = page.elapsed();
    const effects = own.presses.flatMap((press, index) => {
      const next = own.presses[index + 1];
      const end = next ? next.at : (own.until ?? now);
      const to = Math.min(end, press.at + within + 1);
      const span = { press, to, tellingTo: end, isLast: !next };
      return [
        ...statesOf(press, next, own),
        ...changesOf(watch, span),
        ...marksOf(watch, span, isNews),
        ...network.answersIn(press.at, to).map((at) => ({ at, sure: true })),
        ...navigated.filter((at) => at >= press.at && at < to).map((at) => ({ at, sure: true })),
        // What comes into the pressed thing itself is its own, whatever the visitor does next.
        ...(!next && own.until !== undefined
          ? changesOf(watch, { ...span, to: press.at + within + 1, tellingTo: now }).filter(
              ({ sure, at }) => sure && at >= end,
            )
          : []),
      ];
    });
    return matchAnswers(own.presses, effects, 2 * due);
  };

  const forget = () => {
    for (const press of pending) press.unknown = true;
    for (const { presses } of run ? [run] : []) for (const press of presses) press.unknown = true;
  };

  on('submit', (event) => {
    for (const press of recent.slice(-1)) press.sent = event;
  });
  on('selectionchange', (_, { at }) => {
    for (const press of pending) if (at - press.at <= within && hasSelection(press.element)) press.selected = true;
  });
  // Another window is in front (a print dialog, a file picker, a new tab): nobody can tell.
  on('blur', ({ target }) => target === window && forget());
  on('keydown', (event, { path }) => {
    const { key } = event as KeyboardEvent;
    if (!event.isTrusted || key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta') return;
    close();
    watch.act(path[0] as Node);
  });
  undos.push(
    onNavigate(page, guard, ({ destination, downloadRequest }) => {
      if (pending.size && (downloadRequest !== null || routeOf(destination.url) !== routeOf(window.location.href)))
        navigated.push(page.elapsed());
    }),
    () => {
      for (const stop of timers) stop();
    },
  );

  return {
    watch,
    later,
    /** Nobody can tell any more what becomes of the presses. */
    forget,
    /** What a press is compared with later. */
    before: (element: Element) => ({
      values: values(element),
      address: window.location.href,
      arrived: watch.arrivedAt(),
    }),
    /** A press begins. `goesOn`: it is on the same thing as the last. */
    begin: (press: Press, goesOn: boolean): void => {
      const [last] = run ? run.presses.slice(-1) : [];
      if (!goesOn || !last || press.at - last.at > within) close();
      run ||= { presses: [] };
      run.presses.push(press);
      runs.set(press, run);
      recent = [...recent.slice(-19), press];
      pending.add(press);
      watch.act();
      watch.extend(due + LATE_MS);
      watch.look(press.path);
      if (isConnected) return;
      isConnected = true;
      requests.observe({ type: 'resource', buffered: true });
    },
    /** Calls back when the time for the verdict has come, or twice as late: where it is not sure, or a form waits for its server. */
    judge: (press: Press, verdict: (answer: Answer) => void): void => {
      const ask = (wait: number, isLast: boolean): void => {
        const asked = page.elapsed();
        later(wait, () => {
          if (page.elapsed() - asked - wait > LATE_MS || watch.hasLost(press.at)) press.unknown = true;
          const answer = outcomeOf(press);
          if (!isLast && !press.unknown && (answer === 'maybe' || (!answer && groupEndedBy(press.element)))) {
            watch.extend(due + LATE_MS);
            return ask(due, true);
          }
          pending.delete(press);
          verdict(answer);
        });
      };
      ask(due, false);
    },
    /** The press is at its end: was it held up by a box of the browser? */
    end: (press: Press): void => {
      const asked = page.elapsed();
      later(0, () => {
        if (page.elapsed() - asked > BLOCKED_MS) press.unknown = true;
      });
    },
    answersOf: (presses: readonly Press[]): Answer[] => presses.map((press) => answerOf(press)),
    /** The press that was last. */
    latest: (): Press | undefined => recent[recent.length - 1],
    /** Something answers that leaves no other trace. */
    answer: (): void => void navigated.push(page.elapsed()),
    isOpenedByHover: (press: Press) => {
      // What an earlier press has opened meanwhile is that one's.
      const others = recent.filter(({ at }) => at < press.at).map(({ at }) => at + HOVER_MS);
      return isOpenedByHover(watch, press, Math.max(press.arrived - HOVER_MS / 2, ...others));
    },
  };

  function answerOf(press: Press): Answer {
    const own = runs.get(press);
    return own && answersOf(own)[own.presses.indexOf(press)];
  }
  /** The same, or what became of a press on the same thing soon after it: the visitor got there. */
  function outcomeOf(press: Press): Answer {
    const { presses } = runs.get(press) || { presses: [] };
    const soon = presses.filter(({ at }) => at >= press.at && at - press.at < again);
    return soon.map(answerOf).find(Boolean);
  }
};

export type Evidence = ReturnType<typeof createEvidence>;
