import { toText } from '../tools/text.js';
import type { Primitive } from '../types/signal.js';
import type { VisitState } from '../types/visit.js';

export type { Timed, TopSignal, VisitChange, VisitState } from '../types/visit.js';

/** Somebody has just come. */
export const createState = (now: number): VisitState => ({
  startedAt: now,
  lastActivityAt: now,
  counters: {},
  maxima: {},
  latest: {},
  ruleProgress: {},
  topSignal: undefined,
});

export const count = ({ counters }: VisitState, type: string): number => counters[type] || 0;

/** The latest word under a key. */
export const latestOf = ({ latest }: VisitState, key: string): Primitive | undefined => {
  const timed = latest[key];
  return timed && timed[1];
};

/** The larger of two numbers or texts, and of two lists that begin with a time the later. What is missing is the least. */
export const larger = <T>(one: T, other: T): T => (one && !(other && other > one) ? one : other);

const mergeGroup = <T>(
  one: Record<string, T>,
  other: Record<string, T>,
  pick: (a: T, b: T) => T,
): Record<string, T> => {
  const merged = { ...one };
  for (const [key, theirs] of Object.entries(other)) {
    const mine = merged[key];
    merged[key] = mine === undefined ? theirs : pick(mine, theirs);
  }
  return merged;
};

/** Merges two tabs' parts of one visit. Commutative and associative. */
export const merge = (a: VisitState, b: VisitState): VisitState => ({
  startedAt: Math.min(a.startedAt, b.startedAt),
  lastActivityAt: Math.max(a.lastActivityAt, b.lastActivityAt),
  counters: mergeGroup(a.counters, b.counters, (one, other) => one + other),
  maxima: mergeGroup(a.maxima, b.maxima, larger),
  latest: mergeGroup(a.latest, b.latest, larger),
  ruleProgress: mergeGroup(a.ruleProgress, b.ruleProgress, larger),
  // As text: rank and time stand first, and have always as many digits.
  topSignal: toText(b.topSignal) > toText(a.topSignal) ? b.topSignal : a.topSignal,
});

/** A copy, of whichever records: of none it is empty. */
export const mergeAll = (states: readonly VisitState[]): VisitState => {
  // Prototype.js has a `reduce` of its own.
  let merged: VisitState = { ...createState(0), startedAt: Infinity };
  for (const state of states) merged = merge(merged, state);
  return merged;
};
