import type { Page } from '../page/page.js';
import type { Signal } from '../signal.js';
import { hash } from '../text.js';
import { createState, type Fired, merge, reduce, type SessionState } from './state.js';
import { createStore, type SessionRecord } from './store.js';

/** Why accepted signals will never be delivered. */
export type DropReason = 'identity' | 'expiry';

/** One owner's session, as all tabs together know it. */
export interface Whole {
  state: SessionState;
  /** Does anything in it still have to be delivered, given the hash of its properties as they are now? */
  owes(properties: number): boolean;
  /** It has just been handed to the tracker (or was, with the same properties, before). Says whether that repeats an earlier call. */
  settle(properties: number, issued: boolean): boolean;
}

export interface Session {
  /** This tab's own record. */
  own(): SessionRecord;
  /** The records of all tabs that together make the present session, this tab's among them. */
  parts(): SessionRecord[];
  /** Takes a signal in, or a rule that it fired. */
  apply(signal: Signal, fired?: Fired): void;
  /** Changes this tab's record. */
  update(change: Partial<SessionRecord>): void;
  /** Somebody is there: begins a new session after a long pause. Answers a time later than all before it in this session. */
  renew(): number;
  /**
   * Whose session it is from now on; null: nobody's. What belonged to somebody else is dropped and counted,
   * what was nobody's becomes theirs. `again`: look at the other tabs anew, though nothing changed here.
   */
  claim(identity: string | null, again?: boolean): void;
  /** What may be sent to that identity: earlier visits that still owe something, then the present one. */
  wholes(identity: string): { wholes: Whole[]; denied: number };
  /** Is there anything, in any tab or earlier visit, that waits to be delivered or repeated? */
  owing(): boolean;
  /** When another tab has refused consent; 0 when none has. */
  denied(): number;
  /** The latest log-out that any tab knows of. */
  loggedOut(): SessionRecord['out'];
  /** A second has passed since something was issued. */
  confirm(): void;
  /** Forgets everything, in all tabs, but that there was somebody. */
  forget(): void;
  leave(): void;
  /** After the back/forward cache: a later page of this tab may have gone on with the record. */
  enter(): void;
}

// An unconfirmed or unsent delivery of an earlier visit is made good within a day. delivery.md, "At least once".
const MAKE_GOOD_MS = 864e5;

// An issued delivery is taken for arrived when the page lived on that long. delivery.md, "At least once".
export const CONFIRM_MS = 1000;

/** Letter case and outer spaces do not make another person. */
export const normalize = (identity: string): string => identity.trim().toLowerCase();

const later = <T extends readonly [number, ...unknown[]]>(a: T | undefined, b: T | undefined): T | undefined =>
  a && b ? (a[0] < b[0] ? b : a) : (a ?? b);

interface Options {
  key: string;
  timeout: number;
  attributeAnonymous: boolean;
  dropped: (count: number, reason: DropReason) => void;
}

export const createSession = (page: Page, { key: prefix, timeout, attributeAnonymous, dropped }: Options): Session => {
  const store = createStore(page, prefix);
  let own: SessionRecord;
  // Whom the record was last checked against, so that not every signal reads the other tabs' records.
  let checked: string | null | undefined;
  /** Keys of earlier visits that were made good and wait for their second. */
  let settling: string[] = [];

  const owns = ({ owner }: SessionRecord, identity: string | null): boolean | undefined =>
    owner && identity !== null && owner[1] === hash(owner[0] + normalize(identity));

  const fresh = (old?: SessionRecord): void => {
    own = { ...createState(page.now()), unsent: 0 };
    if (old?.out) own.out = old.out;
    if (old?.prior) own.prior = old.prior;
  };

  const save = () => store.write(own);

  const drop = (record: SessionRecord, reason: DropReason) => {
    if (record.unsent) dropped(record.unsent, reason);
  };

  /** Does a record of the present session belong to that identity's whole? */
  const belongs = (record: SessionRecord, identity: string | null, barrier: number): boolean =>
    owns(record, identity) ?? (attributeAnonymous && record.start >= barrier);

  const barrierOf = (records: SessionRecord[]): number => Math.max(...records.map(({ prior = 0 }) => prior));

  /** Splits records into those that hang together without a pause longer than the time-out, back from the edge, and the rest. */
  const chain = <T extends { record: SessionRecord }>(records: T[], from: number): [T[], T[]] => {
    let edge = from;
    const inside: T[] = [];
    const rest: T[] = [];
    for (const item of [...records].sort((a, b) => b.record.last - a.record.last)) {
      // A time far in the future is a clock that was set back: the record would never end.
      const live = item.record.last >= edge - timeout && item.record.last - from < MAKE_GOOD_MS;
      if (live) edge = Math.min(edge, item.record.start);
      (live ? inside : rest).push(item);
    }
    return [inside, rest];
  };

  const all = () => {
    const { others, denied } = store.read();
    return { denied, items: [{ key: '', record: own }, ...others.map(([key, record]) => ({ key, record }))] };
  };

  const begin = () => {
    // Only what is owed is worth keeping under the old name.
    if (own.unsent || own.unconfirmed) store.rename();
    fresh(own);
    checked = undefined;
  };

  /**
   * Nothing for longer than the time-out, here or in another tab, ends the session. Answers a time that is later
   * than everything before it, even if the clock was set back: a retraction must not lose to what it retracts.
   */
  const renew = (): number => {
    const now = page.now();
    if (Math.abs(now - own.last) > timeout && chain(all().items, now)[0].every(({ record }) => record !== own)) begin();
    own.last = Math.max(now, own.last + 1);
    return own.last;
  };

  const open = () => {
    const { own: kept, others } = store.read();
    const items = others.map(([key, record]) => ({ key, record }));
    const [live] = chain(kept ? [...items, { key: '', record: kept }] : items, page.now());
    const out = items.reduceRight((last, { record }) => later(last, record.out), kept?.out);
    if (kept && live.some(({ record }) => record === kept)) own = kept;
    else {
      // The last visit's record stays under its old name until it is settled.
      if (kept) store.rename();
      fresh(kept);
    }
    if (out) own.out = out;
    // Found in the record of this tab's last page: nobody saw that page live on, however short ago it was.
    if (own.unconfirmed) own.unconfirmed = 1;
    renew();
    checked = undefined;
    save();
  };

  open();
  // `own` is assigned by open().
  return {
    own: () => own,
    parts: () => {
      const live = chain(all().items, page.now())[0].map(({ record }) => record);
      const barrier = barrierOf(live);
      return live.filter((record) => record === own || belongs(record, checked ?? null, barrier));
    },
    renew,
    apply: (signal, fired) => {
      own = { ...own, ...reduce(own, signal, fired) };
      if (!fired && signal.type !== 'attention') own.unsent++;
      save();
    },
    update: (change) => {
      own = { ...own, ...change };
      save();
    },
    claim: (identity, again) => {
      if (!again && checked === identity && (identity === null || own.owner)) return;
      checked = identity;
      const now = page.now();
      let barrier = own.prior ?? 0;
      for (const { key, record } of all().items) {
        barrier = Math.max(barrier, record.prior ?? 0);
        if (key && identity !== null && owns(record, identity) === false) {
          barrier = Math.max(barrier, record.last);
          drop(record, 'identity');
          store.write(null, key);
          own.prior = now;
        }
      }
      const stranger = own.owner
        ? !owns(own, identity)
        : identity !== null && (own.start < barrier || !attributeAnonymous);
      if (stranger) {
        drop(own, 'identity');
        fresh(own);
        own.prior = now;
      }
      if (identity !== null && !own.owner) {
        const salt = Math.floor(Math.random() * 2 ** 32);
        own.owner = [salt, hash(salt + normalize(identity))];
      }
      save();
    },
    wholes: (identity) => {
      const { items, denied } = all();
      const now = page.now();
      const wholes: Whole[] = [];
      const [live, earlier] = chain(items, now);
      let rest = earlier;
      const barrier = barrierOf(items.map(({ record }) => record));
      for (let group = live; group.length; ) {
        const present = group === live;
        const mine = group.filter(({ key, record }) => {
          if (present) return belongs(record, identity, barrier);
          const kept =
            owns(record, identity) && (record.unsent || record.unconfirmed) && now - record.last < MAKE_GOOD_MS;
          if (!kept) {
            drop(record, 'expiry');
            store.write(null, key);
          }
          return kept;
        });
        if (mine.length) {
          let state: SessionState | undefined;
          let sent: SessionRecord['sent'];
          let unsent = 0;
          let unconfirmed = false;
          for (const { record } of mine) {
            state = state ? merge(state, record) : record;
            sent = later(sent, record.sent);
            unsent += record.unsent;
            unconfirmed ||= !!record.unconfirmed && now - record.unconfirmed > CONFIRM_MS;
          }
          wholes.unshift({
            state: state ?? own,
            owes: (properties) => unconfirmed || (unsent > 0 && sent?.[1] !== properties),
            settle: (properties, issued) => {
              // A repeat is made once: it leaves no mark behind. Marked before the call, since a killed tab fires no event.
              // A mark that is still fresh stays: pagehide issues, and the visibilitychange behind it finds nothing new.
              const mark = issued && !unconfirmed ? { unconfirmed: page.now() } : {};
              for (const { key, record } of mine) {
                const { unconfirmed: _, ...rest } = record;
                const kept = issued || unconfirmed ? rest : record;
                const settled: SessionRecord = { ...kept, ...mark, unsent: 0, sent: [page.now(), properties] };
                if (!key) own = settled;
                if (!present && !settled.unconfirmed) store.write(null, key);
                else if (!key || !present || unconfirmed) store.write(settled, key || undefined);
                if (!present) settling.push(key);
              }
              return unconfirmed;
            },
          });
        }
        [group, rest] = rest.length ? chain(rest, rest[0]?.record.last ?? 0) : [[], []];
      }
      return { wholes, denied };
    },
    owing: () => all().items.some(({ record }) => record.unsent || record.unconfirmed),
    denied: () => store.read().denied,
    loggedOut: () => {
      let out: SessionRecord['out'];
      for (const { record } of all().items) out = later(out, record.out);
      return out;
    },
    confirm: () => {
      for (const key of settling) store.write(null, key);
      settling = [];
      if (own.unconfirmed) {
        const { unconfirmed: _, ...confirmed } = own;
        own = confirmed;
        save();
      }
    },
    forget: () => {
      store.wipe();
      fresh({ ...own, prior: page.now() });
      checked = undefined;
      save();
    },
    leave: store.leave,
    enter: () => {
      store.enter();
      open();
    },
  };
};
