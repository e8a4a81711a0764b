import { existsSync, readFileSync } from 'node:fs';
import { type Io, readArgs } from '../commands/command.js';
import type { Mapping } from './columns.js';
import { type Drip, readDrip } from './drip.js';
import { InputError } from './input-error.js';
import { FORMATS, type Format } from './read.js';
import { RECORD_TYPES, type RecordOptions } from './record.js';

const OPTIONS = {
  type: { type: 'string' },
  input: { type: 'string' },
  format: { type: 'string' },
  delimiter: { type: 'string' },
  mapping: { type: 'string' },
  map: { type: 'string', multiple: true },
  omit: { type: 'string', multiple: true },
  collection: { type: 'string' },
  'event-type': { type: 'string' },
  journal: { type: 'string' },
  rate: { type: 'string' },
  drip: { type: 'string' },
  settle: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  report: { type: 'string' },
  refused: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const HELP = `fullstory-ometria-server push --type contact [options] < rows.ndjson

Sends rows to Ometria: contacts' properties, or custom events. The key is in the environment: OMETRIA_KEY.

  --type contact|custom_event  what the rows are
  --input FILE                 instead of the standard input
  --format ndjson|csv          default: csv for a FILE that ends in .csv, else ndjson
  --delimiter CHARACTER        of a CSV; "tab" for a tab; default ,
  --map COLUMN=FIELD[:TYPE]    send a column as another field, as number, text or boolean; may be repeated
  --omit COLUMN                leave a column out; may be repeated
  --mapping FILE               the same as JSON: { "COLUMN": "field:type", "OTHER": null }
  --collection NAME            of the contacts in Ometria; default fullstory_warehouse
  --event-type NAME            of custom events whose rows have no column event_type
  --rate NUMBER                requests a second, at most 8; default 4
  --drip RECORDS/TIME          for events that enter flows: 1000/5m sends at most 1,000 in any five minutes
  --journal FILE               what was sent; default fullstory-ometria-TYPE.journal
  --settle SECONDS             wait for Ometria's validation before its errors are read; default 10
  --dry-run                    send nothing; show the first records and the custom fields to create
  --report FILE                write the report as JSON
  --json                       print the report as JSON in place of text
  --refused FILE               write every refused row's line and reason, as NDJSON

Exit code: 0 done, 1 done with refusals, 2 failed. After a 2, the same command with the same input goes on where it was.
`;

export interface PushArguments {
  record: RecordOptions;
  input?: string;
  format: Format;
  delimiter: string;
  journal: string;
  rate?: number;
  drip?: Drip;
  settleMs: number;
  dryRun: boolean;
  json: boolean;
  report?: string;
  refused?: string;
}

const oneOf = <const Values extends readonly string[]>(
  name: string,
  values: Values,
  given: string | undefined,
): Values[number] => {
  const found = values.find((value) => value === given);
  if (!found) throw new InputError(`--${name} is ${values.join(' or ')}`);
  return found;
};

const readNumber = (name: string, given: string, { least, most }: { least: number; most: number }): number => {
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!(value >= least && value <= most)) throw new InputError(`--${name} is a number from ${least} to ${most}`);
  return value;
};

const readMappingFile = (path: string): Mapping['columns'] => {
  if (!existsSync(path)) throw new InputError(`--mapping: there is no file ${path}`);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new InputError(`--mapping: ${path} is not JSON`);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new InputError(`--mapping: ${path} is no JSON object`);
  const entries = Object.entries(read).map(([column, field]): [string, string | null] => {
    if (typeof field === 'string' || field === null) return [column, field];
    throw new InputError(`--mapping: column "${column}" is neither a text nor null`);
  });
  return Object.fromEntries(entries);
};

const readMap = (given: string): [string, string] => {
  const at = given.lastIndexOf('=');
  if (at < 1 || at === given.length - 1) throw new InputError('--map is COLUMN=FIELD, or COLUMN=FIELD:TYPE');
  return [given.slice(0, at), given.slice(at + 1)];
};

const readDelimiter = (given: string): string => {
  const delimiter = given === 'tab' ? '\t' : given;
  if (delimiter.length !== 1 || delimiter === '"') throw new InputError('--delimiter is one character, or "tab"');
  return delimiter;
};

/** What was typed, read and bounded; 'help' where help was asked for. @throws InputError, UsageError */
export const readPushArguments = (args: string[], env: Io['env']): PushArguments | 'help' => {
  const given = readArgs(args, OPTIONS);
  if (given.help) return 'help';
  const type = oneOf('type', RECORD_TYPES, given.type);
  const format = given.format ?? (given.input?.toLowerCase().endsWith('.csv') ? 'csv' : 'ndjson');
  const columns = {
    ...(given.mapping !== undefined && readMappingFile(given.mapping)),
    ...Object.fromEntries((given.map ?? []).map(readMap)),
    ...Object.fromEntries((given.omit ?? []).map((column) => [column, null])),
  };
  const collection = given.collection ?? 'fullstory_warehouse';
  if (!/^[\w-]{1,64}$/.test(collection)) throw new InputError('--collection is letters, digits, _ and -');
  if (!given['dry-run'] && !env.OMETRIA_KEY)
    throw new InputError('The environment lacks OMETRIA_KEY: Ometria’s API key.');
  return {
    record: { type, mapping: { columns }, collection, ...(given['event-type'] && { eventType: given['event-type'] }) },
    format: oneOf('format', FORMATS, format),
    delimiter: readDelimiter(given.delimiter ?? ','),
    journal: given.journal ?? `fullstory-ometria-${type}.journal`,
    settleMs: 1000 * readNumber('settle', given.settle ?? '10', { least: 0, most: 3600 }),
    dryRun: given['dry-run'] ?? false,
    json: given.json ?? false,
    ...(given.input !== undefined && { input: given.input }),
    ...(given.rate !== undefined && { rate: readNumber('rate', given.rate, { least: 0.01, most: 8 }) }),
    ...(given.drip !== undefined && { drip: readDrip(given.drip) }),
    ...(given.report !== undefined && { report: given.report }),
    ...(given.refused !== undefined && { refused: given.refused }),
  };
};
