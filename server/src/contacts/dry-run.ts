import type { PushRecord } from '../push/records.js';
import { infoOf } from './fields.js';
import type { Journal } from './journal.js';
import type { Row } from './read.js';
import type { ToRecord } from './record.js';

interface FieldSeen {
  types: Set<string>;
  rows: number;
  longest: number;
}

export interface DryRunOptions {
  rows: AsyncIterable<Row>;
  toRecord: ToRecord;
  look: Journal['look'];
  refuse: (refusal: { line: number; reason: string }) => void;
}

const FIRST = 3;

const see = (fields: Map<string, FieldSeen>, { properties }: PushRecord): void => {
  for (const [name, value] of Object.entries(properties)) {
    const field = fields.get(name) ?? { types: new Set(), rows: 0, longest: 0 };
    fields.set(name, field);
    field.types.add(typeof value === 'string' ? 'text' : typeof value);
    field.rows += 1;
    field.longest = Math.max(field.longest, JSON.stringify({ [name]: value }).length - 1);
  }
};

const fieldRow = ([name, { types, rows, longest }]: [string, FieldSeen]): string => {
  const info = infoOf(name);
  const type = info?.type ?? [...types].join(' and ');
  const warning = types.size > 1 ? '  ! name one type: --map column=field:text' : '';
  const words = [name.padEnd(26), type.padEnd(8), String(rows).padStart(9), String(longest).padStart(8)].join('  ');
  return `${words}  ${info?.title ?? ''}${warning}`.trimEnd();
};

/** Reads everything, sends nothing, and says what would be sent and what has to be there in Ometria. */
export async function dryRun({
  rows,
  toRecord,
  look,
  refuse,
}: DryRunOptions): Promise<{ text: string; refused: number }> {
  const fields = new Map<string, FieldSeen>();
  const first: PushRecord[] = [];
  const counts = { rows: 0, send: 0, known: 0, refused: 0 };
  let longest = 0;
  for await (const row of rows) {
    counts.rows += 1;
    const record = 'reason' in row ? row.reason : toRecord(row.columns, row.typed);
    if (typeof record === 'string') {
      counts.refused += 1;
      refuse({ line: row.line, reason: record });
      continue;
    }
    see(fields, record);
    longest = Math.max(longest, JSON.stringify(record.properties).length);
    if (look(record) === 'new') counts.send += 1;
    else counts.known += 1;
    if (first.length < FIRST) first.push(record);
  }
  const text = [
    `The first records of ${counts.rows} rows:`,
    JSON.stringify(first, null, 2),
    '',
    'Custom fields to create in Ometria before the first push (Settings → Custom fields); a type cannot be changed later:',
    `${'id'.padEnd(26)}  ${'type'.padEnd(8)}  ${'rows'.padStart(9)}  ${'longest'.padStart(8)}  title`,
    ...[...fields].map(fieldRow),
    '',
    `The longest properties are ${longest} characters of JSON. All custom properties of a contact, the tag's included, share 1,000.`,
    `Would send ${counts.send}, leave ${counts.known} that Ometria has already, refuse ${counts.refused}. Nothing was sent.`,
    '',
  ].join('\n');
  return { text, refused: counts.refused };
}
