import { addTo, type Undo } from '../guard.js';
import { readText, toObject } from '../text.js';

/** What the page shows, as far as anybody has said. */
export interface PageContext {
  /** The site's word for the kind of page: `product`, `category`, `basket`, `checkout` … */
  type?: string;
  /** Ometria's id of the product. */
  product?: string;
  category?: string;
  /** Funnel stage. */
  stage?: string;
}

/**
 * One product, by the ids it goes by: its own first, then those of its group or parent. An empty one stands for the product
 * of a page that names none.
 */
export type ProductIds = readonly string[];

// Shops append what tells the variants apart: `TEE-1-RED` is a variant of `TEE-1`, `TEE-10` is not.
const isVariant = (id: string, parent: string): boolean =>
  !!parent && id.startsWith(parent) && /^[^a-z\d]/i.test(id.slice(parent.length));

/** Do two ids stand for one product, or for a product and a variant of it? */
export const isSameProduct = (one: string, other: string): boolean =>
  one === other || isVariant(one, other) || isVariant(other, one);

/** Is the product among those? */
export const isAmong = (products: readonly ProductIds[], id: string): boolean =>
  products.some((ids) => ids.some((one) => isSameProduct(one, id)));

export interface Context {
  now(): PageContext;
  /** Takes in what is said; null takes a word back. Unknown members and values that are not texts are ignored. */
  say(input: unknown): void;
  /** A new page view: nothing is known of it yet. */
  clear(): void;
  /** Calls back after every change; `cleared`: a view has ended. */
  follow(changed: (cleared: boolean) => void): Undo;
  /** All categories that the page was said to be in, of whatever level: paths or names. Only the option `exclude` asks. */
  levels: readonly string[];
  /** Products that were put into the basket or on the wishlist. */
  taken: readonly ProductIds[];
  /** The route of this document that was told last. */
  route?: string;
}

export const createContext = (): Context => {
  let context: PageContext = {};
  const followers: ((cleared: boolean) => void)[] = [];
  const tell = (cleared = false) => {
    for (const follower of [...followers]) follower(cleared);
  };
  const made: Context = {
    now: () => context,
    say: (input) => {
      const given = toObject(input);
      const next = { ...context };
      for (const key of ['type', 'product', 'category', 'stage'] as const) {
        const text = readText(given[key], 64);
        if (text) next[key] = text;
        else if (given[key] === null) delete next[key];
      }
      context = next;
      tell();
    },
    clear: () => {
      context = {};
      made.levels = [];
      tell(true);
    },
    follow: (changed) => addTo(followers, changed),
    levels: [],
    taken: [],
  };
  return made;
};
