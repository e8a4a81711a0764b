import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Build } from '../../src/boot/create-bridge.js';
import type { ScriptHandle } from '../../src/boot/install.js';
import { dataLayer } from '../../src/data-layer.js';
import { checkoutRescue, highIntentDwell, type Rule, type RulesHandle, rules } from '../../src/rules.js';
import { countCookieReads, openShop, type PageOptions, type Shop, type ShopPage } from '../support/shop.js';

const LONG = 20_000;
const MINUTE = 60_000;

const build = (list?: Parameters<typeof rules>[0]): Build => ({ sources: [rules(list)], adapters: {} });

/** The shop with rules in its tag, as in the full build. */
const open = ({ options, ...rest }: PageOptions = {}): Shop =>
  openShop({ build: build(), options: options ?? {}, ...rest });

const handleOf = (page: ShopPage) => page.tag as ScriptHandle & RulesHandle;
const last = (shop: Shop) => shop.received().at(-1)?.profile ?? {};
const dates = (shop: Shop) => Object.keys(last(shop)).filter((name) => name.endsWith('_at') && name !== 'fs_signal_at');

const TWO: Rule = { name: 'two', steps: [{ signal: 'form_error' }, { signal: 'dead_click' }] };
const error = (page: ShopPage) => page.tag.signal({ type: 'form_error', field: 'card' });
const dead = (page: ShopPage) => page.tag.signal({ type: 'dead_click', target: 'buy' });

describe('the built-in rules', () => {
  test('tell frustration at the checkout, with the replay of the click that made it', () => {
    const shop = open();
    shop.tag.page({ stage: 'payment' });
    shop.rage();
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({
      fs_signal_type: 'checkout_frustration',
      fs_checkout_frustration_at: last(shop).fs_signal_at,
      fs_session_replay_url: expect.stringContaining('https://'),
      fs_rage_clicks: '1',
    });
  });

  test.each([
    { given: 'a rage click in the basket', stage: 'basket', signals: ['rage_click'], fired: [] },
    {
      given: 'an error click at review',
      stage: 'review',
      signals: ['error_click'],
      fired: ['fs_checkout_frustration_at'],
    },
    { given: 'one form error at payment', stage: 'payment', signals: ['form_error'], fired: [] },
    { given: 'two', stage: 'payment', signals: ['form_error', 'form_error'], fired: ['fs_checkout_frustration_at'] },
    {
      given: 'two with an order between',
      stage: 'payment',
      signals: ['form_error', 'purchase', 'form_error'],
      fired: [],
    },
    { given: 'one rage tap', stage: 'none', signals: ['rage_tap'], fired: [] },
    { given: 'two', stage: 'none', signals: ['rage_tap', 'rage_tap'], fired: ['fs_mobile_friction_at'] },
  ] as const)('$given: $fired', ({ stage, signals, fired }) => {
    const shop = open();
    shop.tag.page({ stage });
    for (const type of signals) {
      shop.tag.signal({ type });
      shop.pass(50);
    }
    shop.pass(LONG);
    expect(dates(shop)).toEqual(fired);
  });

  test.each([
    [119, []],
    [120, ['fs_high_intent_dwell_at']],
  ])('%s seconds of dwell: %s', (seconds, fired) => {
    const shop = open();
    shop.tag.signal({ type: 'dwell', product: 'SKU-A', seconds });
    shop.pass(LONG);
    expect(dates(shop)).toEqual(fired);
  });

  test('can be switched off by name, and replaced', () => {
    const rescue: Rule = { name: 'mobile_friction', steps: [{ signal: 'dead_click' }] };
    const shop = open({ options: { rules: [{ name: 'mobile_friction', off: true }, rescue] } });
    shop.tag.signal({ type: 'rage_tap' });
    shop.tag.signal({ type: 'rage_tap' });
    shop.pass(LONG);
    expect(dates(shop)).toEqual([]);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_mobile_friction_at']);
    expect(
      handleOf(shop)
        .rules()
        .map(({ name }) => name),
    ).not.toContain('mobile_friction_off');
    handleOf(shop).rule({ name: 'high_intent_dwell', off: true });
    expect(
      handleOf(shop)
        .rules()
        .map(({ name }) => name),
    ).not.toContain('high_intent_dwell');
  });

  test('lose to a preset of the same name that is done by the same signal', () => {
    const shop = openShop({ build: build([highIntentDwell]) });
    shop.tag.signal({ type: 'dwell', product: 'SKU-A', seconds: 120 });
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_signal_type: 'high_intent_dwell', fs_intent_product: 'SKU-A' });
  });
});

describe('rules come', () => {
  test('from the options, as a list', () => {
    const shop = open({ options: { rules: [TWO] } });
    error(shop);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_two_at']);
  });

  test('from data-options, as JSON', () => {
    const shop = open({ dataset: { options: JSON.stringify({ rules: [TWO] }) } });
    error(shop);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_two_at']);
  });

  test('from the queue and from the handle, before anybody has agreed', () => {
    const shop = open({ options: { consent: 'command' }, queue: [['rule', TWO]] });
    handleOf(shop).rule({ name: 'one', steps: [{ signal: 'dead_click' }] });
    expect(
      handleOf(shop)
        .rules()
        .map(({ name }) => name),
    ).toEqual(expect.arrayContaining(['two', 'one']));
    shop.tag.consent('granted');
    error(shop);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_two_at', 'fs_one_at']);
  });

  test('late: after signals of their type have been and gone', () => {
    const shop = open();
    dead(shop);
    handleOf(shop).rule({ name: 'late', steps: [{ signal: 'dead_click' }] });
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_late_at']);
  });

  test('again at every route of a single-page shop, and are one rule', () => {
    const shop = open();
    for (let route = 0; route < 50; route++) handleOf(shop).rule({ ...TWO });
    expect(
      handleOf(shop)
        .rules()
        .filter(({ name }) => name === 'two'),
    ).toHaveLength(1);
  });
});

describe('a malformed rule', () => {
  test('is named with the field that is wrong, and the others work', () => {
    const shop = open({
      options: { rules: [{ name: 'rescue', steps: [{ signal: 'rage' }] }, TWO, { name: 'three', step: [] }, null, 7] },
    });
    const problems: string[] = [];
    shop.tag.on('problem', ({ code, detail }) => problems.push(`${code} ${detail}`));
    handleOf(shop).rule(JSON.parse('{ "name": "four", "steps": [{ "signal": "dwell", "within": 5 }] }'));
    expect(shop.problems()).toContain('bad_rule');
    expect(shop.tag.health().problems.find(({ code }) => code === 'bad_rule')?.count).toBe(5);
    expect(problems).toEqual(['bad_rule four.steps[0].within']);
    error(shop);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_two_at']);
  });

  test.each([
    [
      'a getter that throws',
      () =>
        Object.defineProperty({}, 'name', {
          enumerable: true,
          get: () => {
            throw new Error('no');
          },
        }),
    ],
    [
      'itself inside',
      () => {
        const self: Record<string, unknown> = { name: 'self', steps: [] };
        self.steps = [self];
        return self;
      },
    ],
    ['a name that cannot be a text', () => ({ name: Object.create(null), steps: [] })],
    ['a symbol', () => Symbol('rule')],
    ['a hole in its steps', () => ({ name: 'hole', steps: Object.assign(new Array(2), { 1: { signal: 'dwell' } }) })],
  ])('with %s is refused', (_, make) => {
    const shop = open();
    expect(() => handleOf(shop).rule(make() as Rule)).not.toThrow();
    expect(shop.problems()).toEqual(['bad_rule']);
    shop.tag.signal({ type: 'dwell', product: 'SKU-A', seconds: 120 });
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_high_intent_dwell_at']);
  });

  test('of any JSON does no harm', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.json().map((text): unknown => JSON.parse(text)),
            fc.anything(),
          ),
          { maxLength: 4 },
        ),
        (list) => {
          const shop = open({ fullstory: false, options: { rules: [...list, TWO] } });
          error(shop);
          dead(shop);
          shop.pass(LONG);
          expect(dates(shop)).toEqual(['fs_two_at']);
          expect(shop.problems().filter((code) => !/^(bad_rule|field_over_budget)$/.test(code))).toEqual([]);
          expect(shop.tag.health().problems.find(({ code }) => code === 'bad_rule')?.count ?? 0).toBe(list.length);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  }, 60_000);
});

describe('a run', () => {
  const start = (more: PageOptions = {}) => {
    const shop = open({ ...more, options: { ...more.options, rules: [TWO] } });
    error(shop);
    shop.pass(10);
    return shop;
  };

  test('goes on after a page load', () => {
    const shop = start();
    const next = shop.goTo();
    dead(next);
    next.pass(LONG);
    expect(dates(shop)).toEqual(['fs_two_at']);
  });

  test('goes on in another tab, and fires there once', () => {
    const shop = start();
    const other = shop.open({ options: { rules: [TWO] } });
    dead(other);
    error(shop);
    dead(shop);
    other.pass(LONG);
    shop.leave();
    other.leave();
    expect(dates(shop)).toEqual(['fs_two_at']);
    const at = new Set(shop.received().map(({ profile }) => profile.fs_two_at));
    expect(at.size).toBe(1);
  });

  test('ends with the session', () => {
    const shop = start();
    shop.pass(31 * MINUTE);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual([]);
    error(shop);
    dead(shop);
    shop.leave();
    expect(dates(shop)).toEqual(['fs_two_at']);
  });

  test('once is once in a session: in the next one the rule fires again', () => {
    const shop = start();
    dead(shop);
    shop.pass(31 * MINUTE);
    const before = last(shop).fs_two_at;
    error(shop);
    dead(shop);
    shop.leave();
    expect(last(shop).fs_two_at).not.toBe(before);
  });

  test('of an unknown visitor goes on when the visitor is known', () => {
    const shop = start({ identity: null });
    shop.ometria().identify('jane@example.com');
    shop.pass(100);
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual(['fs_two_at']);
  });

  test('is not handed to the next visitor', () => {
    const shop = start();
    shop.ometria().identify('joe@example.com');
    shop.pass(100);
    dead(shop);
    shop.pass(LONG);
    expect(shop.received().at(-1)?.uiid).toBe('joe@example.com');
    expect(dates(shop)).toEqual([]);
  });

  test('is gone after a refusal', () => {
    const shop = start({ options: { consent: 'command' }, queue: [['consent', 'granted']] });
    shop.tag.consent('denied');
    expect(Object.values(shop.storage).join()).not.toContain('run:');
    dead(shop);
    shop.tag.consent('granted');
    dead(shop);
    shop.pass(LONG);
    expect(dates(shop)).toEqual([]);
  });

  test.each([
    ['ignore', []],
    ['buffer', ['fs_two_at']],
  ])('before the visitor has agreed, with %s: %s', (beforeConsent, fired) => {
    const shop = open({ options: { consent: 'command', beforeConsent, rules: [TWO] } });
    error(shop);
    shop.pass(10);
    dead(shop);
    shop.pass(MINUTE);
    shop.tag.consent('granted');
    shop.pass(LONG);
    expect(dates(shop)).toEqual(fired);
  });

  test('is ended by a purchase, and the rescue does not fire', () => {
    const rescue = (bought: boolean) => {
      const shop = openShop({ build: build([checkoutRescue]) });
      shop.tag.page({ stage: 'payment' });
      shop.rage();
      if (bought) shop.tag.signal({ type: 'purchase' });
      shop.tag.signal({ type: 'funnel_abandon', stage: 'payment' });
      shop.leave();
      return last(shop);
    };
    expect(rescue(false)).toMatchObject({ fs_signal_type: 'checkout_rescue', fs_rescue_stage: 'payment' });
    expect(rescue(true).fs_checkout_rescue_at).toBeUndefined();
  });

  test('is ended by a purchase that the page pushed before the tag had loaded', () => {
    const steps: Rule['steps'] = [{ signal: 'rage_click' }, { signal: 'dead_click' }];
    const rescue: Rule = { name: 'rescue', steps, unless: [{ signal: 'purchase' }] };
    const both: Build = { sources: [rules([rescue]), dataLayer()], adapters: {} };
    const visit = (events: object[]) => {
      const shop = openShop({ build: both });
      shop.rage();
      shop.pass(LONG);
      const next = shop.goTo({
        prepare: (window) => {
          window.dataLayer = events;
        },
      });
      dead(next);
      next.pass(LONG);
      return last(shop);
    };
    expect(visit([]).fs_rescue_at).toBeDefined();
    expect(visit([{ event: 'purchase', ecommerce: { transaction_id: 'FF1' } }]).fs_rescue_at).toBeUndefined();
  });

  test('that ends on a mere measure is delivered all the same', () => {
    const shop = open({
      options: { rules: [{ name: 'reader', steps: [{ signal: 'attention', min: { scrollDepth: 80 } }] }] },
    });
    shop.tag.signal({ type: 'attention', activeSeconds: 20, scrollDepth: 90 });
    shop.pass(LONG);
    expect(shop.only()).toMatchObject({ fs_signal_type: 'reader', fs_reader_at: expect.any(String) });
  });

  test('does not go on once the tag has stopped', () => {
    const shop = start();
    shop.tag.stop();
    dead(shop);
    shop.pass(LONG);
    shop.leave();
    expect(dates(shop)).toEqual([]);
    // What is left are the stand-ins' own.
    expect(shop.window.listeners()).toBe(openShop({ tag: false }).window.listeners());
  });
});

describe('a date', () => {
  test('stays when another signal has overwritten the signal type', () => {
    const shop = open({ options: { rules: [TWO] } });
    error(shop);
    dead(shop);
    shop.pass(MINUTE);
    const at = last(shop).fs_two_at;
    handleOf(shop).rule({ name: 'later', steps: [{ signal: 'custom' }] });
    shop.tag.signal({ type: 'custom', name: 'size_wanted' });
    shop.pass(LONG);
    expect(last(shop)).toMatchObject({ fs_signal_type: 'later', fs_two_at: at });
  });
});

describe('send test', () => {
  test('goes the whole way, marked, and leaves the session alone', () => {
    const rescue: Rule = {
      name: 'rescue',
      steps: [{ signal: 'form_error' }, { signal: 'rage_click', stage: ['payment', 'review'] }],
      set: { rescue_stage: ['var', 'signal.stage'], rescue_from: 'test' },
    };
    const shop = open({ options: { debug: true, rules: [rescue] } });
    shop.pass(LONG);
    expect(handleOf(shop).sendTest('rescue')).toBe('sent');
    expect(shop.only()).toMatchObject({
      fs_test: 'true',
      fs_signal_type: 'rescue',
      fs_rescue_at: expect.any(String),
      fs_rescue_stage: 'payment',
      fs_rescue_from: 'test',
      fs_session_replay_url: expect.stringContaining('https://'),
    });
    shop.rage();
    shop.leave();
    expect(last(shop)).toMatchObject({ fs_signal_type: 'rage_click', fs_frustration_score: '34' });
    expect(Object.keys(last(shop))).not.toContain('fs_test');
    expect(dates(shop)).toEqual([]);
  });

  test('takes a signal’s name as well, and a command in the queue', () => {
    const shop = open({
      options: { debug: true },
      queue: [
        ['consent', 'granted'],
        ['sendTest', 'dead_click'],
      ],
    });
    shop.tag.push(['sendTest', 'dead_click']);
    expect(last(shop)).toMatchObject({ fs_test: 'true', fs_signal_type: 'dead_click' });
  });

  test.each([
    ['without debug', {}, 'dead_click', 'nothing', 'debug_only'],
    ['with a name nobody knows', { debug: true }, 'rescue', 'nothing', 'bad_command'],
    ['with no name', { debug: true }, undefined, 'nothing', 'bad_command'],
    ['without consent', { debug: true, consent: 'command' }, 'dead_click', 'consent_missing', undefined],
    [
      'where the site wants nothing sent',
      { debug: true, beforeSend: () => null },
      'dead_click',
      'cancelled',
      undefined,
    ],
  ])('%s sends nothing', (_, options, name, outcome, problem) => {
    const shop = open({ options });
    shop.pass(LONG);
    expect(handleOf(shop).sendTest(name as string)).toBe(outcome);
    expect(shop.received()).toEqual([]);
    expect(shop.problems()).toEqual(problem ? [problem] : []);
  });

  test('after the no of another tab sends nothing', () => {
    const shop = open({ options: { debug: true } });
    shop.pass(LONG);
    const other = shop.open();
    other.pass(LONG);
    other.tag.consent('denied');
    expect(handleOf(shop).sendTest('dead_click')).toBe('consent_missing');
    expect(shop.received()).toEqual([]);
  });

  test('of an unknown visitor sends nothing', () => {
    const shop = open({ identity: null, options: { debug: true } });
    shop.pass(LONG);
    expect(handleOf(shop).sendTest('dead_click')).toBe('identity_unknown');
    expect(shop.received()).toEqual([]);
  });

  test.each<[string, (shop: Shop) => void, string]>([
    ['refuses', (shop) => shop.tag.consent('denied'), 'consent_missing'],
    ['logs out', (shop) => shop.tag.reset(), 'identity_stale'],
  ])('sends nothing where beforeSend %s', (_, say, outcome) => {
    const beforeSend = (properties: object) => {
      say(shop);
      return properties;
    };
    const shop = open({ options: { debug: true, beforeSend } });
    shop.pass(LONG);
    expect(handleOf(shop).sendTest('dead_click')).toBe(outcome);
    expect(shop.received()).toEqual([]);
  });

  test('does not read the tracker’s cookie before the visitor has agreed', () => {
    let reads = () => 0;
    const shop = open({
      options: { debug: true, consent: 'command' },
      prepare: (window) => {
        reads = countCookieReads(window);
      },
    });
    const before = reads();
    handleOf(shop).sendTest('dead_click');
    expect(reads()).toBe(before);
  });
});

describe('the control group', () => {
  const visit = (identity: string, options = {}) => {
    const shop = open({ identity, fullstory: false, options: { holdout: 10, ...options } });
    shop.tag.page({ stage: 'payment' });
    shop.tag.signal({ type: 'rage_click' });
    shop.leave();
    return last(shop);
  };
  const isControl = (identity: string) => visit(identity).fs_group === 'control';

  test('is told apart by one field, and nothing else is sent', () => {
    const visitors = Array.from({ length: 40 }, (_, i) => `visitor-${i}@example.com`);
    const control = visitors.find(isControl) ?? '';
    const treated = visitors.find((visitor) => !isControl(visitor)) ?? '';
    expect(visit(control)).toEqual({ fs_group: 'control' });
    expect(visit(treated)).toMatchObject({ fs_signal_type: 'checkout_frustration' });
    expect(visit(treated).fs_group).toBeUndefined();
    // The same person, however the address is written and whichever device it is.
    expect(visit(control.toUpperCase())).toEqual({ fs_group: 'control' });
    expect(visit(control, { holdout: 0 }).fs_signal_type).toBe('checkout_frustration');
  });

  test('is about a tenth of the visitors, and not the same tenth as a sample of ten percent', () => {
    const visitors = Array.from({ length: 150 }, (_, i) => `${i * 7919}@example.com`);
    const control = visitors.filter(isControl);
    expect(control.length).toBeGreaterThan(5);
    expect(control.length).toBeLessThan(27);
    const sampled = control.filter((visitor) => Object.keys(visit(visitor, { sample: 10 })).length > 0);
    expect(sampled.length).toBeLessThan(control.length / 2);
  }, 60_000);

  test('gets the one field once, however much happens', () => {
    const visitors = Array.from({ length: 40 }, (_, i) => `visitor-${i}@example.com`);
    const shop = open({ identity: visitors.find(isControl) ?? '', options: { holdout: 10 } });
    for (let i = 0; i < 5; i++) {
      shop.tag.signal({ type: 'dead_click' });
      shop.pass(LONG);
    }
    shop.leave();
    expect(shop.only()).toEqual({ fs_group: 'control' });
  });
});
