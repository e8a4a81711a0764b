import type { Contact } from '../../stand-ins/collector.js';
import type { Segment } from '../../stand-ins/segments.js';

/** A custom event that came by the server. Times are epoch milliseconds. */
export interface CustomEventView {
  id: string;
  type: string;
  at: number;
  arrivedAt: number;
  properties: Readonly<Record<string, unknown>>;
  campaign: { name: string; message: string } | undefined;
}

export type ContactView = Contact & {
  /** The latest first. */
  events: CustomEventView[];
  /** Ids of the segments it is in, now and when its visits are over. */
  segments: string[];
  segmentsAfterVisit: string[];
};

/** What `/api/contacts` answers. */
export interface ContactsView {
  /** The server's clock. */
  now: number;
  sessionMs: number;
  segments: Omit<Segment, 'test'>[];
  contacts: ContactView[];
}
