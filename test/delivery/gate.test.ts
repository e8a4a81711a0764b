import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/delivery/gate.js';
import { createSession } from '../../src/session/session.js';
import { createOmetria } from '../../src/vendors/ometria.js';
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
const elsewhere = ({ cookieJar, timers }: ReturnType<typeof open>, name: string) => {
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
    expect(who.owner).toBeUndefined();
  });

  describe('while another tab knows somebody else', () => {
    test('is whom this page has known', () => {
      const tab = open({ identity: JANE });
      tab.gate.who();
      elsewhere(tab, 'bob@example.com');
      expect(tab.gate.who()).toEqual({ owner: undefined, hold: 'identity_stale', shows: JANE });
    });

    test('is not whom its tracker only took from a cookie that a log-out had left behind', () => {
      const tab = open({ identity: JANE });
      elsewhere(tab, 'bob@example.com');
      expect(tab.gate.who()).toEqual({ owner: undefined, hold: 'identity_stale', shows: 'bob@example.com' });
    });

    test('is whom the link of this page has told its tracker', () => {
      const tab = open({ url: 'https://shop.example/?om_user=jane%40example.com' });
      tab.timers.advance(150);
      elsewhere(tab, 'bob@example.com');
      expect(tab.gate.who().shows).toBe('jane@example.com');
    });

    test('is not whom the link of this page has told, once that one has logged out', () => {
      const tab = open({ url: 'https://shop.example/?om_user=jane%40example.com' });
      tab.timers.advance(150);
      tab.gate.reset();
      elsewhere(tab, 'bob@example.com');
      expect(tab.gate.who().shows).toBe('bob@example.com');
    });

    test('is not who has logged out since', () => {
      const tab = open({ identity: JANE });
      tab.gate.who();
      tab.gate.reset();
      elsewhere(tab, 'bob@example.com');
      expect(tab.gate.who().shows).toBe('bob@example.com');
    });

    test('is nobody once that one has logged out too', () => {
      const tab = open({ identity: JANE });
      elsewhere(tab, 'bob@example.com');
      tab.gate.reset();
      expect(tab.gate.who()).toEqual({ owner: undefined, hold: 'identity_stale', shows: undefined });
    });
  });

  test('is nobody in any tab from a log-out on, though a link is to be taken in when the tracker comes', () => {
    const { gate, session, cookieJar } = open({
      tracker: false,
      url: 'https://shop.example/?om_user=jane%40example.com',
    });
    cookieJar.write(`ometria=${encodeURIComponent(`2_cid=1&sid=2&uiid=${encodeURIComponent(JANE)}`)}`);
    gate.reset();
    expect(session.latest('out')).not.toBe(0);
  });

  test('is still not who has logged out, after another log-out of nobody knows whom', () => {
    const { gate, session, cookieJar } = open({ tracker: false });
    cookieJar.write(`ometria=${encodeURIComponent('2_cid=1&sid=2')}`);
    gate.visitor(JANE);
    gate.reset();
    const once = session.latest('out');
    expect(once).not.toBe(0);
    gate.reset();
    expect(session.latest('out')).toBe(once);
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
