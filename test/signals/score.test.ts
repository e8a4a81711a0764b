import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Signal, type SignalType, WEIGHT } from '../../src/signals/read-signal.js';
import { AT_RISK_FROM, frustrationScore } from '../../src/signals/score.js';
import { createState, merge } from '../../src/visit/merge.js';
import { reduce } from '../../src/visit/reduce.js';
import { NOW, signal } from '../support/arbitraries.js';

const scoreOf = (signals: readonly Signal[]): number =>
  frustrationScore(signals.reduce((state, one) => reduce(state, one), createState(NOW)));

const times = (type: SignalType, count: number): Signal[] => Array(count).fill({ type, at: NOW, origin: 'page' });

test.each<[number, SignalType, number]>([
  [0, 'rage_click', 0],
  [1, 'rage_click', 34],
  [2, 'rage_click', 57],
  [3, 'rage_click', 71],
  [100, 'rage_click', 100],
  [1, 'rage_tap', 34],
  [1, 'form_error', 18],
  [1, 'error_click', 15],
  [1, 'form_abandon', 12],
  [1, 'dead_click', 12],
  [1, 'mouse_thrash', 8],
  [9, 'dwell', 0],
  [9, 'custom', 0],
  [9, 'purchase', 0],
  [9, 'attention', 0],
  [9, 'funnel_abandon', 0],
  [9, 'funnel_progress', 0],
])('%i × %s makes %i', (count, type, score) => {
  expect(scoreOf(times(type, count))).toBe(score);
});

test('the weights are the documented ones', () => {
  const weighing = Object.entries(WEIGHT).filter(([, weight]) => weight > 0);
  expect(Object.fromEntries(weighing)).toEqual({
    rage_click: 25,
    rage_tap: 25,
    form_error: 12,
    error_click: 10,
    form_abandon: 8,
    dead_click: 8,
    mouse_thrash: 5,
  });
});

test('at risk is from three rage clicks on', () => {
  expect(scoreOf(times('rage_click', 3))).toBeGreaterThanOrEqual(AT_RISK_FROM);
  expect(scoreOf(times('rage_click', 2))).toBeLessThan(AT_RISK_FROM);
});

test('is a whole number from 0 to 100 and never falls', () => {
  fc.assert(
    fc.property(fc.array(signal, { maxLength: 30 }), signal, (signals, one) => {
      const before = scoreOf(signals);
      const after = scoreOf([...signals, one]);
      expect(Number.isInteger(before) && before >= 0 && before <= 100).toBe(true);
      expect(after).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('depends neither on the order nor on the tab', () => {
  fc.assert(
    fc.property(fc.array(signal, { maxLength: 12 }), fc.nat(12), (signals, cut) => {
      const halves = [signals.slice(0, cut), signals.slice(cut)].map((half) =>
        half.reduce((state, one) => reduce(state, one), createState(NOW)),
      );
      expect(scoreOf(signals.slice().reverse())).toBe(scoreOf(signals));
      expect(frustrationScore(halves.reduce(merge))).toBe(scoreOf(signals));
    }),
  );
});
