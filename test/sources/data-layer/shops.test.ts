// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataLayer } from '../../../src/data-layer.js';
import { detectors } from '../../../src/detectors.js';
import { rules } from '../../../src/rules.js';
import type { Source } from '../../../src/sources/source.js';
import { type Bench, createBench } from '../../support/detecting.js';
import { openShop } from '../../support/shop.js';

/** What shops of other people's making push, and where their pages lie. */

let bench: Bench;
let layer: unknown[];
let stored: Map<string, string>;

/** The data layer and the detectors, as in the full build. */
const both: Source = (emit, ports, config) => {
  const undos = [dataLayer()(emit, ports, config), detectors()(emit, ports, config)];
  return () => {
    for (const undo of undos) undo?.();
  };
};
const start = (path = '/', options: object = {}) => {
  window.history.replaceState(null, '', path);
  bench = createBench(both, { kept: stored, ...options });
  return bench.ports.context;
};
/** Somebody reads the page. */
const attend = (seconds: number) => {
  for (let at = 0; at < seconds; at += 10) {
    bench.fire('pointermove', document.body);
    bench.advance(10_000);
  }
};
const route = (path: string) => {
  window.history.pushState(null, '', path);
};
const left = () => {
  bench.advance(1000);
  bench.hide(true);
  bench.fire('pagehide', window, { persisted: false });
  bench.hide();
  return bench.said.filter(({ type }) => type === 'funnel_abandon').map(({ stage }) => stage);
};
const dwells = () => bench.said.filter(({ type }) => type === 'dwell').map(({ product }) => product);
const event = (name: string, ...items: object[]) => ({ event: name, ecommerce: { items } });
const byTag = function (..._words: unknown[]) {
  // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object
  return arguments;
};
const jsonLd = (data: unknown) => {
  document.head.innerHTML += `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
};
const TOTE = { item_id: 'TOTE', item_name: 'Tote' };

beforeEach(() => {
  layer = [];
  stored = new Map();
  Object.assign(window, { dataLayer: layer });
  document.head.innerHTML = '';
});
afterEach(() => {
  bench?.stop();
});

describe('a section of the path is a whole one', () => {
  it.each(['/bags/shoulder-bags/tote.html', '/cartridges/tote', '/basketball/tote', '/bagels/tote', '/en/bags/tote'])(
    'a product on %s is a product, and leaving it abandons nothing',
    (path) => {
      layer.push(event('view_item', TOTE));
      const context = start(path);
      expect(context.now()).toEqual({ type: 'product', product: 'TOTE' });
      expect(left()).toEqual([]);
    },
  );

  it.each(['/cart', '/cart/', '/basket/summary', '/bag', '/Cart', '/checkout/cart/'])('the basket is on %s', (path) => {
    expect(start(path).now().stage).toBe('basket');
    expect(left()).toEqual(['basket']);
  });

  it('a product on a path like the basket’s is one as soon as an event says so, and the visit is where it was', () => {
    const context = start('/bag/tote');
    expect(context.now().stage).toBe('basket');
    layer.push(event('view_item', TOTE));
    expect(context.now()).toEqual({ type: 'product', product: 'TOTE' });
    expect(bench.own().maxima.funnel).toBe(0);
    expect(left()).toEqual([]);
  });

  it.each(['bags', 'cartridges', 'basketball'])('the type of page “%s” is none of the funnel’s', (type) => {
    const context = start('/checkout');
    layer.push(event('begin_checkout', TOTE));
    route(`/${type}`);
    context.say({ type });
    expect(context.now().stage).toBeUndefined();
  });

  it.each([
    ['reviews', 'rage_click'],
    ['reviewed', 'rage_click'],
    ['reviews-of-others', 'rage_click'],
    ['review', 'checkout_frustration'],
    ['review_order', 'checkout_frustration'],
    ['shipping-address', 'checkout_frustration'],
  ])('a rage click at the stage “%s” is told as %s', (stage, told) => {
    const shop = openShop({ build: { sources: [rules()], adapters: {} } });
    shop.tag.signal({ type: 'rage_click', stage });
    shop.pass(20_000);
    expect(shop.only().fs_signal_type).toBe(told);
  });
});

describe('a language or a store stands before the first section', () => {
  it.each([
    '/fr/cart',
    '/en-gb/basket',
    '/de_DE/bag',
    '/us/en/cart',
    '/zh-Hant-TW/cart',
    '/default/checkout/cart',
    '/store/view/cart',
    '/store_fr/cart',
    '/s/RefArch/cart',
    '/index.php/checkout/cart',
  ])('the basket is on %s', (path) => {
    expect(start(path).now().stage).toBe('basket');
  });

  it.each(['/product/bag', '/fr/product/cart', '/my-cart', '/french/cart', '/frcart'])('%s is none', (path) => {
    expect(start(path).now().stage).toBeUndefined();
  });

  it.each([
    ['/fr/checkout', '/fr/pages/about', undefined],
    ['/en-gb/checkout', '/en-gb/help', undefined],
    ['/us/en/checkout', '/us/en/stores', undefined],
    ['/fr/checkout', '/fr/checkout/step2', 'checkout'],
    ['/fr/checkout', '/en/checkout', 'checkout'],
  ])('after the checkout on %s, on %s the stage is %s', (first, second, stage) => {
    start(first);
    layer.push(event('begin_checkout', TOTE));
    route(second);
    expect(bench.ports.context.now().stage).toBe(stage);
  });

  it.each(['/fr/pages/about', '/de_DE/help', '/us/en/stores'])(
    'a rage click on %s is no trouble at the checkout',
    (path) => {
      const sources = [rules(), dataLayer()];
      const prefix = path.slice(0, path.lastIndexOf('/')).replace('/pages', '');
      const shop = openShop({
        url: `https://shop.example${prefix}/checkout`,
        build: { sources, adapters: {} },
        prepare: (window) => Object.assign(window, { dataLayer: [] }),
      });
      shop.window.dataLayer = [event('begin_checkout', TOTE)];
      shop.pass(10_000);
      const next = shop.goTo({ url: `https://shop.example${path}` });
      next.tag.signal({ type: 'rage_click' });
      next.pass(20_000);
      expect(shop.received().at(-1)?.profile.fs_signal_type).toBe('rage_click');
    },
  );
});

describe('window.dataLayer', () => {
  it.each<[string, (list: unknown[]) => void]>([
    ['forwards to a worker', (list) => Object.assign(list, { push: () => 0 })],
    [
      'only calls back',
      (list) => Object.assign(list, { push: ({ eventCallback }: { eventCallback?: () => void }) => eventCallback?.() }),
    ],
    [
      'appends by itself',
      (list) =>
        Object.assign(list, {
          push: (entry: unknown) => {
            list[list.length] = entry;
          },
        }),
    ],
    [
      'calls ours later',
      (list) => {
        const ours = list.push;
        Object.assign(list, { push: (entry: unknown) => void Promise.resolve().then(() => ours.call(list, entry)) });
      },
    ],
  ])('is heard where somebody has replaced its push by one that %s', async (_, replace) => {
    const context = start('/p');
    replace(layer);
    bench.advance(6000);
    layer.push(event('view_item', TOTE));
    await Promise.resolve();
    bench.advance(6000);
    expect(context.now().product).toBe('TOTE');
  });

  it('is left alone after a while where somebody replaces its push again and again', () => {
    start('/p');
    const ours = new Set<unknown>();
    for (let at = 0; at < 50; at++) {
      const before = layer.push;
      layer.push = (...entries) => before.apply(layer, entries);
      const theirs = layer.push;
      bench.advance(6000);
      if (layer.push !== theirs) ours.add(layer.push);
    }
    expect(ours.size).toBeLessThan(6);
    layer.push(event('view_item', TOTE));
    bench.advance(6000);
    expect(bench.ports.context.now().product).toBe('TOTE');
  });

  it.each<[string, () => void]>([
    ['made after load', () => Object.assign(window, { dataLayer: [event('view_item', TOTE)] })],
    [
      'assigned anew after load',
      () => {
        Object.assign(window, { dataLayer: [] });
        bench.advance(5000);
        (window as unknown as { dataLayer: unknown[] }).dataLayer.push(event('view_item', TOTE));
      },
    ],
    ['copied and added to', () => Object.assign(window, { dataLayer: [...layer, event('view_item', TOTE)] })],
    ['written to by index', () => layer.splice(layer.length, 0, event('view_item', TOTE))],
  ])('is heard where it is %s', (how, change) => {
    if (how.startsWith('made')) Reflect.deleteProperty(window, 'dataLayer');
    const context = start('/p');
    bench.fire('load', window);
    bench.advance(20_000);
    change();
    bench.advance(6000);
    expect(context.now().product).toBe('TOTE');
  });

  it('that came late is read once more when the page is left', () => {
    Reflect.deleteProperty(window, 'dataLayer');
    start('/cart');
    bench.advance(60_000);
    Object.assign(window, { dataLayer: [event('begin_checkout', TOTE)] });
    bench.hide();
    expect(bench.own().maxima.funnel).toBe(2);
  });

  it.each<[string, (entry: object) => void]>([
    ['pushed again through the old push', (entry) => void Array.prototype.push.call(layer, entry)],
    ['pushed twice', (entry) => void layer.push(entry)],
    ['in a copy of the list', () => void Object.assign(window, { dataLayer: [...layer] })],
    ['in a list that was cut', () => void layer.shift()],
  ])('shows an entry once that is %s', (_, again) => {
    const entry = { event: 'shop_mood' };
    const order = { event: 'purchase' };
    start('/p', { bdl: { dataLayer: { shop_mood: 'mood' } } });
    const heard: string[] = [];
    bench.ports.onSignal(({ type, name = type }) => heard.push(name));
    layer.push({}, entry, order);
    again(entry);
    again(order);
    bench.fire('load', window);
    bench.advance(12_000);
    expect(heard).toEqual(['mood', 'purchase']);
  });
});

describe('two ids of one product', () => {
  const parent = { item_id: 'TEE', item_name: 'Tee' };
  const variants: [string, object, object][] = [
    ['the parent’s id begins it', { item_id: 'TEE' }, { item_id: 'TEE-RED-M' }],
    ['the parent’s id comes with it', parent, { item_id: '4711', item_group_id: 'TEE' }],
    ['the name is the same', parent, { item_id: '4711', item_name: 'Tee' }],
    ['the name has the variant appended', parent, { item_id: '4711', item_name: 'Tee - Red / M' }],
    ['nothing tells, and it was not chosen from a list', { item_id: 'TEE' }, { item_id: '4711' }],
  ];

  it.each(variants)('are no dwell after add_to_cart where %s', (_, shown, added) => {
    layer.push(event('view_item', shown));
    start('/p');
    layer.push(event('add_to_cart', added));
    attend(200);
    expect(dwells()).toEqual([]);
  });

  it.each([
    ['has another name', { item_id: '4711', item_name: 'Socks' }],
    ['has no name and was chosen from a list', { item_id: '4711', item_list_name: 'You may also like' }],
    ['has an id that only begins the same', { item_id: 'TEE2', item_list_id: 'related' }],
  ])('are two products where what was added %s', (_, added) => {
    layer.push(event('view_item', parent));
    start('/p');
    layer.push(event('add_to_cart', added));
    attend(60);
    expect(dwells()).toEqual(['TEE']);
  });

  it('are no dwell on a later page, nor in the next visit', () => {
    layer.push(event('view_item', parent));
    start('/p');
    layer.push(event('add_to_cart', { item_id: '4711', item_name: 'Tee' }));
    bench.stop();
    layer = [event('view_item', parent)];
    Object.assign(window, { dataLayer: layer });
    // A bench of its own is a visit of its own; what the browser remembers is handed on.
    start('/p');
    attend(60);
    expect(dwells()).toEqual([]);
  });

  it('are no dwell where the basket shows the variant', () => {
    layer.push(event('view_cart', { item_id: 'TEE-RED-M' }));
    start('/cart');
    route('/p');
    layer.push(event('view_item', parent));
    attend(60);
    expect(dwells()).toEqual([]);
  });

  it('are no dwell after add_to_wishlist, and one again after the removal', () => {
    layer.push(event('view_item', parent));
    start('/p');
    layer.push(event('add_to_wishlist', { item_id: '4711', item_name: 'Tee' }));
    attend(60);
    expect(dwells()).toEqual([]);
    layer.push(byTag('event', 'remove_from_cart', { items: [{ item_id: '4711' }] }));
    bench.ports.context.say({});
    attend(70);
    expect(dwells()).toEqual(['TEE']);
  });

  it('leave the product in the basket while another variant of it is there', () => {
    layer.push(event('view_item', parent));
    const context = start('/p');
    layer.push(
      event('add_to_cart', { item_id: 'V1', item_name: 'Tee' }),
      event('add_to_cart', { item_id: 'V2', item_name: 'Tee' }),
    );
    layer.push(event('remove_from_cart', { item_id: 'V1', item_group_id: 'TEE' }));
    expect(context.taken).toEqual([['V2', 'TEE']]);
    layer.push(event('remove_from_cart', { item_id: 'TEE' }));
    expect(context.taken).toEqual([]);
  });
});

describe('an event says something by what it holds', () => {
  it.each([
    ['view_cart', event('view_cart', { item_id: 'SOCKS', item_category: 'Socks' })],
    ['gtag’s view_cart', byTag('event', 'view_cart', { items: [{ item_id: 'SOCKS' }] })],
    ['a list of other products', event('view_item_list', { item_id: 'SOCKS' })],
  ])('the product outranks %s before it', (_, first) => {
    layer.push(first);
    const context = start('/p');
    layer.push(event('view_item', TOTE));
    expect(context.now()).toEqual({ type: 'product', product: 'TOTE' });
    attend(60);
    expect(dwells()).toEqual(['TOTE']);
    expect(left()).toEqual([]);
  });

  it('a checkout that shows a product stays one', () => {
    layer.push(event('begin_checkout', TOTE), event('view_item', TOTE));
    expect(start('/checkout').now()).toEqual({ type: 'checkout', stage: 'checkout' });
  });

  it.each<[string, unknown]>([
    ['of Google Ads', byTag('event', 'view_item', { items: [{ id: '77', google_business_vertical: 'retail' }] })],
    ['with an empty list', event('view_item')],
    ['with no list', { event: 'view_item' }],
    ['with items that are no objects', { event: 'view_item', ecommerce: { items: ['TOTE', null] } }],
  ])('a view_item %s takes no product away', (_, entry) => {
    layer.push(event('view_item', TOTE));
    const context = start('/p');
    layer.push(entry);
    expect(context.now()).toEqual({ type: 'product', product: 'TOTE' });
  });

  it.each<[string, unknown]>([
    ['of Google Ads', byTag('event', 'view_item', { items: [{ id: '77' }] })],
    ['with an empty list', event('view_item')],
    ['with an empty id', event('view_item', { item_id: '' })],
  ])('after a view_item %s JSON-LD is asked', (_, entry) => {
    jsonLd({ '@type': 'Product', sku: 'TOTE' });
    layer.push(entry);
    expect(start('/p').now()).toEqual({ type: 'product', product: 'TOTE' });
  });

  it.each<[string, unknown]>([
    ['an object with numbers for keys', { 0: TOTE }],
    ['a single item', TOTE],
    ['a list with a hole', [undefined, TOTE]],
  ])('items may be %s', (_, items) => {
    layer.push({ event: 'view_item', ecommerce: { items } });
    expect(start('/p').now().product).toBe('TOTE');
  });

  it.each<[string, unknown, string]>([
    ['no items', { event: 'view_cart' }, '/p'],
    ['an empty list', event('view_cart'), '/p'],
    ['an empty list, on the basket’s own page', event('view_cart'), '/cart'],
    ['an empty list by gtag, on the basket’s own page', byTag('event', 'view_cart', { items: [] }), '/fr/bag'],
  ])('leaving after a view_cart with %s abandons no basket', (_, entry, path) => {
    start(path);
    layer.push(entry);
    expect(left()).toEqual([]);
  });

  it('leaving after a view_cart with items does', () => {
    start('/p');
    layer.push(event('view_cart', TOTE));
    expect(left()).toEqual(['basket']);
  });
});

describe('an order counts once', () => {
  const purchase = (transaction_id?: unknown) => ({ event: 'purchase', ecommerce: { transaction_id, items: [TOTE] } });
  const purchases = () => bench.said.filter(({ type }) => type === 'purchase').length;

  it.each<[string, unknown, unknown]>([
    ['by its number', 4711, '4711'],
    ['by its text', 'A-4711', 'A-4711'],
    ['by gtag', byTag('event', 'purchase', { transaction_id: 'A-1' }), undefined],
  ])('told %s, when the thank-you page is opened again', (_, first, second) => {
    const entry = () =>
      typeof first === 'object' ? byTag('event', 'purchase', { transaction_id: 'A-1' }) : purchase(first);
    layer.push(entry());
    start('/thanks');
    expect(purchases()).toBe(1);
    bench.stop();
    layer = [second === undefined ? entry() : purchase(second)];
    Object.assign(window, { dataLayer: layer });
    start('/thanks');
    expect(purchases()).toBe(0);
    layer.push(purchase('another'));
    expect(purchases()).toBe(1);
  });

  it('of the last ten, for thirty days, by a hash of its id', () => {
    start('/thanks');
    for (let at = 0; at < 11; at++) layer.push(purchase(`order-${at}`));
    const text = stored.get('fs_ometria_shop') ?? '';
    expect(text).not.toContain('order');
    expect(text.split('\n')[1]?.split(' ')).toHaveLength(10);
    bench.advance(29 * 864e5);
    layer.push(purchase('order-10'));
    expect(purchases()).toBe(11);
    bench.stop();
    stored.set(
      'fs_ometria_shop',
      text.replace(/^\d+/, (day) => String(Number(day) - 31)),
    );
    layer = [];
    Object.assign(window, { dataLayer: layer });
    start('/thanks');
    layer.push(purchase('order-10'));
    expect(purchases()).toBe(1);
  });

  it.each<[string, unknown]>([
    ['no id', undefined],
    ['an empty id', ''],
    ['an id that is no text', {}],
  ])('cannot be told with %s: it counts', (_, id) => {
    start('/thanks');
    layer.push(purchase(id), purchase(id));
    expect(purchases()).toBe(2);
  });

  it('without consent nothing of it is stored', () => {
    start('/thanks');
    bench.waitForConsent();
    layer.push(purchase('A-1'), event('add_to_cart', TOTE), purchase('A-1'));
    expect(purchases()).toBe(1);
    expect([...stored.keys()]).toEqual([]);
  });

  it('a thank-you page under the checkout’s path is no checkout', () => {
    layer.push(purchase('A-1'));
    start('/checkout/success', { funnel: [{ stage: 'checkout', page: '/checkout/*' }] }).now();
    expect(bench.ports.context.now()).toEqual({ type: 'confirmation' });
    expect(left()).toEqual([]);
  });
});

describe('JSON-LD is read by what the page is about', () => {
  const variant = (sku: string, more: object = {}) => ({ '@type': 'Product', sku, ...more });
  it.each<[string, unknown[], string]>([
    [
      'a group with its variants in it',
      [{ '@type': 'ProductGroup', productGroupID: 'G', hasVariant: [variant('1'), variant('2')] }],
      'G',
    ],
    [
      'a group beside its variants in a graph',
      [{ '@graph': [{ '@type': 'ProductGroup', '@id': '#g', productGroupID: 'G' }, variant('1'), variant('2')] }],
      'G',
    ],
    [
      'variants that name their group',
      [
        variant('1', { isVariantOf: { '@type': 'ProductGroup', productGroupID: 'G' } }),
        variant('2', { inProductGroupWithID: 'G' }),
      ],
      'G',
    ],
    ['a group without an id of its own', [{ '@type': ['ProductGroup'], productID: 'P', sku: 'S' }], 'P'],
    [
      'the page’s main entity',
      [{ '@type': 'ItemPage', mainEntity: { '@type': 'http://schema.org/Product', sku: 'S' } }],
      'S',
    ],
    ['theme and plug-in', [variant('S', { name: 'Tee' }), { '@graph': [variant('S')] }], 'S'],
    ['the one that the page is about', [variant('S', { mainEntityOfPage: '/p' }), variant('T')], 'S'],
    ['an id as an object', [{ '@type': 'Product', productID: { '@type': 'PropertyValue', value: 42 } }], '42'],
  ])('%s', (_, blocks, id) => {
    blocks.forEach(jsonLd);
    expect(start('/p').now()).toMatchObject({ type: 'product', product: id });
  });

  it('a list of products is about none', () => {
    jsonLd([variant('1'), variant('2')]);
    expect(start('/p').now()).toEqual({});
  });

  it.each<[string, unknown, string | undefined]>([
    ['an object', { '@type': 'CategoryCode', name: 'Knitwear', codeValue: '12' }, 'Knitwear'],
    ['a list', ['Clothes', 'Knitwear'], 'Knitwear'],
    ['a list of paths and objects', ['Clothes', { name: ['Clothes > Knitwear'] }], 'Knitwear'],
    ['a text in a language', { '@value': 'Knitwear', '@language': 'en' }, 'Knitwear'],
    ['an encoded path', 'Clothes &gt; Knitwear', 'Knitwear'],
    ['an object without a name', { '@id': '#c' }, undefined],
    ['a number', 7, '7'],
  ])('a category may be %s', (_, category, expected) => {
    jsonLd({ '@type': 'Product', sku: 'S', category });
    expect(start('/p').now().category).toBe(expected);
  });
});
