import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';
import { untilTagRuns } from './support/wait.js';

// The same stages as with the defaults, shorter; the cap lies above what twenty rounds need.
const TIMING = { quiet: 100, deadline: 500, spacing: 100, calls: 100 };
const HOUR = 3_600_000;

const open = async (page: Page, path = '/checkout/payment', options: object = {}) => {
  const tagOptions = JSON.stringify({ timing: TIMING, ...options });
  const search = new URLSearchParams({ consent: 'granted', tagOptions });
  await page.goto(`${path}${path.includes('?') ? '&' : '?'}${search}`);
  await untilTagRuns(page);
};

const logIn = (page: Page, shop: Shop, email: string) =>
  page.context().addCookies([{ name: 'shop_user', value: encodeURIComponent(email), url: shop.url }]);

const rage = (page: Page) =>
  page.evaluate(() => {
    const target = document.createElement('button');
    target.id = 'apply';
    document.body.append(target);
    const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
    target.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
  });

const flush = (page: Page): Promise<string> => page.evaluate(() => Reflect.get(window, 'fsOmetria').flush());
const identityOf = (page: Page): Promise<string> =>
  page.evaluate(() => Reflect.get(window, 'fsOmetria').health().state.identity);
const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

const deliveries = (shop: Shop, uiid?: string) =>
  shop.requests(
    (one: CollectedRequest) => one.type === 'identify' && one.characters > 0 && (!uiid || one.uiid === uiid),
  );
const count = (shop: Shop, uiid?: string) => Number(deliveries(shop, uiid).at(-1)?.profile.fs_rage_clicks ?? 0);

for (const { rounds, when } of [
  { rounds: 3, when: '' },
  { rounds: 20, when: '@soak ' },
])
  test(`two tabs rage at the same time, ${rounds} times, and every total is exact ${when}@firefox`, async ({
    page,
    shop,
  }) => {
    test.setTimeout(120_000);
    await logIn(page, shop, 'jane@example.com');
    await open(page);
    const other = await page.context().newPage();
    await open(other);
    for (let round = 1; round <= rounds; round++) {
      await Promise.all([rage(page), rage(other)]);
      await expect
        .poll(
          async () => {
            await flush(page);
            return count(shop);
          },
          { message: `round ${round}` },
        )
        .toBe(2 * round);
    }
  });

test('a duplicated tab counts for itself @firefox', async ({ page, shop }) => {
  await logIn(page, shop, 'jane@example.com');
  await open(page);
  await rage(page);
  // A window that is opened by a page begins with a copy of its sessionStorage, as a duplicated tab does.
  const opened = page.context().waitForEvent('page');
  await page.evaluate(() => void window.open(location.href));
  const copy = await opened;
  await untilTagRuns(copy);
  await Promise.all([rage(page), rage(copy)]);
  await expect
    .poll(async () => {
      await flush(copy);
      return count(shop);
    })
    .toBe(3);
});

test('Tom logs in in the second tab, the first still shows Jane: nothing reaches the other @firefox-soak', async ({
  page,
  shop,
}) => {
  await logIn(page, shop, 'jane@example.com');
  await open(page);
  await expect.poll(() => identityOf(page)).toBe('known');
  const other = await page.context().newPage();
  await logIn(page, shop, 'tom@example.com');
  await open(other, '/basket');
  await expect.poll(() => identityOf(page)).toBe('identity_stale');
  await rage(page);
  await rage(other);
  await rage(other);
  await expect.poll(() => count(shop, 'tom@example.com')).toBe(2);
  expect(await flush(page)).toBe('identity_stale');
  await open(page, '/basket');
  await rage(page);
  await expect
    .poll(async () => {
      await flush(page);
      return count(shop, 'tom@example.com');
    })
    .toBe(3);
  expect(count(shop, 'jane@example.com')).toBe(0);
});

test('what a log-out in one tab has taken away is gone from the other’s memory too @firefox-soak', async ({
  page,
  shop,
}) => {
  await logIn(page, shop, 'jane@example.com');
  // Nobody is in the sample, so that the signal stays.
  await open(page, '/checkout/payment', { sample: 0 });
  await rage(page);
  const held = () => page.evaluate(() => Reflect.get(window, 'fsOmetria').health().signals.held);
  expect(await held()).toBeGreaterThan(0);
  const other = await page.context().newPage();
  await open(other, '/basket', { sample: 0 });
  expect(await held()).toBeGreaterThan(0);
  await other.evaluate(() => Reflect.get(window, 'fsOmetria').reset());
  await expect.poll(held).toBe(0);
});

test('a refusal in one tab is felt in the other @firefox', async ({ page, shop }) => {
  await page.clock.install();
  await logIn(page, shop, 'jane@example.com');
  await open(page);
  const other = await page.context().newPage();
  await open(other, '/basket');
  await other.locator('[data-consent-open]').click();
  await other.getByRole('button', { name: 'Decline' }).click();
  await rage(page);
  expect(await flush(page)).toBe('consent_missing');
  await page.clock.runFor(TIMING.deadline * 2);
  expect(await kept(page)).not.toContain('rage_click');
  // The last word, as the page goes.
  await page.goto('/blank?tag=off');
  expect(deliveries(shop)).toEqual([]);
});

test('Jane leaves, Tom logs in: nothing of hers reaches him, in storage or on the wire @firefox-soak', async ({
  page,
  shop,
}) => {
  await logIn(page, shop, 'jane@example.com');
  await open(page);
  await expect.poll(() => identityOf(page)).toBe('known');
  // Held, because her tracker is not there on this page.
  await open(page, '/checkout/payment?ometria=off');
  await rage(page);
  await page.goto('/account/logout');
  await untilTagRuns(page);
  await logIn(page, shop, 'tom@example.com');
  await open(page, '/basket?ometria=on');
  await expect.poll(() => identityOf(page)).toBe('known');
  await rage(page);
  await expect.poll(() => count(shop, 'tom@example.com')).toBe(1);
  for (const { profile } of deliveries(shop, 'tom@example.com')) expect(profile.fs_signal_page).toBe('/basket');
  expect(await kept(page)).not.toMatch(/checkout|jane|tom|example\.com/);
});

// What says where or what, with the fields that are off by default switched on.
const TELLING = [
  'session_replay_url',
  'signal_page',
  'abandoned_stage',
  'signal_stage',
  'signal_target',
  'dwell_product',
  'last_visit_category',
].map((name) => `fs_${name}`);
const LIMITED = {
  linkIdentities: 'limited',
  budget: 1000,
  fields: { signal_stage: true, signal_target: true, dwell_product: true, last_visit_category: true },
};
const openedByLink = (page: Page, options: object = LIMITED) =>
  open(page, '/checkout/payment?om_user=jane%40example.com', options);

/** A rage, and what the page shows of a product: all that would tell. */
const tell = async (page: Page) => {
  await page.evaluate(() => {
    const { push } = Reflect.get(window, 'fsOmetria');
    push(['signal', { type: 'dwell', product: 'SKU-A', seconds: 240 }]);
    push(['signal', { type: 'attention', activeSeconds: 30, category: 'Knitwear' }]);
  });
  await rage(page);
};

test('a visitor by a forwarded link is told little until the site confirms who it is @firefox-soak', async ({
  page,
  shop,
}) => {
  await openedByLink(page);
  await expect.poll(() => identityOf(page)).toBe('known');
  await tell(page);
  await expect.poll(() => count(shop)).toBe(1);
  for (const { profile } of deliveries(shop)) for (const name of TELLING) expect(profile).not.toHaveProperty(name);
  await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['visitor', 'jane@example.com']));
  await tell(page);
  await expect
    .poll(async () => {
      await flush(page);
      return deliveries(shop).at(-1)?.profile;
    })
    .toMatchObject({
      fs_session_replay_url: expect.stringContaining('https://'),
      fs_signal_page: '/checkout/payment',
      fs_signal_stage: 'payment',
      fs_signal_target: 'apply',
      fs_abandoned_stage: expect.any(String),
      fs_dwell_product: 'SKU-A',
      fs_last_visit_category: 'Knitwear',
    });
});

test('Jane’s forwarded link, opened in Tom’s tab, is told little too, and nothing of his @firefox-soak', async ({
  page,
  shop,
}) => {
  await logIn(page, shop, 'tom@example.com');
  await open(page, '/basket', LIMITED);
  await expect.poll(() => identityOf(page)).toBe('known');
  await tell(page);
  await expect.poll(() => count(shop, 'tom@example.com')).toBe(1);
  await page.context().clearCookies({ name: 'shop_user' });
  // Only what is flushed is sent, and the last word, as the page goes: a call a moment before it may be cut off.
  await openedByLink(page, { ...LIMITED, timing: { ...TIMING, quiet: HOUR, deadline: HOUR } });
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'ometria').getIdentity?.())).toBe('jane@example.com');
  await tell(page);
  await expect
    .poll(async () => {
      await flush(page);
      return count(shop, 'jane@example.com');
    })
    .toBe(1);
  await rage(page);
  await page.goto('/blank?tag=off');
  await expect.poll(() => count(shop, 'jane@example.com')).toBe(2);
  for (const { profile } of deliveries(shop, 'jane@example.com'))
    for (const name of TELLING) expect(profile).not.toHaveProperty(name);
});
