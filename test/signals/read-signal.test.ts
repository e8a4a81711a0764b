import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPrimitive, readSignal, type Signal, WEIGHT } from '../../src/signals/read-signal.js';
import { isFieldName } from '../../src/tools/text.js';
import { anyText, NOW } from '../support/arbitraries.js';

const read = (input: unknown) => readSignal(input, NOW, 'page');

test.each(Object.keys(WEIGHT))('%s is read', (type) => {
  expect(read({ type, name: 'coupon_failed' })).toMatchObject({ type, at: NOW, origin: 'page' });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'rage_click'],
  ['a list', ['rage_click']],
  ['a function', () => ({ type: 'rage_click' })],
  ['an object without a type', {}],
  ['a type that does not exist', { type: 'rage' }],
  ['a type of another sort', { type: 7 }],
  ['a list with a type in it', { type: ['rage_click'] }],
  ['a type from the prototype', { type: 'toString' }],
  ['a custom signal without a name', { type: 'custom' }],
  ['a custom signal with a name that is none', { type: 'custom', name: 'Coupon failed' }],
  ['a custom signal with too long a name', { type: 'custom', name: 'x'.repeat(65) }],
])('%s is no signal', (_, input) => {
  expect(read(input)).toBeUndefined();
});

describe('a time', () => {
  test.each<[unknown, number]>([
    [NOW - 5000, NOW - 5000],
    [NOW - 4999.25, NOW - 5000],
    [NOW + 5000, NOW],
    [-1, NOW],
    [Number.NaN, NOW],
    ['2026-11-21', NOW],
    [new Date(0), NOW],
  ])('%s counts as %i', (at, expected) => {
    expect(read({ type: 'rage_click', at })?.at).toBe(expected);
  });
});

test('texts are bounded to 64 characters, addresses to 2,048, and never cut inside a code point', () => {
  const long = 'x'.repeat(5000);
  expect(read({ type: 'rage_click', target: long, page: long, replayUrl: long })).toMatchObject({
    target: long.slice(0, 64),
    page: long.slice(0, 2048),
    replayUrl: long.slice(0, 2048),
  });
  expect(read({ type: 'rage_click', target: `${'x'.repeat(63)}😀` })?.target).toBe('x'.repeat(63));
});

test('members of the wrong sort and members nobody asked for are left out', () => {
  const input = {
    type: 'rage_click',
    target: 7,
    clicks: '4',
    seconds: -1,
    activeSeconds: 1e9,
    email: 'jane@example.com',
  };
  expect(read(input)).toEqual({ type: 'rage_click', at: NOW, origin: 'page' });
});

test('own properties: ten at most, valid names and plain values only', () => {
  const properties = {
    ok: 1,
    yes: true,
    text: 'a',
    No: 1,
    'a b': 1,
    list: [1],
    when: new Date(0),
    nan: Number.NaN,
    nothing: null,
  };
  expect(read({ type: 'custom', name: 'x', properties })?.properties).toEqual({ ok: 1, yes: true, text: 'a' });
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`p${at}`, at]));
  expect(Object.keys(read({ type: 'custom', name: 'x', properties: many })?.properties ?? {})).toHaveLength(10);
});

test('the origin is not the input’s to say', () => {
  expect(read({ type: 'rage_click', origin: 'fullstory' })?.origin).toBe('page');
});

const isWellFormed = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);

test('whatever comes in, what comes out is bounded', () => {
  const members: (keyof Signal)[] = [
    'at',
    'page',
    'stage',
    'replayUrl',
    'target',
    'form',
    'field',
    'product',
    'category',
  ];
  const input = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...Object.keys(WEIGHT)), fc.anything()),
      name: fc.oneof(fc.constant('coupon_failed'), fc.anything()),
      properties: fc.oneof(fc.dictionary(anyText(80), fc.oneof(fc.anything(), anyText(1000))), fc.anything()),
      ...Object.fromEntries(
        [...members, 'clicks', 'seconds', 'activeSeconds', 'scrollDepth'].map((key) => [
          key,
          fc.oneof(fc.anything(), anyText(3000), fc.double()),
        ]),
      ),
    },
    { requiredKeys: ['type'] },
  );
  fc.assert(
    fc.property(input, (given) => {
      let signal: Signal | undefined;
      try {
        signal = read(given);
      } catch {
        // Only a hostile toString or getter of the input: the bridge catches it.
      }
      if (!signal) return;
      expect(signal.at).toBeLessThanOrEqual(NOW);
      for (const [key, value] of Object.entries(signal)) {
        if (typeof value === 'string') {
          expect(value.length).toBeLessThanOrEqual(key === 'page' || key === 'replayUrl' ? 2048 : 64);
          expect(isWellFormed(value)).toBe(true);
        } else if (typeof value === 'number') expect(value >= 0 && value < 1e13).toBe(true);
        else {
          expect(key).toBe('properties');
          expect(Object.keys(value).length).toBeLessThanOrEqual(10);
          for (const [name, one] of Object.entries(value)) {
            expect(isFieldName(name)).toBe(true);
            expect(readPrimitive(one)).toBe(one);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
