import { CATEGORIES, pictureOf, productsById } from '../catalogue.js';
import { page } from '../layout.js';
import { html, type Markup } from '../markup.js';
import type { ShopRequest } from '../state.js';
import { card, viewItemList } from './cards.js';

const FEATURED = ['FF-1001', 'FF-4003', 'FF-2002', 'FF-3002'];
const LIST = { id: 'home', name: 'Home: from the needles' };

export const home = (request: ShopRequest): Markup => {
  const products = productsById(FEATURED);
  return page(request, {
    description: 'Jumpers, cardigans and warm things, knitted slowly for people who go outside.',
    className: 'home',
    data: { type: 'homepage', events: [viewItemList(products, LIST)] },
    body: html`<section class="hero" aria-labelledby="hero-title">
<img class="hero-picture" src="/picture/landscape.svg" alt="" width="1120" height="450">
<div class="hero-words">
<p class="eyebrow">Winter, row by row</p>
<h1 id="hero-title">Knitted slowly, for people who go outside</h1>
<p>Shetland, lambswool and merino, in colours taken from water, moss and rust.</p>
<p class="hero-actions"><a class="button" href="/category/jumpers">See the jumpers</a> <a class="button button-quiet" href="/category/all">See everything</a></p>
</div>
</section>
<section class="section" aria-labelledby="tiles-title">
<h2 id="tiles-title">Where is it cold?</h2>
<ul class="tiles">
${productsById(CATEGORIES.map(({ cover }) => cover)).map(
  (
    product,
  ) => html`<li><a class="tile" href="/category/${product.category.slug}"><img src="${pictureOf(product)}" alt="" width="600" height="720" loading="lazy"><span>${product.category.name}</span></a></li>
`,
)}</ul>
</section>
<section class="section" aria-labelledby="featured-title">
<div class="section-head"><h2 id="featured-title">From the needles</h2><a href="/category/all">Everything</a></div>
<ul class="cards">
${products.map((product, index) => card(product, { index, list: LIST, level: 'h3' }))}</ul>
</section>
<section class="promises" aria-label="What we promise">
<ul>
<li><h2>Mended for life</h2><p>Send it back with a hole, get it back without.</p></li>
<li><h2>Wool with a name</h2><p>Every label says which hill the sheep stood on.</p></li>
<li><h2>Sixty days to decide</h2><p>Wear it on a walk. Then make up your mind.</p></li>
</ul>
</section>`,
  });
};
