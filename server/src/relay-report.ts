import type { EventProblem } from './streams/event.js';

/** Why the relay answered what it answered. */
export type RelayReason =
  | 'delivered'
  | 'handed_over'
  | 'older_than_4h'
  | 'no_email'
  | 'type_not_wanted'
  | 'signature'
  | 'too_large'
  | 'not_json'
  | EventProblem
  | 'record_refused'
  | 'throttled'
  | 'ometria_failed'
  | 'ometria_timeout'
  | 'ometria_unreachable'
  | 'key_refused'
  | 'handover_failed'
  | 'body_cut_off'
  | 'internal_error';

/**
 * The status of each answer. FullStory repeats 429 and 5xx up to 30 times in five hours and nothing else, so: what can be
 * mended within five hours is 503, what cannot is 4xx, what is so on purpose is 2xx.
 */
export const STATUS: Readonly<Record<RelayReason, number>> = {
  delivered: 202,
  handed_over: 202,
  // Delivered, and starts no campaign.
  older_than_4h: 200,
  no_email: 200,
  type_not_wanted: 200,
  signature: 401,
  too_large: 413,
  not_json: 422,
  not_an_object: 422,
  no_type: 422,
  no_time: 422,
  no_session: 422,
  record_refused: 422,
  throttled: 429,
  ometria_failed: 503,
  ometria_timeout: 503,
  ometria_unreachable: 503,
  key_refused: 503,
  handover_failed: 503,
  body_cut_off: 503,
  internal_error: 503,
};

/** One answer, for the log. Nothing in it comes from the body but the type, which is a name, and the hashed id. */
export interface RelayLogEntry {
  /** ISO 8601. */
  time: string;
  reason: RelayReason;
  /** What the relay answered. */
  status: number;
  /** Milliseconds. */
  took: number;
  /** The custom event's id. */
  id?: string;
  /** The signal, rule or event. */
  type?: string;
  /** What Ometria answered; 0: nothing. */
  ometriaStatus?: number;
  /** Ometria's name of the request, for its support. */
  ometriaRequest?: string;
  /** Ometria answered 2xx and refused the record all the same. */
  rejected?: true;
}

/** What `GET /healthz` answers. */
export interface RelayHealth {
  /** `failing`: the last delivery that was tried did not succeed. */
  status: 'ok' | 'failing';
  since: string;
  /** Answers by reason. */
  answers: Partial<Record<RelayReason, number>>;
  /** Records that Ometria received and refused. */
  rejected: number;
  lastDelivered?: string;
  /** The last time of each answer that was none of 2xx. */
  lastErrors: Partial<Record<RelayReason, string>>;
}

/** Counts what the relay answers. */
export interface RelayReport {
  add(entry: RelayLogEntry): void;
  health(): RelayHealth;
}

const DELIVERED: ReadonlySet<RelayReason> = new Set(['delivered', 'handed_over', 'older_than_4h']);

export function createReport(since: number): RelayReport {
  const health: RelayHealth = {
    status: 'ok',
    since: new Date(since).toISOString(),
    answers: {},
    rejected: 0,
    lastErrors: {},
  };
  return {
    add({ time, reason, status, rejected }) {
      health.answers[reason] = (health.answers[reason] ?? 0) + 1;
      if (rejected) health.rejected += 1;
      if (status >= 400) health.lastErrors[reason] = time;
      if (status === 429 || status >= 500) health.status = 'failing';
      if (!DELIVERED.has(reason)) return;
      health.lastDelivered = time;
      health.status = 'ok';
    },
    health: () => structuredClone(health),
  };
}
