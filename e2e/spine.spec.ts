import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';
import { leaveFor, stopTimers } from './support/wait.js';

// Letters that a careless integration would change, and every change is another person to the tracker.
const JANE = 'Jane.Doe+Shop@Example.com';

type Switches = Record<string, string | number>;

const isDelivery = ({ type, characters }: CollectedRequest) => type === 'identify' && characters > 0;

// What the tag does where nobody has told it anything: the shop's own options raise the budget.
const PLAIN = { tag: 'core', consent: 'granted', tagOptions: '{}' };
const BUDGET = 650;
const WITHIN_MS = 6000;
// Playwright looks ever more seldom, up to once a second.
const OFTEN = { intervals: [50] };
// A page that is left earlier leaves its delivery to be repeated by the next one.
const ACKNOWLEDGED_MS = 1500;

/** Logs in as a person does; the switches stay for the rest of the visit. */
const logIn = async (page: Page, shop: Shop, switches: Switches = {}) => {
  await shop.open('/account/login', { ...PLAIN, ...switches });
  await page.getByLabel('E-mail address').first().fill(JANE);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/\/account/);
};

/** Real presses and releases on one spot: the browser makes of them clicks with a rising `detail`. */
const rageClick = (page: Page) => page.getByTestId('promo-apply').click({ clickCount: 4 });

/** The page's own time. */
const clockOf = (page: Page) => page.evaluate(() => Date.now());

/** The tag has started and FullStory has begun: a person is never faster than that. */
const untilStarted = async (page: Page, fullstory = 'capturing') => {
  await expect.poll(() => health(page).then((found) => found?.state.fullstory), OFTEN).toBe(fullstory);
};

const health = (page: Page) =>
  page.evaluate(() => {
    const tag: { health?(): { state: Record<string, string>; problems: { code: string }[] } } | undefined = Reflect.get(
      window,
      'fsOmetria',
    );
    return tag?.health?.();
  });

const problems = async (page: Page) => (await health(page))?.problems.map(({ code }) => code);

interface Tracker {
  readonly uiid: string | null;
  readonly cid: string | null;
}

/** What the tracker has stored: its cookie, taken apart. */
const tracker = async (page: Page): Promise<Tracker> => {
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'ometria');
  const record = new URLSearchParams(decodeURIComponent(cookie?.value ?? '').replace(/^2_/, ''));
  return { uiid: record.get('uiid'), cid: record.get('cid') };
};

const DEFAULT_SET = {
  fs_signal_type: 'rage_click',
  fs_frustration_score: '34',
  fs_session_replay_url: expect.stringMatching(/^https:\/\/app\.eu1\.fullstory\.com\/ui\/.+\/session\/.+%3A\d+:\d+$/),
  fs_signal_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  fs_experience_at_risk: 'false',
  fs_signal_page: '/checkout/payment',
  fs_abandoned_stage: 'none',
  fs_rage_clicks: '1',
};

// The full build brings its rules.
const FULL_SET = {
  ...DEFAULT_SET,
  fs_signal_type: 'checkout_frustration',
  fs_checkout_frustration_at: DEFAULT_SET.fs_signal_at,
};
const { fs_session_replay_url: _, ...FULL_SET_WITHOUT_ADDRESS } = FULL_SET;
// A button that does nothing is a dead click as well, known four seconds after it, and what comes later is another call.
const FULL = { tag: 'full', tagOptions: '{"detect":{"dead_click":false}}' };

/**
 * One delivery, to the letter: to whom the tracker knew before, within six seconds of the page's own clock, within the
 * budget, with these properties and no others; nothing more comes, not even as the page is left.
 */
const expectDelivery = async (
  page: Page,
  shop: Shop,
  { before, profile = DEFAULT_SET, told = [] }: { before: Tracker; profile?: object; told?: string[] },
) => {
  await page.clock.runFor(WITHIN_MS);
  const [delivery] = await shop.waitForRequests(1, isDelivery);
  expect(delivery?.profile).toEqual(profile);
  expect(delivery?.characters).toBeLessThanOrEqual(BUDGET);
  expect(delivery).toMatchObject({ uiid: JANE, cid: before.cid });
  expect(before.uiid).toBe(JANE);
  expect(await tracker(page)).toEqual(before);
  await page.clock.runFor(ACKNOWLEDGED_MS);
  expect(await problems(page)).toEqual(told);
  await page.getByRole('link', { name: 'Back to basket' }).click();
  await page.waitForURL('**/basket', { waitUntil: 'commit' });
  await expect.poll(async () => (await health(page))?.state.ometria, OFTEN).toBe('ready');
  expect(shop.requests(isDelivery)).toHaveLength(1);
  expect(await tracker(page)).toEqual(before);
  return delivery;
};

test.describe('a rage click on the broken Apply button', () => {
  // Six seconds, and five for a vendor that is late, are told to the page and not waited for.
  test.beforeEach(({ page }) => page.clock.install());

  test('arrives as exactly one call within six seconds, and the inbox shows it after the visit @firefox', async ({
    page,
    shop,
  }) => {
    shop.demo.collector.setSessionMs(60_000);
    await logIn(page, shop);
    await shop.open('/checkout/payment');
    await untilStarted(page);
    const before = await tracker(page);
    const from = await clockOf(page);
    await rageClick(page);
    const to = await clockOf(page);
    const delivery = await expectDelivery(page, shop, { before });
    const at = Date.parse(delivery?.profile.fs_signal_at ?? '');
    // To the second.
    expect(at).toBeGreaterThanOrEqual(from - 1000);
    expect(at).toBeLessThanOrEqual(to);

    shop.demo.collector.setSessionMs(1);
    await leaveFor(page, '/inbox');
    const card = page.getByRole('article', { name: JANE });
    await expect(card.getByText('Applied').first()).toBeVisible();
    const shown = card.locator('.property').filter({ has: page.locator('.state-applied') });
    await expect(shown).toHaveCount(Object.keys(DEFAULT_SET).length);
    await expect(shown.filter({ hasText: 'fs_rage_clicks' })).toContainText('1');
    await expect(card.getByRole('link', { name: /Watch the session/ })).toHaveAttribute(
      'href',
      delivery?.profile.fs_session_replay_url ?? '',
    );
    await expect(page.getByRole('article')).toHaveCount(1);
    // Leaving the page had nothing to add.
    expect(shop.requests(isDelivery)).toHaveLength(1);
  });

  test('arrives from the full build within its limits as well', async ({ page, shop }) => {
    await logIn(page, shop, FULL);
    await shop.open('/checkout/payment');
    await untilStarted(page);
    const before = await tracker(page);
    await rageClick(page);
    // FullStory has told of it, so the tag's own detector has nothing to add.
    await expectDelivery(page, shop, { before, profile: FULL_SET });
  });

  test('arrives where the tracker comes five seconds after the tag', async ({ page, shop }) => {
    // Its script is answered when the test says so.
    let arrive: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await logIn(page, shop);
    await page.route('**/vendors/ometria.js*', async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto('/checkout/payment?ometria=late&ometriaDelay=0', { waitUntil: 'domcontentloaded' });
    await untilStarted(page);
    const before = await tracker(page);
    await rageClick(page);
    await page.clock.runFor(5000);
    expect((await health(page))?.state.ometria).not.toBe('ready');
    expect(shop.requests(isDelivery)).toEqual([]);
    arrive();
    await expect.poll(async () => (await health(page))?.state.ometria, OFTEN).toBe('ready');
    await expectDelivery(page, shop, { before });
  });

  test('waits for a visitor nobody knows, until the checkout’s e-mail field', async ({ page, shop }) => {
    await shop.open('/checkout/payment', PLAIN);
    await untilStarted(page);
    await rageClick(page);
    await expect
      .poll(() => health(page))
      .toMatchObject({ state: { identity: 'identity_unknown' }, signals: { held: 1 } });
    await shop.open('/checkout');
    await untilStarted(page);
    const { cid } = await tracker(page);
    expect(shop.requests(isDelivery)).toEqual([]);
    await page.getByTestId('checkout-email').pressSequentially(JANE);
    await page.keyboard.press('Tab');
    await expect.poll(() => tracker(page)).toEqual({ uiid: JANE, cid });
    await expectDelivery(page, shop, { before: { uiid: JANE, cid } });
  });

  test('is delivered without an address where FullStory is blocked', async ({ page, shop }) => {
    // Nobody but the tag sees the clicks.
    await logIn(page, shop, { fs: 'blocked', ...FULL });
    await shop.open('/checkout/payment');
    await untilStarted(page, 'waiting');
    const before = await tracker(page);
    await rageClick(page);
    await expectDelivery(page, shop, { before, profile: FULL_SET_WITHOUT_ADDRESS, told: ['fullstory_silent'] });
  });
});

for (const { rounds, when } of [
  { rounds: 3, when: '' },
  { rounds: 30, when: ' @soak' },
])
  test(`a rage click is not lost by the click that leaves the page before it was quiet: ${rounds} of ${rounds}${when}`, async ({
    page,
    shop,
  }) => {
    test.slow();
    await page.clock.install();
    await logIn(page, shop);
    for (let round = 1; round <= rounds; round++) {
      await page.clock.resume();
      await shop.open('/checkout/payment');
      await untilStarted(page);
      // With its timers stopped, only leaving can send, however long the presses take.
      await stopTimers(page);
      await rageClick(page);
      await page.getByRole('link', { name: 'Back to basket' }).click();
      await page.waitForURL('**/basket');
      await expect
        .poll(() => shop.requests(isDelivery).map(({ profile }) => Number(profile.fs_rage_clicks)), OFTEN)
        .toContain(round);
    }
    // Sent as the page went away, not made good by the next one.
    const leaving = shop.requests(isDelivery).filter(({ url }) => url?.endsWith('/checkout/payment'));
    expect(new Set(leaving.map(({ profile }) => profile.fs_rage_clicks)).size).toBe(rounds);
    for (const { characters } of shop.requests(isDelivery)) expect(characters).toBeLessThanOrEqual(BUDGET);
    expect(shop.requests(isDelivery).at(-1)).toMatchObject({ uiid: JANE, profile: { fs_rage_clicks: String(rounds) } });
  });

test('a visitor who accepts is delivered from then on', async ({ page, shop }) => {
  await logIn(page, shop, { consent: 'ask' });
  await shop.open('/checkout/payment');
  await rageClick(page);
  await page.getByRole('button', { name: 'Accept' }).click();
  await untilStarted(page);
  await rageClick(page);
  const [delivery] = await shop.waitForRequests(1, isDelivery);
  expect(delivery).toMatchObject({ uiid: JANE, profile: DEFAULT_SET });
});
