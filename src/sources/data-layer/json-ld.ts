import { toObject } from '../../tools/text.js';

/** What a page says of its one product. */
export interface Described {
  id: string | undefined;
  name: string;
  /** Paths or names, the most particular last. */
  categories: string[];
}

/** The texts of a value, in whatever shape schema.org allows: a text, a number, a list, an object with a name or a value. */
const toTexts = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value).trim()].filter(Boolean);
  if (Array.isArray(value)) return value.flatMap(toTexts);
  const { name, value: given, '@value': literal } = toObject(value);
  const inner = name || given || literal;
  return inner ? toTexts(inner) : [];
};

const toText = (value: unknown): string | undefined => toTexts(value).pop();

type Node = Record<string, unknown>;

/** Products that the page's JSON-LD describes, and groups of variants; not those that it only refers to. */
const collect = (document: Document) => {
  const products: Node[] = [];
  const groups: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    const node = toObject(value);
    for (const inner of [node['@graph'], node.mainEntity]) if (inner) visit(inner);
    const types = toTexts(node['@type']).map((type) => type.replace(/^.*[/:#]/, ''));
    if (types.includes('ProductGroup')) groups.push(node);
    else if (types.includes('Product')) products.push(node);
  };
  document.querySelectorAll('script[type="application/ld+json"]').forEach((script) => {
    try {
      visit(JSON.parse(script.textContent || ''));
    } catch {
      // Malformed by the shop: search engines cannot read it either.
    }
  });
  return groups.length ? groups : products;
};

/** A product that comes in variants is told by the group. */
const idOf = ({ productGroupID, isVariantOf, inProductGroupWithID, productID, sku }: Node): string | undefined =>
  toText(productGroupID) ||
  toText(toObject(isVariantOf).productGroupID) ||
  toText(inProductGroupWithID) ||
  toText(productID) ||
  toText(sku);

/** The one product of a page that says so in JSON-LD or Open Graph; a list of products is no product page. */
export const findProduct = (document: Document): Described | undefined => {
  const found = collect(document);
  const main = found.filter(({ mainEntityOfPage }) => mainEntityOfPage);
  const [product, ...more] = main.length === 1 ? main : found;
  const id = product && idOf(product);
  // Theme and plug-in may both describe it, and all variants of one group are one product.
  if (product && more.every((other) => id && idOf(other) === id))
    return { id, name: toText(product.name) || '', categories: toTexts(product.category) };
  const meta = (name: string) => document.querySelector(`meta[property="${name}"]`)?.getAttribute('content');
  if (meta('og:type') !== 'product') return undefined;
  return {
    id: toText(meta('product:retailer_item_id')),
    name: toText(meta('og:title')) || '',
    categories: toTexts(meta('product:category')),
  };
};
