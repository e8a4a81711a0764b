import { addTo } from '../tools/guard.js';
import { readText, toObject } from '../tools/text.js';
import type { Context, PageContext, ProductIds } from '../types/page-context.js';

export type { Context, PageContext, ProductIds } from '../types/page-context.js';

// Shops append what tells the variants apart: `TEE-1-RED` is a variant of `TEE-1`, `TEE-10` is not.
const isVariant = (id: string, parent: string): boolean =>
  !!parent && id.startsWith(parent) && /^[^a-z\d]/i.test(id.slice(parent.length));

/** Do two ids stand for one product, or for a product and a variant of it? */
export const isSameProduct = (one: string, other: string): boolean =>
  one === other || isVariant(one, other) || isVariant(other, one);

/** Is the product among those? */
export const isAmong = (products: readonly ProductIds[], id: string): boolean =>
  products.some((ids) => ids.some((one) => isSameProduct(one, id)));

export const createContext = (): Context => {
  let context: PageContext = {};
  const followers: ((cleared: boolean) => void)[] = [];
  const notify = (cleared = false) => {
    for (const follower of [...followers]) follower(cleared);
  };
  const made: Context = {
    now: () => context,
    say: (input) => {
      const given = toObject(input);
      const next = { ...context };
      for (const key of ['type', 'product', 'category', 'stage', 'availability'] as const) {
        const text = readText(given[key], 64);
        if (text) next[key] = text;
        else if (given[key] === null) delete next[key];
      }
      context = next;
      notify();
    },
    clear: () => {
      context = {};
      made.levels = [];
      notify(true);
    },
    follow: (changed) => addTo(followers, changed),
    levels: [],
    taken: [],
  };
  return made;
};
