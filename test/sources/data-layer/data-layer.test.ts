// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { dataLayer } from '../../../src/data-layer.js';
import { findProduct } from '../../../src/sources/data-layer/json-ld.js';
import { latestOf } from '../../../src/visit/merge.js';
import { type Bench, createBench } from '../../support/detecting.js';

let bench: Bench;
let layer: unknown[];

const start = (options: object = {}, path = '/') => {
  window.history.replaceState(null, '', path);
  bench = createBench(dataLayer(), options);
  return bench.ports.context;
};
const stageKept = () => JSON.stringify(latestOf(bench.own(), 'stage'));
const item = (fields: object = {}) => ({
  item_id: 'SKU-A',
  item_category: 'Clothes',
  item_category2: 'Knitwear',
  ...fields,
});
const view = (fields: object = {}) => ({ event: 'view_item', ecommerce: { items: [item(fields)] } });
const byTag = function (..._words: unknown[]) {
  // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object
  return arguments;
};

beforeEach(() => {
  layer = [];
  Object.assign(window, { dataLayer: layer });
  document.head.innerHTML = '';
});

afterEach(() => {
  bench.stop();
  expect(bench.left()).toBe(0);
  expect(Object.keys(layer)).not.toContain('push');
});

describe('GA4 events', () => {
  it('say which product the page shows, as objects and as gtag’s arguments', () => {
    const context = start();
    layer.push(view());
    expect(context.now()).toEqual({ type: 'product', product: 'SKU-A', category: 'Clothes' });
    layer.push(byTag('event', 'view_item', { items: [item({ item_id: 12345 })] }));
    expect(context.now().product).toBe('12345');
  });

  it('from before the tag set the context', () => {
    layer.push({ ecommerce: null }, () => {}, 'words', null, view());
    expect(start().now()).toMatchObject({ type: 'product', product: 'SKU-A' });
  });

  it.each([
    ['another field', { product: { from: 'item_group_id' } }, { item_group_id: 'G-1' }, 'G-1'],
    ['a part of the field', { product: { match: '^shop_(.+)_gb$' } }, { item_id: 'shop_77_gb' }, '77'],
    ['nothing where the pattern does not match', { product: { match: '^shop_(.+)' } }, {}, undefined],
  ])('give the product id from %s', (_name, options, fields, expected) => {
    const context = start(options);
    layer.push(view(fields));
    expect(context.now().product).toBe(expected);
  });

  it('give the category of the level that was asked for', () => {
    const context = start({ category: { level: 2 } });
    layer.push(view());
    expect(context.now().category).toBe('Knitwear');
  });

  it.each([
    ['product.match', { product: { match: '(' } }],
    ['product.from', { product: { from: 7 } }],
    ['category.level', { category: { level: 'two' } }],
    ['funnel.0', { funnel: [{ page: '/x' }] }],
    ['funnel', { funnel: 'basket' }],
  ])('report a wrong %s', (detail, options) => {
    start(options);
    expect(bench.problems).toEqual([`bad_option ${detail}`]);
  });

  it('of a list do not make a product page a list page', () => {
    const context = start();
    layer.push(view(), { event: 'view_item_list', ecommerce: { items: [item({ item_id: 'other' })] } });
    expect(context.now()).toMatchObject({ type: 'product', product: 'SKU-A' });
  });

  it('remember what was put into the basket or on the wishlist', () => {
    const context = start();
    layer.push({ event: 'add_to_cart', ecommerce: { items: [item()] } });
    layer.push(byTag('event', 'add_to_wishlist', { items: [item({ item_id: 'SKU-B' })] }));
    expect(context.taken).toEqual([['SKU-A'], ['SKU-B']]);
    layer.push(byTag('event', 'remove_from_cart', { items: [item()] }));
    expect(context.taken).toEqual([['SKU-B']]);
  });

  it('remember it on the next page too, for the last few products', () => {
    start();
    for (let at = 1; at <= 20; at++)
      layer.push({ event: 'add_to_cart', ecommerce: { items: [item({ item_id: `SKU-${at}` })] } });
    layer.push({ event: 'remove_from_cart', ecommerce: { items: [item({ item_id: 'SKU-20' })] } });
    bench.stop();
    layer.length = 0;
    bench = createBench(dataLayer(), { kept: bench.stored });
    const taken = bench.ports.context.taken.flat();
    expect(taken).toContain('SKU-19');
    for (const no of ['SKU-20', 'SKU-1']) expect(taken).not.toContain(no);
  });

  it('remember it where the page has given arrays a toJSON of its own', () => {
    // Prototype.js 1.6
    Object.defineProperty(Array.prototype, 'toJSON', { configurable: true, value: () => '[…]' });
    onTestFinished(() => {
      Reflect.deleteProperty(Array.prototype, 'toJSON');
    });
    start();
    layer.push({ event: 'add_to_cart', ecommerce: { items: [item()] } });
    expect(bench.stored.get('fs_ometria_shop')).toMatch(/\nSKU-A$/);
  });

  it('that the bdl option maps are signals', () => {
    layer.push({ event: 'shop_rage', target: 'before the tag' });
    start({ bdl: { dataLayer: { shop_rage: 'rage_click', shop_mood: 'mood' } } });
    const heard: object[] = [];
    bench.ports.onSignal((signal) => heard.push(signal));
    layer.push({ event: 'shop_rage', target: 'apply' }, byTag('event', 'shop_mood', {}));
    expect(heard).toMatchObject([
      { type: 'rage_click', target: 'apply', origin: 'fullstory' },
      { type: 'custom', name: 'mood' },
    ]);
    // The listener is the test's own.
    bench = { ...bench, left: () => 0 };
  });

  it('keep nothing on excluded pages', () => {
    const context = start();
    bench.exclude(true);
    layer.push(view());
    context.say({ product: 'SKU-B', type: 'product', category: 'Secret' });
    expect(context.now()).toEqual({ category: 'Secret' });
  });
});

describe('the list itself', () => {
  it('may come after the tag, and be replaced', () => {
    Reflect.deleteProperty(window, 'dataLayer');
    const context = start();
    Object.assign(window, { dataLayer: layer });
    bench.fire('DOMContentLoaded', document);
    layer.push(view());
    expect(context.now().product).toBe('SKU-A');
    const second: unknown[] = [];
    Object.assign(window, { dataLayer: second });
    bench.fire('load', window);
    second.push(view({ item_id: 'SKU-B' }));
    expect(context.now().product).toBe('SKU-B');
    layer.push(view({ item_id: 'SKU-C' }));
    expect(context.now().product).toBe('SKU-B');
  });

  it('may be frozen', () => {
    layer = Object.freeze([view()]) as unknown as unknown[];
    Object.assign(window, { dataLayer: layer });
    expect(start().now().product).toBe('SKU-A');
  });
});

describe('the funnel', () => {
  it.each([
    ['view_cart', 'basket', [item()]],
    ['begin_checkout', 'checkout', undefined],
    ['add_shipping_info', 'payment', undefined],
    ['add_payment_info', 'review', undefined],
  ])('%s leads to %s', (event, stage, items) => {
    const context = start();
    layer.push({ event, ecommerce: { items } });
    expect(context.now().stage).toBe(stage);
    expect(bench.said).toMatchObject([{ type: 'funnel_progress', stage, origin: 'page' }]);
  });

  it.each([
    ['/cart', 'basket'],
    ['/basket/summary', 'basket'],
    ['/bag', 'basket'],
    ['/product/bag', undefined],
  ])('the page %s is at the stage %s', (path, stage) => {
    expect(start({}, path).now().stage).toBe(stage);
  });

  it('tells of progress once for each stage, and keeps the furthest', () => {
    start();
    for (const event of ['view_cart', 'view_cart', 'begin_checkout', 'view_cart'])
      layer.push({ event, ecommerce: { items: [item()] } });
    expect(bench.said.map(({ stage }) => stage)).toEqual(['basket', 'checkout', 'basket']);
    expect(bench.own().maxima.funnel).toBe(2);
  });

  it('takes stages of its own, first match first', () => {
    const context = start(
      {
        funnel: {
          stages: [
            { stage: 'quick', page: '/checkout/express*' },
            { stage: 'checkout', page: ['/checkout*', '/kasse*'] },
          ],
        },
      },
      '/kasse/1',
    );
    expect(context.now().stage).toBe('checkout');
    window.history.replaceState(null, '', '/checkout/express');
    expect(context.now().stage).toBe('quick');
  });

  it('goes on over pages under the same first part of the path, until one of another kind', () => {
    const context = start({}, '/checkout');
    layer.push({ event: 'begin_checkout' });
    window.history.replaceState(null, '', '/checkout/delivery');
    expect(context.now().stage).toBe('checkout');
    context.say({ type: 'product' });
    expect(context.now().stage).toBeUndefined();
    window.history.replaceState(null, '', '/');
    expect(context.now().stage).toBeUndefined();
    expect(stageKept()).toBe('"checkout/checkout"');
  });

  it('is ended by a purchase, whoever says it', () => {
    const context = start({}, '/checkout');
    layer.push({ event: 'begin_checkout' }, { event: 'purchase' });
    expect(bench.said.map(({ type }) => type)).toEqual(['funnel_progress', 'purchase']);
    expect([stageKept(), context.now().stage]).toEqual(['""', undefined]);
    layer.push({ event: 'begin_checkout' });
    bench.fullstory({ type: 'purchase' });
    expect(stageKept()).toBe('""');
  });

  it('what was pushed before the tag is a signal only in a session that began before the page', () => {
    layer.push({ event: 'begin_checkout' }, { event: 'purchase' });
    start();
    expect(bench.said.map(({ type }) => type)).toEqual(['funnel_progress', 'purchase']);
    bench.stop();
    const fresh = createBench(
      Object.assign((...[emit, ports, config]: Parameters<ReturnType<typeof dataLayer>>) => {
        ports.session()?.update({ startedAt: ports.page.now() });
        return dataLayer()(emit, ports, config);
      }),
    );
    expect(fresh.said).toEqual([]);
    expect(fresh.ports.context.now().type).toBe('checkout');
    fresh.stop();
  });

  it('remembers what the page shows when it comes back from the back/forward cache', () => {
    const context = start({}, '/product/1');
    layer.push(view());
    bench.view();
    expect(context.now()).toMatchObject({ type: 'product', product: 'SKU-A' });
    window.history.replaceState(null, '', '/product/2');
    expect(context.now()).toEqual({});
  });
});

describe('a product page without events', () => {
  const jsonLd = (data: unknown) => {
    document.head.innerHTML += `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  };

  it('is told by JSON-LD, wherever it stands', () => {
    jsonLd({
      '@context': 'https://schema.org',
      '@graph': [{ '@type': 'WebPage' }, { '@type': 'Product', sku: 'SKU-A', category: 'Clothes > Knitwear' }],
    });
    const context = start();
    expect(context.now()).toEqual({ type: 'product', product: 'SKU-A', category: 'Knitwear' });
  });

  it('is told by Open Graph', () => {
    document.head.innerHTML =
      '<meta property="og:type" content="product"><meta property="product:retailer_item_id" content="SKU-B">';
    expect(start().now()).toEqual({ type: 'product', product: 'SKU-B' });
  });

  it('is not told by several products, nor by broken JSON', () => {
    bench = createBench(dataLayer());
    jsonLd([
      { '@type': 'Product', sku: 'a' },
      { '@type': 'Product', sku: 'b' },
    ]);
    document.head.innerHTML += '<script type="application/ld+json">{ broken</script>';
    expect(findProduct(document)).toBeUndefined();
    document.head.innerHTML = '';
    jsonLd({ '@type': ['Product', 'Thing'], productID: 'c' });
    expect(findProduct(document)).toMatchObject({ id: 'c' });
  });

  it('is looked for on a route too, a second later, unless it is still the one of the view before', () => {
    jsonLd({ '@type': 'Product', sku: 'SKU-A' });
    const context = start();
    const go = (sku: string, path: string) => {
      if (sku) {
        document.head.innerHTML = '';
        jsonLd({ '@type': 'Product', sku });
      }
      window.history.replaceState(null, '', path);
      bench.view();
      bench.advance(1000);
      return context.now().product;
    };
    expect([go('', '/list'), go('SKU-B', '/b'), go('', '/list'), go('SKU-A', '/a')]).toEqual([
      undefined,
      'SKU-B',
      undefined,
      'SKU-A',
    ]);
    bench.view();
  });

  it('that the events told of is not found anew on the next route', () => {
    jsonLd({ '@type': 'Product', sku: 'SKU-A' });
    layer.push(view());
    const context = start();
    window.history.replaceState(null, '', '/list');
    bench.view();
    bench.advance(1000);
    expect(context.now()).toEqual({});
  });

  it('is what the events say, where they say something', () => {
    jsonLd({ '@type': 'Product', sku: 'SKU-A' });
    layer.push(view({ item_id: 'SKU-B' }));
    expect(start().now().product).toBe('SKU-B');
  });
});
