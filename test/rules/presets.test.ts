import { expect, test } from 'vitest';
import { BUILT_IN, hesitationNudge, navigationRescue, searchRescue } from '../../src/rules/presets.js';
import { createRules, type Rule } from '../../src/rules/rules.js';
import type { Signal } from '../../src/signals/read-signal.js';
import { createState, type Timed, type VisitState } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';

const BEGIN = 1_800_000_000_000;

/** What a rule says after each of the signals, `[type, ms after the first, what else]`. */
const fire = (
  rules: readonly Rule[],
  signals: readonly (readonly [Signal['type'], number, object?])[],
  before = {},
) => {
  const book = createRules(rules);
  let state: VisitState = { ...createState(BEGIN), ...before };
  const tabs = { own: () => state, parts: () => [state] };
  return signals.flatMap(([type, after, more]) => {
    const signal: Signal = { type, at: BEGIN + after, origin: 'tag', ...more };
    state = reduce(state, signal);
    const { fired, runs } = book.take(signal, tabs, {});
    for (const one of fired) state = reduce(state, signal, one);
    state = { ...state, ruleProgress: { ...state.ruleProgress, ...runs } };
    return fired.map(({ name, set }) => ({ name, set }));
  });
};

const touch: Timed = [BEGIN, 'touch'];
const mouse: Timed = [BEGIN, 'mouse'];
const two = [
  ['dead_end', 1],
  ['dead_end', 2],
] as const;

test.each([
  ['by touch', { latest: { device: touch } }, two, ['mobile_friction']],
  ['by mouse', { latest: { device: mouse } }, two, []],
  ['before the first press', {}, two, []],
  ['by touch, one alone', { latest: { device: touch } }, two.slice(1), []],
])('two dead ends %s: %j', (_name, before, signals, expected) => {
  expect(fire(BUILT_IN, signals, before).map(({ name }) => name)).toEqual(expected);
});

test.each([
  [1_800_000, [], [{ name: 'navigation_rescue', set: { rescue_page: '/gone' } }]],
  [1_800_001, [], []],
  [1000, [['purchase', 500]] as const, []],
])('navigation rescue takes two dead ends within half an hour and no order: %i ms', (after, between, expected) => {
  const signals = [['dead_end', 0], ...between, ['dead_end', after, { page: '/gone' }]] as const;
  expect(fire([navigationRescue], signals)).toEqual(expected);
});

test('search rescue says how many searches it were', () => {
  expect(fire([searchRescue], [['search_struggle', 1]], { counters: { search: 4 } })).toEqual([
    { name: 'search_rescue', set: { rescue_searches: 4 } },
  ]);
});

test('hesitation nudge says the stage', () => {
  expect(fire([hesitationNudge], [['hesitation', 1, { stage: 'payment' }]])).toEqual([
    { name: 'hesitation_nudge', set: { nudge_stage: 'payment' } },
  ]);
});
