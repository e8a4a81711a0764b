import type { Target } from './part.js';

type Cell = string | number | undefined;

/** One table in Markdown; the first column is text, the others are figures. */
export const table = (headers: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const line = (cells: readonly Cell[]) => `| ${cells.map((cell) => String(cell ?? '–')).join(' | ')} |`;
  return [line(headers), line(headers.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
};

export const target = (what: string, found: string, met?: boolean): Target => ({ what, found, met });

const verdict = (met: boolean | undefined) => (met ? 'yes' : '**no**');

export const targetTable = (targets: readonly Target[]): string =>
  table(
    ['target', 'found', 'met'],
    targets.map(({ what, found, met }) => [what, found, met === undefined ? '–' : verdict(met)]),
  );
