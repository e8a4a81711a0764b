import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startDemo } from '../../demo/server.mjs';
import type { CollectedRequest } from '../../demo/stand-ins/collector.js';
import { type Browser, startWebKit, type WebKit } from './driver.js';

export const JANE = 'Jane.Doe+Shop@Example.com';

/** Short stages, so that a scene takes as long as what it looks at. */
const TIMING = { quiet: 100, deadline: 500, spacing: 100 };

export interface Scene {
  browser: Browser;
  shop: string;
  /** Opens a page of the demo with its switches and waits for the tag; with `tagOptions` over short stages. */
  open(path: string, options?: { switches?: Record<string, string>; tag?: object }): Promise<void>;
  logIn(email?: string): Promise<void>;
  /** identify requests that bring properties. */
  deliveries(): CollectedRequest[];
  last(): Record<string, string>;
  /** Signals that the pages of this scene have taken in, by type, in order; of a product `type:product`. */
  signals(): Promise<string[]>;
  ragehook(): Promise<void>;
  health(): Promise<{ state: Record<string, string>; problems: { code: string }[]; deliveries: { made: number } }>;
}

/** What FullStory tells of, as its event. */
const RAGEHOOK = `
  const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
  (document.querySelector('[data-testid=promo-apply]') || document.body)
    .dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));`;

// Kept over pages: a signal of the last moment is read on the next page.
const LISTEN = `
  fsOmetria.on('signal', ({ type, product = '' }) => {
    if (type === 'attention') return;
    const name = type + (product && ':' + product);
    localStorage.scene_signals = (localStorage.scene_signals || '') + name + ' ';
  });`;

/** The demo and WebKit for all scenes of a file, and an empty browser for each. */
export const setScene = (): Scene => {
  let webkit: WebKit;
  let demo: Awaited<ReturnType<typeof startDemo>>;
  let browser: Browser;
  const scene: Scene = {
    get browser() {
      return browser;
    },
    get shop() {
      return new URL(demo.url).origin;
    },
    open: async (path, { switches = {}, tag = {} } = {}) => {
      const url = new URL(path, demo.url);
      const tagOptions = JSON.stringify({ timing: TIMING, ...tag });
      for (const [name, value] of Object.entries({ consent: 'granted', fs: 'off', tagOptions, ...switches }))
        url.searchParams.set(name, value);
      await browser.goto(url.href);
      await expect
        .poll(() => browser.evaluate(`return 'health' in (window.fsOmetria || {})`), { timeout: 10_000 })
        .toBe(true);
      await browser.evaluate(LISTEN);
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
    if (!readFileSync(new URL('../../dist/fullstory-ometria.min.js', import.meta.url)).length)
      throw new Error('Build first');
    demo = await startDemo({ port: 0 });
    webkit = await startWebKit();
  });
  afterAll(async () => {
    await webkit?.stop();
    await demo?.close();
  });
  beforeEach(async () => {
    await demo.reset();
    browser = await webkit.open();
  });
  afterEach(async () => {
    await browser?.quit();
  });
  return scene;
};
