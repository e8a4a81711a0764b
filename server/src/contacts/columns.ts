import { FIELD_WORDS, isFieldName } from 'fullstory-ometria/vocabulary';
import type { PropertyValue } from '../push/records.js';
import { infoOf } from './fields.js';
import { InputError } from './input-error.js';

const TYPES = ['number', 'text', 'boolean'] as const;
type ValueType = (typeof TYPES)[number];

/** Which column becomes which field. A column without an entry keeps its name, in small letters. */
export interface Mapping {
  /** Column to field, or `field:type`; null leaves the column out. Letter case of columns does not count. */
  columns: Record<string, string | null>;
}

interface Target {
  field: string;
  type?: ValueType;
}

/** What becomes of a row's columns: the special ones by name, and the properties. */
export interface Fields {
  special: Record<string, string>;
  properties: Record<string, PropertyValue>;
}

/** Of a row, its fields, or the reason why it has none. */
export type ReadFields = (columns: Record<string, unknown>, typed: boolean) => Fields | string;

// Consent is not ours to change, and "@" marks what rules a record, not what it says.
const isForbidden = (field: string): boolean => field.startsWith('@') || field === 'marketing_optin';

// The tag's fields with its default prefix. One writer for each: what the API has written hides what the tag sends, for good.
const TAG_FIELDS: ReadonlySet<string> = new Set(Object.keys(FIELD_WORDS).map((name) => `fs_${name}`));

const problemOfField = (field: string, column: string): string | undefined => {
  if (isForbidden(field.toLowerCase())) return `column "${column}": ${field} is never sent`;
  if (TAG_FIELDS.has(field)) return `column "${column}": ${field} is a field of the tag's, and would hide it for good`;
  if (!isFieldName(field))
    return `column "${column}" is no field name (small letters, digits, _): name one with --map, or leave it out with --omit`;
  return undefined;
};

const readTarget = (column: string, given: string): Target => {
  const [field = '', type, ...rest] = given.split(':');
  const known = TYPES.find((each) => each === type);
  if (rest.length > 0 || (type !== undefined && !known))
    throw new InputError(`mapping of column "${column}": a type is one of ${TYPES.join(', ')}`);
  const problem = problemOfField(field, column);
  if (problem) throw new InputError(`mapping: ${problem}`);
  return { field, ...(known && { type: known }) };
};

/** A number as it is written by a machine: not 007, which is a code, and no number that JavaScript would change. */
const isCanonicalNumber = (text: string): boolean =>
  /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && Math.abs(Number(text)) < 2 ** 53;

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, t: true, 1: true, false: false, f: false, 0: false };

/** A value of the type that the mapping names; undefined where it is none. */
const toType = (value: string | number | boolean, type: ValueType): PropertyValue | undefined => {
  if (type === 'text') return String(value);
  if (type === 'boolean') return BOOLEANS[String(value).toLowerCase()];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** What a CSV's text is when nobody says: numbers and booleans as they are written by machines, else text. */
const guess = (text: string): PropertyValue => {
  if (isCanonicalNumber(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
};

const typeOf = ({ field, type }: Target): ValueType | undefined => {
  const known = infoOf(field)?.type;
  return type ?? (known === 'date' ? 'text' : known);
};

const isPrimitive = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * Reads rows by a mapping. `special` names the columns that are no properties (`email`, `event_type` …).
 * @throws InputError where the mapping itself is wrong.
 */
export function createFieldReader(mapping: Mapping, special: readonly string[]): ReadFields {
  const targets = new Map<string, Target | null>();
  for (const [column, given] of Object.entries(mapping.columns)) {
    const name = column.toLowerCase();
    if (given === null) targets.set(name, null);
    else targets.set(name, special.includes(given) ? { field: given } : readTarget(column, given));
  }

  return (columns, typed) => {
    const fields: Fields = { special: {}, properties: {} };
    const seen = new Set<string>();
    for (const [column, value] of Object.entries(columns)) {
      const name = column.trim().toLowerCase();
      const target = targets.has(name) ? targets.get(name) : { field: name };
      // Ometria keeps what a record does not set, so an empty column changes nothing.
      if (!target || value === null || value === undefined || (!typed && value === '')) continue;
      if (seen.has(target.field)) return `two columns for ${target.field}`;
      seen.add(target.field);
      if (!isPrimitive(value)) return `column "${column}" is neither text, number nor boolean`;
      if (special.includes(target.field)) {
        fields.special[target.field] = String(value).trim();
        continue;
      }
      const problem = problemOfField(target.field, column);
      if (problem) return problem;
      const type = typeOf(target);
      const read = type ? toType(value, type) : typed ? value : guess(String(value));
      if (read === undefined) return `column "${column}" is no ${type}`;
      fields.properties[target.field] = read;
    }
    return fields;
  };
}
