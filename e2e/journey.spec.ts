import type { Page } from '@playwright/test';
import { inAndOut, searchFor, untilLookedAt } from './support/browse.js';
import { expect, type Shop, test } from './support/fixtures.js';
import { fillCard, pay } from './support/pay.js';
import { untilTagRuns } from './support/wait.js';

const JOURNEY = ['dead_end', 'search_struggle', 'basket_churn', 'hesitation'];
const TOUCHED = 'hesitated_at dead_ends searches basket_churns affinity_product affinity_category visit_outcome';
const OPTIONS = {
  budget: 1000,
  detect: { search_struggle: true, basket_churn: true, hesitation: true, dwell: false },
  timing: { spacing: 100 },
  fields: { ...Object.fromEntries(TOUCHED.split(' ').map((name) => [name, true])), signal_page: false },
};

/** Keeps what the tag says in the tab, over its pages. */
const begin = async (page: Page, shop: Shop, path = '/', more: object = {}) => {
  await page.addInitScript(() => {
    const keep = (signal: object) => {
      const before = JSON.parse(sessionStorage.getItem('told') ?? '[]');
      sessionStorage.setItem('told', JSON.stringify([...before, signal]));
    };
    const queue: unknown[] = Reflect.get(window, 'fsOmetria') ?? [];
    Reflect.set(window, 'fsOmetria', queue);
    queue.push((handle: { on: (event: string, tell: (signal: object) => void) => void }) => handle.on('signal', keep));
  });
  const tagOptions = JSON.stringify({ ...OPTIONS, ...more });
  await shop.open(path, { consent: 'granted', fs: 'off', tagOptions });
  await untilTagRuns(page);
};

interface Told {
  type: string;
  name?: string;
}

const told = async (page: Page): Promise<string[]> => {
  const all: Told[] = await page.evaluate(() => JSON.parse(sessionStorage.getItem('told') ?? '[]'));
  return all.filter(({ type }) => JOURNEY.includes(type)).map(({ type, name }) => (name ? `${type}:${name}` : type));
};

/** Goes where the menu's link leads, by a click. */
const goTo = async (page: Page, shop: Shop, name: string) => {
  await shop.follow(page.locator('#site-nav').getByRole('link', { name, exact: true }));
  await untilTagRuns(page);
};

const attend = async (page: Page, seconds: number) => {
  for (let at = 0; at < seconds; at++) {
    await page.mouse.move(100 + (at % 50), 200);
    await page.clock.runFor(1000);
  }
};

test('a page that is not there, and a search that finds nothing, are dead ends @firefox', async ({ page, shop }) => {
  await begin(page, shop, '/product/FF-0000');
  await expect.poll(() => told(page)).toEqual(['dead_end:error']);
  await page.reload();
  await untilTagRuns(page);
  await searchFor(page, 'cable');
  await searchFor(page, 'umbrella');
  await expect.poll(() => told(page)).toEqual(['dead_end:error', 'dead_end:search']);
});

test('a route of a single-page shop that says it is an error is one too @soak @firefox', async ({ page, shop }) => {
  await begin(page, shop);
  await page.evaluate(() => {
    history.pushState(null, '', '/lost');
    Reflect.get(window, 'fsOmetria').push(['page', { type: 'error' }]);
  });
  await expect.poll(() => told(page)).toEqual(['dead_end:error']);
});

test('to and fro between two pages by clicks is a dead end, once @firefox', async ({ page, shop }) => {
  await begin(page, shop, '/category/all');
  for (const name of ['Jumpers', 'Throws', 'Jumpers']) await goTo(page, shop, name);
  expect(await told(page)).toEqual([]);
  await goTo(page, shop, 'Throws');
  await expect.poll(() => told(page)).toEqual(['dead_end:turn']);
  for (const name of ['Jumpers', 'Throws']) await goTo(page, shop, name);
  expect(await told(page)).toEqual(['dead_end:turn']);
});

// In Chromium alone: in Firefox the driver hears nothing of a page that comes back from the back/forward cache.
test('to and fro by the back button is none', async ({ page, shop }) => {
  await begin(page, shop, '/category/all');
  await goTo(page, shop, 'Jumpers');
  await goTo(page, shop, 'Throws');
  await page.goBack();
  await untilTagRuns(page);
  await goTo(page, shop, 'Throws');
  expect(await told(page)).toEqual([]);
});

test('to and fro between two products is none @soak @firefox', async ({ page, shop }) => {
  await begin(page, shop, '/category/all');
  for (const path of ['/product/FF-1001', '/product/FF-1003', '/product/FF-1001', '/product/FF-1003']) {
    await page.evaluate((href) => {
      document.body.insertAdjacentHTML('afterbegin', `<a id="onward" href="${href}">Onward</a>`);
    }, path);
    await shop.follow(page.locator('#onward'));
    await untilTagRuns(page);
  }
  expect(await told(page)).toEqual([]);
});

test('three searches are a struggle, the same one sorted is none @firefox-soak', async ({ page, shop }) => {
  await begin(page, shop, '/search');
  for (const address of ['/search?q=cable', '/search?q=cable&sort=price', '/search?q=cable&size=m']) {
    await page.evaluate((href) => {
      document.body.insertAdjacentHTML('afterbegin', `<a id="onward" href="${href}">Onward</a>`);
    }, address);
    await shop.follow(page.locator('#onward'));
    await untilTagRuns(page);
  }
  await untilLookedAt(page);
  await searchFor(page, 'moss');
  expect(await told(page)).toEqual([]);
  await untilLookedAt(page);
  await searchFor(page, 'mittens');
  await expect.poll(() => told(page)).toEqual(['search_struggle']);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toMatch(/cable|moss|mittens/);
});

test('in and out of the basket twice is a churn, a quantity that changes is none @soak @firefox', async ({
  page,
  shop,
}) => {
  await begin(page, shop, '/product/FF-1001');
  await page.locator('[data-add]').click();
  await page.locator('[data-basket-count]:not([hidden])').waitFor();
  await page.goto('/basket');
  await untilTagRuns(page);
  for (const by of ['1', '-1', '1', '-1']) await page.locator(`[data-step="${by}"]`).first().click();
  await page.locator('[data-remove]').first().click();
  expect(await told(page)).toEqual([]);
  await inAndOut(page);
  await expect.poll(() => told(page)).toEqual(['basket_churn']);
});

test('hesitation goes with the abandonment, and is taken back by the order @firefox-soak', async ({ page, shop }) => {
  await page.clock.install();
  await begin(page, shop, '/checkout/payment');
  await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['visitor', 'jane@example.com']));
  await fillCard(page);
  await page.locator('#pay').scrollIntoViewIfNeeded();
  await attend(page, 24);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await expect.poll(() => told(page)).toEqual(['hesitation']);
  const sent = () =>
    shop
      .requests(({ profile }) => 'fs_hesitated_at' in profile)
      .map(({ profile }) => [profile.fs_abandoned_stage, profile.fs_hesitated_at]);
  await expect.poll(sent).toContainEqual(['payment', 'payment']);
  await pay(page);
  await page.clock.runFor(5000);
  await expect.poll(() => sent().at(-1)).toEqual(['none', 'none']);
});

const name = (page: Page) =>
  page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['visitor', 'jane@example.com']));

const profileOf = (shop: Shop, name: string) =>
  shop.requests(({ profile }) => name in profile).map(({ profile }) => profile[name]);

test('a visit that ended at what is sold out says so @soak @firefox', async ({ page, shop }) => {
  await begin(page, shop, '/product/FF-1001');
  await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['page', { availability: 'out_of_stock' }]));
  await shop.open('/product/FF-0000');
  await untilTagRuns(page);
  await name(page);
  await expect.poll(() => told(page)).toEqual(['dead_end:error']);
  await page.goto('about:blank');
  await expect.poll(() => profileOf(shop, 'fs_visit_outcome').at(-1)).toBe('out_of_stock');
});

test('what a known visitor attends to most is kept for that visitor, and goes with a refusal @soak @firefox', async ({
  page,
  shop,
}) => {
  await page.clock.install();
  await begin(page, shop, '/product/FF-1001');
  const kept = () => page.evaluate(() => localStorage.getItem('fs_ometria_affinity'));
  await attend(page, 15);
  expect(await kept()).toBeNull();
  await name(page);
  await attend(page, 40);
  // Attention is told as the page goes.
  await shop.open('/basket');
  await untilTagRuns(page);
  await name(page);
  // Attention alone is no reason to deliver.
  await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['signal', { type: 'error_click' }]));
  await page.clock.runFor(20_000);
  await expect.poll(() => profileOf(shop, 'fs_affinity_product').at(-1)).toBe('FF-1001');
  expect(await kept()).toContain('FF-1001');
  await page.evaluate(() => Reflect.get(window, 'fsOmetria').push(['consent', 'denied']));
  await expect.poll(kept).toBeNull();
});
