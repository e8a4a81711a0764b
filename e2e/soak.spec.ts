import type { Page } from '@playwright/test';
import { expect, type Shop, test } from './support/fixtures.js';

// A tenth in every test run; all of it by `npm run test:soak`.
const PART = process.env.SOAK ? 1 : 0.1;
const NAVIGATIONS = 200 * PART;
const TABS = 50 * PART;
const SIGNALS = 10_000;

const open = async (page: Page, path = '/blank') => {
  await page.goto(`${path}?consent=granted&tag=full&tagOptions=%7B%7D`);
  await page.waitForFunction(() => 'health' in (Reflect.get(window, 'fsOmetria') ?? {}));
  await page.waitForFunction(() => Reflect.get(window, 'fsOmetria').health().state.identity === 'known');
};

const logIn = (page: Page, shop: Shop) =>
  page.context().addCookies([{ name: 'shop_user', value: 'jane%40example.com', url: shop.url }]);

const rage = (page: Page) =>
  page.evaluate(() => {
    const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
    document.body.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
  });

const counts = (shop: Shop) =>
  shop
    .requests(({ characters }) => characters > 0)
    .map(({ profile }) => Number(profile.fs_rage_clicks))
    .filter((count) => count > 0);

test(`${NAVIGATIONS} navigations in the middle of the quiet time lose nothing @firefox`, async ({ page, shop }) => {
  test.setTimeout(60_000 + NAVIGATIONS * 5000);
  await logIn(page, shop);
  for (let at = 1; at <= NAVIGATIONS; at++) {
    await open(page);
    await rage(page);
  }
  await page.goto('/blank?tag=off');
  // Each call carries the complete count, so that one which a busy browser dropped as the page went is made good.
  await expect.poll(() => Math.max(0, ...counts(shop)), { timeout: 20_000 }).toBe(NAVIGATIONS);
  expect(new Set(counts(shop)).size).toBeGreaterThanOrEqual(NAVIGATIONS * 0.8);
});

test(`${TABS} tabs closed right after a signal lose nothing, at latest by the next visit @firefox`, async ({
  page,
  context,
  shop,
}) => {
  test.setTimeout(60_000 + TABS * 8000);
  await logIn(page, shop);
  await open(page);
  await page.goto('about:blank');
  for (let at = 1; at <= TABS; at++) {
    const tab = await context.newPage();
    await open(tab);
    await rage(tab);
    await tab.close();
  }
  await open(page);
  await expect.poll(() => Math.max(0, ...counts(shop)), { timeout: 30_000 }).toBe(TABS);
});

test(`${SIGNALS} signals in one second are few calls, and storage stays small`, async ({ page, shop }) => {
  await logIn(page, shop);
  await open(page);
  const { longest, kept } = await page.evaluate(async (signals) => {
    const tag = Reflect.get(window, 'fsOmetria');
    const spans: number[] = [];
    // A page in trouble, not a loop: twenty bursts in a second.
    for (let burst = 0; burst < 20; burst++) {
      const began = performance.now();
      for (let at = 0; at < signals / 20; at++) tag.push(['signal', { type: 'rage_click', target: `t${at}` }]);
      spans.push(performance.now() - began);
      await new Promise((done) => setTimeout(done, 30));
    }
    const own = Object.keys(localStorage).filter((key) => key.startsWith('fs_ometria'));
    return { longest: spans.sort((a, b) => a - b)[18] ?? 0, kept: own.map((key) => localStorage[key].length) };
  }, SIGNALS);
  // The slowest burst but one: the machine itself may stop for a moment.
  expect(longest).toBeLessThan(50);
  expect(kept.length).toBeLessThanOrEqual(2);
  for (const length of kept) expect(length).toBeLessThanOrEqual(2100);
  await page.waitForTimeout(2000);
  expect(counts(shop).length).toBeLessThanOrEqual(1);
  const health = await page.evaluate(() => Reflect.get(window, 'fsOmetria').health());
  expect(health.signals.received).toBeGreaterThanOrEqual(SIGNALS);
  expect(health.problems.map(({ code }: { code: string }) => code)).toContain('too_many_signals');
});
