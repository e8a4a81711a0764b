import type { Mapping } from './mapping.js';

/** What FullStory makes of a path that leads nowhere is not documented: `null`, an empty text, or nothing at all. */
export type Missing = 'null' | 'empty' | 'left_out';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const look = (root: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), root);

const toText = (value: unknown): unknown =>
  value === undefined || value === null ? value : isObject(value) ? JSON.stringify(value) : String(value);
const toNumber = (value: unknown): unknown => (value === undefined || value === null ? value : Number(value));
const toBool = (value: unknown): unknown =>
  value === undefined || value === null ? value : value === true || value === 'true';
const each = (convert: (value: unknown) => unknown) => (value: unknown) =>
  Array.isArray(value) ? value.map(convert) : value;

const FUNCTIONS: Record<string, (values: unknown[]) => unknown> = {
  concat: (values) => values.map((value) => toText(value) ?? '').join(''),
  list: (values) => values,
  toUnixTimestamp: ([value]) => (typeof value === 'string' ? Math.floor(Date.parse(value) / 1000) : value),
  asString: ([value]) => toText(value),
  asStrings: ([value]) => each(toText)(value),
  asNumber: ([value]) => toNumber(value),
  asNumbers: ([value]) => each(toNumber)(value),
  asBool: ([value]) => toBool(value),
  asBools: ([value]) => each(toBool)(value),
};

// Array.isArray does not narrow a readonly array.
const isCall = (mapping: Mapping): mapping is readonly Mapping[] => Array.isArray(mapping);

/**
 * Plays FullStory's side: what a Stream sends for an event. `input` has the roots `stream` and `event`, as FullStory's do.
 * @throws Error on a function that Streams does not have.
 */
export function evaluate(mapping: Mapping, input: unknown, missing: Missing = 'null'): unknown {
  const instead = missing === 'null' ? null : missing === 'empty' ? '' : undefined;
  const run = (part: Mapping): unknown => {
    if (isCall(part)) {
      const [name, ...given] = part;
      if (name === 'var') return look(input, String(given[0]));
      const call = typeof name === 'string' && Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      if (!call) throw new Error(`Streams has no function ${JSON.stringify(name)}`);
      return call(given.map(run));
    }
    if (!isObject(part)) return part;
    const entries = Object.entries(part).map(([key, value]) => [key, run(value) ?? instead] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
  return run(mapping) ?? instead;
}
