import { drive, openCrowd, RESTLESS, VARIANTS } from './support/crowd.mjs';
import { expect, test } from './support/fixtures.js';
import { trace } from './support/trace.js';

const TAG = '/dist/fullstory-ometria.min.js';
const LOAD = { clicks: 1000, moves: 10_000 };

const head = RESTLESS + VARIANTS['with the tag'];

test('a thousand clicks and ten thousand movements on five thousand elements make no long task and no layout', async ({
  browser,
  page,
  shop,
}) => {
  // Half a minute of a machine that has nothing else to do.
  test.setTimeout(300_000);
  const client = await openCrowd(page, { url: shop.url, head });
  const found = await trace(browser, page, () => drive(client, LOAD));
  expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual({
    click: LOAD.clicks,
    pointermove: LOAD.moves,
  });
  expect(found.runs).toBeGreaterThan(LOAD.clicks);
  // Five thousand elements cost the browser itself more than that at times.
  expect(found).toMatchObject({ layouts: 0, ownLongTasks: 0 });
});

test('a layout that the tag asked for, and a task that it made long, would be seen', async ({
  browser,
  page,
  shop,
}) => {
  const asks = `addEventListener('pointermove', () => document.documentElement.scrollHeight, true);
addEventListener('click', () => { for (const end = performance.now() + 150; performance.now() < end; ); }, true);`;
  await page.route(`**${TAG}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n${asks}` });
  });
  const client = await openCrowd(page, { url: shop.url, head });
  const found = await trace(browser, page, () => drive(client, { clicks: 5, moves: 10 }));
  expect(found.layouts).toBeGreaterThan(0);
  expect(found.ownLongTasks).toBeGreaterThan(0);
});
