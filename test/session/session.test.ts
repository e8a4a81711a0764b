import { describe, expect, test, vi } from 'vitest';
import { createSession } from '../../src/session/session.js';
import { count, latest } from '../../src/session/state.js';
import type { Signal } from '../../src/signal.js';
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
        else markDelivered(hash);
        return owed ? [count(state, 'rage_click')] : [];
      });
    };
    return { session, take, deliver, sessionStorage };
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
    session.acknowledge(session.own().unconfirmed);
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
    session.update({ out: '1795302000000123' });
    session.forget();
    expect(session.hasPending()).toBe(false);
    expect(session.latest('out')).toBe('1795302000000123');
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

  test('an anonymous session is dropped and counted where the site does not want that', () => {
    const { open, dropped } = openBrowser(false);
    const { session, take, deliver } = open();
    session.assignOwner(null);
    take('rage_click');
    expect(deliver(JANE)).toEqual([]);
    expect(dropped).toEqual({ droppedByIdentityChange: 1 });
  });

  test.each([BOB, null])('Jane’s session is dropped and counted when it is %s', (next) => {
    const { open, dropped } = openBrowser();
    const { session, take, deliver } = open();
    session.assignOwner(JANE);
    take('rage_click');
    session.assignOwner(next);
    expect(dropped).toEqual({ droppedByIdentityChange: 1 });
    take('rage_click');
    expect(deliver(BOB)).toEqual([1]);
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
    const owners = records.map((record) => JSON.parse(record.slice(record.indexOf('{'))).owner);
    expect(records.join().toLowerCase()).not.toContain('jane');
    expect(owners[0]).not.toBe(owners[1]);
  });
});

describe('several tabs', () => {
  test('make one whole', () => {
    const { open } = openBrowser();
    const [one, two] = [open(), open()];
    one.take('rage_click');
    two.take('rage_click', { target: 'other' });
    expect(one.session.hasPending()).toBe(true);
    expect(one.deliver(JANE)).toEqual([2]);
    expect(one.session.parts()).toHaveLength(2);
  });

  test('of another person are dropped', () => {
    const { open, dropped } = openBrowser();
    const [one, two] = [open(), open()];
    one.session.assignOwner(JANE);
    one.take('rage_click');
    two.session.assignOwner(BOB);
    two.take('rage_click');
    expect(two.deliver(BOB)).toEqual([1]);
    expect(dropped).toEqual({ droppedByIdentityChange: 1 });
  });

  test('what was nobody’s before somebody left went with no call, and is counted when its visit is over', () => {
    const { timers, open, dropped } = openBrowser();
    const [nobodys, other] = [open(), open()];
    nobodys.take('rage_click');
    timers.advance(1000);
    other.session.assignOwner(BOB);
    timers.advance(1000);
    other.session.assignOwner(JANE);
    other.take('rage_click');
    expect(other.deliver(JANE)).toEqual([1]);
    other.session.acknowledge(other.session.own().unconfirmed);
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
    expect(one.session.own().owner).toBeUndefined();
  });

  test('a tab that slept does not keep an ended session alive', () => {
    const { timers, open } = openBrowser();
    const [sleeper, other] = [open(), open()];
    sleeper.take('rage_click');
    sleeper.deliver(JANE);
    sleeper.session.acknowledge(sleeper.session.own().unconfirmed);
    timers.advance(2 * HOUR);
    other.take('rage_click');
    timers.advance(MINUTE);
    sleeper.take('dead_click');
    expect(sleeper.deliver(JANE)).toEqual([1]);
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
    next.session.acknowledge(next.session.own().unconfirmed);
    expect(next.session.hasPending()).toBe(false);
  });

  test('a visit that was repeated leaves its name to the tab, which goes on under it', () => {
    const { timers, localStorage, open } = openBrowser();
    const sleeper = open();
    const [key = ''] = Object.keys(localStorage);
    sleeper.session.assignOwner(JANE);
    sleeper.take('rage_click');
    sleeper.deliver(JANE);
    timers.advance(31 * MINUTE);
    const other = open();
    expect(other.deliver(JANE)).toEqual([1]);
    sleeper.session.removed(key);
    sleeper.take('dead_click');
    other.session.acknowledge(other.session.own().unconfirmed);
    expect(localStorage.getItem(key)).toContain('dead_click');
  });

  test('a visit that begins under the name of one that was made good a moment ago stays', () => {
    const { timers, localStorage, open } = openBrowser();
    const sleeper = open();
    const [key = ''] = Object.keys(localStorage);
    sleeper.session.assignOwner(JANE);
    sleeper.take('rage_click');
    timers.advance(31 * MINUTE);
    const other = open();
    expect(other.deliver(JANE)).toEqual([1]);
    other.session.forget();
    sleeper.session.removed(key);
    timers.advance(8);
    sleeper.take('dead_click');
    other.session.acknowledge(other.session.own().unconfirmed);
    expect(localStorage.getItem(key)).toContain('dead_click');
  });

  test('what the page did not outlive by a second is owed by the next, once', () => {
    const { open } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE);
    first.session.leave();
    const next = open(first.sessionStorage);
    expect(next.session.hasPending()).toBe(true);
    expect(next.deliver(JANE)).toEqual([1]);
    expect(next.deliver(JANE)).toEqual([]);
    expect(next.session.hasPending()).toBe(false);
  });

  test('a page that was killed does not take back what its visit has said since', () => {
    const { timers, open } = openBrowser();
    const killed = open();
    killed.take('rage_click');
    expect(killed.deliver(JANE)).toEqual([1]);
    killed.take('rage_click');
    const other = open();
    other.take('rage_click');
    expect(other.deliver(JANE)).toEqual([3]);
    other.session.acknowledge(other.session.own().unconfirmed);
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
      other.session.acknowledge(other.session.own().unconfirmed);
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
    first.session.acknowledge(first.session.own().unconfirmed);
    first.session.leave();
    expect(open(first.sessionStorage).session.hasPending()).toBe(false);
  });

  test('an attempt that finds nothing new does not take the mark away', () => {
    const { open } = openBrowser();
    const first = open();
    first.take('rage_click');
    first.deliver(JANE, 7);
    // The visibilitychange behind a pagehide.
    for (const visit of first.session.visitsFor(JANE)) if (!visit.isPending(7)) visit.markDelivered(7);
    first.session.leave();
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
    other.take('rage_click');
    expect(other.deliver(JANE)).toEqual([2]);
    other.session.acknowledge(other.session.own().unconfirmed);
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

test('the back/forward cache: the page goes on with what a later page has added', () => {
  const { open } = openBrowser();
  const first = open();
  first.take('rage_click');
  first.session.leave();
  const later = open(first.sessionStorage);
  later.take('rage_click');
  later.session.update({ field: '1795302000000"email"' });
  later.session.leave();
  first.session.enter();
  expect(count(first.session.own(), 'rage_click')).toBe(2);
  expect(latest(first.session.own(), 'field')).toBe('email');
});
