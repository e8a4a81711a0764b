import { firstColour, ga4Item, PRODUCTS, type Product, pictureOf, price, productById, yarnOf } from '../catalogue.js';
import { breadcrumb, ICONS, page } from '../layout.js';
import { html, jsonBlock, type Markup, raw } from '../markup.js';
import type { ShopRequest } from '../state.js';
import { card } from './cards.js';

const VIEWS: readonly (readonly [view: string, words: string])[] = [
  ['front', 'laid flat'],
  ['detail', 'the stitches close up'],
  ['yarn', 'the yarn it is knitted from'],
];

interface Measures {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

const MEASURES = {
  clothes: {
    head: ['Size', 'Chest', 'Length', 'Sleeve'],
    rows: [
      ['XS', '96 cm', '62 cm', '44 cm'],
      ['S', '102 cm', '64 cm', '45 cm'],
      ['M', '108 cm', '66 cm', '46 cm'],
      ['L', '114 cm', '68 cm', '47 cm'],
      ['XL', '122 cm', '70 cm', '48 cm'],
    ],
  },
  feet: {
    head: ['Size', 'Foot', 'Leg'],
    rows: [
      ['36–38', '24 cm', '22 cm'],
      ['39–41', '26 cm', '23 cm'],
      ['42–44', '28 cm', '24 cm'],
      ['45–47', '30 cm', '25 cm'],
    ],
  },
  hands: {
    head: ['Size', 'Round the hand', 'Length'],
    rows: [
      ['S', '18 cm', '24 cm'],
      ['M', '20 cm', '26 cm'],
      ['L', '22 cm', '28 cm'],
    ],
  },
  one: { head: ['Size', 'Fits'], rows: [['One size', 'Everybody so far']] },
};

const measuresOf = (product: Product): Measures => {
  if (product.sizes.length === 5) return MEASURES.clothes;
  if (product.sizes.length === 4) return MEASURES.feet;
  return product.sizes.length === 3 ? MEASURES.hands : MEASURES.one;
};

const structured = (product: Product) => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  '@id': `/product/${product.id}#product`,
  name: product.name,
  sku: product.id,
  productID: product.id,
  brand: { '@type': 'Brand', name: 'Fjord & Fell' },
  category: `${product.category.top} > ${product.category.name}`,
  description: product.sentence,
  image: VIEWS.map(([view]) => pictureOf(product, { view })),
  color: product.colours.map((colour) => yarnOf(colour).name),
  material: product.yarn,
  offers: {
    '@type': 'Offer',
    priceCurrency: 'GBP',
    price: (product.pence / 100).toFixed(2),
    availability: 'https://schema.org/InStock',
    url: `/product/${product.id}`,
  },
});

const gallery = (
  product: Product,
): Markup => html`<section class="gallery" aria-roledescription="carousel" aria-label="Pictures" data-carousel>
<div class="gallery-stage">
<div class="slides">
${VIEWS.map(
  (
    [view, words],
    index,
  ) => html`<div class="slide" aria-roledescription="slide" aria-label="${index + 1} of ${VIEWS.length}" role="group"${index ? raw(' hidden') : ''}><img src="${pictureOf(product, { view })}" alt="${product.name}, ${words}" width="600" height="720" data-view="${view}"></div>
`,
)}</div>
<button class="round previous" type="button" aria-label="Previous picture" data-previous>‹</button>
<button class="round next" type="button" aria-label="Next picture" data-next>›</button>
<button class="spin" type="button" id="spin-view" data-testid="spin-view">${ICONS.turn}Turn it round</button>
</div>
<ul class="thumbs">
${VIEWS.map(
  (
    [view, words],
    index,
  ) => html`<li><button type="button" data-slide="${index}" aria-current="${index === 0 ? 'true' : 'false'}"><img src="${pictureOf(product, { view })}" alt="Show ${words}" width="600" height="720" data-view="${view}"></button></li>
`,
)}</ul>
</section>`;

const swatches = (product: Product, chosen: string): Markup => html`<fieldset class="choice">
<legend>Colour: <output data-colour-name>${yarnOf(chosen).name}</output></legend>
<div class="swatches">
${product.colours.map(
  (
    colour,
  ) => html`<label class="swatch"><input type="radio" name="colour" value="${colour}" data-name="${yarnOf(colour).name}"${colour === chosen ? raw(' checked') : ''}><svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false"><circle cx="20" cy="20" r="18" fill="${yarnOf(colour).hex}"/></svg><span class="visually-hidden">${yarnOf(colour).name}</span></label>
`,
)}</div>
</fieldset>`;

const sizes = (product: Product, chosen: string | undefined): Markup => html`<fieldset class="choice">
<legend>Size${product.sizes.length === 1 ? '' : html` <button class="link" type="button" aria-haspopup="dialog" data-open-dialog="size-guide">Size guide</button>`}</legend>
<div class="sizes">
${product.sizes.map((size) => {
  const gone = product.soldOut.includes(size);
  return html`<label class="size${gone ? ' size-gone' : ''}"><input type="radio" name="size" value="${size}"${size === chosen ? raw(' checked') : ''}${gone ? raw(' data-sold-out') : ''}><span>${size}${gone ? html`<span class="visually-hidden"> (sold out)</span>` : ''}</span></label>
`;
})}</div>
</fieldset>`;

/** A quantity with − and +; the number can be typed as well. */
export const stepper = ({
  id,
  label,
  value,
}: {
  id: string;
  label: string;
  value: number;
}): Markup => html`<div class="stepper" role="group" aria-label="${label}" data-stepper>
<button type="button" aria-label="Decrease quantity" data-step="-1">−</button>
<input id="${id}" name="quantity" type="number" inputmode="numeric" min="1" max="20" value="${value}" aria-label="${label}">
<button type="button" aria-label="Increase quantity" data-step="1">+</button>
</div>`;

const accordion = (product: Product): Markup => html`<div class="accordion">
<details name="product-details" open><summary>What it is</summary><p>${product.sentence} Knitted in ${product.stitchName.toLowerCase()} from ${product.yarn.toLowerCase() === 'shetland' ? 'Shetland wool' : product.yarn.toLowerCase()}, on frames that were old when our grandmothers were young. Style ${product.id}.</p></details>
<details name="product-details"><summary>Care</summary><p>Wash by hand in lukewarm water, press, never wring. Dry flat. Once a year, hang it out in a frost.</p></details>
<details name="product-details"><summary>Delivery and returns</summary><p>Free from £75, otherwise £3.95. Three to five days. Sixty days to send it back, worn on a walk or not.</p></details>
</div>`;

const sizeGuide = (product: Product): Markup => {
  const { head, rows } = measuresOf(product);
  return html`<dialog class="dialog" id="size-guide" aria-labelledby="size-guide-title">
<div class="dialog-body">
<h2 id="size-guide-title">Size guide</h2>
<p>Measured flat, on the garment. Between two sizes, take the larger one: wool likes company.</p>
<table>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map(([size, ...cells]) => html`<tr><th scope="row">${size}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table>
<button class="button" type="button" data-close-dialog>Close</button>
</div>
</dialog>`;
};

export const product = (request: ShopRequest, id: string): Markup | undefined => {
  const found = productById(id);
  if (found === undefined) return undefined;
  const colour = firstColour(found);
  const size =
    found.sizes.includes('M') && !found.soldOut.includes('M')
      ? 'M'
      : found.sizes.find((one) => !found.soldOut.includes(one));
  const item = ga4Item(found, { colour, size });
  const wished = request.wishlist.includes(found.id);
  const others = PRODUCTS.filter((other) => other.stitch === found.stitch && other.id !== found.id).slice(0, 4);
  const extra = html`<meta property="og:type" content="product">
<meta property="og:title" content="${found.name}">
<meta property="og:image" content="${pictureOf(found)}">
<meta property="product:retailer_item_id" content="${found.id}">
<meta property="product:price:amount" content="${(found.pence / 100).toFixed(2)}">
<meta property="product:price:currency" content="GBP">
<meta property="product:category" content="${found.category.name}">
<script type="application/ld+json">${jsonBlock(structured(found))}</script>
`;
  return page(request, {
    title: found.name,
    description: found.sentence,
    extra,
    data: {
      type: 'product',
      tracking: { id: found.id },
      events: [{ event: 'view_item', ecommerce: { currency: 'GBP', value: found.pence / 100, items: [item] } }],
    },
    body: html`${breadcrumb([['Home', '/'], [found.category.name, `/category/${found.category.slug}`], [found.name]])}
<article class="product" aria-labelledby="product-title">
${gallery(found)}
<div class="buy">
<p class="eyebrow">${found.category.name} <span aria-hidden="true">·</span> ${found.yarn}</p>
<h1 id="product-title">${found.name}</h1>
<p class="price price-large">${price(found.pence)}</p>
<p class="lead">${found.sentence}</p>
<form class="buy-form" action="/basket" method="post" data-buy data-item="${JSON.stringify(item)}" data-picture="/picture/${found.id}.">
<input type="hidden" name="action" value="add">
<input type="hidden" name="id" value="${found.id}">
${swatches(found, colour)}
${sizes(found, size)}
<div class="buy-row">
${stepper({ id: 'quantity', label: 'Quantity', value: 1 })}
<button class="button button-buy" type="submit" data-add>Add to basket</button>
<button class="round wish" type="button" aria-pressed="${wished ? 'true' : 'false'}" aria-label="Keep on the wishlist" data-wish="${found.id}">${ICONS.heart}</button>
</div>
<div class="sold-out" data-sold-out-note hidden>
<p>This size is sold out.</p>
<button class="button button-quiet" type="button" data-size-wanted>Tell me when it is back</button>
</div>
</form>
<p class="stock"><button class="link" type="button" id="stock-check" data-testid="stock-check">Check stock in our shops</button></p>
${accordion(found)}
</div>
</article>
${sizeGuide(found)}
${
  others.length > 0
    ? html`<section class="section" aria-labelledby="others-title"><h2 id="others-title">Knitted the same way</h2>
<ul class="cards">
${others.map((other, index) => card(other, { index, level: 'h3' }))}</ul></section>`
    : ''
}`,
  });
};
