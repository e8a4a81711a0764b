import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/delivery/gate.js';
import { EITHER, isLoggedOut } from '../../src/identity/resolve.js';
import { createOmetria } from '../../src/vendors/ometria.js';
import { createSession } from '../../src/visit/session.js';
import { installOmetriaTracker, type OmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import { createCookieJar, type FakeWindow } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const JANE = 'Jane@Example.com';

const install = (window: FakeWindow): OmetriaTracker => {
  const tracker = installOmetriaTracker(window, { account: 'demo', endpoint: '', platform: 'shop' });
  if (!tracker) throw new Error('The tracker did not install');
  return tracker;
};

const open = ({ identity, url, tracker = true }: { identity?: string; url?: string; tracker?: boolean } = {}) => {
  const cookieJar = createCookieJar();
  const { page, window, guard, timers } = openPage({ cookieJar, ...(url !== undefined && { url }) });
  const session = createSession(page, {
    key: 'fs_ometria',
    timeout: 1_800_000,
    attributeAnonymous: true,
    dropped: () => {},
  });
  const ometria = createOmetria(page, guard, {});
  const load = () => {
    const installed = install(window);
    if (identity !== undefined) installed.identify(identity);
    timers.advance(10);
    return installed;
  };
  if (tracker) load();
  return { gate: createGate(page, ometria, () => session), session, cookieJar, timers, window, load };
};

/** Somebody is identified in another tab. */
const elsewhere = ({ cookieJar, timers }: Pick<ReturnType<typeof open>, 'cookieJar' | 'timers'>, name: string) => {
  install(openPage({ cookieJar, timers }).window).identify(name);
  timers.advance(10);
};

describe('whom it may be sent to', () => {
  test('is nobody while there is no tracker', () => {
    const { gate, load } = open({ tracker: false, identity: JANE });
    expect(gate.who()).toMatchObject({ hold: 'ometria_absent' });
    load();
    expect(gate.who()).toEqual({ owner: JANE, identity: JANE });
  });

  test('is nobody while the tracker’s init has not run', () => {
    const { gate, window } = open({ tracker: false });
    window.ometria = { identify: () => {}, init: () => {} };
    expect(gate.who()).toMatchObject({ hold: 'ometria_not_ready' });
  });

  test('is not whom the cookie names while a link may name somebody else', () => {
    const url = 'https://shop.example/?om_user=bob%40example.com';
    const { gate, cookieJar, timers } = open({ tracker: false, url });
    elsewhere({ cookieJar, timers }, JANE);
    expect(gate.who()).toEqual({ owner: undefined, hold: 'ometria_absent' });
  });

  test('is nobody while nobody is known', () => {
    expect(open().gate.who()).toMatchObject({ owner: null, hold: 'identity_unknown' });
  });

  test('is the stored text to the letter', () => {
    const { gate } = open({ identity: JANE });
    expect(gate.visitor(' JANE@example.COM ')).toBe(true);
    expect(gate.who()).toEqual({ owner: JANE, identity: JANE });
  });

  test('is whom the site names where the tracker knows nobody', () => {
    const { gate } = open();
    gate.visitor(' jane@example.com ');
    expect(gate.who()).toEqual({ owner: 'jane@example.com', identity: 'jane@example.com' });
  });

  test('is nobody where site and tracker disagree', () => {
    const { gate } = open({ identity: JANE });
    gate.visitor('bob@example.com');
    expect(gate.who()).toEqual({ owner: 'bob@example.com', hold: 'identity_mismatch' });
    gate.visitor('jane@example.com');
    expect(gate.who()).toMatchObject({ identity: JANE });
  });

  test('is nobody where the cookie says otherwise than the tracker', () => {
    const tab = open({ identity: JANE });
    elsewhere(tab, 'bob@example.com');
    const who = tab.gate.who();
    expect(who).toMatchObject({ hold: 'identity_stale' });
    expect(who.identity).toBeUndefined();
    expect(who.owner).toBe(EITHER);
  });

  test('is nobody in any tab from a log-out on, though a link is to be taken in when the tracker comes', () => {
    const { gate, session, cookieJar } = open({
      tracker: false,
      url: 'https://shop.example/?om_user=jane%40example.com',
    });
    cookieJar.write(`ometria=${encodeURIComponent(`2_cid=1&sid=2&uiid=${encodeURIComponent(JANE)}`)}`);
    gate.reset();
    expect(isLoggedOut(JANE, session.loggedOut())).toBe(true);
  });

  test('is who has come in another tab since a log-out that nothing told of whom', () => {
    const tab = open({ tracker: false });
    tab.gate.reset();
    elsewhere(tab, 'bob@example.com');
    expect(tab.gate.who()).toEqual({ owner: 'bob@example.com', hold: 'ometria_absent' });
    tab.load();
    expect(tab.gate.who()).toMatchObject({ identity: 'bob@example.com' });
  });

  test('is nobody after a log-out, until the site names somebody or the stored text changes', () => {
    const { gate, window, timers } = open({ identity: JANE });
    timers.advance(100);
    gate.reset();
    expect(gate.who()).toEqual({ owner: null, hold: 'logged_out' });
    timers.advance(100);
    gate.visitor(JANE);
    expect(gate.who()).toMatchObject({ identity: JANE });
    timers.advance(100);
    gate.reset();
    (window.ometria as OmetriaTracker).identify('bob@example.com');
    timers.advance(10);
    expect(gate.who()).toMatchObject({ identity: 'bob@example.com' });
  });
});

test.each<[unknown, boolean]>([
  ['jane@example.com', true],
  [' jane@example.com\n', true],
  ['j@e.c', true],
  ['omid:123', true],
  [`${'j'.repeat(242)}@example.com`, true],
  [`${'j'.repeat(243)}@example.com`, false],
  ['jane', false],
  ['jane@example', false],
  ['jane@example.', false],
  ['@example.com', false],
  ['a@b@example.com', false],
  ['jane doe@example.com', false],
  ['jane@exa mple.com', false],
  ['omid:', false],
  ['omid:a b', false],
  ['', false],
  [undefined, false],
  [null, false],
  [7, false],
  [{}, false],
])('%j is the name of a visitor: %s', (name, expected) => {
  const { gate } = open();
  expect(gate.visitor(name)).toBe(expected);
  expect(gate.named() !== undefined).toBe(expected);
});

describe('the tracker is settled', () => {
  test('150 ms after it was first seen ready', () => {
    const { gate, timers } = open({ identity: JANE });
    gate.who();
    expect(gate.settled(false)).toBe(false);
    timers.advance(149);
    expect(gate.settled(false)).toBe(false);
    timers.advance(1);
    expect(gate.settled(false)).toBe(true);
  });

  test('and not before, however long it was waited for', () => {
    const { gate, timers, load } = open({ tracker: false, identity: JANE });
    gate.who();
    timers.advance(1000);
    load();
    gate.who();
    expect(gate.settled(false)).toBe(false);
  });

  test('at once when the page hides', () => {
    const { gate } = open({ identity: JANE });
    gate.who();
    expect(gate.settled(true)).toBe(true);
  });

  test('not even then where the address names somebody whom the tracker has still to take', () => {
    const { gate } = open({ identity: JANE, url: 'https://shop.example/?om_user=bob%40example.com' });
    gate.who();
    expect(gate.settled(true)).toBe(false);
  });
});
