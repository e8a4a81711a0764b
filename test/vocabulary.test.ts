import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOf } from '../demo/inbox/words.js';
import { FIELD_WORDS, type SignalType, scoreOf, WEIGHT } from '../src/vocabulary.js';

// The keys of the table.
const types = Object.keys(WEIGHT) as SignalType[];

describe('the vocabulary', () => {
  it('gives every field the meaning that the inbox shows', () => {
    for (const [name, { meaning }] of Object.entries(FIELD_WORDS)) expect(meaningOf(`fs_${name}`), name).toBe(meaning);
  });

  it.each([
    [{}, 0],
    [{ rage_click: 1 }, 34],
    [{ rage_click: 2 }, 57],
    [{ rage_click: 3 }, 71],
    [{ form_error: 1, dead_click: 1 }, 28],
    [{ dwell: 50, purchase: 3, attention: 9 }, 0],
  ])('%o makes a score of %i', (counts: Partial<Record<SignalType, number>>, score) => {
    expect(scoreOf((type) => counts[type] ?? 0)).toBe(score);
  });

  it('never lets another signal lower the score, nor leave 0 to 100', () => {
    const count = fc.nat({ max: 1000 });
    const counts = fc.record(Object.fromEntries(types.map((type) => [type, count])));
    fc.assert(
      fc.property(counts, fc.constantFrom(...types), (given, more) => {
        const before = scoreOf((type) => given[type] ?? 0);
        const after = scoreOf((type) => (given[type] ?? 0) + (type === more ? 1 : 0));
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThanOrEqual(100);
      }),
    );
  });
});
