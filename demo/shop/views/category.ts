import { CATEGORIES, type Category, categoryBySlug, listing, PRODUCTS, type Product, yarnOf } from '../catalogue.js';
import { breadcrumb, page } from '../layout.js';
import { html, type Markup, raw } from '../markup.js';
import type { ShopRequest } from '../state.js';
import { card, dot, type List, viewItemList } from './cards.js';

const PER_PAGE = 6;
const SORTS = [
  ['featured', 'Featured'],
  ['price-up', 'Price, low to high'],
  ['price-down', 'Price, high to low'],
  ['name', 'Name'],
];

/** A page of a category's list. */
interface Context {
  category: Category;
  products: readonly Product[];
  number: number;
}

const listOf = (category: Category): List => ({ id: category.slug, name: category.name });

const pageNumber = (query: URLSearchParams): number => Math.max(1, Math.trunc(Number(query.get('page'))) || 1);

const filterQuery = (query: URLSearchParams): URLSearchParams => {
  const kept = new URLSearchParams();
  for (const name of ['colour', 'size', 'yarn', 'sort'])
    for (const value of query.getAll(name)) kept.append(name, value);
  return kept;
};

const cardsOf = ({ category, products, number }: Context): Markup[] => {
  const from = (number - 1) * PER_PAGE;
  return products
    .slice(from, from + PER_PAGE)
    .map((product, index) =>
      card(product, { index: from + index, list: listOf(category), eager: number === 1 && index < 3 }),
    );
};

const more = (request: ShopRequest, { category, products, number }: Context): Markup | string => {
  if (products.length <= number * PER_PAGE) return '';
  const next = filterQuery(request.query);
  next.set('page', String(number + 1));
  return html`<p class="more"><a class="button button-quiet" href="/category/${category.slug}?${next}" data-more>Show more</a></p>`;
};

const results = (
  request: ShopRequest,
  context: Context,
): Markup => html`<p class="count" role="status" data-count>${context.products.length} ${context.products.length === 1 ? 'piece' : 'pieces'}</p>
${
  context.products.length === 0
    ? html`<p class="empty">Nothing on the needles matches all of that. <a href="/category/${context.category.slug}">Clear the filters</a></p>`
    : html`<ul class="cards cards-list" data-list>
${cardsOf(context)}</ul>`
}
${more(request, context)}`;

interface Group {
  name: string;
  title: string;
  options: readonly (readonly [value: string, label: string, picture?: Markup])[];
}

const group = (request: ShopRequest, { name, title, options }: Group): Markup => html`<fieldset class="filter">
<legend>${title}</legend>
<ul>
${options.map(
  ([
    value,
    label,
    picture,
  ]) => html`<li><label class="check"><input type="checkbox" name="${name}" value="${value}"${request.query.getAll(name).includes(value) ? raw(' checked') : ''}><span>${picture ?? ''}${label}</span></label></li>
`,
)}</ul>
</fieldset>
`;

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const filters = (request: ShopRequest, category: Category): Markup => {
  const inside = PRODUCTS.filter((product) => category.slug === 'all' || product.category === category);
  const clothes = category.slug === 'jumpers' || category.slug === 'cardigans';
  const sizes = clothes ? (inside[0]?.sizes ?? []) : [];
  return html`<form class="filters" method="get" action="/category/${category.slug}" data-filters>
<details class="filters-fold" open data-filters-fold>
<summary>Filter and sort</summary>
<div class="filters-body">
<p class="field"><label for="sort">Sort by</label>
<select id="sort" name="sort">
${SORTS.map(([value, label]) => html`<option value="${value}"${request.query.get('sort') === value ? raw(' selected') : ''}>${label}</option>\n`)}</select></p>
${group(request, {
  name: 'colour',
  title: 'Colour',
  options: unique(inside.flatMap((product) => product.colours)).map((colour) => [
    colour,
    yarnOf(colour).name,
    dot(colour, 16),
  ]),
})}
${sizes.length > 0 ? group(request, { name: 'size', title: 'Size', options: sizes.map((size) => [size, size]) }) : ''}
${group(request, { name: 'yarn', title: 'Yarn', options: unique(inside.map((product) => product.yarn)).map((yarn) => [yarn, yarn]) })}
<p class="filters-apply" data-filters-apply><button class="button button-quiet" type="submit">Apply</button></p>
</div>
</details>
</form>`;
};

/** A category page; with `partial=results` or `partial=more` only the list that script puts in. */
export const category = (request: ShopRequest, slug: string): Markup | undefined => {
  const found = categoryBySlug(slug);
  if (found === undefined) return undefined;
  const context = { category: found, products: listing(slug, request.query), number: pageNumber(request.query) };
  const partial = request.query.get('partial');
  if (partial === 'results') return results(request, context);
  if (partial === 'more') return html`<ul>${cardsOf(context)}</ul>${more(request, context)}`;
  const shown = context.products.slice((context.number - 1) * PER_PAGE, context.number * PER_PAGE);
  return page(request, {
    title: found.name,
    description: found.intro,
    data: {
      type: 'listing',
      tracking: { listing: found.slug },
      events: [viewItemList(shown, listOf(found))],
    },
    body: html`${breadcrumb([['Home', '/'], [found.name]])}
<div class="title"><h1>${found.name}</h1><p>${found.intro}</p></div>
${slug === 'all' ? html`<ul class="chips">${CATEGORIES.map(({ slug: other, name }) => html`<li><a class="chip" href="/category/${other}">${name}</a></li>`)}</ul>` : ''}
<div class="with-filters">
${filters(request, found)}
<div class="results" data-results>
${results(request, context)}
</div>
</div>`,
  });
};
