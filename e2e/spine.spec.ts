import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';

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
const CONFIRMED_MS = 1500;

/** Logs in as a person does; the switches stay for the rest of the visit. */
const logIn = async (page: Page, shop: Shop, switches: Switches = {}) => {
  await shop.open('/account/login', { ...PLAIN, ...switches });
  await page.getByLabel('E-mail address').first().fill(JANE);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/\/account/);
};

/** Real presses and releases on one spot: the browser makes of them clicks with a rising `detail`. */
const rageClick = async (page: Page) => {
  const button = page.getByTestId('promo-apply');
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error('There is no button to rage at');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let clickCount = 1; clickCount <= 4; clickCount++) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  }
  return Date.now();
};

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
 * One delivery, to the letter: to whom the tracker knew before, in time, within the budget, with these properties and no
 * others; nothing more comes, not even as the page is left.
 * @param since when it could be made: the last click, or when the tracker or the visitor became known after it.
 */
const expectDelivery = async (
  page: Page,
  shop: Shop,
  { since, before, profile = DEFAULT_SET }: { since: number; before: Tracker; profile?: object },
) => {
  const [delivery] = await shop.waitForRequests(1, isDelivery, { timeout: 15_000 });
  expect((delivery?.at ?? 0) - since).toBeLessThan(WITHIN_MS);
  expect(delivery?.profile).toEqual(profile);
  expect(delivery?.characters).toBeLessThanOrEqual(BUDGET);
  expect(delivery).toMatchObject({ uiid: JANE, cid: before.cid });
  expect(before.uiid).toBe(JANE);
  expect(await tracker(page)).toEqual(before);
  // A page left earlier leaves its delivery to be repeated by the next one.
  await expect.poll(() => Date.now() - (delivery?.at ?? 0), OFTEN).toBeGreaterThan(CONFIRMED_MS);
  await page.getByRole('link', { name: 'Back to basket' }).click();
  await page.waitForURL('**/basket', { waitUntil: 'commit' });
  await expect.poll(async () => (await health(page))?.state.ometria, OFTEN).toBe('ready');
  expect(shop.requests(isDelivery)).toHaveLength(1);
  expect(await tracker(page)).toEqual(before);
  return delivery;
};

test.describe('a rage click on the broken Apply button', () => {
  test('arrives as exactly one call within six seconds, and the inbox shows it after the visit @firefox', async ({
    page,
    shop,
  }) => {
    shop.demo.collector.setSessionMs(8000);
    await logIn(page, shop);
    await shop.open('/checkout/payment');
    await untilStarted(page);
    const before = await tracker(page);
    const clicked = await rageClick(page);

    await shop.waitForRequests(1, isDelivery, { timeout: WITHIN_MS });
    await expect.poll(() => Date.now() - clicked, { message: 'six seconds', ...OFTEN }).toBeGreaterThan(WITHIN_MS);
    expect(await problems(page)).toEqual([]);
    const delivery = await expectDelivery(page, shop, { since: clicked, before });
    expect(Math.abs(Date.parse(delivery?.profile.fs_signal_at ?? '') - clicked)).toBeLessThan(2000);

    shop.demo.collector.setSessionMs(1500);
    await page.goto('/inbox');
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
    shop.demo.collector.setSessionMs(8000);
  });

  test('arrives from the full build within its limits as well', async ({ page, shop }) => {
    await logIn(page, shop, FULL);
    await shop.open('/checkout/payment');
    await untilStarted(page);
    const before = await tracker(page);
    const clicked = await rageClick(page);
    await shop.waitForRequests(1, isDelivery, { timeout: WITHIN_MS });
    await expect.poll(() => Date.now() - clicked, { message: 'six seconds', ...OFTEN }).toBeGreaterThan(WITHIN_MS);
    expect(await problems(page)).toEqual([]);
    // FullStory has told of it, so the tag's own detector has nothing to add.
    await expectDelivery(page, shop, { since: clicked, before, profile: FULL_SET });
  });

  for (const [what, switches] of [
    ['arrives under a policy without inline scripts', { csp: 'strict' }],
    ['is delivered with its address where FullStory has another name', { fs: 'renamed' }],
    ['is delivered with its address where FullStory is of the first version', { fs: 'v1' }],
  ] as const) {
    test(what, async ({ page, shop }) => {
      await logIn(page, shop, switches);
      await shop.open('/checkout/payment');
      await untilStarted(page);
      const before = await tracker(page);
      await expectDelivery(page, shop, { since: await rageClick(page), before });
    });
  }

  test('arrives where the tracker comes five seconds after the tag', async ({ page, shop }) => {
    await logIn(page, shop);
    await shop.open('/checkout/payment', { ometria: 'late' });
    await untilStarted(page);
    expect((await health(page))?.state.ometria).not.toBe('ready');
    const before = await tracker(page);
    const clicked = await rageClick(page);
    expect(shop.requests(isDelivery)).toEqual([]);
    await expect.poll(async () => (await health(page))?.state.ometria, { timeout: 15_000 }).toBe('ready');
    const arrived = Date.now();
    expect(arrived - clicked).toBeGreaterThan(3000);
    await expectDelivery(page, shop, { since: arrived, before });
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
    const typed = Date.now();
    await expect.poll(() => tracker(page)).toEqual({ uiid: JANE, cid });
    await expectDelivery(page, shop, { since: typed, before: { uiid: JANE, cid } });
  });

  test('waits for a visitor nobody knows, until the newsletter’s field', async ({ page, shop }) => {
    await shop.open('/checkout/payment', PLAIN);
    await untilStarted(page);
    await rageClick(page);
    await expect.poll(async () => (await health(page))?.state.identity).toBe('identity_unknown');
    const { cid } = await tracker(page);
    await page.getByRole('contentinfo').getByLabel('E-mail address').pressSequentially(JANE);
    await page.keyboard.press('Tab');
    const typed = Date.now();
    await expect.poll(() => tracker(page)).toEqual({ uiid: JANE, cid });
    await expectDelivery(page, shop, { since: typed, before: { uiid: JANE, cid } });
  });

  test('has its address where FullStory comes three seconds late', async ({ page, shop }) => {
    await logIn(page, shop);
    // The page's load event waits for FullStory's script.
    await page.goto('/checkout/payment?fs=late&fsDelay=3000', { waitUntil: 'domcontentloaded' });
    await untilStarted(page, 'waiting');
    const before = await tracker(page);
    // FullStory is not there to see clicks: the shop says it.
    await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['signal', { type: 'rage_click' }]));
    await expectDelivery(page, shop, { since: Date.now(), before });
  });

  for (const fs of ['blocked', 'empty', 'off']) {
    test(`is delivered without an address where FullStory is ${fs}`, async ({ page, shop }) => {
      // Nobody but the tag sees the clicks.
      await logIn(page, shop, { fs, ...FULL });
      await shop.open('/checkout/payment');
      await untilStarted(page, fs === 'off' ? 'absent' : 'waiting');
      const before = await tracker(page);
      await expectDelivery(page, shop, { since: await rageClick(page), before, profile: FULL_SET_WITHOUT_ADDRESS });
    });
  }

  test('is not lost by the click that leaves the page before it was quiet: 30 of 30', async ({ page, shop }) => {
    test.slow();
    await logIn(page, shop);
    for (let round = 1; round <= 30; round++) {
      await shop.open('/checkout/payment');
      await untilStarted(page);
      await rageClick(page);
      await page.getByRole('link', { name: 'Back to basket' }).click();
      await page.waitForURL('**/basket');
      await expect
        .poll(() => shop.requests(isDelivery).map(({ profile }) => Number(profile.fs_rage_clicks)), OFTEN)
        .toContain(round);
    }
    // Sent as the page went away, not made good by the next one.
    const leaving = shop.requests(isDelivery).filter(({ url }) => url?.endsWith('/checkout/payment'));
    expect(new Set(leaving.map(({ profile }) => profile.fs_rage_clicks)).size).toBe(30);
    for (const { characters } of shop.requests(isDelivery)) expect(characters).toBeLessThanOrEqual(BUDGET);
    const last = shop.requests(isDelivery).at(-1);
    expect(last).toMatchObject({ uiid: JANE, profile: { fs_rage_clicks: '30', fs_frustration_score: '100' } });
  });

  test('is not lost by a reload, and counts once', async ({ page, shop }) => {
    await logIn(page, shop);
    await shop.open('/checkout/payment');
    await untilStarted(page);
    await rageClick(page);
    await page.reload();
    await untilStarted(page);
    await expect.poll(() => shop.requests(isDelivery).length).toBeGreaterThan(0);
    await rageClick(page);
    const counts = () => shop.requests(isDelivery).map(({ profile }) => profile.fs_rage_clicks);
    await expect.poll(() => counts().at(-1), { timeout: 15_000 }).toBe('2');
    expect(counts().filter((count) => count !== '1' && count !== '2')).toEqual([]);
  });

  test('adds up over two tabs of one browser', async ({ page, context, shop }) => {
    await logIn(page, shop);
    await shop.open('/checkout/payment');
    const other = await context.newPage();
    await other.goto(`${shop.url}/checkout/payment`);
    await untilStarted(other);
    await rageClick(other);
    await shop.waitForRequests(1, isDelivery, { timeout: 6000 });
    await page.bringToFront();
    await untilStarted(page);
    await rageClick(page);
    await expect
      .poll(() => shop.requests(isDelivery).at(-1)?.profile, { timeout: 15_000 })
      .toMatchObject({ fs_rage_clicks: '2', fs_frustration_score: '57' });
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('fs_ometria.')));
    expect(keys).toHaveLength(2);
    await other.close();
  });

  test('is one call though the tag is on the page twice', async ({ page, shop }) => {
    await logIn(page, shop);
    await shop.open('/checkout/payment');
    await untilStarted(page);
    await page.addScriptTag({ url: '/dist/fullstory-ometria.core.min.js' });
    await page.addScriptTag({ url: '/dist/fullstory-ometria.min.js' });
    await rageClick(page);
    const [delivery] = await shop.waitForRequests(1, isDelivery, { timeout: 6000 });
    expect(delivery?.profile).toEqual(DEFAULT_SET);
    expect(await health(page)).toMatchObject({ problems: [{ code: 'duplicate_tag', count: 2 }] });
    await shop.open('/basket');
    await untilStarted(page);
    expect(shop.requests(isDelivery).map(({ profile }) => profile)).toEqual([DEFAULT_SET]);
  });
});

test.describe('consent', () => {
  test('nothing of a visitor who declines is kept or sent', async ({ page, shop }) => {
    await logIn(page, shop, { consent: 'ask' });
    await shop.open('/checkout/payment');
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect.poll(async () => (await health(page))?.state.consent).toBe('denied');
    await rageClick(page);
    await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['signal', { type: 'rage_click' }]));
    await shop.open('/basket');
    expect(shop.requests(isDelivery)).toEqual([]);
    const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    expect(kept.filter((key) => key.startsWith('fs_ometria'))).toEqual([]);
  });

  test('a visitor who accepts is delivered from then on', async ({ page, shop }) => {
    await logIn(page, shop, { consent: 'ask' });
    await shop.open('/checkout/payment');
    await rageClick(page);
    await page.getByRole('button', { name: 'Accept' }).click();
    await untilStarted(page);
    await rageClick(page);
    const [delivery] = await shop.waitForRequests(1, isDelivery, { timeout: 6000 });
    expect(delivery).toMatchObject({ uiid: JANE, profile: DEFAULT_SET });
  });
});
