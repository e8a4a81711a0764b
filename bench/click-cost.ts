// What a click costs on a page of 5,000 elements: without the tag, with a listener that does nothing, with the tag.
//
//   npm run build && npx tsx bench/click-cost.ts
import { chromium } from 'playwright';
import { startDemo } from '../demo/server.js';
import { crowd, VARIANTS } from '../e2e/support/crowd.js';
import { browsers } from '../scripts/browsers.js';

const CLICKS = 1000;
const ROUNDS = 3;

const demo = await startDemo({ port: 0 });
const found = browsers().chromium;
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(found && { executablePath: found.path }) });
const best = new Map<string, Awaited<ReturnType<typeof crowd>>>();
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, head] of Object.entries(VARIANTS)) {
    const page = await browser.newPage();
    const spent = await crowd(page, { url: demo.url, head, clicks: CLICKS, moves: 0 });
    // The best round: what else the machine does only adds.
    if (spent.task < (best.get(name)?.task ?? Number.POSITIVE_INFINITY)) best.set(name, spent);
    await page.close();
  }
}
const micro = (seconds: number) => Math.round((seconds * 1e6) / CLICKS);
console.table(
  Object.fromEntries(
    Array.from(best, ([name, { task, script, layouts, longTasks }]) => [
      name,
      {
        'script, µs per click': micro(script),
        'all work, µs per click': micro(task),
        layouts,
        'long tasks': longTasks.length,
      },
    ]),
  ),
);
await browser.close();
await demo.close();
