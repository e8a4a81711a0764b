// What the detectors find, miss and tell falsely over all situations, for each build that is named:
//
//   npm run build && npx tsx scripts/evidence-table.ts now=dist before=/path/to/another/dist [only=words] [list]
//
// A build of version 1 is that of the commit before the definitions' version 2.
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { startDemo } from '../demo/server.js';
import { play } from '../e2e/support/play.js';
import { SITUATIONS } from '../e2e/support/situations.js';
import { browsers } from './browsers.js';

// Playwright's own argument.
const NO_CACHE = '--disable-back-forward-cache';
const TYPES = ['rage_click', 'dead_click', 'error_click', 'form_error', 'form_abandon'];
const words = process.argv.slice(2);
const only = words.find((word) => word.startsWith('only='))?.slice('only='.length);
const builds = words.filter((word) => /^\w+=/.test(word) && !word.startsWith('only=')).map((word) => word.split('='));
const situations = SITUATIONS.filter(
  ({ family, what, at, clock }) => !clock && (!only || `${family} ${what} ${at}`.includes(only)),
);

const demo = await startDemo({ port: 0 });
const path = browsers().chromium?.path;
const how = { args: ['--no-sandbox'], ...(path && { executablePath: path }) };
const browser = await chromium.launch(how);
const rows: Record<string, object> = {};
const sum = (counts: Readonly<Record<string, number>>, type: string) =>
  (counts[type] ?? 0) + (type === 'rage_click' ? (counts.rage_tap ?? 0) : 0);
for (const [name = '', dist = ''] of builds) {
  const stage = {
    browser,
    launch: () => chromium.launch({ ...how, ignoreDefaultArgs: [NO_CACHE] }),
    url: demo.url,
    dist: resolve(dist),
  };
  const outcomes = await play(stage, situations);
  for (const type of TYPES) {
    const row = { cases: 0, found: 0, false: 0, missed: 0, undecided: 0 };
    for (const { situation, counts, undecided } of outcomes) {
      const [wanted, said] = [sum(situation.found, type), sum(counts, type)];
      row.cases += wanted;
      row.found += Math.min(wanted, said);
      row.false += Math.max(0, said - wanted);
      row.missed += Math.max(0, wanted - said);
      if (said < wanted && undecided) row.undecided++;
    }
    const share = (part: number, whole: number) => (whole ? (part / whole).toFixed(3) : '–');
    rows[`${name}: ${type}`] = {
      ...row,
      precision: share(row.found, row.found + row.false),
      recall: share(row.found, row.found + row.missed),
    };
  }
  for (const { situation, counts, undecided } of outcomes) {
    const { family, what, found } = situation;
    const wrong = TYPES.some((type) => sum(found, type) !== sum(counts, type));
    if (wrong && words.includes('list'))
      console.log(
        `${name} | ${family} | ${what} | wanted ${JSON.stringify(found)} said ${JSON.stringify(counts)} undecided ${undecided}`,
      );
  }
  console.log(
    `${name}: ${outcomes.length} situations, undecided presses ${outcomes.reduce((all, { undecided }) => all + undecided, 0)}`,
  );
}
console.table(rows);
await browser.close();
await demo.close();
