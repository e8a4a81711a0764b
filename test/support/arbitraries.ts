import fc from 'fast-check';
import { type PropertyOptions, planProperties, type Vocabulary } from '../../src/delivery/properties.js';
import { type Signal, WEIGHT } from '../../src/signals/read-signal.js';
import { FIELD_WORDS } from '../../src/types/field-words.js';
import type { Fired } from '../../src/visit/reduce.js';

/** Now, for signals: 13 digits, as every time since 2001 has. */
export const NOW = Date.UTC(2026, 10, 21, 23);

/** Every sort of text that a page can hold: lone surrogates, emoji, quotes, controls. */
export const anyText = (most: number) => fc.string({ unit: 'binary', maxLength: most });

/** Text that JSON writes as it is. */
export const plainText = (most: number) => fc.stringMatching(/^[\w/ äß€.:-]*$/).map((text) => text.slice(0, most));

export const fieldName = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);

const STAGES = ['none', 'payment', 'a stage with a long name, and still within its sixty-four'];
const text = (most: number) =>
  fc.oneof(
    plainText(most).map((made) => made || 'x'),
    fc.constantFrom('SKU-A', 'promo-apply'),
  );

/** A signal as readSignal answers it. */
export const signal: fc.Arbitrary<Signal> = fc
  .record(
    {
      type: fc.constantFrom(...(Object.keys(WEIGHT) as Signal['type'][])),
      // Few different times, so that ties occur.
      at: fc.oneof(fc.integer({ min: NOW, max: NOW + 5 }), fc.integer({ min: NOW - 864e5, max: NOW + 864e5 })),
      origin: fc.constantFrom('fullstory' as const, 'tag' as const, 'page' as const),
      page: text(80),
      stage: fc.oneof(text(64), fc.constantFrom(...STAGES)),
      replayUrl: fc.webUrl({ validSchemes: ['https'] }).map((url) => encodeURI(url).slice(0, 180)),
      target: text(64),
      form: text(64),
      field: text(64),
      product: text(64),
      category: text(64),
      name: fieldName,
      clicks: fc.nat(50),
      seconds: fc.nat(1000),
      activeSeconds: fc.nat(1000),
      scrollDepth: fc.nat(100),
      properties: fc.dictionary(fieldName, fc.oneof(fc.boolean(), fc.nat(), plainText(512)), { maxKeys: 3 }),
    },
    { requiredKeys: ['type', 'at', 'origin'] },
  )
  .map((made) => made as Signal);

/** Something that the session takes in: a signal, or a rule that a signal has fired. */
export const step: fc.Arbitrary<readonly [Signal, Fired?]> = fc.oneof(
  { weight: 4, arbitrary: signal.map((made) => [made] as const) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      signal,
      fc.record(
        { name: fc.constantFrom('checkout_frustration', 'high_intent_dwell'), set: fc.dictionary(fieldName, fc.nat()) },
        { requiredKeys: ['name'] },
      ),
    ),
  },
);

/** Fields of every build: what is left of the vocabulary where no source brings one. */
const FIELDS = planProperties(
  {
    prefix: '',
    fields: Object.fromEntries(Object.keys(FIELD_WORDS).map((name) => [name, true])),
    write: { booleans: 'true', dates: 'iso' },
    keys: 'plain',
    budget: 1e6,
  },
  { fields: [], stages: [], rules: [] },
).entries.map(([, name]) => name);

/** Any configuration of the properties that readConfig lets through. */
export const propertyOptions: fc.Arbitrary<PropertyOptions> = fc.record({
  prefix: fc.constantFrom('', 'fs_', 'a_rather_long_prefix_of_31_chars'),
  fields: fc.dictionary(fc.constantFrom(...FIELDS), fc.oneof(fc.boolean(), fieldName)),
  write: fc.record({
    booleans: fc.constantFrom('true' as const, '1' as const),
    dates: fc.constantFrom('iso' as const, 'date' as const),
  }),
  keys: fc.constantFrom('plain' as const, 'dotted' as const, 'nested' as const),
  budget: fc.integer({ min: 0, max: 1000 }),
});

export const vocabulary: fc.Arbitrary<Vocabulary> = fc.record({
  fields: fc.constant([]),
  stages: fc.array(plainText(64), { maxLength: 4 }).map((more) => [...STAGES, ...more]),
  rules: fc
    .uniqueArray(fieldName, { maxLength: 6 })
    .map((more) => ['checkout_frustration', 'high_intent_dwell', ...more]),
});
