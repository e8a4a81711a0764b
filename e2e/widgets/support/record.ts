import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CASES, FIRST, SECOND } from '../cases/cases.js';
import type { Case } from './case.js';
import { type Count, count, GOALS, GROUPS, type Group, isRight, type Outcome, toOutcome } from './judge.js';
import { HEAD, toMarkdown, toRows } from './table.js';

/** Version 1 of the definitions on the first list, the detectors that had never seen the second, and what is in the tree. */
export type Edition = 'before' | 'blind' | 'after';
/** Which cases an edition has played. */
export const PLAYED: Readonly<Record<Edition, readonly Case[]>> = { before: FIRST, blind: SECOND, after: CASES };

/** What is kept of an outcome: the rest is in the list of cases. */
type Kept = Pick<Outcome, 'id' | 'browser' | 'told' | 'undecided' | 'unplayed'>;

const fileOf = (edition: Edition) => fileURLToPath(new URL(`../recorded/${edition}.jsonl`, import.meta.url));
const PAGE = fileURLToPath(new URL('../../../docs/verdicts.md', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../package.json', import.meta.url));

const groups = Object.keys(GROUPS) as Group[];

/** Keeps what came of a run, in the repository. What it has not played stays as it was recorded. */
export const record = (edition: Edition, outcomes: readonly Outcome[]): void => {
  const isAgain = (one: Outcome) => outcomes.some(({ id, browser }) => id === one.id && browser === one.browser);
  const kept = existsSync(fileOf(edition)) ? readRecord(edition).filter((one) => !isAgain(one)) : [];
  const ids = new Set(PLAYED[edition].map(({ id }) => id));
  const lines = [...kept, ...outcomes]
    .filter(({ id }) => ids.has(id))
    .map(({ id, browser, told, undecided, unplayed }): Kept => {
      const [why] = (unplayed ?? '').split('\n');
      return { id, browser, told, undecided, ...(why && { unplayed: why }) };
    })
    .sort((a, b) => a.browser.localeCompare(b.browser) || a.id.localeCompare(b.id))
    .map((line) => JSON.stringify(line));
  writeFileSync(fileOf(edition), `${lines.join('\n')}\n`);
};

/** A recorded run, judged as the list judges today. */
export const readRecord = (edition: Edition): Outcome[] =>
  readFileSync(fileOf(edition), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Kept)
    .flatMap(({ id, ...seen }) => {
      const known = CASES.find((theCase) => theCase.id === id);
      return known ? [toOutcome(known, seen)] : [];
    });

const shares = (outcomes: readonly Outcome[]) =>
  toRows(groups.map((group): [string, Count] => [group, count(outcomes, GROUPS[group])]));

const isPlayed = ({ unplayed }: Outcome) => unplayed === undefined;
const right = (outcomes: readonly Outcome[]) =>
  outcomes.filter((outcome) => isPlayed(outcome) && isRight(outcome)).length;

const ofList = (outcomes: readonly Outcome[], list: readonly Case[]) => {
  const ids = new Set(list.map(({ id }) => id));
  return outcomes.filter(({ id }) => ids.has(id));
};

const byKind = (before: readonly Outcome[], after: readonly Outcome[]) =>
  [...new Set(FIRST.map(({ kind }) => kind))].map((kind) => {
    const of = (outcomes: readonly Outcome[]) => outcomes.filter((outcome) => outcome.kind === kind);
    return [kind, of(after).filter(isPlayed).length, right(of(before)), right(of(after))];
  });

const toldContent = (outcomes: readonly Outcome[]) => {
  const content = outcomes.filter((outcome) => outcome.shopper === 'content' && isPlayed(outcome));
  return `${content.length - right(content)} of ${content.length}`;
};

const describe = ({ id, browser, told, expected }: Outcome) =>
  `- ${id}${browser === 'chromium' ? '' : `, ${browser}`}: told ${told.join(', ') || 'nothing'}, right is ${expected.join(', ') || 'nothing'}`;

const listPackages = () => {
  const { dependencies } = JSON.parse(readFileSync(PACKAGES, 'utf8'));
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(' · ');
};

const listWrong = (outcomes: readonly Outcome[]) =>
  outcomes
    .filter((outcome) => isPlayed(outcome) && !isRight(outcome))
    .map(describe)
    .join('\n') || 'Nothing on this list.';

/** docs/verdicts.md, from what is recorded. */
export const render = (): string => {
  const [before, blind, all] = [readRecord('before'), readRecord('blind'), readRecord('after')];
  const [after, mended] = [ofList(all, FIRST), ofList(all, SECOND)];
  const goals = groups.map((group) => [group, GOALS[group].precision, GOALS[group].recall]);
  return `# Verdicts on real widgets

<!-- Written by e2e/widgets/verdict.long.ts, with WIDGETS_RECORD=after. -->

Are the detectors right about widgets that they were not made for? ${CASES.length} cases answer: shoppers, content and not, use
libraries from the registry and what shops write themselves, in Chromium by mouse, touch and keys, some of them in Firefox
by mouse. What is right was written down before the detectors were asked: what an honest colleague, watching, would have
noted. The cases are one of each kind, so the figures are no rates in the field.

\`npm run test:widgets\` plays them all and fails below the goals. \`e2e/widgets/cases\` is the list.

## The first list, before and after

The faults of version 1 were found on these ${FIRST.length} cases. Version 1 of the definitions:

${toMarkdown(HEAD, shares(before))}

Version 2:

${toMarkdown(HEAD, shares(after))}

Undecided: was to be told, and the tag says in \`health()\` that it cannot tell.

Content shoppers of whom something was told: ${toldContent(before)} by version 1, ${toldContent(after)} by version 2.

## The second list, unseen

${SECOND.length} cases with other libraries were written when version 2 stood. What it told of them before anything was mended
is the fairest figure here:

${toMarkdown(HEAD, shares(blind))}

After the causes were mended, as kinds and never for a library's name:

${toMarkdown(HEAD, shares(mended))}

Content shoppers of whom something was told: ${toldContent(blind)} unseen, ${toldContent(mended)} afterwards.

## Goals

${toMarkdown(['', 'precision', 'recall'], goals)}

## By kind

Of the first list:

${toMarkdown(['', 'cases', 'right, version 1', 'right, version 2'], byKind(before, after))}

## What is wrong still

Of the first list:

${listWrong(after)}

Of the second:

${listWrong(mended)}

## Not played

What the hands could not do in time judges nothing, neither before nor after:

${
  all
    .filter((outcome) => !isPlayed(outcome))
    .map(({ id, browser }) => `- ${id}${browser === 'chromium' ? '' : `, ${browser}`}`)
    .join('\n') || 'None.'
}

## The libraries

${listPackages()}
`;
};

export const writePage = (): void => writeFileSync(PAGE, render());
export const readPage = (): string => readFileSync(PAGE, 'utf8');
