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

export interface Context {
  now(): PageContext;
  /** Takes in what is said; null takes a word back. Unknown members and values that are not texts are ignored. */
  say(input: unknown): void;
  /** A new page view: nothing is known of it yet. */
  clear(): void;
  /** Calls back after every change; `cleared`: a view has ended. */
  follow(changed: (cleared: boolean) => void): Undo;
  /** Products that were put into the basket or on the wishlist; an empty text among them stands for the one of a page that names none. */
  taken: readonly string[];
  /** The route of this document that was told last. */
  route?: string;
}

export const createContext = (): Context => {
  let context: PageContext = {};
  const followers: ((cleared: boolean) => void)[] = [];
  const tell = (cleared = false) => {
    for (const follower of [...followers]) follower(cleared);
  };
  return {
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
      tell(true);
    },
    follow: (changed) => addTo(followers, changed),
    taken: [],
  };
};
