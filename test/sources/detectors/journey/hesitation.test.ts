// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../../src/config/read-options.js';
import { detectors } from '../../../../src/detectors.js';
import { isLastStage } from '../../../../src/sources/detectors/journey/hesitation.js';
import { readFunnel } from '../../../../src/sources/funnel.js';
import { latestOf } from '../../../../src/visit/merge.js';
import { type Bench, createBench } from '../../../support/detecting.js';

let bench: Bench;
let top: number;
const stagesOf = (funnel?: unknown) => readFunnel({ funnel } as Config, () => {}).stages;

const start = (options: object = {}, stage = 'payment') => {
  const record = { latest: { stage: [1_700_000_000_000, `${stage}/`] } };
  window.history.replaceState(null, '', '/');
  bench = createBench(detectors(), { detect: { hesitation: true }, record, ...options });
  bench.ports.context.say({ type: 'checkout', stage });
  // Inputs are heard once a second.
  attend(1);
};
const field = (name: string) => document.querySelector(`[name=${name}]`) as HTMLInputElement;
const lower = () => {
  top = 9999;
};
const pay = () => document.querySelector('#pay') as HTMLElement;
/** Somebody is there for so many seconds. */
const attend = (seconds: number) => {
  for (let at = 0; at <= seconds; at++) {
    if (at) bench.advance(1000);
    bench.fire('pointermove', document.body);
  }
};
const told = () => bench.types().filter((type) => type !== 'form_abandon' && type !== 'dead_click');
const BOTH = ['funnel_abandon', 'hesitation'];

beforeEach(() => {
  top = 10;
  Element.prototype.getBoundingClientRect = () => ({ top, bottom: top + 20, width: 9, height: 20 }) as DOMRect;
  document.elementsFromPoint = () => [];
  document.body.innerHTML = `
    <form role="search"><input name="q"><button>Find</button></form>
    <form id="form"><input name="holder" value="Jane" required><input name="card" value="4242" required>
      <input name="note"><button id="pay">Pay</button></form>
    <form><input type="email" name="letters"><button>Send me letters</button></form>`;
});

afterEach(() => {
  bench?.stop();
  expect(bench?.left() ?? 0).toBe(0);
});

it.each<[string, unknown, string | undefined, boolean]>([
  ['GA4’s own', undefined, 'review', true],
  ['GA4’s own', undefined, 'payment', true],
  ['GA4’s own', undefined, 'checkout', false],
  ['GA4’s own', undefined, undefined, false],
  [
    'one with pages',
    [
      { stage: 'basket', page: '/b' },
      { stage: 'pay', page: '/p' },
    ],
    'pay',
    true,
  ],
  [
    'one with pages',
    [
      { stage: 'basket', page: '/b' },
      { stage: 'pay', page: '/p' },
    ],
    'basket',
    false,
  ],
  ['none', [], 'payment', false],
])('of %s funnel, %j: is %s the last stage? %s', (_name, funnel, stage, expected) => {
  expect(isLastStage(stage, stagesOf(funnel))).toBe(expected);
});

describe('hesitation', () => {
  it.each([
    [20, BOTH],
    [19, ['funnel_abandon']],
  ])('is told after %i s: %j', (seconds, expected) => {
    start();
    attend(seconds);
    bench.hide();
    expect(told()).toEqual(expected);
  });

  it.each<[string, () => void, string[]]>([
    [
      'a field that has to be filled in is empty',
      () => Object.assign(field('card'), { value: '' }),
      ['funnel_abandon'],
    ],
    ['a field that may stay empty is', () => Object.assign(field('note'), { value: '' }), BOTH],
    ['what was typed is wrong', () => field('card').setCustomValidity('no'), ['funnel_abandon']],
    ['the card lies in a frame', () => field('card').replaceWith(document.createElement('iframe')), ['funnel_abandon']],
    ['the control is below the fold', lower, ['funnel_abandon']],
    [
      'the form asks for nobody',
      () => document.querySelector('#form')?.setAttribute('role', 'search'),
      ['funnel_abandon'],
    ],
    ['there is no form', () => document.querySelector('#form')?.remove(), ['funnel_abandon']],
  ])('where %s: told or not', (_name, change, expected) => {
    change();
    start();
    attend(25);
    bench.hide();
    expect(told()).toEqual(expected);
  });

  it('counts everything that is typed where the form does not say what it needs', () => {
    for (const name of ['holder', 'card']) field(name).required = false;
    start();
    attend(25);
    bench.hide();
    expect(told()).toEqual(['funnel_abandon']);
    field('note').value = 'ring twice';
    attend(21);
    bench.hide();
    expect(told()).toEqual(BOTH);
  });

  it('begins when everything is filled in, and anew where something is taken out again', () => {
    field('card').value = '';
    start();
    attend(30);
    field('card').value = '4242';
    attend(15);
    field('card').value = '';
    attend(1);
    field('card').value = '4242';
    attend(19);
    bench.hide();
    expect(told()).toEqual(['funnel_abandon']);
    attend(2);
    bench.hide();
    expect(told()).toEqual(BOTH);
  });

  it('is none where the paying control was pressed, whenever', () => {
    start();
    attend(25);
    bench.press(pay());
    attend(60);
    bench.hide();
    expect(told()).not.toContain('hesitation');
  });

  it('is none at an earlier stage, in the background, or where it is not asked for', () => {
    start({}, 'checkout');
    attend(30);
    bench.hide();
    bench.stop();
    expect(told()).toEqual(['funnel_abandon']);
    start();
    bench.fire('pointermove', document.body);
    bench.setHidden(true);
    bench.advance(60_000);
    bench.hide();
    bench.stop();
    expect(told()).toEqual(['funnel_abandon']);
    start({ detect: {} });
    attend(30);
    bench.hide();
    expect(told()).toEqual(['funnel_abandon']);
    expect(bench.own().maxima.hesitant).toBeUndefined();
  });

  it('takes the control that the site names, whatever lies in frames', () => {
    document.body.innerHTML = '<div><iframe></iframe><a id="order">Order now</a></div>';
    start({ detect: { hesitation: { controls: ['#order'] } } });
    attend(20);
    bench.hide();
    expect(told()).toEqual(BOTH);
  });

  it('is told on another page, together with the abandonment', () => {
    start();
    attend(20);
    bench.fire('click', document.body);
    document.body.insertAdjacentHTML('beforeend', '<a href="/away">Away</a>');
    bench.fire('click', document.body.lastElementChild as Element);
    bench.hide(true);
    expect(told()).toEqual([]);
    const record = bench.own();
    expect(record.maxima.hesitant).toBe(1);
    bench.stop();
    document.body.innerHTML = '';
    bench = createBench(detectors(), { detect: { hesitation: true }, record });
    bench.ports.context.say({ type: 'home' });
    bench.advance(59_999);
    expect(told()).toEqual([]);
    bench.advance(1);
    expect(told()).toEqual(BOTH);
  });

  it('is told once, and taken back by the next step or an order, like an abandonment', () => {
    start();
    attend(20);
    bench.hide();
    bench.hide();
    attend(20);
    bench.hide();
    expect(told()).toEqual(BOTH);
    const at = () => latestOf(bench.own(), 'hesitated');
    expect(at()).toBe('payment');
    bench.fullstory({ type: 'funnel_progress', stage: 'review' });
    expect(at()).toBe('none');
    attend(20);
    bench.hide();
    expect(told()).toEqual([...BOTH, ...BOTH]);
    bench.fullstory({ type: 'purchase' });
    expect([at(), bench.own().maxima.hesitant]).toEqual(['none', 0]);
  });
});
