import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';
import { pay } from './support/pay.js';

const JANE = 'jane@example.com';

const isDelivery = ({ type, characters }: CollectedRequest) => type === 'identify' && characters > 0;

const OPTIONS = {
  timing: { spacing: 500 },
  budget: 1000,
  fields: { furthest_stage: true, visit_outcome: true, dwell_product: true, dwell_seconds: true },
  category: { level: 2 },
};

const logIn = async (page: Page, shop: Shop, options: object = {}) => {
  const tagOptions = JSON.stringify({ ...OPTIONS, ...options });
  await shop.open('/account/login', { consent: 'granted', fs: 'off', tagOptions });
  await page.getByLabel('E-mail address').first().fill(JANE);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/\/account/);
};

interface Handle {
  health(): { signals: { byType: Record<string, number> }; state: Record<string, string> };
}

const byType = (page: Page) =>
  page.evaluate(() => {
    const tag: Partial<Handle> | undefined = Reflect.get(window, 'fsOmetria');
    return tag?.health?.().signals.byType;
  });

/** The tag knows where the visit is and may deliver. */
const untilStarted = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() => {
        const tag: Partial<Handle> | undefined = Reflect.get(window, 'fsOmetria');
        return tag?.health?.().state.ometria;
      }),
    )
    .toBe('ready');

const open = async (page: Page, shop: Shop, path: string) => {
  await shop.open(path);
  await untilStarted(page);
};

/** What the profile says of the funnel when the visit is over. */
const endVisit = async (shop: Shop) => {
  const find = () =>
    shop.demo.collector.contacts().find(({ identity }: { identity: string }) => identity === JANE)?.properties;
  shop.demo.collector.setSessionMs(1);
  await expect.poll(() => Object.keys(find()?.pending ?? {})).toEqual([]);
  shop.demo.collector.setSessionMs(60_000);
  return (name: string) => find()?.applied[`fs_${name}`]?.value;
};

/** The tab goes out of sight and comes back: headless Chromium has no other tabs in front. */
const turnAway = (page: Page) =>
  page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }
  });

const payAndGoOn = async (page: Page) => {
  await pay(page);
  await untilStarted(page);
};

test.beforeEach(({ shop }) => shop.demo.collector.setSessionMs(60_000));

test('a visitor who leaves at payment has abandoned payment', async ({ page, shop }) => {
  await logIn(page, shop);
  await open(page, shop, '/basket');
  await open(page, shop, '/checkout');
  await open(page, shop, '/checkout/payment');
  await page.goto('about:blank');
  await expect.poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_abandoned_stage).toBe('payment');
  const said = await endVisit(shop);
  expect([said('abandoned_stage'), said('furthest_stage'), said('visit_outcome')]).toEqual([
    'payment',
    'payment',
    'checkout',
  ]);
});

test('one who comes back in another tab and buys has abandoned nothing', async ({ page, shop, context }) => {
  await logIn(page, shop);
  await open(page, shop, '/checkout/payment');
  await page.goto('about:blank');
  await expect.poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_abandoned_stage).toBe('payment');
  const back = await context.newPage();
  await back.goto(`${shop.url}/checkout/payment`);
  await untilStarted(back);
  await payAndGoOn(back);
  await expect.poll(() => byType(back)).toMatchObject({ purchase: 1 });
  const said = await endVisit(shop);
  expect(said('abandoned_stage')).toBe('none');
});

test('one who looks away three times and buys has abandoned nothing @soak', async ({ page, shop }) => {
  await logIn(page, shop);
  await open(page, shop, '/checkout/payment');
  // A step of the shop's own may still be under way for three seconds.
  await page.waitForFunction(() => performance.now() > 500, undefined, { polling: 50 });
  for (let times = 0; times < 3; times++) await turnAway(page);
  await expect.poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_abandoned_stage).toBe('payment');
  expect(shop.requests(isDelivery)).toHaveLength(1);
  await payAndGoOn(page);
  const said = await endVisit(shop);
  expect(said('abandoned_stage')).toBe('none');
});

test('one who is led to another origin at checkout has abandoned nothing', async ({ page, shop }) => {
  await page.route('https://pay.example/**', (route) => route.fulfill({ body: 'A bank' }));
  await logIn(page, shop);
  await open(page, shop, '/checkout/payment');
  await page.evaluate(() => {
    location.href = 'https://pay.example/';
  });
  await page.waitForURL('https://pay.example/');
  // Had anything been sent at the hide, it would have come before this.
  await shop.open('/blank');
  await untilStarted(page);
  expect(shop.requests(isDelivery)).toEqual([]);
});

test('nobody abandons a hosted checkout @soak', async ({ page, shop }) => {
  await logIn(page, shop, { funnel: { hosted: true } });
  await open(page, shop, '/checkout/payment');
  await page.goto('about:blank');
  await shop.open('/blank');
  await untilStarted(page);
  expect(shop.requests(isDelivery)).toEqual([]);
});

/** Attention for so many seconds on a clock of the test's, with a movement of the mouse every twenty. */
const attend = async (page: Page, seconds: number) => {
  for (let at = 0; at < seconds; at += 20) {
    await page.mouse.move(100 + at, 200);
    await page.clock.runFor(20_000);
  }
};

test('attention to a product without a decision arrives with product and seconds', async ({ page, shop }) => {
  await page.clock.install();
  await logIn(page, shop);
  await open(page, shop, '/product/FF-1001');
  await attend(page, 140);
  await expect
    .poll(() => shop.requests(isDelivery).at(-1)?.profile)
    .toMatchObject({
      fs_signal_type: 'high_intent_dwell',
      fs_dwell_product: 'FF-1001',
      fs_dwell_seconds: '120',
    });
});

for (const [who, path, act] of [
  ['an idle visitor', '/product/FF-1001', (page: Page) => page.clock.runFor(300_000)],
  ['a visitor of a list', '/category/jumpers', (page: Page) => attend(page, 200)],
  [
    'a background tab',
    '/product/FF-1001',
    async (page: Page) => {
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      });
      await attend(page, 200);
    },
  ],
  [
    'one who put it into the basket',
    '/product/FF-1001',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Add to basket' }).click();
      await attend(page, 200);
    },
  ],
] as const)
  test(`no dwell is said of ${who} @soak`, async ({ page, shop }) => {
    await page.clock.install();
    await logIn(page, shop);
    await open(page, shop, path);
    await act(page);
    expect(await byType(page)).not.toHaveProperty('dwell');
    expect(shop.requests(isDelivery)).toEqual([]);
  });

test('each route of a single-page shop is a page view of its own', async ({ page, shop }) => {
  await logIn(page, shop);
  await shop.open('/category/jumpers', { ometria: 'spa' });
  await untilStarted(page);
  await page.evaluate(() => {
    const tag: { on(event: string, heard: (signal: object) => void): void } = Reflect.get(window, 'fsOmetria');
    Reflect.set(window, 'heard', []);
    tag.on('signal', (signal) => Reflect.get(window, 'heard').push(signal));
  });
  await page.waitForFunction(() => performance.now() > 1600, undefined, { polling: 50 });
  await page.locator('.cards a[href^="/product/"]').first().click();
  await page.waitForURL(/\/product\//);
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'heard')))
    .toEqual([expect.objectContaining({ type: 'attention' })]);
});
