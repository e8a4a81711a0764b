import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { drive, openCrowd, RESTLESS, VARIANTS } from './support/crowd.js';
import { expect, test } from './support/fixtures.js';
import { CATEGORIES, readTrace, trace } from './support/trace.js';

const TAG = '/dist/fullstory-ometria.min.js';
const RUN = fileURLToPath(new URL('support/crowd-run.ts', import.meta.url));
const LOAD = { clicks: 1000, moves: 10_000 };

const head = RESTLESS + VARIANTS['with the tag'];

test('a thousand clicks and ten thousand movements on five thousand elements make no long task and no layout @soak', async ({
  shop,
  launchOptions,
}) => {
  test.setTimeout(300_000);
  const file = test.info().outputPath('trace.json');
  const order = { url: shop.url, head, load: LOAD, file, categories: CATEGORIES, launchOptions };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', RUN, JSON.stringify(order)]);
  expect(JSON.parse(stdout)).toEqual({ click: LOAD.clicks, pointermove: LOAD.moves });
  const found = readTrace(JSON.parse(readFileSync(file, 'utf8')));
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
