// The tables of docs/verdicts.md and of the long suite's closing lines.
import type { Count } from './judge.js';

type Cell = string | number;
type Row = readonly Cell[];

const percent = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(2));

const cellsOf = ({ found, false: wrong, missed, undecided }: Count): Row => [
  found,
  wrong,
  missed,
  undecided,
  percent(found, found + wrong),
  percent(found, found + missed + undecided),
];

export const HEAD = ['', 'found', 'false', 'missed', 'undecided', 'precision', 'recall'];

/** Rows of cells, as Markdown. */
export const toMarkdown = (head: Row, rows: readonly Row[]) =>
  [head, head.map((_, at) => (at ? '--:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Rows of cells, for a terminal. */
export const toText = (head: Row, rows: readonly Row[]) => {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((cells) => String(cells[at]).length)));
  const line = (cells: Row) =>
    cells
      .map((cell, at) => (at ? String(cell).padStart(widths[at] ?? 0) : String(cell).padEnd(widths[at] ?? 0)))
      .join('  ');
  return [head, ...rows].map(line).join('\n');
};

/** One row for each name with a count. */
export const toRows = (counts: readonly (readonly [string, Count])[]): Row[] =>
  counts.map(([name, count]) => [name, ...cellsOf(count)]);
