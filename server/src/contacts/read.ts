import { type Line, readLines } from './lines.js';
import { readCsv } from './read-csv.js';

/** A row of the input with the line where it begins, or why there is none. */
export type Row = { line: number; columns: Record<string, unknown>; typed: boolean } | { line: number; reason: string };

export const FORMATS = ['ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

const readObject = ({ number: line, text }: { number: number; text: string }): Row => {
  try {
    const columns: unknown = JSON.parse(text);
    if (typeof columns === 'object' && columns !== null && !Array.isArray(columns))
      // Every object can be read by name; what is found is judged later.
      return { line, columns: columns as Record<string, unknown>, typed: true };
    return { line, reason: 'the line is no JSON object' };
  } catch {
    return { line, reason: 'the line is not JSON' };
  }
};

async function* readNdjson(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  for await (const line of lines)
    yield 'reason' in line ? { line: line.number, reason: line.reason } : readObject(line);
}

/**
 * Rows of newline-delimited JSON, or of CSV with a header. A row that cannot be read is told with its line, and the next
 * one is read.
 * @throws InputError where the header of a CSV cannot be read.
 */
export const readRows = (
  chunks: AsyncIterable<Uint8Array>,
  { format, delimiter = ',' }: { format: Format; delimiter?: string },
): AsyncGenerator<Row> => {
  const lines = readLines(chunks);
  return format === 'csv' ? readCsv(lines, delimiter) : readNdjson(lines);
};
