import { crowd, VARIANTS } from './support/crowd.mjs';
import { expect, test } from './support/fixtures.js';

test('a thousand clicks and ten thousand movements on five thousand elements make no long task and no layout', async ({
  page,
  shop,
}) => {
  // The browser answers each movement by itself: this takes minutes, not work.
  test.setTimeout(600_000);
  const load = { url: shop.url, head: VARIANTS['with the tag'], clicks: 1000, moves: 10_000 };
  const { layouts, longTasks } = await crowd(page, load);
  expect(layouts).toBe(0);
  expect(longTasks).toEqual([]);
});
