import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/rules/rules.js';
import type { PageContext } from '../../src/signals/page-context.js';
import type { Signal, SignalType } from '../../src/signals/read-signal.js';
import type { VisitState } from '../../src/visit/merge.js';
import { createState, merge } from '../../src/visit/merge.js';
import { bookOf, createPlayer, signalAt } from './rules-player.js';

/** [ms, type, further, tab] */
type Played = readonly [ms: number, type: SignalType, more?: Partial<Signal>, tab?: number];

interface Case {
  given: string;
  rules: readonly Rule[];
  signals: readonly Played[];
  /** At which of the signals, by time, which rules fire. */
  expected: Record<number, string[]>;
}

const rule = (more: Partial<Rule>): Rule => ({ name: 'it', steps: [{ signal: 'rage_click' }], ...more });
const rage = { signal: 'rage_click' } as const;
const dead = { signal: 'dead_click' } as const;
const error = { signal: 'form_error' } as const;
const purchase = { signal: 'purchase' } as const;

const CASES: Record<string, readonly Case[]> = {
  order: [
    {
      given: 'the steps in their order',
      rules: [rule({ steps: [rage, dead, error] })],
      signals: [
        [1, 'rage_click'],
        [2, 'dead_click'],
        [3, 'form_error'],
      ],
      expected: { 3: ['it'] },
    },
    {
      given: 'the steps in another order',
      rules: [rule({ steps: [rage, dead, error] })],
      signals: [
        [1, 'dead_click'],
        [2, 'rage_click'],
        [3, 'form_error'],
      ],
      expected: {},
    },
    {
      given: 'other signals in between',
      rules: [rule({ steps: [rage, dead] })],
      signals: [
        [1, 'rage_click'],
        [2, 'form_error'],
        [3, 'attention', { activeSeconds: 5, scrollDepth: 10 }],
        [4, 'dead_click'],
      ],
      expected: { 4: ['it'] },
    },
    {
      given: 'one signal that two steps wait for: it counts once',
      rules: [rule({ steps: [rage, rage] })],
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'alternatives in one step',
      rules: [rule({ steps: [{ signal: ['rage_tap', 'rage_click'] }, dead] })],
      signals: [
        [1, 'rage_tap'],
        [2, 'dead_click'],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'two rules that share a name: the first that is done',
      rules: [rule({ steps: [{ ...error, count: 2 }] }), rule({ steps: [rage] })],
      signals: [
        [1, 'form_error'],
        [2, 'rage_click'],
        [3, 'form_error'],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'two rules that share a name and are done by one signal: once',
      rules: [rule({ set: { from: 'first' } }), rule({ set: { from: 'second' } })],
      signals: [[1, 'rage_click']],
      expected: { 1: ['it'] },
    },
  ],
  within: [
    ...([9, 10, 11] as const).map((ms) => ({
      given: `a window of 10 ms and ${ms} ms from first to last`,
      rules: [rule({ steps: [rage, dead], within: 10 })],
      signals: [
        [100, 'rage_click'],
        [100 + ms, 'dead_click'],
      ] as const,
      expected: (ms > 10 ? {} : { [100 + ms]: ['it'] }) as Record<number, string[]>,
    })),
    {
      given: 'a first step that is too old and a later one that is not',
      rules: [rule({ steps: [rage, dead], within: 10 })],
      signals: [
        [1, 'rage_click'],
        [8, 'rage_click'],
        [15, 'dead_click'],
      ],
      expected: { 15: ['it'] },
    },
    {
      given: 'a sliding window over three, of which the first two come too early',
      rules: [rule({ steps: [{ ...rage, count: 3 }], within: 10 })],
      signals: [
        [0, 'rage_click'],
        [8, 'rage_click'],
        [12, 'rage_click'],
        [18, 'rage_click'],
      ],
      expected: { 18: ['it'] },
    },
    {
      given: 'a window that counts from the first of all steps',
      rules: [rule({ steps: [rage, dead, error], within: 10 })],
      signals: [
        [1, 'rage_click'],
        [10, 'dead_click'],
        [12, 'form_error'],
      ],
      expected: {},
    },
    {
      given: 'no window: however long the session lasts',
      rules: [rule({ steps: [rage, dead] })],
      signals: [
        [1, 'rage_click'],
        [80_000_000, 'dead_click'],
      ],
      expected: { 80000000: ['it'] },
    },
  ],
  unless: [
    {
      given: 'an exclusion before the run',
      rules: [rule({ steps: [rage, dead], unless: [purchase] })],
      signals: [
        [1, 'purchase'],
        [2, 'rage_click'],
        [3, 'dead_click'],
      ],
      expected: { 3: ['it'] },
    },
    {
      given: 'an exclusion inside the run',
      rules: [rule({ steps: [rage, dead], unless: [purchase] })],
      signals: [
        [1, 'rage_click'],
        [2, 'purchase'],
        [3, 'dead_click'],
      ],
      expected: {},
    },
    {
      given: 'an exclusion after the run',
      rules: [rule({ steps: [rage, dead], unless: [purchase], frequency: 'every' })],
      signals: [
        [1, 'rage_click'],
        [2, 'dead_click'],
        [3, 'purchase'],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'an exclusion, and then the whole pattern again',
      rules: [rule({ steps: [rage, dead], unless: [purchase] })],
      signals: [
        [1, 'rage_click'],
        [2, 'purchase'],
        [3, 'rage_click'],
        [4, 'dead_click'],
      ],
      expected: { 4: ['it'] },
    },
    {
      given: 'a last step that is excluded itself',
      rules: [rule({ steps: [rage, dead], unless: [{ signal: 'dead_click', target: 'menu' }] })],
      signals: [
        [1, 'rage_click'],
        [2, 'dead_click', { target: 'menu' }],
        [3, 'dead_click', { target: 'buy' }],
      ],
      expected: {},
    },
    {
      given: 'a first step that is excluded itself: it begins a run all the same',
      rules: [rule({ steps: [rage, dead], unless: [rage] })],
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
        [3, 'dead_click'],
      ],
      expected: { 3: ['it'] },
    },
    {
      given: 'an exclusion with a condition that does not hold',
      rules: [rule({ steps: [rage, dead], unless: [{ signal: 'custom', target: 'rescued' }] })],
      signals: [
        [1, 'rage_click'],
        [2, 'custom', { name: 'other' }],
        [3, 'dead_click'],
      ],
      expected: { 3: ['it'] },
    },
  ],
  count: [
    {
      given: 'one less than are counted',
      rules: [rule({ steps: [{ ...rage, count: 3 }] })],
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
      ],
      expected: {},
    },
    {
      given: 'a counted step between two others',
      rules: [rule({ steps: [dead, { ...rage, count: 2 }, error] })],
      signals: [
        [1, 'dead_click'],
        [2, 'rage_click'],
        [3, 'form_error'],
        [4, 'rage_click'],
        [5, 'form_error'],
      ],
      expected: { 5: ['it'] },
    },
    {
      given: 'twenty in a session',
      rules: [rule({ steps: [{ ...rage, count: 20 }] })],
      signals: Array.from({ length: 25 }, (_, i) => [i + 1, 'rage_click'] as const),
      expected: { 20: ['it'] },
    },
  ],
  frequency: [
    {
      given: 'once, which is the default',
      rules: [rule({})],
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
      ],
      expected: { 1: ['it'] },
    },
    {
      given: 'every',
      rules: [rule({ frequency: 'every' })],
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
      ],
      expected: { 1: ['it'], 2: ['it'] },
    },
    {
      given: 'every, with overlapping runs: no signal serves twice',
      rules: [rule({ steps: [{ ...rage, count: 3 }], frequency: 'every', within: 100 })],
      signals: Array.from({ length: 7 }, (_, i) => [i + 1, 'rage_click'] as const),
      expected: { 3: ['it'], 6: ['it'] },
    },
    {
      given: 'every, with two runs open when one is done: the other ends with it',
      rules: [rule({ steps: [rage, dead], frequency: 'every' })],
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
        [3, 'dead_click'],
        [4, 'dead_click'],
      ],
      expected: { 3: ['it'] },
    },
  ],
  conditions: [
    ...(
      [
        ['stage', { stage: 'payment' }, { stage: 'payment' }, { stage: 'basket' }],
        ['one of the stages', { stage: ['payment', 'review'] }, { stage: 'review' }, {}],
        ['page, by a glob', { page: '/checkout/*' }, { page: '/Checkout/payment' }, { page: '/basket/checkout/' }],
        ['page behind a language', { page: '/checkout/*' }, { page: '/en-gb/checkout/x' }, { page: '/men/checkout/x' }],
        ['page with its store', { page: '/store_fr/*' }, { page: '/store_fr/checkout/' }, { page: '/checkout/' }],
        ['the home page', { page: '/' }, { page: '/fr' }, {}],
        ['target, by a glob', { target: '*promo*' }, { target: 'bx-Promo-apply' }, { target: 'buy' }],
        ['field as target', { target: 'card*' }, { field: 'card-number' }, { field: 'name' }],
        ['name of a custom signal as target', { target: 'size_wanted' }, { name: 'size_wanted' }, { name: 'other' }],
        ['product', { product: 'SKU-A' }, { product: 'SKU-A' }, { product: 'SKU-AB' }],
        ['category', { category: 'Knitwear' }, { category: 'Knitwear' }, {}],
        ['seconds', { min: { seconds: 120 } }, { seconds: 120 }, { seconds: 119 }],
        ['active seconds', { min: { seconds: 10 } }, { activeSeconds: 10 }, { activeSeconds: 9 }],
        ['scroll depth', { min: { scrollDepth: 50 } }, { scrollDepth: 50 }, { scrollDepth: 49 }],
        ['all at once', { stage: 'payment', target: 'a*' }, { stage: 'payment', target: 'ab' }, { stage: 'payment' }],
      ] as const
    ).map(([given, match, right, wrong]) => ({
      given,
      rules: [rule({ steps: [{ signal: 'custom', ...match }] })],
      signals: [
        [1, 'rage_click', right],
        [2, 'custom', { name: 'x', ...wrong }],
        [3, 'custom', { name: 'x', ...right }],
      ] as const,
      expected: { 3: ['it'] },
    })),
    {
      given: 'a glob with the characters of a regular expression',
      rules: [rule({ steps: [{ ...rage, target: 'a.b(c)+' }] })],
      signals: [
        [1, 'rage_click', { target: 'axb(c)+' }],
        [2, 'rage_click', { target: 'a.b(c)+' }],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'the score after the signal',
      rules: [rule({ steps: [{ ...rage, min: { score: 57 } }] })],
      // One rage click makes 34, two make 57.
      signals: [
        [1, 'rage_click'],
        [2, 'rage_click'],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'the score of all tabs together',
      rules: [rule({ steps: [{ ...rage, min: { score: 57 } }] })],
      signals: [
        [1, 'rage_click', {}, 0],
        [2, 'rage_click', {}, 1],
      ],
      expected: { 2: ['it'] },
    },
  ],
  tabs: [
    {
      given: 'a run that begins in one tab and ends in another',
      rules: [rule({ steps: [rage, dead, error] })],
      signals: [
        [1, 'rage_click', {}, 0],
        [2, 'dead_click', {}, 1],
        [3, 'form_error', {}, 2],
      ],
      expected: { 3: ['it'] },
    },
    {
      given: 'an exclusion in another tab',
      rules: [rule({ steps: [rage, dead], unless: [purchase] })],
      signals: [
        [1, 'rage_click', {}, 0],
        [2, 'purchase', {}, 1],
        [3, 'dead_click', {}, 0],
      ],
      expected: {},
    },
    {
      given: 'once, though another tab had it',
      rules: [rule({})],
      signals: [
        [1, 'rage_click', {}, 0],
        [2, 'rage_click', {}, 1],
      ],
      expected: { 1: ['it'] },
    },
    {
      given: 'every: what has served in another tab does not serve here',
      rules: [rule({ steps: [rage, dead], frequency: 'every' })],
      signals: [
        [1, 'rage_click', {}, 0],
        [2, 'dead_click', {}, 1],
        [3, 'dead_click', {}, 0],
      ],
      expected: { 2: ['it'] },
    },
    {
      given: 'a run that has gone on here, whose beginning is still in the other tab’s record',
      rules: [rule({ steps: [rage, dead, error], within: 10 })],
      signals: [
        [3, 'rage_click', {}, 0],
        [4, 'dead_click', {}, 1],
        [5, 'rage_click', {}, 1],
        [6, 'dead_click', {}, 1],
        [7, 'dead_click', {}, 1],
        // Too late for the run of 3, in time for that of 5.
        [15, 'form_error', {}, 1],
      ],
      expected: { 15: ['it'] },
    },
  ],
};

for (const [topic, cases] of Object.entries(CASES)) {
  describe(`a rule, ${topic}`, () => {
    test.each(cases)('$given', ({ rules, signals, expected }) => {
      const player = createPlayer(bookOf(rules));
      const fired: Record<number, string[]> = {};
      for (const [ms, type, more, tab = 0] of signals) {
        const names = player.play(signalAt(ms, type, more), { tab }).map(({ name }) => name);
        if (names.length > 0) fired[ms] = names;
      }
      expect(fired).toEqual(expected);
    });
  });
}

describe('open runs', () => {
  test('are at most eight of a rule: of two that are equally far the older goes', () => {
    const player = createPlayer(bookOf([rule({ steps: [{ ...rage, count: 9 }], within: 1000, frequency: 'every' })]));
    let most = 0;
    let fired = 0;
    for (let ms = 1; ms <= 200; ms++) {
      fired += player.play(signalAt(ms, 'rage_click')).length;
      most = Math.max(most, player.runs().filter((key) => !key.endsWith(':0')).length);
    }
    expect(most).toBe(8);
    expect(fired).toBe(Math.floor(200 / 9));
  });

  test('are one where there is no window', () => {
    const player = createPlayer(bookOf([rule({ steps: [{ ...rage, count: 50 }] })]));
    for (let ms = 1; ms <= 49; ms++) {
      player.play(signalAt(ms, 'rage_click'));
      expect(player.runs()).toHaveLength(1);
    }
    expect(player.play(signalAt(50, 'rage_click'))).toHaveLength(1);
    expect(player.runs()).toEqual([]);
  });

  test('are written only when they change', () => {
    const book = bookOf([rule({ steps: [rage, dead], within: 100 }), rule({ name: 'other', steps: [rage, error] })]);
    const take = (ms: number, type: SignalType, ruleProgress: VisitState['ruleProgress']) => {
      const own = { ...createState(1), ruleProgress };
      return book.take(signalAt(ms, type), { own: () => own, parts: () => [own] }, {}).runs;
    };
    const runs = take(1, 'rage_click', {});
    expect(Object.keys(runs)).toHaveLength(2);
    // Of the two it is the second that has no window, and whose first run will do.
    expect(Object.keys(take(2, 'rage_click', runs))).toHaveLength(1);
    expect(take(3, 'purchase', runs)).toEqual({});
    expect(take(4, 'dead_click', {})).toEqual({});
  });

  test('are left behind when the rule has fired, and when they are over', () => {
    const player = createPlayer(bookOf([rule({ steps: [rage, dead], within: 10 }), rule({ steps: [error] })]));
    player.play(signalAt(1, 'rage_click'));
    expect(player.runs()).toHaveLength(1);
    player.play(signalAt(12, 'dead_click'));
    expect(player.runs()).toEqual([]);
    player.play(signalAt(13, 'rage_click'));
    player.play(signalAt(14, 'form_error'));
    player.play(signalAt(15, 'dead_click'));
    expect(player.runs()).toEqual([]);
  });

  test('are bounded for all rules together, so that the record stays within its 2,000 characters', () => {
    const rules = Array.from({ length: 100 }, (_, i) =>
      rule({ name: `rule_${i}`, steps: [rage, rage, dead], within: 1e6 }),
    );
    const first = rule({ name: 'first', steps: [error, dead] });
    const player = createPlayer(bookOf([...rules, first]));
    player.play(signalAt(1, 'form_error'));
    for (let ms = 2; ms <= 20; ms++) {
      player.play(signalAt(ms, 'rage_click'));
      expect(player.runs()).toHaveLength(24);
    }
    // The oldest have gone, so that nobody waits for what began first.
    expect(player.play(signalAt(21, 'dead_click')).map(({ name }) => name)).not.toContain('first');
  });

  test('belong to what a rule says, not to its place: the next page may have other rules, in another order', () => {
    const one = rule({ name: 'one', steps: [rage, dead] });
    const two = rule({ name: 'two', steps: [rage, error] });
    const player = createPlayer(bookOf([one, two]));
    player.play(signalAt(1, 'rage_click'));
    player.load(bookOf([rule({ name: 'three', steps: [dead, error] }), two, { ...one, within: 1000 }]));
    // `one` says something else now: its run is another rule's.
    expect(player.play(signalAt(2, 'dead_click'))).toEqual([]);
    expect(player.play(signalAt(3, 'form_error')).map(({ name }) => name)).toEqual(['three', 'two']);
  });

  test('cross a page without their rule', () => {
    const one = rule({ steps: [rage, dead] });
    const player = createPlayer(bookOf([one]));
    player.play(signalAt(1, 'rage_click'));
    player.load(bookOf([rule({ name: 'other' })]));
    player.play(signalAt(2, 'rage_click'));
    player.load(bookOf([one]));
    expect(player.play(signalAt(3, 'dead_click'))).toHaveLength(1);
  });
});

describe('field mapping', () => {
  const page: PageContext = { type: 'product', product: 'SKU-A', category: 'Knitwear', stage: 'basket' };
  const signal = signalAt(90_500, 'custom', {
    name: 'size_wanted',
    page: '/product/skerry',
    target: 'size-xs',
    properties: { size: 'XS', stock: 0 },
  });
  const mapped = (set: Rule['set'] = {}) => {
    const player = createPlayer(bookOf([rule({ steps: [{ signal: 'custom' }], set })]));
    player.play(signalAt(10, 'rage_click'), { page });
    player.play(signalAt(20, 'attention', { activeSeconds: 31, scrollDepth: 40, category: 'Throws' }), { page });
    return player.play(signal, { page })[0]?.set;
  };

  test.each([
    { given: 'text', set: { x: 'now' }, expected: { x: 'now' } },
    { given: 'number', set: { x: -1.5 }, expected: { x: -1.5 } },
    { given: 'boolean', set: { x: false }, expected: { x: false } },
    { given: 'the signal', set: { x: ['var', 'signal.target'] }, expected: { x: 'size-xs' } },
    { given: 'its own properties', set: { x: ['var', 'signal.properties.size'] }, expected: { x: 'XS' } },
    {
      given: 'the signal where it is silent: the page',
      set: { x: ['var', 'signal.product'] },
      expected: { x: 'SKU-A' },
    },
    { given: 'the type, which is not the page’s', set: { x: ['var', 'signal.type'] }, expected: { x: 'custom' } },
    {
      given: 'the page',
      set: { x: ['var', 'page.type'], y: ['var', 'page.path'] },
      expected: { x: 'product', y: '/product/skerry' },
    },
    { given: 'the score', set: { x: ['var', 'session.score'] }, expected: { x: 34 } },
    { given: 'a count', set: { x: ['var', 'session.rage_click'] }, expected: { x: 1 } },
    { given: 'seconds', set: { x: ['var', 'session.active'] }, expected: { x: 31 } },
    { given: 'the start', set: { x: ['toUnixTimestamp', ['var', 'session.start']] }, expected: { x: 1_800_000_000 } },
    { given: 'a time', set: { x: ['toUnixTimestamp', ['var', 'signal.at']] }, expected: { x: 1_800_000_090 } },
    { given: 'a date', set: { x: ['toUnixTimestamp', '2026-11-21T23:00:00.900Z'] }, expected: { x: 1_795_302_000 } },
    { given: 'no date', set: { x: ['toUnixTimestamp', 'soon'], y: ['toUnixTimestamp', true] }, expected: {} },
    {
      given: 'texts joined',
      set: { x: ['concat', 'at ', ['var', 'signal.properties.size'], '/', 2] },
      expected: { x: 'at XS/2' },
    },
    {
      given: 'texts joined with one missing',
      set: { x: ['concat', 'a', ['var', 'signal.form'], 'b'] },
      expected: { x: 'ab' },
    },
    {
      given: 'as text',
      set: { x: ['asString', ['var', 'session.score']], y: ['asString', true] },
      expected: { x: '34', y: 'true' },
    },
    {
      given: 'as number',
      set: { x: ['asNumber', '12.5'], y: ['asNumber', true], z: ['asNumber', 'x'] },
      expected: { x: 12.5, y: 1 },
    },
    {
      given: 'as boolean',
      set: { a: ['asBool', 'false'], b: ['asBool', 0], c: ['asBool', '0'], d: ['asBool', 'no'], e: ['asBool', 2] },
      expected: { a: false, b: false, c: false, d: true, e: true },
    },
    {
      given: 'functions in functions',
      set: { x: ['asNumber', ['concat', ['var', 'session.score'], '0']] },
      expected: { x: 340 },
    },
    {
      given: 'what is missing',
      set: { x: ['var', 'signal.form'], y: ['asString', ['var', 'signal.form']] },
      expected: {},
    },
    {
      given: 'what is no primitive',
      set: { x: ['var', 'signal.properties'], y: ['var', 'signal.constructor.name'] },
      expected: {},
    },
    {
      given: 'what lies behind a prototype',
      set: { x: ['var', 'signal.__proto__.x'], y: ['var', 'page.toString.length'] },
      expected: {},
    },
    {
      given: 'a lone surrogate',
      set: { x: ['concat', 'a\ud800b'] },
      expected: { x: expect.stringMatching(/^a\ufffd?b$/) },
    },
  ] as { given: string; set: Rule['set']; expected: object }[])('takes $given', ({ set, expected }) => {
    expect(mapped(set)).toEqual(expected);
  });

  test('never makes a text of more than 512 characters', () => {
    expect(mapped({ x: ['concat', 'x'.repeat(400), 'y'.repeat(400)] })?.x).toHaveLength(512);
  });

  test('becomes part of the session, whatever order the tabs are merged in', () => {
    const player = createPlayer(bookOf([rule({ set: { mapped: 'yes' } })]));
    player.play(signalAt(1, 'rage_click'), { tab: 0 });
    player.play(signalAt(2, 'rage_click'), { tab: 1 });
    const state = player.state();
    expect(Object.keys(state.latest).sort()).toEqual(['at:it', 'is:mapped']);
    expect(merge(createState(5), state)).toEqual(merge(state, createState(5)));
  });
});
