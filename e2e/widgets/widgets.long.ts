import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { CASES, SECOND } from './cases/cases.js';
import { play } from './support/play.js';
import { startShop } from './support/server.js';

// An even share of all kinds for each worker.
const SHARES = 4;

const test = base.extend<object, { origin: string }>({
  origin: [
    // Playwright reads the fixture's dependencies from this pattern.
    // biome-ignore lint/correctness/noEmptyPattern: there are none
    async ({}, use) => {
      const shop = await startShop();
      await use(shop.origin);
      await shop.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'parallel' });

for (let share = 0; share < SHARES; share++) {
  test(`plays its share of the shoppers, ${share + 1} of ${SHARES}`, async ({ browser, browserName, origin }, info) => {
    test.setTimeout(900_000);
    // Parts of names or whole kinds, with a bar between.
    const only = (process.env.WIDGETS_ONLY ?? '').split('|');
    const second = process.env.WIDGETS_LIST === 'second';
    const cases = CASES.filter(({ id, kind }) => only.some((part) => id.includes(part) || kind === part))
      // Taps are not delivered in Firefox; of the mouse every third case, which is one or more of nearly every library.
      .filter(({ input }, at) => browserName === 'chromium' || (input === 'mouse' && at % 3 === 0))
      .filter(({ browser: played = browserName }) => played === browserName)
      .filter((theCase) => !second || SECOND.includes(theCase))
      .filter((_, at) => at % SHARES === share);
    mkdirSync(info.project.outputDir, { recursive: true });
    // A line for each, so that a run that is cut off has told what it knew.
    const file = join(info.project.outputDir, `outcomes-${browserName}-${share}.jsonl`);
    await play({ browser, browserName, origin }, cases, (outcome) => {
      appendFileSync(file, `${JSON.stringify(outcome)}\n`);
    });
  });
}
