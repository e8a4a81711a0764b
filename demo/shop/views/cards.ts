import { ga4Item, type Product, pictureOf, price, yarnOf } from '../catalogue.js';
import { html, type Markup, raw } from '../markup.js';

const PRICE_COLOURS = 4;

/** A list as GA4 knows it. */
export interface List {
  id: string;
  name: string;
}

interface Place {
  index?: number;
  list?: List;
  /** Its picture loads at once. */
  eager?: boolean;
  level?: 'h2' | 'h3';
}

/** A product in a list. The first few pictures of a page load at once, the others when they come near. */
export const card = (product: Product, { index = 0, list, eager = false, level = 'h2' }: Place = {}): Markup => {
  const item = ga4Item(product, { index, ...(list ? { item_list_id: list.id, item_list_name: list.name } : {}) });
  return html`<li class="card" data-item="${JSON.stringify(item)}">
<a class="card-link" href="/product/${product.id}">
<img src="${pictureOf(product)}" alt="" width="600" height="720"${eager ? '' : raw(' loading="lazy"')}>
${raw(`<${level} class="card-name">`)}${product.name}${raw(`</${level}>`)}
</a>
<p class="card-note">${product.yarn}, ${product.stitchName.toLowerCase()}</p>
<p class="card-foot"><span class="price">${price(product.pence)}</span>
<span class="dots"><span class="visually-hidden">${product.colours.length} colours: ${product.colours.map((colour) => yarnOf(colour).name).join(', ')}</span>${product.colours.slice(0, PRICE_COLOURS).map((colour) => dot(colour))}</span></p>
</li>
`;
};

/** A colour as a small disc; its fill is an attribute, since a style attribute would need a laxer policy. */
export const dot = (colour: string, size = 14): Markup =>
  raw(
    `<svg class="dot" viewBox="0 0 20 20" width="${size}" height="${size}" aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="9" fill="${yarnOf(colour).hex}"/></svg>`,
  );

/** The GA4 event of a list of products that came into view. */
export const viewItemList = (products: readonly Product[], list: List) => ({
  event: 'view_item_list',
  ecommerce: {
    item_list_id: list.id,
    item_list_name: list.name,
    items: products.map((product, index) =>
      ga4Item(product, { index, item_list_id: list.id, item_list_name: list.name }),
    ),
  },
});
