import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from '../e2e/support/fixtures.js';

const BUILT = process.env.EXAMPLES ?? '';
const FIVE_MINUTES_MS = 5 * 60_000;
const JANE = 'jane@example.com';
const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' };

// What a shop's consent tool puts on its pages: both vendors, and the platform's word on who this is.
const VENDORS = `<script>window.onOmetriaLoaded = function () { ometria.identify('${JANE}'); };</script>
<script src="/assets/fullstory-snippet.js"></script><script src="/vendors/ometria.js"></script>`;

const isDelivery = ({ type, characters }: CollectedRequest) => type === 'identify' && characters > 0;

type Answer = (path: string) => Promise<string> | string;

/** Serves an example beside the demo's stand-ins, on one origin. */
const serve = async (page: Page, answer: Answer) => {
  await page.route('**/example/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const [, type = 'html'] = /\.(\w+)$/.exec(pathname) ?? [];
    const body = await answer(pathname);
    await route.fulfill({
      contentType: TYPES[type] ?? 'text/plain',
      body: type === 'html' ? body.replace('<head>', `<head>${VENDORS}`) : body,
    });
  });
};

const files =
  (folder: string): Answer =>
  (path) => {
    const file = join(BUILT, folder, path.slice('/example/'.length));
    return readFileSync(/\.\w+$/.test(path) && existsSync(file) ? file : join(BUILT, folder, 'index.html'), 'utf8');
  };

/** Listeners on anything that outlives an element, whatever their options: what is left after the shop has gone. */
const watchListeners = (page: Page) =>
  page.addInitScript(() => {
    const live = new Set<string>();
    const added: string[] = [];
    let last = 0;
    const ids = new WeakMap<object, number>();
    const idOf = (thing: object) => {
      if (!ids.has(thing)) ids.set(thing, ++last);
      return ids.get(thing);
    };
    const keyOf = (host: EventTarget, type: string, { listener, capture }: { listener: object; capture: boolean }) =>
      `${host.constructor.name.toLowerCase().replace('htmldocument', 'document')} ${type} ${idOf(listener)} ${capture} ${idOf(host)}`;
    const isCapture = (options: unknown) =>
      typeof options === 'object' && options ? Reflect.get(options, 'capture') === true : options === true;
    // The vendors' own, and the one that React keeps on the document for good.
    const isOthers = (type: string) =>
      /\/vendors\/|\/assets\/fullstory-snippet/.test(new Error().stack ?? '') || type === 'selectionchange';
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const host = this ?? window;
      if (listener && !(host instanceof Element) && !isOthers(type)) {
        const key = keyOf(host, type, { listener, capture: isCapture(options) });
        const { once = false, signal } = typeof options === 'object' ? options : {};
        live.add(key);
        added.push(key);
        const gone = () => live.delete(key);
        if (once) addEventListener.call(host, type, gone, options);
        if (signal) addEventListener.call(signal, 'abort', gone);
      }
      addEventListener.call(host, type, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const host = this ?? window;
      if (listener) live.delete(keyOf(host, type, { listener, capture: isCapture(options) }));
      removeEventListener.call(host, type, listener, options);
    };
    Reflect.set(window, 'liveListeners', () => [...live]);
    Reflect.set(window, 'addedListeners', () => added);
  });

const listeners = (page: Page): Promise<string[]> => page.evaluate(() => Reflect.get(window, 'liveListeners')());

const added = (page: Page): Promise<string[]> => page.evaluate(() => Reflect.get(window, 'addedListeners')());

interface FoundHealth {
  state: Record<string, string>;
  problems: { code: string }[];
}

/** The bridge that is on the page, found by the mark every copy leaves. */
const health = (page: Page): Promise<FoundHealth | undefined> =>
  page.evaluate(() => Reflect.get(window, Symbol.for('fullstory-ometria'))?.handle.health());

const started = (page: Page) =>
  expect
    .poll(async () => (await health(page))?.state)
    .toMatchObject({ consent: 'granted', ometria: 'ready', fullstory: 'capturing', identity: 'known' });

const rageClick = async (page: Page) => {
  await page.locator('#apply').hover();
  for (let clickCount = 1; clickCount <= 4; clickCount++) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  }
};

const mounts = (page: Page, shop: Shop) =>
  test.step('mounts', async () => {
    await page.goto(`${shop.url}/example/product`);
    await started(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cable jumper');
    expect(await listeners(page)).not.toEqual([]);
  });

const deliversOnce = (page: Page, shop: Shop) =>
  test.step('delivers a rage click once', async () => {
    await rageClick(page);
    const [delivery] = await shop.waitForRequests(1, isDelivery);
    expect(delivery).toMatchObject({
      uiid: JANE,
      profile: { fs_rage_clicks: '1', fs_frustration_score: '34', fs_signal_page: '/example/checkout' },
    });
    expect((await health(page))?.problems).toEqual([]);
  });

const visit = async (page: Page, shop: Shop) => {
  await mounts(page, shop);
  await test.step('goes to another route', async () => {
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout');
    expect(new URL(page.url()).pathname).toBe('/example/checkout');
  });
  await deliversOnce(page, shop);
  await test.step('leaves nothing behind', async () => {
    await page.getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading')).toHaveCount(0);
    expect(await health(page)).toBeUndefined();
    expect(await listeners(page)).toEqual([]);
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('button'), { id: 'apply' })));
    await rageClick(page);
    await page.goto(`${shop.url}/assets/icon.svg`);
    expect(shop.requests(isDelivery)).toHaveLength(1);
  });
};

test.beforeEach(({ page }) => watchListeners(page));

// First, since its time runs.
test('a newcomer’s first property, from an empty folder and by README to the letter', async ({ page, shop }) => {
  const readme = readFileSync(join(BUILT, 'newcomer/node_modules/fullstory-ometria/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```/gm)].map(([, language, code = '']) => ({
    language,
    code,
  }));
  const tag = blocks.find(
    ({ language, code }) => language === 'html' && code.includes('fullstory-ometria.loader.min.js'),
  );
  const consent = blocks.find(({ language, code }) => language === 'js' && code.includes("'consent', 'granted'"));
  if (!tag || !consent) throw new Error('README has no script tag, or no consent command');
  await page.route('https://cdn.example/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const path = join(BUILT, 'newcomer/node_modules/fullstory-ometria/dist', name);
    return route.fulfill({
      contentType: 'text/javascript',
      // Here the shop's own host is another origin, from which the loader asks for its script with CORS.
      headers: { 'access-control-allow-origin': '*' },
      body: readFileSync(path, 'utf8'),
    });
  });
  await serve(
    page,
    () => `<!doctype html><html lang="en"><head><title>A shop</title>${tag.code}</head>
<body><button type="button" id="apply">Apply</button></body></html>`,
  );
  await page.goto(`${shop.url}/example/`);
  // The loader's word: the tag comes with consent.
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'fsOmetria')?.health?.().state.consent))
    .toBe('unknown');
  await page.addScriptTag({ content: consent.code });
  await started(page);
  await rageClick(page);
  const [delivery] = await shop.waitForRequests(1, isDelivery);
  expect(delivery).toMatchObject({ uiid: JANE, profile: { fs_rage_clicks: '1' } });
  const ms = Date.now() - Number(process.env.NEWCOMER_SINCE);
  console.log(`  ${(ms / 1000).toFixed(1)} s from the empty folder to the first delivered property`);
  expect(ms).toBeLessThan(FIVE_MINUTES_MS);
});

test('Vite and React', async ({ page, shop }) => {
  await serve(page, files('react/dist'));
  await visit(page, shop);
});

test('Vite and React in strict mode, which mounts twice and leaves one bridge', async ({ page, shop }) => {
  await serve(page, files('react/dist-development'));
  await page.goto(`${shop.url}/example/product`);
  await started(page);
  const hides = (keys: string[]) => keys.filter((key) => key.startsWith('window pagehide'));
  expect(hides(await added(page))).toHaveLength(2);
  expect(hides(await listeners(page))).toHaveLength(1);
  await visit(page, shop);
});

test('Vite and Vue', async ({ page, shop }) => {
  await serve(page, files('vue/dist'));
  await visit(page, shop);
});

test('Vite and import(): nothing of the tag before the yes, and nothing left after a withdrawal', async ({
  page,
  shop,
}) => {
  const loaded: string[] = [];
  await serve(page, async (path) => {
    const body = await files('lazy/dist')(path);
    if (path.endsWith('.js')) loaded.push(body);
    return body;
  });
  const isTags = (code: string) => code.includes('fs_ometria');
  const stored = () =>
    page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }).filter((key) => key.startsWith('fs_')));
  await page.goto(`${shop.url}/example/checkout`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await rageClick(page);
  expect(loaded).not.toEqual([]);
  expect(loaded.filter(isTags)).toEqual([]);
  expect(await health(page)).toBeUndefined();
  expect(await stored()).toEqual([]);
  await page.getByRole('button', { name: 'Accept' }).click();
  await started(page);
  expect(loaded.filter(isTags)).not.toEqual([]);
  await rageClick(page);
  const [delivery] = await shop.waitForRequests(1, isDelivery);
  expect(delivery).toMatchObject({ uiid: JANE, profile: { fs_rage_clicks: '1' } });
  await page.getByRole('button', { name: 'Withdraw' }).click();
  // The mark of the refusal alone.
  await expect.poll(stored).toHaveLength(1);
});

/** Starts an example's own server and answers where it listens: the first address that it prints. */
const startServer = async (folder: string, command: readonly string[]) => {
  const server: ChildProcess = spawn(process.execPath, command, {
    cwd: join(BUILT, folder),
    env: { ...process.env, PORT: '0', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { stdout } = server;
  if (!stdout) throw new Error('The server says nothing');
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const [address] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (address) return { origin: address, stop: () => server.kill() };
  }
  throw new Error(`The server of ${folder} has ended`);
};

test.describe('React on a server', () => {
  let origin = '';
  let stop = () => {};

  test.beforeAll(async () => {
    const server = await startServer('react-server', ['server.js']);
    origin = server.origin;
    stop = server.stop;
  });
  test.afterAll(() => stop());

  test('sends the shop as markup and hydrates it', async ({ page, shop }) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const answer: Answer = async (path) => (await fetch(`${origin}${path}`)).text();
    expect(await answer('/example/product')).toContain('<h1>Cable jumper</h1>');
    expect(await answer('/example/checkout')).toContain('<h1>Checkout</h1>');
    await serve(page, answer);
    await visit(page, shop);
    expect(errors).toEqual([]);
  });
});

test.describe('Next.js', () => {
  let origin = '';
  let stop = () => {};

  test.beforeAll(async () => {
    const server = await startServer('next', ['node_modules/next/dist/bin/next', 'start', '--hostname', 'localhost']);
    origin = server.origin;
    stop = server.stop;
  });
  test.afterAll(() => stop());

  test('renders the pages, carries the tag from route to route, and ends it beside the shop', async ({
    page,
    shop,
  }) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    // With the headers of the router's own requests.
    await page.route('**/example/**', async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const response = await route.fetch({ url: `${origin}${pathname}${search}` });
      const isPage = response.headers()['content-type']?.startsWith('text/html');
      if (!isPage) return route.fulfill({ response });
      return route.fulfill({ response, body: (await response.text()).replace('<head>', `<head>${VENDORS}`) });
    });
    expect(await (await fetch(`${origin}/example/product`)).text()).toContain('<h1>Cable jumper</h1>');
    await page.goto(`${shop.url}/example/about`);
    await expect(page.getByRole('link', { name: 'To the shop' })).toBeVisible();
    expect(await health(page)).toBeUndefined();

    await mounts(page, shop);
    await test.step('goes to another route', async () => {
      const sameDocument = await page.evaluateHandle(() => document);
      await page.getByRole('link', { name: 'Go on' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout');
      expect(await page.evaluate((before) => before === document, sameDocument)).toBe(true);
    });
    await deliversOnce(page, shop);
    await test.step('leaves nothing behind outside of the shop', async () => {
      await page.getByRole('link', { name: 'Leave' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('About us');
      expect(await health(page)).toBeUndefined();
      await rageClick(page);
      await page.goto(`${shop.url}/assets/icon.svg`);
      expect(shop.requests(isDelivery)).toHaveLength(1);
    });
    expect(errors).toEqual([]);
  });
});
