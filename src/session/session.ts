import { normalize } from '../identity/normalise.js';
import type { Page } from '../page/page.js';
import type { Signal } from '../signal.js';
import { hash } from '../text.js';
import { createState, type Fired, merge, reduce, type SessionState } from './state.js';
import { createStore, newName, type SessionRecord } from './store.js';

/** One owner's session, as all tabs together know it. */
export interface Visit {
  state: SessionState;
  /** Is it the present visit's? */
  present: boolean;
  /** Has this still to be handed to the tracker, given the hash of its properties? */
  isPending(properties: number): boolean;
  /**
   * It is being handed to the tracker. Marked before the call, since a killed tab fires no event. Says whether this repeats
   * an earlier call.
   */
  markInFlight(properties: number): boolean;
  /** It was handed over with the same properties before, or the site wants none of it sent. */
  markDelivered(properties: number): void;
}

export interface Session {
  /** This tab's own record. */
  own(): SessionRecord;
  /** The records of all tabs that together make the present session, this tab's among them. */
  parts(): SessionRecord[];
  /** Takes a signal in, or a rule that it fired. `silent`: it alone is no reason to deliver. */
  apply(signal: Signal, silent: boolean, fired?: Fired): void;
  /** Sets keys of this tab's record; undefined takes one away. */
  update(change: Record<string, number | string | undefined>): void;
  /** Somebody is there: begins a new session after a long pause. Answers a time later than all before it in this session. */
  renew(): number;
  /**
   * Whose session it is from now on; null: nobody's. What belonged to somebody else is dropped and counted,
   * what was nobody's becomes theirs. `again`: look at the other tabs anew, though nothing changed here.
   */
  assignOwner(identity: string | null, again?: boolean): void;
  /** Whose this tab's own part is from now on, where nothing can be told of the other tabs. */
  assignTabOwner(identity: string): void;
  /** What may be sent to that identity: what earlier visits still owe, then the present one. */
  visitsFor(identity: string): Visit[];
  /** Is there anything, in any tab or earlier visit, that waits to be delivered or repeated? */
  hasPending(): boolean;
  /** The largest value under a key in any tab: of a time, the latest. */
  latest(key: string): number | string;
  /** A second has passed since that mark was set: what was issued then has arrived. */
  acknowledge(mark: unknown): void;
  /** Another tab has taken that record away: settled, counted or forgotten, it must not come back from this tab's memory. */
  removed(key: unknown): void;
  /** Takes this tab's record away. Answers how many of its signals were still to be delivered. */
  discardTabRecord(): number;
  /** Takes everything away, in all tabs, but that there was somebody. */
  forget(): void;
  /** The page goes away; `enter`: it is back from the back/forward cache, and a later page may have gone on. */
  leave(): void;
  enter(): void;
}

// What an earlier visit owes is made good within a day. docs/delivery.md, "At least once".
const MAKE_GOOD_MS = 864e5;

// An issued delivery is taken for arrived when the page lived on that long. docs/delivery.md, "At least once".
export const ACKNOWLEDGE_MS = 1000;

interface Options {
  key: string;
  timeout: number;
  attributeAnonymous: boolean;
  dropped: (count: number, reason: 'droppedByIdentityChange' | 'droppedByExpiry') => void;
}

type Item = readonly [key: string, record: SessionRecord];

const number = (value: unknown): number => Number(value || 0);

export const createSession = (page: Page, { key: prefix, timeout, attributeAnonymous, dropped }: Options): Session => {
  const store = createStore(page, prefix);
  let name: string;
  let own: SessionRecord;
  // Whom the record was last checked against, so that not every signal reads the other tabs' records.
  let checked: string | null | undefined;
  // Earlier visits that were made good and wait for their second.
  const settling: Item[] = [];

  const ownerOf = (salt: string, identity: string) => `${salt} ${hash(salt + normalize(identity))}`;
  /** undefined: nobody's. */
  const owns = ({ owner }: SessionRecord, identity: string | null): boolean | undefined =>
    owner ? identity !== null && owner === ownerOf(String(owner).split(' ')[0] || '', identity) : undefined;

  /** Is a record of the present session that identity's? */
  const belongs = (record: SessionRecord, identity: string | null, barrier: number): boolean =>
    record.owner ? !!owns(record, identity) : attributeAnonymous && -number(record.since) >= barrier;

  const save = () => store.write(name, own);

  const fresh = (old: SessionRecord = {}) => {
    own = createState(page.now());
    for (const key of ['out', 'prior', 'link']) if (old[key]) own[key] = old[key];
    checked = undefined;
  };

  const drop = (key: string, record: SessionRecord, reason: Parameters<typeof dropped>[1]) => {
    dropped(number(record.unsent), reason);
    if (key !== name) store.write(key, null);
  };

  /** Drops what other tabs have gathered for others. Answers until when those were there; 0: there were none. */
  const dropOthers = (all: Item[], identity: string): number => {
    let left = 0;
    for (const [key, record] of all) {
      if (key === name || owns(record, identity) !== false) continue;
      // Somebody else was there until now, or until this tab's session began: what is older may be theirs.
      const since = -number(own.since);
      left = Math.max(left, number(record.last) >= since ? page.now() : since);
      drop(key, record, 'droppedByIdentityChange');
    }
    return left;
  };

  const assignTabOwner = (identity: string) => {
    if (owns(own, identity) === false) {
      drop(name, own, 'droppedByIdentityChange');
      fresh(own);
    }
    if (!own.owner) {
      own.owner = ownerOf(Math.random().toString(36).slice(2), identity);
      // Being there counts: what is older than this is not given to somebody who comes later.
      const now = page.now();
      if (now - number(own.last) < timeout) own.last = Math.max(now, number(own.last));
    }
    checked = undefined;
  };

  /** Every visit's record, the latest first; the own one as it is in memory. */
  const items = (): Item[] => {
    const records = store.read();
    const kept = records[name];
    // Another tab has settled it since it was last written here: this tab's older copy would undo that. Its counters are
    // its own: that tab may have read them a moment too early.
    if (kept && kept.since === own.since && String(kept.sent || '') > String(own.sent || '')) {
      own.sent = kept.sent || '';
      own.unconfirmed = kept.unconfirmed || 0;
    }
    return Object.entries({ ...records, [name]: own })
      .filter(([, record]) => record.since)
      .sort(([, a], [, b]) => number(b.last) - number(a.last));
  };

  /** How many of the records hang together, back from a time, without a pause longer than the time-out. */
  const chain = (all: Item[], from: number): number => {
    let edge = from;
    let length = 0;
    for (const [, record] of all) {
      // A time a day ahead is a clock that was set back: the session would never end.
      if (edge - number(record.last) > timeout || number(record.last) - from > MAKE_GOOD_MS) break;
      edge = Math.min(edge, -number(record.since));
      length++;
    }
    return length;
  };

  const present = (): Item[] => {
    const all = items();
    return all.slice(0, chain(all, page.now()));
  };

  const isPresent = () => present().some(([key]) => key === name);

  const latest = (key: string) => {
    let last: number | string = 0;
    for (const record of Object.values({ ...store.read(), [name]: own })) {
      const value = record[key];
      // `since` is negative.
      if (value && (!last || value > last)) last = value;
    }
    return last;
  };

  const hasPending = () => items().some(([, record]) => record.unsent || record.unconfirmed);

  /** After a long pause another session begins; what the last one owes stays under its old name. */
  const begin = () => {
    // It stays too where another tab's part of it does: that part alone would overwrite what the whole one said.
    if (hasPending()) name = newName(prefix);
    // What was nobody's while somebody was here is not given to who comes later.
    fresh({ out: own.out || 0, prior: Math.max(number(own.prior), own.owner ? number(own.last) : 0) });
  };

  const renew = () => {
    const now = page.now();
    if (Math.abs(now - number(own.last)) > timeout && !isPresent()) begin();
    // Never back, even if the clock was set back: a retraction must not lose to what it retracts.
    own.last = Math.max(now, number(own.last) + 1);
    return own.last;
  };

  const enter = () => {
    name = store.enter();
    const records = store.read();
    // A refusal stays for the tabs that have slept through it, as long as what they hold could be made good.
    for (const [key, { denied }] of Object.entries(records))
      if (denied && page.now() - number(denied) > MAKE_GOOD_MS) store.write(key, null);
    const kept = records[name];
    fresh();
    if (kept?.since) own = kept;
    if (!isPresent()) begin();
    // Found in the record of this tab's last page: nobody saw that page live on, however short ago it was.
    if (own.unconfirmed) own.unconfirmed = -Math.abs(number(own.unconfirmed));
    for (const key of ['out', 'prior']) {
      const last = latest(key);
      if (last) own[key] = last;
    }
    renew();
    save();
    // Past its time: nobody's when its visit has ended, somebody's when it can no longer be made good.
    const all = items();
    for (const [key, record] of all.slice(chain(all, page.now())))
      if (!record.owner || page.now() - number(record.last) > MAKE_GOOD_MS) drop(key, record, 'droppedByExpiry');
  };

  enter();
  return {
    enter,
    renew,
    latest,
    own: () => own,
    parts: () => {
      const barrier = number(latest('prior'));
      const records = present().map(([, record]) => record);
      return records.filter((record) => record === own || belongs(record, checked || null, barrier));
    },
    leave: () => {
      store.leave(name);
      // The site may have cleared the storage since.
      save();
    },
    apply: (signal, silent, fired) => {
      own = reduce(own, signal, fired);
      if (!silent) own.unsent = number(own.unsent) + 1;
      save();
    },
    update: (change) => {
      Object.assign(own, change);
      save();
    },
    assignTabOwner,
    assignOwner: (identity, again) => {
      if (!again && checked === identity) return;
      // A visit that is over is an earlier one from here on, with or without a new one: another tab may have made it good
      // meanwhile, and told again it would overwrite what has been told since.
      if (again && !isPresent()) begin();
      const now = page.now();
      const others = items();
      const barrier = Math.max(...others.map(([, { prior }]) => number(prior)));
      let left = identity === null ? 0 : dropOthers(others, identity);
      const isMine = own.owner
        ? owns(own, identity)
        : identity === null || (attributeAnonymous && left < now && -number(own.since) >= barrier);
      if (!isMine) {
        drop(name, own, 'droppedByIdentityChange');
        // Who has left may have left long ago: what others have gathered since is not theirs.
        left = identity === null ? Math.min(now, number(own.last)) : now;
        fresh(own);
      }
      if (left) own.prior = Math.max(number(own.prior), left);
      if (identity !== null) assignTabOwner(identity);
      checked = identity;
      save();
    },
    visitsFor: (identity) => {
      const now = page.now();
      const barrier = number(latest('prior'));
      const visits: Visit[] = [];
      const rest = items();
      for (let first = rest[0]; first; first = rest[0]) {
        const ended = number(first[1].last);
        const group = rest.splice(0, chain(rest, now) || chain(rest, ended));
        const current = group.some(([key]) => key === name);
        // A later call carried everything that an earlier one did, and its own mark.
        const [last] = group
          .map(([, { sent }]) => sent || '')
          .sort()
          .reverse();
        const isLast = ({ sent, unconfirmed }: SessionRecord) => unconfirmed && (sent || '') === last;
        // 13 digits of time stand before the hash. What was there by then went with that call, whoever made it.
        const isOwed = (record: SessionRecord) =>
          isLast(record) || (record.unsent && number(record.last) >= number(String(last).slice(0, 13)));
        // What was nobody's from before somebody else left went with no call.
        const left = Math.max(...group.map(([, { prior }]) => number(prior)));
        const isNobodys = ({ owner, since }: SessionRecord) => !owner && -number(since) < left;
        // An earlier visit is told whole or not at all: a part of it alone would overwrite what the whole one said.
        const isPending =
          now - ended < MAKE_GOOD_MS && group.some(([, record]) => owns(record, identity) && isOwed(record));
        let state: SessionState = {};
        const mine = group.filter(([key, record]) => {
          const kept = current ? belongs(record, identity, barrier) : isPending && owns(record, identity);
          if (kept) state = merge(state, record);
          else if (!current) {
            if (record.owner) own.prior = Math.max(number(own.prior), number(record.last));
            drop(key, isOwed(record) || isNobodys(record) ? record : {}, 'droppedByExpiry');
          }
          return kept;
        });
        // A mark of this very page is confirmed by its own timer, however late a busy machine runs it.
        const lost = mine.some(
          ([key, record]) =>
            isLast(record) &&
            (key === name ? number(record.unconfirmed) < 0 : now - number(record.unconfirmed) > ACKNOWLEDGE_MS),
        );
        const unsent = mine.some(([, record]) => record.unsent);
        const isSent = (properties: unknown) => String(state.sent).slice(13) === String(properties);
        const mark = (properties: number, issued: boolean): boolean => {
          // A repeat is made once: it leaves no mark behind. With something new in it, it is no repeat.
          const repeat = lost && isSent(properties);
          for (const [key, record] of mine) {
            // A live tab writes its own record, and nobody else does: counts would be lost.
            if (current && key !== name) continue;
            // beforeSend is the site's code: what it has said meanwhile is still to be sent.
            const settled = { ...(current ? own : record) };
            settled.unsent = number(settled.unsent) - number(record.unsent);
            // Without a call another tab's mark stays the last one, and a fresh mark stays: pagehide issues, and the
            // visibilitychange behind it finds nothing new.
            if (issued) settled.sent = page.now() + String(properties);
            const kept = current || !lost ? Math.max(0, number(settled.unconfirmed)) : 0;
            const fresh = repeat ? 0 : page.now();
            settled.unconfirmed = issued ? fresh : kept;
            if (current) own = settled;
            // Only what stays behind: a tab that begins anew may take the name of what does not.
            else if (issued && !repeat) settling.push([key, settled]);
            store.write(key, current || settled.unconfirmed ? settled : null);
          }
          return repeat;
        };
        if (mine.length) {
          visits.unshift({
            state,
            present: current,
            isPending: (properties) => lost || (unsent && !isSent(properties)),
            markInFlight: (properties) => mark(properties, true),
            markDelivered: (properties) => void mark(properties, false),
          });
        }
      }
      return visits;
    },
    hasPending,
    acknowledge: (mark) => {
      // Its tab may have begun another visit under the same name meanwhile.
      for (const [key, { since }] of settling.splice(0)) if (store.read()[key]?.since === since) store.write(key, null);
      if (Math.abs(number(own.unconfirmed)) === mark) own.unconfirmed = 0;
      save();
    },
    removed: (key) => {
      if (key === name) fresh(own);
    },
    discardTabRecord: () => {
      const { unsent } = store.read()[name] || {};
      store.write(name, null);
      return number(unsent);
    },
    forget: () => {
      // Counted by what is stored, which the site may have cleared.
      save();
      dropped(store.erase(), 'droppedByIdentityChange');
      fresh({ out: own.out || 0, prior: page.now() });
      save();
    },
  };
};
