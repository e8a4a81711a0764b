import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { startDemo } from '../../demo/server.js';
import { type Input, JUDGED, type Judged } from '../widgets/support/case.js';
import { createHands } from '../widgets/support/hands.js';
import { ACTS, type Chance, createChance, possible } from './acts.js';

// A shopper does something about every quarter of a minute: so many acts are an hour, half of it by mouse, half by touch.
// They are played without the pauses between them, so an hour takes minutes. `npm run test:hour` plays it whole.
const ACTS_A_MINUTE = 4;
const MINUTES = Number(process.env.ROBOT_MINUTES ?? 16);
const ACTS_BY_ONE_INPUT = (MINUTES * ACTS_A_MINUTE) / 2;
const SEED = Number(process.env.ROBOT_SEED ?? 20_261_128);
const TRIES = 3;
// The longest verdict is due ten seconds after the press.
const VERDICT_MS = 10_500;
const LOOK_MS = 350;

const test = base.extend<object, { shopUrl: string }>({
  shopUrl: [
    // Playwright reads the fixture's dependencies from this pattern.
    // biome-ignore lint/correctness/noEmptyPattern: there are none
    async ({}, use) => {
      const dist = process.env.WIDGETS_DIST;
      const demo = await startDemo({ port: 0, ...(dist && { dist }) });
      await use(new URL(demo.url).origin);
      await demo.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'parallel' });

interface Heard {
  type: string;
  origin: string;
  target?: string;
  page?: string;
}

/** Has every page say its presses and its signals, and agree to the shop's cookies beforehand. */
const prepare = async (context: BrowserContext, shopUrl: string) => {
  // After a rage click that FullStory announced, the tag would tell of none.
  const switches = encodeURIComponent(JSON.stringify({ ragehook: 'off' }));
  await context.addCookies([
    { name: 'shop_consent', value: 'granted', url: shopUrl },
    { name: 'demo', value: switches, url: shopUrl },
  ]);
  await context.addInitScript(() => {
    const presses: number[] = [];
    Reflect.set(window, 'presses', presses);
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, ({ timeStamp }) => presses.push(timeStamp), { capture: true, passive: true });
    const keep = (signal: object) => {
      const before = JSON.parse(sessionStorage.getItem('signals') ?? '[]');
      sessionStorage.setItem('signals', JSON.stringify([...before, signal]));
    };
    const queue: unknown[] = Reflect.get(window, 'fsOmetria') ?? [];
    Reflect.set(window, 'fsOmetria', queue);
    queue.push((handle: { on: (event: string, tell: (signal: object) => void) => void }) => handle.on('signal', keep));
  });
};

// What pages that follow one another tell.
const JOURNEY = ['dead_end', 'search_struggle', 'basket_churn', 'hesitation'];

/** The tag's own word. */
const heard = async (page: Page): Promise<Heard[]> => {
  const all: Heard[] = await page.evaluate(() => JSON.parse(sessionStorage.getItem('signals') ?? '[]'));
  return all.filter(
    ({ type, origin }) => origin === 'tag' && [...JUDGED, ...JOURNEY].some((judged) => judged === type),
  );
};

/** The paths of the pages that the robot goes through. */
const follow = (page: Page): string[] => {
  const paths: string[] = [];
  page.on('framenavigated', (frame) => {
    const { pathname } = new URL(frame.url());
    if (frame === page.mainFrame() && paths.at(-1) !== pathname) paths.push(pathname);
  });
  return paths;
};

/**
 * What the robot has done itself: played without pauses, it goes to and fro between two pages within a minute, and takes
 * things out of the basket again. It never opens the page of results, and pays for what it has filled in.
 */
const isOwn = ({ type, page }: Heard, paths: readonly string[], takenOut: number): boolean => {
  if (type === 'basket_churn') return takenOut >= 2;
  const isReturn = (at: number) =>
    paths[at] === page && paths[at - 2] === page && paths[at - 1] === paths[at - 3] && at >= 3;
  return type === 'dead_end' && paths.some((_, at) => isReturn(at));
};

const open = async (page: Page, path: string) => {
  await page.goto(path);
  await page.waitForFunction(() => 'health' in Reflect.get(window, 'fsOmetria'), undefined, { polling: 50 });
};

const screenOf = (input: Input) =>
  input === 'touch'
    ? { hasTouch: true, isMobile: true, viewport: { width: 600, height: 900 } }
    : { viewport: { width: 1200, height: 850 } };

const alone = (act: () => Promise<void>) => act();

/** Something else than the last time, by chance; what has been done least comes first now and then. */
const choose = async (page: Page, chance: Chance, done: Map<string, number>) => {
  const acts = await possible(page);
  const [first] = acts;
  if (!first) throw new Error(`there is nothing to do on ${page.url()}`);
  const rarest = acts.reduce((a, b) => ((done.get(b.name) ?? 0) < (done.get(a.name) ?? 0) ? b : a), first);
  return chance() < 0.5 ? rarest : (acts[Math.floor(chance() * acts.length)] ?? first);
};

for (const input of ['mouse', 'touch'] as const)
  test(`${MINUTES / 2} minutes of content shopping tell of no frustration, by ${input}`, async ({
    browser,
    shopUrl,
  }) => {
    test.setTimeout(900_000);
    const context = await browser.newContext({ baseURL: shopUrl, ...screenOf(input) });
    await prepare(context, shopUrl);
    const page = await context.newPage();
    const paths = follow(page);
    await open(page, '/');
    const hands = createHands(page, input, alone);
    const chance = createChance(SEED + (input === 'touch' ? 1 : 0));
    const done = new Map<string, number>();
    const log: string[] = [];
    for (let at = 0; at < ACTS_BY_ONE_INPUT; at++) {
      const act = await choose(page, chance, done);
      done.set(act.name, (done.get(act.name) ?? 0) + 1);
      log.push(`${act.name} on ${new URL(page.url()).pathname}`);
      const told = (await heard(page)).length;
      await act.do({ hands, page, chance }).catch((error) => {
        throw new Error(`${log.slice(-4).join(', ')}: ${error.message}`);
      });
      await hands.wait(LOOK_MS);
      const now = await heard(page);
      if (now.length > told) log.push(`!! ${JSON.stringify(now.slice(told))}`);
    }
    await hands.wait(VERDICT_MS);
    const all = await heard(page);
    const takenOut = done.get('takes one out') ?? 0;
    const signals = all.filter((signal) => !isOwn(signal, paths, takenOut));
    if (signals.length > 0) console.log(log.join('\n'));
    const own = all.filter((signal) => isOwn(signal, paths, takenOut)).map(({ type }) => type);
    console.log(`of its own: ${own.join(', ') || 'nothing'}`);
    const never = ACTS.filter(({ name }) => !done.has(name)).map(({ name }) => name);
    console.log(
      `${ACTS_BY_ONE_INPUT} acts by ${input}, ${done.size} of ${ACTS.length} kinds; never: ${never.join(', ') || 'none'}`,
    );
    expect(signals).toEqual([]);
    await context.close();
  });

/** The press stops on its way, or something happens instead. Runs in the page. */
const breakIn = ({ at, how }: { at: string; how: string }) => {
  document.addEventListener(
    how === 'throws' ? 'submit' : 'click',
    (event) => {
      const stops = how === 'dead' || how === 'throws';
      if (!stops || !(event.target instanceof Element && event.target.closest(at))) return;
      event.stopPropagation();
      event.preventDefault();
      if (how === 'throws') throw new TypeError("Cannot read properties of undefined (reading 'variant')");
    },
    true,
  );
  if (how === 'never valid')
    for (const field of document.querySelectorAll<HTMLInputElement>(at)) field.setCustomValidity('Not this one.');
  if (how !== 'covered') return;
  const place = document.querySelector(at)?.getBoundingClientRect();
  if (!place) return;
  const veil = document.createElement('div');
  veil.style.cssText = `position:absolute;z-index:999;left:${place.left - 8}px;top:${place.top + scrollY - 8}px;width:${place.width + 16}px;height:${place.height + 16}px`;
  document.body.append(veil);
};

/** As a script of the shop's own: an error without an address is nobody's. */
const breakShop = async (context: BrowserContext, fault: { at: string; how: string }) => {
  await context.route('**/broken.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `(${breakIn})(${JSON.stringify(fault)});` }),
  );
  await context.addInitScript(() =>
    addEventListener('DOMContentLoaded', () => {
      document.head.append(Object.assign(document.createElement('script'), { src: '/broken.js' }));
    }),
  );
};

interface Fault {
  what: string;
  path: string;
  at: string;
  how: 'dead' | 'throws' | 'covered' | 'never valid';
  expected: Judged;
  times?: number;
}

const FAULTS: readonly Fault[] = [
  {
    what: 'the next picture does not come',
    path: '/product/FF-1001',
    at: '[data-next]',
    how: 'dead',
    expected: 'dead_click',
  },
  { what: 'the basket throws', path: '/product/FF-1001', at: '[data-buy]', how: 'throws', expected: 'error_click' },
  {
    what: 'a veil lies over the size guide',
    path: '/product/FF-1001',
    at: '[data-open-dialog]',
    how: 'covered',
    expected: 'dead_click',
  },
  {
    what: 'the heart does nothing, pressed four times',
    path: '/product/FF-1001',
    at: '[data-wish]',
    how: 'dead',
    expected: 'rage_click',
    times: 4,
  },
  {
    what: 'no address is good enough',
    path: '/checkout',
    at: '#checkout-email',
    how: 'never valid',
    expected: 'form_error',
  },
];

const pressTarget = ({ how, at }: Fault) => (how === 'throws' ? '[data-add]' : at);

for (const fault of FAULTS)
  for (const input of ['mouse', 'touch'] as const)
    test(`the robot's first three tries find that ${fault.what}, by ${input}`, async ({ browser, shopUrl }) => {
      test.setTimeout(120_000);
      const expected = fault.expected === 'rage_click' && input === 'touch' ? 'rage_tap' : fault.expected;
      const context = await browser.newContext({ baseURL: shopUrl, ...screenOf(input) });
      await prepare(context, shopUrl);
      const page = await context.newPage();
      const hands = createHands(page, input, alone);
      if (fault.path === '/checkout') {
        await open(page, '/product/FF-1001');
        await hands.press('[data-add]');
        await hands.see('[data-basket-count]');
      }
      await breakShop(context, { at: fault.at, how: fault.how });
      await open(page, fault.path);
      await hands.wait(LOOK_MS);
      const found = async () => (await heard(page)).some(({ type }) => type === expected);
      let tries = 0;
      while (tries < TRIES && !(await found())) {
        tries++;
        if (fault.how === 'never valid') {
          if (tries === 1) await hands.type(fault.at, 'ada@example.com');
          await hands.press('#contact-form button[type="submit"]');
        } else await hands.press(pressTarget(fault), { times: fault.times ?? 1 });
        const due = Date.now() + VERDICT_MS;
        while (Date.now() < due && !(await found())) await hands.wait(100);
      }
      console.log(`${fault.what}, by ${input}: ${(await found()) ? `found at try ${tries}` : 'not found'}`);
      expect((await heard(page)).map(({ type }) => type)).toContain(expected);
      await context.close();
    });
