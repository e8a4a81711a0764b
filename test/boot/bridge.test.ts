import { describe, expect, test, vi } from 'vitest';
import type { ScriptHandle } from '../../src/boot/install.js';
import { FakeEvent } from '../support/browser-window.js';
import { countCookieReads, openShop, type PageOptions, type ShopPage } from '../support/shop.js';

const JANE = 'jane@example.com';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Whatever time the tag may need at most. */
const LONG = 20_000;

/** All that the browser has kept of us. */
const stored = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith('fs_ometria.'));

describe('a rage click', () => {
  test('arrives as one call with the default set', () => {
    const shop = openShop();
    const at = shop.timers.now();
    shop.rage();
    shop.pass(LONG);
    const [delivery] = shop.received();
    expect(shop.only()).toEqual({
      fs_signal_type: 'rage_click',
      fs_frustration_score: '34',
      fs_session_replay_url: expect.stringMatching(/^https:\/\/app\.eu1\.fullstory\.com\/ui\/.+%3A\d+:\d+$/),
      fs_signal_at: expect.stringMatching(/^2026-11-21T23:00:00Z$/),
      fs_experience_at_risk: 'false',
      fs_signal_page: '/checkout/payment',
      fs_abandoned_stage: 'none',
      fs_rage_clicks: '1',
    });
    expect(delivery?.uiid).toBe(JANE);
    expect(delivery?.characters).toBeLessThanOrEqual(650);
    expect((delivery?.at ?? 0) - at).toBeLessThan(6000);
  });

  test('leaves the identity to the letter and the visitor cookie id as they were', () => {
    const identity = 'Jane.O’Doe+News@Example.COM';
    const shop = openShop({ identity });
    const { cookieId } = shop.ometria()._debug();
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: identity, cid: cookieId }]);
    expect(shop.ometria().getIdentity()).toBe(identity);
    expect(shop.ometria()._debug().cookieId).toBe(cookieId);
  });

  test('of FullStory is remembered in the session that it begins', () => {
    const shop = openShop();
    shop.ragehook();
    shop.pass(31 * MINUTE);
    shop.ragehook();
    const records = stored(shop.storage).map((key) => shop.storage.getItem(key));
    expect(records.filter((record) => !record?.includes('"ragehook":1'))).toEqual([]);
  });

  test('three of them put the experience at risk', () => {
    const shop = openShop();
    for (let click = 0; click < 3; click++) {
      shop.ragehook();
      shop.pass(4000);
    }
    shop.leave();
    expect(shop.received().at(-1)?.profile).toMatchObject({
      fs_frustration_score: '71',
      fs_experience_at_risk: 'true',
      fs_rage_clicks: '3',
    });
  });

  test('counts once for each session that it belongs to, in every property', () => {
    const shop = openShop({ options: { fields: { signal_target: true, signal_stage: true } } });
    shop.tag.page({ stage: 'payment' });
    shop.rage();
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_signal_target: 'promo-apply', fs_signal_stage: 'payment' });
  });
});

describe('who it is', () => {
  test('a visitor nobody knows is waited for, and what was gathered goes to the one who appears', () => {
    const shop = openShop({ identity: null });
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health()).toMatchObject({ state: { identity: 'identity_unknown' }, signals: { held: 1 } });
    shop.ometria().identify(JANE);
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
    expect(shop.tag.health()).toMatchObject({ state: { identity: 'known' }, signals: { held: 0 } });
  });

  test('an anonymous session is not given to anybody where the site does not want it', () => {
    const shop = openShop({ identity: null, options: { attributeAnonymous: false } });
    shop.rage();
    shop.pass(LONG);
    shop.ometria().identify(JANE);
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().signals).toMatchObject({ droppedByExpiry: 0, held: 1 });
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
    shop.pass(HOUR);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.tag.health().signals).toMatchObject({ droppedByExpiry: 1, held: 0 });
  });

  test('the site may name a visitor whom the tracker does not know', () => {
    const shop = openShop({ identity: null });
    shop.rage();
    shop.tag.visitor(` ${JANE} `);
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: JANE }]);
  });

  test.each([[[JANE]], [Object(JANE)], ['ja\ud83dne@example.com']])(
    'a visitor said as %j is nobody, and nothing is sent to them',
    (name) => {
      const shop = openShop({ identity: null });
      shop.rage();
      shop.tag.push(['visitor', name]);
      shop.pass(LONG);
      expect(shop.received()).toEqual([]);
      expect(shop.problems()).toEqual(['bad_visitor']);
    },
  );

  test('two words on who this is are told at once, and once', () => {
    const shop = openShop({ identity: JANE });
    shop.tag.visitor('tom@example.com');
    shop.rage();
    shop.pass(9000);
    expect(shop.tag.health().problems).toMatchObject([{ code: 'identity_mismatch', count: 1 }]);
  });

  test.each(['', 'jane', 'jane@example', 'jane doe@example.com', `${'j'.repeat(254)}@example.com`, 'omid:', null, 12])(
    'a visitor called %j is refused',
    (name) => {
      const shop = openShop({ identity: null });
      shop.rage();
      shop.tag.push(['visitor', name]);
      shop.pass(LONG);
      shop.leave();
      expect(shop.received()).toEqual([]);
      expect(shop.problems()).toContain('bad_visitor');
    },
  );

  test('the stored spelling is used where the site spells the same address otherwise', () => {
    const shop = openShop({ identity: 'Jane@Example.com' });
    shop.tag.visitor(' jane@EXAMPLE.com ');
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: 'Jane@Example.com' }]);
  });

  test('where the site names somebody else than the tracker holds, nothing is sent', () => {
    const shop = openShop();
    const { cookieId } = shop.ometria()._debug();
    shop.tag.visitor('bob@example.com');
    shop.rage();
    shop.pass(2 * MINUTE);
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.problems()).toContain('identity_mismatch');
    expect(shop.ometria().getIdentity()).toBe(JANE);
    expect(shop.ometria()._debug().cookieId).toBe(cookieId);
  });

  test('what belonged to one visitor is never sent to the next', () => {
    const shop = openShop({ identity: null });
    shop.ometria().identify(JANE);
    shop.pass(10);
    shop.rage();
    shop.ometria().identify('bob@example.com');
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    shop.pass(4000);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: 'bob@example.com', profile: { fs_rage_clicks: '1' } }]);
    // It is kept for her alone, until she is back.
    expect(shop.tag.health().signals).toMatchObject({ droppedByIdentityChange: 0, held: 1 });
    shop.ometria().identify(JANE);
    shop.pass(LONG);
    shop.tag.flush();
    expect(shop.received()[1]).toMatchObject({ uiid: JANE, profile: { fs_rage_clicks: '1' } });
    expect(shop.tag.health().signals).toMatchObject({ droppedByIdentityChange: 0, held: 0 });
  });

  test('a tracker whose copy is older than the cookie is not believed', () => {
    const shop = openShop();
    const other = shop.open();
    other.ometria().identify('bob@example.com');
    shop.pass(10);
    expect(shop.ometria().getIdentity()).toBe(JANE);
    shop.rage();
    shop.pass(LONG);
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health()).toMatchObject({
      state: { identity: 'identity_stale' },
      deliveries: { heldFor: { identity_stale: expect.any(Number) } },
    });
    expect(shop.problems()).toContain('identity_stale');
  });

  test('a tracker that has not written its cookie yet is no problem to tell of', () => {
    const shop = openShop({ identity: null });
    shop.rage();
    shop.pass(LONG);
    shop.ometria().identify(JANE);
    expect(shop.tag.flush()).toBe('identity_stale');
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: JANE }]);
    expect(shop.problems()).toEqual([]);
  });

  test('after the log-out nothing is sent until the site names a visitor', () => {
    const shop = openShop();
    shop.tag.reset();
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().state.identity).toBe('logged_out');
    const next = shop.goTo();
    next.pass(LONG);
    expect(next.tag.health().state.identity).toBe('logged_out');
    expect(shop.received()).toEqual([]);
    next.tag.visitor(JANE);
    next.rage();
    next.pass(LONG);
    expect(shop.received().at(-1)).toMatchObject({ uiid: JANE });
  });

  test('after the log-out another identity in the tracker opens the gate', () => {
    const shop = openShop();
    shop.tag.reset();
    shop.pass(100);
    shop.ometria().identify('bob@example.com');
    shop.pass(100);
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: 'bob@example.com', profile: { fs_rage_clicks: '1' } }]);
  });

  test('whoever had logged out is there again when the tracker has held somebody else meanwhile', () => {
    const shop = openShop();
    shop.tag.reset();
    for (const who of ['bob@example.com', JANE]) {
      shop.pass(LONG);
      shop.ometria().identify(who);
      shop.pass(100);
      shop.ragehook();
      shop.pass(LONG);
    }
    expect(shop.received().map(({ uiid }) => uiid)).toEqual(['bob@example.com', JANE]);
  });

  test('what belongs to the visitor who logs out is sent to that visitor', () => {
    const shop = openShop();
    shop.pass(200);
    shop.rage();
    shop.tag.reset();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: JANE, profile: { fs_rage_clicks: '1' } }]);
    expect(shop.tag.health().signals.held).toBe(0);
  });

  test('what the visitor who logs out still has of an earlier visit is sent, and then the present one', () => {
    const shop = openShop({ tag: false });
    const page = shop.goTo({ tag: true, ometria: false });
    page.ragehook();
    page.leave();
    shop.pass(HOUR);
    const next = page.goTo();
    next.tag.signal({ type: 'dead_click' });
    next.loadOmetria();
    next.tag.flush();
    next.pass(150);
    next.tag.reset();
    expect(shop.received().map(({ profile }) => profile.fs_signal_type)).toEqual(['rage_click', 'dead_click']);
    expect(next.tag.health().signals.droppedByIdentityChange).toBe(0);
  });

  test('neither the storage nor health ever hold the address', () => {
    const shop = openShop({ options: { debug: true } });
    shop.tag.visitor(JANE);
    shop.rage();
    shop.pass(LONG);
    expect(stored(shop.storage)).toHaveLength(1);
    const all = JSON.stringify([{ ...shop.storage }, { ...shop.window.sessionStorage }, shop.tag.health()]);
    expect(all).not.toContain('jane');
  });
});

describe('a log-out', () => {
  test('that beforeSend finds, cancelling the call, costs no later signal', () => {
    let here = false;
    const shop = openShop({
      options: {
        beforeSend: (properties: object) => {
          if (here) return properties;
          shop.tag.reset();
          return null;
        },
      },
    });
    shop.ragehook();
    shop.pass(LONG);
    here = true;
    shop.tag.visitor(JANE);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  const JANE_UNSAID: PageOptions = { options: { consent: 'command' } };

  test('before consent is remembered, and reads nothing before it', () => {
    let reads = () => 0;
    const shop = openShop({
      ...JANE_UNSAID,
      prepare: (window) => {
        reads = countCookieReads(window);
      },
    });
    const before = reads();
    shop.tag.reset();
    shop.tag.health();
    expect(reads()).toBe(before);
    shop.tag.consent('granted');
    shop.rage();
    shop.pass(LONG);
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health()).toMatchObject({ state: { identity: 'logged_out' } });
    const next = shop.goTo({ options: { consent: 'granted' } });
    next.rage();
    next.pass(LONG);
    expect(shop.received()).toEqual([]);
  });

  test.each<[string, PageOptions]>([
    ['', {}],
    [' of one whom the tracker never knew', { identity: null }],
    [' before consent', JANE_UNSAID],
  ])('%s holds in every tab and on the next page, though the site has named somebody else since', (_, how) => {
    const shop = openShop(how);
    shop.tag.visitor(JANE);
    const other = shop.open({ options: { consent: 'granted' } });
    other.tag.visitor(JANE);
    shop.pass(200);
    shop.tag.reset();
    shop.pass(100);
    shop.tag.visitor('bob@example.com');
    shop.tag.consent('granted');
    other.rage();
    other.pass(LONG);
    other.leave();
    const next = shop.goTo({ options: { consent: 'granted' } });
    next.rage();
    next.pass(LONG);
    next.leave();
    expect(shop.received()).toEqual([]);
  });

  test('counts what it drops though the site has cleared the storage', () => {
    const shop = openShop({ ometria: false });
    shop.ragehook();
    shop.storage.clear();
    shop.tag.reset();
    expect(shop.tag.health().signals.droppedByIdentityChange).toBe(1);
  });

  test('holds on the next page though the site clears the storage with it', () => {
    const shop = openShop();
    shop.tag.reset();
    shop.storage.clear();
    const next = shop.goTo();
    next.rage();
    next.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(next.tag.health().state.identity).toBe('logged_out');
  });

  test('holds though the clock was set back', () => {
    const shop = openShop();
    shop.tag.reset();
    shop.tag.visitor(JANE);
    vi.spyOn(Date, 'now').mockImplementation(() => shop.timers.now() - HOUR);
    const other = shop.open();
    other.tag.reset();
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
  });

  test('counts where the tracker is still a bag of page data', () => {
    const shop = openShop();
    const page = shop.goTo({
      ometria: false,
      prepare: (window) => Object.assign(window, { ometria: { raw_data: {} } }),
    });
    page.tag.reset();
    expect(page.problems()).toEqual([]);
    page.rage();
    page.loadOmetria();
    page.pass(LONG);
    page.leave();
    expect(shop.received()).toEqual([]);
    expect(page.tag.health()).toMatchObject({ state: { identity: 'logged_out' } });
  });

  test('is over when the site names somebody', () => {
    const shop = openShop({ ...JANE_UNSAID, identity: null });
    shop.tag.reset();
    shop.tag.visitor(JANE);
    shop.tag.consent('granted');
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: JANE }]);
  });

  test('before consent ends what another tab has of nobody, also for whom the site names next', () => {
    const other = openShop({ identity: null });
    other.rage();
    // So long that nothing looks any more who is there.
    other.pass(61_000);
    const shop = other.open(JANE_UNSAID);
    shop.tag.visitor(JANE);
    shop.pass(1000);
    shop.tag.reset();
    shop.tag.consent('granted');
    shop.pass(1000);
    const next = shop.goTo({ options: { consent: 'granted' } });
    next.tag.visitor('bob@example.com');
    next.pass(LONG);
    expect(other.received()).toEqual([]);
    expect(other.tag.health().signals.held + next.tag.health().signals.droppedByIdentityChange).toBe(1);
  });

  test('that nobody says, before consent: what waited for it is not given to whom the site names next', () => {
    const shop = openShop({ identity: null, options: { consent: 'command', beforeConsent: 'buffer' } });
    shop.ragehook();
    shop.tag.visitor(JANE);
    shop.tag.signal({ type: 'dead_click' });
    shop.tag.visitor('JANE@example.com');
    expect(shop.tag.health().signals).toMatchObject({ held: 2, droppedByIdentityChange: 0 });
    shop.tag.visitor('bob@example.com');
    shop.tag.consent('granted');
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().signals).toMatchObject({ held: 0, droppedByIdentityChange: 2 });
  });

  test('in another tab: what is seen there until she is back is nobody’s, and not hers', () => {
    const shop = openShop({ options: { attributeAnonymous: false } });
    const other = shop.open();
    other.ragehook();
    other.pass(LONG);
    shop.tag.reset();
    other.pass(1000);
    other.tag.signal({ type: 'dead_click' });
    other.pass(LONG);
    other.tag.visitor(JANE);
    other.pass(LONG);
    other.leave();
    expect(shop.only().fs_signal_type).toBe('rage_click');
  });

  test('in another tab: what is seen there afterwards goes to who comes next', () => {
    const shop = openShop();
    const other = shop.open();
    other.ragehook();
    other.pass(LONG);
    shop.tag.reset();
    other.pass(1000);
    other.tag.signal({ type: 'dead_click' });
    other.pass(LONG);
    other.ometria().identify('bob@example.com');
    other.pass(LONG);
    other.leave();
    expect(shop.received().slice(1)).toMatchObject([
      { uiid: 'bob@example.com', profile: { fs_signal_type: 'dead_click', fs_rage_clicks: '0' } },
    ]);
  });

  test('in another tab, while this one waits for the tracker: what is seen here then is nobody’s, and not hers', () => {
    const shop = openShop();
    const waiting = shop.open({ ometria: false });
    waiting.tag.signal({ type: 'rage_click' });
    const [key] = stored(shop.storage).filter((name) => shop.storage.getItem(name)?.includes('rage_click'));
    shop.tag.reset();
    waiting.window.dispatchEvent(Object.assign(new FakeEvent('storage'), { key, newValue: null }));
    waiting.tag.signal({ type: 'dead_click' });
    const kept = stored(shop.storage).map((name) => shop.storage.getItem(name) ?? '');
    expect(kept.filter((record) => record.includes('dead_click'))).toEqual([expect.not.stringContaining('owner')]);
    expect(kept.join()).not.toContain('rage_click');
  });

  test('in another tab that is only looked at: what is seen here meanwhile still goes to who comes next', () => {
    const shop = openShop();
    const other = shop.open();
    other.ragehook();
    other.pass(LONG);
    shop.tag.reset();
    shop.pass(1000);
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(1000);
    other.window.show('visible');
    shop.pass(LONG);
    shop.ometria().identify('bob@example.com');
    shop.pass(LONG);
    shop.leave();
    expect(shop.received().slice(1)).toMatchObject([
      { uiid: 'bob@example.com', profile: { fs_signal_type: 'dead_click', fs_rage_clicks: '0' } },
    ]);
  });
});

describe('an identity that came by a campaign link', () => {
  const link = 'https://shop.example/checkout?om_user=jane%40example.com&utm_source=mail';

  test('is told little of where somebody else was known before', () => {
    const shop = openShop({ identity: 'tom@example.com', options: { linkIdentities: 'limited' } });
    shop.ragehook();
    shop.pass(LONG);
    const page = shop.goTo({ url: link, identity: null });
    page.pass(500);
    page.rage();
    page.pass(LONG);
    const [, forwarded] = shop.received();
    expect(forwarded?.uiid).toBe(JANE);
    expect(forwarded?.profile).toMatchObject({ fs_rage_clicks: '1' });
    expect(forwarded?.profile).not.toHaveProperty('fs_session_replay_url');
    expect(forwarded?.profile).not.toHaveProperty('fs_signal_page');
  });

  test('is used once the tracker has taken it, and taken for the person by default', () => {
    const shop = openShop({ url: link, identity: null });
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received()).toMatchObject([{ uiid: JANE, profile: { fs_signal_page: '/checkout' } }]);
  });

  test('tells neither where nor what under "limited", until the site confirms it', () => {
    const fields = { signal_target: true, signal_stage: true } as const;
    const shop = openShop({ url: link, identity: null, options: { linkIdentities: 'limited', fields } });
    shop.tag.page({ stage: 'payment' });
    shop.tag.signal({ type: 'custom', name: 'coupon_failed', properties: { coupon: 'JANE10' } });
    shop.rage();
    shop.pass(LONG);
    const [limited] = shop.received();
    expect(Object.keys(limited?.profile ?? {}).sort()).toEqual([
      'fs_experience_at_risk',
      'fs_frustration_score',
      'fs_rage_clicks',
      'fs_signal_at',
      'fs_signal_type',
    ]);
    shop.tag.visitor(JANE);
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    expect(shop.received().at(-1)?.profile).toMatchObject({
      fs_session_replay_url: expect.stringContaining('fullstory.com'),
      fs_signal_page: '/checkout',
      fs_coupon: 'JANE10',
    });
  });

  test('stays limited on the next page of the visit', () => {
    const shop = openShop({ url: link, identity: null, options: { linkIdentities: 'limited' } });
    shop.pass(LONG);
    const next = shop.goTo({ url: 'https://shop.example/basket' });
    next.rage();
    next.pass(LONG);
    expect(shop.only()).not.toHaveProperty('fs_session_replay_url');
  });

  test('is told in full where the site has confirmed it on the next page before the visitor agreed', () => {
    const shop = openShop({ url: link, identity: null, options: { linkIdentities: 'limited' } });
    shop.pass(LONG);
    const next = shop.goTo({
      url: 'https://shop.example/basket',
      options: { consent: 'command', linkIdentities: 'limited' },
      queue: [
        ['visitor', JANE],
        ['consent', 'granted'],
      ],
    });
    next.rage();
    next.pass(LONG);
    expect(shop.only()).toHaveProperty('fs_session_replay_url');
  });
});

describe('consent', () => {
  const unsaid: PageOptions = { options: { consent: 'command' } };

  test('without a word nothing at all happens', () => {
    const shop = openShop(unsaid);
    const listeners = shop.window.listeners();
    shop.rage();
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(Object.keys(shop.storage)).toEqual([]);
    expect(shop.window.listeners()).toBe(listeners);
    expect(shop.tag.health()).toMatchObject({
      state: { consent: 'unknown' },
      signals: { received: 1, droppedByConsent: 1, held: 0 },
    });
    expect(shop.tag.flush()).toBe('consent_missing');
  });

  test('storage and the tracker’s cookie are not even read before the visitor has agreed', () => {
    const touched: string[] = [];
    const shop = openShop({
      ...unsaid,
      prepare: (window) => {
        const { document, localStorage, sessionStorage } = window;
        const areas = { localStorage, sessionStorage };
        for (const name of ['localStorage', 'sessionStorage'] as const) {
          const get = () => {
            touched.push(name);
            return areas[name];
          };
          Object.defineProperty(window, name, { get });
        }
        const jar = Object.getOwnPropertyDescriptor(document, 'cookie');
        Object.defineProperty(document, 'cookie', {
          ...jar,
          get: () => {
            // The tracker and FullStory read it too: whoever asks is told apart by the stack.
            if (/src\/(bridge|page|vendors|session)/.test(new Error().stack ?? '')) touched.push('cookie');
            return jar?.get?.call(document);
          },
        });
      },
    });
    shop.rage();
    shop.pass(LONG);
    expect(touched).toEqual([]);
    shop.tag.consent('granted');
    shop.rage();
    shop.pass(LONG);
    expect(touched).toContain('localStorage');
    if (!process.env.FS_OMETRIA_FILE) expect(touched).toContain('cookie');
  });

  test('a signal that leads to a refusal while it is read is not kept', () => {
    const shop = openShop();
    shop.pass(0);
    shop.tag.signal({
      get type(): 'rage_click' {
        shop.tag.consent('denied');
        return 'rage_click';
      },
    });
    expect(shop.tag.health().signals).toMatchObject({ received: 1, droppedByConsent: 1, held: 0, byType: {} });
    expect(stored(shop.storage).filter((key) => shop.storage.getItem(key)?.includes('rage_click'))).toEqual([]);
  });

  describe('between the yes and the task in which the session is opened', () => {
    test('storage is not touched, since it may be slow', () => {
      let touched = 0;
      const shop = openShop({
        prepare: (window) => {
          const { localStorage } = window;
          const get = () => {
            touched++;
            return localStorage;
          };
          Object.defineProperty(window, 'localStorage', { get });
        },
      });
      expect(touched).toBe(0);
      shop.pass(0);
      expect(touched).toBeGreaterThan(0);
    });

    test('each storage and the cookie are first asked in a task of their own, so that none is long', () => {
      let task = 0;
      const asked = new Map<string, number>();
      const shop = openShop({
        prepare: (window) => {
          const watch = (host: object, name: string) => {
            const { get, set, value } = Object.getOwnPropertyDescriptor(host, name) ?? {};
            Object.defineProperty(host, name, {
              set: (next) => set?.call(host, next),
              get: () => {
                if (!asked.has(name)) asked.set(name, task);
                return get ? get.call(host) : value;
              },
            });
          };
          const { document, setTimeout } = window;
          watch(window, 'localStorage');
          watch(window, 'sessionStorage');
          watch(document, 'cookie');
          window.setTimeout = (run, delay) =>
            setTimeout(() => {
              task++;
              run();
            }, delay);
        },
      });
      // What the vendors have looked at.
      asked.clear();
      shop.pass(0);
      expect([...asked.keys()]).toEqual(['localStorage', 'sessionStorage', 'cookie']);
      expect(new Set(asked.values()).size).toBe(3);
    });

    test('what happens is not lost, nor what waited for the yes when the page hides', () => {
      const shop = openShop({ options: { consent: 'command', beforeConsent: 'buffer' } });
      shop.ragehook();
      shop.pass(500);
      shop.tag.consent('granted');
      shop.leave();
      expect(shop.only().fs_rage_clicks).toBe('1');
      const next = shop.goTo({ options: { consent: 'granted' } });
      next.ragehook();
      next.leave();
      expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
    });

    test('a no leaves its own record behind, for the other tabs, and stop leaves nothing', () => {
      const shop = openShop();
      shop.tag.consent('denied');
      shop.pass(LONG);
      expect(Object.values({ ...shop.storage })).toEqual([expect.stringContaining('{"denied":')]);
      const other = openShop();
      const next = other.goTo();
      other.storage.clear();
      next.tag.stop();
      const listeners = next.window.listeners();
      other.pass(LONG);
      expect(Object.keys(other.storage)).toEqual([]);
      expect(next.window.listeners()).toBe(listeners);
    });

    test('the no of another tab stands', () => {
      const shop = openShop();
      shop.pass(0);
      const other = shop.open();
      // Later, and no timer has run yet: a busy page.
      const { now } = shop.timers;
      vi.spyOn(Date, 'now').mockImplementation(() => now() + 5);
      shop.tag.consent('denied');
      other.ragehook();
      shop.pass(LONG);
      expect(shop.received()).toEqual([]);
      expect(
        stored(shop.storage).map((key) => JSON.parse(String(shop.storage.getItem(key)).replace(/^[^{]*/, ''))),
      ).toEqual([{ denied: expect.any(Number) }]);
      expect(other.tag.health().state.consent).toBe('unknown');
    });
  });

  test('what came before the yes is forgotten, what comes after it counts', () => {
    const shop = openShop(unsaid);
    shop.ragehook();
    shop.pass(4000);
    shop.tag.consent('granted');
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('with the buffer, what came before the yes is applied in order and with its own time', () => {
    const shop = openShop({ options: { consent: 'command', beforeConsent: 'buffer' } });
    shop.ragehook();
    shop.pass(4000);
    shop.tag.signal({ type: 'dead_click' });
    expect(shop.tag.health().signals.held).toBe(2);
    expect(Object.keys(shop.storage)).toEqual([]);
    shop.pass(MINUTE);
    shop.tag.consent('granted');
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({
      fs_rage_clicks: '1',
      fs_frustration_score: '42',
      fs_signal_at: '2026-11-21T23:00:00Z',
    });
  });

  test('health may be what opens the session and takes the buffer in: it counts what waits afterwards', () => {
    const shop = openShop({ options: { consent: 'command', beforeConsent: 'buffer' } });
    // Alone no reason to deliver.
    shop.tag.signal({ type: 'purchase' });
    expect(shop.tag.health().signals.held).toBe(1);
    shop.tag.consent('granted');
    expect(shop.tag.health().signals.held).toBe(0);
  });

  test('the buffer holds a hundred signals, the oldest go first and are counted', () => {
    const shop = openShop({
      options: { consent: 'command', beforeConsent: 'buffer', fields: { dead_clicks: true } },
    });
    shop.tag.signal({ type: 'rage_click' });
    for (let signal = 0; signal < 100; signal++) {
      shop.pass(50);
      shop.tag.signal({ type: 'dead_click' });
    }
    expect(shop.tag.health().signals).toMatchObject({ held: 100, droppedByConsent: 1 });
    shop.tag.consent('granted');
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_rage_clicks: '0', fs_dead_clicks: '100' });
  });

  test('a no that a listener says in the middle of the buffer drops the rest of it, counted', () => {
    const shop = openShop({ options: { consent: 'command', beforeConsent: 'buffer' } });
    for (let times = 0; times < 5; times++) shop.tag.signal({ type: 'dead_click' });
    shop.tag.on('signal', () => shop.tag.consent('denied'));
    shop.tag.consent('granted');
    expect(shop.tag.health().signals).toMatchObject({ received: 5, droppedByConsent: 5, held: 0 });
    expect(shop.problems()).toEqual([]);
  });

  test('a no takes away the buffer, the record and the listeners', () => {
    const shop = openShop({ ...unsaid });
    const listeners = shop.window.listeners();
    shop.tag.consent('granted');
    shop.rage();
    shop.tag.consent('denied');
    shop.pass(LONG);
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.window.listeners()).toBe(listeners);
    const left = Object.values({ ...shop.storage }).map((text) => JSON.parse(text.slice(text.indexOf('{'))));
    expect(left).toEqual([{ denied: expect.any(Number) }]);
    expect(shop.tag.health()).toMatchObject({ state: { consent: 'denied' }, signals: { droppedByConsent: 1 } });
  });

  test('a no on the next page takes away what the last one had left for it', () => {
    const shop = openShop();
    shop.leave();
    shop.window.sessionStorage.setItem('fs_ometria_form', `${shop.timers.now()} newsletter`);
    shop.window.sessionStorage.setItem('fs_ometria_of_the_site', 'kept');
    const next = shop.goTo(unsaid);
    next.tag.consent('denied');
    expect({ ...next.window.sessionStorage }).toEqual({ fs_ometria_of_the_site: 'kept' });
  });

  test('a no counts though the tag has been stopped before it', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    const other = shop.open();
    other.tag.consent('granted');
    shop.pass(0);
    shop.tag.stop();
    shop.tag.consent('denied');
    other.rage();
    other.pass(LONG);
    expect(shop.received()).toEqual([]);
    const left = Object.values({ ...shop.storage }).map((text) => JSON.parse(text.slice(text.indexOf('{'))));
    expect(left).toEqual([{ denied: expect.any(Number) }]);
    expect(Object.keys(shop.window.sessionStorage)).toEqual([]);
  });

  test('a no and a yes again in one tab: what the other held before them is sent by nobody', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    shop.pass(0);
    const other = shop.open();
    other.tag.consent('granted');
    other.ragehook();
    shop.tag.consent('denied');
    shop.tag.consent('granted');
    shop.pass(LONG);
    other.leave();
    expect(shop.received()).toEqual([]);
    expect(other.tag.health().state.consent).toBe('unknown');
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_signal_type: 'dead_click', fs_rage_clicks: '0' });
  });

  test('a refusal stays for the other tabs until a day later', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    shop.pass(0);
    shop.tag.consent('denied');
    shop.tag.consent('granted');
    shop.pass(0);
    expect(stored(shop.storage)).toHaveLength(2);
    shop.pass(25 * HOUR);
    shop.goTo({ options: { consent: 'granted' } }).tag.flush();
    expect(stored(shop.storage)).toHaveLength(1);
  });

  test('a no in one tab stops the other though the clock was set back', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    const other = shop.open();
    other.tag.consent('granted');
    other.pass(0);
    vi.spyOn(Date, 'now').mockImplementation(() => shop.timers.now() - HOUR);
    shop.tag.consent('denied');
    other.rage();
    other.pass(LONG);
    other.leave();
    expect(shop.received()).toEqual([]);
  });

  test('a no in one tab stops the other though the site has cleared the storage with it', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    shop.ragehook();
    const other = shop.open();
    other.tag.consent('granted');
    other.pass(0);
    shop.storage.clear();
    shop.tag.consent('denied');
    other.rage();
    other.pass(LONG);
    other.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().signals.droppedByConsent).toBe(1);
  });

  test('a no in one tab leaves nothing of what the other took in before it heard of it', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    const other = shop.open();
    other.tag.consent('granted');
    shop.pass(10);
    shop.tag.consent('denied');
    other.tag.signal({ type: 'dead_click' });
    other.pass(LONG);
    expect(shop.received()).toEqual([]);
    const left = Object.values({ ...shop.storage }).map((text) => JSON.parse(text.slice(text.indexOf('{'))));
    expect(left).toEqual([{ denied: expect.any(Number) }]);
    expect(other.tag.health()).toMatchObject({ state: { consent: 'unknown' }, signals: { droppedByConsent: 1 } });
  });

  test.each<[string, (page: ShopPage) => void]>([
    ['the end of the page', (page) => page.leave()],
    ['stop', (page) => page.tag.stop()],
    ['a log-out', (page) => page.tag.reset()],
  ])('a no in one tab leaves nothing of the other at %s', (_, end) => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    const other = shop.open({ options: { consent: 'command', timing: { calls: 0 } } });
    other.tag.consent('granted');
    other.ragehook();
    shop.tag.consent('denied');
    end(other);
    const left = Object.values({ ...shop.storage }).map((text) => JSON.parse(text.slice(text.indexOf('{'))));
    expect(left).toEqual([{ denied: expect.any(Number) }]);
    expect(Object.keys(other.window.sessionStorage)).toEqual([]);
  });

  test('a no that beforeSend says stops the very call', () => {
    const shop = openShop({
      options: {
        consent: 'command',
        beforeSend: (properties: object) => {
          shop.tag.consent('denied');
          return properties;
        },
      },
    });
    shop.tag.consent('granted');
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    const left = Object.values({ ...shop.storage }).map((text) => JSON.parse(text.slice(text.indexOf('{'))));
    expect(left).toEqual([{ denied: expect.any(Number) }]);
  });

  test('what does not fit is told after the call: nothing of the site’s runs between the last question and it', () => {
    const shop = openShop({ options: { beforeSend: (properties: object) => ({ ...properties, Wrong: 1 }) } });
    let calls = 0;
    shop.tag.on('problem', ({ code }) => {
      expect(code).toBe('property_left_out');
      calls = shop.received().length;
    });
    shop.rage();
    shop.pass(LONG);
    expect(calls).toBe(1);
  });

  test('a no that beforeSend says leaves nothing, though it cancels the call, too', () => {
    const shop = openShop({
      options: {
        consent: 'command',
        beforeSend: () => {
          shop.tag.consent('denied');
          return null;
        },
      },
    });
    shop.tag.consent('granted');
    shop.rage();
    shop.pass(LONG);
    const left = Object.values({ ...shop.storage }).map((text) => JSON.parse(text.slice(text.indexOf('{'))));
    expect(left).toEqual([{ denied: expect.any(Number) }]);
  });

  test('a yes after a no begins anew', () => {
    const shop = openShop(unsaid);
    shop.tag.consent('granted');
    shop.ragehook();
    shop.tag.consent('denied');
    shop.pass(4000);
    shop.tag.consent('granted');
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('a function is asked until it knows', () => {
    let answer: boolean | undefined;
    const shop = openShop({ options: { consent: () => answer } });
    shop.ragehook();
    shop.pass(10_000);
    expect(shop.tag.health().state.consent).toBe('unknown');
    answer = true;
    shop.pass(5000);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('a function is asked again before every call', () => {
    let answer = true;
    const shop = openShop({ options: { consent: () => answer } });
    shop.pass(1000);
    shop.ragehook();
    answer = false;
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(Object.keys(shop.window.sessionStorage)).toEqual([]);
  });

  test('a no that is heard at the very call leaves no timer, which a later yes would let send what was refused', () => {
    let answer = true;
    const shop = openShop({ options: { consent: () => answer } });
    shop.pass(13_000);
    const timers = shop.timers.pending();
    shop.ragehook();
    answer = false;
    // The call comes before the function is asked again for its own sake.
    shop.pass(1000);
    expect(shop.tag.health().state.consent).toBe('denied');
    expect(shop.timers.pending()).toBe(timers);
    answer = true;
    shop.pass(LONG);
    shop.leave();
    expect(shop.tag.health().state.consent).toBe('granted');
    expect(shop.received()).toEqual([]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no consent tool');
      },
    ],
    ['answers something else', () => 'yes'],
    ['answers 1', () => 1],
  ])('a function that %s is not a yes', (_, consent) => {
    const shop = openShop({ options: { consent } });
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().state.consent).toBe('unknown');
  });

  test('Global Privacy Control is a no, unless the option says otherwise', () => {
    const prepare: PageOptions['prepare'] = (window) => Object.assign(window.navigator, { globalPrivacyControl: true });
    const shop = openShop({ prepare });
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().state.consent).toBe('denied');
    const other = openShop({ prepare, options: { globalPrivacyControl: 'ignore' } });
    other.rage();
    other.pass(LONG);
    expect(other.received()).toHaveLength(1);
  });

  test.each(['yes', true, 'GRANTED', undefined, {}])('%j as the word for it is a problem and no consent', (word) => {
    const shop = openShop(unsaid);
    shop.tag.push(['consent', word]);
    expect(shop.tag.health().state.consent).toBe('unknown');
    expect(shop.problems()).toContain('bad_command');
  });

  test('an adapter that nobody knows is a problem and no consent', () => {
    const shop = openShop({ options: { consent: 'no-such-tool' } });
    expect(shop.tag.health().state.consent).toBe('unknown');
    expect(shop.problems()).toContain('bad_option');
  });

  test('a no that is said while the page is prerendered stands when it is shown, though the site grants for itself', () => {
    const shop = openShop({
      queue: [['consent', 'denied']],
      prepare: (window) => Object.assign(window.document, { prerendering: true }),
    });
    shop.window.document.dispatchEvent(new FakeEvent('prerenderingchange'));
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().state.consent).toBe('denied');
  });
});

describe('a wrong argument', () => {
  // What was granted stays granted, and each is told of by its own code.
  test.each<[method: string, argument: unknown, problem: string]>([
    ['signal', 'rage_click', 'bad_signal page'],
    ['signal', { type: 'rage' }, 'bad_signal page'],
    ['signal', ['rage_click'], 'bad_signal page'],
    ['page', 'product', 'bad_command page'],
    ['page', 42, 'bad_command page'],
    ['page', null, 'bad_command page'],
    ['visitor', ['jane@example.com'], 'bad_visitor'],
    ['visitor', undefined, 'bad_visitor'],
    ['consent', ['denied'], 'bad_command consent'],
    ['consent', ['granted'], 'bad_command consent'],
    ['consent', true, 'bad_command consent'],
    ['on', 'signal', 'bad_command on'],
    ['nothing', 1, 'bad_command nothing'],
  ])('of %s: %j is a problem, and nothing else', (method, argument, problem) => {
    const shop = openShop();
    shop.rage();
    if (method === 'on') shop.tag.on('signal', argument as () => void);
    else shop.tag.push([method, argument]);
    const { problems, state } = shop.tag.health();
    expect(problems.map(({ code, detail }) => `${code} ${detail}`.trim())).toEqual([problem]);
    expect(state.consent).toBe('granted');
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });
});

describe('a tracker', () => {
  test('that comes five seconds after the tag still gets what happened before', () => {
    const shop = openShop({ ometria: false });
    shop.ragehook();
    shop.pass(5000);
    shop.loadOmetria().identify(JANE);
    shop.pass(6000);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('that never comes is reported after a minute, and then it is quiet', () => {
    const shop = openShop({ ometria: false });
    shop.ragehook();
    shop.pass(2 * MINUTE);
    expect(shop.problems()).toEqual(['ometria_absent']);
    expect(shop.timers.pending()).toBe(0);
    expect(shop.tag.health().signals.held).toBe(1);
  });

  test('whose init has not run gets nothing into its queue, which would be replayed', () => {
    const shop = openShop({ ometria: 'noinit' });
    shop.rage();
    shop.pass(LONG);
    shop.ometria().init('checkout');
    shop.ometria().identify(JANE);
    shop.pass(LONG);
    shop.ometria().init('checkout');
    expect(shop.received()).toHaveLength(1);
  });

  test('that is a fake with identify alone is left alone', () => {
    const calls: unknown[] = [];
    const shop = openShop({ ometria: false, loadEventEnd: 1 });
    shop.window.ometria = { identify: (...args: unknown[]) => calls.push(args), getIdentity: () => JANE };
    shop.rage();
    shop.pass(LONG);
    shop.leave();
    expect(calls).toEqual([]);
    expect(shop.tag.health().state.ometria).toBe('waiting');
  });

  test('of another shape is taken for ready half a second after the load event', () => {
    const calls: unknown[] = [];
    const shop = openShop({ ometria: false, loadEventEnd: 3000 });
    const identify = (...args: unknown[]) => calls.push(args);
    shop.window.ometria = { identify, init: () => {}, getIdentity: () => JANE };
    shop.ragehook();
    shop.pass(3400);
    expect(calls).toEqual([]);
    shop.pass(6000);
    expect(calls).toHaveLength(1);
  });

  test('is ready when the site says so', () => {
    const calls: unknown[] = [];
    let ready = false;
    const shop = openShop({ ometria: false, options: { ometria: { ready: () => ready } } });
    shop.window.ometria = { identify: (...args: unknown[]) => calls.push(args), getIdentity: () => JANE };
    shop.ragehook();
    shop.pass(LONG);
    expect(calls).toEqual([]);
    ready = true;
    shop.pass(LONG);
    expect(calls).toHaveLength(1);
  });

  test('that throws is a problem, and is tried again', () => {
    const shop = openShop();
    const { identify } = shop.ometria();
    shop.ometria().identify = () => {
      throw new Error('tracker');
    };
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.problems()).toContain('internal_error');
    shop.ometria().identify = identify;
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
  });

  test('that throws when it is asked who is there costs no signal', () => {
    const shop = openShop();
    const tracker = shop.ometria();
    const { getIdentity } = tracker;
    tracker.getIdentity = () => {
      throw new Error('not now');
    };
    shop.ragehook();
    expect(shop.tag.health()).toMatchObject({ state: { identity: 'ometria_not_ready' }, signals: { held: 1 } });
    tracker.getIdentity = getIdentity;
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('whose cookie cannot even be asked for, as in a sandboxed frame, is believed', () => {
    let sandboxed = false;
    const shop = openShop({
      prepare: ({ document }) => {
        const jar = Object.getOwnPropertyDescriptor(document, 'cookie');
        Object.defineProperty(document, 'cookie', {
          set: (text) => jar?.set?.call(document, text),
          get: () => {
            if (sandboxed) throw new DOMException('The document is sandboxed', 'SecurityError');
            return jar?.get?.call(document);
          },
        });
      },
    });
    shop.pass(200);
    sandboxed = true;
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('is never made, wrapped or changed', () => {
    const shop = openShop({ ometria: false });
    expect('ometria' in shop.window).toBe(false);
    const tracker = shop.loadOmetria();
    const before = { ...tracker };
    tracker.identify(JANE);
    shop.rage();
    shop.pass(LONG);
    expect({ ...shop.ometria() }).toEqual(before);
    expect(shop.ometria()).toBe(tracker);
  });
});

describe('FullStory', () => {
  test('that is blocked or answers with an empty file costs five seconds, and the address goes with the next call', () => {
    const shop = openShop({ fullstory: 'waiting' });
    const at = shop.timers.now();
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only()).not.toHaveProperty('fs_session_replay_url');
    expect((shop.received()[0]?.at ?? 0) - at).toBeLessThanOrEqual(6500);
    expect(shop.problems()).toContain('fullstory_silent');
    shop.loadFullStory();
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    expect(shop.received().at(-1)?.profile.fs_session_replay_url).toContain('fullstory.com');
  });

  test('that is not on the page is not waited for', () => {
    const shop = openShop({ fullstory: false });
    shop.ragehook();
    shop.pass(1200);
    expect(shop.only()).not.toHaveProperty('fs_session_replay_url');
    expect(shop.tag.health().state.fullstory).toBe('absent');
  });

  test('is not waited for when the page goes away', () => {
    const shop = openShop({ fullstory: 'waiting' });
    shop.pass(1000);
    shop.ragehook();
    shop.leave();
    expect(shop.received()).toHaveLength(1);
  });

  test('that comes within its five seconds is waited for', () => {
    const shop = openShop({ fullstory: 'waiting' });
    shop.ragehook();
    shop.pass(3000);
    shop.loadFullStory();
    shop.pass(4000);
    expect(shop.only().fs_session_replay_url).toContain('fullstory.com');
  });

  test('gives the address of the moment of the signal, from the Ragehook before all', () => {
    const shop = openShop();
    const mine = 'https://app.fullstory.com/ui/o-1/session/2%3A3:4';
    shop.ragehook({ eventReplayUrlAtCurrentTime: mine });
    shop.pass(LONG);
    expect(shop.only().fs_session_replay_url).toBe(mine);
  });

  test.each([
    'http://app.fullstory.com/ui/1',
    'https://fullstory.com.evil.example/ui/1',
    'https://evilfullstory.com/ui/1',
    'https://jane@app.fullstory.com/ui/1',
    `https://app.fullstory.com/${'x'.repeat(200)}`,
    'javascript:alert(1)',
    12,
    null,
  ])('an address %j is not taken from an event', (url) => {
    const shop = openShop({ fullstory: false });
    shop.ragehook({ eventReplayUrlAtCurrentTime: url });
    shop.pass(LONG);
    expect(shop.only()).not.toHaveProperty('fs_session_replay_url');
  });

  test('a split session changes the address and nothing else', () => {
    const shop = openShop({ fs: { splitMs: 5000 } });
    shop.rage();
    shop.pass(4000);
    const before = shop.only().fs_session_replay_url;
    shop.pass(LONG);
    shop.rage();
    shop.pass(LONG);
    const { fs_session_replay_url: after, fs_rage_clicks } = shop.received().at(-1)?.profile ?? {};
    expect(fs_rage_clicks).toBe('2');
    expect(after?.split('%3A')[1]?.split(':')[0]).not.toBe(before?.split('%3A')[1]?.split(':')[0]);
  });

  test('whose capture is shut down pauses the sources until it starts again', () => {
    const shop = openShop();
    shop.ragehook();
    shop.pass(4000);
    const FS = shop.window.FS as (operation: string) => void;
    FS('shutdown');
    shop.ragehook();
    shop.pass(4000);
    FS('start');
    shop.ragehook();
    shop.leave();
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
  });

  test('whose shutdown is to be ignored is ignored', () => {
    const shop = openShop({ options: { pauseOnShutdown: false } });
    shop.ragehook();
    shop.pass(4000);
    (shop.window.FS as (operation: string) => void)('shutdown');
    shop.ragehook();
    shop.leave();
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
  });

  test('a stranger under its name is left alone', () => {
    const calls: unknown[] = [];
    const shop = openShop({
      fullstory: false,
      prepare: (window) => (window.FS = (...args: unknown[]) => calls.push(args)),
    });
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received()).toHaveLength(1);
    expect(calls).toEqual([]);
  });

  test.each([[['shutdown', 'denied', 'granted']], [['denied', 'granted', 'shutdown']]])(
    'whose capture is shut down pauses the sources until it starts again, also around a new yes: %s',
    (steps) => {
      const shop = openShop({ options: { consent: 'command' } });
      const FS = shop.window.FS as (operation: string) => void;
      shop.tag.consent('granted');
      shop.ragehook();
      shop.pass(LONG);
      for (const step of steps) {
        if (step === 'shutdown') FS(step);
        else shop.tag.push(['consent', step]);
      }
      shop.ragehook();
      shop.pass(LONG);
      expect(shop.received()).toHaveLength(1);
      FS('start');
      shop.ragehook();
      shop.pass(LONG);
      expect(shop.received()).toHaveLength(2);
    },
  );
});

describe('when it is sent', () => {
  test('at the end of the page it is sent at once, and once', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    shop.leave();
    expect(shop.received()).toHaveLength(1);
    shop.pass(LONG);
    expect(shop.received()).toHaveLength(1);
  });

  test.each(['pagehide', 'visibilitychange'])('%s alone is enough', (event) => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    if (event === 'pagehide') shop.window.dispatchEvent(new FakeEvent('pagehide'));
    else shop.window.show('hidden');
    expect(shop.received()).toHaveLength(1);
  });

  test('a signal after the page was hidden is not lost', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    shop.window.show('hidden');
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    shop.leave();
    expect(shop.received().at(-1)?.profile.fs_frustration_score).toBe('42');
  });

  test('a hidden page with a campaign link waits for the tracker to take it', () => {
    const shop = openShop({ url: 'https://shop.example/?om_user=bob%40example.com', identity: JANE });
    shop.ragehook();
    shop.leave();
    expect(shop.received()).toEqual([]);
  });

  test('the same properties are not sent twice, not even by the next page', () => {
    const shop = openShop();
    shop.rage();
    shop.pass(LONG);
    shop.tag.signal({ type: 'dwell', seconds: 60 });
    shop.pass(LONG);
    const next = shop.goTo();
    next.pass(LONG);
    next.tag.signal({ type: 'dwell', seconds: 120 });
    next.pass(LONG);
    next.leave();
    expect(shop.received()).toHaveLength(1);
    expect(next.tag.health().deliveries.skippedEqual).toBeGreaterThan(0);
  });

  test('flush sends at once and says what happened', () => {
    const shop = openShop();
    shop.pass(1000);
    expect(shop.tag.flush()).toBe('nothing');
    shop.ragehook();
    expect(shop.tag.flush()).toBe('sent');
    expect(shop.received()).toHaveLength(1);
    expect(shop.tag.flush()).not.toBe('sent');
    shop.tag.visitor('bob@example.com');
    shop.tag.signal({ type: 'dead_click' });
    expect(shop.tag.flush()).toBe('identity_mismatch');
  });

  test('what an earlier page left behind does not wait for the quiet time', () => {
    const shop = openShop({ ometria: false });
    shop.ragehook();
    shop.leave();
    const next = shop.goTo({ ometria: 'on' });
    next.pass(500);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('attention alone is no reason to send', () => {
    const shop = openShop();
    shop.tag.signal({ type: 'attention', activeSeconds: 20, scrollDepth: 50 });
    shop.pass(LONG);
    shop.leave();
    expect(shop.received()).toEqual([]);
  });

  test('a page restored from the back/forward cache goes on with the same session', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    // Into the cache: the page's timers wait there, so nothing of ours may be left to fire.
    shop.window.dispatchEvent(new FakeEvent('pagehide', { persisted: true }));
    shop.window.show('hidden');
    shop.window.show('visible');
    shop.window.dispatchEvent(new FakeEvent('pageshow', { persisted: true }));
    shop.pass(LONG);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().map(({ profile }) => profile.fs_rage_clicks)).toEqual(['1', '2']);
  });

  test.each(['granted', 'command'])(
    'a page that is only prerendered waits until it is shown (consent: %s)',
    (consent) => {
      const shop = openShop({
        options: { consent },
        queue: [['consent', 'granted']],
        prepare: (window) => Object.assign(window.document, { prerendering: true }),
      });
      shop.ragehook();
      shop.tag.push(['consent', 'granted'], ['signal', { type: 'dead_click' }]);
      shop.pass(LONG);
      expect(Object.keys(shop.storage)).toEqual([]);
      expect(shop.received()).toEqual([]);
      Object.assign(shop.window.document, { prerendering: false });
      shop.window.document.dispatchEvent(new FakeEvent('prerenderingchange'));
      shop.ragehook();
      shop.pass(LONG);
      expect(shop.only()).toMatchObject({ fs_rage_clicks: '1', fs_frustration_score: '34' });
    },
  );
});

describe('at least once', () => {
  test('a call that was lost is made again though another tab has looked since', () => {
    const shop = openShop();
    const other = shop.open();
    other.pass(LONG);
    shop.rage();
    shop.leave();
    expect(shop.received()).toHaveLength(1);
    other.window.show('hidden');
    other.pass(300);
    other.window.show('visible');
    other.pass(300);
    other.window.show('hidden');
    other.pass(LONG);
    other.window.show('visible');
    other.pass(LONG);
    expect(shop.received()).toHaveLength(2);
    expect(other.tag.health().deliveries).toMatchObject({ made: 1, repeated: 1 });
  });

  test('a call that was lost is made again though a page was opened before its second was over', () => {
    const shop = openShop();
    shop.rage();
    shop.leave();
    shop.pass(300);
    const other = shop.open();
    other.pass(LONG);
    expect(shop.received()).toHaveLength(2);
  });

  test('what beforeSend says itself is delivered, too', () => {
    let said = false;
    const shop = openShop({
      options: {
        beforeSend: (properties: object) => {
          if (!said) shop.tag.signal({ type: 'dead_click' });
          said = true;
          return properties;
        },
        fields: { dead_clicks: true },
      },
    });
    shop.ragehook();
    shop.pass(60_000);
    expect(shop.received().map(({ profile }) => profile.fs_dead_clicks)).toEqual(['0', '1']);
    expect(shop.tag.health().signals.held).toBe(0);
  });

  test('an earlier visit is not given the replay link of this one', () => {
    const shop = openShop({ fullstory: false, ometria: false });
    shop.tag.signal({ type: 'dead_click' });
    shop.tag.visitor(JANE);
    shop.leave();
    shop.timers.advance(2 * 60 * 60_000);
    const next = shop.open({ fullstory: 'on', ometria: 'on', identity: JANE });
    next.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_signal_type: 'dead_click' });
    expect(shop.only()).not.toHaveProperty('fs_session_replay_url');
  });

  test('a call that the page did not outlive by a second is repeated by the next page, once', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    shop.leave();
    const next = shop.goTo();
    next.pass(LONG);
    expect(shop.received()).toHaveLength(2);
    expect(shop.received()[1]?.profile).toEqual(shop.received()[0]?.profile);
    expect(next.tag.health().deliveries).toMatchObject({ made: 1, repeated: 1 });
    next.goTo().pass(LONG);
    expect(shop.received()).toHaveLength(2);
  });

  test('a call that the page outlived is not', () => {
    const shop = openShop();
    shop.ragehook();
    shop.pass(LONG);
    shop.goTo().pass(LONG);
    expect(shop.received()).toHaveLength(1);
  });

  test('a tab that slept while another made its visit good does not tell of it again, after newer ones', () => {
    const shop = openShop({ tag: false });
    const asleep = shop.open({ tag: true, ometria: false });
    asleep.ragehook();
    asleep.window.show('hidden');
    shop.pass(40 * MINUTE);
    const other = shop.open({ tag: true });
    other.tag.signal({ type: 'dead_click' });
    other.pass(LONG);
    other.leave();
    shop.pass(50 * MINUTE);
    asleep.loadOmetria();
    asleep.window.show('visible');
    asleep.pass(LONG);
    expect(shop.received().map(({ profile }) => profile.fs_signal_type)).toEqual(['rage_click', 'dead_click']);
  });

  test('an unconfirmed call is made good by the next visit within a day', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    shop.leave();
    shop.pass(20 * HOUR);
    const next = shop.open();
    next.pass(LONG);
    expect(shop.received()).toHaveLength(2);
    expect(shop.received()[1]?.profile).toEqual(shop.received()[0]?.profile);
    shop.open().pass(LONG);
    expect(shop.received()).toHaveLength(2);
  });

  test('after a day it is too late', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.ragehook();
    shop.leave();
    shop.pass(25 * HOUR);
    shop.open().pass(LONG);
    expect(shop.received()).toHaveLength(1);
  });

  test('what an earlier visit could not send is sent with its own dates, beside the new one', () => {
    const shop = openShop({ ometria: false });
    shop.ragehook();
    shop.leave();
    shop.pass(2 * HOUR);
    const next = shop.open({ ometria: 'on' });
    next.pass(1000);
    next.tag.signal({ type: 'dead_click' });
    next.pass(4 * LONG);
    // Nobody knew whose the first visit was, so it is nobody's.
    expect(shop.received().map(({ profile }) => profile.fs_signal_type)).toEqual(['dead_click']);
    expect(next.tag.health().signals.droppedByExpiry).toBe(1);
  });

  test('what an earlier visit of a known visitor still owes is sent before the new one', () => {
    const shop = openShop();
    shop.pass(1000);
    const { cookie } = shop.window.document;
    shop.ragehook();
    expect(cookie).toContain('ometria=');
    // Killed: neither pagehide nor a timer.
    shop.timers.advance(0);
    const own = stored(shop.storage);
    expect(own).toHaveLength(1);
    const record = shop.storage.getItem(own[0] ?? '') ?? '';
    shop.tag.stop();
    shop.storage.setItem(own[0] ?? '', record);
    shop.pass(2 * HOUR);
    const next = shop.open();
    next.tag.signal({ type: 'dead_click' });
    next.pass(4 * LONG);
    expect(shop.received().map(({ profile }) => [profile.fs_signal_type, profile.fs_signal_at])).toEqual([
      ['rage_click', '2026-11-21T23:00:01Z'],
      ['dead_click', expect.stringMatching(/^2026-11-22T01/)],
    ]);
  });
});

describe('the session', () => {
  test('a time between two milliseconds holds nothing up, on this page and the next', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.tag.signal({ type: 'rage_click', at: shop.timers.now() - 100.5 });
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
    const next = shop.goTo();
    next.tag.signal({ type: 'dead_click', at: shop.timers.now() - 100.25 });
    next.pass(LONG);
    expect(shop.received()).toHaveLength(2);
    expect(next.problems()).toEqual([]);
  });

  test('goes on over the pages of a tab', () => {
    const shop = openShop();
    shop.ragehook();
    shop.pass(LONG);
    const next = shop.goTo();
    next.ragehook();
    next.pass(LONG);
    expect(shop.received().map(({ profile }) => profile.fs_rage_clicks)).toEqual(['1', '2']);
    expect(stored(shop.storage)).toHaveLength(1);
  });

  test('outlives that the site clears the storage', () => {
    const shop = openShop({ ometria: false });
    shop.ragehook();
    shop.storage.clear();
    const next = shop.goTo({ ometria: 'on' });
    next.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('adds up what the tabs have seen', () => {
    const shop = openShop();
    const other = shop.open();
    shop.ragehook();
    other.ragehook();
    other.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    shop.leave();
    other.leave();
    expect(shop.received().at(-1)?.profile).toMatchObject({ fs_rage_clicks: '2', fs_frustration_score: '62' });
    expect(stored(shop.storage)).toHaveLength(2);
  });

  test('a duplicated tab, which copies the session storage, makes a key of its own', () => {
    const shop = openShop();
    shop.ragehook();
    const copy = { ...shop.window.sessionStorage };
    const other = shop.open({
      prepare: (window) => {
        for (const [key, value] of Object.entries(copy)) window.sessionStorage.setItem(key, value);
      },
    });
    other.ragehook();
    shop.pass(LONG);
    shop.leave();
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
  });

  test('ends after thirty minutes without activity, and the counters begin anew', () => {
    const shop = openShop();
    shop.ragehook();
    shop.pass(LONG);
    shop.pass(31 * MINUTE);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().map(({ profile }) => profile.fs_rage_clicks)).toEqual(['1', '1']);
  });

  test('does not end while another tab is active', () => {
    const shop = openShop();
    const other = shop.open();
    shop.ragehook();
    shop.pass(LONG);
    for (let signal = 0; signal < 4; signal++) {
      shop.pass(20 * MINUTE);
      other.tag.signal({ type: 'dead_click' });
    }
    shop.pass(LONG);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
  });

  test('lasts as long as the option says', () => {
    const shop = openShop({ options: { session: { minutes: 120 } } });
    shop.ragehook();
    shop.pass(90 * MINUTE);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('2');
  });

  test('is gone after reset, in all tabs', () => {
    const shop = openShop();
    shop.ragehook();
    shop.pass(LONG);
    shop.tag.reset();
    shop.tag.visitor(JANE);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('1');
  });

  test.each<[string, (window: Record<string, unknown>) => void]>([
    [
      'blocked',
      (window) => {
        for (const name of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        }
      },
    ],
    [
      'full',
      (window) => {
        const setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
        window.localStorage = { getItem: () => null, setItem, removeItem: () => {}, key: () => null, length: 0 };
      },
    ],
    [
      'missing',
      (window) => {
        window.localStorage = undefined;
      },
    ],
  ])('lives in memory where storage is %s', (_, prepare) => {
    const shop = openShop({ prepare });
    shop.ragehook();
    shop.pass(LONG);
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.received().map(({ profile }) => profile.fs_rage_clicks)).toEqual(['1', '2']);
    expect(shop.tag.health().state.storage).toBe('memory');
  });

  test.each(['', '{', '{}', 'null', '[1]', '{"sum":{"rage_click":1e9}}', 'x'.repeat(100_000)])(
    'what somebody else wrote under our prefix is not believed: %#',
    (text) => {
      const shop = openShop({ tag: false });
      shop.storage.setItem('fs_ometria.stranger', text);
      shop.loadTag();
      shop.ragehook();
      shop.pass(LONG);
      expect(shop.only()).toMatchObject({ fs_rage_clicks: '1', fs_frustration_score: '34' });
    },
  );

  test('keeps to 2 KB in storage, whatever it is given', () => {
    const shop = openShop();
    for (let signal = 0; signal < 80; signal++) {
      const properties = { [`property_${signal}`]: 'ä'.repeat(500) };
      shop.tag.signal({ type: 'custom', name: `custom_${signal}`, properties });
      shop.tag.signal({ type: 'dwell', product: `SKU-${signal}-${'x'.repeat(50)}`, seconds: signal });
      shop.pass(2000);
    }
    shop.ragehook();
    for (const key of stored(shop.storage)) expect(shop.storage.getItem(key)?.length).toBeLessThanOrEqual(2048);
    shop.leave();
    expect(shop.received().at(-1)?.profile.fs_rage_clicks).toBe('1');
  });
});

describe('provisional abandonment', () => {
  test('is sent at the end of the page and taken back by progress at once', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.tag.signal({ type: 'funnel_abandon', stage: 'payment' });
    shop.leave();
    expect(shop.received().at(-1)?.profile.fs_abandoned_stage).toBe('payment');
    const next = shop.goTo();
    next.pass(300);
    next.tag.signal({ type: 'funnel_progress', stage: 'review' });
    expect(shop.received().at(-1)?.profile.fs_abandoned_stage).toBe('none');
  });

  test('is taken back by a purchase, and never names the signal', () => {
    const shop = openShop();
    shop.pass(1000);
    shop.tag.signal({ type: 'funnel_abandon', stage: 'payment' });
    shop.leave();
    const next = shop.goTo();
    next.pass(300);
    next.tag.signal({ type: 'purchase' });
    next.leave();
    const { profile } = shop.received().at(-1) ?? {};
    expect(profile).toMatchObject({ fs_abandoned_stage: 'none', fs_frustration_score: '0' });
    expect(profile).not.toHaveProperty('fs_signal_type');
  });
});

describe('what is never looked at', () => {
  const options = { exclude: { pages: ['/health/*'], categories: ['Underwear'] } };

  test.each<[string, PageOptions, object]>([
    ['an excluded page', { url: 'https://shop.example/health/tests' }, {}],
    ['an excluded category', {}, { category: 'Underwear' }],
  ])('a signal on %s is refused with a reason', (_, page, context) => {
    const shop = openShop({ ...page, options });
    shop.tag.page(context);
    shop.rage();
    shop.tag.signal({ type: 'dead_click' });
    shop.pass(LONG);
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().signals).toMatchObject({ refused: 2, held: 0 });
    expect(shop.problems()).toEqual(['excluded']);
  });

  test.each([
    ['/account/jane%40example.com/orders', '/account/*/orders'],
    ['/order/12345/thanks', '/order/*/thanks'],
    ['/o/0f8fad5b-d9cb-469f-a165-70867728950e', '/o/*'],
    [`/t/${'aB3_'.repeat(8)}`, '/t/*'],
    ['/product/knit-2024/', '/product/knit-2024/'],
    ['/secret/x?token=1#hash', '/secret/x'],
  ])('a signal on %s tells of %s', (path, page) => {
    const shop = openShop({ url: `https://shop.example${path}` });
    shop.ragehook();
    shop.tag.signal({ type: 'rage_click', page: path });
    shop.pass(LONG);
    expect(shop.only().fs_signal_page).toBe(page);
    // Not the number alone: FullStory's session may have it among its digits.
    expect(JSON.stringify({ ...shop.storage })).not.toMatch(/jane|order\/12345|token/);
  });

  test('the site may have more of the path removed', () => {
    const shop = openShop({ url: 'https://shop.example/shop/anna/basket', options: { page: { redact: ['an*'] } } });
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_signal_page).toBe('/shop/*/basket');
  });

  test('the texts and labels of a target are never sent', () => {
    const shop = openShop({ options: { fields: { signal_target: true } } });
    const button = shop.window.document.createElement('button');
    button.setAttribute('aria-label', 'Deliver to Jane');
    button.setAttribute('title', 'Jane');
    shop.window.document.body?.appendChild(button);
    shop.ragehook({}, button);
    shop.pass(LONG);
    expect(JSON.stringify(shop.only())).not.toContain('Jane');
  });
});

describe('what the site may change', () => {
  const send = (options: PageOptions['options']) => {
    const shop = openShop({ options: { ...options } });
    shop.rage();
    shop.pass(LONG);
    return shop;
  };

  test('prefix, names, which fields, and how booleans and dates are written', () => {
    const shop = send({
      prefix: 'x_',
      fields: { signal_type: 'last_signal', rage_clicks: false, dead_clicks: true },
      write: { booleans: '1', dates: 'date' },
    });
    expect(shop.only()).toMatchObject({
      last_signal: 'rage_click',
      x_experience_at_risk: '0',
      x_signal_at: '2026-11-21',
      x_dead_clicks: '0',
    });
    expect(shop.only()).not.toHaveProperty('x_rage_clicks');
  });

  test.each(['dotted', 'nested'] as const)('keys may be %s', (keys) => {
    const shop = send({ keys });
    expect(shop.only()).toMatchObject({ 'properties.fs_signal_type': 'rage_click' });
    expect(Object.keys(shop.received()[0]?.data.d as object)).toContain('profile');
  });

  test('beforeSend has the last word', () => {
    const shop = send({
      beforeSend: ({ fs_rage_clicks, ...rest }) => ({
        ...rest,
        rages: fs_rage_clicks,
        Bad: 1,
        gone: null,
        when: new Date(0),
      }),
    });
    expect(shop.only()).toMatchObject({ rages: '1', fs_signal_type: 'rage_click' });
    expect(Object.keys(shop.only())).not.toEqual(expect.arrayContaining(['Bad']));
    expect(shop.only()).not.toHaveProperty('gone');
    expect(shop.only()).not.toHaveProperty('when');
    expect(shop.problems()).toContain('property_left_out');
  });

  test('beforeSend may cancel', () => {
    const shop = send({ beforeSend: () => null });
    shop.leave();
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health().signals.held).toBe(0);
  });

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('site');
      },
    ],
    ['answers nothing', () => undefined],
  ])('a beforeSend that %s does not keep the delivery from being made', (_, beforeSend) => {
    const shop = send({ beforeSend });
    expect(shop.only().fs_signal_type).toBe('rage_click');
    expect(shop.problems()).toContain('before_send_failed');
  });

  test('a beforeSend that answers a promise sends nothing, and says so', () => {
    const shop = send({ beforeSend: async (properties: object) => properties });
    expect(shop.received()).toEqual([]);
    expect(shop.problems()).toContain('before_send_failed');
  });

  test('beforeSend cannot burst the budget', () => {
    const shop = send({
      beforeSend: (properties) => ({ ...properties, long: 'ö'.repeat(500), longer: 'x'.repeat(5000) }),
    });
    expect(shop.received()[0]?.characters).toBeLessThanOrEqual(650);
    expect(shop.problems()).toContain('property_left_out');
  });

  test('nobody is in a sample of none, everybody in one of a hundred', () => {
    expect(send({ sample: 0 }).received()).toEqual([]);
    expect(send({ sample: 100 }).received()).toHaveLength(1);
  });

  test('the control group gets the one field that says so', () => {
    expect(send({ holdout: 100 }).only()).toEqual({ fs_group: 'control' });
    expect(send({ holdout: 0 }).only()).not.toHaveProperty('fs_group');
  });

  test('further DOM events become signals, by a type, a name or a function', () => {
    const shop = openShop({
      options: {
        fields: { dead_clicks: true, error_clicks: true },
        bdl: {
          events: {
            'shop:dead': 'dead_click',
            'shop:coupon': 'coupon_failed',
            'shop:read': (detail: unknown) => ({ type: 'error_click', target: String(detail) }),
            'shop:none': () => undefined,
            'shop:bad': 7,
          },
        },
      },
    });
    for (const name of ['dead', 'coupon', 'read', 'none', 'bad']) {
      shop.button.dispatchEvent(new FakeEvent(`shop:${name}`, { bubbles: true, detail: name }));
    }
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_dead_clicks: '1', fs_error_clicks: '1' });
    expect(shop.tag.health().signals.byType).toEqual({ dead_click: 1, custom: 1, error_click: 1 });
    expect(shop.problems()).toContain('bad_option');
  });

  test('subscribe brings anything else, until the tag is stopped', () => {
    let emit: ((signal: { type: 'mouse_thrash' }) => void) | undefined;
    const undone = vi.fn();
    const shop = openShop({
      options: {
        bdl: {
          subscribe: (given: typeof emit) => {
            emit = given;
            return undone;
          },
        },
      },
    });
    emit?.({ type: 'mouse_thrash' });
    shop.pass(LONG);
    expect(shop.only().fs_signal_type).toBe('mouse_thrash');
    expect(shop.tag.health().signals.byOrigin).toEqual({ fullstory: 1 });
    shop.tag.stop();
    expect(undone).toHaveBeenCalledOnce();
  });

  test('a subscribe that throws leaves no listener, and nothing is counted twice after the next start', () => {
    const subscribe = () => {
      throw new Error('not ready');
    };
    const shop = openShop({ tag: false, options: { bdl: { subscribe } } });
    const before = shop.window.listeners();
    const tag = shop.loadTag();
    tag.consent('denied');
    expect(shop.window.listeners()).toBe(before);
    tag.consent('granted');
    shop.ragehook();
    shop.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('the Ragehook may be switched off', () => {
    const shop = openShop({ options: { bdl: { rageclick: false } } });
    shop.rage();
    shop.pass(LONG);
    expect(shop.received()).toEqual([]);
  });

  test('a custom signal names itself and brings its properties', () => {
    const shop = openShop();
    const properties = { coupon: 'SNOW', tries: 3, 'Not a name': 1, list: [1], nothing: null };
    shop.tag.push(['signal', { type: 'custom', name: 'coupon_failed', properties }]);
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_signal_type: 'coupon_failed', fs_coupon: 'SNOW', fs_tries: '3' });
    expect(Object.keys(shop.only()).filter((name) => /list|nothing|Not/.test(name))).toEqual([]);
  });
});

describe('the handle', () => {
  test('health is plain JSON and a copy of its own', () => {
    const shop = openShop();
    shop.rage();
    shop.pass(LONG);
    const health = shop.tag.health();
    expect(JSON.parse(JSON.stringify(health))).toEqual(health);
    expect(health).toMatchObject({
      definitions: 2,
      state: { consent: 'granted', ometria: 'ready', identity: 'known', fullstory: 'capturing', storage: 'local' },
      signals: { received: 1, byType: { rage_click: 1 }, byOrigin: { fullstory: 1 }, refused: 0, held: 0 },
      deliveries: { made: 1, capped: 0, repeated: 0 },
      lastDelivery: {
        at: shop.received()[0]?.at,
        reason: 'quiet',
        characters: JSON.stringify(health.lastDelivery?.properties).length,
      },
    });
    health.signals.byType.rage_click = 99;
    health.problems.push({ code: 'internal_error', at: 0, count: 0, detail: '' });
    expect(shop.tag.health().signals.byType.rage_click).toBe(1);
    expect(shop.tag.health().problems).toEqual([]);
  });

  test('the request’s length in health is close to what was requested', () => {
    const shop = openShop();
    shop.rage();
    shop.pass(LONG);
    // The real tracker's request without properties is 524 characters long, the stand-in's is shorter.
    const told = (shop.tag.health().lastDelivery?.requestBytes ?? 0) - 524;
    const empty = shop.collector.requests().find(({ type, characters }) => type === 'identify' && !characters);
    const real = (shop.received()[0]?.requestBytes ?? 0) - (empty?.requestBytes ?? 0);
    expect(Math.abs(told - real) / real).toBeLessThan(0.12);
  });

  test('on tells of signals, deliveries and problems until its undo', () => {
    const shop = openShop();
    const told: unknown[] = [];
    const undos = (['signal', 'delivery', 'problem'] as const).map((event) =>
      shop.tag.on(event, () => told.push(event)),
    );
    shop.ragehook();
    shop.tag.push(['no such command']);
    shop.pass(LONG);
    expect(told).toEqual(['signal', 'problem', 'delivery']);
    for (const undo of undos) undo();
    shop.ragehook();
    shop.pass(LONG);
    expect(told).toHaveLength(3);
  });

  test('a listener that takes itself out does not keep the next from being told', () => {
    const shop = openShop();
    const told: string[] = [];
    const undo = shop.tag.on('signal', () => {
      told.push('once');
      undo();
    });
    shop.tag.on('signal', () => told.push('always'));
    shop.ragehook();
    shop.ragehook({}, shop.window.document.body ?? undefined);
    expect(told).toEqual(['once', 'always', 'always']);
  });

  test('a listener that throws harms nobody', () => {
    const shop = openShop();
    const told = vi.fn();
    shop.tag.on('signal', () => {
      throw new Error('site');
    });
    shop.tag.on('signal', told);
    shop.ragehook();
    shop.pass(LONG);
    expect(told).toHaveBeenCalledOnce();
    expect(shop.received()).toHaveLength(1);
    expect(shop.problems()).toEqual(['internal_error']);
  });

  test('more than a hundred signals in a second are refused and counted', () => {
    const shop = openShop();
    for (let signal = 0; signal < 500; signal++) shop.tag.signal({ type: 'dead_click' });
    expect(shop.tag.health().signals).toMatchObject({ received: 500, refused: 400 });
    expect(shop.problems()).toEqual(['too_many_signals']);
    shop.pass(LONG);
    expect(shop.only().fs_frustration_score).toBe('100');
  });

  test('stop leaves no listener, no timer and no working method behind', () => {
    const shop = openShop({ tag: false, fullstory: false });
    const before = [shop.window.listeners(), shop.timers.pending()];
    const tag = shop.loadTag();
    shop.ragehook();
    expect(shop.window.listeners()).toBeGreaterThan(before[0] ?? 0);
    tag.stop();
    expect([shop.window.listeners(), shop.timers.pending()]).toEqual(before);
    shop.ragehook();
    tag.signal({ type: 'dead_click' });
    tag.consent('granted');
    tag.visitor(JANE);
    tag.reset();
    tag.stop();
    shop.pass(LONG);
    shop.leave();
    expect(tag.flush()).not.toBe('sent');
    expect(shop.received()).toEqual([]);
  });

  test('stop in the middle of a signal leaves no timer', () => {
    const shop = openShop({ tag: false, fullstory: false });
    const before = shop.timers.pending();
    const tag = shop.loadTag();
    tag.on('signal', () => tag.stop());
    shop.ragehook();
    expect(shop.timers.pending()).toBe(before);
  });

  test.each<[string, (tag: ScriptHandle) => void]>([
    ['stop', (tag) => tag.stop()],
    ['a refusal', (tag) => tag.consent('denied')],
  ])('%s while the sources start leaves no listener and no timer', (_, end) => {
    const subscribe = (emit: (signal: unknown) => void) => emit({ type: 'dead_click' });
    const shop = openShop({ options: { consent: 'command', bdl: { subscribe } } });
    const before = [shop.window.listeners(), shop.timers.pending()];
    shop.tag.on('signal', () => end(shop.tag));
    shop.tag.consent('granted');
    expect([shop.window.listeners(), shop.timers.pending()]).toEqual(before);
  });

  test('what was not sent before stop is sent by the next page', () => {
    const shop = openShop();
    shop.ragehook();
    shop.tag.stop();
    const next = shop.goTo();
    next.pass(LONG);
    expect(shop.only().fs_rage_clicks).toBe('1');
  });

  test('nothing is written to the console but under debug, and there each line once', () => {
    const quiet = openShop();
    quiet.tag.push(['no such command']);
    expect(quiet.window.spoken).toEqual([]);
    const loud = openShop({ options: { debug: true } });
    loud.tag.push(['no such command'], ['no such command']);
    expect(loud.window.spoken).toEqual([[expect.stringMatching(/^\[fs-ometria\] bad_command/)]]);
  });
});
