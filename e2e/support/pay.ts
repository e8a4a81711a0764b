import type { Page } from '@playwright/test';

const CARD = {
  'Name on the card': 'Jane',
  'Card number': '4242 4242 4242 4242',
  Expires: '12/30',
  'Security code': '123',
};

/** Fills in the shop's payment page. */
export const fillCard = async (page: Page) => {
  for (const [label, value] of Object.entries(CARD)) await page.getByLabel(label, { exact: true }).fill(value);
};

/** Fills in the shop's payment page, pays, and waits for the confirmation. */
export const pay = async (page: Page) => {
  await fillCard(page);
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL(/\/confirmation$/);
};
