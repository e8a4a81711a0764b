import { breadcrumb, page } from '../layout.js';
import { html, type Markup } from '../markup.js';
import type { ShopRequest } from '../state.js';

interface SignalGuide {
  type: string;
  what: string;
  where: readonly (readonly [name: string, href: string])[];
  how: string;
  not?: string;
}

/** Every signal: what it is, where in the shop to provoke it, and how. */
const SIGNALS: readonly SignalGuide[] = [
  {
    type: 'rage_click',
    what: 'Three or more quick clicks on one spot.',
    where: [['the payment step', '/checkout/payment']],
    how: 'Press Apply beside the promo code four times, fast. It does nothing, on purpose.',
    not: 'Hammering + on a quantity, or the arrows of the pictures: they answer, so it is not rage.',
  },
  {
    type: 'rage_tap',
    what: 'The same with a finger.',
    where: [['the payment step', '/checkout/payment']],
    how: 'On a phone, or with the device toolbar of the browser’s tools, tap Apply four times, fast.',
  },
  {
    type: 'dead_click',
    what: 'A click on something that looks clickable, and nothing happens.',
    where: [
      ['the Skerry jumper', '/product/FF-1001'],
      ['the basket, inside a shadow root', '/basket'],
    ],
    how: '“Turn it round” on the picture, “Write a card” in the gift wrap box of a full basket, or Apply at payment. Click once and wait four seconds.',
    not: 'A size, a swatch, the size guide, Show more: something changes.',
  },
  {
    type: 'error_click',
    what: 'A click that makes the page’s script throw.',
    where: [['the Skerry jumper', '/product/FF-1001']],
    how: '“Check stock in our shops” throws an error at every click.',
  },
  {
    type: 'form_error',
    what: 'An attempt to submit that fails.',
    where: [
      ['contact', '/checkout'],
      ['delivery', '/checkout/delivery'],
      ['payment', '/checkout/payment'],
    ],
    how: 'Continue with an empty e-mail (the browser objects), with an empty delivery form (the shop objects), with the postcode ZE1 or a card that ends in 0 (the server objects).',
  },
  {
    type: 'form_abandon',
    what: 'A form was begun and left.',
    where: [['delivery', '/checkout/delivery']],
    how: 'Type a name, then leave by the logo at the top.',
    not: 'The search field and the one-field newsletter form.',
  },
  {
    type: 'dwell',
    what: 'A minute’s attention on one product without a decision; again at two, four and eight.',
    where: [['the Inisheer cable jumper', '/product/FF-1003']],
    how: 'Stay for a minute, with the page in front, and move the mouse or scroll now and then. From two minutes it is high-intent dwell.',
    not: 'A tab in the background, a visitor who went to make tea, a product that was added to the basket or wishlist.',
  },
  {
    type: 'dead_end',
    what: 'A page that leads nowhere: not found, a search without results, or to and fro between two pages.',
    where: [
      ['a page that is not there', '/product/FF-0000'],
      ['a search that finds nothing', '/search?q=umbrella'],
    ],
    how: 'Follow one of the links. Or press Jumpers, Throws, Jumpers and Throws in the menu within a minute.',
    not: 'The back button, sorting and filters, one product and another, the steps of the checkout.',
  },
  {
    type: 'search_struggle',
    what: 'Three different searches within three minutes, and nothing that is worth a look. Off by default.',
    where: [['the search', '/search']],
    how: 'Search for cable, then for moss, then for mittens.',
    not: 'The same word sorted another way; a product between that was looked at for ten seconds.',
  },
  {
    type: 'basket_churn',
    what: 'The same thing into the basket and out again, twice; or three things out within two minutes. Off by default.',
    where: [
      ['the Skerry jumper', '/product/FF-1001'],
      ['the basket', '/basket'],
    ],
    how: 'Add it, remove it in the basket, add it again, remove it again.',
    not: 'A quantity that goes up and down.',
  },
  {
    type: 'hesitation',
    what: 'Everything is filled in, and nobody pays. Off by default; goes with the abandonment, and is taken back like it.',
    where: [['the payment step', '/checkout/payment']],
    how: 'Fill in the card, scroll to Pay, wait for twenty seconds with the mouse moving, and close the tab.',
    not: 'A press on Pay, whatever comes of it; a field that is empty.',
  },
  {
    type: 'funnel_abandon',
    what: 'The visit ends at a step of the checkout.',
    where: [['the payment step', '/checkout/payment']],
    how: 'Close the tab at payment. Come back and buy, and it is taken back.',
  },
  {
    type: 'funnel_progress',
    what: 'The next step towards an order: basket, checkout, payment. It takes abandonment back; never a reason to deliver by itself.',
    where: [['the basket', '/basket']],
    how: 'Go from the basket to the checkout, and on.',
    not: 'The same step once more.',
  },
  {
    type: 'mouse_thrash',
    what: 'Shaking the mouse. Off by default, switched on in the tag’s options.',
    where: [['any page', '/category/all']],
    how: 'Shake the pointer left and right eight times within two seconds, in long strokes.',
  },
  {
    type: 'purchase',
    what: 'An order. It ends the funnel and takes abandonment back.',
    where: [['the payment step', '/checkout/payment']],
    how: 'Pay with any invented card that does not end in 0.',
  },
  {
    type: 'custom',
    what: 'Whatever the shop itself says.',
    where: [['the Skerry jumper', '/product/FF-1001']],
    how: 'Choose the sold-out size XS and press “Tell me when it is back”: the page pushes the signal size_wanted.',
  },
  {
    type: 'attention',
    what: 'How far down and how long. Never a reason to deliver by itself.',
    where: [['everything', '/category/all']],
    how: 'Scroll; the list grows as you go.',
  },
];

const SWITCHES: readonly (readonly [name: string, values: readonly string[], what: string])[] = [
  ['consent', ['ask', 'granted', 'denied'], 'The banner, or a choice already made'],
  ['fs', ['on', 'off', 'late', 'blocked', 'empty', 'renamed', 'v1', 'stranger'], 'How FullStory behaves'],
  ['ragehook', ['on', 'off'], 'Whether FullStory announces rage clicks in the page'],
  ['ometria', ['on', 'off', 'late', 'noinit', 'fake', 'spa'], 'How the Ometria tracker behaves'],
  ['tag', ['full', 'core', 'loader', 'off', 'manual'], 'Which build of the tag, if any'],
  ['inspector', ['on', 'off'], 'The inspector’s panel on every page'],
  ['csp', ['strict'], 'A Content-Security-Policy without inline anything'],
];

export const guide = (request: ShopRequest): Markup =>
  page(request, {
    title: 'Guide to the signals',
    description: 'How to provoke every signal in this shop, and where to see it arrive.',
    className: 'guide',
    body: html`${breadcrumb([['Home', '/'], ['Guide']])}
<div class="title"><h1>How to lose your temper in this shop</h1>
<p>Every signal the tag knows can be provoked here. Accept the cookies, tell the shop who you are, lose your temper, and watch the <a href="/inbox">contact inbox</a>. Or take the <a href="/checkout/payment?tour=1">one-minute tour</a>, or have a <a href="/scenes">scene</a> played to you.</p></div>
<ol class="recipe">
<li><h2>Accept</h2><p>Say yes in the banner: before that, nothing is looked at. <button class="link" type="button" data-consent-open>Open it again</button></p></li>
<li><h2>Be somebody</h2><p><a href="/account/login?next=/guide">Log in</a> with any address, or type one at the <a href="/checkout">first checkout step</a>.</p></li>
<li><h2>Break something</h2><p>The quickest way: <a href="/checkout/payment">payment</a>, and Apply, four times, fast.</p></li>
<li><h2>Look</h2><p>The <a href="/inbox">inbox</a> shows the request at once, and the profile when the visit has ended: thirty minutes in life, seconds here.</p></li>
</ol>
<section class="section" aria-labelledby="signals-title">
<h2 id="signals-title">The signals</h2>
<ul class="signals">
${SIGNALS.map(
  ({ type, what, where, how, not }) => html`<li id="${type}">
<h3><code>${type}</code></h3>
<p class="signal-what">${what}</p>
<p>${how}</p>
${not ? html`<p class="signal-not"><b>Not counted:</b> ${not}</p>` : ''}
<p class="signal-where">Go to ${where.map(([name, href], index) => html`${index > 0 ? ', ' : ''}<a href="${href}">${name}</a>`)}</p>
</li>
`,
)}</ul>
</section>
<section class="section" aria-labelledby="switches-title">
<h2 id="switches-title">Switches in the address</h2>
<p>Each is remembered until it is changed. <a href="/guide?reset-switches=1">Reset them all</a></p>
<dl class="switches">
${SWITCHES.map(
  ([
    name,
    values,
    what,
  ]) => html`<div><dt><code>${name}</code> <span>${what}</span></dt><dd>${values.map((value) => html`<a class="chip" href="/guide?${name}=${value}">${value}<span class="visually-hidden"> (${name})</span></a> `)}</dd></div>
`,
)}</dl>
</section>`,
  });
