/** One table in Markdown; the first column is text, the others are figures. */
export const table = (headers, rows) => {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(headers),
    line(headers.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(row.map((cell) => String(cell ?? '–')))),
  ].join('\n');
};

/** What was wanted, what came out, and whether that is enough. `met` undefined: it was not measured. */
export const target = (what, found, met) => ({ what, found, met });

export const targetTable = (targets) =>
  table(
    ['target', 'found', 'met'],
    targets.map(({ what, found, met }) => [what, found, met === undefined ? '–' : met ? 'yes' : '**no**']),
  );
