import { type Primitive, readPrimitive } from '../signal.js';
import { toObject } from '../text.js';

/**
 * How a property is made when a rule fires, after the functions of FullStory Streams' JSON mapping.
 * Paths begin with `signal`, `session` or `page`: `['var', 'signal.target']`.
 */
export type Expression =
  | readonly ['var', string]
  | readonly ['concat', ...(Primitive | Expression)[]]
  /** Seconds; of epoch milliseconds (`['var', 'signal.at']`) or an ISO date. */
  | readonly ['toUnixTimestamp' | 'asString' | 'asNumber' | 'asBool', Primitive | Expression];

const CASTS: Record<string, (value: Primitive) => Primitive> = {
  toUnixTimestamp: (value) => Math.floor((typeof value === 'number' ? value : Date.parse(String(value))) / 1000),
  asString: String,
  asNumber: Number,
  asBool: (value) => !/^(false|0|)$/.test(String(value)),
};

/** Is it a literal or an expression that can be evaluated? */
export const isExpression = (value: unknown): boolean => {
  if (!Array.isArray(value)) return readPrimitive(value) !== undefined;
  const [name, ...rest] = value as unknown[];
  return name === 'var'
    ? rest.length === 1 && /^(signal|session|page)(\.\w+)+$/.test(String(rest[0]))
    : (name === 'concat' ? rest.length > 0 : rest.length === 1 && Object.keys(CASTS).includes(String(name))) &&
        rest.every(isExpression);
};

/** A bounded primitive, or nothing where what the expression asks for is missing. */
export const evaluate = (expression: unknown, roots: object): Primitive | undefined => {
  if (!Array.isArray(expression)) return readPrimitive(expression);
  // isExpression has seen it.
  const [name, ...rest] = expression as [string, ...unknown[]];
  if (name === 'var') {
    let value: unknown = roots;
    for (const key of String(rest[0]).split('.')) value = toObject(value)[key];
    return readPrimitive(value);
  }
  const values = rest.map((part) => evaluate(part, roots));
  const [value] = values;
  // What is missing joins as an empty text.
  if (name === 'concat') return readPrimitive(values.join(''));
  return value === undefined ? value : readPrimitive(CASTS[name]?.(value));
};
