import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/read-options.js';
import { dataLayer } from '../../src/data-layer.js';
import { createContext } from '../../src/signals/page-context.js';
import { isFunnelType, keepStage, readFunnel, stageOf, whereabouts } from '../../src/sources/funnel.js';
import type { Ports } from '../../src/sources/source.js';
import type { VisitState } from '../../src/visit/merge.js';
import { openShop } from '../support/shop.js';

const read = (funnel?: unknown) => {
  const problems: string[] = [];
  // A site writes anything there.
  const read = readFunnel({ funnel } as Config, (code, detail) => problems.push(`${code} ${detail}`));
  return { ...read, problems, names: read.stages.map(({ stage }) => stage) };
};

describe('the funnel of a site', () => {
  test('is the standard one where nothing is said', () => {
    const { names, hosted, problems } = read();
    expect(names).toEqual(['basket', 'checkout', 'payment', 'review']);
    expect(hosted).toBe(false);
    expect(problems).toEqual([]);
  });

  test.each([
    [
      'a list',
      [
        { stage: 'bag', page: '/bag' },
        { stage: 'pay', event: ['a', 'b'], ignore: true },
      ],
      false,
    ],
    [
      'an object',
      {
        stages: [
          { stage: 'bag', page: '/bag' },
          { stage: 'pay', event: ['a', 'b'], ignore: true },
        ],
      },
      false,
    ],
    [
      'a hosted one',
      {
        hosted: true,
        stages: [
          { stage: 'bag', page: '/bag' },
          { stage: 'pay', event: ['a', 'b'], ignore: true },
        ],
      },
      true,
    ],
  ])('may be %s', (_, funnel, hosted) => {
    expect(read(funnel)).toMatchObject({
      stages: [
        { stage: 'bag', pages: ['/bag'], events: [], ignore: false },
        { stage: 'pay', pages: [], events: ['a', 'b'], ignore: true },
      ],
      hosted,
      problems: [],
    });
  });

  test('is the standard one with a hosted checkout where only that is said', () => {
    expect(read({ hosted: true })).toMatchObject({ hosted: true, names: ['basket', 'checkout', 'payment', 'review'] });
    expect(read({ hosted: 'yes' })).toMatchObject({ hosted: false });
  });

  test.each([
    ['a text', 'checkout'],
    ['a number', 5],
    ['stages that are no list', { stages: 'bag' }],
  ])('that is %s is a problem, and the standard one stands', (_, funnel) => {
    expect(read(funnel)).toMatchObject({
      problems: ['bad_option funnel'],
      names: ['basket', 'checkout', 'payment', 'review'],
    });
  });

  test('loses a stage without a name, and says which', () => {
    const { names, problems } = read([{ stage: 'bag' }, { stage: 5 }, null, 'pay', { page: '/x' }, { stage: '' }]);
    expect(names).toEqual(['bag']);
    expect(problems).toEqual([1, 2, 3, 4, 5].map((at) => `bad_option funnel.${at}`));
  });

  test('keeps of pages and events what is a text, and of a name 64 characters', () => {
    const [stage] = read([{ stage: 's'.repeat(99), page: ['/a', 5, null], event: {} }]).stages;
    expect(stage).toEqual({ stage: 's'.repeat(64), pages: ['/a'], events: [], ignore: false });
  });
});

describe('a stage', () => {
  const standard = read();

  test.each([
    ['/basket', undefined, 'basket'],
    ['/cart/items', undefined, 'basket'],
    ['/checkout', undefined, undefined],
    ['/checkout', 'begin_checkout', 'checkout'],
    ['/basket', 'add_shipping_info', 'payment'],
    ['/', 'add_payment_info', 'review'],
    ['/', 'view_item', undefined],
  ])('is found by the page %s and the event %s', (path, event, stage) => {
    expect(stageOf(standard, path, event)).toBe(stage);
  });

  test('is the first that matches, in the funnel’s order', () => {
    const funnel = read([
      { stage: 'one', page: '/shop/*', event: 'e' },
      { stage: 'two', page: '/shop/pay', event: 'e' },
    ]);
    expect(stageOf(funnel, '/shop/pay')).toBe('one');
    expect(stageOf(funnel, '/', 'e')).toBe('one');
  });

  test.each([
    ['basket', true],
    ['Checkout', true],
    ['payment_step', true],
    ['confirmation', true],
    ['product', false],
    ['my-basket', false],
    ['', false],
    ['bags', false],
    ['cartridges', false],
    ['basketball', false],
    ['cart page', true],
    ['cartPage', true],
    ['CART', true],
  ])('lies on a page of the type “%s”: %s', (type, belongs) => {
    expect(isFunnelType(type)).toBe(belongs);
  });
});

describe('whereabouts', () => {
  const at = (path: string, kept: string | undefined, said: object = {}) => {
    const context = createContext();
    context.say(said);
    const latest: VisitState['latest'] = kept === undefined ? {} : { stage: [1_700_000_000_000, kept] };
    const ports = { page: { path: () => path }, session: () => ({ own: () => ({ latest }) }), context };
    // What it calls is there.
    return whereabouts(ports as unknown as Ports);
  };

  test.each([
    ['/checkout/payment', keepStage('payment', '/checkout'), {}, { stage: 'payment', elsewhere: false }],
    ['/product/1', keepStage('payment', '/checkout'), {}, { stage: 'payment', elsewhere: true }],
    ['/product/1', keepStage('payment', '/checkout'), { type: 'checkout' }, { stage: 'payment', elsewhere: false }],
    ['/checkout/x', keepStage('payment', '/checkout'), { type: 'product' }, { stage: 'payment', elsewhere: true }],
    ['/product/1', keepStage('payment', '/checkout'), { stage: 'review' }, { stage: 'payment', elsewhere: false }],
    ['/', keepStage('basket', '/'), {}, { stage: 'basket', elsewhere: false }],
    ['/checkout', keepStage('', '/checkout'), {}, { stage: '' }],
    ['/checkout', undefined, {}, { stage: '' }],
  ])('on %s after “%s”, where the page says %o', (path, kept, said, expected) => {
    expect(at(path, kept, said)).toMatchObject(expected);
  });

  test('are nowhere without a session', () => {
    const ports = { page: { path: () => '/checkout' }, session: () => undefined, context: createContext() };
    expect(whereabouts(ports as unknown as Ports).stage).toBe('');
  });
});

describe('a stage that the page says before the visitor has agreed', () => {
  test.each(['ignore', 'buffer'])('is kept as soon as there is consent (beforeConsent: %s)', (beforeConsent) => {
    const shop = openShop({
      url: 'https://shop.example/step',
      build: { sources: [dataLayer()], adapters: {} },
      options: { consent: 'command', beforeConsent, fields: { visit_outcome: true } },
      queue: [['page', { stage: 'payment' }]],
    });
    shop.pass(1000);
    shop.tag.consent('granted');
    shop.tag.signal({ type: 'rage_click' });
    shop.pass(20_000);
    expect(shop.only().fs_visit_outcome).toBe('checkout');
  });

  test('is not kept where the visitor has bought since', () => {
    const shop = openShop({
      url: 'https://shop.example/step',
      build: { sources: [dataLayer()], adapters: {} },
      options: { consent: 'command', beforeConsent: 'buffer' },
      queue: [['page', { stage: 'payment' }]],
    });
    shop.tag.signal({ type: 'purchase' });
    shop.tag.consent('granted');
    shop.pass(1000);
    expect(Object.values({ ...shop.storage }).join()).not.toContain('payment');
  });
});
