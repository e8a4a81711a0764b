import { describe, expect, test, vi } from 'vitest';
import type { ConsentAdapter } from '../../src/config/read-options.js';
import { openShop, type PageOptions, type Shop, type ShopPage } from '../support/shop.js';
import { loadLoader } from './load.js';

/** A page whose loader is there and whose tag has not come. */
const openWithLoader = (options: PageOptions = {}): Shop => {
  const shop = openShop({ tag: false, ...options });
  loadLoader(shop.window, { consent: 'granted' });
  return shop;
};

const goOn = (page: ShopPage, options: PageOptions = {}): ShopPage => {
  const next = page.goTo({ tag: false, ...options });
  loadLoader(next.window, { consent: 'granted' });
  return next;
};

const counts = (shop: Shop): unknown => shop.received().at(-1)?.profile.fs_rage_clicks;

const blockTabStorage = (window: object) =>
  Object.defineProperty(window, 'sessionStorage', {
    get: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });

describe('the tag delivers what its loader has kept', () => {
  test('once, with the time and the path it had', () => {
    const shop = openWithLoader();
    const at = shop.timers.now();
    shop.ragehook();
    shop.pass(4000);
    const tag = shop.loadTag();
    shop.pass(20_000);
    expect(shop.only()).toMatchObject({
      fs_rage_clicks: '1',
      fs_signal_at: new Date(at).toISOString().replace(/\.\d+/, ''),
      fs_signal_page: '/checkout/payment',
    });
    expect(tag.health().signals).toMatchObject({ received: 1, byOrigin: { fullstory: 1 } });
    expect(shop.window.sessionStorage.getItem('fs_ometria.0')).toBe(null);
  });

  test('and goes on listening itself: one act is one, whoever was told of it', () => {
    const shop = openWithLoader();
    const other = shop.window.document.createElement('button');
    other.id = 'size';
    shop.window.document.body?.appendChild(other);
    shop.ragehook();
    shop.pass(1000);
    shop.ragehook();
    shop.ragehook({}, other);
    shop.pass(1000);
    shop.loadTag();
    shop.ragehook({}, other);
    shop.pass(4000);
    shop.ragehook();
    shop.pass(20_000);
    expect(counts(shop)).toBe('3');
  });

  test.each(['', 'size'])('of two elements that are both called "%s"', (id) => {
    const shop = openWithLoader();
    const [first, second] = ['button', 'button'].map((name) => {
      const element = shop.window.document.createElement(name);
      element.id = id;
      shop.window.document.body?.appendChild(element);
      return element;
    });
    // FullStory tells of each of them twice, of the last one once more when the tag is there.
    for (const element of [first, first, second, second]) shop.ragehook({}, element);
    shop.pass(1000);
    shop.loadTag();
    shop.ragehook({}, second);
    shop.pass(100);
    shop.ragehook({}, first);
    shop.pass(20_000);
    expect(counts(shop)).toBe('3');
  });

  test('of two nameless elements on a page that was left', () => {
    const shop = openWithLoader();
    for (const name of ['a', 'b']) {
      const element = shop.window.document.createElement(name);
      shop.window.document.body?.appendChild(element);
      shop.ragehook({}, element);
    }
    goOn(shop).loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('2');
  });

  test('where the clock is set back in between', () => {
    const shop = openWithLoader();
    const other = shop.window.document.createElement('button');
    shop.window.document.body?.appendChild(other);
    shop.ragehook();
    shop.pass(400);
    vi.spyOn(Date, 'now').mockImplementation(() => shop.timers.now() - 86_400_000);
    shop.ragehook({}, other);
    shop.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('2');
  });

  test('and says of what is not FullStory’s what it says itself', () => {
    const shop = openWithLoader();
    shop.ragehook(null);
    shop.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(shop.problems()).toEqual(['bad_signal']);
  });

  test('where storage is blocked', () => {
    const shop = openWithLoader({ prepare: blockTabStorage });
    shop.ragehook();
    shop.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('1');
  });

  test('where the page has a toJSON of its own, beside what an earlier page has kept', () => {
    const shop = openWithLoader();
    shop.ragehook();
    const next = goOn(shop, { url: 'https://shop.example/basket' });
    const host = Array.prototype as { toJSON?: () => unknown };
    host.toJSON = () => '["prototype"]';
    try {
      next.ragehook();
    } finally {
      delete host.toJSON;
    }
    next.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('2');
  });

  test('and nothing twice where the next page has its own', () => {
    const shop = openWithLoader();
    shop.ragehook();
    shop.pass(5000);
    const next = goOn(shop, { url: 'https://shop.example/basket' });
    next.ragehook();
    const tag = next.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('2');
    expect(tag.health()).toMatchObject({ signals: { received: 2 }, problems: [] });
  });

  test('on the next page of the tab where the first was left before', () => {
    const shop = openWithLoader();
    shop.ragehook();
    const next = goOn(shop, { url: 'https://shop.example/basket' });
    shop.pass(2000);
    next.ragehook();
    const last = goOn(next, { url: 'https://shop.example/account' });
    last.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('2');
    expect(shop.received().at(-1)?.profile).toMatchObject({ fs_signal_page: '/basket' });
  });

  test('of one person only: what Jane did is not Tom’s', () => {
    const shop = openWithLoader();
    shop.ragehook();
    const next = goOn(shop, { identity: null });
    next.ometria().identify('tom@example.com');
    shop.pass(50);
    const tag = next.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(tag.health().signals).toMatchObject({ droppedByIdentityChange: 1 });
  });

  test('of whom the site had named, though the tracker did not know yet', () => {
    const named = (email: string): PageOptions => ({ identity: null, queue: [['visitor', email]] });
    const shop = openWithLoader(named('jane@example.com'));
    shop.ragehook();
    const tom = goOn(shop, named('tom@example.com'));
    tom.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    const again = openWithLoader(named('jane@example.com'));
    again.ragehook();
    goOn(again, named('jane@example.com')).loadTag();
    again.pass(20_000);
    expect(counts(again)).toBe('1');
  });

  test('of this visit only', () => {
    const shop = openWithLoader();
    shop.ragehook();
    shop.pass(31 * 60_000);
    const tag = shop.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(tag.health().signals).toMatchObject({ droppedByExpiry: 1 });
  });

  test('and nothing where the visitor refuses in between', () => {
    const shop = openWithLoader();
    shop.ragehook();
    shop.tag.push(['consent', 'denied']);
    const tag = shop.loadTag();
    tag.push(['consent', 'granted']);
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(Object.keys(shop.window.sessionStorage)).toEqual([]);
  });

  test('and nothing of before a refusal, where storage is blocked', () => {
    const shop = openWithLoader({ prepare: blockTabStorage });
    shop.ragehook();
    shop.tag.push(['consent', 'denied']);
    shop.tag.push(['consent', 'granted']);
    shop.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
  });

  test('and nothing where the visitor refuses before the tag has started', () => {
    const shop = openWithLoader({ options: { consent: 'command' } });
    shop.ragehook();
    const tag = shop.loadTag();
    tag.push(['consent', 'denied']);
    shop.pass(1000);
    tag.push(['consent', 'granted']);
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
  });

  test('and nothing that a stranger has put in its place', () => {
    const shop = openWithLoader();
    shop.window.sessionStorage.setItem('fs_ometria.0', ',{"a":1},[1]');
    shop.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(shop.window.sessionStorage.getItem('fs_ometria.0')).toBe(null);
  });

  test.each([
    ['in the queue', (shop: Shop) => shop.tag.push([false] as never, [true, {}, 'a', 'noon', '/'] as never)],
    ['in storage', ({ window: { sessionStorage } }: Shop) => sessionStorage.setItem('fs_ometria.0', ',null,[false]')],
  ])('beside what a stranger has put %s', (_, put) => {
    const shop = openWithLoader();
    put(shop);
    shop.ragehook();
    shop.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('1');
  });
});

test('the attributes of the loader’s script are the tag’s', () => {
  const shop = openShop({ tag: false, options: { consent: 'granted' } });
  loadLoader(shop.window, { prefix: 'web_', src: '/js/tag.js' });
  shop.ragehook();
  const tag = shop.loadTag();
  shop.pass(20_000);
  expect(shop.only()).toMatchObject({ web_rage_clicks: '1' });
  expect(tag.health().problems).toEqual([]);
});

test('a tag that waits for its start does not answer with its loader’s health', () => {
  const shop = openShop({ tag: false, options: { consent: 'granted' } });
  loadLoader(shop.window, { start: 'manual' });
  expect('health' in shop.tag).toBe(true);
  shop.loadTag();
  expect('health' in shop.tag).toBe(false);
  shop.tag.push(['start']);
  expect(shop.tag.health().state.consent).toBe('granted');
});

test('what was told before the visitor agreed is not taken in, and said', () => {
  const shop = openShop({ tag: false, options: { consent: 'google' } });
  const { window } = shop;
  loadLoader(window);
  shop.tag.push(['signal', { type: 'dead_click' }]);
  window.dataLayer = [['consent', 'update', { analytics_storage: 'granted', ad_storage: 'granted' }]];
  shop.pass(2000);
  shop.tag.push(['signal', { type: 'rage_click' }]);
  const google: ConsentAdapter['watch'] = (said) => {
    said(true);
    return () => {};
  };
  const tag = shop.loadTag({ sources: [], adapters: { google: { watch: google } } });
  shop.pass(20_000);
  expect(tag.health()).toMatchObject({
    signals: { received: 1, byType: { rage_click: 1 } },
    problems: [{ code: 'bad_command', count: 1, detail: 'consent_missing' }],
  });
});

test('a refusal to the loader is heard by the tag in another tab', () => {
  const shop = openShop();
  shop.rage();
  const other = shop.open({ tag: false, options: { consent: 'command' } });
  loadLoader(other.window);
  other.tag.push(['consent', 'denied']);
  shop.pass(20_000);
  expect(shop.received()).toEqual([]);
  expect(shop.tag.health().state.consent).toBe('unknown');
});

describe('what the loader has kept is somebody’s own', () => {
  test('where the site writes the name in capitals', () => {
    const shop = openWithLoader({ queue: [['visitor', 'JANE@example.com']] });
    shop.ragehook();
    goOn(shop).loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('1');
  });

  test('and what follows a log-out is nobody’s', () => {
    const shop = openWithLoader();
    shop.ragehook();
    shop.tag.push(['reset']);
    const other = shop.window.document.createElement('button');
    other.id = 'later';
    shop.window.document.body?.appendChild(other);
    shop.ragehook({}, other);
    const tag = shop.loadTag();
    shop.pass(20_000);
    // The first goes with the log-out, since the tracker is not ready yet.
    expect(tag.health().signals).toMatchObject({ received: 1, droppedByIdentityChange: 2 });
    shop.ometria().identify('tom@example.com');
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
  });

  test('and nobody’s where site and tracker name two people', () => {
    const shop = openWithLoader();
    shop.ragehook();
    shop.tag.push(['visitor', 'tom@example.com']);
    const tag = shop.loadTag();
    shop.pass(5000);
    expect(tag.health().signals).toMatchObject({ droppedByIdentityChange: 1 });
    shop.ometria().identify('tom@example.com');
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
  });

  test('where nobody was known yet', () => {
    const shop = openWithLoader({ identity: null });
    shop.ragehook();
    const next = goOn(shop, { identity: null });
    next.ometria().identify('jane@example.com');
    shop.pass(50);
    next.loadTag();
    shop.pass(20_000);
    expect(counts(shop)).toBe('1');
  });

  test('where the unknown are not attributed, it is nobody’s', () => {
    const shop = openWithLoader();
    shop.ragehook();
    const next = goOn(shop, { options: { attributeAnonymous: false } });
    const tag = next.loadTag();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(tag.health().signals).toMatchObject({ droppedByIdentityChange: 1 });
  });
});
