import { expect, test } from 'vitest';
import { type Collector, createCollector } from '../../stand-ins/collector.js';
import { installOmetriaTracker, type OmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import { matchSegments, SEGMENTS } from '../../stand-ins/segments.js';
import { encode } from '../../stand-ins/wire.js';
import { createCookieJar, createTimers, createWindow, type FakeWindow } from '../support/browser-window.js';

const SESSION_MS = 8000;

/** A browser whose tracker reports to a collector, both on one clock. */
const setUp = () => {
  const timers = createTimers();
  const cookieJar = createCookieJar();
  const collector = createCollector({ sessionMs: SESSION_MS, now: timers.now });
  const read = new Map<FakeWindow, number>();
  return {
    timers,
    collector,
    openPage(): { window: FakeWindow; ometria: OmetriaTracker } {
      const window = createWindow({ timers, cookieJar });
      const ometria = installOmetriaTracker(window, { account: 'demo', endpoint: '' });
      if (ometria === undefined) throw new Error('The tracker did not install');
      return { window, ometria };
    },
    /** Hands over what the pages have sent since the last time, then lets `milliseconds` pass. */
    pass(milliseconds: number, ...windows: FakeWindow[]): void {
      for (const window of windows) {
        for (const address of window.sent.slice(read.get(window) ?? 0)) collector.receive(address);
        read.set(window, window.sent.length);
      }
      timers.advance(milliseconds);
      collector.tick();
    },
  };
};

const contact = (collector: Collector, identity: string) => {
  const found = collector.contacts().find((one) => one.identity === identity);
  if (found === undefined) throw new Error(`No contact ${identity}`);
  return found;
};

const receive = (collector: Collector, data: object) =>
  collector.receive(`/track/v3/demo/event.gif?data=${encodeURIComponent(encode(data))}&rnd=abcdef&enc=UTF-8`);

test('properties are pending while the visit lasts and applied when it has ended', () => {
  const { timers, collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  const at = timers.now();
  ometria.init('checkout');
  ometria.identify('jane@example.com', { fs_rage_clicks: 3 });
  pass(SESSION_MS - 1, window);
  expect(contact(collector, 'jane@example.com').properties).toEqual({
    pending: { fs_rage_clicks: { value: '3', at } },
    applied: {},
  });
  pass(1);
  expect(contact(collector, 'jane@example.com').properties).toEqual({
    pending: {},
    applied: { fs_rage_clicks: { value: '3', at, appliedAt: at + SESSION_MS } },
  });
  expect(contact(collector, 'jane@example.com').visits).toMatchObject([{ start: at, last: at, end: at + SESSION_MS }]);
});

test('every request of the visit starts the wait anew', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('checkout');
  ometria.identify('jane@example.com', { x: 1 });
  pass(6000, window);
  ometria.init('checkout');
  pass(6000, window);
  expect(contact(collector, 'jane@example.com').properties.applied).toEqual({});
  pass(2000);
  expect(contact(collector, 'jane@example.com').properties.applied).toMatchObject({ x: { value: '1' } });
});

test('what the next visit sends overwrites; what it leaves out stays', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('home');
  ometria.identify('jane@example.com', { a: 1, b: 1 });
  pass(SESSION_MS, window);
  ometria.identify('jane@example.com', { a: 2 });
  pass(1000, window);
  const { pending, applied } = contact(collector, 'jane@example.com').properties;
  expect(pending).toMatchObject({ a: { value: '2' } });
  expect(applied).toMatchObject({ a: { value: '1' }, b: { value: '1' } });
  pass(SESSION_MS);
  expect(contact(collector, 'jane@example.com').properties.applied).toMatchObject({
    a: { value: '2' },
    b: { value: '1' },
  });
  expect(contact(collector, 'jane@example.com').visits).toHaveLength(2);
});

test('two people on one device are two contacts with a cookie id each', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('home');
  ometria.identify('a@example.com', { x: 'A' });
  ometria.identify('b@example.com', { x: 'B' });
  pass(SESSION_MS, window);
  expect(contact(collector, 'a@example.com').properties.applied).toMatchObject({ x: { value: 'A' } });
  expect(contact(collector, 'b@example.com').properties.applied).toMatchObject({ x: { value: 'B' } });
  const [a] = contact(collector, 'a@example.com').cookieIds;
  const [b] = contact(collector, 'b@example.com').cookieIds;
  expect(a).not.toBe(b);
});

test('two letter cases are two contacts', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('home');
  ometria.identify('jane@example.com', { x: 1 });
  ometria.identify('Jane@example.com', { x: 2 });
  pass(0, window);
  expect(collector.contacts().map(({ identity }) => identity)).toEqual(['jane@example.com', 'Jane@example.com']);
});

test('a visit that was anonymous at first belongs to the contact who is named in it', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('home');
  pass(1000, window);
  expect(collector.contacts()).toEqual([]);
  ometria.identify('jane@example.com');
  pass(0, window);
  const { visits } = contact(collector, 'jane@example.com');
  expect(visits.map(({ requests }) => requests.map(({ type }) => type))).toEqual([['pageview', 'identify']]);
});

test('a queue that is replayed lets an old value win', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.identify('jane@example.com', { x: 1 });
  ometria.init('home');
  ometria.identify('jane@example.com', { x: 2 });
  ometria.init('home');
  pass(SESSION_MS, window);
  expect(contact(collector, 'jane@example.com').properties.applied).toMatchObject({ x: { value: '1' } });
});

test('a name that a page with an old cookie sends within another visit makes a visit of its own', () => {
  const collector = createCollector({ now: () => 0 });
  receive(collector, { type: 'identify', cid: 'c', sid: 's', d: { uiid: 'a@example.com', profile: { x: 'A' } } });
  receive(collector, { type: 'identify', cid: 'c', sid: 's', d: { uiid: 'b@example.com', profile: { x: 'B' } } });
  expect(contact(collector, 'a@example.com').visits).toHaveLength(1);
  expect(contact(collector, 'b@example.com').visits).toHaveLength(1);
  expect(contact(collector, 'a@example.com').properties.pending).toMatchObject({ x: { value: 'A' } });
});

test('of two visits at once, the one that ends later has the last word', () => {
  let now = 0;
  const collector = createCollector({ sessionMs: 10, now: () => now });
  const identify = (cid: string, x: string) =>
    receive(collector, { type: 'identify', cid, sid: 's', d: { uiid: 'a@example.com', profile: { x } } });
  identify('phone', 'phone');
  now = 5;
  identify('laptop', 'laptop');
  now = 8;
  receive(collector, { type: 'pageview', cid: 'phone', sid: 's' });
  expect(contact(collector, 'a@example.com').properties.pending).toEqual({ x: { value: 'phone', at: 0 } });
  now = 30;
  collector.tick();
  expect(contact(collector, 'a@example.com').properties).toEqual({
    pending: {},
    applied: { x: { value: 'phone', at: 0, appliedAt: 18 } },
  });
});

test('a request is listed decoded, with its lengths', () => {
  const { timers, collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  const at = timers.now();
  ometria.init('home');
  ometria.identify('jane@example.com', { fs_signal_type: 'rage_click', of: { x: 1 } });
  pass(0, window);
  const { cookieId, sessionId } = ometria._debug();
  expect(collector.requests()[1]).toMatchObject({
    at,
    type: 'identify',
    uiid: 'jane@example.com',
    cid: cookieId,
    sid: sessionId,
    url: 'https://shop.example/',
    profile: { fs_signal_type: 'rage_click', 'of.x': '1' },
    characters: '{"fs_signal_type":"rage_click","of.x":"1"}'.length,
    requestBytes: window.sent[1]?.length,
  });
});

test.each(['/track/v3/demo/event.gif', '/track/v3/demo/event.gif?data=%25%25', 'event.gif?data=!!!'])(
  '%s is ignored',
  (address) => {
    const collector = createCollector();
    expect(collector.receive(address)).toBeUndefined();
    expect(collector.requests()).toEqual([]);
  },
);

test('what a reader changes is not the collector’s own', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('home');
  ometria.identify('jane@example.com', { x: 1 });
  pass(SESSION_MS, window);
  contact(collector, 'jane@example.com').properties.applied = {};
  Reflect.deleteProperty(contact(collector, 'jane@example.com').properties.applied, 'x');
  contact(collector, 'jane@example.com').cookieIds.push('other');
  expect(contact(collector, 'jane@example.com').properties.applied).toHaveProperty('x');
  expect(contact(collector, 'jane@example.com').cookieIds).toHaveLength(1);
});

test('listeners hear of requests, of applied properties, of a reset, and nothing after their undo', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  let heard = 0;
  const undo = collector.onChange(() => (heard += 1));
  ometria.init('home');
  pass(0, window);
  expect(heard).toBe(1);
  pass(SESSION_MS);
  expect(heard).toBe(2);
  pass(SESSION_MS);
  expect(heard).toBe(2);
  collector.reset();
  expect(heard).toBe(3);
  expect(collector.requests()).toEqual([]);
  undo();
  collector.reset();
  expect(heard).toBe(3);
});

test('a shorter session ends the visits that are over by it', () => {
  const { collector, openPage, pass } = setUp();
  const { window, ometria } = openPage();
  ometria.init('home');
  ometria.identify('jane@example.com', { x: 1 });
  pass(2000, window);
  collector.setSessionMs(1000);
  expect(contact(collector, 'jane@example.com').properties.applied).toMatchObject({ x: { value: '1' } });
});

const NOW = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

test.each([
  [{ fs_checkout_rescue_at: iso(NOW - 23 * HOUR), fs_abandoned_stage: 'checkout' }, ['left-frustrated']],
  [{ fs_checkout_rescue_at: iso(NOW - 24 * HOUR), fs_abandoned_stage: 'checkout' }, []],
  [{ fs_checkout_rescue_at: iso(NOW + HOUR), fs_abandoned_stage: 'checkout' }, []],
  [{ fs_checkout_rescue_at: 'yesterday', fs_abandoned_stage: 'checkout' }, []],
  [{ fs_checkout_rescue_at: iso(NOW - HOUR), fs_abandoned_stage: 'none' }, []],
  [{ fs_checkout_rescue_at: iso(NOW - HOUR) }, []],
  [{ fs_checkout_frustration_at: iso(NOW - HOUR) }, []],
  [{ fs_rage_clicks: '3' }, ['rage-clicker']],
  [{ fs_rage_clicks: '2' }, []],
  [{ fs_rage_clicks: 'many' }, []],
  [{ fs_experience_at_risk: 'true' }, ['at-risk']],
  [{ fs_experience_at_risk: 'false' }, []],
  [{ fs_abandoned_stage: 'payment' }, ['left-at-payment']],
  [{ 'properties.fs_abandoned_stage': 'payment' }, ['left-at-payment']],
  [{ fs_abandoned_stage: 'none' }, []],
  [{ fs_high_intent_dwell_at: iso(NOW) }, ['high-intent']],
  [{}, []],
])('%o matches %o', (given, expected) => {
  const properties = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }]));
  expect(matchSegments(properties, NOW)).toEqual(expected);
});

test('every segment has a rule in words', () => {
  expect(new Set(SEGMENTS.map(({ rule }) => rule)).size).toBe(SEGMENTS.length);
});

test('an erased contact leaves no visit and no request behind, and the others stay', () => {
  const { collector } = setUp();
  for (const uiid of ['jane@example.com', 'tom@example.com'])
    receive(collector, { type: 'identify', cid: uiid, sid: '1', d: { uiid, profile: { fs_rage_clicks: 1 } } });
  expect(collector.erase('jane@example.com')).toBe(true);
  expect(collector.contacts().map(({ identity }) => identity)).toEqual(['tom@example.com']);
  expect(collector.requests().map(({ uiid }) => uiid)).toEqual(['tom@example.com']);
  expect(collector.erase('jane@example.com')).toBe(false);
});
