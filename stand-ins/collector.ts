import { decode, type Wired } from './wire.js';

// The default of the demo; Ometria itself waits for 30 minutes without activity.
const SESSION_MS = 8000;
// Enough to look back on; a demo that is left open for days must not grow.
const MOST_REQUESTS = 500;

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

/** A visit as the collector keeps it. */
interface Open extends Omit<Visit, 'endsAt'> {
  pending: Contact['properties']['pending'];
}

interface Known extends Omit<Contact, 'visits' | 'properties'> {
  applied: Contact['properties']['applied'];
}

const flatten = (profile: { [key: string]: Wired }, prefix = ''): [string, string][] =>
  Object.entries(profile).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : flatten(value, `${prefix}${name}.`),
  );

const text = (value: Wired | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const objectOr = (value: Wired | undefined): { [key: string]: Wired } => (typeof value === 'object' ? value : {});

/** What an image request of the tracker says, or undefined where it cannot be read. */
const readAddress = (address: string): Omit<CollectedRequest, 'id' | 'at'> | undefined => {
  let data: { [key: string]: Wired };
  try {
    data = decode(new URL(address, 'http://collector.invalid').searchParams.get('data') ?? '');
  } catch {
    return undefined;
  }
  const [type, cid, sid] = [text(data.type), text(data.cid), text(data.sid)];
  if (!type || !cid || !sid) return undefined;
  const d = objectOr(data.d);
  const profile = type === 'identify' || type === 'profile' ? Object.fromEntries(flatten(objectOr(d.profile))) : {};
  const characters = Object.keys(profile).length === 0 ? 0 : JSON.stringify(profile).length;
  const uiid = (type === 'identify' ? text(d.uiid) : undefined) ?? text(data.uiid);
  return { type, uiid, cid, sid, url: text(data.url), profile, characters, requestBytes: address.length, data };
};

// What will be applied last is shown where visits under way disagree.
const pendingOf = (own: readonly Open[]): Open['pending'] =>
  Object.assign({}, ...[...own].sort((a, b) => a.last - b.last).map((visit) => visit.pending));

/**
 * Ometria's side of the wire: contacts, visits and properties that are applied when the visit is over.
 * @param options.sessionMs how long a visit outlives its last request; 8000 ms by default (Ometria: 30 minutes).
 * @param options.now the clock, epoch milliseconds; `Date.now` by default.
 */
export const createCollector = ({
  sessionMs = SESSION_MS,
  now = Date.now,
}: {
  sessionMs?: number;
  now?: () => number;
} = {}): Collector => {
  let length = sessionMs;
  let requests: CollectedRequest[] = [];
  let contacts = new Map<string, Known>();
  let visits: Open[] = [];
  let lastId = 0;
  const listeners = new Set<() => void>();

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const apply = (visit: Open): void => {
    const appliedAt = visit.last + length;
    visit.end = appliedAt;
    const contact = visit.identity === undefined ? undefined : contacts.get(visit.identity);
    if (!contact) return;
    for (const [name, property] of Object.entries(visit.pending)) contact.applied[name] = { ...property, appliedAt };
    visit.pending = {};
  };

  const tick = (): void => {
    const over = visits.filter((visit) => visit.end === undefined && now() >= visit.last + length);
    // Visits that overlapped are applied in the order in which they ended: the later one overwrites.
    for (const visit of over.sort((a, b) => a.last - b.last)) apply(visit);
    if (over.length > 0) changed();
  };

  // What was done before the visitor was known belongs to the first who is named in the visit. A page with an old copy
  // of the cookie may name somebody else in the same session: that is a visit of its own.
  const visitOf = ({ cid, sid, uiid, at }: CollectedRequest): Open => {
    const found = visits.find(
      (visit) =>
        visit.end === undefined &&
        visit.cid === cid &&
        visit.sid === sid &&
        (uiid === undefined || visit.identity === undefined || visit.identity === uiid),
    );
    if (found) return found;
    lastId += 1;
    const seen = { id: lastId, identity: uiid, cid, sid, start: at, last: at };
    const visit: Open = { ...seen, end: undefined, pending: {}, requests: [] };
    visits.push(visit);
    return visit;
  };

  const contactOf = (identity: string, at: number): Known => {
    const known = contacts.get(identity);
    if (known) return known;
    const contact: Known = { identity, since: at, cookieIds: [], applied: {} };
    contacts.set(identity, contact);
    return contact;
  };

  const receive = (address: string): CollectedRequest | undefined => {
    tick();
    const read = readAddress(address);
    if (!read) return undefined;
    const at = now();
    const { uiid, cid, profile } = read;
    lastId += 1;
    const request = { id: lastId, at, ...read };
    requests = [...requests, request].slice(-MOST_REQUESTS);

    const visit = visitOf(request);
    visit.last = at;
    visit.requests = [...visit.requests, request].slice(-MOST_REQUESTS);
    visit.identity ??= uiid;
    if (uiid !== undefined) {
      const contact = contactOf(uiid, at);
      if (!contact.cookieIds.includes(cid)) contact.cookieIds.push(cid);
      for (const [name, value] of Object.entries(profile)) visit.pending[name] = { value, at };
    }
    changed();
    return request;
  };

  const view = (contact: Known): Contact => {
    const own = visits.filter((visit) => visit.identity === contact.identity);
    return structuredClone({
      identity: contact.identity,
      since: contact.since,
      cookieIds: contact.cookieIds,
      visits: own.map(({ pending, ...visit }) => ({ ...visit, endsAt: visit.end ?? visit.last + length })),
      properties: { pending: pendingOf(own), applied: contact.applied },
    });
  };

  return {
    receive,
    tick,
    requests: () => structuredClone(requests),
    contacts: () => [...contacts.values()].map(view),
    sessionMs: () => length,
    setSessionMs(ms) {
      length = ms;
      tick();
      changed();
    },
    erase(identity) {
      if (!contacts.delete(identity)) return false;
      visits = visits.filter((visit) => visit.identity !== identity);
      requests = requests.filter(({ uiid }) => uiid !== identity);
      changed();
      return true;
    },
    reset() {
      requests = [];
      contacts = new Map();
      visits = [];
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
