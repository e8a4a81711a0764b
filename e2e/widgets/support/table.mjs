// The tables of docs/verdicts.md and of the long suite's closing lines.

const percent = (part, whole) => (whole === 0 ? '–' : (part / whole).toFixed(2));

const cellsOf = ({ found, false: wrong, missed, undecided }) => [
  found,
  wrong,
  missed,
  undecided,
  percent(found, found + wrong),
  percent(found, found + missed + undecided),
];

export const HEAD = ['', 'found', 'false', 'missed', 'undecided', 'precision', 'recall'];

/** Rows of cells, as Markdown. */
export const toMarkdown = (head, rows) =>
  [head, head.map((_, at) => (at ? '--:' : '---')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Rows of cells, for a terminal. */
export const toText = (head, rows) => {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((cells) => String(cells[at]).length)));
  const line = (cells) =>
    cells.map((cell, at) => (at ? String(cell).padStart(widths[at]) : String(cell).padEnd(widths[at]))).join('  ');
  return [head, ...rows].map(line).join('\n');
};

/** One row for each name with a count. */
export const toRows = (counts) => counts.map(([name, count]) => [name, ...cellsOf(count)]);
