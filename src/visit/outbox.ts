import { larger, type Timed } from './merge.js';
import { NEVER } from './tab-record.js';
import type { Visit } from './visit.js';

/** A delivery is acknowledged when its page lived on that long. docs/delivery.md, "At least once". */
export const ACKNOWLEDGE_MS = 1000;

/** What an earlier visit owes is made good within a day. docs/delivery.md, "At least once". */
export const EXPIRES_MS = 864e5;

/** The last delivery of a visit, whichever of its tabs has made it. It carried all that an earlier one did. */
export const lastDelivery = ({ parts }: Visit): Timed => {
  let last = NEVER;
  for (const [, { sent }] of parts) last = larger(last, sent);
  return last;
};

const acknowledgedAt = ({ parts }: Visit): number => Math.max(...parts.map(([, { acknowledged }]) => acknowledged));

/** Is it not known whether the last delivery has arrived? */
export const isUnconfirmed = (visit: Visit): boolean => lastDelivery(visit)[0] > acknowledgedAt(visit);

/** `inFlight`: time of a delivery whose second runs on this very page, however late a busy machine ends it. */
export const isLost = (visit: Visit, now: number, inFlight: number | undefined): boolean => {
  const [sentAt] = lastDelivery(visit);
  return isUnconfirmed(visit) && sentAt !== inFlight && Math.abs(now - sentAt) > ACKNOWLEDGE_MS;
};

/** Signals that no delivery has carried: what a tab had by the last one went with it, whichever tab made it. */
export const countUncarried = (visit: Visit, parts = visit.parts): number => {
  const [sentAt] = lastDelivery(visit);
  let count = 0;
  for (const [, { pending, lastActivityAt }] of parts) if (lastActivityAt >= sentAt) count += pending;
  return count;
};

export const isOwed = (visit: Visit): boolean => countUncarried(visit) > 0 || isUnconfirmed(visit);

/** The time of a delivery that is made now: later than all that it carries, even if the clock was set back. */
export const deliveryTime = (visit: Visit, now: number): number =>
  Math.max(now, visit.lastActivityAt + 1, lastDelivery(visit)[0] + 1);
