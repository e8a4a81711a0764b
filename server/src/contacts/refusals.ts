import type { Refusal } from './report.js';

/** Collects refusals in little room: numbers by reason, and the first few with their lines. */
export interface RefusalLog {
  add(refusal: Refusal): void;
  reasons(): Record<string, number>;
  first(): Refusal[];
}

// So many lines are told on the screen and in the report; a file takes them all.
const FIRST = 20;
// Reasons name columns, so that a hostile input could bring a new one with each row.
const MOST_REASONS = 100;

export const createRefusalLog = (tell: (refusal: Refusal) => void): RefusalLog => {
  const reasons = new Map<string, number>();
  const first: Refusal[] = [];
  return {
    add(refusal) {
      const reason = reasons.has(refusal.reason) || reasons.size < MOST_REASONS ? refusal.reason : 'other reasons';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (first.length < FIRST) first.push(refusal);
      tell(refusal);
    },
    reasons: () => Object.fromEntries(reasons),
    first: () => [...first],
  };
};
