import type { Wired } from './wire.js';

/** One request of the tracker, decoded. Times are epoch milliseconds. */
export interface CollectedRequest {
  id: number;
  at: number;
  /** `pageview`, `identify`, `profile` … */
  type: string;
  /** Identity, exactly as received; undefined while the visitor is unknown. */
  uiid: string | undefined;
  cid: string;
  sid: string;
  url: string | undefined;
  /** What the request asks to write on the contact, nested keys joined with a dot. Values are texts on the wire. */
  profile: Record<string, string>;
  /** Length of the profile as JSON; 0 without one. */
  characters: number;
  /** Length of the address that was asked for. */
  requestBytes: number;
  /** Everything the request carried. */
  data: Record<string, Wired>;
}

/** A visit: requests of one visitor cookie and session id, until `sessionMs` have passed without one. */
export interface Visit {
  id: number;
  identity: string | undefined;
  cid: string;
  sid: string;
  start: number;
  last: number;
  /** When it ended; undefined while it goes on. */
  end: number | undefined;
  /** When it ends if nothing more arrives; `end` once it has. */
  endsAt: number;
  requests: CollectedRequest[];
}

/** A contact, by identity exactly as received. */
export interface Contact {
  identity: string;
  since: number;
  /** Every visitor cookie id it was seen with, in order. */
  cookieIds: string[];
  visits: Visit[];
  properties: {
    /** Received, waiting for the end of the visit. */
    pending: Record<string, { value: string; at: number }>;
    applied: Record<string, { value: string; at: number; appliedAt: number }>;
  };
}

/** What the collector does. */
export interface Collector {
  /** Takes the address (or path and query) of an image request; undefined where it cannot be read. */
  receive(address: string): CollectedRequest | undefined;
  contacts(): Contact[];
  requests(): CollectedRequest[];
  /** Ends the visits that are over and applies what they left pending. */
  tick(): void;
  /** Forgets a contact with visits and requests, as an erasure request asks; false where there is none. */
  erase(identity: string): boolean;
  reset(): void;
  /** Called at every change; returns the undo. */
  onChange(listener: () => void): () => void;
  sessionMs(): number;
  setSessionMs(milliseconds: number): void;
}

/**
 * Ometria's side of the wire: contacts, visits and properties that are applied when the visit is over.
 * @param options.sessionMs how long a visit outlives its last request; 8000 ms by default (Ometria: 30 minutes).
 * @param options.now the clock, epoch milliseconds; `Date.now` by default.
 */
export function createCollector(options?: { sessionMs?: number; now?: () => number }): Collector;
