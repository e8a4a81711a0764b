import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createState } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';
import { createTabRecord, decodeTabRecord, encodeTabRecord, type TabRecord } from '../../src/visit/tab-record.js';
import { NOW, step } from '../support/arbitraries.js';

const record: fc.Arbitrary<TabRecord> = fc
  .record({
    steps: fc.array(step, { maxLength: 6 }),
    owner: fc.constantFrom(0, 912837465),
    ruleProgress: fc.dictionary(fc.constantFrom('1x2y:0', '1x2y:1'), fc.constant(NOW)),
    pending: fc.nat(9),
    acknowledged: fc.constantFrom(0, NOW),
    sent: fc.constantFrom([0, 0] as const, [NOW, 912837465] as const),
  })
  .map(({ steps, ruleProgress, ...kept }) => {
    let state = createState(NOW);
    for (const [signal, fired] of steps) state = reduce(state, signal, fired);
    return { ...state, ruleProgress, ...kept };
  });

describe('a tab’s record', () => {
  test('is read as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(record, (given) => {
        expect(decodeTabRecord(encodeTabRecord(given))).toEqual(given);
      }),
    );
  });

  test('that is read is written the same again, so that its seal stays right', () => {
    fc.assert(
      fc.property(record, (given) => {
        const text = encodeTabRecord(given);
        expect(encodeTabRecord(decodeTabRecord(text))).toBe(text);
      }),
    );
  });

  test('is stored without the names of its members, which every build shortens in its own way', () => {
    expect(encodeTabRecord(createTabRecord(NOW))).toBe(`[${NOW},${NOW},{},{},{},{},null,0,0,[0,0],0]`);
  });

  test('keeps no place for a rule’s run that was taken away', () => {
    const given = createTabRecord(NOW);
    given.ruleProgress = { '1x2y:1': undefined };
    expect(decodeTabRecord(encodeTabRecord(given)).ruleProgress).toEqual({});
    expect(encodeTabRecord(given)).not.toContain('1x2y');
  });
});
