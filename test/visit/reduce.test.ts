import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signal } from '../../src/signals/read-signal.js';
import { count, createState, latestOf, merge, mergeAll, type VisitState } from '../../src/visit/merge.js';
import { type Fired, reduce } from '../../src/visit/reduce.js';
import { NOW, signal, step } from '../support/arbitraries.js';

const take = (steps: readonly (readonly [Signal, Fired?])[], start = NOW): VisitState =>
  steps.reduce((state, [one, fired]) => reduce(state, one, fired), createState(start));

const at = (type: Signal['type'], more: Partial<Signal> = {}): Signal => ({ type, at: NOW, origin: 'page', ...more });

describe('the order', () => {
  test('of signals does not matter', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (steps, random) => {
        const shuffled = steps
          .map((one) => [random.next().value, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(take(shuffled)).toEqual(take(steps));
      }),
    );
  });

  test('of tabs does not matter', () => {
    const state = fc.array(step, { maxLength: 5 }).map((steps) => take(steps));
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(mergeAll([a])).toEqual(a);
        expect(mergeAll([a, b])).toEqual(merge(a, b));
      }),
    );
  });
});

test('what two tabs have seen is, merged, what one would have seen', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 8 }), (steps) => {
      const of = (tab: boolean) => take(steps.filter(([, where]) => where === tab).map(([one]) => one));
      expect(merge(of(true), of(false))).toEqual(take(steps.map(([one]) => one)));
    }),
  );
});

test('nothing that is handed in is changed', () => {
  fc.assert(
    fc.property(signal, signal, (first, second) => {
      const state = Object.freeze(reduce(createState(NOW), first));
      const kept = structuredClone([state, second]);
      reduce(state, Object.freeze(second));
      merge(state, Object.freeze(createState(NOW + 1)));
      expect([state, second]).toEqual(kept);
    }),
  );
});

test('a state survives storage', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const state = take(steps);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
  );
});

describe('the top signal', () => {
  const RULE = { name: 'checkout_frustration' };

  test.each<[string, (readonly [Signal, Fired?])[], string | undefined]>([
    [
      'the heavier signal, though it is the earlier',
      [[at('rage_click')], [at('dead_click', { at: NOW + 9 })]],
      'rage_click',
    ],
    ['the later among equals', [[at('rage_click')], [at('rage_tap', { at: NOW + 9 })]], 'rage_tap'],
    [
      'a rule before every signal',
      [[at('custom', { name: 'x' }), RULE], [at('rage_click', { at: NOW + 9 })]],
      RULE.name,
    ],
    [
      'the later of two rules',
      [
        [at('dwell'), RULE],
        [at('dwell', { at: NOW + 9 }), { name: 'later' }],
      ],
      'later',
    ],
    ['a custom signal by its own name', [[at('custom', { name: 'coupon_failed' })]], 'coupon_failed'],
    [
      'no state and no measure',
      [[at('attention')], [at('purchase')], [at('funnel_abandon', { stage: 'a' })], [at('funnel_progress')]],
      undefined,
    ],
    ['a light signal rather than none', [[at('dwell', { seconds: 60 })], [at('purchase', { at: NOW + 9 })]], 'dwell'],
  ])('is %s', (_, steps, type) => {
    expect(take(steps).topSignal?.type).toBe(type);
    expect(take(steps.slice().reverse()).topSignal?.type).toBe(type);
  });

  test('has everything from the same signal', () => {
    const rage = at('rage_click', {
      page: '/a',
      stage: 'payment',
      target: 'apply',
      replayUrl: 'https://x.fullstory.com/1',
    });
    const state = take([[rage], [at('dead_click', { at: NOW + 9, page: '/b', stage: 'review', target: 'other' })]]);
    expect(state.topSignal).toMatchObject({
      at: NOW,
      page: '/a',
      stage: 'payment',
      target: 'apply',
      url: rage.replayUrl,
    });
  });
});

describe('what is kept', () => {
  test('every signal is counted by its type, but attention', () => {
    const state = take([[at('rage_click')], [at('rage_click')], [at('dwell')], [at('attention')]]);
    expect([count(state, 'rage_click'), count(state, 'dwell'), count(state, 'attention')]).toEqual([2, 1, 0]);
  });

  test('a rule that fired adds a date, and no second count', () => {
    const state = take([[at('rage_click')], [at('rage_click'), { name: 'my_rule', set: { coupon: 'SNOW' } }]]);
    expect(count(state, 'rage_click')).toBe(1);
    expect(latestOf(state, 'at:my_rule')).toBe(NOW);
    expect(latestOf(state, 'is:coupon')).toBe('SNOW');
  });

  test('abandonment is provisional: the later word counts', () => {
    const abandon = at('funnel_abandon', { stage: 'payment' });
    const later = { at: NOW + 1 };
    expect(latestOf(take([[abandon]]), 'abandoned')).toBe('payment');
    expect(latestOf(take([[abandon], [at('purchase', later)]]), 'abandoned')).toBe('none');
    expect(latestOf(take([[abandon], [at('funnel_progress', later)]]), 'abandoned')).toBe('none');
    expect(latestOf(take([[at('purchase')], [{ ...abandon, ...later }]]), 'abandoned')).toBe('payment');
  });

  test('seconds are added up, the deepest scroll and the longest dwell win', () => {
    const attention = (activeSeconds: number, scrollDepth: number) =>
      at('attention', { activeSeconds, scrollDepth, category: 'Knitwear' });
    const state = take([
      [attention(10, 80)],
      [attention(5, 20)],
      [at('dwell', { product: 'A', seconds: 120 })],
      [at('dwell', { product: 'A', seconds: 60 })],
    ]);
    expect([count(state, 'active'), count(state, 'active:Knitwear')]).toEqual([15, 15]);
    expect(state.maxima.scroll).toBe(80);
    expect(state.maxima['dwell:A']).toBe(120);
  });

  test('the first and the last moment', () => {
    const state = take([[at('rage_click', { at: NOW + 500 })], [at('dead_click', { at: NOW + 100 })]]);
    expect(state.lastActivityAt).toBe(NOW + 500);
    expect(merge(state, createState(NOW - 70))).toMatchObject({ startedAt: NOW - 70, lastActivityAt: NOW + 500 });
  });
});

describe('what a signal alone makes of a visit', () => {
  const made = (type: Signal['type'], more: Partial<Signal> = {}) => {
    const { counters, maxima, latest, topSignal } = reduce(createState(NOW), at(type, more));
    return { counters, maxima, latest, top: topSignal?.type };
  };

  test.each<[Signal['type'], Partial<Signal>, ReturnType<typeof made>]>([
    [
      'attention',
      { activeSeconds: 7, scrollDepth: 120, category: 'Knitwear' },
      { counters: { active: 7, 'active:Knitwear': 7 }, maxima: { scroll: 100 }, latest: {}, top: undefined },
    ],
    ['attention', {}, { counters: { active: 0 }, maxima: { scroll: 0 }, latest: {}, top: undefined }],
    [
      'dwell',
      { product: 'SKU-A', seconds: 60 },
      { counters: { dwell: 1 }, maxima: { 'dwell:SKU-A': 60 }, latest: {}, top: 'dwell' },
    ],
    ['dwell', { seconds: 60 }, { counters: { dwell: 1 }, maxima: {}, latest: {}, top: 'dwell' }],
    [
      'form_error',
      { field: 'email', form: 'address' },
      { counters: { form_error: 1 }, maxima: {}, latest: { field: [NOW, 'email'] }, top: 'form_error' },
    ],
    [
      'form_error',
      { form: 'address' },
      { counters: { form_error: 1 }, maxima: {}, latest: { field: [NOW, 'address'] }, top: 'form_error' },
    ],
    [
      'form_error',
      {},
      { counters: { form_error: 1 }, maxima: {}, latest: { field: [NOW, 'none'] }, top: 'form_error' },
    ],
    [
      'funnel_abandon',
      { stage: 'payment' },
      { counters: { funnel_abandon: 1 }, maxima: {}, latest: { abandoned: [NOW, 'payment'] }, top: undefined },
    ],
    [
      'funnel_abandon',
      {},
      { counters: { funnel_abandon: 1 }, maxima: {}, latest: { abandoned: [NOW, 'none'] }, top: undefined },
    ],
    [
      'purchase',
      {},
      {
        counters: { purchase: 1 },
        maxima: {},
        latest: { purchased: [NOW, true], abandoned: [NOW, 'none'] },
        top: undefined,
      },
    ],
    [
      'funnel_progress',
      {},
      { counters: { funnel_progress: 1 }, maxima: {}, latest: { abandoned: [NOW, 'none'] }, top: undefined },
    ],
    ['hesitation', { stage: 'payment' }, { counters: { hesitation: 1 }, maxima: {}, latest: {}, top: undefined }],
    ['custom', { name: 'voucher' }, { counters: { custom: 1 }, maxima: {}, latest: {}, top: 'voucher' }],
    ['rage_click', { name: 'voucher' }, { counters: { rage_click: 1 }, maxima: {}, latest: {}, top: 'rage_click' }],
  ])('%s %j', (type, more, expected) => {
    expect(made(type, more)).toEqual(expected);
  });
});
