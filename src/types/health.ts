import type { StorageKind } from './page.js';
import type { ProblemCode } from './problem-words.js';
import type { Primitive } from './signal.js';

export type { ProblemCode } from './problem-words.js';

export type ConsentState = 'unknown' | 'granted' | 'denied';

/** `waiting`: the snippet is there and its script has not answered (late, blocked or empty). */
export type FullStoryState = 'absent' | 'waiting' | 'capturing' | 'shutdown';

/** `waiting`: it is there, but init has not run, or it is a fake with identify alone. */
export type OmetriaState = 'absent' | 'waiting' | 'ready';

/** Some of the problem codes: a name that is none does not compile. */
type Codes<Code extends ProblemCode> = Code;

/** Why nothing can be sent just now. */
export type Hold = Codes<
  | 'consent_missing'
  | 'ometria_absent'
  | 'ometria_not_ready'
  | 'identity_unknown'
  | 'identity_stale'
  | 'identity_mismatch'
  | 'logged_out'
>;

/** What came of an attempt: sent, nothing to send, equal to what was sent before, or held since something is missing. */
export type Attempt = 'sent' | 'nothing' | 'equal' | 'held' | 'cancelled';

/** What came of an attempt; where it is held, what is missing. */
export type Outcome = Exclude<Attempt, 'held'> | Hold | 'fullstory_silent' | 'sampled_out';

/** What came of `flush()`. */
export type FlushResult = Outcome | 'calls_capped';

export type FlushReason = 'quiet' | 'deadline' | 'leftover' | 'hide' | 'flush' | 'retraction' | 'reset' | 'test';

/** What is sent: names to values that survive the tracker. */
export type Properties = Record<string, Primitive>;

export type Report = (code: ProblemCode, detail?: unknown) => void;

export interface Problem {
  code: ProblemCode;
  /** Epoch milliseconds of the last occurrence. */
  at: number;
  count: number;
  /** What the last occurrence was about: an option's name, a rule and field, an error's message. Never a visitor's value. */
  detail: string;
}

export interface DeliveryReport {
  /** Epoch milliseconds. */
  at: number;
  reason: FlushReason;
  properties: Properties;
  /** Characters of JSON, as Ometria counts them. */
  characters: number;
  /** Estimated length of the tracker's request. */
  requestBytes: number;
}

/** Plain JSON, a copy of its own. */
export interface Health {
  version: string;
  /** Version of the signal definitions. */
  definitions: number;
  state: {
    consent: ConsentState;
    ometria: OmetriaState;
    identity: 'known' | Hold;
    fullstory: FullStoryState;
    storage: StorageKind;
  };
  signals: {
    received: number;
    /** Accepted in this page view, whoever they came from. */
    byType: Record<string, number>;
    byOrigin: Record<string, number>;
    /** Malformed, excluded, or too many in a second. */
    refused: number;
    droppedByConsent: number;
    droppedByIdentityChange: number;
    /** Of a visit that is over: nobody's, or somebody's who has not come back within a day. */
    droppedByExpiry: number;
    /** Presses of which the detectors could not tell whether the page answered: no signals. Full build. */
    undecided: number;
    /** Accepted in this tab and not delivered yet, whosever they are. */
    held: number;
  };
  deliveries: {
    made: number;
    skippedEqual: number;
    capped: number;
    repeated: number;
    /** Attempts that were held, by what was missing. */
    heldFor: Record<string, number>;
  };
  lastDelivery?: DeliveryReport;
  problems: Problem[];
}
