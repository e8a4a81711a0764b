import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Match, Rule } from '../../src/rules/rules.js';
import type { Signal, SignalType } from '../../src/signals/read-signal.js';
import { frustrationScore } from '../../src/signals/score.js';
import { createState, type VisitState } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';
import { bookOf, createPlayer, START, signalAt } from './rules-player.js';
import { interpret } from './rules-reference.js';

const TYPES = ['rage_click', 'form_error', 'dwell', 'purchase', 'attention'] as const satisfies SignalType[];
const COMMON = [...TYPES, 'rage_click', 'form_error', 'rage_click'] as const;
const STAGES = ['basket', 'payment'];

// Few values each, so that conditions are met about as often as missed.
const match: fc.Arbitrary<Omit<Match, 'count'>> = fc.record(
  {
    signal: fc.oneof(fc.constantFrom(...TYPES), fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1 })),
    stage: fc.oneof(fc.constantFrom(...STAGES), fc.constant(STAGES)),
    page: fc.constantFrom('/a*', '*/b', '/a/b', '*'),
    target: fc.constantFrom('Promo*', '*size*'),
    product: fc.constantFrom('A', 'A*'),
    category: fc.constantFrom('Knitwear', ['knit*', 'Throws']),
    min: fc.record(
      {
        score: fc.constantFrom(20, 40, 60),
        seconds: fc.constantFrom(1, 60, 120),
        scrollDepth: fc.constantFrom(1, 50),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['signal'] },
);

/** Mostly by type alone: a pattern of picky steps would hardly ever come about. */
const step: fc.Arbitrary<Match> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ signal: fc.constantFrom(...COMMON) }) },
  { weight: 2, arbitrary: match },
);

const counted = fc
  .tuple(step, fc.constantFrom(1, 1, 1, 2, 3))
  .map(([one, count]): Match => (count === 1 ? one : { ...one, count }));

const rule: fc.Arbitrary<Rule> = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c'),
    steps: fc.array(counted, { minLength: 1, maxLength: 3, size: 'max' }),
    within: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 10, max: 30 })),
    unless: fc.array(step, { maxLength: 2 }),
    frequency: fc.constantFrom('once', 'every'),
  },
  { requiredKeys: ['name', 'steps'] },
);

const signal = fc
  .record({
    gap: fc.constantFrom(1, 1, 2, 3, 5, 11, 12, 13),
    tab: fc.constantFrom(0, 0, 0, 1, 2),
    type: fc.constantFrom(...COMMON),
    more: fc.record(
      {
        stage: fc.constantFrom(...STAGES),
        page: fc.constantFrom('/a', '/a/b', '/c/b', '/fr/a/b'),
        target: fc.constantFrom('promo-apply', 'SIZE-m', 'other'),
        field: fc.constantFrom('promo', 'card'),
        product: fc.constantFrom('A', 'B'),
        category: fc.constantFrom('Knitwear', 'Throws'),
        seconds: fc.constantFrom(59, 60, 120),
        scrollDepth: fc.constantFrom(0, 49, 50),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ gap, tab, type, more }) => ({ gap, tab, signal: (at: number): Signal => signalAt(at, type, more) }));

const rules = fc
  .uniqueArray(rule, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) })
  // More than nine signals in a window are refused, and the bound on all runs together is another test's.
  .filter((all) =>
    all.every((one) => one.within === undefined || one.steps.reduce((sum, { count = 1 }) => sum + count, 0) <= 5),
  );

const CASES = Number(process.env.RULES_CASES ?? 6000);

let patterns = 0;
let runs = 0;

test('says what the reference interpreter says, in however many tabs', () => {
  fc.assert(
    fc.property(rules, fc.array(signal, { minLength: 4, maxLength: 14, size: 'max' }), (all, stream) => {
      const player = createPlayer(bookOf(all));
      const history: { signal: Signal; score: number }[] = [];
      let whole: VisitState = createState(START);
      let at = 0;
      const said = stream.map((one) => {
        at += one.gap;
        const now = one.signal(at);
        whole = reduce(whole, now);
        history.push({ signal: now, score: frustrationScore(whole) });
        return player.play(now, { tab: one.tab }).map(({ name }) => name);
      });
      const meant = interpret(all, history);
      if (meant.flat().length > 0) runs += 1;
      patterns += meant.flat().length;
      expect(said).toEqual(meant);
    }),
    { numRuns: CASES, seed: Number(process.env.SEED ?? 5) },
  );
  // The comparison is worth something only where rules do fire.
  expect(runs).toBeGreaterThan(CASES / 3);
  console.log(`${CASES} cases; rules fired in ${runs} of them, ${patterns} times in all`);
}, 120_000);
