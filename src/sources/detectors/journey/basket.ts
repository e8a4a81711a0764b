import { hash } from '../../../tools/text.js';
import type { ShopEvent, ShopItem } from '../../../types/page-context.js';
import type { DetectorContext } from '../context.js';
import { recent, wordOf } from './recent.js';

const MAX_OUT = 9;

/** How many of a product the basket holds after an event, if it tells. */
export const holds = (name: string, { quantity }: ShopItem, before: number): number | undefined => {
  switch (name) {
    case 'view_cart':
      return quantity;
    case 'add_to_cart':
      return before + (quantity || 1);
    case 'remove_from_cart':
      // Without a quantity the whole line goes.
      return quantity && quantity < before ? before - quantity : 0;
  }
  return undefined;
};

/** The same product out again, or several one after the other. What the visit has not seen in the basket is not known. */
export const watchBasket = ({ page, session, settings, say }: DetectorContext): ((event: ShopEvent) => void) => {
  const { times, products, within } = settings.basket_churn;
  const change = (name: string, item: ShopItem) => {
    const open = session();
    const code = hash(item.group).toString(36);
    const key = `in:${code}`;
    const own = open ? open.own().maxima : {};
    const before = Number(own[key] || 0);
    const after = holds(name, item, before);
    if (!open || !item.group || after === undefined || after === before) return;
    open.update({ maxima: { [key]: after } });
    if (name !== 'remove_from_cart' || after) return;
    const now = page.now();
    const outs = [now + code, ...recent(own.outs, 0)].slice(0, MAX_OUT);
    const again = outs.filter((one) => wordOf(one) === code);
    const kept = outs.join(' ');
    const different = new Set(recent(kept, now - within).map(wordOf));
    const isChurn = again.length >= times || different.size >= products;
    open.update({ maxima: { outs: isChurn ? '' : kept } });
    if (isChurn) say('basket_churn', { product: item.product });
  };
  return ({ name, items }) => {
    for (const item of items) change(name, item);
  };
};
