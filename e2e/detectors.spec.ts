import { chromium } from '@playwright/test';
import { launchCached } from './support/cached.js';
import { expect, test } from './support/fixtures.js';
import { play } from './support/play.mjs';
import { isGuilty, SITUATIONS } from './support/situations.mjs';

// The pages throw on purpose.
test.use({ pageErrorsAllowed: true });

// So many pages wait for their verdicts together.
const AT_ONCE = 14;

// On separate workers: most of the time is waiting.
test.describe.configure({ mode: 'parallel' });

// One family for each detector; the long run plays the others, since each waits for real verdicts.
const QUICK = ['Fourteen click patterns', 'Errors', 'Forms', 'The network'];

const families = [...new Set(SITUATIONS.map(({ family }) => family))];

for (const family of families) {
  const situations = SITUATIONS.filter((situation) => situation.family === family);
  for (let from = 0; from < situations.length; from += AT_ONCE) {
    const group = situations.slice(from, from + AT_ONCE);
    const suite = QUICK.includes(family) ? '' : ' @soak';
    const title = `${family}, ${from + 1} to ${from + group.length}${suite}`;
    test(`finds every guilty case and flags no innocent one: ${title}`, async ({ browser, demo, launchOptions }) => {
      test.setTimeout(180_000);
      const launch = () => launchCached(chromium, launchOptions);
      const outcomes = await play({ browser, launch, url: demo.url }, group);
      expect(outcomes.map(({ situation, counts, clicks }) => [situation.what, counts, clicks])).toEqual(
        group.map(({ what, found, clicks }) => [what, found, clicks]),
      );
    });
  }
}

test('the table has at least two hundred situations, half of them innocent', () => {
  expect(SITUATIONS.length).toBeGreaterThanOrEqual(200);
  const guilty = SITUATIONS.filter(isGuilty).length;
  expect(SITUATIONS.length - guilty).toBeGreaterThanOrEqual(SITUATIONS.length / 2);
});
