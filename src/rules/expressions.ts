import { type Primitive, readPrimitive } from '../signals/read-signal.js';
import { toObject } from '../tools/text.js';

/**
 * How a property is made when a rule fires, after the functions of FullStory Streams' JSON mapping.
 * Paths begin with `signal`, `session` or `page`: `['var', 'signal.target']`.
 */
export type Expression =
  | readonly ['var', string]
  | readonly ['concat', ...(Primitive | Expression)[]]
  /** Seconds, of epoch milliseconds (`['var', 'signal.at']`) or an ISO date. */
  | readonly ['toUnixTimestamp' | 'asString' | 'asNumber' | 'asBool', Primitive | Expression];

/** The text of an array that is an expression; of two paths behind `var` there would be a comma between. */
export const EXPRESSION = /^(var,(signal|session|page)(\.\w+)+$|(concat|toUnixTimestamp|as(String|Number|Bool)),.)/;

const convert = (name: string, value: Primitive, text: string): unknown => {
  switch (name) {
    case 'asString':
      return text;
    case 'asNumber':
      return Number(value);
    case 'asBool':
      return !/^(false|0)$/.test(text);
    default:
      return Math.floor((value === Number(value) ? value : Date.parse(text)) / 1000);
  }
};

/** A bounded primitive, or nothing where what the expression asks for is missing. */
export const evaluate = (expression: unknown, roots: object): Primitive | undefined => {
  if (!Array.isArray(expression)) return readPrimitive(expression);
  // It has been checked when the rule was taken in.
  const [name, ...rest] = expression as [string, ...unknown[]];
  if (name === 'var') {
    let value: unknown = roots;
    for (const key of String(rest).split('.')) value = toObject(value)[key];
    return readPrimitive(value);
  }
  const values = rest.map((part) => evaluate(part, roots));
  const [value] = values;
  // What is missing joins as an empty text.
  const text = values.join('');
  if (name === 'concat') return readPrimitive(text);
  return value === undefined ? undefined : readPrimitive(convert(name, value, text));
};
