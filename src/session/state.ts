import { type Primitive, type Signal, type SignalType, WEIGHT } from '../signal.js';
import { toJson } from '../text.js';
import type { Headline, SessionState } from '../types/session.js';

export type { Headline, SessionState } from '../types/session.js';

/** What a rule that fired adds to the session. */
export interface Fired {
  name: string;
  set?: Record<string, Primitive>;
}

export const createState = (now: number): SessionState => ({ since: -now, last: now });

export const count = (state: SessionState, type: string): number => Number(state[`+${type}`] || 0);

/** A value under a time: the text of a key whose latest value counts. */
export const stamp = (at: number, value: unknown): string => at + JSON.stringify(value);

// Digits of a time in milliseconds, until the year 2286.
const TIME_DIGITS = 13;

export const latest = (state: SessionState, key: string): Primitive | undefined =>
  // Only stamp() writes such texts.
  state[key] ? (JSON.parse(String(state[key]).slice(TIME_DIGITS)) as Primitive) : undefined;

// Before the time stands the rank in three digits: a rule outranks every signal, a heavier signal a lighter one.
const RULE_RANK = 999;
const SIGNAL_RANK = 100;
const RANK_DIGITS = 3;

export const headOf = ({ head }: SessionState): Headline | undefined =>
  // Only toHead() writes it.
  head ? (JSON.parse(String(head).slice(RANK_DIGITS + TIME_DIGITS)) as Headline) : undefined;

/** The same headline with the replay URL, which came later than the signal. */
export const withUrl = ({ head }: SessionState, headline: Headline): string =>
  String(head).slice(0, RANK_DIGITS + TIME_DIGITS) + toJson(headline);

/** Merges two tabs' parts of one session. Commutative and associative. */
export const merge = (a: SessionState, b: SessionState): SessionState => {
  const merged = { ...a };
  for (const key of Object.keys(b)) {
    const theirs = b[key] || 0;
    const mine = merged[key] || 0;
    if (key[0] === '+') merged[key] = Number(mine) + Number(theirs);
    else if (!mine || theirs > mine) merged[key] = theirs;
  }
  return merged;
};

/** States and measures, not events, never name signal_type. */
const isMeasure = (type: SignalType): boolean => {
  switch (type) {
    case 'attention':
    case 'funnel_progress':
    case 'funnel_abandon':
    case 'purchase':
    case 'hesitation':
      return true;
    default:
      return false;
  }
};

/** What a signal alone makes of a visit. */
const toState = (signal: Signal): SessionState => {
  const { type, at } = signal;
  const one = { [`+${type}`]: 1 };
  switch (type) {
    case 'attention': {
      const { activeSeconds = 0, scrollDepth = 0, category } = signal;
      const active = { '+active': activeSeconds, scroll: Math.min(100, scrollDepth) };
      return category ? { ...active, [`+active:${category}`]: activeSeconds } : active;
    }
    case 'dwell':
      return signal.product ? { ...one, [`dwell:${signal.product}`]: signal.seconds || 0 } : one;
    case 'form_error':
      return { ...one, field: stamp(at, signal.field || signal.form || 'none') };
    case 'purchase':
      return { ...one, purchased: stamp(at, true), abandoned: stamp(at, 'none') };
    case 'funnel_abandon':
      return { ...one, abandoned: stamp(at, signal.stage || 'none') };
    case 'funnel_progress':
      return { ...one, abandoned: stamp(at, 'none') };
    default:
      return one;
  }
};

/** The state after a signal, or after a rule that the signal fired. Pure, and independent of the signals' order. */
export const reduce = (state: SessionState, signal: Signal, fired?: Fired): SessionState => {
  const { type, at } = signal;
  const seen: SessionState = { last: at };
  const properties = (fired ? fired.set : signal.properties) || {};
  for (const name of Object.keys(properties)) seen[`is:${name}`] = stamp(at, properties[name]);
  if (fired) seen[`at:${fired.name}`] = stamp(at, at);
  else Object.assign(seen, toState(signal));
  if (fired || !isMeasure(type)) {
    const name = fired ? fired.name : (type === 'custom' && signal.name) || type;
    const { page, stage, target, replayUrl: url } = signal;
    const rank = fired ? RULE_RANK : SIGNAL_RANK + WEIGHT[type];
    seen.head = `${rank}${at}${toJson({ at, type: name, page, stage, target, url })}`;
  }
  return merge(state, seen);
};
