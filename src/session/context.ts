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

export interface Context {
  now(): PageContext;
  /** Takes in what is said; unknown members and values that are not texts are ignored. */
  say(input: unknown): void;
  /** A new page view: nothing is known of it yet. */
  clear(): void;
}

export const createContext = (): Context => {
  let context: PageContext = {};
  return {
    now: () => context,
    say: (input) => {
      const given = toObject(input);
      for (const key of ['type', 'product', 'category', 'stage'] as const) {
        const text = readText(given[key], 64);
        if (text) context = { ...context, [key]: text };
      }
    },
    clear: () => {
      context = {};
    },
  };
};
