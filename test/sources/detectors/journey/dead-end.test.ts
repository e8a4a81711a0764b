// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/detectors.js';
import { isUTurn, leadsNowhere, toPage } from '../../../../src/sources/detectors/journey/dead-end.js';
import type { ShopEvent } from '../../../../src/types/page-context.js';
import { type Bench, createBench } from '../../../support/detecting.js';

let bench: Bench;
/** `before`: the path that the link to it stood on. */
const start = (path: string, options: object = {}, before = '') => {
  window.history.replaceState(null, '', path);
  Object.defineProperty(document, 'referrer', {
    value: before && new URL(before, location.href).href,
    configurable: true,
  });
  bench = createBench(detectors(), options);
  return bench;
};
const item = (fields: object = {}) => ({ product: 'SKU-A', group: 'G', ...fields });
const tell = (event: Partial<ShopEvent>) =>
  bench.ports.context.hear?.({ name: 'search', fields: {}, items: [], isEmpty: false, ...event });
const reasons = () => bench.said.filter(({ type }) => type === 'dead_end').map(({ name }) => name);

afterEach(() => {
  bench?.stop();
  expect(bench?.left() ?? 0).toBe(0);
});

it.each([
  [200, false],
  [0, false],
  [304, false],
  [403, false],
  [404, true],
  [409, false],
  [410, true],
  [411, false],
  [499, false],
  [500, true],
  [503, true],
  [599, true],
])('status %i leads nowhere: %s', (status, expected) => {
  expect(leadsNowhere(status)).toBe(expected);
});

it.each([
  ['https://shop.example/knitwear?sort=price', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear#reviews', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear?q=1#reviews', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear/', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear/2', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear/page/12', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear/page-3/', 'https://shop.example/knitwear'],
  ['https://shop.example/knitwear/p2', 'https://shop.example/knitwear'],
  ['https://shop.example/product/FF-1001', 'https://shop.example/product/FF-1001'],
  ['https://shop.example/#/knitwear', 'https://shop.example/#/knitwear'],
  ['https://shop.example/?a=1#!/knitwear?page=2', 'https://shop.example/#!/knitwear'],
  ['https://shop.example:4173/', 'https://shop.example:4173'],
])('%s is the page %s', (address, expected) => {
  expect(toPage(address)).toBe(expected);
});

it.each([
  ['A B A B', 'B', ['A', 'B', 'A'], true],
  ['A list and a product', 'B', ['A', 'B.', 'A'], true],
  ['A product and a list', 'B', ['A.', 'B', 'A.'], true],
  ['Two products', 'B', ['A.', 'B.', 'A.'], false],
  ['A B A', 'A', ['B', 'A'], false],
  ['A B A C', 'C', ['A', 'B', 'A'], false],
  ['A B C B', 'B', ['C', 'B', 'A'], false],
  ['A A A A', 'A', ['A', 'A', 'A'], false],
  ['Nothing before', 'A', [], false],
])('%s', (_name, page, left, expected) => {
  expect(isUTurn(page, left)).toBe(expected);
});

describe('a page that is not there', () => {
  it.each([
    ['404', { type: 'navigate', responseStatus: 404 }, ['error']],
    ['503', { type: 'navigate', responseStatus: 503 }, ['error']],
    ['200', { type: 'navigate', responseStatus: 200 }, []],
    ['no status at all', { type: 'navigate' }, []],
    ['404, loaded again', { type: 'reload', responseStatus: 404 }, []],
    ['404, come back to', { type: 'back_forward', responseStatus: 404 }, []],
  ])('is told by the status: %s', (_name, navigation, expected) => {
    start('/gone', { navigation });
    expect(reasons()).toEqual(expected);
    expect(bench.said.every(({ page }) => page === '/gone')).toBe(true);
  });

  it('is told by the page’s own word, once', () => {
    start('/gone', { navigation: { type: 'navigate', responseStatus: 404 } });
    bench.ports.context.say({ type: 'error' });
    bench.ports.context.say({ category: 'Knitwear' });
    expect(reasons()).toEqual(['error']);
    window.history.pushState(null, '', '/also-gone');
    expect(reasons()).toEqual(['error']);
    bench.ports.context.say({ type: 'error' });
    expect(reasons()).toEqual(['error', 'error']);
  });

  it('is none where the detector is off, or the page is excluded', () => {
    start('/gone', { detect: { dead_end: false }, navigation: { type: 'navigate', responseStatus: 404 } });
    expect(reasons()).toEqual([]);
    expect(bench.own().maxima.trail).toBeUndefined();
    bench.stop();
    start('/excluded/gone', { navigation: { type: 'navigate', responseStatus: 404 } });
    expect(reasons()).toEqual([]);
  });
});

describe('a search that found nothing', () => {
  it.each<[string, string, Partial<ShopEvent>, string[]]>([
    ['a count of 0', '/s', { fields: { search_term: 'x', search_results: 0 } }, ['search']],
    ['a count of 0 as a text', '/s', { name: 'view_search_results', fields: { number_of_results: '0' } }, ['search']],
    ['an empty list of its own', '/s', { name: 'view_search_results', isEmpty: true }, ['search']],
    ['a count of 3', '/s', { fields: { results_count: 3 } }, []],
    ['no count', '/s', { fields: { search_term: 'x' } }, []],
    ['a count that is none', '/s', { fields: { results_count: null } }, []],
    ['a count of 0 of something else', '/s', { name: 'view_promotion', fields: { results_count: 0 } }, []],
    ['an empty list on a search page', '/search', { name: 'view_item_list', isEmpty: true }, ['search']],
    ['an empty list on Magento’s', '/catalogsearch/result', { name: 'view_item_list', isEmpty: true }, ['search']],
    ['an empty list elsewhere', '/research', { name: 'view_item_list', isEmpty: true }, []],
    ['a list without items on a search page', '/search', { name: 'view_item_list' }, []],
    ['a full list on a search page', '/search', { name: 'view_item_list', items: [item()] }, []],
    ['an empty basket on a search page', '/search', { name: 'view_cart', isEmpty: true }, []],
  ])('%s', (_name, path, event, expected) => {
    start(path);
    tell(event);
    expect(reasons()).toEqual(expected);
  });

  it('is known by the type that the page says', () => {
    start('/find');
    bench.ports.context.say({ type: 'search' });
    tell({ name: 'view_item_list', isEmpty: true });
    expect(reasons()).toEqual(['search']);
  });

  it('is told once, and not where something was found first', () => {
    start('/search');
    tell({ name: 'view_search_results', fields: { count: 0 } });
    tell({ name: 'view_item_list', isEmpty: true });
    expect(reasons()).toEqual(['search']);
    bench.stop();
    start('/search?q=b');
    tell({ name: 'view_item_list', items: [item()] });
    tell({ name: 'view_item_list', isEmpty: true });
    expect(reasons()).toEqual([]);
  });
});

describe('to and fro', () => {
  /** Pages of one tab, each of a document of its own; what was left stays in the record. */
  const visit = (
    steps: readonly [path: string, more?: { how?: string; type?: string; after?: number; from?: string }][],
  ) => {
    let record = {};
    let before = '';
    let at = 0;
    const said: string[] = [];
    for (const [path, { how = 'navigate', type, after = 5000, from = before } = {}] of steps) {
      start(path, { record, navigation: { type: how } }, from);
      bench.advance(at);
      // The bench's clock begins anew with each page: what was left moves with it.
      if (type) bench.ports.context.say({ type });
      bench.advance(after);
      bench.hide(true);
      said.push(...reasons().map(String));
      const trail = String(bench.own().maxima.trail ?? '').replace(/\d{13}/g, (time) =>
        String(Number(time) - after - at),
      );
      record = { ...bench.own(), maxima: { ...bench.own().maxima, trail } };
      before = path;
      at = 0;
      bench.stop();
    }
    return said;
  };

  it.each<[string, Parameters<typeof visit>[0], string[]]>([
    ['A B A B', [['/a'], ['/b'], ['/a'], ['/b']], ['turn']],
    ['once for each pair', [['/a'], ['/b'], ['/a'], ['/b'], ['/a'], ['/b'], ['/a']], ['turn']],
    ['another pair', [['/a'], ['/b'], ['/a'], ['/b'], ['/c'], ['/b'], ['/c']], ['turn', 'turn']],
    ['A B A C', [['/a'], ['/b'], ['/a'], ['/c']], []],
    ['by the back button', [['/a'], ['/b'], ['/a', { how: 'back_forward' }], ['/b']], []],
    ['an address that was typed', [['/a'], ['/b'], ['/a', { from: '' }], ['/b']], []],
    ['a link from another page', [['/a'], ['/b'], ['/a', { from: '/x' }], ['/b']], []],
    ['pages of a list', [['/a/page/1'], ['/a/page/2'], ['/a/page/1'], ['/a/page/2']], []],
    ['filters', [['/a?size=s'], ['/a?size=m'], ['/a?size=s'], ['/a?size=m']], []],
    [
      'variants of one product',
      [
        ['/tee-red', { type: 'product' }],
        ['/tee-blue', { type: 'product' }],
        ['/tee-red', { type: 'product' }],
        ['/tee-blue'],
      ],
      [],
    ],
    ['a list and a product', [['/a'], ['/tee', { type: 'product' }], ['/a'], ['/tee', { type: 'product' }]], ['turn']],
    [
      'the funnel’s own steps',
      [['/cart', { type: 'basket' }], ['/pay', { type: 'checkout' }], ['/cart', { type: 'basket' }], ['/pay']],
      [],
    ],
    ['an excluded page', [['/a'], ['/excluded/b'], ['/a'], ['/excluded/b']], []],
  ])('%s', (_name, steps, expected) => {
    expect(visit(steps)).toEqual(expected);
  });

  it.each([
    ['60 s', 60_000, []],
    ['just within', 59_999, ['turn']],
  ])('within a minute of leaving the first page: %s', (_name, since, expected) => {
    const now = 1_700_000_000_000;
    visit([['/a'], ['/b']]);
    start('/a', {});
    bench.hide();
    const word = String(bench.own().maxima.trail).slice(13);
    bench.stop();
    start('/b', {});
    bench.hide();
    const other = String(bench.own().maxima.trail).slice(13);
    bench.stop();
    const trail = `${now - 10}${word} ${now - 20}${other} ${now - since}${word}`;
    start('/b', { record: { maxima: { trail } }, navigation: { type: 'navigate' } }, '/a');
    expect(reasons()).toEqual(expected);
  });

  it('is found in a single-page shop, by clicks and not by the back button', () => {
    const route = (path: string, click = true) => {
      if (click) bench.fire('click', document.body);
      bench.advance(200);
      window.history.pushState(null, '', path);
    };
    start('/a');
    for (const path of ['/b', '/a', '/b']) route(path);
    expect(reasons()).toEqual(['turn']);
    bench.stop();
    start('/a');
    route('/b');
    route('/a', false);
    route('/b');
    expect(reasons()).toEqual([]);
    route('/a');
    route('/b');
    expect(reasons()).toEqual(['turn']);
  });

  it('is none where a route follows a click by three seconds, or the page comes back as it was', () => {
    start('/a');
    for (const path of ['/b', '/a', '/b']) {
      bench.fire('click', document.body);
      bench.advance(3000);
      window.history.pushState(null, '', path);
    }
    expect(reasons()).toEqual([]);
    bench.view();
    expect(String(bench.own().maxima.trail).split(' ')).toHaveLength(1);
  });
});
