import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-options.js';
import {
  boundProperties,
  type PropertyOptions,
  planProperties,
  toProperties,
  type Vocabulary,
} from '../../src/delivery/properties.js';
import type { Signal } from '../../src/signals/read-signal.js';
import { isFieldName } from '../../src/tools/text.js';
import { createState, type VisitState } from '../../src/visit/merge.js';
import { type Fired, reduce } from '../../src/visit/reduce.js';
import { anyText, NOW, propertyOptions, signal, step, vocabulary } from '../support/arbitraries.js';

const DEFAULTS: PropertyOptions = readConfig({}, () => {});
const NOTHING: Vocabulary = { fields: [], stages: [], rules: [] };

const take = (steps: readonly (readonly [Signal, Fired?])[]): VisitState =>
  steps.reduce((state, [one, fired]) => reduce(state, one, fired), createState(NOW));

const at = (type: Signal['type'], more: Partial<Signal> = {}): Signal => ({ type, at: NOW, origin: 'page', ...more });

/** The way from a session to what is handed to the tracker. */
const send = (state: VisitState, options: PropertyOptions = DEFAULTS, words: Vocabulary = NOTHING) => {
  const plan = planProperties(options, words);
  return { plan, ...boundProperties(toProperties(state, plan, { ...options, stages: words.stages }), options) };
};

const isWellFormed = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);

describe('the default set', () => {
  const stages = ['basket', 'checkout', 'payment', 'review'];
  const rules = ['checkout_frustration', 'high_intent_dwell', 'mobile_friction'];
  const words = { fields: [], stages, rules };
  // The longest that is accepted. FullStory's own are some 110 characters long.
  const replayUrl = 'https://app.eu1.fullstory.com/ui/o-ABCDEF-eu1/session/'.padEnd(180, '0');
  const page = '/'.padEnd(80, 'p');

  const worst = take([
    ...Array(20_000)
      .fill(0)
      .map(() => [at('rage_click', { page, replayUrl })] as const),
    [at('funnel_abandon', { stage: 'checkout' })],
    ...rules.map(
      (name) => [at('rage_click', { page, replayUrl, stage: 'payment', target: 't'.repeat(64) }), { name }] as const,
    ),
  ]);

  test('fits, with the longest address of a session, a path of 80 characters and the three built-in dates', () => {
    expect(replayUrl).toHaveLength(180);
    const { plan, properties, json, left } = send(worst, DEFAULTS, words);
    expect(plan.off).toEqual([]);
    expect(left).toEqual([]);
    expect(Object.keys(properties)).toEqual([
      'fs_signal_type',
      'fs_frustration_score',
      'fs_session_replay_url',
      'fs_signal_at',
      'fs_experience_at_risk',
      'fs_checkout_frustration_at',
      'fs_high_intent_dwell_at',
      'fs_mobile_friction_at',
      'fs_signal_page',
      'fs_abandoned_stage',
      'fs_rage_clicks',
    ]);
    expect(properties).toMatchObject({ fs_session_replay_url: replayUrl, fs_signal_page: page, fs_rage_clicks: 9999 });
    expect(json.length).toBeLessThanOrEqual(650);
  });

  test('with keys under "properties." switches fields off from the bottom, and says which', () => {
    const { plan } = send(worst, { ...DEFAULTS, keys: 'dotted' }, words);
    const kept = plan.entries.map(([, name]) => name);
    expect([...kept, ...plan.off]).toHaveLength(11);
    expect(plan.off.length).toBeGreaterThan(0);
    expect(kept.slice(0, 3)).toEqual(['fs_signal_type', 'fs_frustration_score', 'fs_session_replay_url']);
  });
});

describe('the budget', () => {
  const free = fc.dictionary(anyText(20), fc.oneof(anyText(600), fc.anything()), { maxKeys: 6 });

  test('is never exceeded, in any configuration and whatever the site adds', () => {
    fc.assert(
      fc.property(propertyOptions, fc.array(step, { maxLength: 6 }), vocabulary, (options, steps, words) => {
        const { properties, profile, json } = send(take(steps), options, words);
        expect(JSON.stringify(profile)).toBe(json);
        if (Object.keys(properties).length) expect(json.length).toBeLessThanOrEqual(options.budget);
      }),
    );
    fc.assert(
      fc.property(propertyOptions, free, (options, given) => {
        const { properties, json } = boundProperties(given, options);
        if (Object.keys(properties).length) expect(json.length).toBeLessThanOrEqual(options.budget);
      }),
    );
  });

  test('that is planned is kept: no field of the plan is ever left out', () => {
    fc.assert(
      fc.property(
        propertyOptions,
        fc.array(step, { maxLength: 6 }),
        vocabulary,
        (options, steps, { rules, stages }) => {
          // The plan knows the names of rules and stages; a custom signal's name may be longer than any of them.
          const known = steps.filter(([{ type, stage = 'none' }, fired]) => {
            return type !== 'custom' && stages.includes(stage) && (!fired || rules.includes(fired.name));
          });
          const { plan, left } = send(take(known), options, { fields: [], rules, stages });
          const planned = plan.entries.map(([, name]) => name);
          expect(left.filter((name) => planned.includes(name))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('takes fields away from the bottom only, and the same ones for every session', () => {
    fc.assert(
      fc.property(propertyOptions, vocabulary, fc.nat(1000), (options, words, budget) => {
        const all = planProperties({ ...options, budget: 1e6 }, words).entries.map(([, name]) => name);
        const { entries, off } = planProperties({ ...options, budget }, words);
        const kept = entries.map(([, name]) => name);
        expect([...kept, ...off]).toEqual(all);
      }),
    );
  });
});

describe('a value', () => {
  test('that the tracker cannot carry never leaves', () => {
    const forbidden = fc.oneof(
      fc.anything({ withDate: true, withBigInt: true, withMap: true, withTypedArray: true }),
      fc.constantFrom(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, Symbol('s'), () => 1, new Date(NOW)),
      anyText(2000),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(anyText(70), fc.stringMatching(/^[a-z_]{1,70}$/)), forbidden), (given) => {
        const { properties, left } = boundProperties(given, { ...DEFAULTS, budget: 1000 });
        for (const [name, value] of Object.entries(properties)) {
          expect(isFieldName(name)).toBe(true);
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          else if (typeof value !== 'boolean') {
            expect(typeof value).toBe('string');
            expect(value.length).toBeLessThanOrEqual(512);
            expect(isWellFormed(value)).toBe(true);
          }
        }
        expect([...Object.keys(properties), ...left].sort()).toEqual(Object.keys(given).sort());
      }),
    );
  });

  test.each<[string, unknown, unknown]>([
    ['a whole text', 'Grüße', 'Grüße'],
    ['a lone surrogate', 'a\ud83d', 'a'],
    ['a lone surrogate in the middle', '\ude00a', 'a'],
    ['a text that would be cut inside a code point', `${'x'.repeat(511)}😀`, 'x'.repeat(511)],
    ['a text that would be cut behind one', `${'x'.repeat(510)}😀y`, `${'x'.repeat(510)}😀`],
    ['zero', 0, 0],
    ['false', false, false],
    ['minus zero', -0, -0],
    ['an empty text', '', undefined],
    ['a date', new Date(NOW), undefined],
    ['a list', ['a'], undefined],
    ['not a number', Number.NaN, undefined],
    ['a boxed number', Object(1), undefined],
  ])('%s', (_, value, expected) => {
    expect(boundProperties({ value }, { ...DEFAULTS, budget: 1000 }).properties.value).toBe(expected);
  });

  test('of an address is whole or absent', () => {
    const url = `https://app.fullstory.com/${'x'.repeat(170)}`;
    fc.assert(
      fc.property(propertyOptions, vocabulary, (options, words) => {
        const { properties } = send(take([[at('rage_click', { replayUrl: url })]]), options, words);
        for (const value of Object.values(properties)) {
          if (String(value).startsWith('https:')) expect(value).toBe(url);
        }
      }),
    );
  });
});

describe('every enabled field', () => {
  const optional = ['fs_session_replay_url'];

  test('is sent in every delivery, zeros and false included', () => {
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 6 }), (signals) => {
        const heading = at('dwell', { page: '/', seconds: 1 });
        const { properties, plan } = send(take([[heading], ...signals.map((one) => [{ ...one, page: '/' }] as const)]));
        const names = plan.entries.map(([, name]) => name).filter((name) => !optional.includes(name));
        expect(Object.keys(properties)).toEqual(expect.arrayContaining(names));
      }),
    );
  });

  test('is written as the options say', () => {
    const state = take([[at('rage_click', { page: '/a' })]]);
    const write = { booleans: '1', dates: 'date' } as const;
    expect(send(state, { ...DEFAULTS, write }).properties).toMatchObject({
      fs_experience_at_risk: 0,
      fs_signal_at: '2026-11-21',
    });
    expect(send(state).properties).toMatchObject({
      fs_experience_at_risk: false,
      fs_signal_at: '2026-11-21T23:00:00Z',
    });
  });

  test('may be renamed or switched off', () => {
    const fields = { signal_type: 'last_signal', rage_clicks: false, dead_clicks: true, signal_target: true } as const;
    const { properties } = send(take([[at('rage_click')]]), { ...DEFAULTS, fields });
    expect(properties).toMatchObject({ last_signal: 'rage_click', fs_dead_clicks: 0, fs_signal_target: 'none' });
    expect(Object.keys(properties)).not.toContain('fs_rage_clicks');
    expect(Object.keys(properties)).not.toContain('fs_signal_type');
  });

  test('counts the type whose plural it is', () => {
    const fields = { mouse_thrashes: true, form_errors: true } as const;
    const { properties } = send(take([[at('mouse_thrash')], [at('form_error')], [at('form_error')]]), {
      ...DEFAULTS,
      fields,
    });
    expect(properties).toMatchObject({ fs_mouse_thrashes: 1, fs_form_errors: 2 });
  });

  test('takes as much of the budget as its longest word needs, with its quotes', () => {
    const none = Object.fromEntries(
      planProperties(DEFAULTS, NOTHING).entries.map(([, name]) => [name.slice(3), false]),
    );
    const fields = { ...none, abandoned_stage: true };
    const stages = ['a-stage-of-thirty-two-characters'];
    const needed = `{"fs_abandoned_stage":"${stages[0]}"}`.length;
    const plan = (budget: number) => planProperties({ ...DEFAULTS, fields, budget }, { ...NOTHING, stages });
    expect(plan(needed).off).toEqual([]);
    expect(plan(needed - 1).off).toEqual(['fs_abandoned_stage']);
  });

  test('that no build knows is told', () => {
    const fields = JSON.parse('{"rage_klicks":true,"rage_clicks":true}');
    const { plan } = send(createState(NOW), { ...DEFAULTS, fields });
    expect(plan.unknown).toEqual(['rage_klicks']);
  });
});

test('a rule that fired leaves its date and what it sets', () => {
  const fired = { name: 'my_rule', set: { coupon: 'SNOW', tries: 2, member: true } };
  const { properties } = send(take([[at('dead_click'), fired]]), DEFAULTS, { ...NOTHING, rules: ['my_rule'] });
  expect(properties).toMatchObject({
    fs_signal_type: 'my_rule',
    fs_my_rule_at: '2026-11-21T23:00:00Z',
    fs_coupon: 'SNOW',
    fs_tries: 2,
    fs_member: true,
  });
});

test('properties of the site’s own have one order, whichever signal brought them first', () => {
  const first = at('custom', { name: 'x', properties: { size: 'M', colour: 'red' } });
  const second = at('custom', { name: 'x', properties: { colour: 'red', size: 'M' } });
  expect(send(take([[first]])).json).toBe(send(take([[second]])).json);
});

test('a property of the site’s own never takes the place of a field', () => {
  const custom = at('custom', { name: 'x', properties: { frustration_score: 100, signal_type: 'hello' } });
  expect(send(take([[custom]])).properties).toMatchObject({ fs_frustration_score: 0, fs_signal_type: 'x' });
});

describe('the shape of the keys', () => {
  const state = take([[at('rage_click')]]);

  test.each([
    ['plain', { fs_signal_type: 'rage_click' }],
    ['dotted', { 'properties.fs_signal_type': 'rage_click' }],
    ['nested', { properties: { fs_signal_type: 'rage_click' } }],
  ] as const)('%s', (keys, expected) => {
    const { profile, properties } = send(state, { ...DEFAULTS, keys });
    expect(profile).toMatchObject(expected);
    expect(properties).toMatchObject({ fs_signal_type: 'rage_click' });
  });
});

test('a page’s own toJSON changes nothing', () => {
  const prototypes = [Object.prototype, Array.prototype, String.prototype];
  for (const prototype of prototypes) {
    Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'broken' });
  }
  const { json } = send(take([[at('rage_click')]]));
  for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'toJSON');
  expect(JSON.parse(json)).toMatchObject({ fs_signal_type: 'rage_click' });
});
