import type { Page } from '@playwright/test';
import { SCENES } from '../demo/scenes/scenes.js';
import { startDemo } from '../demo/server.js';
import { encode } from '../stand-ins/wire.js';
import { axeFindings } from './support/axe.js';
import { expect, type Shop, test } from './support/fixtures.js';

const JANE = 'jane@example.com';

const send = async (shop: Shop, data: object) => {
  await fetch(`${shop.url}/track/v3/demo/event.gif?data=${encodeURIComponent(encode(data))}`);
};

const profile = () => {
  const at = new Date(Date.now() - 500).toISOString();
  return {
    fs_signal_type: 'checkout_rescue',
    fs_signal_at: at,
    fs_checkout_rescue_at: at,
    fs_abandoned_stage: 'payment',
  };
};

const cardOf = (page: Page, identity: string) => page.getByRole('article', { name: identity });

/** Does the page scroll sideways? */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('groups by contact and visit, draws the visit, and says it in words @firefox-soak', async ({ shop, page }) => {
  await send(shop, { type: 'pageview', cid: 'c', sid: '1', uiid: JANE, url: 'https://shop.example/checkout/payment' });
  await send(shop, { type: 'identify', cid: 'c', sid: '1', d: { uiid: JANE, profile: profile() } });
  await send(shop, { type: 'pageview', cid: 'c', sid: '2', uiid: JANE, url: 'https://shop.example/basket' });
  await page.goto('/inbox');
  const card = cardOf(page, JANE);
  await expect(card.getByRole('region', { name: /^Visit of/ })).toHaveCount(2);
  const visit = card.getByRole('region', { name: /^Visit of/ }).filter({ hasText: '1 delivery' });
  await expect(visit.getByRole('img', { name: /Timeline: 1 page, 1 delivery/ })).toBeVisible();
  await expect(
    visit.locator('.lane-page .mark, .lane-signal .mark, .lane-delivery .mark, .lane-contact .mark'),
  ).toHaveCount(4);
  await visit.getByText('In words').click();
  await expect(visit.getByRole('listitem')).toContainText([
    'signal: checkout rescue',
    'opened /checkout/payment',
    'delivery of 4 properties',
    'the visit is over, its properties are applied',
  ]);
});

test('explains every property and marks the campaign that would start, then starts @firefox-soak', async ({
  shop,
  page,
}) => {
  shop.demo.collector.setSessionMs(60_000);
  await page.goto('/inbox');
  await send(shop, {
    type: 'identify',
    cid: 'c',
    sid: '1',
    d: { uiid: JANE, profile: { ...profile(), own_thing: 'x' } },
  });
  const card = cardOf(page, JANE);
  await expect(card).toContainText('Would start: Checkout rescue');
  await expect(card).toContainText('When the rule “checkout rescue” fired in the visit.');
  await expect(card).toContainText('Set by a rule or a custom signal.');
  await expect(card.locator('.property')).toHaveCount(5);
  await expect(card.locator('.meaning')).toHaveCount(5);
  shop.demo.collector.setSessionMs(1);
  await expect(card).toContainText('Starts: Checkout rescue');
  await expect(card.getByText('Pending', { exact: true })).toHaveCount(0);
});

test('a rage click at the checkout is an event within seconds, beside properties that wait @firefox-soak', async ({
  shop,
  page,
  context,
}) => {
  shop.demo.collector.setSessionMs(30_000);
  await context.addCookies([{ name: 'shop_user', value: JANE, url: shop.url }]);
  const inbox = await context.newPage();
  await inbox.goto(`${shop.url}/inbox`);
  await shop.open('/checkout/payment', { consent: 'granted' });
  const fullStory = () => page.evaluate(() => Reflect.get(window, 'fsOmetria').health?.().state.fullstory);
  await expect.poll(fullStory).toBe('capturing');
  await page.locator('#promo-apply').click({ clickCount: 4 });
  const card = cardOf(inbox, JANE);
  await expect(card.locator('.event')).toContainText('fs_rage_click');
  await expect(card.locator('.event')).toContainText('Starts: Checkout help');
  await expect(card.locator('.property-pending').first()).toBeVisible();
  await expect(card.getByText('Applied', { exact: true })).toHaveCount(0);
  expect(await axeFindings(inbox)).toEqual([]);
  await inbox.setViewportSize({ width: 320, height: 800 });
  expect(await overflow(inbox)).toBe(0);
});

test('an erased contact is gone, with its requests', async ({ shop, page }) => {
  await send(shop, { type: 'identify', cid: 'c', sid: '1', d: { uiid: JANE, profile: profile() } });
  await page.goto('/inbox');
  await expect(cardOf(page, JANE)).toBeVisible();
  await page.request.post('/api/erase', { data: { identity: JANE } });
  await expect(cardOf(page, JANE)).toHaveCount(0);
  expect(shop.requests()).toEqual([]);
});

test.describe('seeded', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the first look is not empty, fits every screen, and axe finds nothing, ${colorScheme} ${colorScheme === 'dark' ? '@soak @firefox' : '@firefox-soak'}`, async ({
      page,
    }) => {
      const demo = await startDemo({ seeded: true });
      try {
        await page.emulateMedia({ colorScheme });
        await page.goto(`${demo.url}/inbox`);
        await expect(page.getByRole('article')).toHaveCount(2);
        await expect(page.getByText('Nobody yet.')).toBeHidden();
        await expect(cardOf(page, 'maud@example.com').getByRole('region', { name: /^Visit of/ })).toHaveCount(2);
        // She bought: what she left three hours ago was taken back.
        const maud = cardOf(page, 'maud@example.com');
        await expect(maud).toContainText('fs_checkout_rescue_at');
        for (const segment of ['Left at payment', 'Left frustrated'])
          await expect(maud.locator('.membership', { hasText: segment })).toContainText('No');
        await expect(maud.locator('.campaign', { hasText: 'Checkout rescue' })).toHaveCount(0);
        await expect(cardOf(page, 'olav@example.com')).toContainText('Starts: Checkout rescue');
        await expect(cardOf(page, 'olav@example.com')).toContainText('Starts: Basket reminder');
        expect(await axeFindings(page)).toEqual([]);
        for (const width of [320, 375, 768, 1440]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await overflow(page)).toBe(0);
        }
      } finally {
        await demo.close();
      }
    });
  }
});

// A busy machine takes three times as long over a scene as a quiet one.
const WHOLE_SCENE = { timeout: 120_000 };

for (const { id, end } of SCENES) {
  test(`a scene plays to its end with one click: ${id} @soak @firefox`, async ({ shop, page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/scenes?read=0');
    await page.locator(`[data-scene="${id}"]`).click();
    const steps = page.locator('#steps li');
    // What a step has missed stands here in place of the end.
    await expect(page.locator('#end')).not.toBeEmpty(WHOLE_SCENE);
    await expect(page.locator('#end')).toHaveText(end);
    await expect(page.locator('#steps li.done')).toHaveCount(await steps.count());
    // Every step says how long it takes in life.
    await expect(page.locator('#steps .real')).toHaveCount(await steps.count());
    const inbox = page.frameLocator('#inbox');
    const jane = inbox.getByRole('article', { name: JANE });
    if (id === 'refused' || id === 'erased') {
      await expect(inbox.getByText('Nobody yet.')).toBeVisible();
      expect(shop.requests().filter(({ characters }) => characters > 0)).toEqual([]);
    } else if (id === 'rescue') {
      await expect(jane).toContainText('Starts: Checkout rescue');
      await expect(page.getByRole('complementary', { name: 'The message' })).toContainText(
        'Your basket is still here.',
      );
    } else if (id === 'two-people') {
      for (const identity of [JANE, 'tom@example.com'])
        await expect(
          inbox.getByRole('article', { name: identity }).locator('.property', { hasText: 'fs_rage_clicks' }),
        ).toContainText(/\b1(Pending|Applied)/);
    } else if (id === 'hosted-checkout') {
      await expect(jane).toBeVisible();
      await expect(jane).not.toContainText('fs_abandoned_stage');
      await expect(jane.locator('.campaign')).toHaveCount(0);
    } else {
      await expect(jane.locator('.property', { hasText: 'fs_abandoned_stage' })).toContainText('none');
      await expect(jane.locator('.campaign')).toHaveCount(0);
    }
  });
}

test('shop, inspector and inbox stand side by side on a wide screen, one at a time on a narrow one @soak @firefox', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/scenes');
  for (const title of ['The shop', 'The inspector', 'The contact inbox'])
    await expect(page.getByTitle(title)).toBeVisible();
  await expect(
    page.frameLocator('#inspector').getByRole('region', { name: 'FullStory to Ometria inspector' }),
  ).toContainText('Consent has not been given yet.');
  await expect(page.frameLocator('#shop').getByRole('region', { name: 'FullStory to Ometria inspector' })).toHaveCount(
    0,
  );
  await page.setViewportSize({ width: 1200, height: 800 });
  for (const title of ['The shop', 'The inspector', 'The contact inbox'])
    await expect(page.getByTitle(title)).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize({ width: 375, height: 800 });
  await expect(page.getByTitle('The shop')).toBeVisible();
  await expect(page.getByTitle('The contact inbox')).toBeHidden();
  await page.getByRole('button', { name: 'Inbox' }).click();
  await expect(page.getByTitle('The contact inbox')).toBeVisible();
  await expect(page.getByTitle('The shop')).toBeHidden();
  expect(await overflow(page)).toBe(0);
});

test('on a narrow screen the shop is seen while a scene plays, and the choice again at its end @soak @firefox', async ({
  page,
}) => {
  for (const width of [375, 768]) {
    await page.setViewportSize({ width, height: 720 });
    await page.goto('/scenes?read=1000');
    await page.locator('[data-scene="refused"]').click();
    await expect(page.locator('#steps li[aria-current]')).toHaveAttribute('value', '2');
    await expect(page.locator('#steps li:visible')).toHaveCount(1);
    await expect(page.locator('#scenes')).toBeHidden();
    expect((await page.getByTitle('The shop').boundingBox())?.y).toBeLessThan(360);
    await expect(page.locator('#end')).not.toBeEmpty(WHOLE_SCENE);
    await expect(page.locator('#scenes')).toBeVisible();
    await expect(page.locator('#steps li:visible')).toHaveCount(5);
  }
});

test('axe finds nothing in the scenes @soak @firefox', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/scenes?read=0&scene=hosted-checkout');
    await expect(page.locator('#end')).not.toBeEmpty(WHOLE_SCENE);
    expect(await axeFindings(page)).toEqual([]);
  }
});

test('the tour’s card does not cover what is to be clicked @soak @firefox', async ({ shop, page }) => {
  await page.context().addCookies([{ name: 'shop_user', value: JANE, url: shop.url }]);
  for (const [width, height] of [
    [375, 720],
    [768, 860],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('/checkout/payment?consent=granted&tour=1');
    await expect(page.getByRole('region', { name: 'Tour' })).toContainText('Break the promo code');
    const isFree = () =>
      page.locator('#promo-apply').evaluate((button) => {
        const { left, top, right, bottom } = button.getBoundingClientRect();
        return [
          [left + 8, top + 8],
          [right - 8, bottom - 8],
        ].every(([x = 0, y = 0]) => button.contains(document.elementFromPoint(x, y)));
      });
    await expect.poll(isFree).toBe(true);
  }
});

test('the tour leads from the banner to the inbox @firefox-soak', async ({ page }) => {
  await page.goto('/checkout/payment?tour=1');
  const tour = page.getByRole('region', { name: 'Tour' });
  await expect(tour).toContainText('Accept the cookies');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(tour).toContainText('Be somebody');
  await tour.getByRole('link', { name: 'Log in' }).click();
  await page
    .getByRole('main')
    .getByLabel(/e-mail/i)
    .fill(JANE);
  await page
    .getByRole('main')
    .getByRole('button', { name: /log in/i })
    .click();
  await expect(page).toHaveURL(/checkout\/payment/);
  await expect(tour).toContainText('Break the promo code');
  expect(await axeFindings(page)).toEqual([]);
  await page.locator('#promo-apply').click({ clickCount: 4 });
  await expect(tour).toContainText('See it arrive');
  await tour.getByRole('link', { name: 'Open the inbox' }).click();
  await expect(cardOf(page, JANE)).toContainText('checkout_frustration');
});
