import { expect, test } from './support/fixtures.js';
import { trace } from './support/trace.js';
import { untilPage, untilTagRuns } from './support/wait.js';

// Nobody shall have to look for the tag among the listeners of a page.
const MOST_LISTENERS = { core: 6, full: 62 };

// How far down the visitor has been is read once more as the page goes away.
const LAYOUTS_IN_LEAVING = { core: 0, full: 1 };

for (const tag of ['core', 'full'] as const) {
  // What the core does, the full build does as well.
  test.describe(`the ${tag} build${tag === 'core' ? ' @soak' : ''}`, () => {
    test('starts without a long task and without asking for the layout', async ({ browser, page, shop }) => {
      const found = await trace(browser, page, async () => {
        await shop.open('/category/knitwear', { tag, consent: 'granted' });
        await untilTagRuns(page);
        // What the tag has put off until after its start belongs to it.
        await untilPage(page, () => document.readyState === 'complete');
        await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      });
      expect(found.runs).toBeGreaterThan(0);
      expect(found).toMatchObject({ layouts: 0, ownLongTasks: 0 });
    });

    test('follows clicks, movements, keys and the wheel without asking for the layout, and leaving without a long task', async ({
      browser,
      page,
      shop,
    }) => {
      await shop.open('/checkout/payment', { tag, consent: 'granted' });
      await untilTagRuns(page);
      const found = await trace(browser, page, async () => {
        for (let at = 0; at < 20; at++) {
          await page.mouse.click(40 + at * 30, 500);
          await page.mouse.move(60 + at * 20, 300);
        }
        await page.keyboard.type('jane');
        for (let at = 0; at < 10; at++) await page.mouse.wheel(0, at % 2 ? -200 : 200);
      });
      // The core looks at no input of the visitor's.
      if (tag === 'full') expect(found.runs).toBeGreaterThan(0);
      expect(found).toMatchObject({ layouts: 0, ownLongTasks: 0 });
      const leaving = await trace(browser, page, async () => {
        await page.getByRole('link', { name: 'Back to basket' }).click();
        await page.waitForURL('**/basket');
      });
      expect(leaving.runs).toBeGreaterThan(0);
      expect(leaving.ownLongTasks).toBe(0);
      expect(leaving.layouts).toBeLessThanOrEqual(LAYOUTS_IN_LEAVING[tag]);
    });

    test('adds few listeners, none of them for unload, and none before consent', async ({ page, shop }) => {
      await page.addInitScript(() => {
        const types: string[] = [];
        Reflect.set(window, 'listenedFor', types);
        const { addEventListener } = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (type, ...rest) {
          if (new Error().stack?.includes('/dist/fullstory-ometria')) types.push(type);
          return addEventListener.call(this, type, ...rest);
        };
      });
      const listened = () => page.evaluate((): string[] => Reflect.get(window, 'listenedFor'));
      await shop.open('/product/1', { tag, consent: 'ask' });
      await untilTagRuns(page);
      expect(await listened()).toEqual([]);
      await shop.open('/product/1', { tag, consent: 'granted' });
      await expect.poll(async () => (await listened()).length).toBeGreaterThan(0);
      const types = await listened();
      expect(types.length).toBeLessThanOrEqual(MOST_LISTENERS[tag]);
      expect(types.filter((type) => /unload/.test(type))).toEqual([]);
    });
  });
}
