import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { rulesSchema } from '../../scripts/rules-schema.js';
import * as presets from '../../src/rules/presets.js';
import { createRules } from '../../src/rules/rules.js';
import { WEIGHT } from '../../src/signals/read-signal.js';

const TYPES = Object.keys(WEIGHT);
const schema = rulesSchema(TYPES);
const isValid = new Ajv({ allErrors: false, allowUnionTypes: true, strictTuples: false }).compile(schema);

/** Where the tag sees a fault; undefined: it takes the rule. */
const faultOf = (input: unknown): string | undefined => {
  try {
    return createRules([]).add(input);
  } catch {
    return '';
  }
};

describe('the schema and the types', () => {
  const file = fileURLToPath(new URL('../../src/rules/rules.ts', import.meta.url));
  const program = ts.createProgram([file], { strict: true, noEmit: true, exactOptionalPropertyTypes: true, lib: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);

  const declared = (name: string) => {
    const found = source?.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === name);
    if (!found) throw new Error(`no interface ${name}`);
    return checker.getTypeAtLocation(found).getProperties();
  };

  test.each([
    ['Rule', 'Rule'],
    ['RuleOff', 'RuleOff'],
    ['Match', 'Match'],
  ])('have the same members in %s', (name, definition) => {
    const { properties = {}, required = [] } = schema.definitions[definition] ?? {};
    const members = declared(name);
    const optional = members.filter(({ flags }) => flags & ts.SymbolFlags.Optional).map((one) => one.name);
    expect(Object.keys(properties).sort()).toEqual(members.map((one) => one.name).sort());
    expect([...required].sort()).toEqual(
      members
        .map((one) => one.name)
        .filter((one) => !optional.includes(one))
        .sort(),
    );
  });

  test('let the same be said in an exclusion, but for the count', () => {
    const { Match, Exclusion } = schema.definitions;
    expect(Object.keys(Match?.properties ?? {}).filter((key) => key !== 'count')).toEqual(
      Object.keys(Exclusion?.properties ?? {}),
    );
  });

  test('know the same signal types, frequencies and functions', () => {
    const text = JSON.stringify(schema);
    expect(text).toContain(JSON.stringify(TYPES));
    const union = (name: string): string[] => {
      const printed = source?.text.slice(source.text.indexOf('interface Rule {')) ?? '';
      return [...(printed.match(new RegExp(`${name}\\?: (.*);`))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
        ([, one = '']) => one,
      );
    };
    expect(schema.definitions.Rule?.properties?.frequency).toMatchObject({ enum: union('frequency') });
    const expressions =
      program.getSourceFiles().find(({ fileName }) => fileName.endsWith('/expressions.ts'))?.text ?? '';
    const functions = [
      ...(expressions.match(/export type Expression =[\s\S]*?;/)?.[0] ?? '').matchAll(/'(\w+)'(?=[\],| ])/g),
    ];
    for (const [, name] of functions) expect(text).toContain(`"${name}"`);
    expect(functions.length).toBeGreaterThanOrEqual(6);
  });
});

test('presets and built-in rules are valid by the schema and taken by the tag', () => {
  const { BUILT_IN, ...rest } = presets;
  const all = [...BUILT_IN, ...Object.values(rest)];
  expect(all).toHaveLength(15);
  for (const rule of all) expect([rule, isValid(rule), faultOf(rule)]).toEqual([rule, true, undefined]);
});

const type = fc.constantFrom(...TYPES, 'rage_clicks', '');
const oneOrMore = <T>(item: fc.Arbitrary<T>) => fc.oneof(item, fc.array(item, { maxLength: 2 }));
const word = fc.constantFrom('payment', '*promo*', '', '/a/b', 'x'.repeat(81), 'ünï');
const odd = fc.constantFrom(null, 0, 1, -1, 1.5, '', 'a', true, [], {}, 'once', 50, 51);
const literal = fc.oneof(fc.constantFrom('a', '', 1, -2, true, false), fc.constantFrom<unknown>(null, {}, []));
const { expression } = fc.letrec<{ expression: unknown }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    literal,
    fc.tuple(
      fc.constant('var'),
      fc.constantFrom('signal.target', 'page', 'session.score', 'window.name', 'signal.a b'),
    ),
    fc.array(fc.oneof(fc.constantFrom('concat', 'asString', 'toUnixTimestamp', 'list', 'var'), tie('expression')), {
      maxLength: 3,
    }),
    // An array whose text is that of an expression.
    fc.tuple(fc.constantFrom('concat,a', 'asString,x', 'var,signal.target', 'concat,'), literal),
    fc.tuple(fc.constantFrom<unknown>('concat,a', 'var,signal.target', ['concat', 'a'], ['var'])),
  ),
}));
const match = fc.record(
  {
    signal: fc.oneof({ weight: 9, arbitrary: oneOrMore(type) }, odd),
    stage: oneOrMore(word),
    page: oneOrMore(word),
    target: oneOrMore(fc.oneof(word, odd)),
    product: oneOrMore(word),
    category: oneOrMore(word),
    count: fc.constantFrom<unknown>(1, 2, 9, 50, 51, 0, '2', 1.5),
    min: fc.oneof(
      odd,
      fc.record(
        { score: fc.constantFrom<unknown>(0, 70, 33.3, -1, '70'), seconds: fc.constant(60), scroll: fc.constant(1) },
        { requiredKeys: [] },
      ),
    ),
    stages: fc.constant('payment'),
  },
  { requiredKeys: [] },
);
const almost = fc.record(
  {
    name: fc.constantFrom<unknown>('rescue', 'Rescue', 'signal', 'rage_click', '', 7, 'a'.repeat(64), 'a'.repeat(65)),
    steps: fc.oneof({ weight: 9, arbitrary: fc.array(match, { maxLength: 3 }) }, odd),
    within: fc.oneof(odd, fc.constantFrom(1000, 0.5, 1e9)),
    unless: fc.oneof(odd, fc.array(match, { maxLength: 1 })),
    frequency: fc.constantFrom<unknown>('once', 'every', 'always', null),
    set: fc.oneof(
      odd,
      fc.dictionary(fc.constantFrom('field', 'Field', 'a.b', '__proto__'), expression, { maxKeys: 2 }),
    ),
    off: odd,
    step: odd,
  },
  { requiredKeys: [] },
);
/** A right rule with one thing in it replaced: both answers come about. */
const changed = fc
  .tuple(
    fc.constantFrom(...Object.values(presets).flat()),
    fc.constantFrom('name', 'steps', 'within', 'unless', 'frequency', 'set', 'extra'),
    fc.oneof(
      odd,
      almost.map(({ steps }) => steps),
      almost.map(({ set }) => set),
      almost.map(({ unless }) => unless),
    ),
  )
  .map(([rule, key, value]) => ({ ...rule, [key]: value }));
const expressed = expression.map((x) => ({ name: 'a', steps: [{ signal: 'dwell' }], set: { x } }));

const total = (input: unknown): number => {
  const { steps } = (input ?? {}) as { steps?: { count?: number }[] };
  return Array.isArray(steps) ? steps.reduce((sum, step) => sum + (Number(step?.count) || 1), 0) : 0;
};

test('the tag takes what the schema allows and refuses what it does not', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(almost, changed, changed, expressed), (made) => {
      const input: object = JSON.parse(JSON.stringify(made));
      // The sum over all steps is beyond a schema; `off` beside other members is the tag's to overlook.
      fc.pre(total(input) <= 9 && !('off' in input));
      const fault = faultOf(input);
      if (fault === undefined) taken += 1;
      expect({ taken: fault === undefined }).toEqual({ taken: isValid(input) });
    }),
    { numRuns: 5000, seed: 5 },
  );
  expect(taken).toBeGreaterThan(500);
});

test('a switch for a built-in rule is nothing but a name and off', () => {
  expect([isValid({ name: 'mobile_friction', off: true }), faultOf({ name: 'mobile_friction', off: true })]).toEqual([
    true,
    undefined,
  ]);
  for (const wrong of [{ off: true }, { name: 'mobile_friction', off: false }, { name: 'Mobile', off: true }]) {
    expect([isValid(wrong), faultOf(wrong) === undefined]).toEqual([false, false]);
  }
});

test.each([
  ['name', { steps: [{ signal: 'dwell' }] }],
  ['name', { name: 'Rescue', steps: [{ signal: 'dwell' }] }],
  ['name', { name: 'signal', steps: [{ signal: 'dwell' }] }],
  ['steps', { name: 'a' }],
  ['steps', { name: 'a', steps: [] }],
  ['steps.signal', { name: 'a', steps: { signal: 'dwell' } }],
  ['steps[1].signal', { name: 'a', steps: [{ signal: 'dwell' }, { stage: 'payment' }] }],
  ['steps[0].signal', { name: 'a', steps: [{ signal: 'rage' }] }],
  ['steps[0].signal[1]', { name: 'a', steps: [{ signal: ['dwell', 'rage'] }] }],
  ['steps[0].stages', { name: 'a', steps: [{ signal: 'dwell', stages: 'payment' }] }],
  ['steps[0].min.time', { name: 'a', steps: [{ signal: 'dwell', min: { time: 5 } }] }],
  ['steps[0].count', { name: 'a', steps: [{ signal: 'dwell', count: 1.5 }] }],
  ['steps', { name: 'a', steps: [{ signal: 'dwell', count: 10 }], within: 1000 }],
  [
    'steps',
    {
      name: 'a',
      steps: [
        { signal: 'dwell', count: 26 },
        { signal: 'dwell', count: 26 },
      ],
    },
  ],
  ['within', { name: 'a', steps: [{ signal: 'dwell' }], within: '1000' }],
  ['within', { name: 'a', steps: [{ signal: 'dwell' }], within: 0 }],
  ['unless[0].count', { name: 'a', steps: [{ signal: 'dwell' }], unless: [{ signal: 'purchase', count: 2 }] }],
  ['frequency', { name: 'a', steps: [{ signal: 'dwell' }], frequency: 'always' }],
  ['set.Stage', { name: 'a', steps: [{ signal: 'dwell' }], set: { Stage: 1 } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['var', 'window.name'] } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['var'] } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['list', 1] } }],
  ['set.x[2]', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['concat', 'a', ['var', 'y.z']] } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['concat,a'] } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['asString,x', 'y'] } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: ['var,signal.target'] } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: [['concat', 'a'], 'b'] } }],
  ['set.x.y', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: { y: 1 } } }],
  ['set.x', { name: 'a', steps: [{ signal: 'dwell' }], set: { x: null } }],
  ['steps?0??signal', { name: 'a', steps: [{ signal: 'dwell' }], 'steps[0].signal': 'dwell' }],
  ['', null],
  ['', 'checkout_rescue'],
  ['', []],
])('names the field that is wrong: %s', (field, input) => {
  expect(faultOf(input)).toBe(field);
});

test('takes a member that is undefined for one that is not there', () => {
  const rule = { name: 'a', steps: [{ signal: 'dwell' }] };
  const absent = { within: undefined, unless: undefined, frequency: undefined, set: undefined };
  expect(faultOf({ ...rule, ...absent })).toBeUndefined();
  expect(faultOf({ ...rule, name: undefined })).toBe('name');
  expect(faultOf({ ...rule, steps: [undefined] })).toBe('steps[0]');
});

describe('docs/recipes.md', () => {
  const text = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');

  test('shows every preset as it is', () => {
    const { BUILT_IN: _, ...rest } = presets;
    const shown = [...text.matchAll(/```json\n(\{\n {2}"name"[\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json));
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
    expect(shown.sort(byName)).toEqual(Object.values(rest).sort(byName));
    for (const name of Object.keys(rest)) expect(text).toContain(`\`${name}\``);
  });

  test('has the fields, segment, branch, hours, message and service of each', () => {
    for (const section of text.split('\n## ').filter((one) => one.includes('```json\n{\n  "name"'))) {
      const { name, set } = JSON.parse(section.match(/```json\n([\s\S]*?)```/)?.[1] ?? '') as {
        name: string;
        set: object;
      };
      for (const field of [`${name}_at`, ...Object.keys(set)]) expect(section).toContain(`| \`fs_${field}\` |`);
      for (const word of ['Segment', 'Branch', 'Expect', 'Message', 'Service'])
        expect(section).toContain(`**${word}**`);
    }
  });

  test('shows the block that is in the demo’s pages', () => {
    const layout = readFileSync(new URL('../../demo/shop/layout.ts', import.meta.url), 'utf8');
    const block = layout.match(/const DEFAULT_TAG_OPTIONS = `([\s\S]*?)`;/)?.[1] ?? 'missing';
    expect(text).toContain(`data-options='${block}'`);
    for (const rule of JSON.parse(block).rules) expect(faultOf(rule)).toBeUndefined();
  });
});
