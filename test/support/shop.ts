import { readFileSync } from 'node:fs';
import { generateSnippetText } from '@fullstory/snippet';
import { vi } from 'vitest';
import type { Build } from '../../src/boot/create-bridge.js';
import { install, type ScriptHandle } from '../../src/boot/install.js';
import type { Options } from '../../src/config/read-options.js';
import { type CollectedRequest, createCollector } from '../../stand-ins/collector.js';
import { type FullStoryOptions, installFullStory } from '../../stand-ins/fullstory-fs.js';
import { installOmetriaTracker, type OmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import {
  createCookieJar,
  createStorage,
  createTimers,
  createWindow,
  type FakeElement,
  FakeEvent,
  type FakeWindow,
  type WindowOptions,
} from './browser-window.js';

/** How a page of the shop is set up. */
export interface PageOptions {
  url?: string;
  /** False: FullStory's snippet is not on the page. `waiting`: it is, and fs.js has not answered. Default `on`. */
  fullstory?: 'on' | 'waiting' | false;
  fs?: FullStoryOptions;
  /** False: no tracker yet. `noinit`: it is there and init has not run. Default `on`. */
  ometria?: 'on' | 'noinit' | false;
  /** Who is known to the tracker before the tag starts; null: nobody. Default jane@example.com. */
  identity?: string | null;
  /** What the tag is configured with; `consent: 'granted'` where nothing else is said. */
  options?: Options | Record<string, unknown>;
  /** What the page has pushed before the tag has loaded. */
  queue?: unknown[];
  /** Attributes of the script tag, as `dataset` has them. */
  dataset?: Record<string, string>;
  /** False: the tag has not loaded. */
  tag?: boolean;
  build?: Build;
  /** Changes to the fake window before anything runs on it. */
  prepare?: (window: FakeWindow) => void;
  loadEventEnd?: number;
}

/** One page in one tab. */
export interface ShopPage {
  window: FakeWindow;
  /** The button that everybody is angry with. */
  button: FakeElement;
  /** The handle that the tag has left on the page. */
  tag: ScriptHandle;
  ometria(): OmetriaTracker;
  loadOmetria(): OmetriaTracker;
  loadFullStory(options?: FullStoryOptions): void;
  loadTag(build?: Build): ScriptHandle;
  /** Four quick clicks by a person on the button: FullStory's stand-in tells of them by its Ragehook. */
  rage(target?: FakeElement): void;
  /** FullStory's Ragehook alone. */
  ragehook(detail?: unknown, target?: FakeElement): void;
  pass(milliseconds: number): void;
  /** The page goes away: pagehide, then hidden. Its timers never fire again. */
  leave(): void;
  /** The next page of this tab. */
  goTo(options?: PageOptions): ShopPage;
  /** Codes of the problems in health. */
  problems(): string[];
}

export interface Shop extends ShopPage {
  timers: ReturnType<typeof createTimers>;
  cookieJar: ReturnType<typeof createCookieJar>;
  storage: Storage;
  collector: ReturnType<typeof createCollector>;
  /** The deliveries that the collector has received: identify requests that bring properties. */
  received(): CollectedRequest[];
  /** The properties of the only delivery; an error when there was none or another. */
  only(): Record<string, string>;
  /** Another tab of the same browser. */
  open(options?: PageOptions): ShopPage;
}

/** Counts who reads the cookie from now on, the tracker and FullStory among them. */
export const countCookieReads = ({ document }: FakeWindow): (() => number) => {
  let reads = 0;
  const jar = Object.getOwnPropertyDescriptor(document, 'cookie');
  Object.defineProperty(document, 'cookie', {
    set: (text) => jar?.set?.call(document, text),
    get: () => {
      reads++;
      return jar?.get?.call(document);
    },
  });
  return () => reads;
};

/** With it the tag under test is a built file instead of the sources: `FS_OMETRIA_FILE=dist/….min.js vitest run test/boot/bridge.test.ts`. */
const FILE = process.env.FS_OMETRIA_FILE;

const CORE: Build = { sources: [], adapters: {} };

const addSnippet = (window: FakeWindow): void => {
  const text = generateSnippetText({ orgId: 'DEMO', namespace: 'FS' });
  new Function('window', 'document', text)(window, window.document);
};

/** Opens the shop in a browser of its own, whose clock, cookies and storage the test holds. */
export const openShop = (first: PageOptions = {}): Shop => {
  const timers = createTimers();
  const cookieJar = createCookieJar({ now: timers.now });
  const storage = createStorage();
  const collector = createCollector({ sessionMs: 1_800_000, now: timers.now });
  vi.spyOn(Date, 'now').mockImplementation(timers.now);

  const open = (options: PageOptions = {}, sessionStorage: Storage = createStorage()): ShopPage => {
    let gone = false;
    // A page that has gone away runs no timers, though its tab's clock goes on.
    const own: typeof timers = {
      ...timers,
      setTimeout: (run, delay) => timers.setTimeout(() => gone || run(), delay),
    };
    const windowOptions: WindowOptions = {
      url: options.url ?? 'https://shop.example/checkout/payment',
      cookieJar,
      timers: own,
      localStorage: storage,
      sessionStorage,
      loadEventEnd: options.loadEventEnd ?? 0,
      load: (address) => void collector.receive(address),
    };
    const window = createWindow(windowOptions);
    options.prepare?.(window);
    const button = window.document.createElement('button');
    button.id = 'promo-apply';
    window.document.body?.appendChild(button);

    const loadOmetria = (): OmetriaTracker => {
      const platform = options.ometria === 'noinit' ? 'generic' : 'shop';
      const tracker = installOmetriaTracker(window, { account: 'demo', endpoint: '', platform });
      if (!tracker) throw new Error('The tracker did not install');
      return tracker;
    };
    const loadTag = (build = options.build ?? CORE): ScriptHandle => {
      window.document.currentScript = { dataset: options.dataset ?? {} };
      if (FILE) new Function('window', 'document', readFileSync(FILE, 'utf8'))(window, window.document);
      // The members of a window that the tag calls are there.
      else install(window as unknown as Window & typeof globalThis, build);
      window.document.currentScript = null;
      return window.fsOmetria as ScriptHandle;
    };

    if (options.fullstory !== false) addSnippet(window);
    if (options.fullstory === undefined || options.fullstory === 'on') installFullStory(window, options.fs);
    if (options.ometria !== false) {
      const tracker = loadOmetria();
      const { identity = 'jane@example.com' } = options;
      if (identity !== null && tracker.getIdentity() === null && options.ometria !== 'noinit')
        tracker.identify(identity);
      // The tracker writes its cookie 5 ms later, the tag waits for a campaign link's identity for 150 ms.
      timers.advance(10);
    }
    window.fsOmetria = [['config', { consent: 'granted', ...options.options }], ...(options.queue ?? [])];
    const page: ShopPage = {
      window,
      button,
      tag: options.tag === false ? (window.fsOmetria as ScriptHandle) : loadTag(),
      loadTag,
      loadOmetria,
      loadFullStory: (fs) => void installFullStory(window, fs),
      ometria: () => window.ometria as OmetriaTracker,
      rage: (target = button) => {
        for (let click = 0; click < 4; click++) {
          window.click(target);
          timers.advance(60);
        }
      },
      ragehook: (detail = {}, target = button) => {
        target.dispatchEvent(new FakeEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
      },
      pass: timers.advance,
      leave: () => {
        window.dispatchEvent(new FakeEvent('pagehide', { isTrusted: true }));
        window.show('hidden');
        gone = true;
      },
      goTo: (next = {}) => {
        if (!gone) page.leave();
        return open({ ...options, ...next }, sessionStorage);
      },
      problems: () => page.tag.health().problems.map(({ code }) => code),
    };
    return page;
  };

  const received = () => collector.requests().filter(({ type, characters }) => type === 'identify' && characters > 0);
  return {
    ...open(first),
    timers,
    cookieJar,
    storage,
    collector,
    received,
    only: () => {
      const [delivery, ...more] = received();
      if (!delivery || more.length) throw new Error(`${received().length} deliveries instead of one`);
      return delivery.profile;
    },
    open: (options) => open({ ...first, ...options }),
  };
};
