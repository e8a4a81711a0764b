// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/detectors.js';
import { holds } from '../../../../src/sources/detectors/journey/basket.js';
import { type Bench, createBench } from '../../../support/detecting.js';

let bench: Bench;
const start = (options: object = { detect: { basket_churn: true } }) => {
  bench = createBench(detectors(), options);
};
type Step = [what: '+' | '-' | '=', group: string, quantity?: number];
const NAMES = { '+': 'add_to_cart', '-': 'remove_from_cart', '=': 'view_cart' };
const play = (steps: readonly Step[], gap = 1000) => {
  for (const [what, group, quantity] of steps) {
    bench.advance(gap);
    const item = { product: `${group}-1`, group, ...(quantity && { quantity }) };
    bench.ports.context.hear?.({ name: NAMES[what], fields: {}, items: [item], isEmpty: false });
  }
};

afterEach(() => {
  bench?.stop();
  expect(bench?.left() ?? 0).toBe(0);
});

it.each([
  ['view_cart', 3, 1, 3],
  ['view_cart', undefined, 1, undefined],
  ['add_to_cart', 2, 1, 3],
  ['add_to_cart', undefined, 1, 2],
  ['remove_from_cart', 1, 3, 2],
  ['remove_from_cart', 3, 3, 0],
  ['remove_from_cart', 9, 3, 0],
  ['remove_from_cart', undefined, 3, 0],
  ['add_to_wishlist', 1, 3, undefined],
])('after %s of %s the basket that held %i holds %s', (name, quantity, before, expected) => {
  expect(holds(name, { group: 'A', quantity }, before)).toBe(expected);
});

describe('in and out of the basket', () => {
  const TWICE: readonly Step[] = [
    ['+', 'A', 1],
    ['-', 'A', 1],
    ['+', 'A', 1],
    ['-', 'A', 1],
  ];
  const SIX: readonly Step[] = [
    ['+', 'A'],
    ['+', 'B'],
    ['+', 'C'],
    ['-', 'A'],
    ['-', 'B'],
    ['-', 'C'],
  ];
  it.each<[string, readonly Step[], number, number]>([
    ['twice the same', TWICE, 1000, 1],
    ['twice the same, in an hour', TWICE, 900_000, 1],
    ['once', TWICE.slice(0, 2), 1000, 0],
    ['twice in, once out', TWICE.slice(0, 3), 1000, 0],
    ['four times', [...TWICE, ...TWICE], 1000, 2],
    ['three different ones', SIX, 59_999, 1],
    ['three different ones, slower', SIX, 60_000, 0],
    ['two different ones', SIX.slice(0, 5), 1000, 0],
    [
      'a quantity up and down',
      [
        ['+', 'A', 3],
        ['-', 'A', 1],
        ['+', 'A', 1],
        ['-', 'A', 1],
        ['-', 'A', 1],
      ],
      1000,
      0,
    ],
    [
      'quantities of an older basket',
      [
        ['=', 'A', 4],
        ['=', 'B', 4],
        ['=', 'C', 4],
        ['-', 'A', 1],
        ['-', 'B', 1],
        ['-', 'C', 1],
      ],
      1000,
      0,
    ],
    [
      'an older basket taken out',
      [
        ['=', 'A', 4],
        ['=', 'B', 4],
        ['=', 'C', 4],
        ['-', 'A', 4],
        ['-', 'B'],
        ['-', 'C'],
      ],
      1000,
      1,
    ],
    [
      'what nobody knows to be in it',
      [
        ['-', 'A'],
        ['-', 'B'],
        ['-', 'C'],
      ],
      1000,
      0,
    ],
    [
      'told twice',
      [
        ['+', 'A'],
        ['-', 'A'],
        ['-', 'A'],
        ['-', 'A'],
      ],
      1000,
      0,
    ],
    [
      'what has no id and no name',
      [
        ['+', ''],
        ['-', ''],
        ['+', ''],
        ['-', ''],
      ],
      1000,
      0,
    ],
  ])('%s', (_name, steps, gap, expected) => {
    start();
    play(steps, gap);
    expect(bench.types()).toEqual(Array(expected).fill('basket_churn'));
  });

  it('says which product', () => {
    start();
    play(TWICE);
    expect(bench.said).toMatchObject([{ type: 'basket_churn', product: 'A-1' }]);
  });

  it('is off unless it is asked for', () => {
    start({});
    play(TWICE);
    expect(bench.types()).toEqual([]);
    expect(Object.keys(bench.own().maxima).filter((key) => key.startsWith('in:'))).toEqual([]);
  });
});
