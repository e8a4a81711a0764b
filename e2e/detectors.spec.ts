import { chromium } from '@playwright/test';
import { launchCached } from './support/cached.js';
import { expect, test } from './support/fixtures.js';
import { play } from './support/play.js';
import { isGuilty, SITUATIONS } from './support/situations.js';

// The pages throw on purpose.
test.use({ pageErrorsAllowed: true });

// So many pages wait for their verdicts together.
const AT_ONCE = 14;

// The quick run plays one of so many, from every family; the long run plays the others, since each waits for real verdicts.
const ONE_OF = 37;

const sampled = SITUATIONS.filter((_, index) => index % ONE_OF === 0);
const others = SITUATIONS.filter((situation) => !sampled.includes(situation));

const inGroups = (name: string, situations: typeof SITUATIONS) =>
  Array.from({ length: Math.ceil(situations.length / AT_ONCE) }, (_, group) => ({
    name: `${name}, group ${group + 1}`,
    situations: situations.slice(group * AT_ONCE, (group + 1) * AT_ONCE),
  }));

for (const { name, situations } of [...inGroups('a sample', sampled), ...inGroups('the others @soak', others)])
  test(`finds every guilty case and flags no innocent one: ${name}`, async ({ browser, demo, launchOptions }) => {
    // Two minutes on a machine a third as fast as the usual one.
    test.setTimeout(360_000);
    const launch = () => launchCached(chromium, launchOptions);
    const outcomes = await play({ browser, launch, url: demo.url }, situations);
    expect(outcomes.map(({ situation, counts, clicks }) => [situation.what, counts, clicks])).toEqual(
      situations.map(({ what, found, clicks }) => [what, found, clicks]),
    );
  });

test('the table has at least two hundred situations, half of them innocent', () => {
  expect(SITUATIONS.length).toBeGreaterThanOrEqual(200);
  const guilty = SITUATIONS.filter(isGuilty).length;
  expect(SITUATIONS.length - guilty).toBeGreaterThanOrEqual(SITUATIONS.length / 2);
});

test('each kind of case that version 1 got wrong is told in three situations or more', () => {
  const kinds = [
    'Quick presses, each answered',
    'Values that a script sets',
    'The look of the press',
    'Restless pages',
    "The visitor's next act",
    'What the hover had opened',
    'Chosen already',
    'Links',
    'Presses that make no click',
    'The network',
    'What nobody can see',
    'Answers of the browser',
    'Errors by presses',
    'Attempts that failed',
    'Attempts that went well',
    'What is left unfinished',
  ];
  const told = (kind: string) => SITUATIONS.filter(({ family }) => family === kind).length;
  expect(kinds.filter((kind) => told(kind) < 3)).toEqual([]);
});
