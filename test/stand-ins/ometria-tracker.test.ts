import { expect, test } from 'vitest';
import {
  installOmetriaTracker,
  type OmetriaTracker,
  type OmetriaTrackerOptions,
} from '../../stand-ins/ometria-tracker.js';
import { decode, type Wired } from '../../stand-ins/wire.js';
import {
  type CookieJar,
  createCookieJar,
  createTimers,
  createWindow,
  FakeEvent,
  type FakeWindow,
  type WindowOptions,
} from '../support/browser-window.js';

const ACCOUNT = { account: 'acme', endpoint: 'https://trk.example' };

const install = (window: FakeWindow, options: Partial<OmetriaTrackerOptions> = {}): OmetriaTracker => {
  const ometria = installOmetriaTracker(window, { ...ACCOUNT, ...options });
  if (ometria === undefined) throw new Error('The tracker did not install');
  return ometria;
};

const setUp = (options: WindowOptions & { tracker?: Partial<OmetriaTrackerOptions> } = {}) => {
  const timers = options.timers ?? createTimers();
  const cookieJar = options.cookieJar ?? createCookieJar();
  const window = createWindow({ ...options, timers, cookieJar });
  return { timers, cookieJar, window, ometria: install(window, options.tracker) };
};

const requests = (window: FakeWindow): { [key: string]: Wired }[] =>
  window.sent.map((address) => decode(new URL(address).searchParams.get('data') ?? ''));

const identifies = (window: FakeWindow): Wired[] =>
  requests(window)
    .filter(({ type }) => type === 'identify')
    .map(({ d }) => d ?? '');

const record = (jar: CookieJar): URLSearchParams => {
  const text = decodeURIComponent(jar.get('ometria') ?? '');
  expect(text.slice(0, 2)).toBe('2_');
  return new URLSearchParams(text.slice(2).replaceAll('+', '%2B'));
};

test('a tag that finds an init does not install', () => {
  const window = createWindow();
  const init = (): void => undefined;
  window.ometria = { init };
  expect(installOmetriaTracker(window, ACCOUNT)).toBeUndefined();
  expect(window.ometria).toEqual({ init });
});

test('a stub of identify is overwritten and what it collected is not replayed', () => {
  const window = createWindow();
  const collected: string[] = [];
  window.ometria = { identify: (id: string) => collected.push(id), raw_data: { type: 'basket' } };
  const stub = window.ometria;
  install(window).init('product');
  expect(window.ometria).toBe(stub);
  expect(window.ometria).toHaveProperty('raw_data');
  expect(requests(window).map(({ type }) => type)).toEqual(['pageview']);
});

test('with cookies off, init is a function and identify is missing', () => {
  const window = createWindow({ cookieJar: createCookieJar({ enabled: false }) });
  installOmetriaTracker(window, ACCOUNT);
  expect(window.ometria).toHaveProperty('init');
  expect(window.ometria).not.toHaveProperty('identify');
});

test('a shop platform calls init itself with what raw_data says', () => {
  const window = createWindow();
  window.ometria = { raw_data: { type: 'product' } };
  install(window, { platform: 'shop' });
  expect(requests(window)).toMatchObject([{ type: 'pageview', d: { type: 'product' } }]);
});

test('the generic platform calls onLoad and leaves init to the site', () => {
  const window = createWindow();
  let loads = 0;
  window.ometria = { onLoad: () => (loads += 1) };
  install(window);
  expect(loads).toBe(1);
  expect(window.sent).toEqual([]);
});

test('every init ends by calling onOmetriaLoaded, after the page view and the queue', () => {
  const { window, ometria } = setUp();
  const sentBefore: number[] = [];
  window.onOmetriaLoaded = () => sentBefore.push(window.sent.length);
  ometria.identify('jane@example.com');
  ometria.init('home');
  ometria.init('home');
  expect(sentBefore).toEqual([2, 4]);
});

test('init without a body tries again every 25 ms', () => {
  const { window, timers, ometria } = setUp({ withBody: false });
  ometria.init('home');
  timers.advance(60);
  expect(window.sent).toEqual([]);
  window.document.body = window.document.createElement('body');
  timers.advance(25);
  expect(window.sent).toHaveLength(1);
});

test('npv is missing before the first init and counts from 1 after it', () => {
  const { ometria } = setUp();
  expect(ometria._debug().extra.npv).toBeUndefined();
  const { extra } = ometria._debug();
  ometria.init('home');
  expect(extra.npv).toBe(1);
  ometria.init('home');
  expect(extra.npv).toBe(2);
});

test('npv goes on counting on the next page of the visit, and is missing there until init', () => {
  const first = setUp();
  first.ometria.init('home');
  first.timers.advance(5);
  const next = setUp({ cookieJar: first.cookieJar, timers: first.timers });
  expect(next.ometria._debug().extra.npv).toBeUndefined();
  next.ometria.init('home');
  expect(next.ometria._debug().extra.npv).toBe(2);
});

test('_debug answers with the live visitor', () => {
  const { ometria } = setUp({ url: 'https://shop.example/a?b=c#d' });
  ometria.identify('jane@example.com');
  const { sessionId, cookieId, userIdentity, extra } = ometria._debug();
  expect(extra).toEqual({ cid: cookieId, sid: sessionId, url: 'https://shop.example/a?b=c', uiid: 'jane@example.com' });
  expect(userIdentity).toBe('jane@example.com');
});

test.each(['', 'jane', 'jane@example', '@example.com', 'a @b.c', 'omid:', undefined, null, 7])(
  'identify refuses %o without a word',
  (id) => {
    const { window, ometria } = setUp();
    ometria.init('home');
    expect(Reflect.apply(ometria.identify, ometria, [id, { x: 1 }])).toBeUndefined();
    expect(ometria.getIdentity()).toBeNull();
    expect(window.sent).toHaveLength(1);
    expect(window.spoken).toEqual([]);
  },
);

test.each(['jane@example.com', ' Jane+x@Example.com ', 'omid:1'])('identify takes %o as it is', (id) => {
  const { window, ometria } = setUp();
  ometria.init('home');
  expect(ometria.getIdentity()).toBeNull();
  ometria.identify(id, { fs_rage_clicks: 3 });
  expect(ometria.getIdentity()).toBe(id);
  expect(identifies(window)).toEqual([{ uiid: id, profile: { fs_rage_clicks: '3' } }]);
});

test('identify without a profile sends none', () => {
  const { window, ometria } = setUp();
  ometria.init('home');
  ometria.identify('jane@example.com');
  expect(identifies(window)).toEqual([{ uiid: 'jane@example.com' }]);
});

test('the first identity keeps the visitor, another rotates it and restarts the session count', () => {
  const { cookieJar, timers, ometria } = setUp();
  const { cookieId } = ometria._debug();
  timers.advance(5);
  ometria.identify('jane@example.com');
  expect(ometria._debug().cookieId).toBe(cookieId);
  timers.advance(31 * 60_000);
  ometria.init('home');
  timers.advance(5);
  expect(record(cookieJar).get('nses')).toBe('2');
  ometria.identify('Jane@example.com');
  timers.advance(5);
  expect(ometria._debug().cookieId).not.toBe(cookieId);
  expect(record(cookieJar).get('nses')).toBe('1');
  expect(record(cookieJar).get('uiid')).toBe('Jane@example.com');
});

test('the same identity sends one request per call and rotates nothing', () => {
  const { window, ometria } = setUp();
  ometria.init('home');
  ometria.identify('jane@example.com', { x: 1 });
  const { cookieId } = ometria._debug();
  ometria.identify('jane@example.com', { x: 1 });
  ometria.identify('jane@example.com', { x: 1 });
  expect(identifies(window)).toHaveLength(3);
  expect(ometria._debug().cookieId).toBe(cookieId);
});

test('identify that is called detached throws', () => {
  const { ometria } = setUp();
  const { identify } = ometria;
  expect(() => identify('jane@example.com')).toThrow(TypeError);
});

test('what was called before init is sent at every init, so an old value follows a newer one', () => {
  const { window, ometria } = setUp();
  ometria.identify('jane@example.com', { x: 1 });
  expect(window.sent).toEqual([]);
  ometria.init('home');
  ometria.identify('jane@example.com', { x: 2 });
  ometria.init('home');
  expect(identifies(window)).toMatchObject([{ profile: { x: '1' } }, { profile: { x: '2' } }, { profile: { x: '1' } }]);
});

test('a queued profile is held by reference', () => {
  const { window, ometria } = setUp();
  const profile = { x: 1 };
  ometria.identify('jane@example.com', profile);
  profile.x = 5;
  ometria.init('home');
  expect(identifies(window)).toMatchObject([{ profile: { x: '5' } }]);
});

test('a lone surrogate in the queue blocks everything behind it, at every init', () => {
  const { window, ometria } = setUp();
  let loads = 0;
  window.onOmetriaLoaded = () => (loads += 1);
  ometria.identify('jane@example.com', { word: 'x\ud800' });
  ometria.identify('jane@example.com', { x: 1 });
  expect(() => ometria.init('home')).toThrow(URIError);
  expect(() => ometria.init('home')).toThrow(URIError);
  expect(identifies(window)).toEqual([]);
  expect(loads).toBe(0);
});

test('the request has the shape that the collector expects', () => {
  const { window, ometria } = setUp({ url: 'https://shop.example/checkout?a=b#c' });
  ometria.init('checkout');
  ometria.identify('someone.with.a.name@example.com');
  const address = new URL(window.sent[1] ?? '');
  expect(address.origin + address.pathname).toBe('https://trk.example/track/v3/acme/event.gif');
  expect([...address.searchParams.keys()]).toEqual(['data', 'rnd', 'enc']);
  expect(address.searchParams.get('rnd')).toMatch(/^[a-z0-9]{6}$/);
  expect(address.searchParams.get('enc')).toBe('UTF-8');
  const { cid, sid } = ometria._debug().extra;
  expect(requests(window)[1]).toMatchObject({
    type: 'identify',
    channel: 'system',
    cid,
    sid,
    url: 'https://shop.example/checkout?a=b',
    npv: '1',
    nses: '1',
  });
});

test('an address without properties is about as long as the real one', () => {
  const { window, ometria } = setUp({ url: 'https://www.shop.example/checkout/payment' });
  ometria.init('checkout');
  ometria.identify('someone.with.name@shop.example');
  ometria.identify('someone.with.name@shop.example');
  expect(window.sent[2]?.length).toBeGreaterThan(440);
  expect(window.sent[2]?.length).toBeLessThan(600);
});

test('further requests carry the identity of the visitor', () => {
  const { window, ometria } = setUp();
  ometria.init('home');
  ometria.identify('jane@example.com');
  ometria.setProfileData({ x: 1 });
  ometria.track('wish', { id: 'SKU-A' });
  ometria.setBasket({ total: 5 });
  expect(requests(window).map(({ type, uiid }) => [type, uiid])).toEqual([
    ['pageview', undefined],
    ['identify', undefined],
    ['profile', 'jane@example.com'],
    ['wish', 'jane@example.com'],
    ['basket', 'jane@example.com'],
  ]);
});

test.each([
  ['nobody', null, []],
  ['a visitor', 'jane@example.com', [{ profile: { x: '1' }, uiid: 'jane@example.com' }]],
  ['a customer by number', 'omid:7', [{ profile: { x: '1' }, uiid: 'omid:7' }]],
])('setProfileData with %s', (_, identity, sent) => {
  const { window, ometria } = setUp();
  if (identity) ometria.identify(identity);
  ometria.setProfileData({ x: 1 });
  ometria.init('home');
  const profiles = requests(window).filter(({ type }) => type === 'profile');
  expect(profiles.map(({ d }) => d)).toEqual(sent);
});

test('setProfileData before the visitor is known is not made up for later', () => {
  const { window, ometria } = setUp();
  ometria.setProfileData({ x: 1 });
  ometria.identify('jane@example.com');
  ometria.init('home');
  expect(requests(window).map(({ type }) => type)).toEqual(['pageview', 'identify']);
});

test('one cookie holds the visitor for a year, its e-mail encoded twice', () => {
  const { cookieJar, timers, ometria } = setUp({ url: 'https://www.shop.example/' });
  ometria.identify('jane+a@example.com');
  timers.advance(5);
  expect(cookieJar.get('ometria')).toContain('uiid%3Djane%252Ba%2540example.com');
  const fields = [...record(cookieJar).keys()];
  expect(fields).toEqual(expect.arrayContaining(['cid', 'sid', 'slt', 'nses', 'osts', 'npv', 'uiid', 'src']));
  const written = cookieJar.writes.at(-1) ?? '';
  expect(written).toContain('; path=/; domain=shop.example');
  expect(written).toContain(`expires=${new Date(timers.now() + 365 * 86_400_000).toUTCString()}`);
});

test.each([
  ['https://secure.shop.example/', '; domain=shop.example'],
  ['https://de.shop.example/', '; domain=de.shop.example'],
  ['http://localhost:4173/', ''],
  ['http://127.0.0.1:4173/', ''],
])('on %s the cookie ends in "%s"', (url, domain) => {
  const { cookieJar, timers } = setUp({ url });
  timers.advance(5);
  expect(cookieJar.writes.at(-1)?.split('path=/')[1]).toBe(domain);
});

test('changes are saved 5 ms after the last of them', () => {
  const { cookieJar, timers, ometria } = setUp();
  timers.advance(5);
  const before = cookieJar.get('ometria');
  ometria.init('home');
  timers.advance(4);
  ometria.identify('jane@example.com');
  timers.advance(4);
  expect(cookieJar.get('ometria')).toBe(before);
  timers.advance(1);
  expect(record(cookieJar).get('uiid')).toBe('jane@example.com');
});

test('a page with an old copy answers with it, and overwrites what another tab has written', () => {
  const timers = createTimers();
  const cookieJar = createCookieJar();
  const old = setUp({ timers, cookieJar });
  old.ometria.identify('jane@example.com');
  timers.advance(5);
  const other = setUp({ timers, cookieJar });
  other.ometria.identify('ben@example.com');
  timers.advance(5);
  expect(record(cookieJar).get('uiid')).toBe('ben@example.com');
  expect(old.ometria.getIdentity()).toBe('jane@example.com');
  old.ometria.init('home');
  timers.advance(5);
  expect(record(cookieJar).get('uiid')).toBe('jane@example.com');
  expect(record(cookieJar).get('cid')).toBe(old.ometria._debug().cookieId);
});

test('a new page takes the visitor from the cookie', () => {
  const first = setUp();
  first.ometria.identify('jane@example.com');
  first.timers.advance(5);
  const next = setUp({ cookieJar: first.cookieJar, timers: first.timers });
  expect(next.ometria.getIdentity()).toBe('jane@example.com');
  expect(next.ometria._debug().cookieId).toBe(first.ometria._debug().cookieId);
  expect(next.ometria._debug().sessionId).toBe(first.ometria._debug().sessionId);
});

test('thirty minutes without a request end the session', () => {
  const { timers, ometria } = setUp();
  ometria.init('home');
  const { sessionId, cookieId } = ometria._debug();
  timers.advance(30 * 60_000);
  ometria.init('home');
  expect(ometria._debug().sessionId).toBe(sessionId);
  timers.advance(30 * 60_000 + 1);
  ometria.init('home');
  expect(ometria._debug().sessionId).not.toBe(sessionId);
  expect(ometria._debug().cookieId).toBe(cookieId);
});

test.each([
  ['om_user=jane%2Ba@example.com', 'jane+a@example.com', 'https://shop.example/?q=1#x'],
  ['om_profile=abc', 'omid:abc', 'https://shop.example/?q=1#x'],
  ['kmi=jane@example.com', 'jane@example.com', 'https://shop.example/?q=1&kmi=jane%40example.com#x'],
])('a link with %s identifies after 100 ms', (parameter, identity, address) => {
  const { window, timers, ometria } = setUp({ url: `https://shop.example/?q=1&${parameter}#x` });
  timers.advance(99);
  expect(ometria.getIdentity()).toBeNull();
  timers.advance(1);
  expect(ometria.getIdentity()).toBe(identity);
  expect(decodeURIComponent(window.location.href)).toBe(decodeURIComponent(address));
  expect(window.history.length).toBe(1);
});

test('the address of a page without link parameters is left alone', () => {
  const { window, timers } = setUp({ url: 'https://shop.example/?q=a%20b' });
  timers.advance(200);
  expect(window.location.href).toBe('https://shop.example/?q=a%20b');
});

test('chosen e-mail inputs identify on change', () => {
  const { window, ometria } = setUp({ tracker: { emailInputs: 'input[type="email"]' } });
  const input = window.document.createElement('input');
  window.document.documentElement.appendChild(input);
  input.setAttribute('type', 'email');
  input.value = 'jane@example.com';
  input.dispatchEvent(new FakeEvent('change', { bubbles: true }));
  expect(ometria.getIdentity()).toBe('jane@example.com');
});
