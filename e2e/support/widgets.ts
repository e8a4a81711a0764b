import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import type { Hands } from './situations/situation.js';
import { show, untilDrawn } from './wait.js';

const FOLDER = new URL('./widgets/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

interface Shop {
  touch?: boolean | undefined;
  /** A folder with another build of the tag. */
  dist?: string | undefined;
}

/** A browser of its own that finds the widgets' pages, and other sites where they are asked for, beside the demo's. */
export const openWidgets = async (browser: Browser, baseURL: string, { touch = false, dist }: Shop = {}) => {
  const context = await browser.newContext({ baseURL, hasTouch: touch });
  await context.route('**/widgets/**', async (route) => {
    const url = new URL(route.request().url());
    const wait = Number(url.searchParams.get('ms'));
    if (/^\/widgets\/(api|fail|hang)\//.test(url.pathname)) {
      if (url.pathname.startsWith('/widgets/hang/')) return;
      await new Promise((done) => setTimeout(done, wait));
      const status = url.pathname.startsWith('/widgets/fail/') ? 500 : 200;
      await route.fulfill({ status, body: '{}', contentType: 'application/json' }).catch(() => {});
      return;
    }
    const [, name = ''] = url.pathname.match(/^\/widgets\/([\w-]+\.(?:html|js|css))/) ?? [];
    if (name === '' && url.pathname === '/widgets/slow') {
      await new Promise((done) => setTimeout(done, Number(url.searchParams.get('ms'))));
      // The page may be gone by now.
      await route.fulfill({ body: 'ok' }).catch(() => {});
    } else if (name === '') await route.fulfill({ status: url.pathname.endsWith('.txt') ? 200 : 404, body: 'none' });
    else {
      const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
      await route.fulfill({ body: readFileSync(new URL(name, FOLDER), 'utf8'), contentType: type });
    }
  });
  if (dist)
    await context.route('**/dist/**', (route) => {
      const name = new URL(route.request().url()).pathname.slice('/dist/'.length);
      return route.fulfill({ body: readFileSync(`${dist}/${name}`), contentType: 'text/javascript' });
    });
  const failing = { body: "setTimeout(() => { throw new Error('elsewhere'); }, 50);", contentType: 'text/javascript' };
  await context.route('https://elsewhere.example/**', (route) => route.fulfill(failing));
  await context.route('https://cdn.example/**', (route) =>
    route.fulfill({ ...failing, headers: { 'access-control-allow-origin': '*' } }),
  );
  return context;
};

/** A page of its own for one situation. */
export const makePage = (
  body: string,
  script = '',
) => `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Made</title>
<link rel="stylesheet" href="/widgets/widgets.css"><script src="/widgets/setup.js"></script></head><body>${body}
<script>const $ = (id) => document.getElementById(id);
const on = (id, act, type = 'click') => $(id).addEventListener(type, act);
const ask = (path, ms = 300) => fetch('/widgets/' + path + '?ms=' + ms).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); });
const later = (ms, act) => setTimeout(act, ms);
${script}</script></body></html>`;

/** A signal as the page heard of it. */
export interface Heard {
  type: string;
  clicks?: number;
  target?: string;
  form?: string;
  field?: string;
  stage?: string;
  product?: string;
  seconds?: number;
  page?: string;
}

interface Opened {
  /** Options of the tag. */
  options?: object | undefined;
  /** The page itself. */
  made?: string | undefined;
}

/** Opens a page of widgets and waits until the tag listens. */
export const openPage = async (page: Page, path: string, { options = {}, made }: Opened = {}) => {
  if (made)
    await page.route('**/widgets/made.html*', (route) => route.fulfill({ body: made, contentType: 'text/html' }));
  const [file = '', hash = ''] = path.split('#');
  await page.goto(`/widgets/${file}?options=${encodeURIComponent(JSON.stringify(options))}#${hash}`);
  await page.waitForFunction(() => 'health' in Reflect.get(window, 'fsOmetria'), undefined, { polling: 50 });
};

/** What the tag said in this tab, on this page and those before it. */
export const heard = (page: Page): Promise<Heard[]> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('signals') ?? '[]'));

/** How often each type was said; attention and progress are no verdicts. */
export const countTypes = (signals: readonly Heard[]) => {
  const counts: Record<string, number> = {};
  for (const { type } of signals)
    if (type !== 'attention' && type !== 'funnel_progress') counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export const createHands = (page: Page, clock = false): Hands => {
  const placeOf = async (selector: string) => {
    const box = await page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not on the page`);
    return box;
  };
  /** At fixed moments, so that a slow machine does not stretch the pattern. */
  const repeat = async (times: number, every: number, act: (at: number) => Promise<void>) => {
    const begin = Date.now();
    for (let at = 0; at < times; at++) {
      await wait(begin + at * every - Date.now());
      await act(at);
    }
  };
  return {
    page,
    wait,
    open: async (at) => {
      const other = await page.context().newPage();
      if (clock) await other.clock.install();
      await openPage(other, at);
      return createHands(other, clock);
    },
    click: async (selector, { times = 1, every = 0, drift = 0, x, y, key, and } = {}) => {
      await show(page.locator(selector));
      const box = await placeOf(selector);
      const left = box.x + (x ?? Math.min(box.width / 2, drift ? 20 : Number.POSITIVE_INFINITY));
      const top = box.y + (y ?? box.height / 2);
      const other = and && (await placeOf(and));
      if (key) await page.keyboard.down(key);
      await page.mouse.move(left, top);
      await repeat(times, every, async (at) => {
        if (drift) await page.mouse.move(left + drift * at, top);
        if (other) {
          const { x: far, y: high, width, height } = at % 2 ? other : box;
          await page.mouse.move(far + width / 2, high + height / 2);
        }
        // The browser counts clicks up while they come within half a second on one spot.
        const clickCount = every <= 500 && drift < 5 ? at + 1 : 1;
        await page.mouse.down({ clickCount });
        await page.mouse.up({ clickCount });
      });
      if (key) await page.keyboard.up(key);
    },
    tap: async (selector, { times = 1, every = 0 } = {}) => {
      await show(page.locator(selector));
      const box = await placeOf(selector);
      await repeat(times, every, () => page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2));
    },
    attend: async (seconds) => {
      for (let at = 0; at < seconds; at += 10) {
        await page.mouse.move(100 + at, 200);
        await page.clock.runFor(10_000);
      }
    },
    focus: async (selector) => {
      await page.focus(selector);
      await untilDrawn(page);
    },
    drag: async (selector, dx, dy = 0) => {
      await show(page.locator(selector));
      const box = await placeOf(selector);
      const [x, y] = [box.x + 20, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx, y + dy, { steps: 6 });
      await page.mouse.up();
    },
  };
};
