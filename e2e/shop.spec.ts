import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe.js';
import { expect, test } from './support/fixtures.js';

const PAGES = [
  '/',
  '/category/all',
  '/category/jumpers?colour=moss',
  '/category/throws?colour=moss&yarn=Merino',
  '/product/FF-1001',
  '/product/FF-3001',
  '/product/none',
  '/basket',
  '/wishlist',
  '/checkout',
  '/checkout/delivery',
  '/checkout/payment',
  '/confirmation',
  '/account/login',
  '/account/logout',
  '/newsletter',
  '/search?q=cable',
  '/search?q=zeppelin',
  '/guide',
  '/blank',
];

interface Commerce {
  readonly value?: number;
  readonly transaction_id?: string;
  readonly items?: readonly Record<string, unknown>[];
}

const commerceEvents = (page: Page) =>
  page.evaluate(() => {
    const layer: { event?: string; ecommerce?: Commerce | null }[] = Reflect.get(window, 'dataLayer');
    return layer.flatMap(({ event, ecommerce }) => (event && ecommerce ? [{ event, ecommerce }] : []));
  });

const eventNames = async (page: Page) => (await commerceEvents(page)).map(({ event }) => event);

const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
};

for (const { name, viewport, colorScheme } of [
  { name: 'wide and light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'narrow and dark', viewport: { width: 320, height: 700 }, colorScheme: 'dark' },
] as const) {
  test.describe(`the shop, ${name}`, () => {
    test.use({ viewport, colorScheme });

    test('gives axe nothing to find and never scrolls sideways, on any page @soak', async ({ page, shop }) => {
      test.slow();
      await shop.open('/checkout/payment', { consent: 'ask' });
      for (const path of PAGES) {
        await shop.open(path);
        expect(await axeFindings(page), path).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
    });

    test('gives axe nothing to find in what opens later @soak', async ({ page, shop }) => {
      await shop.open('/product/FF-1001', { consent: 'denied' });
      await page.getByRole('button', { name: 'Size guide' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await axeFindings(page), 'size guide').toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('radio', { name: /^XS/ }).check();
      await expect(page.getByRole('button', { name: 'Tell me when it is back' })).toBeVisible();
      expect(await axeFindings(page), 'sold out').toEqual([]);

      await page.getByRole('searchbox').pressSequentially('cable');
      await expect(page.locator('#search-results li')).not.toHaveCount(0);
      expect(await axeFindings(page), 'instant results').toEqual([]);

      await shop.open('/checkout/delivery');
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await expect(page.getByRole('alert')).not.toBeEmpty();
      expect(await axeFindings(page), 'form errors').toEqual([]);
    });
  });
}

test('every page works under a policy without inline scripts and styles @soak', async ({ page, shop }) => {
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) blocked.push(`${page.url()} ${message.text()}`);
  });
  await shop.open('/blank', { csp: 'strict', consent: 'granted' });
  for (const path of PAGES) {
    await shop.open(path);
    // The data blocks are data and not scripts: the policy leaves them alone.
    expect(await page.evaluate(() => Array.isArray(Reflect.get(window, 'dataLayer'))), path).toBe(true);
  }
  await shop.open('/product/FF-1001');
  expect(await eventNames(page)).toEqual(['view_item']);
  await shop.open('/basket');
  await expect(page.getByRole('button', { name: 'Gift wrap' })).toBeVisible();
  expect(blocked).toEqual([]);
});

test('a visit from list to order pushes the GA4 events of a real shop', async ({ page, shop }) => {
  await shop.open('/category/jumpers', { consent: 'denied' });
  expect(await eventNames(page)).toEqual(['view_item_list']);
  await page.getByText('10 pieces').waitFor();
  await page.getByRole('link', { name: 'Show more' }).scrollIntoViewIfNeeded();
  await expect(page.locator('.card')).toHaveCount(10);
  await expect.poll(() => eventNames(page)).toEqual(['view_item_list', 'view_item_list']);

  await shop.follow(page.getByRole('link', { name: 'Skerry Fair Isle Jumper' }));
  await expect(page).toHaveTitle(/Skerry/);
  await page.getByRole('radio', { name: 'Lingon' }).check();
  await page.getByRole('radio', { name: 'L', exact: true }).check();
  await page.getByRole('button', { name: 'Increase quantity' }).click();
  await page.getByRole('button', { name: 'Add to basket' }).click();
  await page.getByRole('button', { name: 'Keep on the wishlist' }).click();
  const [view, add, wish] = await commerceEvents(page);
  expect(view).toMatchObject({ event: 'view_item', ecommerce: { currency: 'GBP', value: 128 } });
  expect(add).toMatchObject({
    event: 'add_to_cart',
    ecommerce: {
      value: 256,
      items: [
        {
          item_id: 'FF-1001',
          item_name: 'Skerry Fair Isle Jumper',
          item_category: 'Knitwear',
          item_category2: 'Jumpers',
          item_category3: 'Fair Isle',
          item_category4: 'Shetland',
          item_category5: 'Winter',
          item_variant: 'Lingon / L',
          price: 128,
          quantity: 2,
        },
      ],
    },
  });
  expect(wish?.event).toBe('add_to_wishlist');

  await shop.follow(page.getByRole('link', { name: /^Basket/ }));
  await page.getByRole('button', { name: 'Decrease quantity' }).click();
  await expect(page.locator('[data-total]')).toHaveText('£128.00');
  expect(await eventNames(page)).toEqual(['view_cart', 'remove_from_cart']);

  await shop.follow(page.getByRole('link', { name: 'Go to checkout' }));
  await expect(page.locator('#checkout-email')).toBeVisible();
  expect(await eventNames(page)).toEqual(['begin_checkout']);
  await page.locator('#checkout-email').fill('jane@example.com');
  await shop.follow(page.getByRole('button', { name: 'Continue to delivery' }));
  await fill(page, {
    'Full name': 'Jane Fell',
    'Street and number': '1 Pier Road',
    Town: 'Mallaig',
    Postcode: 'PH41 4QD',
  });
  await shop.follow(page.getByRole('button', { name: 'Continue to payment' }));
  await expect(page.locator('#promo-apply')).toBeVisible();
  expect(await eventNames(page)).toEqual(['add_shipping_info']);
  await fill(page, {
    'Name on the card': 'Jane',
    'Card number': '4242 4242 4242 4242',
    Expires: '12/30',
    'Security code': '123',
  });
  await shop.follow(page.getByRole('button', { name: /^Pay/ }));
  await expect(page).toHaveURL(/\/confirmation$/);
  const [purchase, ...others] = await commerceEvents(page);
  expect(others).toEqual([]);
  expect(purchase).toMatchObject({ event: 'purchase', ecommerce: { value: 128, currency: 'GBP' } });
  expect(purchase?.ecommerce.transaction_id).toMatch(/^FF\w+$/);

  await page.reload();
  expect(await eventNames(page), 'a reload is not a second order').toEqual([]);
  await shop.open('/basket');
  await expect(page.getByText('Your basket is empty')).toBeVisible();
});

test('nothing of the header is cut off, on any phone', async ({ page, shop }) => {
  await shop.open('/', { consent: 'denied', tag: 'off' });
  for (const width of [320, 360, 375, 414, 430]) {
    await page.setViewportSize({ width, height: 800 });
    const ends = await page
      .locator('.header a, .header button, .header input')
      .evaluateAll((parts) => Math.max(...parts.map((part) => part.getBoundingClientRect().right)));
    expect(ends, `${width} px`).toBeLessThanOrEqual(width);
  }
});

test('Apply at payment answers with nothing at all', async ({ page, shop }) => {
  await shop.open('/checkout/payment', { consent: 'denied', tag: 'off' });
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    const changes: string[] = [];
    Reflect.set(window, 'changes', changes);
    new MutationObserver((records) => changes.push(...records.map(({ type }) => type))).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const apply = page.getByTestId('promo-apply');
  await apply.click();
  await apply.click();
  // Whatever a click sets off has happened two frames later.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await page.evaluate(() => Reflect.get(window, 'changes'))).toEqual([]);
  expect(requests).toEqual([]);
});

test('each checkout step refuses what is wrong, in the browser and on the server @soak', async ({ page, shop }) => {
  await shop.open('/checkout/delivery', { consent: 'denied' });
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByLabel('Full name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Full name')).toBeFocused();
  await expect(page.getByRole('alert')).not.toBeEmpty();

  await fill(page, { 'Full name': 'Jane', 'Street and number': '1', Town: 'Lerwick', Postcode: 'ZE1 0AA' });
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByLabel('Postcode')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('no ferry this winter')).toBeVisible();
  await expect(page.getByLabel('Town')).toHaveValue('Lerwick');
});

test('vendors load after Accept and in the head of later pages', async ({ page, shop }) => {
  const vendors: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/vendors/') || pathname.includes('snippet')) vendors.push(pathname);
  });
  await shop.open('/', { consent: 'ask' });
  await page.waitForLoadState('networkidle');
  expect(vendors).toEqual([]);

  await page.getByRole('button', { name: 'Accept' }).click();
  await expect
    .poll(() => [...vendors].sort())
    .toEqual(['/assets/fullstory-snippet.js', '/vendors/fs.js', '/vendors/ometria.js']);
  await shop.waitForRequests(1, { type: 'pageview' });

  await shop.open('/category/all');
  await expect(page.locator('head script[src="/vendors/ometria.js"]')).toHaveCount(1);
  await shop.waitForRequests(2, { type: 'pageview' });
  await expect(page.getByRole('button', { name: 'Accept' })).toBeHidden();
});

test('Decline loads nobody', async ({ page, shop }) => {
  await shop.open('/', { consent: 'ask' });
  await page.getByRole('button', { name: 'Decline' }).click();
  await shop.open('/product/FF-1001');
  await page.waitForLoadState('networkidle');
  expect(shop.requests()).toEqual([]);
});

test('a log-in makes the platform identify the visitor, a log-out tells the tag', async ({ page, shop }) => {
  await shop.open('/account/login', { consent: 'granted', tag: 'off' });
  await page.locator('#login-email').fill('jane@example.com');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByTestId('account-email')).toHaveText('jane@example.com');
  await shop.waitForRequests(1, { type: 'identify', uiid: 'jane@example.com' });
  const queue = () => page.evaluate(() => Reflect.get(window, 'fsOmetria'));
  await expect.poll(queue).toEqual([
    ['consent', 'granted'],
    ['visitor', 'jane@example.com'],
  ]);
  await shop.follow(page.getByRole('link', { name: 'Log out' }));
  await expect(page).toHaveTitle(/Logged out/);
  expect(await queue()).toEqual([['consent', 'granted'], ['reset']]);
});

test('an e-mail typed at checkout is identified by the shop @soak', async ({ page, shop }) => {
  await shop.open('/checkout', { consent: 'granted', tag: 'off' });
  await shop.waitForRequests(1, { type: 'pageview' });
  await page.locator('#checkout-email').fill('Tom@Example.com');
  await page.locator('#checkout-email').blur();
  await shop.waitForRequests(1, { type: 'identify', uiid: 'Tom@Example.com' });
});

for (const [where, path] of [
  ['the footer of every page', '/'],
  ['the newsletter’s own page', '/newsletter'],
] as const) {
  test(`an e-mail typed into ${where} for the newsletter is picked up by the tracker @soak`, async ({ page, shop }) => {
    await shop.open(path, { consent: 'granted', tag: 'off' });
    await shop.waitForRequests(1, { type: 'pageview' });
    const field = page.getByLabel(path === '/' ? 'E-mail address' : 'Your e-mail address', { exact: true });
    await field.fill('ina@');
    await field.blur();
    await field.fill('Ina@Example.com');
    await field.blur();
    const [known] = await shop.waitForRequests(1, { type: 'identify' });
    expect(known).toMatchObject({ uiid: 'Ina@Example.com' });
  });
}

test('in single-page mode every route is a page view of the tracker @soak', async ({ page, shop }) => {
  await shop.open('/category/jumpers', { consent: 'granted', ometria: 'spa', tag: 'off' });
  await shop.waitForRequests(1, { type: 'pageview' });
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true));
  await page.getByRole('link', { name: 'Skerry Fair Isle Jumper' }).click();
  await expect(page).toHaveURL(/\/product\/FF-1001$/);
  await shop.waitForRequests(2, { type: 'pageview' });
  await page.getByRole('button', { name: 'Next picture' }).click();
  await expect(page.getByRole('img', { name: 'Skerry Fair Isle Jumper, the stitches close up' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Jumpers' })).toBeVisible();
  await shop.waitForRequests(3, { type: 'pageview' });
  expect(await page.evaluate(() => Reflect.get(window, 'sameDocument'))).toBe(true);
});

test('the options of the tag stand in the page as readable JSON', async ({ shop }) => {
  const response = await shop.open('/blank', { tagOptions: '{"prefix":"x_","debug":true}' });
  expect(await response?.text()).toContain('data-options=\'{\n  "prefix": "x_",\n  "debug": true\n}\'');
});

test.describe('broken on purpose', () => {
  test.use({ pageErrorsAllowed: true });

  test('checking stock throws at every click @soak', async ({ page, shop }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await shop.open('/product/FF-1001', { consent: 'denied' });
    await page.getByTestId('stock-check').click();
    await page.getByTestId('stock-check').click();
    await expect.poll(() => errors.length).toBe(2);
  });
});
