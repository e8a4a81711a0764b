import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startDemo } from '../../demo/server.js';
import type { CollectedRequest } from '../../stand-ins/collector.js';
import { type Browser, startWebKit, type WebKit } from './driver.js';

export const JANE = 'Jane.Doe+Shop@Example.com';
/** How long a scene waits for what must come, and how often it looks. Only a failure waits for the end. */
export const SOON = { timeout: 30_000, interval: 50 };

const BUILD = new URL('../../dist/fullstory-ometria.min.js', import.meta.url);

/** Short stages, so that a scene takes as long as what it looks at. */
const TIMING = { quiet: 100, deadline: 500, spacing: 100 };

export interface Scene {
  browser: Browser;
  shop: string;
  /** The payment provider's page, on an origin of its own; what lies under `slow` there is never answered. */
  elsewhere: string;
  /** Opens a page of the demo with its switches and waits for the tag; with `tagOptions` over short stages. */
  open(path: string, options?: { switches?: Record<string, string>; tag?: object }): Promise<void>;
  logIn(email?: string): Promise<void>;
  /** identify requests that bring properties. */
  deliveries(): CollectedRequest[];
  last(): Record<string, string>;
  /** Signals that the pages of this scene have taken in, by type, in order: `type`, or `type:product`, `type:target`. */
  signals(): Promise<string[]>;
  ragehook(): Promise<void>;
  health(): Promise<{ state: Record<string, string>; problems: { code: string }[]; deliveries: { made: number } }>;
}

/** What FullStory tells of, as its event; on an element of its own, so that it is no repetition. */
const RAGEHOOK = `
  const target = document.body.appendChild(document.createElement('button'));
  const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
  target.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));`;

// Kept over pages: a signal of the last moment is read on the next page.
const LISTEN = `
  fsOmetria.on('signal', ({ type, product, target }) => {
    if (type === 'attention') return;
    const about = product || target;
    const name = type + (about ? ':' + about : '');
    localStorage.scene_signals = (localStorage.scene_signals || '') + name + ' ';
  });`;

/** WebKit for all scenes of a file; a demo of its own, and an empty storage, for each. */
export const setScene = (): Scene => {
  let webkit: WebKit;
  let demo: Awaited<ReturnType<typeof startDemo>>;
  let browser: Browser;
  const provider = createServer(({ url = '' }, response) => {
    if (url.includes('slow')) return;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Pay</title><h1>Pay here</h1>');
  });
  const scene: Scene = {
    get browser() {
      return browser;
    },
    get shop() {
      return new URL(demo.url).origin;
    },
    get elsewhere() {
      const address = provider.address();
      return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    },
    open: async (path, { switches = {}, tag = {} } = {}) => {
      const url = new URL(path, demo.url);
      const tagOptions = JSON.stringify({ timing: TIMING, ...tag });
      for (const [name, value] of Object.entries({ consent: 'granted', fs: 'off', tagOptions, ...switches }))
        url.searchParams.set(name, value);
      await browser.goto(url.href);
      await expect.poll(() => browser.evaluate(`return 'health' in (window.fsOmetria || {})`), SOON).toBe(true);
      if (switches.tag !== 'loader') await browser.evaluate(LISTEN);
    },
    logIn: async (email = JANE) => {
      await browser.goto(new URL('/about', demo.url).href);
      await browser.evaluate(`document.cookie = 'shop_user=${encodeURIComponent(email)}; path=/'`);
    },
    deliveries: () => demo.collector.requests().filter(({ type, characters }) => type === 'identify' && characters > 0),
    last: () => scene.deliveries().at(-1)?.profile ?? {},
    signals: async () => {
      const text = await browser.evaluate<string | null>(`return localStorage.getItem('scene_signals')`);
      return (text ?? '').trim().split(' ').filter(Boolean);
    },
    ragehook: () => browser.evaluate(RAGEHOOK),
    health: () => browser.evaluate(`return JSON.parse(JSON.stringify(fsOmetria.health()))`),
  };

  beforeAll(async () => {
    if (!existsSync(BUILD)) throw new Error('There is no build: npm run build');
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    webkit = await startWebKit();
    browser = await webkit.open();
  });
  afterAll(async () => {
    await browser?.quit();
    await webkit?.stop();
    provider.closeAllConnections();
    provider.close();
  });
  // Another port is another origin, with a storage of its own; cookies know no ports.
  beforeEach(async () => {
    demo = await startDemo({ port: 0 });
    // Cookies are deleted by the page that sees them.
    await browser.goto(new URL('/icon.svg', demo.url).href);
    await browser.deleteCookies();
  });
  afterEach(async () => {
    const [first, ...others] = await browser.windows();
    for (const other of others) {
      await browser.switchTo(other);
      await browser.closeWindow();
    }
    if (first) await browser.switchTo(first);
    await browser.goto('about:blank');
    await demo.close();
  });
  return scene;
};
