import { type Browser, chromium } from '@playwright/test';
import { expect, test } from './support/fixtures.js';
import { isGuilty, SITUATIONS } from './support/situations.mjs';
import { countTypes, createHands, heard, openPage, openWidgets } from './support/widgets.mjs';

// The pages throw on purpose.
test.use({ pageErrorsAllowed: true });

// The verdict on a dead click comes 4 s after the press; a machine under load is given some more.
const PAST_THE_VERDICT_MS = 4800;
// As many pages wait for their verdicts together.
const AT_ONCE = 14;

// Playwright's own argument.
const NO_CACHE = '--disable-back-forward-cache';

// On separate workers: most of the time is waiting.
test.describe.configure({ mode: 'parallel' });

const families = [...new Set(SITUATIONS.map(({ family }) => family))];

for (const family of families) {
  const situations = SITUATIONS.filter((situation) => situation.family === family);
  for (let from = 0; from < situations.length; from += AT_ONCE) {
    const group = situations.slice(from, from + AT_ONCE);
    test(`finds every guilty case and flags no innocent one: ${family}, ${from + 1} to ${from + group.length}`, async ({
      browser,
      demo,
      launchOptions,
    }) => {
      test.setTimeout(120_000);
      const opened = [];
      const others: Browser[] = [];
      for (const { at, act, touch, clock, cached, options } of group) {
        if (cached) others.push(await chromium.launch({ ...launchOptions, ignoreDefaultArgs: [NO_CACHE] }));
        const context = await openWidgets((cached && others.at(-1)) || browser, new URL(demo.url).origin, { touch });
        const page = await context.newPage();
        if (clock) await page.clock.install();
        await openPage(page, at, options);
        await act(createHands(page, clock));
        opened.push(context);
      }
      await new Promise((done) => setTimeout(done, PAST_THE_VERDICT_MS));
      const verdicts: [string, Record<string, number>, number | undefined][] = [];
      for (const [index, { what, clicks }] of group.entries()) {
        const context = opened[index];
        if (!context) continue;
        const signals = (await Promise.all(context.pages().map(heard))).flat();
        const rage = signals.find(({ type }) => type.startsWith('rage_'));
        verdicts.push([what, countTypes(signals), clicks && rage?.clicks]);
        await context.close();
      }
      for (const other of others) await other.close();
      expect(verdicts).toEqual(group.map(({ what, found, clicks }) => [what, found, clicks]));
    });
  }
}

test('the table has at least sixty situations, half of them innocent', () => {
  expect(SITUATIONS.length).toBeGreaterThanOrEqual(60);
  const guilty = SITUATIONS.filter(isGuilty).length;
  expect(SITUATIONS.length - guilty).toBeGreaterThanOrEqual(SITUATIONS.length / 2);
});
