import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { meaningOf } from '../../demo/inbox/words.js';

const REST = 'Set by a rule or a custom signal.';

/** Every name in the types CoreField and SourceField. */
const fieldNames = (): string[] => {
  const text = readFileSync('src/types/fields.ts', 'utf8');
  return ['CoreField', 'SourceField'].flatMap((type) => {
    const [, union = ''] = new RegExp(`export type ${type} =([^;]*);`).exec(text) ?? [];
    return [...union.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  });
};

test('the inbox says of every field what it means', () => {
  const names = fieldNames();
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => meaningOf(`fs_${name}`) === REST)).toEqual([]);
  expect(names.filter((name) => meaningOf(`properties.fs_${name}`) === REST)).toEqual([]);
});

test('of a rule’s date it names the rule, and of the rest who sets it', () => {
  expect(meaningOf('fs_checkout_rescue_at')).toBe('When the rule “checkout rescue” fired in the visit.');
  expect(meaningOf('fs_rescue_stage')).toBe(REST);
  expect(meaningOf('own_thing')).toBe(REST);
});
