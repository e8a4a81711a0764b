import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash, isFieldName, matchesGlob, readText, toObject } from '../../src/tools/text.js';
import { anyText } from '../support/arbitraries.js';

const isWellFormed = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);

describe('readText', () => {
  test.each<[unknown, number, string | undefined]>([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab😀', 3, 'ab'],
    ['ab😀', 4, 'ab😀'],
    ['a\ud800b', 9, 'ab'],
    ['a\udc00', 9, 'a'],
    ['', 3, undefined],
    [7, 3, undefined],
    [null, 3, undefined],
    [Object('abc'), 3, undefined],
  ])('%j within %i is %j', (value, most, expected) => {
    expect(readText(value, most)).toBe(expected);
  });

  test('never answers more than asked for, half a code point or what the tracker cannot encode', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText(40), fc.string({ unit: 'binary' })),
        fc.integer({ min: 1, max: 40 }),
        (text, most) => {
          const read = readText(text, most) ?? '';
          expect(read.length).toBeLessThanOrEqual(most);
          expect(isWellFormed(read)).toBe(true);
          encodeURIComponent(read);
          // Where nothing had to be mended it is a beginning of the text, at most one code unit short.
          if (isWellFormed(text)) {
            expect(text.startsWith(read)).toBe(true);
            expect(read.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1);
          }
        },
      ),
    );
  });

  test('a megabyte is read as fast as a word', () => {
    expect(readText('😀'.repeat(500_000), 64)).toHaveLength(64);
  });
});

describe('hash', () => {
  // From the authors' page, http://www.isthe.com/chongo/tech/comp/fnv/
  test.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j', (text, expected) => {
    expect(hash(text)).toBe(expected);
  });

  test('is a number of 32 bits, the same every time', () => {
    fc.assert(
      fc.property(anyText(50), (text) => {
        const once = hash(text);
        expect(once).toBe(hash(text));
        expect(Number.isInteger(once) && once >= 0 && once < 2 ** 32).toBe(true);
      }),
    );
  });
});

describe('matchesGlob', () => {
  test.each<[string, string[], boolean]>([
    ['/checkout/payment', ['/checkout*'], true],
    ['/checkout', ['/checkout*'], true],
    ['/checkout/payment', ['/checkout'], false],
    ['/en/checkout', ['/checkout*'], false],
    ['/en/checkout', ['*/checkout'], true],
    ['/a/b/c', ['/a/*/c'], true],
    ['/CART', ['/cart'], true],
    ['/cart', ['/basket', '/cart'], true],
    ['/cart', [], false],
    ['/cart', [''], false],
    ['', [''], true],
    ['/a.b', ['/a.b'], true],
    ['/aXb', ['/a.b'], false],
    ['/a(b', ['/a(b'], true],
    ['/a\\b', ['/a\\b'], true],
    ['/höhe', ['/höhe'], true],
    ['/anything', ['*'], true],
    ['/anything', ['**'], true],
  ])('%j among %j: %s', (text, globs, expected) => {
    expect(matchesGlob(text, globs)).toBe(expected);
  });

  test('every text matches itself, whatever signs are in it', () => {
    fc.assert(
      fc.property(anyText(30), (text) => {
        const glob = text.replaceAll('*', '');
        expect(matchesGlob(glob, [glob])).toBe(true);
        expect(matchesGlob(`${glob}tail`, [glob])).toBe(false);
        expect(matchesGlob(`${glob}tail`, [`${glob}*`])).toBe(true);
      }),
    );
  });
});

test.each<[unknown, boolean]>([
  ['a', true],
  ['fs_signal_type2', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['_a', false],
  ['1a', false],
  ['aB', false],
  ['a-b', false],
  ['a\n', false],
  ['', false],
  [null, false],
  [['a'], false],
])('%j as a field name: %s', (name, expected) => {
  expect(isFieldName(name)).toBe(expected);
});

test.each([undefined, null, 7, 'abc', true, Symbol('s')])('%s as an object has no keys', (value) => {
  expect(toObject(value)).toEqual({});
});
