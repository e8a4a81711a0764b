import { EITHER } from '../identity/resolve.js';
import type { Page } from '../page/page.js';
import type { Signal } from '../signals/read-signal.js';
import { createDeliveries, type Deliverable, type InFlight } from './deliveries.js';
import { type Fired, reduce } from './reduce.js';
import { createTab, type SessionOptions } from './tab.js';
import type { TabRecord } from './tab-record.js';
import { recordsOf } from './visit.js';

export interface Session {
  /** This tab's part of the visit that it is in. */
  own(): TabRecord;
  /** All tabs' parts of that visit. */
  parts(): TabRecord[];
  /** Every tab's records, whoever's and of whichever visit they are. */
  records(): TabRecord[];
  /** Takes a signal in, or a rule that it fired. `silent`: it alone is no reason to deliver. */
  apply(signal: Signal, silent: boolean, fired?: Fired): void;
  /** Changes this tab's record: a value is replaced, and what is in a group stays beside what is new there. */
  update(change: Partial<TabRecord>): void;
  /** Somebody is there: begins a new visit after a long pause. Answers a time later than all before it in this visit. */
  renew(): number;
  /**
   * Whose the visit is that this tab is in from now on; null: nobody's, undefined: whom this page was last known to be.
   * EITHER: as before too, but where nobody was known it stays nobody's for ever.
   * Nothing moves between visits: another owner's begins or goes on. `again`: look at the other tabs anew, though nothing
   * changed here.
   */
  assignOwner(identity: string | null | undefined, again?: boolean): void;
  /** Whom the site has named on this page before there was a session: that is what "as before" means until more is known. */
  assume(identity: string): void;
  /** Another visit begins, of which nobody is known. */
  begin(): void;
  /** Salt and hash of who has logged out in this browser; `0` or empty: nobody has. */
  loggedOut(): string;
  setLoggedOut(sealed: string): void;
  /** When the visitor has refused last, in any tab; 0: there is no such word. */
  refusedAt(): number;
  /** What may be sent to that identity: what earlier visits still owe, then the present one. */
  visitsFor(identity: string): Deliverable[];
  /** Is there anything, in any tab or earlier visit, that waits to be delivered or repeated? */
  hasPending(): boolean;
  /** Signals of this tab that no delivery has carried, whosever they are. */
  held(): number;
  /** Deliveries of this page that nobody knows yet to have arrived. */
  inFlight(): InFlight;
  /** A second has passed since those were issued: they have arrived. */
  acknowledge(marks: InFlight): void;
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

export const createSession = (page: Page, options: SessionOptions): Session => {
  const tab = createTab(page, options);
  const { records } = tab;

  const { sweep, ...deliveries } = createDeliveries(page, tab, options.dropped);
  const enter = () => {
    tab.enter();
    sweep();
  };

  enter();
  return {
    ...deliveries,
    enter,
    renew: tab.renew,
    refusedAt: records.refusedAt,
    loggedOut: records.loggedOut,
    setLoggedOut: records.setLoggedOut,
    own: () => tab.own,
    records: () => tab.visits().flatMap(recordsOf),
    parts: () => recordsOf(tab.present()),
    assignOwner: (identity, again) => {
      const isAsBefore = identity === undefined || (identity === EITHER && !!tab.identity);
      const owner = isAsBefore ? tab.identity : identity;
      if (owner !== undefined) tab.assignOwner(owner, { isCertain: !isAsBefore, again });
    },
    assume: (identity) => {
      tab.identity ??= identity;
    },
    begin: () => {
      tab.join(undefined);
      tab.save();
    },
    update: (change) => {
      const { counters, maxima, latest, ruleProgress } = tab.own;
      tab.own = {
        ...tab.own,
        ...change,
        counters: { ...counters, ...change.counters },
        maxima: { ...maxima, ...change.maxima },
        latest: { ...latest, ...change.latest },
        ruleProgress: { ...ruleProgress, ...change.ruleProgress },
      };
      tab.save();
    },
    apply: (signal, silent, fired) => {
      tab.own = { ...tab.own, ...reduce(tab.own, signal, fired) };
      if (!silent) tab.own.pending++;
      tab.save();
    },
    leave: () => {
      records.leave(tab.nameIn(tab.visit));
      // The site may have cleared the storage since.
      if (!tab.isOver()) tab.save();
      records.restoreLoggedOut();
    },
    removed: (key) => {
      if (key === `${options.key}.${tab.nameIn(tab.visit)}`) tab.join(undefined);
    },
    discardTabRecord: () => {
      const name = tab.nameIn(tab.visit);
      const kept = records.read()[name];
      records.write(name, null);
      return kept ? kept.pending : 0;
    },
    forget: () => {
      // Counted by what is stored, which the site may have cleared.
      tab.save();
      options.dropped(records.erase(), 'droppedByIdentityChange');
      tab.own.latest = {};
      tab.join(undefined);
      tab.identity = null;
      tab.save();
    },
  };
};
