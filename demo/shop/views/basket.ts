import { ga4Item, pictureOf, price, productsById, yarnOf } from '../catalogue.js';
import { page } from '../layout.js';
import { html, type Markup, raw } from '../markup.js';
import { type Line, type ShopRequest, sumsOf } from '../state.js';
import { card } from './cards.js';
import { stepper } from './product.js';

/** GA4 items of basket lines. */
const itemsOf = (lines: readonly Line[]) =>
  lines.map(({ product, colour, size, quantity }) => ga4Item(product, { colour, size, quantity }));

/** The GA4 `ecommerce` part for basket lines. */
export const commerceOf = (lines: readonly Line[], rest: object = {}) => ({
  currency: 'GBP',
  value: sumsOf(lines).subtotal / 100,
  ...rest,
  items: itemsOf(lines),
});

const line = (
  { product, colour, size, quantity }: Line,
  index: number,
): Markup => html`<li class="line" data-line="${JSON.stringify({ id: product.id, colour, size, quantity })}" data-item="${JSON.stringify(ga4Item(product, { colour, size, quantity }))}" data-pence="${product.pence}">
<a class="line-picture" href="/product/${product.id}" tabindex="-1" aria-hidden="true"><img src="${pictureOf(product, { colour })}" alt="" width="600" height="720"></a>
<div class="line-words">
<h2><a href="/product/${product.id}">${product.name}</a></h2>
<p>${yarnOf(colour).name}, ${size === 'One size' ? 'one size' : `size ${size}`}</p>
<p>${price(product.pence)} each</p>
</div>
<div class="line-tools">
${stepper({ id: `quantity-${index}`, label: `Quantity of ${product.name}`, value: quantity })}
<p class="price" data-line-total>${price(product.pence * quantity)}</p>
<button class="link" type="button" data-remove aria-label="Remove ${product.name}">Remove</button>
</div>
</li>
`;

const emptyBasket = (
  hidden: boolean,
): Markup => html`<div class="empty" data-basket-empty${hidden ? raw(' hidden') : ''}>
<p>Your basket is empty. It is lighter that way, but colder.</p>
<p><a class="button" href="/category/all">Find something warm</a></p>
</div>`;

export const basket = (request: ShopRequest): Markup => {
  const { lines } = request;
  const { subtotal, delivery, total } = sumsOf(lines);
  return page(request, {
    title: 'Basket',
    data: {
      type: 'basket',
      ...(lines.length > 0 ? { events: [{ event: 'view_cart', ecommerce: commerceOf(lines) }] } : {}),
    },
    body: html`<div class="title"><h1>Basket</h1></div>
${
  lines.length === 0
    ? emptyBasket(false)
    : html`${emptyBasket(true)}
<div class="basket" data-basket>
<div>
<ul class="lines">
${lines.map(line)}</ul>
<ff-gift-wrap></ff-gift-wrap>
</div>
<section class="summary" aria-labelledby="summary-title">
<h2 id="summary-title">Summary</h2>
<dl class="sums">
<div><dt>Subtotal</dt><dd data-subtotal>${price(subtotal)}</dd></div>
<div><dt>Delivery</dt><dd data-delivery>${delivery === 0 ? 'Free' : price(delivery)}</dd></div>
<div class="sums-total"><dt>Total</dt><dd data-total>${price(total)}</dd></div>
</dl>
<p><a class="button button-wide" href="/checkout">Go to checkout</a></p>
<p class="small">Delivery is free from £75.</p>
</section>
</div>`
}`,
  });
};

export const wishlist = (request: ShopRequest): Markup => {
  const products = productsById(request.wishlist);
  return page(request, {
    title: 'Wishlist',
    body: html`<div class="title"><h1>Wishlist</h1></div>
${
  products.length === 0
    ? html`<div class="empty"><p>Nothing here yet. Hearts on the product pages keep things for later.</p><p><a class="button" href="/category/all">Have a look round</a></p></div>`
    : html`<ul class="cards">${products.map((product, index) => card(product, { index }))}</ul>`
}`,
  });
};
