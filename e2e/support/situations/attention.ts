// How long somebody attends to a product.
import { turn } from './acts.js';
import { family, NOTHING, type Situation } from './situation.js';

export const ATTENTION: readonly Situation[] = [
  ...family('Attention to a product, by a clock', 'product.html', [
    {
      what: 'two minutes, with a movement of the mouse now and then',
      clock: true,
      found: { dwell: 2 },
      why: 'at 60 s and at 120 s',
      act: ({ attend }) => attend(130),
    },
    {
      what: 'twenty seconds, and then away from the desk',
      clock: true,
      found: NOTHING,
      act: ({ attend }) => attend(20),
    },
    {
      what: 'an idle visitor, for an hour',
      clock: true,
      found: NOTHING,
      act: ({ page }) => page.clock.runFor('01:00:00'),
    },
    {
      what: 'a background tab, for three minutes',
      clock: true,
      found: NOTHING,
      act: async ({ page, attend }) => {
        await turn(page, 'hidden');
        await attend(180);
      },
    },
    {
      what: 'a visible window without the focus, for three minutes',
      clock: true,
      found: NOTHING,
      act: async ({ page, attend }) => {
        await page.evaluate(() => {
          document.hasFocus = () => false;
          window.dispatchEvent(new Event('blur'));
        });
        await attend(180);
      },
    },
    {
      what: 'two products in two tabs, 40 s each, twice 20 s at a time',
      clock: true,
      found: NOTHING,
      act: async ({ page, attend, open }) => {
        const other = await open('product.html#view_item/SKU-B');
        for (let times = 0; times < 2; times++) {
          await turn(other.page, 'hidden');
          await turn(page, 'visible');
          await attend(20);
          await turn(page, 'hidden');
          await turn(other.page, 'visible');
          await other.attend(20);
        }
      },
    },
    {
      what: 'three minutes, after it was put into the basket',
      clock: true,
      found: NOTHING,
      act: async ({ click, attend }) => {
        await click('#add');
        await attend(180);
      },
    },
  ]),
  ...family('Attention to a product, by a clock', 'product.html#view_item_list', [
    {
      what: 'three minutes on its own page, after it was put into the basket on a list',
      clock: true,
      found: NOTHING,
      act: async ({ click, page, attend }) => {
        await click('#add');
        await page.goto('/widgets/product.html?product-page');
        await page.waitForFunction(() => 'health' in Reflect.get(window, 'fsOmetria'), undefined, { polling: 50 });
        await attend(180);
      },
    },
    { what: 'three minutes on a list', clock: true, found: NOTHING, act: ({ attend }) => attend(180) },
  ]),
];
