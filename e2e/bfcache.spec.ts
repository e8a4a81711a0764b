import { launchCached } from './support/cached.js';
import { expect, test } from './support/fixtures.js';
import { untilTagRuns } from './support/wait.js';

test('a page out of the back/forward cache goes on with its session @firefox-soak', async ({
  playwright,
  browserName,
  channel,
  launchOptions,
  shop,
}) => {
  const browser = await launchCached(playwright[browserName], {
    ...launchOptions,
    ...(channel !== undefined && { channel }),
  });
  try {
    const context = await browser.newContext({ baseURL: shop.url });
    await context.addCookies([{ name: 'shop_user', value: 'jane%40example.com', url: shop.url }]);
    const page = await context.newPage();
    await page.addInitScript(() => {
      const shown: boolean[] = [];
      Reflect.set(window, 'shown', shown);
      window.addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
    });
    const tagOptions = JSON.stringify({ timing: { quiet: 100, deadline: 500, spacing: 100 } });
    const open = async (path: string) => {
      await page.goto(`${path}?${new URLSearchParams({ consent: 'granted', fs: 'off', tagOptions })}`);
      await untilTagRuns(page);
    };
    const rage = () =>
      page.evaluate(() => {
        const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
        const target = document.createElement('button');
        document.body.append(target);
        target.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
      });
    const count = () => Math.max(0, ...shop.requests().map(({ profile }) => Number(profile.fs_rage_clicks ?? 0)));

    await open('/checkout/payment');
    await rage();
    await expect.poll(count).toBe(1);
    // Firefox does not keep a page that still waits for an answer; an entry comes when it has ended.
    const ended = () =>
      page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/event.gif')).length,
      );
    await expect.poll(ended).toBe(shop.requests().length);
    await open('/basket');
    await rage();
    await expect.poll(count).toBe(2);
    await page.evaluate(() => void setTimeout(() => history.back(), 10));
    // No load event tells of such a page, so that Playwright's own waiting would never end.
    await expect(async () => {
      expect(await page.evaluate(() => Reflect.get(window, 'shown'))).toEqual([false, true]);
    }).toPass({ timeout: 60_000 });
    await rage();
    await expect.poll(count).toBe(3);
    expect(await page.evaluate(() => Reflect.get(window, 'fsOmetria').health().deliveries.made)).toBeGreaterThan(1);
  } finally {
    await browser.close();
  }
});
