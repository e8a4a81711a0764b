import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installOmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import { decode, encode } from '../../stand-ins/wire.js';
import { createWindow } from '../support/browser-window.js';

// A bracket in a key cannot be told from structure, on the real wire neither.
const key = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[[\]]/.test(text));
const text = fc.string({ unit: 'grapheme' });
const leaves = fc.dictionary(key, text, { minKeys: 1 });
const wired = fc.dictionary(key, fc.oneof(text, leaves, fc.dictionary(key, leaves, { minKeys: 1 })), { minKeys: 1 });

const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));

test('every text survives the round trip, in any script and at any depth', () => {
  fc.assert(
    fc.property(wired, (object) => {
      expect(plain(decode(encode(object)))).toEqual(plain(object));
    }),
  );
});

test('the tracker writes what the wire module reads, and nothing else', () => {
  fc.assert(
    fc.property(leaves, (profile) => {
      const window = createWindow();
      const ometria = installOmetriaTracker(window, { account: 'a', endpoint: 'https://e.example' });
      ometria?.init('other');
      ometria?.identify('jane@example.com', profile);
      const data = new URL(window.sent[1] ?? '').searchParams.get('data') ?? '';
      const read = decode(data);
      expect(plain(read)).toMatchObject({ d: { profile: plain(profile) } });
      expect(encode(read)).toBe(data);
    }),
  );
});

test.each([
  {
    given: { n: 5, f: 1.5, yes: true, no: false, t: 'x' },
    expected: { n: '5', f: '1.5', yes: 'true', no: 'false', t: 'x' },
  },
  { given: { a: null, b: Number.NaN, c: Number.POSITIVE_INFINITY }, expected: { a: 'null', b: 'NaN', c: 'Infinity' } },
  { given: { a: undefined, b: new Date(0), c: {}, d: [], e: '' }, expected: { e: '' } },
  { given: { list: ['a', 'b'], of: { x: 1 } }, expected: { list: { 0: 'a', 1: 'b' }, of: { x: '1' } } },
])('$given arrives as $expected', ({ given, expected }) => {
  expect(plain(decode(encode(given)))).toEqual(expected);
});

test('the alphabet has its lower-case letters first', () => {
  expect(btoa('a=b')).toBe('YT1i');
  expect(encode({ a: 'b' })).toBe('yt1I');
});

test('a lone surrogate throws', () => {
  expect(() => encode({ a: 'x\ud800' })).toThrow(URIError);
});

test('a name that means something to objects is a name like any other', () => {
  expect(decode(encode(JSON.parse('{"__proto__":{"x":"1"},"constructor":"2"}')))).toMatchObject({ constructor: '2' });
  expect({}).not.toHaveProperty('x');
});
