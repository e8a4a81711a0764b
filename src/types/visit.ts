import type { Primitive } from './signal.js';

/** A value under the time it was said at, in epoch milliseconds: of two the later one counts. A list, which is stored briefly. */
export type Timed = readonly [at: number, value: Primitive];

/** The signal that names signal_type, with what belongs to that same signal. */
export interface TopSignal {
  /** Three digits: a rule outranks every signal, a heavier signal a lighter one. Of equals the later one counts. */
  rank: number;
  at: number;
  type: string;
  page?: string | undefined;
  stage?: string | undefined;
  target?: string | undefined;
  url?: string | undefined;
}

/** What one tab knows of a visit or, merged, what all its tabs know. */
export interface VisitState {
  /** Epoch milliseconds of the first activity; 0 where there was none. */
  startedAt: number;
  /** Epoch milliseconds of the last activity. */
  lastActivityAt: number;
  /** Signals by type, and seconds of attention: `active`, `active:<category>`. Those of several tabs are added. */
  counters: Record<string, number>;
  /**
   * `scroll` 0–100, `funnel` the furthest stage from 1, `dwell:<product>` seconds, and what sources note for the next page.
   * Of several tabs' the largest counts. A text begins with a time of 13 digits, so that the larger is the later.
   */
  maxima: Record<string, number | string>;
  /** `abandoned`, `purchased`, `field`, `device`, `link`, `stage`, `at:<rule>`, `is:<custom property>` and their kin. */
  latest: Record<string, Timed>;
  /** When the open runs of rules began; undefined takes one away. Of several tabs' the latest counts. */
  ruleProgress: Record<string, number | undefined>;
  topSignal: TopSignal | undefined;
}

/** What is known of a tab's deliveries. */
export interface Outbox {
  /** Signals of this tab that no delivery of its own has carried. */
  pending: number;
  /** The last delivery that this tab has made of the visit, its fingerprint under its time. */
  sent: Timed;
  /** Time of the last delivery that its page has outlived by a second. */
  acknowledged: number;
}

/** One tab's part of a visit, whose it is, and what is known of its delivery. */
export interface TabRecord extends VisitState, Outbox {
  /** Hash of the visit's id and the identity of whose the visit is; 0: this tab knows of nobody. */
  owner: number;
}

/** What changes in a tab's record: a value is replaced, and what is in a group stays beside what is new there. */
export type VisitChange = Partial<Omit<VisitState, 'topSignal'> & Pick<Outbox, 'pending'>>;
