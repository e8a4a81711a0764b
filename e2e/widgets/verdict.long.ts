import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { count, GOALS, GROUPS, type Group, isRight, type Outcome, precision, recall } from './support/judge.js';
import { type Edition, PLAYED, readPage, readRecord, record, render, writePage } from './support/record.js';
import { HEAD, toRows, toText } from './support/table.js';

// One after the other: the second reads what the first may have written.
test.describe.configure({ mode: 'default' });

const only = process.env.WIDGETS_ONLY || process.env.WIDGETS_LIST || process.env.WIDGETS_REHEARSE;
const EDITIONS: readonly Edition[] = ['before', 'blind', 'after'];
const groups = Object.keys(GROUPS) as Group[];

const readOutcomes = (folder: string): Outcome[] =>
  readdirSync(folder)
    .filter((name) => /^outcomes-.*\.jsonl$/.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const describe = ({ id, browser, told, expected, undecided }: Outcome) =>
  `  ${id} [${browser}]\n      told ${told.join(', ') || 'nothing'}, right is ${expected.join(', ') || 'nothing'}${undecided ? `, ${undecided} undecided` : ''}`;

test('the verdicts on real widgets reach the goals', async ({ browserName: _ }, info) => {
  const outcomes = readOutcomes(info.project.outputDir);
  if (process.env.WIDGETS_OUT) writeFileSync(process.env.WIDGETS_OUT, `${JSON.stringify(outcomes, null, 1)}\n`);
  const wrong = outcomes.filter((outcome) => outcome.unplayed === undefined && !isRight(outcome));
  console.log(`\nwrong:\n${wrong.map(describe).join('\n') || '  none'}`);
  const unplayed = outcomes.filter((outcome) => outcome.unplayed !== undefined);
  for (const { id, browser, unplayed: why } of unplayed) console.log(`unplayed: ${id} [${browser}]: ${why}`);
  const counts = groups.map((group) => [group, count(outcomes, GROUPS[group])] as const);
  const content = outcomes.filter(({ shopper, unplayed: why }) => shopper === 'content' && why === undefined);
  console.log(`\n${outcomes.length} cases, ${outcomes.length - wrong.length - unplayed.length} right`);
  console.log(`${content.length} content shoppers, ${content.filter((one) => !isRight(one)).length} told something\n`);
  console.log(`${toText(HEAD, toRows(counts))}\n`);

  const edition = EDITIONS.find((one) => one === process.env.WIDGETS_RECORD);
  if (edition) record(edition, outcomes);
  if (edition === 'after') writePage();

  expect(unplayed.map(({ id, browser }) => `${id} [${browser}]`)).toEqual([]);
  if (only) return;
  for (const [group, counted] of counts) {
    expect.soft(precision(counted), `precision of ${group}`).toBeGreaterThanOrEqual(GOALS[group].precision);
    expect.soft(recall(counted), `recall of ${group}`).toBeGreaterThanOrEqual(GOALS[group].recall);
  }
});

test('docs/verdicts.md is of this list, before and after', () => {
  for (const edition of EDITIONS)
    expect(new Set(readRecord(edition).map(({ id }) => id)), `recorded ${edition}`).toEqual(
      new Set(PLAYED[edition].map(({ id }) => id)),
    );
  expect(readPage()).toBe(render());
});
