import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { startDemo } from '../../demo/server.js';
import type { CollectedRequest } from '../../stand-ins/collector.js';
import { untilPage, untilTagRuns } from './wait.js';

type Demo = Awaited<ReturnType<typeof startDemo>>;

/** `loader`: the tag, brought by its loader, which is all that the page has when the fault begins. */
export type Contestant = 'tag' | 'loader' | 'glue';
type Switches = Record<string, string | number>;

/** What the contacts show in the end. */
export interface Score {
  /** Signals on the contact of whoever made them. */
  delivered: number;
  /** Counted more than once. */
  duplicated: number;
  /** On somebody else's contact, or sent though the visitor had said no. */
  misattributed: number;
  /** Should have arrived and has not. */
  lost: number;
  requests: number;
}

/** One visitor at work, in a browser of their own. */
export interface Visit {
  browser: string;
  who: Contestant;
  jane: string;
  tom: string;
  context: BrowserContext;
  page: Page;
  /** Opens a page with the contestant on it. */
  open(path?: string, switches?: Switches): Promise<void>;
  openIn(page: Page, path?: string, switches?: Switches): Promise<void>;
  newPage(): Promise<Page>;
  /** The shop's own session: somebody is logged in from the next page on. */
  logIn(email: string): Promise<void>;
  logOut(): Promise<void>;
  /** FullStory's Ragehook on so many different elements of the page, each so many times, half a second apart. */
  rage(count?: number, page?: Page, times?: number): Promise<void>;
  ready(page?: Page): Promise<void>;
  requests(): CollectedRequest[];
  /** A rage by the tag's own command, which is counted where no source may listen. The glue has no such thing. */
  tell(page?: Page): Promise<void>;
  /** The gate is still shut: the tag has tried and says what holds it. What was sent by now was sent too early. */
  opens(): Promise<void>;
}

/** What the tag itself says of it; zeros for the glue, which says nothing. */
export interface Account {
  /** Signals that `health()` counts as dropped or refused, on any page of the visit. */
  dropped: number;
  /** Signals that wait in the end. */
  held: number;
  /** The attempts that a gate had held when it was about to open; nothing where the fault has no such moment. */
  heldBefore?: number;
  /** Calls by then. */
  early?: number;
}

export interface Fault {
  name: string;
  /** How many signals have to arrive in the end, on Jane's contact. Default 1. */
  signals?: number;
  /** How many calls of the tag's that takes at least, where the contact alone does not show each. */
  calls?: number;
  /** What the tag does with them. Default `delivered`. */
  outcome?: 'delivered' | 'held, then delivered' | 'held' | 'dropped, counted' | 'refused';
  options?: object;
  run(visit: Visit): Promise<void>;
}

const GLUE = fileURLToPath(new URL('../../bench/glue/glue.js', import.meta.url));
// The same stages as with the defaults, a fifth as long.
const TIMING = { quiet: 200, deadline: 1000, spacing: 600 };
// It stops what never comes: how long a right delivery takes is the machine's affair.
const SETTLE_MS = 30_000;
// What is wrong has come by then: after the spacing, and after the second look at an unconfirmed mark, two seconds on.
const STILL_MS = 2500;
const HOUR = 3_600_000;

const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const until = async (holds: () => boolean | Promise<boolean>) => {
  const end = Date.now() + SETTLE_MS;
  while (!(await holds()) && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
};

const startTag = (who: Contestant) => ({ tag: 'full', loader: 'loader', glue: 'off' })[who];

/** `acting` lets in so many at once; to wait for silence keeps nobody else from acting. */
export const playFault = async (
  fault: Fault,
  {
    browser,
    demo,
    who,
    acting,
  }: { browser: Browser; demo: Demo; who: Contestant; acting: (act: () => Promise<void>) => Promise<void> },
): Promise<Score & Account> => {
  const slug = slugOf(fault.name);
  const jane = `jane.${slug}.${who}@example.com`;
  const tom = `tom.${slug}.${who}@example.com`;
  const mine = ({ uiid = '' }: CollectedRequest) => uiid.toLowerCase().includes(`.${slug}.${who}@`);
  const brings = ({ profile }: CollectedRequest) => Object.keys(profile).some((name) => name.startsWith('fs_'));
  const requests = () => (demo.collector.requests() as CollectedRequest[]).filter((one) => mine(one) && brings(one));
  const options = { timing: TIMING, ...fault.options };

  const account: Account = { dropped: 0, held: 0 };

  /** What the tag of a page that is about to go says. */
  const hear = async (page: Page) => {
    if (who === 'glue' || page.isClosed()) return { dropped: 0, held: 0, attempts: 0 };
    return page.evaluate(() => {
      const handle = Reflect.get(window, 'fsOmetria') ?? {};
      // The loader alone counts nothing.
      if (!('flush' in handle)) return { dropped: 0, held: 0, attempts: 0 };
      const { signals, deliveries } = handle.health();
      const attempts = Object.values<number>(deliveries.heldFor).reduce((sum, count) => sum + count, 0);
      const { refused, droppedByConsent, droppedByIdentityChange, droppedByExpiry, held } = signals;
      return { dropped: refused + droppedByConsent + droppedByIdentityChange + droppedByExpiry, held, attempts };
    });
  };
  const go = async (page: Page, address: string) => {
    account.dropped += (await hear(page)).dropped;
    await page.goto(address);
    await ready(page);
  };
  const openIn: Visit['openIn'] = async (page, path = '/checkout/payment', switches = {}) => {
    const search = new URLSearchParams({ consent: 'granted', tag: startTag(who), tagOptions: JSON.stringify(options) });
    for (const [name, value] of Object.entries(switches)) search.set(name, String(value));
    await go(page, `${path}${path.includes('?') ? '&' : '?'}${search}`);
  };
  const ready = async (page: Page) => {
    if (who !== 'glue') await untilTagRuns(page);
    // Out of the back/forward cache, or from a slow machine, the address is there before the page is.
    await untilPage(page, () => document.body !== null);
  };
  const origin = new URL(demo.url).origin;
  const enter = async (): Promise<Visit> => {
    const context = await browser.newContext({ baseURL: origin });
    // Without it a page that never gets there holds up all the others.
    context.setDefaultTimeout(20_000);
    if (who === 'glue') await context.addInitScript({ path: GLUE });
    const visit: Visit = {
      browser: browser.browserType().name(),
      who,
      jane,
      tom,
      context,
      page: await context.newPage(),
      open: (path, switches) => openIn(visit.page, path, switches),
      openIn,
      newPage: () => context.newPage(),
      logIn: (email) => context.addCookies([{ name: 'shop_user', value: encodeURIComponent(email), url: origin }]),
      logOut: () => go(visit.page, '/account/logout'),
      rage: (count = 1, page = visit.page, times = 1) =>
        page.evaluate(
          async ([elements, repeats]) => {
            const targets = Array.from({ length: elements }, (_, at) => {
              const target = document.createElement('button');
              target.id = `target-${at}`;
              document.body.append(target);
              return target;
            });
            for (let at = 0; at < repeats; at++) {
              if (at > 0) await new Promise((done) => setTimeout(done, 500));
              for (const target of targets) {
                const url = `https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/1%3A2:${Date.now()}`;
                const detail = { eventStartTimeStamp: 1, eventEndTimeStamp: 2, eventReplayUrlAtCurrentTime: url };
                target.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
              }
            }
          },
          [count, times] as const,
        ),
      ready: (page = visit.page) => ready(page),
      requests,
      tell: async (page = visit.page) => {
        if (who !== 'glue')
          await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['signal', { type: 'rage_click' }]));
      },
      opens: async () => {
        await until(async () => who === 'glue' || (await hear(visit.page)).attempts > 0);
        // A stranger under the tracker's name tells the collector nothing.
        const strange = await visit.page.evaluate(() => Number(Reflect.get(window, 'strangeCalls') ?? 0));
        account.heldBefore = (await hear(visit.page)).attempts;
        account.early = requests().length + strange;
      },
    };
    return visit;
  };

  const { signals = 1, calls = 0 } = fault;
  const counts = () => {
    const last = new Map<string, number>();
    for (const { uiid = '', profile } of requests()) last.set(uiid, Number(profile.fs_rage_clicks ?? 0));
    return last;
  };
  let visit: Visit | undefined;
  try {
    await acting(async () => {
      visit = await enter();
      await visit.logIn(jane);
      await fault.run(visit);
    });
    // What is right arrives; what is wrong has arrived when nothing has come any more for long enough.
    if (who !== 'glue') await until(() => (counts().get(jane) ?? 0) >= signals && requests().length >= calls);
    let seen = -1;
    let since = 0;
    await until(() => {
      if (seen !== requests().length) since = Date.now();
      seen = requests().length;
      return Date.now() - since >= STILL_MS;
    });
    if (visit) {
      // Any tab that is still open may be the one that drops, and counts.
      const { context, page } = visit;
      const droppedNow = async () =>
        (await Promise.all(context.pages().map(hear))).reduce((sum, { dropped }) => sum + dropped, 0);
      let dropped = await droppedNow();
      // On a busy machine the page's tracker, which tells who is there now, may still be on its way.
      const drops = who !== 'glue' && (fault.outcome === 'dropped, counted' || fault.outcome === 'refused');
      for (let left = DROP_LOOKS; drops && account.dropped + dropped === 0 && left > 0; left--) {
        await pause(100);
        dropped = await droppedNow();
      }
      account.dropped += dropped;
      account.held = (await hear(page)).held;
    }
    // What the contact shows: Ometria overwrites, so the last value counts.
    const others = counts();
    const own = others.get(jane) ?? 0;
    others.delete(jane);
    const foreign = [...others.values()].reduce((sum, count) => sum + count, 0);
    return {
      delivered: Math.min(own, signals),
      duplicated: signals > 0 ? Math.max(0, own - signals) : 0,
      misattributed: foreign + (signals === 0 ? own : 0),
      lost: Math.max(0, signals - own),
      requests: requests().length,
      ...account,
    };
  } finally {
    await visit?.context.close();
  }
};

/** What the tag owes in the case of that fault, beside the right counts on the right contact. */
export const brokenBy = ({ outcome = 'delivered', calls = 0 }: Fault, score: Score & Account): string[] => {
  const promises: [holds: boolean, promise: string][] = [[score.requests >= calls, `at least ${calls} calls`]];
  if (outcome === 'held, then delivered')
    promises.push(
      [score.early === 0, 'no call before the gate opens'],
      [Number(score.heldBefore) > 0, 'health() says what holds it'],
    );
  if (outcome === 'held') promises.push([score.held > 0, 'health() counts what is held']);
  if (outcome === 'dropped, counted' || outcome === 'refused')
    promises.push([score.dropped > 0, 'health() counts what is dropped']);
  return promises.flatMap(([holds, promise]) => (holds ? [] : [promise]));
};

// Ten seconds, a hundred milliseconds apart.
const DROP_LOOKS = 100;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Something of the page's own, there before everything else. */
const before = (visit: Visit, script: () => void) => visit.context.addInitScript(script);

export const FAULTS: readonly Fault[] = [
  {
    name: 'Nothing is wrong',
    run: async (visit) => {
      await visit.open();
      await visit.rage();
    },
  },
  {
    name: 'FullStory tells of one rage twice',
    run: async (visit) => {
      await visit.open();
      await visit.rage(1, visit.page, 2);
    },
  },
  {
    name: 'The script is on the page twice',
    run: async (visit) => {
      await visit.open();
      if (visit.who === 'glue') await visit.page.addScriptTag({ path: GLUE });
      else if (visit.who === 'loader') await visit.page.addScriptTag({ url: '/dist/fullstory-ometria.loader.min.js' });
      else {
        await visit.page.addScriptTag({ url: '/dist/fullstory-ometria.min.js' });
        await untilPage(visit.page, () =>
          Reflect.get(window, 'fsOmetria')
            .health()
            .problems.some(({ code }: { code: string }) => code === 'duplicate_tag'),
        );
      }
      await visit.rage();
    },
  },
  {
    name: 'The tracker comes after the signal',
    outcome: 'held, then delivered',
    run: async (visit) => {
      // Longer than the test: a busy machine must not let the tracker in before the signal.
      await visit.open('/checkout/payment', { ometria: 'late', ometriaDelay: HOUR });
      await visit.rage();
      await visit.opens();
      await visit.page.addScriptTag({ url: '/vendors/ometria.js' });
    },
  },
  {
    name: 'The tracker is blocked on this page',
    outcome: 'held, then delivered',
    run: async (visit) => {
      await visit.open('/checkout/payment', { ometria: 'off' });
      await visit.rage();
      await visit.opens();
      await visit.open('/basket', { ometria: 'on' });
    },
  },
  {
    name: 'Another script fakes window.ometria',
    outcome: 'held, then delivered',
    run: async (visit) => {
      await visit.open('/checkout/payment', { ometria: 'fake' });
      await untilPage(visit.page, () => 'ometria' in window);
      await visit.page.evaluate(() => {
        let calls = 0;
        Reflect.set(Reflect.get(window, 'ometria'), 'identify', () => Reflect.set(window, 'strangeCalls', ++calls));
      });
      await visit.rage();
      await visit.opens();
      await visit.open('/basket', { ometria: 'on' });
    },
  },
  {
    name: 'init runs only after the first signal, and again at a route',
    signals: 2,
    run: async (visit) => {
      await visit.open('/checkout/payment', { ometria: 'noinit' });
      await untilPage(visit.page, () => 'init' in (Reflect.get(window, 'ometria') ?? {}));
      await visit.rage();
      await visit.page.evaluate(() => Reflect.get(window, 'ometria').init('checkout'));
      await pause(1800);
      await visit.rage();
      await pause(1500);
      await visit.page.evaluate(() => Reflect.get(window, 'ometria').init('checkout'));
      await pause(300);
    },
  },
  {
    name: 'The visitor logs in after the signal',
    outcome: 'held, then delivered',
    run: async (visit) => {
      await visit.context.clearCookies({ name: 'shop_user' });
      await visit.open();
      await visit.rage();
      await visit.opens();
      await visit.logIn(visit.jane);
      await visit.open('/basket');
    },
  },
  {
    name: 'The shop writes the e-mail in capitals from this page on',
    run: async (visit) => {
      await visit.open();
      await untilPage(visit.page, () => document.cookie.includes('uiid'));
      // The page itself says it to nobody but whoever asks for its cookie.
      await visit.page.evaluate((email) => {
        // biome-ignore lint/suspicious/noDocumentCookie: as the shop's own script does
        document.cookie = `shop_user=${encodeURIComponent(email)}; path=/`;
      }, visit.jane.toUpperCase());
      await visit.rage();
    },
  },
  {
    name: 'Tom logs in in another tab, this one still shows Jane',
    signals: 0,
    outcome: 'held',
    run: async (visit) => {
      await visit.open();
      await untilPage(visit.page, () => document.cookie.includes('uiid'));
      const other = await visit.newPage();
      await visit.logIn(visit.tom);
      await visit.openIn(other, '/basket');
      await untilPage(other, () => document.cookie.includes('tom.'));
      await visit.rage();
      await pause(1500);
      await visit.open('/basket');
    },
  },
  {
    name: 'Jane logs out, and then rages',
    signals: 0,
    outcome: 'held',
    run: async (visit) => {
      await visit.open();
      await untilPage(visit.page, () => document.cookie.includes('uiid'));
      await visit.logOut();
      await visit.rage();
    },
  },
  {
    name: 'Jane could not be reached; Tom logs in on the device',
    signals: 0,
    outcome: 'dropped, counted',
    run: async (visit) => {
      await visit.open('/checkout/payment');
      await untilPage(visit.page, () => document.cookie.includes('uiid'));
      await visit.open('/checkout/payment', { ometria: 'off' });
      await visit.rage();
      await visit.logOut();
      await visit.logIn(visit.tom);
      await visit.open('/basket', { ometria: 'on' });
    },
  },
  {
    name: 'The visitor has not agreed',
    signals: 0,
    outcome: 'refused',
    run: async (visit) => {
      await visit.open('/checkout/payment', { consent: 'ask' });
      await visit.rage();
      await visit.tell();
    },
  },
  {
    name: 'The browser sends Global Privacy Control',
    signals: 0,
    outcome: 'refused',
    run: async (visit) => {
      await before(visit, () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
      await visit.open();
      await visit.rage();
      await visit.tell();
    },
  },
  {
    name: 'The visitor withdraws consent in another tab',
    signals: 0,
    outcome: 'refused',
    run: async (visit) => {
      await visit.open();
      const other = await visit.newPage();
      await visit.openIn(other, '/basket');
      await other.locator('[data-consent-open]').click();
      await other.getByRole('button', { name: 'Decline' }).click();
      await visit.rage();
      await visit.tell();
    },
  },
  {
    name: 'The visitor leaves the page at once',
    run: async (visit) => {
      // Only leaving can send, however long that takes on a busy machine.
      await visit.open('/checkout/payment', {
        tagOptions: JSON.stringify({ timing: { quiet: HOUR, deadline: HOUR } }),
      });
      await visit.rage();
      // What the loader keeps where the tag has not come yet waits for the next page that has it.
      if (visit.who === 'loader') await visit.open('/basket');
      else await visit.page.goto('/basket?tag=off');
    },
  },
  {
    name: 'The visitor closes the tab at once, and is back later',
    run: async (visit) => {
      await visit.open();
      await untilPage(visit.page, () => document.cookie.includes('uiid'));
      // What the loader keeps goes with the tab.
      if (visit.who === 'loader') await untilPage(visit.page, () => 'flush' in Reflect.get(window, 'fsOmetria'));
      await visit.rage();
      await visit.page.close();
      visit.page = await visit.newPage();
      await pause(1200);
      await visit.open('/basket');
    },
  },
  {
    name: 'Two tabs rage at the same time',
    signals: 2,
    run: async (visit) => {
      await visit.open();
      const other = await visit.newPage();
      await visit.openIn(other);
      await Promise.all([visit.rage(1), visit.rage(1, other)]);
    },
  },
  {
    name: 'Back and forth through the back/forward cache',
    signals: 2,
    run: async (visit) => {
      await visit.open();
      await visit.rage();
      await visit.open('/basket');
      // Firefox tells its driver of no load when a page comes out of the back/forward cache.
      await visit.page.evaluate(() => void setTimeout(() => history.back(), 10));
      await until(() => visit.page.url().includes('/checkout/payment'));
      await visit.ready();
      await visit.rage();
    },
  },
  {
    name: 'Sixty rages in one moment',
    signals: 60,
    run: async (visit) => {
      await visit.open();
      await visit.rage(60);
    },
  },
  {
    name: 'Storage is blocked',
    run: async (visit) => {
      await before(visit, () => {
        for (const name of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        }
      });
      await visit.open('/blank');
      await visit.rage();
    },
  },
  {
    name: 'Storage is full',
    run: async (visit) => {
      await before(visit, () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      });
      await visit.open('/blank');
      await visit.rage();
    },
  },
  {
    name: 'Our storage holds something foreign',
    run: async (visit) => {
      await before(visit, () => {
        localStorage.setItem('fs_ometria.foreign', '{"unsent":3}');
        localStorage.setItem('fs_ometria.broken', '\ud800{"');
        sessionStorage.setItem('rage_clicks_of_somebody', '{');
      });
      await visit.open();
      await visit.rage();
    },
  },
  {
    name: 'Storage is cleared between signal and delivery',
    run: async (visit) => {
      await visit.open();
      await visit.rage();
      await visit.page.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
    },
  },
  {
    name: 'An element has half a character in its id',
    signals: 2,
    calls: 2,
    run: async (visit) => {
      await visit.open();
      await untilPage(visit.page, () => document.cookie.includes('uiid'));
      await visit.page.evaluate(() => {
        const target = document.createElement('button');
        target.id = 'apply-\ud83d';
        document.body.append(target);
        const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
        try {
          target.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
        } catch {
          // Of the listener's own making.
        }
      });
      // Nothing behind it is stopped.
      await until(() => visit.who === 'glue' || visit.requests().length > 0);
      await visit.rage();
    },
    // With the default budget there is no room for the target, and nothing of it would leave.
    options: { budget: 900, fields: { signal_target: true } },
  },
  {
    name: 'A library extends Array and Object and adds toJSON',
    run: async (visit) => {
      await before(visit, () => {
        const add = (host: object, name: string, value: unknown) => Reflect.set(host, name, value);
        add(Array.prototype, 'toJSON', () => '["prototype"]');
        add(Object.prototype, 'toJSON', () => '{"prototype":1}');
        add(String.prototype, 'toJSON', () => '"text"');
        add(Array.prototype, 'each', () => {});
        add(Object.prototype, 'extend', () => {});
        // As Prototype.js 1.6 has them: enumerable, with another meaning or with fewer arguments than the browser's.
        add(Array.prototype, 'reduce', function (this: unknown[]) {
          return this.length > 1 ? this : this[0];
        });
        add(Array.prototype, 'entries', function (this: unknown[]) {
          return this.slice();
        });
        add(Array.prototype, 'filter', function (this: unknown[], keep: (item: unknown, at: number) => unknown) {
          const kept: unknown[] = [];
          this.forEach((item, at) => {
            if (keep(item, at)) kept[kept.length] = item;
          });
          return kept;
        });
        add(Array.prototype, 'map', function (this: unknown[], of: (item: unknown, at: number) => unknown) {
          const made: unknown[] = [];
          this.forEach((item, at) => {
            made[at] = of(item, at);
          });
          return made;
        });
      });
      await visit.open('/blank');
      await visit.rage();
    },
  },
  {
    name: 'dataLayer is frozen',
    run: async (visit) => {
      await before(visit, () => Reflect.set(window, 'dataLayer', Object.freeze([{ event: 'x' }])));
      await visit.open('/blank');
      await visit.rage();
    },
  },
  {
    name: 'dataLayer is a proxy that refuses changes',
    run: async (visit) => {
      await before(visit, () => {
        const layer = new Proxy<unknown[]>([], {
          set: (list, key, value) => key !== 'push' && Reflect.set(list, key, value),
          defineProperty: (list, key, value) => key !== 'push' && Reflect.defineProperty(list, key, value),
        });
        Reflect.set(window, 'dataLayer', layer);
      });
      await visit.open('/blank');
      await visit.rage();
    },
  },
  {
    name: 'A strict Content Security Policy',
    run: async (visit) => {
      await visit.open('/checkout/payment', { csp: 'strict' });
      await visit.rage();
    },
  },
  ...(['off', 'blocked', 'empty', 'renamed', 'stranger', 'v1'] as const).map(
    (fs): Fault => ({
      name: {
        off: 'FullStory is not there',
        blocked: 'FullStory is blocked',
        empty: 'FullStory answers with an empty file',
        renamed: 'FullStory has another name',
        stranger: 'The name FS is taken by a stranger',
        v1: 'An old FullStory snippet',
      }[fs],
      run: async (visit) => {
        await visit.open('/checkout/payment', { fs });
        await visit.rage();
      },
    }),
  ),
  {
    name: 'The FullStory session splits in the middle of the page',
    signals: 2,
    run: async (visit) => {
      await visit.open('/checkout/payment', { fsSplit: 500 });
      await visit.rage();
      await pause(800);
      await visit.rage();
    },
  },
  {
    name: 'The clock is set back a day',
    signals: 2,
    run: async (visit) => {
      await visit.open();
      await visit.rage();
      await pause(400);
      await visit.page.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() - 86_400_000;
      });
      await visit.rage();
    },
  },
];
