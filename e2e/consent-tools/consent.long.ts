import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.js';
import { untilTagRuns } from '../support/wait.js';
import { pageOf, TOOLS } from './pages.js';

type Tool = (typeof TOOLS)[number];
type Where = Parameters<typeof pageOf>[1];

/** Makes the shop's page and the tool's script there for every page of the browser, and opens it. */
const open = async (page: Page, tool: Tool, where: Where) => {
  const script = await tool.script();
  const context = page.context();
  await context.route('**/made/shop', (route) =>
    route.fulfill({ contentType: 'text/html', body: pageOf(tool, where) }),
  );
  await context.route('**/made/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await page.goto('/made/shop');
  await untilTagRuns(page);
};

const consentOf = (page: Page) =>
  page.evaluate(() => Reflect.get(window, 'fsOmetria').health().state.consent as string);

/** A signal, and what the tag keeps: it keeps nothing without consent. */
const keptBy = (page: Page) =>
  page.evaluate(() => {
    Reflect.get(window, 'fsOmetria').signal({ type: 'rage_click' });
    return Object.entries(localStorage)
      .filter(([key]) => key.startsWith('fs_ometria'))
      .map(([, value]) => String(value).replace(/^[^{]*/, ''));
  });

const MARK = /^\{"denied":\d{13}\}$/;

for (const tool of TOOLS) {
  for (const way of ['adapter', 'script'] as const) {
    test.describe(`${tool.name}, by its ${way}`, () => {
      const { agree, refuse, withdraw, open: reopen } = tool;
      const withdrawOn = async (page: Page) => {
        await page.evaluate(reopen);
        for (const place of withdraw) await page.locator(place).first().click();
      };
      const there = { way, tool: 'there' } as const;

      test('absent: nothing is known and nothing is kept', async ({ page }) => {
        await open(page, tool, { way, tool: 'absent' });
        expect(await keptBy(page)).toEqual([]);
        expect(await consentOf(page)).toBe('unknown');
      });

      test('late: it is found, asked, and believed', async ({ page }) => {
        await open(page, tool, { way, tool: 'late' });
        expect(await consentOf(page)).toBe('unknown');
        await page.evaluate(() => Reflect.get(window, 'addTool')());
        await page.locator(agree).first().click();
        await expect.poll(() => consentOf(page)).toBe('granted');
      });

      test('not answered, then yes: kept from then on, and known on the next page', async ({ page }) => {
        await open(page, tool, there);
        await expect(page.locator(agree).first()).toBeVisible();
        expect(await consentOf(page)).toBe('unknown');
        expect(await keptBy(page)).toEqual([]);
        await page.locator(agree).first().click();
        await expect.poll(() => consentOf(page)).toBe('granted');
        expect((await keptBy(page)).join()).toContain('rage_click');
        await page.reload();
        await untilTagRuns(page);
        await expect.poll(() => consentOf(page)).toBe('granted');
      });

      test('no: nothing is kept, and it is known on the next page', async ({ page }) => {
        await open(page, tool, there);
        await page.locator(refuse).first().click();
        await expect.poll(() => consentOf(page)).toBe('denied');
        expect(await keptBy(page)).toEqual([]);
        await page.reload();
        await untilTagRuns(page);
        await expect.poll(() => consentOf(page)).toBe('denied');
      });

      test('changed mind: what was kept is deleted', async ({ page }) => {
        await open(page, tool, there);
        await page.locator(agree).first().click();
        await expect.poll(() => consentOf(page)).toBe('granted');
        expect((await keptBy(page)).join()).toContain('rage_click');
        await withdrawOn(page);
        await expect.poll(() => consentOf(page)).toBe('denied');
        expect(await keptBy(page)).toEqual([expect.stringMatching(MARK)]);
      });

      test('a refusal in another tab stops this one', async ({ page }) => {
        await page.clock.install();
        await open(page, tool, there);
        await page.locator(agree).first().click();
        await expect.poll(() => consentOf(page)).toBe('granted');
        await keptBy(page);
        const other = await page.context().newPage();
        await other.goto('/made/shop');
        await untilTagRuns(other);
        await expect.poll(() => consentOf(other)).toBe('granted');
        await withdrawOn(other);
        await expect.poll(() => consentOf(other)).toBe('denied');
        await expect.poll(() => consentOf(page)).not.toBe('granted');
        // Longer than any adapter waits before it looks again: what it only sees again is no new word.
        await page.clock.runFor(20_000);
        expect(await consentOf(page)).not.toBe('granted');
        expect(await keptBy(page)).toEqual([expect.stringMatching(MARK)]);
      });
    });
  }
}
