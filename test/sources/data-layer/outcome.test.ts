// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataLayer } from '../../../src/data-layer.js';
import { isGone } from '../../../src/sources/data-layer/items.js';
import type { ShopEvent } from '../../../src/types/page-context.js';
import { type Bench, createBench } from '../../support/detecting.js';

let bench: Bench;
let layer: unknown[];
const outcome = () => {
  const [, , , read] = dataLayer().fields?.find(([, name]) => name === 'visit_outcome') ?? [];
  return read?.(bench.own(), undefined, ['basket', 'checkout', 'payment', 'review']);
};
const push = (event: string, fields: object = {}) =>
  layer.push({ event, ecommerce: { items: [{ item_id: 'SKU-A', ...fields }] } });

beforeEach(() => {
  layer = [];
  Object.assign(window, { dataLayer: layer });
  window.history.replaceState(null, '', '/');
  bench = createBench(dataLayer());
});

afterEach(() => {
  bench.stop();
  expect(bench.left()).toBe(0);
});

it.each([
  ['out_of_stock', true],
  ['Out of stock', true],
  ['OutOfStock', true],
  ['https://schema.org/OutOfStock', true],
  ['sold-out', true],
  ['SoldOut', true],
  ['in_stock', false],
  ['never out of stock again', false],
  ['', false],
  [undefined, false],
  [0, false],
])('%j says that it is not to be had: %s', (word, expected) => {
  expect(isGone(word)).toBe(expected);
});

describe('the outcome of a visit', () => {
  it.each([
    ['availability', { availability: 'out_of_stock' }, 'out_of_stock'],
    ['item_stock_status', { item_stock_status: 'Out of stock' }, 'out_of_stock'],
    ['a name', { item_name: 'Sold out' }, 'browsing'],
    ['what is there', { availability: 'in_stock' }, 'browsing'],
  ])('is told by GA4’s item: %s', (_name, fields, expected) => {
    push('view_item', fields);
    expect(outcome()).toBe(expected);
  });

  it('is out_of_stock where the page says so, until something goes into the basket', () => {
    bench.ports.context.say({ type: 'product', product: 'SKU-A', availability: 'out_of_stock' });
    expect(outcome()).toBe('out_of_stock');
    push('add_to_cart');
    expect(outcome()).toBe('browsing');
    bench.ports.context.say({ category: 'Knitwear' });
    expect(outcome()).toBe('browsing');
    bench.ports.context.say({ availability: 'out_of_stock' });
    expect(outcome()).toBe('out_of_stock');
  });

  it('is taken back by the next step and by an order', () => {
    push('view_item', { availability: 'out_of_stock' });
    push('begin_checkout');
    expect(outcome()).toBe('checkout');
    bench.ports.context.say({ availability: 'out_of_stock' });
    expect(outcome()).toBe('out_of_stock');
    push('purchase');
    expect(outcome()).toBe('purchased');
  });

  it('of the next product is its own', () => {
    push('view_item', { availability: 'out_of_stock' });
    push('view_item', { item_id: 'SKU-B' });
    expect(bench.ports.context.now().availability).toBeUndefined();
  });

  it('is kept by nobody before consent, nor on an excluded page', () => {
    bench.exclude(true);
    bench.ports.context.say({ availability: 'out_of_stock' });
    expect(outcome()).toBe('browsing');
    bench.exclude(false);
    bench.waitForConsent();
    bench.ports.context.say({ availability: 'out_of_stock' });
    expect(outcome()).toBe('browsing');
  });
});

it('the shop’s events are told to who listens, with the product’s group and quantity', () => {
  const heard: ShopEvent[] = [];
  bench.ports.context.hear = (event) => void heard.push(event);
  push('add_to_cart', { item_group_id: 'G', quantity: 2 });
  push('add_to_cart', { item_name: 'Jumper' });
  layer.push({ event: 'view_item_list', ecommerce: { items: [] } }, { event: 'search', search_term: 'hat' });
  expect(heard).toMatchObject([
    { name: 'add_to_cart', items: [{ product: 'SKU-A', group: 'G', quantity: 2 }], isEmpty: false },
    { items: [{ group: 'Jumper', quantity: undefined }] },
    { name: 'view_item_list', items: [], isEmpty: true },
    { name: 'search', fields: { search_term: 'hat' }, isEmpty: false },
  ]);
});
