import { createRules, type Rule, type Rules } from '../../src/rules/rules.js';
import type { PageContext } from '../../src/signals/page-context.js';
import type { Signal, SignalType } from '../../src/signals/read-signal.js';
import { createState, mergeAll, type VisitState } from '../../src/visit/merge.js';
import { type Fired, reduce } from '../../src/visit/reduce.js';

export const START = 1_800_000_000_000;

/** A signal so many milliseconds after the session's start. */
export const signalAt = (ms: number, type: SignalType, more: Partial<Signal> = {}): Signal => ({
  type,
  at: START + ms,
  origin: 'page',
  ...more,
});

export interface Player {
  /** What the rules say to a signal in one of the session's tabs. */
  play(signal: Signal, options?: { tab?: number; page?: PageContext }): readonly Fired[];
  /** The session as all its tabs together know it. */
  state(): VisitState;
  /** Keys under which a tab keeps runs. */
  runs(tab?: number): string[];
  /** A page of a tab ends and the next one begins, with rules of its own. */
  load(next: Rules): void;
}

export const bookOf = (rules: readonly (Rule | object)[]): Rules => {
  const book = createRules([]);
  for (const rule of rules) {
    const wrong = book.add(rule);
    if (wrong !== undefined) throw new Error(`refused: ${JSON.stringify(rule)} ${wrong}`);
  }
  return book;
};

/** Plays signals to rules as the session does: every tab keeps a record of its own, in text. */
export const createPlayer = (first: Rules): Player => {
  let book = first;
  const tabs: VisitState[] = [];
  const keep = (tab: number, state: VisitState) => {
    tabs[tab] = JSON.parse(JSON.stringify(state));
  };
  return {
    play: (signal, { tab = 0, page = {} } = {}) => {
      for (let i = 0; i <= tab; i++) tabs[i] ??= createState(START);
      let own = reduce(tabs[tab] ?? createState(START), signal);
      const others = tabs.filter((_, i) => i !== tab);
      const { fired, runs } = book.take(signal, { own: () => own, parts: () => [own, ...others] }, page);
      for (const one of fired) own = reduce(own, signal, one);
      keep(tab, { ...own, ruleProgress: { ...own.ruleProgress, ...runs } });
      return fired;
    },
    state: () => mergeAll([createState(START), ...tabs]),
    runs: (tab = 0) => Object.keys(tabs[tab]?.ruleProgress ?? {}),
    load: (next) => {
      book = next;
    },
  };
};
