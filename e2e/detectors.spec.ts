import { expect, test } from './support/fixtures.js';
import { isGuilty, SITUATIONS } from './support/situations.mjs';
import { countTypes, createHands, heard, openPage, openWidgets } from './support/widgets.js';

// The pages throw on purpose.
test.use({ pageErrorsAllowed: true });

// The verdict on a dead click comes 4 s after the press; a machine under load is given some more.
const PAST_THE_VERDICT_MS = 4800;
// As many pages wait for their verdicts together.
const AT_ONCE = 14;

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
    }) => {
      test.setTimeout(120_000);
      const opened = [];
      for (const { at, act, touch, clock, options } of group) {
        const context = await openWidgets(browser, new URL(demo.url).origin, touch);
        const page = await context.newPage();
        if (clock) await page.clock.install();
        await openPage(page, at, options);
        await act(createHands(page));
        opened.push(page);
      }
      await new Promise((done) => setTimeout(done, PAST_THE_VERDICT_MS));
      const verdicts: [string, Record<string, number>][] = [];
      for (const [index, { what }] of group.entries()) {
        const page = opened[index];
        if (page) verdicts.push([what, countTypes(await heard(page))]);
        await page?.context().close();
      }
      expect(verdicts).toEqual(group.map(({ what, found }) => [what, found]));
    });
  }
}

test('the table has at least sixty situations, half of them innocent', () => {
  expect(SITUATIONS.length).toBeGreaterThanOrEqual(60);
  const guilty = SITUATIONS.filter(isGuilty).length;
  expect(SITUATIONS.length - guilty).toBeGreaterThanOrEqual(SITUATIONS.length / 2);
});
