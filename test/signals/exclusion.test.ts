import { describe, expect, it } from 'vitest';
import { dataLayer } from '../../src/data-layer.js';
import { isExcludedCategory } from '../../src/signals/exclusion.js';
import { openShop } from '../support/shop.js';

describe('an excluded category', () => {
  it.each([
    ['Intimates', 'Intimates'],
    ['Intimates', ' intimates  '],
    ['Intimates', 'Women > Intimates > Bras'],
    ['Intimates', 'Women/Intimates'],
    ['Intimates', 'Women &gt; Intimates'],
    ['Intimates', 'Women | INTIMATES'],
    ['Women > Intimates', 'Women / Intimates / Bras'],
    ['Health & Beauty', 'Health &amp; Beauty'],
    ['Health & Beauty', 'health &amp;amp; beauty'],
    ['Health &amp; Beauty', 'Health & Beauty'],
    ['Men’s health', 'Men&#8217;s&nbsp;Health'],
    ['Men’s health', 'Men&#x2019;s health'],
    ['Café', 'CAF&Eacute;'],
    ['Café', 'Cafe\u0301'],
    ['Intimates', 'Inti\u00admates'],
    ['下着', '服 > 下着'],
  ])('“%s” is met by “%s”', (excluded, category) => {
    expect(isExcludedCategory([excluded], [undefined, category])).toBe(true);
  });

  it.each([
    ['Intimates', 'Intimates and more'],
    ['Intimates', 'Inti mates'],
    ['Women > Intimates', 'Intimates > Women'],
    ['Women > Bras', 'Women > Intimates > Bras'],
    ['Health', 'Health food'],
    ['', 'Intimates'],
    ['&', 'Intimates'],
    ['Intimates', ''],
  ])('“%s” is not met by “%s”', (excluded, category) => {
    expect(isExcludedCategory([excluded], [category, undefined])).toBe(false);
  });

  const item = { item_id: 'BRA', item_category: 'Women', item_category2: 'Intimates', item_category3: 'Bras' };
  it.each<[string, object, object]>([
    ['of the second level', { exclude: { categories: ['Intimates'] } }, item],
    ['of the third level, in small letters', { exclude: { categories: ['bras'] } }, item],
    ['as a path', { exclude: { categories: ['Women > Intimates'] } }, item],
    [
      'with an entity, beside the level that is shown',
      { exclude: { categories: ['Health & Beauty'] }, category: { level: 2 } },
      { item_id: 'PILL', item_category: 'Health &amp; Beauty', item_category2: 'Vitamins' },
    ],
    ['of the second item of a set', { exclude: { categories: ['Intimates'] } }, [{ item_id: 'SET' }, item]],
  ])('%s: nothing is looked at', (_, options, items) => {
    const shop = openShop({
      url: 'https://shop.example/p',
      build: { sources: [dataLayer()], adapters: {} },
      options,
      prepare: (window) =>
        Object.assign(window, { dataLayer: [{ event: 'view_item', ecommerce: { items: [items].flat() } }] }),
    });
    shop.pass(1000);
    shop.ragehook();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
    expect(shop.tag.health()).toMatchObject({ signals: { refused: 1 }, problems: [{ code: 'excluded' }] });
  });

  it.each(['/intimates/bra', '/fr/intimates/bra', '/us/en/Intimates/bra'])('is a page too, on %s', (path) => {
    const shop = openShop({ url: `https://shop.example${path}`, options: { exclude: { pages: ['/intimates/*'] } } });
    shop.ragehook();
    shop.pass(20_000);
    expect(shop.received()).toEqual([]);
  });

  it('is not met by other products', () => {
    const shop = openShop({
      build: { sources: [dataLayer()], adapters: {} },
      options: { exclude: { categories: ['Intimates'] } },
      prepare: (window) =>
        Object.assign(window, { dataLayer: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'TOTE' }] } }] }),
    });
    shop.pass(1000);
    shop.ragehook();
    shop.pass(20_000);
    expect(shop.received()).toHaveLength(1);
  });
});
