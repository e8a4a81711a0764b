import type { ConsentState } from './delivery/consent.js';
import type { Hold } from './delivery/gate.js';
import type { Properties } from './delivery/properties.js';
import type { FlushReason } from './delivery/scheduler.js';
import type { Guard } from './guard.js';
import type { StorageKind } from './page/page.js';
import type { FullStoryState } from './vendors/fullstory.js';
import type { OmetriaState } from './vendors/ometria.js';

/** What can be wrong. docs/troubleshooting.md gives cause and cure of each. A closed list. */
export type ProblemCode =
  | Hold
  | 'no_options'
  | 'bad_option'
  | 'unknown_option'
  | 'bad_command'
  | 'bad_signal'
  | 'bad_visitor'
  | 'bad_rule'
  | 'too_many_signals'
  | 'excluded'
  | 'field_over_budget'
  | 'property_left_out'
  | 'before_send_failed'
  | 'fullstory_silent'
  | 'storage_blocked'
  | 'duplicate_tag'
  | 'calls_capped'
  | 'debug_only'
  | 'inspector_blocked'
  | 'sampled_out'
  | 'internal_error';

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
    /** Of an earlier visit, nobody's or older than a day. */
    droppedByExpiry: number;
    /** Presses of which the detectors could not tell whether the page answered: no signals. Full build. */
    undecided: number;
    /** Accepted and not delivered yet. */
    held: number;
  };
  deliveries: {
    made: number;
    skippedEqual: number;
    capped: number;
    repeated: number;
    /** Attempts that a shut gate held, by gate. */
    heldFor: Record<string, number>;
  };
  lastDelivery?: DeliveryReport;
  problems: Problem[];
}

/** Version of the definitions in docs/signals.md. */
export const DEFINITIONS = 2;

/** Problems are kept by code; this many characters of detail are enough to find the place. */
const DETAIL_LENGTH = 120;

/** Keeps problems by code, with the detail of the last. Reporting never throws, whatever the detail is. */
export const createProblems = (told: (problem: Problem) => void, quiet: Guard) => {
  const problems: Partial<Record<ProblemCode, Problem>> = {};
  const report: Report = (code, given = '') => {
    const { count = 0 } = problems[code] || {};
    // A thrown value's own toString may throw.
    const detail = quiet(String, '')(given).slice(0, DETAIL_LENGTH);
    const problem = { code, at: Date.now(), count: count + 1, detail };
    problems[code] = problem;
    told({ ...problem });
  };
  return { report, list: (): Problem[] => Object.values(problems).map((problem) => ({ ...problem })) };
};
