import { find, type Product, pictureOf, price } from '../catalogue.js';
import { breadcrumb, page } from '../layout.js';
import { html, type Markup } from '../markup.js';
import type { ShopRequest } from '../state.js';
import { card, viewItemList } from './cards.js';

const INSTANT = 5;
const LIST = { id: 'search', name: 'Search results' };

const instant = (text: string, products: readonly Product[]): Markup => html`<ul>
${products.slice(0, INSTANT).map(
  (
    product,
  ) => html`<li><a href="/product/${product.id}"><img src="${pictureOf(product)}" alt="" width="600" height="720"><span>${product.name}</span><span class="price">${price(product.pence)}</span></a></li>
`,
)}</ul>
${products.length === 0 ? html`<p>Nothing for “${text}”.</p>` : html`<p><a href="/search?q=${encodeURIComponent(text)}">All ${products.length} results</a></p>`}`;

/** The search page; with `partial=instant` only the short list under the search field. */
export const search = (request: ShopRequest): Markup => {
  const text = (request.query.get('q') ?? '').trim().slice(0, 80);
  const products = find(text);
  if (request.query.get('partial') === 'instant') return instant(text, products);
  return page(request, {
    title: text === '' ? 'Search' : `Search: ${text}`,
    data: {
      type: 'search',
      tracking: { query: text },
      events: text === '' ? [] : [{ event: 'search', search_term: text }, viewItemList(products, LIST)],
    },
    body: html`${breadcrumb([['Home', '/'], ['Search']])}
<div class="title"><h1>${text === '' ? 'What are you looking for?' : html`Results for “${text}”`}</h1>
<p>${text === '' ? 'Type a stitch, a colour or a thing to wear in the field above.' : `${products.length} ${products.length === 1 ? 'piece' : 'pieces'}`}</p></div>
${text !== '' && products.length === 0 ? html`<p class="empty">Nothing on the needles goes by that name. Try “cable”, “moss” or “mittens”.</p>` : ''}
${products.length > 0 ? html`<ul class="cards">${products.map((product, index) => card(product, { index, list: LIST, eager: index < 4 }))}</ul>` : ''}`,
  });
};
