import type { Undo } from './guard.js';

/** What the page shows, as far as anybody has said. */
export interface PageContext {
  /** The site's word for the kind of page: `product`, `category`, `basket`, `checkout` … */
  type?: string;
  /** Ometria's id of the product. */
  product?: string;
  category?: string;
  /** Funnel stage. */
  stage?: string;
  /** Can the product be had? `out_of_stock`, as in product feeds, says that it cannot. */
  availability?: string;
}

/** A product of an event of the shop's. */
export interface ShopItem {
  /** Ometria's id of it. */
  product?: string | undefined;
  /** What all its variants share: the id of their group, else the name. */
  group: string;
  /** How many of it; undefined: the event does not say. */
  quantity?: number | undefined;
}

/** An event of the shop's data layer. */
export interface ShopEvent {
  /** GA4's name of it. */
  name: string;
  /** All that it says. */
  fields: Record<string, unknown>;
  items: readonly ShopItem[];
  /** Its list of items is there, and empty. */
  isEmpty: boolean;
}

/**
 * One product, by the ids it goes by: its own first, then those of its group or parent. An empty one stands for the product
 * of a page that names none.
 */
export type ProductIds = readonly string[];

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
  /** Where a dead end was told last: the route. */
  deadEnd?: string | undefined;
  /** Listens to the shop's events. null: somebody has listened before, who knows those that were pushed by then. */
  hear?: ((event: ShopEvent) => void) | null;
}
