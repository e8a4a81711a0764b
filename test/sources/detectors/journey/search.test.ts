// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { detectors } from '../../../../src/detectors.js';
import { asksFor } from '../../../../src/sources/detectors/journey/search.js';
import { type Bench, createBench } from '../../../support/detecting.js';

let bench: Bench;
const ON = { detect: { search_struggle: true } };
const start = (options: object = ON, referrer = '') => {
  Object.defineProperty(document, 'referrer', { value: referrer, configurable: true });
  window.history.replaceState(null, '', '/');
  bench = createBench(detectors(), options);
};
const search = (term: unknown, name = 'search') =>
  bench.ports.context.hear?.({ name, fields: { search_term: term }, items: [], isEmpty: false });
/** Some input, so that attention goes on. */
const attend = (seconds: number) => {
  for (let at = 0; at < seconds; at++) {
    bench.fire('pointermove', document.body);
    bench.advance(1000);
  }
};
const count = () => bench.own().counters.search;

afterEach(() => {
  bench?.stop();
  expect(bench?.left() ?? 0).toBe(0);
});

it.each([
  ['https://shop.example/search?q=cable', 'cable', true],
  ['https://shop.example/search?q=Cable%20Knit&sort=price', 'cable knit', true],
  ['https://shop.example/search?q=cable+knit', 'cable knit', true],
  ['https://shop.example/search?q=m%C3%BCtze', 'mütze', true],
  ['https://shop.example/search?q=moss', 'cable', false],
  ['https://shop.example/catalogue', 'cat', false],
  ['', 'cable', false],
])('%s asks for %s: %s', (address, term, expected) => {
  expect(asksFor(address, term)).toBe(expected);
});

describe('one search after another', () => {
  /** Searches, so many ms apart. */
  const all = (terms: readonly unknown[], gap = 20_000) => {
    for (const [at, term] of terms.entries()) {
      if (at) bench.advance(gap);
      search(term);
    }
  };

  it.each<[string, readonly unknown[], number, string[], number | undefined]>([
    ['three in three minutes', ['cable', 'moss', 'hat'], 89_999, ['search_struggle'], 3],
    ['three in longer', ['cable', 'moss', 'hat'], 90_000, [], 3],
    ['two', ['cable', 'moss'], 20_000, [], 2],
    ['the same', ['cable', ' Cable', 'cable', 'CABLE'], 20_000, [], 1],
    ['to and fro between two', ['cable', 'moss', 'cable', 'moss'], 20_000, [], 2],
    ['typed on', ['c', 'ca', 'cab', 'cabl', 'cable'], 2000, [], 1],
    ['slower than anybody types', ['c', 'ca', 'cab'], 2001, ['search_struggle'], 3],
    ['without a term', [undefined, '', 7, null], 20_000, [], undefined],
    ['six', ['a', 'b', 'c', 'd', 'e', 'f'], 20_000, ['search_struggle', 'search_struggle'], 6],
  ])('%s', (_name, terms, gap, expected, searches) => {
    start();
    all(terms, gap);
    expect(bench.types()).toEqual(expected);
    expect(count()).toBe(searches);
  });

  it('counts GA4’s two events for one search once', () => {
    start();
    for (const term of ['cable', 'moss']) {
      search(term);
      search(term, 'view_search_results');
      bench.advance(20_000);
    }
    expect([bench.types(), count()]).toEqual([[], 2]);
  });

  it('is off unless it is asked for', () => {
    start({});
    all(['cable', 'moss', 'hat']);
    expect([bench.types(), count()]).toEqual([[], undefined]);
  });

  it('goes on over the pages of a tab, and keeps no word of what was searched for', () => {
    let record = {};
    for (const [at, term] of ['cable', 'moss', 'hat'].entries()) {
      start({ ...ON, record }, at ? `https://shop.example/search?q=${['', 'cable', 'moss'][at]}` : '');
      search(term);
      record = { ...bench.own(), startedAt: 1 };
      expect(JSON.stringify([...bench.stored, record])).not.toContain(term);
      if (at < 2) {
        // The bench's clock begins anew.
        record = {
          ...record,
          maxima: {
            sought: String(bench.own().maxima.sought).replace(/\d+/g, (time) => String(Number(time) - 30_000)),
          },
        };
        bench.stop();
      }
    }
    expect(bench.types()).toEqual(['search_struggle']);
    expect(bench.own().maxima.sought).toBe('');
  });

  it.each([
    ['sorted or filtered', 'navigate', 'https://shop.example/search?q=cable'],
    ['loaded again', 'reload', ''],
    ['come back to', 'back_forward', ''],
  ])('does not count the same search %s', (_name, type, referrer) => {
    start({ ...ON, navigation: { type } }, referrer);
    search('cable');
    expect(count()).toBeUndefined();
    bench.advance(20_000);
    search('moss');
    expect(count()).toBe(1);
  });

  it.each([
    [10, 'product', []],
    [9, 'product', ['search_struggle']],
    [30, 'category', ['search_struggle']],
  ])('with %i s of attention to a %s between: %j', (seconds, type, expected) => {
    start();
    all(['cable', 'moss']);
    window.history.pushState(null, '', '/product');
    bench.ports.context.say({ type, product: 'SKU-A' });
    attend(seconds);
    bench.fire('click', document.body);
    window.history.pushState(null, '', '/elsewhere');
    search('hat');
    expect(bench.types().filter((one) => one !== 'dwell')).toEqual(expected);
  });
});
