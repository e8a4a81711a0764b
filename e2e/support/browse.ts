import type { Page } from '@playwright/test';
import { untilPage, untilTagRuns } from './wait.js';

/** Searches by the field in the header, and waits for the results. */
export const searchFor = async (page: Page, term: string) => {
  await page.locator('#search-field').fill(term);
  await page.locator('#search-field').press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === term);
  await untilTagRuns(page);
};

/** Puts the product in view into the basket, and takes it out again there. */
export const inAndOut = async (page: Page) => {
  await page.goto('/product/FF-1001');
  await untilTagRuns(page);
  await page.locator('[data-add]').click();
  await page.locator('[data-basket-count]:not([hidden])').waitFor();
  await page.goto('/basket');
  await untilTagRuns(page);
  await page.locator('[data-remove]').first().click();
};

/** The page is so old that another search from it is no longer the same one, typed on. */
export const untilLookedAt = (page: Page) => untilPage(page, () => performance.now() > 2500);
