// Rules once more, the slow and obvious way: the whole history is kept, and at every signal every way to pick signals
// from it is tried. No runs, no index, no tabs. What it says is what a rule means.

import type { Match, Rule } from '../../src/rules/rules.js';
import { withoutPrefix } from '../../src/signals/match-path.js';
import type { Signal } from '../../src/signals/read-signal.js';

export interface Moment {
  signal: Signal;
  /** The session's score after it. */
  score: number;
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

const glob = (text: string, pattern: string): boolean => {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') {
    for (let i = 0; i <= text.length; i++) if (glob(text.slice(i), pattern.slice(1))) return true;
    return false;
  }
  return text[0]?.toLowerCase() === pattern[0]?.toLowerCase() && glob(text.slice(1), pattern.slice(1));
};

export const matches = (match: Omit<Match, 'count'>, { signal, score }: Moment): boolean => {
  if (!list(match.signal).includes(signal.type)) return false;
  const { page, stage, product, category, target, min } = match;
  const isLike = (patterns: string | readonly string[] | undefined, ...texts: (string | undefined)[]): boolean =>
    patterns === undefined ||
    list(patterns).some((pattern) => texts.some((text) => text !== undefined && glob(text, pattern)));
  if (!isLike(page, signal.page, signal.page && withoutPrefix(signal.page)) || !isLike(stage, signal.stage))
    return false;
  if (!isLike(product, signal.product) || !isLike(category, signal.category)) return false;
  if (!isLike(target, signal.target, signal.field, signal.form, signal.name)) return false;
  if (min?.score !== undefined && score < min.score) return false;
  if (min?.seconds !== undefined && (signal.seconds ?? signal.activeSeconds ?? 0) < min.seconds) return false;
  if (min?.scrollDepth !== undefined && (signal.scrollDepth ?? 0) < min.scrollDepth) return false;
  return true;
};

/** Can the signals before `end`, from the index `from`, and the one at `end` do what the rule says? */
const isDone = (rule: Rule, history: readonly Moment[], { from, end }: { from: number; end: number }): boolean => {
  const wanted = rule.steps.flatMap((step) => Array.from({ length: step.count ?? 1 }, () => step));
  const isPattern = (picked: readonly number[]): boolean => {
    const [first = 0] = picked;
    const moments = history.slice(first + 1, end + 1);
    const span = (history[end]?.signal.at ?? 0) - (history[first]?.signal.at ?? 0);
    return (
      span <= (rule.within ?? Number.POSITIVE_INFINITY) &&
      !moments.some((moment) => (rule.unless ?? []).some((match) => matches(match, moment)))
    );
  };
  const tryAll = (picked: readonly number[], next: number): boolean => {
    const step = wanted[picked.length];
    if (!step) return picked.at(-1) === end && isPattern(picked);
    for (let i = next; i <= end; i++) {
      const moment = history[i];
      if (moment && matches(step, moment) && tryAll([...picked, i], i + 1)) return true;
    }
    return false;
  };
  return tryAll([], from);
};

/** Names of the rules that fire, for every signal of one session. */
export const interpret = (rules: readonly Rule[], history: readonly Moment[]): string[][] => {
  const fired = new Set<string>();
  const freshFrom = new Map<Rule, number>();
  return history.map((_, end) => {
    const names: string[] = [];
    for (const rule of rules) {
      if (rule.frequency !== 'every' && fired.has(rule.name)) continue;
      if (!isDone(rule, history, { from: freshFrom.get(rule) ?? 0, end })) continue;
      freshFrom.set(rule, end + 1);
      fired.add(rule.name);
      names.push(rule.name);
    }
    return names;
  });
};
