import { crowd, VARIANTS } from './support/crowd.mjs';
import { expect, test } from './support/fixtures.js';

// The browser answers a movement with a frame, so that ten thousand in one tab are minutes of waiting, not of work.
const TABS = 8;
// A stutter of the machine is not there again; a long task of the tag's would be.
const ROUNDS = 3;

test('a thousand clicks and ten thousand movements on five thousand elements make no long task and no layout', async ({
  context,
  shop,
}) => {
  test.setTimeout(300_000);
  const load = { url: shop.url, head: VARIANTS['with the tag'], moves: 10_000 / TABS };
  let longTasks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const tabs = await Promise.all(Array.from({ length: TABS }, () => context.newPage()));
    const costs = await Promise.all(tabs.map((tab, at) => crowd(tab, { ...load, clicks: at === 0 ? 1000 : 0 })));
    expect(costs.map(({ layouts }) => layouts)).toEqual(tabs.map(() => 0));
    longTasks = costs.flatMap((cost) => cost.longTasks);
    await Promise.all(tabs.map((tab) => tab.close()));
    if (longTasks.length === 0) break;
  }
  expect(longTasks).toEqual([]);
});
