import type { Page } from '@playwright/test';
import { WEIGHT } from '../src/signals/read-signal.js';
import { inAndOut, searchFor, untilLookedAt } from './support/browse.js';
import { expect, type Shop, test } from './support/fixtures.js';
import { fillCard, pay } from './support/pay.js';
import { show, untilTagRuns } from './support/wait.js';

// Checking stock throws on purpose.
test.use({ pageErrorsAllowed: true });

const PRODUCT = '/product/FF-1001';
const PAYMENT = '/checkout/payment';

interface Handle {
  health(): { signals: { byType: Record<string, number> } };
}

const hammer = async (times: number, act: () => Promise<void>) => {
  for (let at = 0; at < times; at++) await act();
};

const stay = async (page: Page) => {
  for (let at = 0; at < 70; at += 10) {
    await page.mouse.move(100 + at, 200);
    await page.clock.runFor(10_000);
  }
};

/** The page goes out of sight: the verdicts that wait for that are given in a page that still answers. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });

interface Row {
  at: string;
  act: (page: Page, shop: Shop) => Promise<unknown>;
  clock?: boolean;
}

/** What the guide says to do. */
const ROWS: Record<string, Row> = {
  rage_click: { at: PAYMENT, act: (page) => hammer(4, () => page.getByTestId('promo-apply').click()) },
  rage_tap: { at: PAYMENT, act: (page) => hammer(4, () => page.getByTestId('promo-apply').tap()) },
  dead_click: {
    at: PRODUCT,
    act: async (page) => {
      const button = page.getByRole('button', { name: 'Turn it round' });
      // The page may still be loading, and that would be an answer.
      await page.waitForLoadState('networkidle');
      await show(button);
      await button.click();
    },
  },
  error_click: { at: PRODUCT, act: (page) => page.getByTestId('stock-check').click() },
  form_error: {
    at: '/checkout/delivery',
    act: (page) => page.getByRole('button', { name: 'Continue to payment' }).click(),
  },
  form_abandon: {
    at: '/checkout/delivery',
    act: async (page) => {
      await page.getByLabel('Full name').pressSequentially('Jane');
      // Left as the guide says it is, by a page that goes away; this one stays to be asked.
      await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    },
  },
  dwell: { at: '/product/FF-1003', clock: true, act: stay },
  funnel_abandon: { at: PAYMENT, act: hide },
  funnel_progress: {
    at: '/',
    act: async (page, shop) => {
      await shop.open('/basket');
      await untilTagRuns(page);
    },
  },
  dead_end: {
    at: '/',
    act: async (page, shop) => {
      await shop.open('/product/FF-0000');
      await untilTagRuns(page);
    },
  },
  search_struggle: {
    at: '/search',
    act: async (page) => {
      for (const term of ['cable', 'moss', 'mittens']) {
        await untilLookedAt(page);
        await searchFor(page, term);
      }
    },
  },
  basket_churn: { at: PRODUCT, act: (page) => hammer(2, () => inAndOut(page)) },
  hesitation: {
    at: PAYMENT,
    clock: true,
    act: async (page) => {
      await fillCard(page);
      await page.locator('#pay').scrollIntoViewIfNeeded();
      for (let at = 0; at < 25; at++) {
        await page.mouse.move(100 + at, 200);
        await page.clock.runFor(1000);
      }
      await hide(page);
    },
  },
  mouse_thrash: {
    at: '/category/all',
    act: (page) => hammer(12, () => page.mouse.move(300, 300).then(() => page.mouse.move(500, 300))),
  },
  purchase: {
    at: PAYMENT,
    act: pay,
  },
  custom: {
    at: PRODUCT,
    act: async (page) => {
      await page.getByRole('radio', { name: /^XS/ }).check();
      await page.getByRole('button', { name: 'Tell me when it is back' }).click();
    },
  },
  attention: { at: '/category/all', clock: true, act: (page) => stay(page).then(() => hide(page)) },
};

const byType = (page: Page) =>
  page.evaluate(() => {
    const tag: Partial<Handle> | undefined = Reflect.get(window, 'fsOmetria');
    return tag?.health?.().signals.byType ?? {};
  });

for (const [type, { at, act, clock }] of Object.entries(ROWS)) {
  test.describe(type, () => {
    test.use({ hasTouch: type === 'rage_tap' });

    test(`the guide's ${type} can be provoked in the shop @soak`, async ({ page, shop }) => {
      if (clock) await page.clock.install();
      await shop.open(at, { consent: 'granted', fs: 'off' });
      await untilTagRuns(page);
      expect(await byType(page)).not.toHaveProperty(type);
      await act(page, shop);
      await expect.poll(() => byType(page)).toHaveProperty(type);
    });
  });
}

test('the guide tells of every signal, and each of them is provoked here @soak', async ({ page, shop }) => {
  await shop.open('/guide');
  const told = await page.locator('.signals > li').evaluateAll((items) => items.map(({ id }) => id));
  expect(told.sort()).toEqual(Object.keys(WEIGHT).sort());
  expect(Object.keys(ROWS).sort()).toEqual(Object.keys(WEIGHT).sort());
});
