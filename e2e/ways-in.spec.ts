import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { SCRIPT } from '../gtm/build.js';
import { readTemplate } from '../test/gtm/template.js';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';

const JANE = 'jane@example.com';
const TAG = '/dist/fullstory-ometria.min.js';
const CORE = '/dist/fullstory-ometria.core.min.js';

const integrity: Record<string, string> = JSON.parse(readFileSync('dist/integrity.json', 'utf8'));
const integrityOf = (address: string) => integrity[address.slice('/dist/'.length)] ?? 'sha384-none';

/** A page of a shop, put together from script elements; everything inline is a file, so that any policy holds. */
interface Given {
  head?: string;
  body?: string;
  /** Files under /ways-in/, by name. */
  scripts?: Record<string, string>;
  policy?: string;
}

const script = (src: string, attributes = '') => `<script src="${src}"${attributes && ` ${attributes}`}></script>`;

const QUEUE = script('/ways-in/queue.js');
const FULLSTORY = script('/assets/fullstory-snippet.js');
const OMETRIA = script('/vendors/ometria.js');
const tagScript = (attributes = '') => script(TAG, `data-consent="granted" ${attributes}`);

const SCRIPTS = {
  'queue.js': 'window.fsOmetria = window.fsOmetria || [];',
  // The platform names the visitor as soon as the tracker is there.
  'shop.js': `window.onOmetriaLoaded = function () { window.ometria.identify('${JANE}'); };`,
};

const openPage = async (page: Page, shop: Shop, { head = '', body = '', scripts = {}, policy }: Given) => {
  const files: Record<string, string> = { ...SCRIPTS, ...scripts };
  await page.unroute('**/ways-in/**');
  await page.route('**/ways-in/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice('/ways-in/'.length);
    if (name in files) return route.fulfill({ contentType: 'text/javascript', body: files[name] ?? '' });
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: policy ? { 'content-security-policy': policy } : {},
      body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="/assets/icon.svg">
${script('/ways-in/shop.js')}${head}</head><body><button type="button" id="apply">Apply</button>${body}</body></html>`,
    });
  });
  await page.goto(`${shop.url}/ways-in/`);
};

interface TagHealth {
  state: Record<string, string>;
  signals: { received: number };
  problems: { code: string; count: number; detail: string }[];
}

/** undefined while the tag has not started. */
const health = (page: Page): Promise<TagHealth | undefined> =>
  page.evaluate(() => {
    const tag: { health?(): TagHealth } | undefined = Reflect.get(window, 'fsOmetria');
    return tag?.health?.();
  });

const started = (page: Page, state: Record<string, string> = {}) =>
  expect
    .poll(async () => (await health(page))?.state)
    .toMatchObject({ consent: 'granted', ometria: 'ready', fullstory: 'capturing', identity: 'known', ...state });

const problems = async (page: Page) => (await health(page))?.problems.map(({ code, count }) => `${code} ${count}`);

const isDelivery = ({ type, characters }: CollectedRequest) => type === 'identify' && characters > 0;

const push = (page: Page, ...commands: unknown[]) =>
  page.evaluate((list) => {
    for (const command of list) Reflect.get(window, 'fsOmetria').push(command);
  }, commands);

/** Four real presses: FullStory's stand-in makes of them the Ragehook's event. */
const rageClick = (page: Page) => page.locator('#apply').click({ clickCount: 4 });

/** A rage click is delivered by exactly one call, and leaving the page has nothing to add. */
const deliversOnce = async (page: Page, shop: Shop, name = 'fs_signal_type') => {
  await rageClick(page);
  const [delivery] = await shop.waitForRequests(1, isDelivery);
  expect(delivery).toMatchObject({ uiid: JANE, profile: { [name]: 'rage_click' } });
  const url = name.replace('signal_type', 'session_replay_url');
  expect(delivery?.profile[url]).toMatch(/^https:\/\/app\.eu1\.fullstory\.com\/ui\//);
  await page.goto(`${shop.url}/assets/icon.svg`);
  expect(shop.requests(isDelivery)).toHaveLength(1);
  return delivery?.profile ?? {};
};

/** As a new visitor. */
const forget = async (page: Page, shop: Shop) => {
  await page.context().clearCookies();
  await page.goto(`${shop.url}/assets/icon.svg`);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  shop.demo.reset();
};

const SOON = `data-options='{"timing":{"quiet":100}}'`;

const ORDERS = [
  ['tag', 'fullstory', 'ometria'],
  ['tag', 'ometria', 'fullstory'],
  ['fullstory', 'tag', 'ometria'],
  ['fullstory', 'ometria', 'tag'],
  ['ometria', 'tag', 'fullstory'],
  ['ometria', 'fullstory', 'tag'],
] as const;
const ELEMENTS = { tag: tagScript(SOON), fullstory: FULLSTORY, ometria: OMETRIA };

for (const { what, orders } of [
  { what: 'before and after both vendors', orders: [ORDERS[0], ORDERS[5]] },
  { what: 'in every order @soak @firefox', orders: ORDERS },
])
  test.describe(`the script tag, ${what}`, () => {
    const inOrder = (order: (typeof ORDERS)[number], again = '') =>
      order.map((name) => ELEMENTS[name] + (name === 'tag' ? again : '')).join('');

    test('delivers once from <head> @firefox-soak', async ({ page, shop }) => {
      for (const order of orders) {
        await test.step(order.join(', '), async () => {
          await forget(page, shop);
          await openPage(page, shop, { head: QUEUE + inOrder(order) });
          await started(page);
          expect(await problems(page)).toEqual([]);
          await deliversOnce(page, shop);
        });
      }
    });

    test('delivers once from the end of <body>, without the queue line', async ({ page, shop }) => {
      for (const order of orders) {
        await test.step(order.join(', '), async () => {
          await forget(page, shop);
          await openPage(page, shop, { body: inOrder(order) });
          await started(page);
          expect(await problems(page)).toEqual([]);
          await deliversOnce(page, shop);
        });
      }
    });

    test('delivers once where each is injected when the one before has loaded', async ({ page, shop }) => {
      for (const order of orders) {
        await test.step(order.join(', '), async () => {
          await forget(page, shop);
          await openPage(page, shop, {});
          for (const name of order) await inject(page, { ...ATTRIBUTES[name] });
          await started(page);
          expect(await problems(page)).toEqual([]);
          await deliversOnce(page, shop);
        });
      }
    });

    test('delivers once though the tag is there twice', async ({ page, shop }) => {
      for (const order of orders) {
        await test.step(order.join(', '), async () => {
          await forget(page, shop);
          await openPage(page, shop, { head: QUEUE + inOrder(order, ELEMENTS.tag) });
          await inject(page, { src: CORE, 'data-consent': 'granted' });
          await started(page);
          expect(await problems(page)).toEqual(['duplicate_tag 2']);
          await deliversOnce(page, shop);
        });
      }
    });
  });

const ATTRIBUTES = {
  tag: { src: TAG, 'data-consent': 'granted', 'data-options': '{"timing":{"quiet":100}}' },
  fullstory: { src: '/assets/fullstory-snippet.js' },
  ometria: { src: '/vendors/ometria.js' },
};

/** A script element made by script, as loaders and tag managers do; resolves when it has loaded or failed. */
const inject = (page: Page, attributes: Record<string, string>) =>
  page.evaluate(
    (given) =>
      new Promise<string>((resolve) => {
        const element = document.createElement('script');
        element.async = true;
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('failed');
        document.head.append(element);
      }),
    attributes,
  );

test.describe('the start', () => {
  const vendors = FULLSTORY + OMETRIA;

  test('waits with data-start="manual" until the start command, and keeps what came before it @firefox-soak', async ({
    page,
    shop,
  }) => {
    const scripts = {
      'early.js': `fsOmetria.push(['page', { type: 'basket' }]);
        fsOmetria.push(function (tag) { window.handled = typeof tag.health; });`,
    };
    const early = script('/ways-in/early.js');
    await openPage(page, shop, {
      head: `${QUEUE}${early}${vendors}${tagScript(`data-start="manual" ${SOON}`)}`,
      scripts,
    });
    await push(page, ['config', { prefix: 'late_' }]);
    // The tag has run: push is no longer the array's own.
    expect(await page.evaluate(() => Object.hasOwn(Reflect.get(window, 'fsOmetria'), 'push'))).toBe(true);
    expect(await health(page)).toBeUndefined();
    expect(await page.evaluate(() => Reflect.get(window, 'handled'))).toBeUndefined();
    await rageClick(page);
    // FullStory tells of it as it begins and when it is over; on a busy machine that may be after the start.
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'FS')._standin.rages)).toBe(2);
    await push(page, ['start']);
    await started(page);
    expect(await page.evaluate(() => Reflect.get(window, 'handled'))).toBe('function');
    // What happened before the start was not looked at.
    expect((await health(page))?.signals.received).toBe(0);
    expect(await problems(page)).toEqual([]);
    // FullStory repeats what is one act for three seconds: another element is another act.
    await page.evaluate(() => document.querySelector('#apply')?.replaceWith(document.createElement('button')));
    await page.evaluate(() =>
      Object.assign(document.querySelector('button') ?? {}, { id: 'apply', textContent: 'Again' }),
    );
    await deliversOnce(page, shop, 'late_signal_type');
  });
});

test.describe('integrity and policies', () => {
  const vendors = FULLSTORY + OMETRIA;

  for (const [name, address] of [
    ['full', TAG],
    ['core', CORE],
  ] as const) {
    test(`the ${name} build runs with the hash of integrity.json ${name === 'full' ? '@firefox' : '@firefox-soak'}`, async ({
      page,
      shop,
    }) => {
      const tag = script(
        address,
        `integrity="${integrityOf(address)}" crossorigin="anonymous" data-consent="granted" ${SOON}`,
      );
      await openPage(page, shop, { head: QUEUE + vendors + tag });
      await started(page);
      expect(await problems(page)).toEqual([]);
      await deliversOnce(page, shop);
    });
  }

  test('it runs from another origin that allows it, with integrity and crossorigin @firefox-soak', async ({
    page,
    shop,
  }) => {
    await page.route('http://cdn.shop.example/**', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
        body: readFileSync(`.${TAG}`, 'utf8'),
      }),
    );
    const attributes = `integrity="${integrityOf(TAG)}" crossorigin="anonymous" data-consent="granted" ${SOON}`;
    const tag = script('http://cdn.shop.example/fullstory-ometria.min.js', attributes);
    await openPage(page, shop, { head: QUEUE + vendors + tag });
    await started(page);
    await deliversOnce(page, shop);
  });

  test('it needs nothing of a strict policy but its own script and the tracker’s image @firefox', async ({
    page,
    shop,
  }) => {
    const policy =
      "default-src 'none'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'";
    const scripts = {
      'watch.js': `window.violations = [];
        document.addEventListener('securitypolicyviolation', function (event) { violations.push(event.violatedDirective); });`,
    };
    const head = `${script('/ways-in/watch.js')}${QUEUE}${vendors}${tagScript(SOON)}`;
    await openPage(page, shop, { head, scripts, policy });
    await started(page);
    await rageClick(page);
    const [delivery] = await shop.waitForRequests(1, isDelivery);
    expect(delivery).toMatchObject({ uiid: JANE, profile: { fs_signal_type: 'rage_click' } });
    expect(await page.evaluate(() => Reflect.get(window, 'violations'))).toEqual([]);
    expect(await problems(page)).toEqual([]);
  });
});

test.describe('a wrong hash', () => {
  // Firefox tells of it as it tells of an uncaught error.
  test.use({ pageErrorsAllowed: true });

  test('keeps the tag from running, and the shop goes on @firefox', async ({ page, shop }) => {
    const tag = script(TAG, `integrity="${integrityOf(CORE)}" crossorigin="anonymous" data-consent="granted"`);
    await openPage(page, shop, { head: QUEUE + FULLSTORY + OMETRIA + tag });
    await rageClick(page);
    await page.waitForLoadState('load');
    expect(await health(page)).toBeUndefined();
    // The queue is still an array, and the shop's pushes do no harm.
    await push(page, ['signal', { type: 'rage_click' }]);
    expect(await page.evaluate(() => Reflect.get(window, 'fsOmetria'))).toEqual([['signal', { type: 'rage_click' }]]);
    expect(shop.requests(isDelivery)).toEqual([]);
  });
});

const template = readTemplate(readFileSync('gtm/template.tpl', 'utf8'));

/** A container of Tag Manager: `container(data)` fires the template and answers how often it was settled. */
const CONTAINER = `(function () {
  var loaded = {};
  var apis = {
    createQueue: function (key) {
      window[key] = window[key] || [];
      return function () { for (var i = 0; i < arguments.length; i++) window[key].push(arguments[i]); };
    },
    getType: function (value) { return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value; },
    injectScript: function (url, onSuccess, onFailure, token) {
      if (loaded[token]) return loaded[token].then(onSuccess, onFailure);
      loaded[token] = new Promise(function (resolve, reject) {
        var element = document.createElement('script');
        element.type = 'text/javascript';
        element.async = true;
        element.src = url;
        element.onload = resolve;
        element.onerror = reject;
        var first = document.getElementsByTagName('script')[0];
        first.parentNode.insertBefore(element, first);
      });
      loaded[token].then(onSuccess, onFailure);
    },
    JSON: { parse: function (text) { try { return JSON.parse(text); } catch (error) { return undefined; } } },
    makeNumber: Number,
    Object: { keys: Object.keys },
    queryPermission: function () { return true; },
  };
  return function (data) {
    return new Promise(function (resolve) {
      var settled = { success: 0, failure: 0 };
      // Long enough for a second word to follow the first.
      var settle = function (name) { return function () { settled[name]++; setTimeout(resolve, 50, settled); }; };
      data.gtmOnSuccess = settle('success');
      data.gtmOnFailure = settle('failure');
      (function (data, require) {
${template.code}
      })(data, function (name) { return apis[name]; });
    });
  };
})();`;

test.describe('Tag Manager', () => {
  const SUCCESS = { success: 1, failure: 0 };
  const LOAD = { action: 'load', consent: 'command', quiet: '100' };
  const CONSENT = { action: 'command', command: 'consent', consentState: 'granted' };

  /** A page that has loaded before any container comes. */
  const openLoaded = async (page: Page, shop: Shop) => {
    await page.unroute(SCRIPT);
    await page.route(new URL('*.min.js', SCRIPT).href, (route, request) =>
      route.fulfill({
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
        body: readFileSync(`dist/${new URL(request.url()).pathname.split('/').at(-1)}`, 'utf8'),
      }),
    );
    const scripts = { 'one.js': `window.one = ${CONTAINER}`, 'other.js': `window.other = ${CONTAINER}` };
    await openPage(page, shop, { head: FULLSTORY + OMETRIA, scripts });
    await inject(page, { src: '/ways-in/one.js' });
    await inject(page, { src: '/ways-in/other.js' });
  };

  const fire = (page: Page, data: object, container = 'one') =>
    page.evaluate(([name, given]) => Reflect.get(window, String(name))(given), [container, data] as const);

  test('the template loads the tag after the page, and a command gives consent @firefox-soak', async ({
    page,
    shop,
  }) => {
    await openLoaded(page, shop);
    expect(await fire(page, LOAD)).toEqual(SUCCESS);
    expect((await health(page))?.state.consent).toBe('unknown');
    expect(await fire(page, CONSENT)).toEqual(SUCCESS);
    await started(page);
    expect(await problems(page)).toEqual([]);
    await deliversOnce(page, shop);
  });

  test('commands wait for a tag that is fired later @firefox-soak', async ({ page, shop }) => {
    await openLoaded(page, shop);
    expect(await fire(page, CONSENT)).toEqual(SUCCESS);
    expect(await fire(page, { action: 'command', command: 'page', pageType: 'basket' })).toEqual(SUCCESS);
    expect(await fire(page, { ...LOAD, prefix: 'gtm_' })).toEqual(SUCCESS);
    await started(page);
    expect(await problems(page)).toEqual([]);
    await deliversOnce(page, shop, 'gtm_signal_type');
  });

  test('the template fired twice, and by two containers, is one tag @firefox-soak', async ({ page, shop }) => {
    await openLoaded(page, shop);
    const firings = [fire(page, LOAD), fire(page, LOAD), fire(page, LOAD, 'other')];
    expect(await Promise.all(firings)).toEqual([SUCCESS, SUCCESS, SUCCESS]);
    expect(await fire(page, CONSENT, 'other')).toEqual(SUCCESS);
    await started(page);
    expect(await problems(page)).toContain('duplicate_tag 1');
    await deliversOnce(page, shop);
  });

  test('Google Consent Mode counts only with both types, by the template’s own choice @firefox-soak', async ({
    page,
    shop,
  }) => {
    const consent = (command: string, state: object) =>
      page.evaluate(
        ([name, types]) => {
          const layer: unknown[] = Reflect.get(window, 'dataLayer') ?? [];
          Reflect.set(window, 'dataLayer', layer);
          // As gtag itself does: an arguments object, which is no array.
          const gtag = function () {
            // biome-ignore lint/complexity/noArguments: gtag pushes just this
            layer.push(arguments);
          } as (...args: unknown[]) => void;
          gtag('consent', name, types);
        },
        [command, state] as const,
      );
    await openLoaded(page, shop);
    expect(await fire(page, { ...LOAD, consent: 'google' })).toEqual(SUCCESS);
    // Nobody has said anything: Tag Manager's own API would call that granted.
    await expect.poll(async () => (await health(page))?.state.consent).toBe('unknown');
    await consent('update', { analytics_storage: 'granted' });
    await expect.poll(async () => (await health(page))?.state.consent).toBe('unknown');
    await consent('update', { ad_storage: 'granted' });
    await started(page);
    await deliversOnce(page, shop);
  });

  test('the template says so where the script is blocked', async ({ page, shop }) => {
    await openLoaded(page, shop);
    await page.route(SCRIPT, (route) => route.abort());
    expect(await fire(page, LOAD)).toEqual({ success: 0, failure: 1 });
    expect(await health(page)).toBeUndefined();
  });

  test('the Custom HTML snippet loads the tag, once or twice @firefox-soak', async ({ page, shop }) => {
    await openLoaded(page, shop);
    const code = /<script>([\s\S]*)<\/script>/.exec(readFileSync('gtm/custom-html.html', 'utf8'))?.[1] ?? '';
    await page.evaluate((text) => {
      for (let round = 0; round < 2; round++) {
        const element = document.createElement('script');
        element.text = text;
        document.body.append(element);
      }
    }, code);
    await push(page, ['consent', 'granted']);
    await started(page);
    // The second loader leaves everything to the first.
    expect(await problems(page)).toEqual([]);
    await deliversOnce(page, shop);
  });
});
