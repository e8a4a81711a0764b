import type { Switches } from '../switches.js';
import { CATEGORIES } from './catalogue.js';
import { html, jsonBlock, type Markup, raw } from './markup.js';
import type { ShopRequest } from './state.js';

const icon = (paths: string): Markup =>
  raw(
    `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${paths}</svg>`,
  );

export const ICONS = {
  search: icon('<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>'),
  account: icon('<circle cx="12" cy="8" r="4"/><path d="M4 21c.8-4.6 4-7 8-7s7.2 2.4 8 7"/>'),
  heart: icon(
    '<path d="M12 20.500C5 15.5 3 12 3 8.800A4.8 4.8 0 0 1 12 6.5 4.8 4.8 0 0 1 21 8.800C21 12 19 15.5 12 20.500Z"/>',
  ),
  basket: icon('<path d="M3.5 9.500h17l-1.8 11H5.300zM8 9.500L11 3.500M16 9.500L13 3.500M9 13v4M12 13v4M15 13v4"/>'),
  menu: icon('<path d="M3.5 6.500h17M3.5 12h17M3.5 17.500h17"/>'),
  turn: icon('<path d="M20 12c0 2.5-3.6 4.5-8 4.500S4 14.5 4 12s3.6-4.5 8-4.500c2.2 0 4.2.5 5.7 1.300M18 5v4h-4"/>'),
};

const mark = raw(
  '<svg class="mark" viewBox="0 0 48 40" width="48" height="40" aria-hidden="true" focusable="false"><path class="mark-far" d="M22 30L34 9l13 21z"/><path class="mark-near" d="M1 30L16 6l15 24z"/><path class="mark-snow" d="M16 6l-5.6 9 3.6 2.2 2-2.6 2.6 3 3-2.4z"/><path class="mark-sea" d="M3 34q3.5-2.6 7 0t7 0 7 0 7 0 7 0 7 0"/></svg>',
);

interface VendorScript {
  src: string;
  delay?: number;
}

/** Vendors' scripts as the switches ask for them; `delay` in ms is for those that come late on purpose. */
const vendorScripts = (switches: Switches): VendorScript[] => {
  const scripts: VendorScript[] = [];
  if (switches.fs !== 'off') scripts.push({ src: '/assets/fullstory-snippet.js' });
  if (switches.ometria !== 'off') {
    const late = switches.ometria === 'late' ? { delay: Number(switches.ometriaDelay) } : {};
    scripts.push({ src: '/vendors/ometria.js', ...late });
  }
  return scripts;
};

// The one block that a marketer changes: docs/recipes.md says what may stand in it.
const DEFAULT_TAG_OPTIONS = `{
  "debug": true,
  "budget": 750,
  "detect": { "mouse_thrash": true, "search_struggle": true, "basket_churn": true, "hesitation": true },
  "echo": { "fullstory": true },
  "rules": [
    {
      "name": "checkout_rescue",
      "steps": [
        { "signal": ["rage_click", "rage_tap", "error_click", "form_error"], "stage": ["checkout", "payment", "review"] },
        { "signal": "funnel_abandon" }
      ],
      "unless": [{ "signal": "purchase" }],
      "set": { "rescue_stage": ["var", "signal.stage"] }
    }
  ]
}`;

const tagOptions = (switches: Switches): string => {
  if (switches.tagOptions === '') return DEFAULT_TAG_OPTIONS;
  try {
    return JSON.stringify(JSON.parse(switches.tagOptions), null, 2);
  } catch {
    // What cannot be read is what a test of bad input wants on the page.
    return switches.tagOptions;
  }
};

const tagScript = (switches: Switches): Markup | string => {
  const kind = switches.tag;
  if (kind === 'off') return '';
  const build = kind === 'core' || kind === 'loader' ? `.${kind}` : '';
  const file = `fullstory-ometria${build}.min.js`;
  const start = kind === 'manual' ? ' data-start="manual"' : '';
  // Single quotes around the value keep the JSON readable in the page source.
  const options = tagOptions(switches).replaceAll('&', '&amp;').replaceAll("'", '&#39;');
  return raw(`<script async src="/dist/${file}" data-consent="command"${start} data-options='${options}'></script>`);
};

interface Head {
  title: string;
  description?: string | undefined;
  data: object;
  request: ShopRequest;
  extra?: Markup;
}

const head = ({ title, description, data, request, extra }: Head): Markup => {
  const { switches } = request;
  const { inspector } = switches;
  const vendors = vendorScripts(switches);
  const now = request.consent === 'granted' ? vendors.filter((script) => script.delay === undefined) : [];
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${description ? html`<meta name="description" content="${description}">\n` : ''}<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script type="application/json" id="shop-page">${jsonBlock(data)}</script>
<script src="/assets/queue.js"></script>
${inspector === 'off' ? '' : html`<script src="/assets/inspector.js" data-inspector="${inspector}"></script>\n`}<script src="/assets/consent.js" data-vendors="${JSON.stringify(vendors)}"></script>
<script src="/assets/platform.js"></script>
${now.map(({ src }) => html`<script src="${src}"${src.startsWith('/vendors/') ? raw(' async') : ''}></script>\n`)}${tagScript(switches)}
${extra ?? ''}`;
};

const searchForm = (request: ShopRequest): Markup => html`<div class="search" role="search">
<form action="/search" method="get" data-search>
<label class="visually-hidden" for="search-field">Search the shop</label>
<input id="search-field" name="q" type="search" autocomplete="off" placeholder="Search: cable, moss, mittens…" value="${request.path === '/search' ? (request.query.get('q') ?? '') : ''}" aria-describedby="search-status">
<button class="icon-button" type="submit"><span class="visually-hidden">Search</span>${ICONS.search}</button>
</form>
<p class="visually-hidden" id="search-status" role="status"></p>
<div class="search-results" id="search-results" hidden></div>
</div>`;

const header = (request: ShopRequest): Markup => {
  const current = (href: string) => (request.path === href ? raw(' aria-current="page"') : '');
  return html`<header class="header">
<div class="ribbon"><p><span>A demonstration: nothing here is for sale.</span> <a href="/guide"${current('/guide')}>Guide to the signals</a> <a href="/inbox">Contact inbox</a> <a href="/scenes">Scenes</a></p></div>
<div class="header-row">
<button class="icon-button menu-button" type="button" aria-expanded="false" aria-controls="site-nav" data-menu><span class="visually-hidden">Menu</span>${ICONS.menu}</button>
<a class="logo" href="/">${mark}<span class="logo-words">Fjord <i>&amp;</i> Fell</span></a>
${searchForm(request)}
<ul class="tools">
<li><a class="icon-button" href="${request.user ? '/account' : '/account/login'}"${current('/account')}>${ICONS.account}<span class="tool-word">${request.user ? 'Account' : 'Log in'}</span></a></li>
<li><a class="icon-button" href="/wishlist"${current('/wishlist')}>${ICONS.heart}<span class="tool-word">Wishlist</span><span class="badge" data-wishlist-count${request.wishlist.length ? '' : raw(' hidden')}>${request.wishlist.length}</span></a></li>
<li><a class="icon-button" href="/basket"${current('/basket')}>${ICONS.basket}<span class="tool-word">Basket</span><span class="badge" data-basket-count${request.pieces ? '' : raw(' hidden')}>${request.pieces}</span></a></li>
</ul>
</div>
<nav class="nav" id="site-nav" aria-label="Main">
<ul>
<li><a href="/category/all"${current('/category/all')}>Everything</a></li>
${CATEGORIES.map(({ slug, name }) => html`<li><a href="/category/${slug}"${current(`/category/${slug}`)}>${name}</a></li>\n`)}</ul>
</nav>
</header>`;
};

const checkoutHeader = (): Markup => html`<header class="header header-plain">
<div class="header-row">
<a class="logo" href="/">${mark}<span class="logo-words">Fjord <i>&amp;</i> Fell</span></a>
<p class="secure"><span class="secure-words">Secure checkout <span aria-hidden="true">·</span> </span><a href="/basket">Back to basket</a></p>
</div>
</header>`;

const banner = (
  request: ShopRequest,
): Markup => html`<section class="consent" id="consent" aria-labelledby="consent-title" tabindex="-1"${request.consent ? raw(' hidden') : ''} data-consent-banner>
<h2 id="consent-title">Biscuits with your tea?</h2>
<p>We would like to record how the shop is used (FullStory) and to write to you about things you liked (Ometria). Both only if you agree.</p>
<div class="consent-buttons">
<button class="button" type="button" data-consent-choice="granted">Accept</button>
<button class="button button-quiet" type="button" data-consent-choice="denied">Decline</button>
</div>
</section>`;

const footer = (): Markup => html`<footer class="footer">
<div class="band" aria-hidden="true"></div>
<div class="footer-columns">
<section aria-labelledby="letter-title">
<h2 id="letter-title">Letters from the fell</h2>
<p>One e-mail a month: new patterns, old weather.</p>
<form class="letter" action="/newsletter" method="post">
<label for="bx-newsletter-email">E-mail address</label>
<div class="field-row">
<input id="bx-newsletter-email" name="email" type="email" autocomplete="email" required placeholder="you@example.com">
<button class="button" type="submit">Sign up</button>
</div>
</form>
</section>
<nav aria-labelledby="footer-shop">
<h2 id="footer-shop">Shop</h2>
<ul>
${CATEGORIES.map(({ slug, name }) => html`<li><a href="/category/${slug}">${name}</a></li>\n`)}</ul>
</nav>
<nav aria-labelledby="footer-demo">
<h2 id="footer-demo">Behind the counter</h2>
<ul>
<li><a href="/guide">Guide to the signals</a></li>
<li><a href="/inbox">Contact inbox</a></li>
<li><a href="/scenes">Scenes</a></li>
<li><a href="/checkout/payment?tour=1">One-minute tour</a></li>
<li><a href="/blank">Empty page</a></li>
<li><button class="link" type="button" data-consent-open>Cookie settings</button></li>
</ul>
</nav>
</div>
<p class="imprint">Fjord &amp; Fell is an invented shop. Orders go nowhere, cards are never charged, sheep were not asked.</p>
</footer>`;

interface PageParts {
  title?: string;
  description?: string;
  data?: object;
  body: Markup;
  extra?: Markup;
  className?: string;
  /** Without the shop's navigation. */
  plain?: boolean;
}

/** A whole page. `data` is what the shop's own script and the vendors' page data are made from. */
export const page = (
  request: ShopRequest,
  { title, description, data = {}, body, extra, className = '', plain = false }: PageParts,
): Markup => {
  const name = title === undefined ? 'Fjord & Fell · Knitwear' : `${title} · Fjord & Fell`;
  const pageData = { type: 'other', spa: request.switches.ometria === 'spa', ...withVisitor(request), ...data };
  return html`<!doctype html>
<html lang="en-GB">
<head>
${head({
  title: name,
  description,
  data: pageData,
  request,
  extra: html`<link rel="stylesheet" href="/assets/shop.css">
<script type="module" src="/assets/shop.js"></script>
${extra ?? ''}`,
})}</head>
<body${className ? html` class="${className}"` : ''}>
<a class="skip" href="#main">Skip to content</a>
${banner(request)}
${plain ? checkoutHeader() : header(request)}
<main id="main" tabindex="-1">
${body}
</main>
${footer()}
<p class="toast" role="status" data-toast></p>
</body>
</html>`;
};

const withVisitor = (request: ShopRequest) => ({
  ...(request.user ? { visitor: request.user } : {}),
  // Tells the platform script whether a bag of page data for the tracker belongs on the page, and who calls init.
  tracker: request.switches.ometria,
});

/** An empty page that loads only what the switches ask for. */
export const blank = (request: ShopRequest): Markup =>
  html`<!doctype html>
<html lang="en-GB">
<head>
${head({ title: 'Empty page', data: { type: 'other', ...withVisitor(request) }, request })}</head>
<body>
<main>
<h1>Empty page</h1>
</main>
</body>
</html>`;

/** A trail of links to the page; the last entry is the page itself. */
export const breadcrumb = (
  trail: readonly (readonly [name: string, href?: string])[],
): Markup => html`<nav class="breadcrumb" aria-label="Breadcrumb">
<ol>
${trail.map(([name, href]) => (href ? html`<li><a href="${href}">${name}</a></li>\n` : html`<li aria-current="page">${name}</li>\n`))}</ol>
</nav>`;
