import type { ProductIds } from '../../signals/page-context.js';
import { hash } from '../../tools/text.js';
import { shopKey } from '../../visit/records.js';
import type { Ports } from '../source.js';

// Baskets outlive visits, and a thank-you page is opened again from the history.
const MAX_DAYS = 30;
const MAX_ORDERS = 10;
const MAX_TAKEN = 9;
const DAY_MS = 864e5;

/**
 * What is remembered in this browser between visits, while there is consent: hashes of the last transaction ids, and the
 * products in the basket or on the wishlist. One key; the lines are the day, the hashes, then a line for each product.
 * A text and no list: a page's own toJSON on Array.prototype would be called.
 */
export const createMemory = ({ page, session }: Ports, prefix: string) => {
  const { local } = page.storage;
  const key = shopKey(prefix);
  const today = () => Math.floor(page.now() / DAY_MS);
  /** Of this page, kept or not: without consent it is all there is. */
  let counted: string[] = [];
  let taken: readonly ProductIds[] = [];

  const read = () => {
    const [day = '', orders = '', ...lines] = String((session() && local.get(key)) || '').split('\n');
    const isCurrent = Math.abs(today() - Number(day || NaN)) <= MAX_DAYS;
    return {
      orders: isCurrent ? orders.split(' ') : [],
      taken: isCurrent ? lines.map((line) => line.split('\t')) : [],
    };
  };
  const write = () => {
    if (!session()) return;
    const orders = [...new Set([...read().orders, ...counted])].slice(-MAX_ORDERS);
    local.set(key, [today(), orders.join(' '), ...taken.map((ids) => ids.join('\t'))].join('\n'));
  };

  const readTaken = (): readonly ProductIds[] => (session() ? read().taken : taken);
  const keepTaken = (products: readonly ProductIds[]): readonly ProductIds[] => {
    taken = products.slice(-MAX_TAKEN);
    write();
    return taken;
  };

  return {
    readTaken,
    keepTaken,
    /** Pages repeat their events when they are opened again. Says whether the order is new, and remembers it. */
    isNewOrder: (id: unknown): boolean => {
      if ((typeof id !== 'string' && typeof id !== 'number') || id === '') return true;
      const code = hash(String(id)).toString(36);
      if (counted.includes(code) || read().orders.includes(code)) return false;
      counted = [...counted, code].slice(-MAX_ORDERS);
      keepTaken(readTaken());
      return true;
    },
  };
};
