import { parse } from 'csv-parse/sync';
import { InputError } from './input-error.js';
import type { Line } from './lines.js';
import type { Row } from './read.js';

// A quoted text may hold line breaks. Beyond so many, a quote is taken for a slip, and its line for a broken one: else one
// stray quote would swallow all rows up to the next.
const MAX_LINES_OF_A_ROW = 20;

const hasOpenQuote = (text: string): boolean => text.split('"').length % 2 === 0;

const parseFields = (text: string, delimiter: string): string[] | undefined => {
  try {
    // Without columns, a record is a list of texts.
    const records = parse(text, { delimiter, relax_column_count: true }) as string[][];
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
};

/** Lines that can be put back. */
const createQueue = (lines: AsyncIterable<Line>) => {
  const iterator = lines[Symbol.asyncIterator]();
  const returned: Line[] = [];
  return {
    async next(): Promise<Line | undefined> {
      const line = returned.shift();
      if (line) return line;
      const { value, done } = await iterator.next();
      return done ? undefined : value;
    },
    putBack(line: readonly Line[]): void {
      returned.unshift(...line);
    },
  };
};

type Queue = ReturnType<typeof createQueue>;

/** The fields of the row that begins with `first`; of a broken row only its first line is used up. */
async function readFields(queue: Queue, first: { number: number; text: string }, delimiter: string) {
  const more: Line[] = [];
  let text = first.text;
  while (hasOpenQuote(text) && more.length < MAX_LINES_OF_A_ROW) {
    const line = await queue.next();
    if (!line) break;
    more.push(line);
    if ('reason' in line) break;
    text += `\n${line.text}`;
  }
  const fields = hasOpenQuote(text) ? undefined : parseFields(text, delimiter);
  if (!fields) queue.putBack(more);
  return fields && { fields, putBack: () => queue.putBack(more) };
}

async function readHeader(queue: Queue, delimiter: string): Promise<string[] | undefined> {
  const line = await queue.next();
  if (!line) return undefined;
  if ('reason' in line) throw new InputError(`line ${line.number}, the header: ${line.reason}`);
  if (line.text.startsWith('{')) throw new InputError(`line ${line.number}: the header is JSON: use --format ndjson`);
  const header = (await readFields(queue, line, delimiter))?.fields.map((column) => column.trim());
  if (!header) throw new InputError(`line ${line.number}: the header is no CSV`);
  return header;
}

/** Rows of a CSV with a header, all values as text. */
export async function* readCsv(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<Row> {
  const queue = createQueue(lines);
  const header = await readHeader(queue, delimiter);
  if (!header) return;
  for (let line = await queue.next(); line; line = await queue.next()) {
    if ('reason' in line) {
      yield { line: line.number, reason: line.reason };
      continue;
    }
    const read = await readFields(queue, line, delimiter);
    if (read?.fields.length === header.length) {
      const columns = Object.fromEntries(header.map((column, index) => [column, read.fields[index]]));
      yield { line: line.number, columns, typed: false };
      continue;
    }
    read?.putBack();
    const found = read && `the row has ${read.fields.length} columns, the header ${header.length}`;
    yield { line: line.number, reason: found ?? 'the line is no CSV' };
  }
}
