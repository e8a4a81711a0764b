import { decode } from './wire.js';

// The default of the demo; Ometria itself waits for 30 minutes without activity.
const SESSION_MS = 8000;
// Enough to look back on; a demo that is left open for days must not grow.
const MOST_REQUESTS = 500;

const flatten = (profile, prefix = '') =>
  Object.entries(profile).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value]] : flatten(value, `${prefix}${name}.`),
  );

/** See collector.d.ts. */
export const createCollector = ({ sessionMs = SESSION_MS, now = Date.now } = {}) => {
  let length = sessionMs;
  let requests = [];
  let contacts = new Map();
  let visits = [];
  let lastId = 0;
  const listeners = new Set();

  const changed = () => {
    for (const listener of [...listeners]) listener();
  };

  const apply = (visit) => {
    visit.end = visit.last + length;
    const contact = contacts.get(visit.identity);
    if (!contact) return;
    for (const [name, property] of Object.entries(visit.pending)) {
      contact.applied[name] = { ...property, appliedAt: visit.end };
    }
    visit.pending = {};
  };

  const tick = () => {
    const over = visits.filter((visit) => visit.end === undefined && now() >= visit.last + length);
    // Visits that overlapped are applied in the order in which they ended: the later one overwrites.
    for (const visit of over.sort((a, b) => a.last - b.last)) apply(visit);
    if (over.length > 0) changed();
  };

  // What was done before the visitor was known belongs to the first who is named in the visit. A page with an old copy
  // of the cookie may name somebody else in the same session: that is a visit of its own.
  const visitOf = ({ cid, sid, uiid, at }) => {
    const found = visits.find(
      (visit) =>
        visit.end === undefined &&
        visit.cid === cid &&
        visit.sid === sid &&
        (uiid === undefined || visit.identity === undefined || visit.identity === uiid),
    );
    if (found) return found;
    lastId += 1;
    const visit = { id: lastId, identity: uiid, cid, sid, start: at, last: at };
    Object.assign(visit, { end: undefined, pending: {}, requests: [] });
    visits.push(visit);
    return visit;
  };

  const contactOf = (identity, at) => {
    const known = contacts.get(identity);
    if (known) return known;
    const contact = { identity, since: at, cookieIds: [], applied: {} };
    contacts.set(identity, contact);
    return contact;
  };

  const receive = (address) => {
    tick();
    const at = now();
    const url = new URL(address, 'http://collector.invalid');
    const text = (value) => (typeof value === 'string' ? value : undefined);
    let data;
    try {
      data = decode(url.searchParams.get('data') ?? '');
    } catch {
      return undefined;
    }
    const type = text(data.type);
    const cid = text(data.cid);
    const sid = text(data.sid);
    if (!type || !cid || !sid) return undefined;

    const d = typeof data.d === 'object' ? data.d : {};
    const sent = type === 'identify' || type === 'profile' ? d.profile : undefined;
    const profile = typeof sent === 'object' ? Object.fromEntries(flatten(sent)) : {};
    const characters = Object.keys(profile).length === 0 ? 0 : JSON.stringify(profile).length;
    const uiid = (type === 'identify' ? text(d.uiid) : undefined) ?? text(data.uiid);
    lastId += 1;
    const seen = { id: lastId, at, type, uiid, cid, sid, url: text(data.url) };
    const request = { ...seen, profile, characters, requestBytes: address.length, data };
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

  // What will be applied last is shown where visits under way disagree.
  const pendingOf = (own) =>
    Object.assign({}, ...[...own].sort((a, b) => a.last - b.last).map((visit) => visit.pending));

  const view = (contact) => {
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
