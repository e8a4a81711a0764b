// Writes dist/rules.schema.json: what an editor needs to check and complete rules while they are written.
import { writeFileSync } from 'node:fs';
import { WEIGHT } from '../src/signals/read-signal.js';
import { isCommand } from './command.js';

const FIELD = '^[a-z][a-z0-9_]{0,63}$';
const described = (description: string, rest: object) => ({ description, ...rest });
const oneOrMore = (item: object) => ({ anyOf: [item, { type: 'array', items: item, minItems: 1 }] });
const text = { type: 'string', minLength: 1, maxLength: 80 };
const glob = oneOrMore(text);
const amount = { type: 'number', minimum: 0, maximum: 1e9 };

interface Definition {
  properties?: Record<string, object>;
  required?: string[];
  [keyword: string]: unknown;
}

interface Schema {
  $schema: string;
  title: string;
  anyOf: readonly object[];
  definitions: Record<string, Definition>;
}

/** The schema of one rule, of a list of rules, and of the switch for a built-in one. */
export const rulesSchema = (signalTypes: readonly string[]): Schema => {
  const signal = oneOrMore({ enum: signalTypes });
  const conditions = {
    signal: described('Type of the signal, or any of these.', signal),
    stage: described('Funnel stage: a glob, or any of these.', glob),
    page: described('Path of the page, redacted: a glob, or any of these. * stands for any run of characters.', glob),
    target: described(
      "The click's target, the form or its field, a custom signal's name: a glob, or any of these.",
      glob,
    ),
    product: described("The signal's product, else the page's: a glob, or any of these.", glob),
    category: described("The signal's category, else the page's: a glob, or any of these.", glob),
    device: described('What the visitor pointed with last: touch or mouse.', glob),
    min: described('Lower bounds: score of the session after the signal, seconds, percent scrolled.', {
      type: 'object',
      additionalProperties: false,
      properties: { score: amount, seconds: amount, scrollDepth: amount },
    }),
  };
  const match = (properties: Record<string, object>) => ({
    type: 'object',
    additionalProperties: false,
    required: ['signal'],
    properties,
  });
  const name = described(
    'Becomes signal_type, and the date property <name>_at. Rules that share it are alternatives.',
    {
      type: 'string',
      pattern: FIELD,
      not: { enum: ['signal', ...signalTypes] },
    },
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Rules of fullstory-ometria',
    anyOf: [{ $ref: '#/definitions/item' }, { type: 'array', items: { $ref: '#/definitions/item' } }],
    definitions: {
      item: { anyOf: [{ $ref: '#/definitions/Rule' }, { $ref: '#/definitions/RuleOff' }] },
      Rule: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'steps'],
        properties: {
          name,
          steps: described('What has to happen, in this order. With `within`, at most 9 signals in all, else 50.', {
            type: 'array',
            minItems: 1,
            items: { $ref: '#/definitions/Match' },
          }),
          within: described('Most milliseconds from the first to the last signal. Default: the session.', {
            type: 'number',
            minimum: 1,
            maximum: 1e9,
          }),
          unless: described('Any of these after the first signal ends the pattern.', {
            type: 'array',
            items: { $ref: '#/definitions/Exclusion' },
          }),
          frequency: described('How often it fires in a session.', { enum: ['once', 'every'], default: 'once' }),
          set: described('Properties to be sent when it fires, without the prefix.', {
            type: 'object',
            propertyNames: { pattern: FIELD },
            additionalProperties: { $ref: '#/definitions/value' },
          }),
        },
      },
      RuleOff: {
        description: 'Switches the built-in rules of that name off.',
        type: 'object',
        additionalProperties: false,
        required: ['name', 'off'],
        properties: { name, off: { const: true } },
      },
      Match: match({
        ...conditions,
        count: described('So many of them.', { type: 'integer', minimum: 1, maximum: 50, default: 1 }),
      }),
      Exclusion: match(conditions),
      value: {
        anyOf: [
          { type: 'string', minLength: 1 },
          { type: 'number' },
          { type: 'boolean' },
          { $ref: '#/definitions/Expression' },
        ],
      },
      Expression: {
        anyOf: [
          {
            type: 'array',
            items: [{ const: 'var' }, { type: 'string', pattern: '^(signal|session|page)(\\.[A-Za-z0-9_]+)+$' }],
            minItems: 2,
            additionalItems: false,
          },
          {
            type: 'array',
            items: [{ const: 'concat' }],
            additionalItems: { $ref: '#/definitions/value' },
            minItems: 2,
          },
          {
            type: 'array',
            items: [{ enum: ['toUnixTimestamp', 'asString', 'asNumber', 'asBool'] }, { $ref: '#/definitions/value' }],
            minItems: 2,
            additionalItems: false,
          },
        ],
      },
    },
  };
};

if (isCommand(import.meta.url)) {
  const file = new URL('../dist/rules.schema.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(rulesSchema(Object.keys(WEIGHT)), null, 2)}\n`);
}
