import { readBasket } from '../assets/basket-cookie.js';
import { pictureOf, price, yarnOf } from '../catalogue.js';
import { page } from '../layout.js';
import { html, type Markup, raw } from '../markup.js';
import { type Checkout, type Line, linesOf, type ShopRequest, sumsOf } from '../state.js';
import { commerceOf } from './basket.js';

/** What is wrong with a submitted step, by field. */
export type Errors = Readonly<Record<string, string>>;

/** What was refused, with what was typed. */
interface Refused {
  errors?: Errors;
  values?: Checkout;
}

const STEPS = [
  ['contact', 'Contact', '/checkout'],
  ['delivery', 'Delivery', '/checkout/delivery'],
  ['payment', 'Payment', '/checkout/payment'],
];

export const METHODS: Readonly<Record<string, { name: string; note: string }>> = {
  standard: { name: 'Standard', note: 'Three to five days' },
  express: { name: 'Express', note: 'Tomorrow, if the ferry runs' },
};

const steps = (current: string): Markup => {
  const at = STEPS.findIndex(([key]) => key === current);
  return html`<nav class="steps" aria-label="Checkout steps">
<ol>
${STEPS.map(
  ([, name, href], index) =>
    html`<li${index === at ? raw(' aria-current="step"') : ''}><span class="step-number" aria-hidden="true">${index + 1}</span>${index < at ? html`<a href="${href}">${name}</a>` : html`<span>${name}</span>`}</li>
`,
)}</ol>
</nav>`;
};

// Apply does nothing at all: it is the broken button that visitors of the demonstration are meant to lose their temper on.
const promo = html`<div class="promo" role="group" aria-labelledby="promo-label">
<label id="promo-label" for="promo-code">Promo code</label>
<div class="field-row">
<input id="promo-code" name="promo" type="text" autocomplete="off" placeholder="FIRSTSNOW">
<button class="button button-quiet" type="button" id="promo-apply" data-testid="promo-apply">Apply</button>
</div>
</div>`;

const miniLine = ({ product, colour, size, quantity }: Line): Markup =>
  html`<li><img src="${pictureOf(product, { colour })}" alt="" width="600" height="720"><div><p class="mini-name">${product.name}</p><p>${yarnOf(colour).name}, ${size === 'One size' ? 'one size' : size} × ${quantity}</p></div><p class="price">${price(product.pence * quantity)}</p></li>
`;

const summary = (
  request: ShopRequest,
  { withPromo = false, method }: { withPromo?: boolean; method?: string } = {},
): Markup => {
  const { subtotal, delivery, total } = sumsOf(request.lines, method);
  return html`<section class="summary" aria-labelledby="order-title">
<h2 id="order-title">Your order</h2>
<ul class="mini-lines">
${request.lines.map(miniLine)}</ul>
${withPromo ? promo : ''}
<dl class="sums">
<div><dt>Subtotal</dt><dd>${price(subtotal)}</dd></div>
<div><dt>Delivery</dt><dd data-delivery data-standard="${price(sumsOf(request.lines, 'standard').delivery)}" data-express="${price(sumsOf(request.lines, 'express').delivery)}">${delivery === 0 ? 'Free' : price(delivery)}</dd></div>
<div class="sums-total"><dt>Total</dt><dd data-total data-standard="${price(sumsOf(request.lines, 'standard').total)}" data-express="${price(sumsOf(request.lines, 'express').total)}">${price(total)}</dd></div>
</dl>
</section>`;
};

interface Field {
  id: string;
  name: string;
  label: string;
  hint?: string;
  value?: string | undefined;
  error?: string | undefined;
  attributes?: string;
}

/** A labelled control with room for its error; `error` is what the server found. */
const field = ({ id, name, label, hint, value = '', error, attributes = '' }: Field): Markup => html`<p class="field">
<label for="${id}">${label}</label>
<input id="${id}" name="${name}" value="${value}"${raw(attributes === '' ? '' : ` ${attributes}`)} aria-describedby="${id}-error${hint ? ` ${id}-hint` : ''}"${error ? raw(' aria-invalid="true"') : ''}>
${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : ''}<span class="error" id="${id}-error">${error ?? ''}</span>
</p>`;

const alertOf = (errors: Errors): Markup =>
  html`<p class="alert" role="alert" data-alert>${Object.keys(errors).length > 0 ? 'Please have another look at the fields marked below.' : ''}</p>`;

interface Step {
  step: string;
  title: string;
  form: Markup;
  aside: Markup;
  data: object;
}

const layout = (request: ShopRequest, { step, title, form, aside, data }: Step): Markup =>
  page(request, {
    title,
    plain: true,
    className: 'checkout',
    data,
    body: html`<div class="checkout-grid">
<div>
${steps(step)}
<h1>${title}</h1>
${form}
</div>
${aside}
</div>`,
  });

export const contact = (request: ShopRequest, { errors = {}, values = {} }: Refused = {}): Markup =>
  layout(request, {
    step: 'contact',
    title: 'How do we reach you?',
    data: { type: 'checkout', events: [{ event: 'begin_checkout', ecommerce: commerceOf(request.lines) }] },
    aside: summary(request),
    form: html`${request.user ? '' : html`<p class="lead">Been here before? <a href="/account/login?next=/checkout">Log in</a></p>`}
<form class="form" id="contact-form" action="/checkout" method="post">
${alertOf(errors)}
${field({
  id: 'checkout-email',
  name: 'email',
  label: 'E-mail address',
  hint: 'For the receipt, and to tell you when the parcel leaves.',
  value: values.email ?? request.checkout.email ?? request.user ?? '',
  error: errors.email,
  attributes: 'type="email" autocomplete="email" required data-testid="checkout-email"',
})}
<p><button class="button button-wide" type="submit">Continue to delivery</button></p>
</form>`,
  });

export const delivery = (request: ShopRequest, { errors = {}, values = {} }: Refused = {}): Markup => {
  const known = { ...request.checkout, ...values };
  const method = known.method === 'express' ? 'express' : 'standard';
  return layout(request, {
    step: 'delivery',
    title: 'Where shall it go?',
    data: { type: 'checkout' },
    aside: summary(request, { method }),
    form: html`<form class="form" id="delivery-form" action="/checkout/delivery" method="post" novalidate data-validate>
${alertOf(errors)}
${field({ id: 'delivery-name', name: 'name', label: 'Full name', value: known.name, error: errors.name, attributes: 'type="text" autocomplete="name" required' })}
${field({ id: 'delivery-address', name: 'address', label: 'Street and number', value: known.address, error: errors.address, attributes: 'type="text" autocomplete="street-address" required' })}
<div class="field-pair">
${field({ id: 'delivery-town', name: 'town', label: 'Town', value: known.town, error: errors.town, attributes: 'type="text" autocomplete="address-level2" required' })}
${field({ id: 'delivery-postcode', name: 'postcode', label: 'Postcode', hint: 'The ferry does not sail to ZE.', value: known.postcode, error: errors.postcode, attributes: 'type="text" autocomplete="postal-code" required' })}
</div>
<fieldset class="methods">
<legend>Method</legend>
${Object.entries(METHODS).map(
  ([
    key,
    { name, note },
  ]) => html`<label class="method"><input type="radio" name="method" value="${key}"${key === method ? raw(' checked') : ''}><span><b>${name}</b> ${note}</span></label>
`,
)}</fieldset>
<p><button class="button button-wide" type="submit">Continue to payment</button></p>
</form>`,
  });
};

export const payment = (request: ShopRequest, { errors = {} }: Refused = {}): Markup => {
  const { email, name, address, town, postcode, method = 'standard' } = request.checkout;
  const commerce = commerceOf(request.lines);
  return layout(request, {
    step: 'payment',
    title: 'Last stitch',
    data: {
      type: 'checkout',
      events: [{ event: 'add_shipping_info', ecommerce: { ...commerce, shipping_tier: METHODS[method]?.name } }],
    },
    aside: summary(request, { withPromo: true, method }),
    form: html`<dl class="so-far">
<div><dt>Contact</dt><dd>${email ?? 'Not given yet'} <a href="/checkout">Change<span class="visually-hidden"> contact</span></a></dd></div>
<div><dt>Delivery</dt><dd>${name ? [name, address, town, postcode].filter(Boolean).join(', ') : 'Not given yet'} <a href="/checkout/delivery">Change<span class="visually-hidden"> delivery</span></a></dd></div>
</dl>
<form class="form" id="payment-form" action="/checkout/payment" method="post" novalidate data-validate data-payment="${JSON.stringify({ ...commerce, payment_type: 'card' })}">
${alertOf(errors)}
${field({ id: 'card-name', name: 'holder', label: 'Name on the card', error: errors.holder, attributes: 'type="text" autocomplete="off" required' })}
${field({ id: 'card-number', name: 'card', label: 'Card number', hint: 'Invent one. A number that ends in 0 is declined.', error: errors.card, attributes: 'type="text" inputmode="numeric" autocomplete="off" required minlength="8" placeholder="4242 4242 4242 4242"' })}
<div class="field-pair">
${field({ id: 'card-expiry', name: 'expiry', label: 'Expires', error: errors.expiry, attributes: 'type="text" inputmode="numeric" autocomplete="off" required placeholder="MM / YY"' })}
${field({ id: 'card-code', name: 'code', label: 'Security code', error: errors.code, attributes: 'type="text" inputmode="numeric" autocomplete="off" required placeholder="123"' })}
</div>
<p><button class="button button-wide" type="submit" id="pay">Pay ${price(sumsOf(request.lines, method).total)}</button></p>
<p class="small">Nothing is charged and nothing is kept.</p>
</form>`,
  });
};

export const confirmation = (request: ShopRequest): Markup => {
  const { order } = request;
  if (order === undefined) {
    return page(request, {
      title: 'No order yet',
      body: html`<div class="title"><h1>No order yet</h1><p>This page thanks those who have just bought something.</p></div><p><a class="button" href="/category/all">Find something warm</a></p>`,
    });
  }
  const ordered = linesOf(readBasket(order.lines));
  return page(request, {
    title: 'Thank you',
    className: 'confirmation',
    data: {
      type: 'confirmation',
      tracking: { id: order.id },
      events: [
        {
          event: 'purchase',
          ecommerce: {
            ...commerceOf(ordered, { transaction_id: order.id, shipping: order.delivery / 100, tax: 0 }),
            value: order.total / 100,
          },
        },
      ],
    },
    body: html`<section class="thanks" aria-labelledby="thanks-title">
<img src="/picture/FF-1001.fjord.yarn.svg" alt="" width="600" height="720">
<div>
<p class="eyebrow">Order ${order.id}</p>
<h1 id="thanks-title">Thank you. The kettle is on.</h1>
<p class="lead">${order.email ? html`A receipt goes to <b>${order.email}</b>, or would, if this were a real shop.` : 'In a real shop a receipt would be on its way.'}</p>
<ul class="mini-lines">
${ordered.map(miniLine)}</ul>
<dl class="sums"><div class="sums-total"><dt>Paid</dt><dd>${price(order.total)}</dd></div></dl>
<p class="hero-actions"><a class="button" href="/category/all">Keep looking</a> <a class="button button-quiet" href="/inbox">See it in the inbox</a></p>
</div>
</section>`,
  });
};

const filled = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').trim();

const missing = (form: URLSearchParams, fields: Errors): Errors =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => filled(form, name) === ''));

/** What is wrong with a submitted step; empty when nothing is. */
export const checks: Readonly<Record<'contact' | 'delivery' | 'payment', (form: URLSearchParams) => Errors>> = {
  contact: (form) =>
    /^\S+@\S+\.\S+$/.test(filled(form, 'email')) ? {} : { email: 'That does not look like an e-mail address.' },
  delivery: (form) => ({
    ...missing(form, {
      name: 'Who shall we ask for?',
      address: 'The postman needs a street.',
      town: 'Which town?',
      postcode: 'Which postcode?',
    }),
    ...(/^\s*ze/i.test(filled(form, 'postcode')) ? { postcode: 'We cannot deliver there: no ferry this winter.' } : {}),
  }),
  payment: (form) => ({
    ...missing(form, {
      holder: 'Whose card is it?',
      card: 'We need a card number.',
      expiry: 'Until when?',
      code: 'Three digits on the back.',
    }),
    ...(/0\s*$/.test(filled(form, 'card')) ? { card: 'The bank declined this card.' } : {}),
  }),
};
