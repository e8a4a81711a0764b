import { EITHER } from '../identity/resolve.js';
import type { Page } from '../page/page.js';
import { mergeAll, type Timed, type VisitState } from './merge.js';
import * as outbox from './outbox.js';
import type { Tab } from './tab.js';
import { createTabRecord, type TabRecord } from './tab-record.js';
import { isOwner, recordsOf, type Visit } from './visit.js';

/** A visit that may be handed to the tracker. */
export interface Deliverable {
  state: VisitState;
  /** Is it the one that this tab is in? */
  present: boolean;
  /** When it was last handed over; 0: never. */
  deliveredAt: number;
  /** Has this still to be handed to the tracker, given the hash of its properties? */
  isPending(properties: number): boolean;
  /**
   * It is being handed to the tracker. Marked before the call, since a killed tab fires no event. Says whether this repeats
   * an earlier call.
   */
  markInFlight(properties: number): boolean;
  /** It was handed over with the same properties before, or the site wants none of it sent. */
  markDelivered(): void;
}

/** Deliveries of this page whose second runs: times by visit. */
export type InFlight = Readonly<Record<string, number>>;

export const createDeliveries = (page: Page, tab: Tab, dropped: (count: number, reason: 'droppedByExpiry') => void) => {
  let inFlight: InFlight = {};

  const remove = ({ parts }: Visit) => {
    for (const [name] of parts) tab.records.write(name, null);
  };
  const isLost = (visit: Visit): boolean => outbox.isLost(visit, page.now(), inFlight[visit.id]);

  /** Changes this tab's part of a visit; it had none of a visit of other tabs. */
  const change = (visit: Visit, make: (record: TabRecord) => Partial<TabRecord>) => {
    if (visit.id === tab.visit) {
      Object.assign(tab.own, make(tab.own));
      tab.save();
      return;
    }
    // It brings nothing into the visit, not even activity.
    const empty = { ...createTabRecord(visit.lastActivityAt), owner: visit.owner };
    const record = tab.partOf(visit) || empty;
    tab.records.write(tab.nameIn(visit.id), { ...record, ...make(record) });
  };

  /**
   * Removes visits that are over and owe nothing to anybody, and answers those that stay. What no delivery has carried is
   * counted.
   */
  const sweep = (): Visit[] =>
    tab.visits().filter((visit) => {
      const isOwed = visit.owner > 0 && outbox.isOwed(visit) && page.now() - visit.lastActivityAt <= outbox.EXPIRES_MS;
      if (visit.id === tab.visit || tab.goesOn(visit) || isOwed) return true;
      dropped(outbox.countUncarried(visit), 'droppedByExpiry');
      remove(visit);
      return false;
    });

  const toDeliverable = (visit: Visit): Deliverable => {
    const present = visit.id === tab.visit;
    const last = outbox.lastDelivery(visit);
    const pending = present ? tab.own.pending : 0;
    return {
      state: mergeAll(recordsOf(visit)),
      present,
      deliveredAt: last[0],
      isPending: (properties) =>
        isLost(visit) || (last[1] !== properties && visit.parts.some(([, record]) => record.pending)),
      markInFlight: (properties) => {
        // With something new in it, it is no repeat. A repeat is made once: nobody waits for its second.
        const repeated = isLost(visit) && last[1] === properties;
        const sent: Timed = [outbox.deliveryTime(visit, page.now()), properties];
        if (!repeated) inFlight = { ...inFlight, [visit.id]: sent[0] };
        change(visit, (record) => ({
          sent,
          acknowledged: repeated ? sent[0] : record.acknowledged,
          // beforeSend is the site's code: what it has said meanwhile is still to be sent.
          pending: record.pending - pending,
        }));
        return repeated;
      },
      markDelivered: () => {
        const isOver = !outbox.isUnconfirmed(visit) || isLost(visit);
        if (present)
          change(visit, (record) => ({
            pending: record.pending - pending,
            acknowledged: isOver ? last[0] : record.acknowledged,
          }));
        // What is in flight is confirmed or repeated first. Other tabs write their parts of a visit that goes on.
        else if (isOver && !tab.goesOn(visit)) remove(visit);
      },
    };
  };

  return {
    sweep,
    /** Visits of that identity that are owed something, the earliest first, and the one that this tab is in. */
    visitsFor: (identity: string): Deliverable[] =>
      sweep()
        .filter((visit) => isOwner(visit, identity) && (visit.id === tab.visit || outbox.isOwed(visit)))
        .filter(({ lastActivityAt }) => page.now() - lastActivityAt <= outbox.EXPIRES_MS)
        .reverse()
        .map(toDeliverable),
    /** Is there anything to deliver to whom this page is known to be, or to somebody, where that is not known? */
    hasPending: (): boolean =>
      tab
        .visits()
        .some(
          (visit) =>
            outbox.isOwed(visit) &&
            (visit.id === tab.visit ||
              (visit.owner > 0 && (tab.identity === undefined || isOwner(visit, tab.identity || EITHER)))),
        ),
    held: (): number => {
      let held = 0;
      for (const visit of tab.visits()) {
        const own = visit.parts.filter(([name]) => name === tab.nameIn(visit.id));
        held += outbox.countUncarried(visit, own);
      }
      return held;
    },
    inFlight: (): InFlight => inFlight,
    /** The page has outlived those deliveries by a second: they have arrived. */
    acknowledge: (marks: InFlight): void => {
      for (const visit of tab.visits()) {
        const sentAt = marks[visit.id];
        if (!sentAt || inFlight[visit.id] !== sentAt) continue;
        inFlight = { ...inFlight, [visit.id]: 0 };
        // A later page of this tab may have outlived a later one.
        change(visit, ({ acknowledged }) => ({ acknowledged: Math.max(acknowledged, sentAt) }));
      }
      sweep();
    },
  };
};
