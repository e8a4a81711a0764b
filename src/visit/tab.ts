import type { Page } from '../page/page.js';
import { EXPIRES_MS } from './outbox.js';
import { createRecords, type Records } from './records.js';
import { createTabRecord, type TabRecord } from './tab-record.js';
import { DISPUTED, findVisit, goesOn, groupVisits, newVisitId, seal, toVisit, type Visit } from './visit.js';

export interface SessionOptions {
  /** Before every key in storage. */
  key: string;
  /** Milliseconds without activity that end a visit. */
  timeout: number;
  /** Does what was nobody's belong to the first who is known? */
  attributeAnonymous: boolean;
  dropped: (count: number, reason: DropReason) => void;
}

export type DropReason = 'droppedByIdentityChange' | 'droppedByExpiry';

/** This tab, and the visit that it is in. */
export interface Tab {
  records: Records;
  /** Id of its visit. */
  visit: string;
  /** Its part of that visit. */
  own: TabRecord;
  /** Whom this page was last known to be; null: nobody, undefined: it has not been told yet. */
  identity: string | null | undefined;
  /** Under which it keeps its part of a visit. */
  nameIn(visit: string): string;
  save(): void;
  /** All visits, the latest first; the own record as it is in memory. */
  visits(): Visit[];
  /** The visit that this tab is in. */
  present(): Visit;
  /** This tab's part of a visit. */
  partOf(visit: Visit): TabRecord | undefined;
  goesOn(visit: Visit): boolean;
  /** Is the visit over that this tab is in? A tab that has slept must not write to it. */
  isOver(): boolean;
  /** Another visit begins, or this tab goes on with one of others. */
  join(visit: Visit | undefined): void;
  /**
   * Joins the visit that goes on for that identity, or begins one; null: for nobody. Where it is only as before on this
   * page, what is nobody's is not given away: somebody else may have come meanwhile.
   */
  goOnFor(identity: string | null, isCertain: boolean): void;
  /** Whose the visit is that this tab is in. Looks at the other tabs where this page has not, or `again`. */
  assignOwner(identity: string | null, how: { isCertain: boolean; again: boolean | undefined }): void;
  /** Somebody is there. Answers a time later than all before it in this visit. */
  renew(): number;
  enter(): void;
}

/** Finds and begins visits for one tab. It writes the tab's own records only. */
export const createTab = (page: Page, options: SessionOptions): Tab => {
  const records = createRecords(page, options.key);
  let id = '';
  // A record that is not kept yet makes no visit of its own: whose it will be is not known.
  let isKept = false;
  // So that not every signal reads the other tabs' records.
  let isChecked = false;

  // Another tab may have been active since: only `isOver` looks.
  const mayBeOver = () => Math.abs(page.now() - tab.own.lastActivityAt) > options.timeout;
  const find = (identity: string | null, isCertain: boolean) => {
    const attributeAnonymous = options.attributeAnonymous && isCertain;
    return findVisit(tab.visits(), identity, { ...options, attributeAnonymous, now: page.now() });
  };

  const tab: Tab = {
    records,
    visit: '',
    own: createTabRecord(0),
    identity: undefined,
    nameIn: (visit) => `${visit}.${id}`,
    save: () => {
      isKept = true;
      records.write(tab.nameIn(tab.visit), tab.own);
    },
    visits: () => {
      const kept = records.read();
      return groupVisits(isKept ? { ...kept, [tab.nameIn(tab.visit)]: tab.own } : kept);
    },
    present: () =>
      tab.visits().find((visit) => visit.id === tab.visit) || toVisit(tab.visit, [[tab.nameIn(tab.visit), tab.own]]),
    partOf: ({ id: visit, parts }) => parts.find(([name]) => name === tab.nameIn(visit))?.[1],
    isOver: () => mayBeOver() && !tab.goesOn(tab.present()),
    goesOn: (visit) => goesOn(visit, page.now(), options.timeout),
    join: (visit) => {
      const now = page.now();
      const { link } = tab.own.latest;
      const { id: joined = newVisitId(tab.visits(), now), owner = 0 } = visit || {};
      const kept = visit && tab.partOf(visit);
      tab.visit = joined;
      isKept = !!kept;
      isChecked = false;
      // That a campaign link is unconfirmed stays true.
      tab.own = kept || { ...createTabRecord(now), latest: link ? { link } : {}, owner };
    },
    goOnFor: (identity, isCertain) => {
      const found = find(identity, isCertain);
      if (found?.id !== tab.visit) tab.join(found);
      if (identity !== null) tab.own.owner = seal(tab.visit, identity);
      tab.save();
    },
    assignOwner: (identity, { isCertain, again }) => {
      // What is nobody's may have become somebody's in another tab: the next thing that nobody does is not theirs.
      if (isChecked && identity && identity === tab.identity && !again && !mayBeOver()) return;
      tab.identity = identity;
      tab.goOnFor(identity, isCertain);
      isChecked = true;
    },
    renew: () => {
      if (tab.isOver()) tab.goOnFor(tab.identity ?? null, false);
      // Never back, even if the clock was set back: a retraction must not lose to what it retracts.
      tab.own.lastActivityAt = Math.max(page.now(), tab.own.lastActivityAt + 1, tab.own.sent[0]);
      return tab.own.lastActivityAt;
    },
    enter: () => {
      const [, last, name] = /^(\w+)\.(\w+)$/.exec(records.enter(page.now() - EXPIRES_MS) || '') || [];
      id = name || Math.random().toString(36).slice(2, 10);
      // A later page of this tab may have gone on with the record.
      isKept = false;
      const goOn = tab.visits().filter(tab.goesOn);
      const before = goOn.find((visit) => visit.id === last && visit.owner !== DISPUTED);
      const found = before || find(null, true);
      tab.join(found);
      // Tabs that a browser restores together would each begin a visit of their own. Where another's goes on, this page
      // waits until it knows whose it is.
      if (found || !goOn.length) {
        tab.renew();
        tab.save();
      }
    },
  };
  return tab;
};
