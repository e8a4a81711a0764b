import type { Page } from '@playwright/test';
import { type CollectedRequest, expect, type Shop, test } from './support/fixtures.js';
import { pay } from './support/pay.js';

const JANE = 'jane@example.com';
const HOUR = 3_600_000;

const isDelivery = ({ type, characters }: CollectedRequest) => type === 'identify' && characters > 0;

/** The options of the shop's own page, with calls that follow each other without ten seconds between. */
const readOptions = async (shop: Shop): Promise<{ rules: Record<string, unknown>[] }> => {
  const response = await shop.open('/blank');
  const block = /data-options='([^']*)'/.exec((await response?.text()) ?? '')?.[1] ?? '';
  const options = JSON.parse(block.replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
  return { ...options, timing: { quiet: 100, spacing: 100 } };
};

const logIn = async (page: Page, shop: Shop, options: object = {}) => {
  const tagOptions = JSON.stringify({ ...(await readOptions(shop)), ...options });
  await shop.open('/account/login', { consent: 'granted', tagOptions });
  await page.getByLabel('E-mail address').first().fill(JANE);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL(/\/account/);
};

interface Handle {
  health(): {
    state: Record<string, string>;
    signals: { byType: Record<string, number> };
    problems: { code: string }[];
  };
  sendTest(name: string): string;
}

const health = (page: Page) =>
  page.evaluate(() => {
    const tag: Partial<Handle> | undefined = Reflect.get(window, 'fsOmetria');
    return tag?.health?.();
  });

const untilStarted = async (page: Page) => {
  await expect.poll(() => health(page).then((found) => found?.state.fullstory)).toBe('capturing');
};

/** Loses patience with the broken Apply button at payment, and waits until that has arrived. */
const rageAtPayment = async (page: Page, shop: Shop) => {
  const before = shop.requests(isDelivery).length;
  await shop.open('/checkout/payment');
  await untilStarted(page);
  const apply = page.getByTestId('promo-apply');
  await apply.click({ clickCount: 4 });
  await shop.waitForRequests(before + 1, isDelivery);
};

/** The visit ends: Ometria applies what it has been told. */
const endVisit = async (shop: Shop) => {
  shop.demo.collector.setSessionMs(1);
  await expect.poll(() => Object.keys(contact(shop).properties.pending)).toEqual([]);
  shop.demo.collector.setSessionMs(60_000);
};

const contact = (shop: Shop) => {
  const [found] = shop.demo.collector.contacts().filter(({ identity }: { identity: string }) => identity === JANE);
  if (!found) throw new Error('Ometria has not heard of Jane');
  return found;
};

const applied = (shop: Shop, name: string): string | undefined => contact(shop).properties.applied[name]?.value;

test.beforeEach(({ shop }) => shop.demo.collector.setSessionMs(60_000));

test('a checkout rescue fires once, and its date outlives the next visit’s signal', async ({ page, shop, context }) => {
  await logIn(page, shop);
  await rageAtPayment(page, shop);
  const [frustrated] = shop.requests(isDelivery);
  expect(frustrated?.profile).toMatchObject({ fs_signal_type: 'checkout_frustration' });
  expect(frustrated?.profile.fs_checkout_rescue_at).toBeUndefined();

  // Another tab, so that the session has one when the first is closed.
  const second = await context.newPage();
  await page.close();
  const [, rescue] = await shop.waitForRequests(2, isDelivery);
  expect(rescue?.profile).toMatchObject({
    fs_signal_type: 'checkout_rescue',
    fs_checkout_rescue_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    fs_rescue_stage: 'payment',
    fs_abandoned_stage: 'payment',
  });
  const firedAt = rescue?.profile.fs_checkout_rescue_at;

  // The same once more in the same session.
  await second.goto(`${shop.url}/checkout/payment`);
  await untilStarted(second);
  await second.getByTestId('promo-apply').click({ clickCount: 4 });
  await expect
    .poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_rage_clicks, { message: 'the second rage click' })
    .toBe('2');
  const third = await context.newPage();
  await second.close();
  await expect
    .poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_abandoned_stage, { message: 'left again' })
    .toBe('payment');
  const dates = new Set(shop.requests(isDelivery).flatMap(({ profile }) => profile.fs_checkout_rescue_at ?? []));
  expect([...dates]).toEqual([firedAt]);

  await endVisit(shop);
  expect(applied(shop, 'fs_checkout_rescue_at')).toBe(firedAt);
  expect(applied(shop, 'fs_rescue_stage')).toBe('payment');

  // The next visit, hours later: another signal overwrites the signal type, and the date stays.
  const count = shop.requests(isDelivery).length;
  await third.clock.setSystemTime(Date.now() + 5 * HOUR);
  await third.goto(`${shop.url}/product/FF-1001`);
  await untilStarted(third);
  await third.evaluate(() =>
    Reflect.get(window, 'fsOmetria').push(['signal', { type: 'custom', name: 'size_wanted' }]),
  );
  await expect.poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_signal_type).toBe('size_wanted');
  expect(shop.requests(isDelivery).length).toBeGreaterThan(count);
  expect(shop.requests(isDelivery).at(-1)?.profile.fs_checkout_rescue_at).toBeUndefined();
  await endVisit(shop);
  await third.goto(`${shop.url}/inbox`);
  const property = third.getByRole('article', { name: JANE }).locator('.property');
  await expect(property.filter({ hasText: 'fs_checkout_rescue_at' })).toContainText(String(firedAt));
  await expect(property.filter({ hasText: 'fs_rescue_stage' })).toContainText('payment');
  await expect(property.filter({ hasText: 'fs_signal_type' })).toContainText('size_wanted');
});

test('a purchase in between stops the checkout rescue @soak', async ({ page, shop, context }) => {
  await logIn(page, shop);
  await shop.open('/product/FF-1001');
  await page.getByRole('radio', { name: 'L', exact: true }).check();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await rageAtPayment(page, shop);
  await pay(page);
  await expect.poll(() => health(page).then((found) => found?.signals.byType.purchase)).toBe(1);

  // Back at the checkout for something else, which is left in the middle.
  await shop.open('/checkout/payment');
  await untilStarted(page);
  await context.newPage();
  await page.close();
  await expect
    .poll(() => shop.requests(isDelivery).at(-1)?.profile.fs_abandoned_stage, { message: 'left in the middle' })
    .toBe('payment');
  await endVisit(shop);
  expect(applied(shop, 'fs_checkout_frustration_at')).toBeDefined();
  expect(applied(shop, 'fs_checkout_rescue_at')).toBeUndefined();
  expect(applied(shop, 'fs_rescue_stage')).toBeUndefined();
});

test('the rule is changed in one JSON block of the page @firefox-soak', async ({ page, shop }) => {
  const { rules } = await readOptions(shop);
  expect(rules).toHaveLength(1);
  const [rule] = rules;
  const changed = {
    ...rule,
    steps: [{ signal: 'rage_click', target: 'promo-*' }],
    set: { rescue_button: ['var', 'signal.target'] },
  };

  await logIn(page, shop, { rules: [changed] });
  await rageAtPayment(page, shop);
  const [delivery] = shop.requests(isDelivery);
  expect(delivery?.profile).toMatchObject({
    fs_checkout_rescue_at: expect.any(String),
    fs_rescue_button: 'promo-apply',
  });
  expect((await health(page))?.problems).toEqual([]);
});

test('a test is sent the whole way, marked', async ({ page, shop }) => {
  await logIn(page, shop);
  await shop.open('/blank');
  await untilStarted(page);
  const outcome = await page.evaluate(() => {
    const tag: Handle = Reflect.get(window, 'fsOmetria');
    return tag.sendTest('checkout_rescue');
  });
  expect(outcome).toBe('sent');
  const [sent] = await shop.waitForRequests(1, isDelivery);
  expect(sent?.profile).toMatchObject({
    fs_test: 'true',
    fs_signal_type: 'checkout_rescue',
    fs_checkout_rescue_at: expect.any(String),
    fs_rescue_stage: expect.any(String),
  });
});

test('the control group is sent one field and nothing else @soak', async ({ page, shop }) => {
  await logIn(page, shop, { holdout: 100 });
  await rageAtPayment(page, shop);
  await page.close();
  await endVisit(shop);
  expect(shop.requests(isDelivery).map(({ profile }) => profile)).toEqual([{ fs_group: 'control' }]);
  expect(Object.keys(contact(shop).properties.applied)).toEqual(['fs_group']);
});
