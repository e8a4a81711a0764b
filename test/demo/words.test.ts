import { expect, test } from 'vitest';
import { meaningOf } from '../../demo/inbox/words.js';
import { FIELD_WORDS } from '../../src/vocabulary.js';

const REST = 'Set by a rule or a custom signal.';

test('the inbox says of every field what it means', () => {
  const names = Object.keys(FIELD_WORDS);
  expect(names.filter((name) => meaningOf(`fs_${name}`) === REST)).toEqual([]);
  expect(names.filter((name) => meaningOf(`properties.fs_${name}`) === REST)).toEqual([]);
});

test('of a rule’s date it names the rule, and of the rest who sets it', () => {
  expect(meaningOf('fs_checkout_rescue_at')).toBe('When the rule “checkout rescue” fired in the visit.');
  expect(meaningOf('fs_rescue_stage')).toBe(REST);
  expect(meaningOf('own_thing')).toBe(REST);
});
