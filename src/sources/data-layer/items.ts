import { type Config, readOptions } from '../../config/read-options.js';
import { isAmong, type ProductIds } from '../../signals/page-context.js';
import { readText, toObject } from '../../tools/text.js';
import type { ShopItem } from '../../types/page-context.js';
import type { Ports } from '../source.js';

/** A GA4 item. */
export interface Item extends ShopItem {
  /** Of the level that the site has asked for. */
  category?: string | undefined;
  /** Of all levels, as a path. */
  levels: string;
  ids: ProductIds;
  name: string;
  /** Was it chosen from a list, such as a recommendation? */
  isListed: boolean;
  /** Not to be had. */
  isGone: boolean;
}

/** Out of stock, in the words of product feeds, of schema.org and of shops. */
export const isGone = (availability: unknown): boolean =>
  typeof availability === 'string' && /(out.?of.?stock|sold.?out)$/i.test(availability);

/** How the shop's products are called in Ometria. */
export const createItemReader = (config: Config, report: Ports['report']) => {
  const { match = '(.*)', ...rest } = toObject(config.product);
  const { from } = readOptions({ from: 'item_id' }, rest, { report, path: 'product.' });
  const { level } = readOptions({ level: 1 }, config.category, { report, path: 'category.' });
  let pattern: RegExp | undefined;
  try {
    if (typeof match === 'string') pattern = new RegExp(match);
  } catch {
    // Reported below.
  }
  if (!pattern) report('bad_option', 'product.match');

  const toText = (value: unknown) => readText(typeof value === 'number' ? String(value) : value, 64);

  const toId = (value: unknown): string | undefined => {
    const text = typeof value === 'number' ? String(value) : value;
    const found = typeof text === 'string' && pattern && pattern.exec(text);
    return found ? toText(found[1]) : undefined;
  };

  const read = (item: unknown): Item => {
    const fields = toObject(item);
    const product = toId(fields[from]);
    // A variant may bring its parent's id.
    const [id, group] = ['item_id', 'item_group_id'].map((name) => toText(fields[name]));
    const name = toText(fields.item_name) || '';
    const { quantity } = fields;
    // `item_category2`, in some plug-ins `item_category_2`.
    const levels = Object.keys(fields).filter((name) => /^item_category/.test(name));
    return {
      product,
      category: toText(fields[`item_category${level > 1 ? level : ''}`]),
      levels: levels
        .sort()
        .map((name) => toText(fields[name]))
        .filter(Boolean)
        .join('>'),
      ids: [product, id, group].filter((id, at, all): id is string => !!id && all.indexOf(id) === at),
      name,
      group: group || name || product || '',
      quantity: typeof quantity === 'number' ? quantity : undefined,
      isListed: !!(fields.item_list_id || fields.item_list_name),
      // GA4 has no parameter for it: `availability`, `item_stock_status`.
      isGone: Object.keys(fields).some((name) => /avail|stock/i.test(name) && isGone(fields[name])),
    };
  };

  return {
    toId,
    /** The items of an event: a list, a list as an object with numbers for keys, or a single one. */
    readAll: (given: unknown): Item[] => {
      const fields = toObject(given);
      const single: unknown[] = fields[from] ? [given] : Object.values(fields);
      const list: unknown[] = Array.isArray(given) ? given : single;
      return list.filter((item) => toObject(item) === item).map(read);
    },
  };
};

/**
 * Is what was added the product that the page shows, or a variant of it? By an id in common, else by the name; where neither
 * tells, it is, unless it was chosen from a list.
 */
export const isOfPage = (item: Item, shown: { ids: ProductIds; name: string }): boolean => {
  if (item.ids.some((id) => isAmong([shown.ids], id))) return true;
  const [one, other] = [item.name, shown.name].map((name) => name.trim().toLowerCase());
  if (one && other) return one.startsWith(other) || other.startsWith(one);
  return !item.isListed;
};
