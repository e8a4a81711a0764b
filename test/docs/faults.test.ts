import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../e2e/support/faults.js';
import { PAGES } from './pages.js';

const BROWSERS = 2;

/** What one cell says of one contestant in one browser, or in both if they agree. */
const readCell = (cell: string) => {
  const perBrowser = cell.split('<br>');
  const times = perBrowser.length === 1 ? BROWSERS : 1;
  const sum = (what: string) =>
    perBrowser.reduce((total, text) => total + times * Number(new RegExp(`(\\d+) ${what}`).exec(text)?.[1] ?? 0), 0);
  return [sum('delivered'), sum('twice'), sum('sent where it must not be'), sum('lost')];
};

const tablesOf = (page: string) => {
  const text = PAGES[page] ?? '';
  const cells = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  const head = cells.findIndex(([first]) => first === 'Fault');
  const rows = cells.slice(head + 2, head + 2 + FAULTS.length + 1).filter((row) => row.length === 5);
  const sums = (label: RegExp) =>
    cells
      .find(([first = '', ...more]) => label.test(first) && more.length === 5)
      ?.slice(1, 5)
      .map(Number);
  return { text, head, rows, tag: sums(/^this tag$/), loader: sums(/by its loader$/), glue: sums(/hand-written glue/) };
};

describe('the table of faults', () => {
  const { text, head, rows, tag, loader, glue } = tablesOf('docs/faults.md');

  it('has every fault of the test with its outcome, and no other', () => {
    expect(head).toBeGreaterThan(0);
    const listed = rows.map(([name, outcome]) => `${name}: ${outcome}`);
    expect(listed.sort()).toEqual(FAULTS.map(({ name, outcome = 'delivered' }) => `${name}: ${outcome}`).sort());
    expect(/(\d+) faults, each in Chromium and Firefox/.exec(text)?.[1]).toBe(String(FAULTS.length));
  });

  it('has as many signals in each row as the test makes', () => {
    const made = FAULTS.map(({ name, signals = 1 }) => `${name}: ${signals * BROWSERS}`).sort();
    for (const column of [2, 3]) {
      const delivered = rows.map((row) => `${row[0]}: ${readCell(row[column] ?? '')[0]}`);
      expect(delivered.sort()).toEqual(made);
    }
  });

  it.each([
    ['this tag', 2, tag],
    ['this tag, by its loader', 3, loader],
    ['the glue', 4, glue],
  ])('adds up, for %s', (_, column, sums) => {
    const cells = rows.map((row) => readCell(row[column] ?? ''));
    expect(sums).toEqual([0, 1, 2, 3].map((at) => cells.reduce((total, cell) => total + (cell[at] ?? 0), 0)));
  });
});

it('the README has the same sums', () => {
  const [readme, page] = ['README.md', 'docs/faults.md'].map(tablesOf);
  expect(readme?.tag).toHaveLength(4);
  expect([readme?.tag, readme?.loader, readme?.glue]).toEqual([page?.tag, page?.loader, page?.glue]);
});
