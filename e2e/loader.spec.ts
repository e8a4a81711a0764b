import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test as testOfShop } from './support/fixtures.js';
import { type LoadedShop, openLoadedShop } from './support/loaded.js';
import { leaveFor, untilPage } from './support/wait.js';

const JANE = 'jane@example.com';
const LOADER = '/dist/fullstory-ometria.loader.min.js';
const TAG = '**/dist/fullstory-ometria.min.js';
const ALL = 30;

/** `loaded`: pages over real connections. */
const test = testOfShop.extend<{ loaded: LoadedShop }>({
  loaded: async ({ demo }, use) => {
    const loaded = await openLoadedShop(demo.url);
    await use(loaded);
    await loaded.close();
  },
});

const isDelivery = ({ type, characters }: CollectedRequest) => type === 'identify' && characters > 0;
const script = (src: string, attributes = '') => `<script src="${src}" nonce="n0nce" ${attributes}></script>`;

interface Given {
  attributes?: string;
  loader?: string;
  body?: string;
  policy?: string;
  path?: string;
  waitUntil?: 'load' | 'commit';
}

/** A page of a shop with the loader on it, and the tracker, which knows Jane. */
const open = async (page: Page, shop: Shop, given: Given = {}) => {
  const { attributes = '', loader = LOADER, body = '', policy, path = 'page', waitUntil = 'load' } = given;
  await page.unroute('**/loaded/**');
  await page.route('**/loaded/**', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({
          contentType: 'text/javascript',
          body: `window.fsOmetria = window.fsOmetria || [];
            addEventListener('click', function (event) { event.target.dataset.clicked = 'yes'; });
            window.onOmetriaLoaded = function () { window.ometria.identify('${JANE}'); };`,
        })
      : route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: policy ? { 'content-security-policy': policy } : {},
          body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<link rel="icon" href="/assets/icon.svg">${script('/loaded/queue.js')}
${script(loader, `data-options='{"timing":{"quiet":100}}' ${attributes}`)}${script('/vendors/ometria.js')}</head>
<body><button type="button" id="apply">Apply</button>${body}</body></html>`,
        }),
  );
  await page.goto(`${shop.url}/loaded/${path}`, { waitUntil });
};

/** The scripts of ours that the page asks for from now on. */
const watchScripts = (page: Page) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.includes('fullstory-ometria')) asked.push(pathname);
  });
  return asked;
};

/** Holds the tag's script back until it is let go; from then on it comes at once. */
const holdTag = async (page: Page) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(TAG, async (route) => {
    await released;
    // Asked for by a page that has gone meanwhile.
    await route.continue().catch(() => {});
  });
  return () => release();
};

/** The Ragehook on so many elements. */
const rage = (page: Page, count = 1) =>
  page.evaluate((elements) => {
    for (let at = 0; at < elements; at++) {
      const target = document.createElement('button');
      target.id = `target-${at}`;
      document.body.append(target);
      const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
      target.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
    }
  }, count);

const push = (page: Page, ...command: unknown[]) =>
  page.evaluate((given) => void Reflect.get(window, 'fsOmetria').push(given), command);

const problems = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Reflect.get(window, 'fsOmetria')
      .health()
      .problems.map(({ code }: { code: string }) => code),
  );

const stored = (page: Page) =>
  page.evaluate(() =>
    Object.entries({ sessionStorage, localStorage }).flatMap(([name, area]) =>
      Object.keys(area)
        .filter((key) => key.startsWith('fs_'))
        .map((key) => `${name} ${key}`),
    ),
  );

/** The contact shows so many rage clicks, and goes on doing so when the page has gone. */
const shows = async (page: Page, shop: Shop, count: number) => {
  const last = () => shop.requests(isDelivery).at(-1)?.profile.fs_rage_clicks;
  await expect.poll(last).toBe(String(count));
  await page.goto(`${shop.url}/assets/icon.svg`);
  expect(last()).toBe(String(count));
};

/** The loader runs, and there is a body: Firefox may hold the parser at the next script of the head. */
const ready = (page: Page) =>
  untilPage(page, () => 'loader' in (Reflect.get(window, 'fsOmetria') ?? {}) && document.body !== null);
/** The tag has taken over from the loader. */
const untilTaken = (page: Page) =>
  untilPage(page, () => !('loader' in (Reflect.get(window, 'fsOmetria') ?? { loader: 0 })));
const asksForTag = (asked: string[]) => expect.poll(() => asked.filter((path) => !path.includes('loader')).length);

test('without consent the page asks for one script and nothing is kept @firefox', async ({ page, shop }) => {
  await page.clock.install();
  const asked = watchScripts(page);
  await open(page, shop, { attributes: 'data-consent="google"' });
  await ready(page);
  await rage(page);
  await page.mouse.click(20, 20);
  await page.clock.runFor(70_000);
  expect(asked).toEqual([LOADER]);
  expect(await stored(page)).toEqual([]);
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name.startsWith('fs'))).toEqual([]);
  expect(shop.requests(isDelivery)).toEqual([]);
});

test('consent after five seconds brings the tag, and only then @firefox-soak', async ({ page, shop }) => {
  await page.clock.install();
  const asked = watchScripts(page);
  await open(page, shop);
  await ready(page);
  await page.clock.runFor(5000);
  expect(asked).toEqual([LOADER]);
  await push(page, 'consent', 'granted');
  await page.clock.runFor(3000);
  await asksForTag(asked).toBe(1);
});

test('every event between the yes and the tag is delivered once @firefox-soak', async ({ page, shop }) => {
  const release = await holdTag(page);
  await open(page, shop, { attributes: 'data-consent="granted"' });
  await ready(page);
  await rage(page, ALL);
  release();
  await untilTaken(page);
  await shows(page, shop, ALL);
});

for (const { pages, when } of [
  { pages: 4, when: '' },
  { pages: ALL, when: '@soak ' },
])
  test(`what happened on ${pages} pages that were left before the tag came is delivered by the next one ${when}@firefox`, async ({
    page,
    shop,
    loaded,
  }) => {
    const kept = () => page.evaluate(() => sessionStorage.getItem('fs_ometria.0'));
    loaded.answer('held');
    await page.goto(loaded.address());
    for (let count = 0; count < pages; count++) {
      // FullStory tells of one act for three seconds: on one path it would be the same element.
      await leaveFor(page, loaded.address({ path: `page-${'x'.repeat(count)}` }));
      await ready(page);
      await rage(page);
    }
    expect(await kept()).not.toBeNull();
    loaded.answer('given');
    await leaveFor(page, loaded.address());
    await untilTaken(page);
    await expect.poll(kept).toBeNull();
    await shows(page, shop, pages);
  });

test('a refusal between the yes and the tag leaves nothing but its mark @firefox-soak', async ({ page, shop }) => {
  const release = await holdTag(page);
  await open(page, shop);
  await ready(page);
  await push(page, 'consent', 'granted');
  await rage(page);
  expect(await stored(page)).toEqual(['sessionStorage fs_ometria.0']);
  await push(page, 'consent', 'denied');
  expect(await stored(page)).toEqual(['localStorage fs_ometria.0']);
  expect(await page.evaluate(() => localStorage.getItem('fs_ometria.0'))).toMatch(/^\{"denied":\d{13}\}$/);
  // It may be on its way: what runs then must hear the refusal.
  release();
  await page.mouse.click(20, 20);
  await rage(page);
  await open(page, shop, { attributes: 'data-consent="granted"' });
  await untilTaken(page);
  await rage(page);
  await shows(page, shop, 1);
});

test('the first press brings the tag though the page is still loading @firefox', async ({ page, shop }) => {
  const asked = watchScripts(page);
  // An answer that does not come keeps the page from having loaded.
  await page.route('**/never.png', () => {});
  const body = '<img src="/never.png" alt="">';
  await open(page, shop, { attributes: 'data-consent="granted"', body, waitUntil: 'commit' });
  await ready(page);
  expect(asked).toEqual([LOADER]);
  await page.locator('#apply').click({ noWaitAfter: true });
  await asksForTag(asked).toBe(1);
  expect(await page.evaluate(() => document.readyState)).toBe('interactive');
});

test('it needs nothing of a strict policy but its nonce and its trusted type @firefox', async ({ page, shop }) => {
  const policy = `default-src 'none'; script-src 'nonce-n0nce'; img-src 'self'; require-trusted-types-for 'script'; trusted-types fs_ometria`;
  await open(page, shop, { attributes: 'data-consent="granted"', policy });
  await untilTaken(page);
  expect(await problems(page)).toEqual([]);
  await rage(page);
  await shows(page, shop, 1);
});

test.describe('a tag that does not come', () => {
  // Firefox tells of a wrong hash as it tells of an uncaught error.
  test.use({ pageErrorsAllowed: true });

  const WAYS = {
    'is blocked': (page: Page) => page.route(TAG, (route) => route.abort()),
    'answers empty': (page: Page) => page.route(TAG, (route) => route.fulfill({ contentType: 'text/javascript' })),
    'is another than was built': (page: Page) =>
      page.route(TAG, (route) =>
        route.fulfill({ contentType: 'text/javascript', body: 'document.title = "Somebody else";' }),
      ),
  };
  // How a wrong hash is told differs by browser.
  const inFirefox = (what: string) => (what === 'is another than was built' ? '@firefox' : '@firefox-soak');
  for (const [what, block] of Object.entries(WAYS))
    test(`since it ${what} is a problem, and the next page tries again ${inFirefox(what)}`, async ({ page, shop }) => {
      await block(page);
      await open(page, shop, { attributes: 'data-consent="granted"' });
      // The press asks for the tag, if the page has not been idle yet.
      await page.locator('#apply').click();
      await rage(page);
      await expect.poll(() => problems(page)).toEqual(['script_blocked']);
      expect(await page.locator('#apply').getAttribute('data-clicked')).toBe('yes');
      expect(await page.title()).toBe('A shop');
      await page.unroute(TAG);
      await open(page, shop, { attributes: 'data-consent="granted"' });
      await shows(page, shop, 1);
    });

  // Firefox does not always enforce CORS on what is intercepted, either.
  test('from another origin the tag comes where that origin allows it @firefox', async ({ page, shop, loaded }) => {
    for (const allowed of [false, true]) {
      loaded.allow(allowed);
      await page.goto(loaded.address({ fromCdn: true }));
      await ready(page);
      await page.locator('#apply').click();
      if (allowed) await untilTaken(page);
      await expect.poll(() => problems(page)).toEqual(allowed ? [] : ['script_blocked']);
      await rage(page);
    }
    // That of the page before the script was allowed is not lost.
    await expect.poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_rage_clicks).toBe('2');
  });
});
