import { isAmong, type ProductIds } from '../../signals/page-context.js';
import { type Funnel, stageOf } from '../funnel.js';
import type { Ports } from '../source.js';
import type { DataLayerEvent } from './entry.js';
import { type Item, isOfPage } from './items.js';
import type { createMemory } from './memory.js';
import type { createStages } from './stages.js';

/** Which kind of page a GA4 event speaks of; those of the funnel's later stages speak of the checkout. */
const TYPES: Readonly<Record<string, string>> = {
  view_item: 'product',
  view_item_list: 'category',
  view_cart: 'basket',
  purchase: 'confirmation',
};

interface Parts {
  ports: Pick<Ports, 'context' | 'page'>;
  funnel: Funnel;
  stages: ReturnType<typeof createStages>;
  memory: ReturnType<typeof createMemory>;
}

/** What GA4 events tell of the page and of the basket. */
export const createReader = ({ ports: { context, page }, funnel, stages, memory }: Parts) => {
  /** The product that the page shows, by all that is known of it. */
  let shown: { ids: ProductIds; name: string } | undefined;

  const shownProduct = () => {
    const { type, product = '' } = context.now();
    if (type !== 'product') return undefined;
    return shown && shown.ids.includes(product) ? shown : { ids: [product], name: '' };
  };

  const show = (items: readonly Item[]) => {
    const [item] = items;
    if (!item || !item.product || stages.isCertain()) return;
    if (stages.isSuggested()) stages.withdraw();
    shown = item;
    context.levels = items.map(({ levels }) => levels);
    context.say({
      type: 'product',
      product: item.product,
      category: item.category || null,
      availability: item.isGone ? 'out_of_stock' : null,
    });
  };

  /** A basket or checkout shows products too, and lists stand on pages of every kind. */
  const nameType = (type: string, item: Item | undefined) => {
    const { type: known, stage } = context.now();
    if (known || (type === 'category' && stage && !stages.isCarried())) return;
    if (item) context.levels = [item.levels];
    context.say({ type, category: item && item.category });
  };

  /** An event without what it speaks of says nothing: many shops push `view_cart` on every page. */
  const isEmpty = (name: string, given: unknown, items: readonly Item[]): boolean =>
    !items.length && name !== 'purchase' && (Array.isArray(given) || /^view_/.test(name));

  const add = (items: readonly Item[], canBePages: boolean) => {
    const product = canBePages ? shownProduct() : undefined;
    let taken = memory.readTaken();
    for (const item of items) {
      const ids = product && isOfPage(item, product) ? [...item.ids, ...product.ids] : item.ids;
      if (ids.length) taken = [...taken.filter(([own]) => own !== ids[0]), ids];
    }
    context.taken = memory.keepTaken(taken);
  };

  const remove = (items: readonly Item[]) => {
    const taken = memory.readTaken();
    const left = taken.filter((ids) =>
      items.every((item) => {
        // Where that very variant is there, the product's other variants stay.
        const isThere = taken.some(([own]) => own === item.ids[0]);
        return isThere ? ids[0] !== item.ids[0] : !item.ids.some((id) => isAmong([ids], id));
      }),
    );
    context.taken = memory.keepTaken(left);
  };

  return {
    /** The product that JSON-LD or Open Graph tell of. */
    describe: (product: { ids: ProductIds; name: string }) => {
      shown = product;
    },
    read: ({ name, data }: DataLayerEvent, items: readonly Item[]) => {
      const stage = stageOf(funnel, page.path(), name);
      const type = TYPES[name] || (stage && 'checkout');
      if (isEmpty(name, data.items, items)) {
        // Its list is there and empty: a basket page with nothing in the basket.
        if (name === 'view_cart' && data.items && stages.isSuggested()) stages.withdraw();
        return;
      }
      if (name === 'view_item') show(items);
      else if (type) nameType(type, items[0]);
      if (stage) stages.reach(stage, name === 'view_cart');
      switch (name) {
        case 'add_to_cart':
        case 'add_to_wishlist':
          return add(items, true);
        case 'view_cart':
          return add(items, false);
        case 'remove_from_cart':
          return remove(items);
        case 'purchase':
          // The path of a thank-you page may be the checkout's.
          if (stages.isSuggested()) stages.withdraw();
      }
    },
  };
};
