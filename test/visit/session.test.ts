import { describe, expect, test, vi } from 'vitest';
import { EITHER } from '../../src/identity/resolve.js';
import type { Signal } from '../../src/signals/read-signal.js';
import { count, latestOf } from '../../src/visit/merge.js';
import { createSession } from '../../src/visit/session.js';
import { decodeTabRecord } from '../../src/visit/tab-record.js';
import { createStorage, createTimers } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const JANE = 'Jane@Example.com';
const BOB = 'bob@example.com';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Tabs of one browser. */
const openBrowser = (attributeAnonymous = true) => {
  const timers = createTimers();
  const localStorage = createStorage();
  const dropped: Record<string, number> = {};
  const open = (sessionStorage = createStorage()) => {
    const { page } = openPage({ timers, localStorage, sessionStorage });
    const session = createSession(page, {
      key: 'fs_ometria',
      timeout: 30 * MINUTE,
      attributeAnonymous,
      dropped: (number, reason) => {
        if (number) dropped[reason] = (dropped[reason] ?? 0) + number;
      },
    });
    const take = (type: Signal['type'], more: Partial<Signal> = {}) => {
      session.assignOwner(undefined);
      const at = session.renew();
      session.apply({ type, at, origin: 'page', ...more }, false);
    };
    /** Hands over to that person whatever is owed, as deliver does. Answers the rage clicks of each call. */
    const deliver = (identity: string, fingerprint?: number) => {
      session.assignOwner(identity, true);
      return session.visitsFor(identity).flatMap(({ state, isPending, markInFlight, markDelivered }) => {
        const hash = fingerprint ?? count(state, 'rage_click') * 1000 + count(state, 'dead_click');
        const owed = isPending(hash);
        if (owed) markInFlight(hash);
        else markDelivered();
        return owed ? [count(state, 'rage_click')] : [];
      });
    };
    /** How many signals of a type each visit has that may be sent to that person. */
    const counted = (identity: string, type: Signal['type'] = 'rage_click') =>
      session.visitsFor(identity).map(({ state }) => count(state, type));
    return { session, take, deliver, counted, sessionStorage };
  };
  return { timers, localStorage, dropped, open };
};

describe('one tab', () => {
  test('owes what it has taken in, until it is handed over', () => {
    const { session, take, deliver } = openBrowser().open();
    expect(session.hasPending()).toBe(false);
    take('rage_click');
    expect(session.hasPending()).toBe(true);
    expect(deliver(JANE)).toEqual([1]);
    expect(deliver(JANE)).toEqual([]);
    take('rage_click');
    expect(deliver(JANE)).toEqual([2]);
  });

  test('does not owe the same properties twice', () => {
    const { take, deliver } = openBrowser().open();
    take('rage_click');
    expect(deliver(JANE, 7)).toEqual([1]);
    take('dwell');
    expect(deliver(JANE, 7)).toEqual([]);
    take('dwell');
    expect(deliver(JANE, 8)).toEqual([1]);
  });

  test('begins a new session after the time-out, and keeps what the old one owes', () => {
    const { timers, open } = openBrowser();
    const { take, deliver } = open();
    take('rage_click');
    deliver(JANE);
    take('rage_click');
    timers.advance(31 * MINUTE);
    take('rage_click');
    expect(deliver(JANE)).toEqual([2, 1]);
  });

  test('tells a visit that is over once, though the site’s own code makes a signal in the middle of it', () => {
    const { timers, open } = openBrowser();
    const { session, take, deliver } = open();
    session.assignOwner(JANE);
    take('rage_click');
    timers.advance(31 * MINUTE);
    session.assignOwner(JANE, true);
    for (const { markInFlight } of session.visitsFor(JANE)) {
      take('dead_click');
      markInFlight(1000);
    }
    timers.advance(2000);
    session.acknowledge(session.inFlight());
    expect(deliver(JANE)).toEqual([0]);
  });

  test('gives what was nobody’s to nobody once its visit is over, and counts it', () => {
    const { timers, open, dropped } = openBrowser();
    const { take, deliver } = open();
    take('rage_click');
    timers.advance(31 * MINUTE);
    expect(deliver(JANE)).toEqual([]);
    expect(dropped).toEqual({ droppedByExpiry: 1 });
  });

  test('goes on within the time-out', () => {
    const { timers, open } = openBrowser();
    const { take, deliver } = open();
    for (let signal = 0; signal < 5; signal++) {
      take('rage_click');
      timers.advance(29 * MINUTE);
    }
    expect(deliver(JANE)).toEqual([5]);
  });

  test('never goes back in time, even if the clock is set back an hour', () => {
    const { timers, open } = openBrowser();
    const { session, take, deliver } = open();
    take('rage_click');
    const before = session.renew();
    vi.spyOn(Date, 'now').mockImplementation(() => timers.now() - HOUR);
    const after = session.renew();
    expect(after).toBeGreaterThan(before);
    expect(session.renew()).toBeGreaterThan(after);
    take('rage_click');
    expect(deliver(JANE)).toEqual([2]);
    timers.advance(MINUTE);
    take('rage_click');
    expect(deliver(JANE)).toEqual([3]);
  });

  test('begins a new session where the clock is set back two days, and loses nothing', () => {
    const { timers, open, dropped } = openBrowser();
    const { session, take, deliver } = open();
    session.assignOwner(JANE);
    take('rage_click');
    const before = session.renew();
    vi.spyOn(Date, 'now').mockImplementation(() => timers.now() - 48 * HOUR);
    expect(session.renew()).toBeLessThan(before);
    session.assignOwner(JANE);
    take('dead_click');
    expect(deliver(JANE).sort()).toEqual([0, 1]);
    expect(dropped).toEqual({});
    take('rage_click');
    expect(deliver(JANE)).toEqual([1]);
    expect(deliver(JANE)).toEqual([]);
  });

  test('is forgotten at reset, but for the log-out', () => {
    const { session, take, deliver } = openBrowser().open();
    take('rage_click');
    session.setLoggedOut('k3j2.123');
    session.forget();
    expect(session.hasPending()).toBe(false);
    expect(session.loggedOut()).toBe('k3j2.123');
    expect(deliver(JANE)).toEqual([]);
  });
});

describe('whose it is', () => {
  test('an anonymous session goes to the first who is known', () => {
    const { open, dropped } = openBrowser();
    const { session, take, deliver } = open();
    session.assignOwner(null);
    take('rage_click');
    expect(deliver(JANE)).toEqual([1]);
    expect(dropped).toEqual({});
  });

  test('an anonymous visit stays nobody’s where the site wants that, and is counted when it is over', () => {
    const { timers, open, dropped } = openBrowser(false);
    const { session, take, deliver } = open();
    session.assignOwner(null);
    take('rage_click');
    expect(deliver(JANE)).toEqual([]);
    expect(dropped).toEqual({});
    timers.advance(31 * MINUTE);
    expect(deliver(JANE)).toEqual([]);
    expect(dropped).toEqual({ droppedByExpiry: 1 });
  });

  test.each([BOB, null])('what Jane has pending is kept for her alone when it is %s', (next) => {
    const { open, dropped } = openBrowser();
    const { session, take, deliver, counted } = open();
    session.assignOwner(JANE);
    take('rage_click');
    session.assignOwner(next);
    take('dead_click');
    take('dead_click');
    expect(counted(BOB, 'dead_click')).toEqual(next ? [2] : []);
    expect(counted(JANE)).toEqual([1]);
    expect(deliver(BOB)).toEqual([0]);
    expect(deliver(JANE)).toEqual([1]);
    expect(dropped).toEqual({});
  });

  test('what Jane has pending is dropped and counted after a day in which she has not come', () => {
    const { timers, open, dropped } = openBrowser();
    const { session, take, deliver } = open();
    session.assignOwner(JANE);
    take('rage_click');
    session.assignOwner(BOB);
    take('dead_click');
    timers.advance(23 * HOUR);
    deliver(BOB);
    expect(dropped).toEqual({});
    timers.advance(1.1 * HOUR);
    deliver(BOB);
    expect(dropped).toEqual({ droppedByExpiry: 1 });
  });

  test('what somebody else has pending does not keep this page looking', () => {
    const { session, take } = openBrowser().open();
    session.assignOwner(JANE);
    take('rage_click');
    session.assignOwner(null);
    expect(session.hasPending()).toBe(false);
    session.assignOwner(JANE);
    expect(session.hasPending()).toBe(true);
  });

  test('where it cannot be told, it is as before on this page, whatever another tab does', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    two.session.assignOwner(BOB);
    one.session.assignOwner(undefined);
    one.take('rage_click');
    expect(one.counted(JANE)).toEqual([1]);
    expect(two.deliver(BOB)).toEqual([]);
  });

  test('where it is as before, what was nobody’s since she left is not hers', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    two.session.assignOwner(JANE);
    one.session.forget();
    one.session.assignOwner(null);
    one.take('rage_click');
    // The other tab still shows her, and has not been told better.
    two.session.begin();
    two.session.assignOwner(undefined);
    two.take('dead_click');
    one.session.assignOwner(BOB, true);
    expect(two.counted(JANE)).toEqual([0]);
  });

  test('a page that slept and still shows her takes nothing that is nobody’s', () => {
    const { timers, open } = openBrowser();
    const [one, two] = [open(), open()];
    two.session.assignOwner(JANE);
    timers.advance(31 * MINUTE);
    one.session.assignOwner(null);
    one.take('rage_click');
    two.session.renew();
    expect(two.counted(JANE)).toEqual([0]);
  });

  test('where it is as before on a page that the site has named somebody on, nothing of it is nobody’s', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    two.session.assume(BOB);
    two.session.assignOwner(undefined);
    two.take('rage_click');
    expect(one.deliver(JANE)).toEqual([]);
    expect(two.counted(BOB)).toEqual([1]);
  });

  test('what nobody does on, in a visit that another tab has given to somebody meanwhile, is not theirs', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(null);
    one.take('rage_click');
    two.session.assignOwner(BOB);
    one.session.assignOwner(null);
    one.take('rage_click');
    expect(two.counted(BOB)).toEqual([1]);
    expect(one.deliver(JANE)).toEqual([1]);
  });

  test('what happens while two people are named, on a page that knew nobody, is not given to one of them', () => {
    const { dropped, timers, open } = openBrowser();
    const { session, take, counted } = open();
    session.assignOwner(null);
    take('rage_click');
    session.assignOwner(EITHER);
    take('rage_click');
    session.assignOwner(EITHER);
    take('rage_click');
    session.assignOwner(JANE, true);
    expect(counted(JANE)).toEqual([0]);
    timers.advance(31 * MINUTE);
    session.assignOwner(JANE, true);
    counted(JANE);
    expect(dropped).toEqual({ droppedByExpiry: 3 });
  });

  test('what happens while two people are named goes on for whom the page knew before', () => {
    const { session, take, counted } = openBrowser().open();
    session.assignOwner(JANE);
    take('rage_click');
    session.assignOwner(EITHER);
    take('rage_click');
    expect(counted(JANE)).toEqual([2]);
  });

  test('a new tab goes on with the visit of whom it knows, not with one of its own', () => {
    const { localStorage, open } = openBrowser();
    const one = open();
    one.session.assignOwner(JANE);
    one.take('rage_click');
    const two = open();
    expect(Object.keys(localStorage)).toHaveLength(1);
    two.session.assignOwner(JANE);
    two.take('rage_click');
    expect(two.deliver(JANE)).toEqual([2]);
  });

  test('what a page notes before it knows whose it is parts no visit', () => {
    const { open } = openBrowser();
    const one = open();
    one.session.assignOwner(JANE);
    one.take('rage_click');
    const two = open();
    two.session.update({ latest: { device: [two.session.renew(), 'touch'] } });
    two.session.assignOwner(JANE);
    two.take('rage_click');
    expect(two.deliver(JANE)).toEqual([2]);
  });

  test('a visit that two tabs have given to two people in the same moment is nobody’s for ever', () => {
    const { timers, localStorage, open, dropped } = openBrowser();
    const [one, two] = [open(), open()];
    one.take('rage_click');
    two.take('rage_click');
    // Each reads what the other has not written yet.
    const before = { ...localStorage };
    one.session.assignOwner(JANE);
    const written = { ...localStorage };
    for (const [key, text] of Object.entries(before)) localStorage.setItem(key, String(text));
    two.session.assignOwner(BOB);
    for (const [key, text] of Object.entries(written))
      if (text !== before[key]) localStorage.setItem(key, String(text));
    // Nor does the tab's next page go on with it.
    one.session.leave();
    const next = open(one.sessionStorage);
    next.take('dead_click');
    expect(next.deliver(JANE)).toEqual([0]);
    next.session.acknowledge(next.session.inFlight());
    expect([one.deliver(JANE), two.deliver(BOB)]).toEqual([[], []]);
    timers.advance(31 * MINUTE);
    expect([one.deliver(JANE), two.deliver(BOB)]).toEqual([[], []]);
    expect(dropped).toEqual({ droppedByExpiry: 2 });
  });

  test('that a campaign link is unconfirmed stays true for whoever comes next', () => {
    const { open } = openBrowser();
    const { session, take } = open();
    session.assignOwner(JANE);
    session.update({ latest: { link: [session.renew(), true] } });
    take('rage_click');
    session.assignOwner(BOB);
    expect(count(session.own(), 'rage_click')).toBe(0);
    expect(latestOf(session.own(), 'link')).toBe(true);
  });

  test('letter case and outer spaces do not make another person', () => {
    const { open, dropped } = openBrowser();
    const { session, take, deliver } = open();
    session.assignOwner(JANE);
    take('rage_click');
    expect(deliver(' jane@example.COM ')).toEqual([1]);
    expect(dropped).toEqual({});
  });

  test('the storage holds neither the address nor a hash that another salt would give', () => {
    const records = [1, 2].map(() => {
      const { open, localStorage } = openBrowser();
      const { session, take } = open();
      session.assignOwner(JANE);
      take('rage_click');
      return String(Object.values({ ...localStorage })[0]);
    });
    const owners = records.map((record) => decodeTabRecord(record.slice(record.indexOf('['))).owner);
    expect(records.join().toLowerCase()).not.toContain('jane');
    expect(owners[0]).not.toBe(owners[1]);
  });
});

describe('several tabs', () => {
  test('that a browser restores together are one visit, though none has had a signal', () => {
    const { localStorage, open } = openBrowser();
    const tabs = [open(), open(), open()];
    expect(Object.keys(localStorage)).toHaveLength(3);
    for (const { session } of tabs) expect(session.parts()).toHaveLength(3);
  });

  test('make one whole', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    one.take('rage_click');
    two.take('rage_click', { target: 'other' });
    expect(one.session.hasPending()).toBe(true);
    expect(one.deliver(JANE)).toEqual([2]);
    expect(one.session.parts()).toHaveLength(2);
  });

  test('of another person are no part of it', () => {
    const { open, dropped } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    one.take('rage_click');
    two.session.assignOwner(BOB);
    two.take('rage_click');
    expect(two.deliver(BOB)).toEqual([1]);
    expect(two.session.parts()).toHaveLength(1);
    expect(one.deliver(JANE)).toEqual([1]);
    expect(dropped).toEqual({});
  });

  test('what was nobody’s when a later visit began is dropped and counted when it is over', () => {
    const { timers, open, dropped } = openBrowser();
    const [nobodys, other] = [open(), open()];
    nobodys.take('rage_click');
    other.session.begin();
    other.session.assignOwner(JANE);
    other.take('rage_click');
    expect(other.deliver(JANE)).toEqual([1]);
    other.session.acknowledge(other.session.inFlight());
    timers.advance(31 * MINUTE);
    other.take('dead_click');
    expect(other.deliver(JANE)).toEqual([0]);
    expect(dropped).toEqual({ droppedByExpiry: 1 });
  });

  test('what another tab has taken away does not come back from this one’s memory', () => {
    const { localStorage, open } = openBrowser();
    const [one, two] = [open(), open()];
    const [key = ''] = Object.keys(localStorage);
    one.session.assignOwner(BOB);
    one.take('rage_click');
    two.session.forget();
    one.session.removed(Object.keys(localStorage)[0]);
    expect(count(one.session.own(), 'rage_click')).toBe(1);
    one.session.removed(key);
    expect(count(one.session.own(), 'rage_click')).toBe(0);
    expect(one.session.own().owner).toBe(0);
  });

  test('a tab that slept does not keep an ended session alive', () => {
    const { timers, open } = openBrowser();
    const [sleeper, other] = [open(), open()];
    sleeper.take('rage_click');
    sleeper.deliver(JANE);
    sleeper.session.acknowledge(sleeper.session.inFlight());
    timers.advance(2 * HOUR);
    other.take('rage_click');
    timers.advance(MINUTE);
    // It has looked who is there, as every signal does.
    sleeper.session.assignOwner(JANE);
    sleeper.take('dead_click');
    expect(sleeper.deliver(JANE)).toEqual([1]);
  });
});

describe('what waits', () => {
  test('is looked for by a page that does not know its visitor yet, as long as it is somebody’s', () => {
    const { open } = openBrowser();
    const one = open();
    one.session.assignOwner(null);
    one.take('rage_click');
    expect(open().session.hasPending()).toBe(true);
    one.session.assignOwner(JANE);
    one.session.assignOwner(null);
    one.take('rage_click');
    one.session.begin();
    expect(open().session.hasPending()).toBe(true);
    expect(one.deliver(JANE)).toEqual([1]);
    one.session.acknowledge(one.session.inFlight());
    expect(open().session.hasPending()).toBe(false);
  });

  test('in this tab is counted, whosever it is, and what other tabs have is not', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    one.take('rage_click');
    one.session.assignOwner(BOB);
    one.take('rage_click');
    one.take('rage_click');
    expect([one.session.held(), two.session.held()]).toEqual([3, 0]);
    // The other tab has a part in the first visit, and nothing in it.
    expect(one.session.records()).toHaveLength(3);
  });

  test('a second of an earlier delivery confirms no later one', () => {
    const { timers, open } = openBrowser();
    const one = open();
    one.session.assignOwner(JANE);
    one.take('rage_click');
    one.deliver(JANE);
    const marks = one.session.inFlight();
    timers.advance(500);
    one.take('rage_click');
    one.deliver(JANE);
    one.session.acknowledge(marks);
    expect(one.session.hasPending()).toBe(true);
    one.session.acknowledge(one.session.inFlight());
    expect(one.session.hasPending()).toBe(false);
  });

  test('of a rule’s runs stays beside a new one', () => {
    const { session } = openBrowser().open();
    session.update({ ruleProgress: { a: 1 } });
    session.update({ ruleProgress: { b: 2 } });
    expect(session.own().ruleProgress).toEqual({ a: 1, b: 2 });
  });

  test('a page goes on with its tab’s last visit before it knows its visitor, though a later one goes on elsewhere', () => {
    const { open } = openBrowser();
    const one = open();
    one.session.assignOwner(JANE);
    one.take('rage_click');
    const other = open();
    other.session.assignOwner(BOB);
    other.take('rage_click');
    one.session.leave();
    const next = open(one.sessionStorage);
    next.take('rage_click');
    expect(next.deliver(JANE)).toEqual([2]);
  });
});

describe('at least once', () => {
  test('an earlier visit that was told as the page hid stays owed, however often the page then looks', () => {
    const { timers, open } = openBrowser();
    const sleeper = open();
    sleeper.session.assignOwner(JANE);
    sleeper.take('rage_click');
    timers.advance(31 * MINUTE);
    const leaving = open();
    expect(leaving.deliver(JANE)).toEqual([1]);
    expect(leaving.deliver(JANE)).toEqual([]);
    timers.advance(2000);
    const next = open();
    expect(next.deliver(JANE)).toEqual([1]);
    next.session.acknowledge(next.session.inFlight());
    expect(next.session.hasPending()).toBe(false);
  });

  test('a tab that slept through the end of its visit does not bring it back', () => {
    const { timers, localStorage, open, dropped } = openBrowser();
    const sleeper = open();
    sleeper.take('rage_click');
    timers.advance(31 * MINUTE);
    const other = open();
    expect(dropped).toEqual({ droppedByExpiry: 1 });
    sleeper.session.leave();
    expect(Object.keys(localStorage)).toHaveLength(1);
    sleeper.take('dead_click');
    expect(other.deliver(JANE)).toEqual([0]);
    expect(dropped).toEqual({ droppedByExpiry: 1 });
  });

  test('an earlier visit is handed over before the present one, whole, by this tab’s own word', () => {
    const { localStorage, open } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    one.take('rage_click');
    two.session.assignOwner(BOB);
    two.take('dead_click');
    const others = { ...localStorage };
    two.session.assignOwner(null);
    two.take('rage_click');
    two.session.assignOwner(BOB);
    two.take('rage_click');
    expect(two.deliver(BOB)).toEqual([0, 2]);
    // Jane’s record is as it was.
    const [janes = ''] = Object.keys(others).filter((key) => others[key]?.includes('rage_click'));
    expect(localStorage.getItem(janes)).toBe(others[janes]);
  });

  test('a mark that another page has set within the second is not taken for lost, nor acknowledged by an equal', () => {
    const { timers, open } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    one.take('rage_click');
    expect(one.deliver(JANE, 7)).toEqual([1]);
    timers.advance(31 * MINUTE);
    two.session.assignOwner(JANE);
    two.take('dead_click');
    // Found lost, it is repeated; and then the page is killed.
    expect(two.deliver(JANE, 7)).toEqual([1, 0]);
    const killed = open();
    killed.session.assignOwner(JANE);
    expect(killed.deliver(JANE, 7)).toEqual([]);
    timers.advance(1500);
    const next = open();
    // What a repeat leaves is no mark; the present visit’s is.
    expect(next.deliver(JANE, 7)).toEqual([0]);
  });

  test('what the page did not outlive by a second is owed by the next, once', () => {
    const { timers, open } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE);
    first.session.leave();
    const next = open(first.sessionStorage);
    expect(next.session.hasPending()).toBe(true);
    expect(next.deliver(JANE)).toEqual([]);
    timers.advance(1500);
    expect(next.deliver(JANE)).toEqual([1]);
    expect(next.deliver(JANE)).toEqual([]);
    expect(next.session.hasPending()).toBe(false);
  });

  test('a delivery that may be lost is no mere repeat where something new goes with it', () => {
    const { timers, open } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE);
    first.session.leave();
    timers.advance(1500);
    const next = open(first.sessionStorage);
    next.session.assignOwner(JANE);
    next.take('rage_click');
    const [visit] = next.session.visitsFor(JANE);
    expect(visit?.markInFlight(2000)).toBe(false);
  });

  test('an earlier visit of which the site wants nothing sent is done with, unless it goes on elsewhere', () => {
    const { timers, localStorage, open } = openBrowser();
    const one = open();
    one.session.assignOwner(JANE);
    one.take('rage_click');
    const cancel = () => {
      const other = open();
      other.session.assignOwner(BOB);
      for (const { present, markDelivered } of other.session.visitsFor(JANE)) if (!present) markDelivered();
    };
    const kept = () => Object.values({ ...localStorage }).filter((text) => String(text).includes('rage_click')).length;
    cancel();
    expect(kept()).toBe(1);
    timers.advance(31 * MINUTE);
    cancel();
    expect(kept()).toBe(0);
  });

  test('a page that was killed does not take back what its visit has said since', () => {
    const { timers, open } = openBrowser();
    const killed = open();
    killed.take('rage_click');
    expect(killed.deliver(JANE)).toEqual([1]);
    killed.take('rage_click');
    const other = open();
    other.session.assignOwner(JANE);
    other.take('rage_click');
    expect(other.deliver(JANE)).toEqual([3]);
    other.session.acknowledge(other.session.inFlight());
    other.session.leave();
    timers.advance(2 * HOUR);
    expect(open().deliver(JANE)).toEqual([]);
  });

  test.each([false, true])(
    'what another tab has handed over since is not owed again (with a part of nobody: %s)',
    (anonymous) => {
      const { timers, dropped, open } = openBrowser();
      if (anonymous) {
        const nobody = open();
        nobody.take('rage_click');
        nobody.session.leave();
      }
      const killed = open();
      killed.session.assignOwner(JANE);
      killed.take('rage_click');
      timers.advance(5000);
      const other = open();
      expect(other.deliver(JANE)).toEqual([anonymous ? 2 : 1]);
      other.session.acknowledge(other.session.inFlight());
      other.session.leave();
      timers.advance(2 * HOUR);
      expect(open().deliver(JANE)).toEqual([]);
      if (!anonymous) expect(dropped).toEqual({});
    },
  );

  test('what the page outlived is not', () => {
    const { open } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE);
    first.session.acknowledge(first.session.inFlight());
    first.session.leave();
    expect(open(first.sessionStorage).session.hasPending()).toBe(false);
  });

  test('an attempt that finds nothing new does not take the mark away', () => {
    const { timers, open } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE, 7);
    // The visibilitychange behind a pagehide.
    for (const visit of first.session.visitsFor(JANE)) if (!visit.isPending(7)) visit.markDelivered();
    first.session.leave();
    timers.advance(1500);
    expect(open(first.sessionStorage).deliver(JANE, 7)).toEqual([1]);
  });

  test.each([
    [23, [1]],
    [25, []],
  ])('what a visit %i hours ago left unconfirmed: %j', (hours, expected) => {
    const { open, timers, localStorage } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE);
    timers.advance(hours * HOUR);
    expect(open().deliver(JANE)).toEqual(expected);
    timers.advance(2000);
    expect(open().deliver(JANE)).toEqual([]);
    expect(Object.keys(localStorage).length).toBeLessThanOrEqual(3);
  });

  test('a tab that is gone does not tell its part of an ended visit over what the whole one said', () => {
    const { open, timers } = openBrowser();
    const gone = open();
    gone.take('rage_click');
    expect(gone.deliver(JANE)).toEqual([1]);
    gone.session.leave();
    const other = open();
    other.session.assignOwner(JANE);
    other.take('rage_click');
    expect(other.deliver(JANE)).toEqual([2]);
    other.session.acknowledge(other.session.inFlight());
    timers.advance(31 * MINUTE);
    other.session.leave();
    const later = open(other.sessionStorage);
    later.take('rage_click');
    expect(later.deliver(JANE)).toEqual([1]);
  });

  test('is owed to nobody else', () => {
    const { open, timers } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE);
    timers.advance(2 * HOUR);
    expect(open().deliver(BOB)).toEqual([]);
  });
});

test('the back/forward cache: a page that is back before the later one has left goes on with its visit all the same', () => {
  const { open } = openBrowser();
  const first = open();
  first.session.assignOwner(JANE);
  first.take('rage_click');
  first.session.leave();
  const later = open(first.sessionStorage);
  first.session.enter();
  first.session.update({ latest: { field: [1795302000000, 'email'] } });
  later.session.leave();
  first.take('rage_click');
  expect(first.deliver(JANE)).toEqual([2]);
});

test('the back/forward cache: the page goes on with what a later page has added', () => {
  const { open } = openBrowser();
  const first = open();
  first.take('rage_click');
  first.session.leave();
  const later = open(first.sessionStorage);
  later.take('rage_click');
  later.session.update({ latest: { field: [1795302000000, 'email'] } });
  later.session.leave();
  first.session.enter();
  expect(count(first.session.own(), 'rage_click')).toBe(2);
  expect(latestOf(first.session.own(), 'field')).toBe('email');
});
