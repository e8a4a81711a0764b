import type { VisitState } from '../types/visit.js';
import { type SignalType, WEIGHT } from './read-signal.js';

/**
 * Three rage clicks alone make 71: the "three rage clicks in one session" that marketers write by hand.
 * docs/crm.md, "The score".
 */
export const AT_RISK_FROM = 70;

/** How fast the score saturates: a sum of weights of this makes 63. */
export const SCORE_SCALE = 60;

/** 0–100: monotone in every count, independent of their order, saturating. */
export const scoreOf = (countOf: (type: SignalType) => number): number => {
  let sum = 0;
  // The keys of WEIGHT are the signal types.
  for (const type of Object.keys(WEIGHT) as SignalType[]) sum += WEIGHT[type] * countOf(type);
  return Math.round(100 * (1 - Math.exp(-sum / SCORE_SCALE)));
};

export const frustrationScore = ({ counters }: VisitState): number => scoreOf((type) => counters[type] || 0);
