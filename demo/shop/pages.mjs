import { addLine, readBasket, setLine, writeBasket } from './assets/basket-cookie.js';
import { blank } from './layout.mjs';
import { picture } from './pictures.mjs';
import {
  basketCookie,
  checkoutCookie,
  forget,
  linesOf,
  orderCookie,
  readRequest,
  sumsOf,
  userCookie,
} from './state.mjs';
import { account, loggedOut, login, newsletter, notFound } from './views/account.mjs';
import { basket, wishlist } from './views/basket.mjs';
import { category } from './views/category.mjs';
import { checks, confirmation, contact, delivery, METHODS, payment } from './views/checkout.mjs';
import { guide } from './views/guide.mjs';
import { home } from './views/home.mjs';
import { product } from './views/product.mjs';
import { search } from './views/search.mjs';

// Links straight into the checkout work: nobody should have to shop before they can break the promo field.
const SAMPLE_BASKET = readBasket('FF-1001.fjord.M.1_FF-3001.skagen.One size.1');

const answer = (markup, { status = 200, setCookies = [], headers = {} } = {}) => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  html: markup,
  setCookies,
});

const redirect = (location, setCookies = []) =>
  answer('', { status: 303, headers: { Location: location }, setCookies });

// An address of this shop and nothing else: `//elsewhere` and `/\elsewhere` lead away.
const localPath = (value) => (/^\/(?![/\\])/.test(value ?? '') ? value : undefined);

const inCheckout = (request) => {
  if (request.lines.length > 0) return { request, setCookies: [] };
  const lines = linesOf(SAMPLE_BASKET);
  return {
    request: { ...request, lines, pieces: lines.reduce((sum, line) => sum + line.quantity, 0) },
    setCookies: [basketCookie(lines)],
  };
};

const checkoutPage = (view) => (given) => {
  const { request, setCookies } = inCheckout(given);
  return answer(view(request), { setCookies });
};

const refused = (view, { request, errors, values }) =>
  answer(view(inCheckout(request).request, { errors, values }), { status: 422 });

const failed = (errors) => Object.keys(errors).length > 0;

const postContact = (request) => {
  const values = Object.fromEntries(request.form);
  const errors = checks.contact(request.form);
  if (failed(errors)) return refused(contact, { request, errors, values });
  return redirect('/checkout/delivery', [checkoutCookie({ ...request.checkout, email: values.email.trim() })]);
};

const postDelivery = (request) => {
  const { name, address, town, postcode, method } = Object.fromEntries(request.form);
  const values = { name, address, town, postcode, method: Object.hasOwn(METHODS, method ?? '') ? method : 'standard' };
  const errors = checks.delivery(request.form);
  if (failed(errors)) return refused(delivery, { request, errors, values });
  return redirect('/checkout/payment', [checkoutCookie({ ...request.checkout, ...values })]);
};

const orderNumber = () => `FF${Date.now().toString(36).toUpperCase()}`;

const postPayment = (given) => {
  const errors = checks.payment(given.form);
  if (failed(errors)) return refused(payment, { request: given, errors });
  const { request } = inCheckout(given);
  const { delivery: shipping, total } = sumsOf(request.lines, request.checkout.method);
  const order = {
    id: orderNumber(),
    email: request.checkout.email ?? request.user,
    lines: writeBasket(request.lines),
    delivery: shipping,
    total,
  };
  return redirect('/confirmation', [orderCookie(order), forget('shop_basket'), forget('shop_checkout')]);
};

const postBasket = (request) => {
  const { action, id, colour, size, quantity = '1' } = Object.fromEntries(request.form);
  const line = { id, colour, size, quantity: Number(quantity) };
  const change = action === 'add' ? addLine : setLine;
  const next = linesOf(change(request.lines, action === 'remove' ? { ...line, quantity: 0 } : line));
  return redirect('/basket', [basketCookie(next)]);
};

const EMAIL = /^\S+@\S+\.\S+$/;
const NOT_AN_EMAIL = 'That does not look like an e-mail address.';

const postLogin = (request) => {
  const email = (request.form.get('email') ?? '').trim();
  if (!EMAIL.test(email)) return answer(login(request, { error: NOT_AN_EMAIL, email }), { status: 422 });
  return redirect(localPath(request.form.get('next')) ?? '/account?welcome=1', [userCookie(email)]);
};

const postNewsletter = (request) => {
  const email = (request.form.get('email') ?? '').trim();
  if (!EMAIL.test(email)) return answer(newsletter(request, { error: NOT_AN_EMAIL, email }), { status: 422 });
  return redirect('/newsletter?thanks=1');
};

const ordered = (request) => linesOf(readBasket(request.order.lines));

const GET = {
  '/': (request) => answer(home(request)),
  '/basket': (request) => answer(basket(request)),
  '/wishlist': (request) => answer(wishlist(request)),
  '/checkout': checkoutPage(contact),
  '/checkout/delivery': checkoutPage(delivery),
  '/checkout/payment': checkoutPage(payment),
  '/confirmation': (request) => answer(confirmation({ ...request, ordered: ordered(request) })),
  '/account': (request) => (request.user ? answer(account(request)) : redirect('/account/login')),
  '/account/login': (request) => answer(login(request)),
  '/account/logout': (request) =>
    answer(loggedOut(request), { setCookies: [forget('shop_user'), forget('shop_checkout')] }),
  '/newsletter': (request) => answer(newsletter(request)),
  '/search': (request) => answer(search(request)),
  '/guide': (request) => answer(guide(request)),
  '/blank': (request) => answer(blank(request)),
};

const POST = {
  '/basket': postBasket,
  '/checkout': postContact,
  '/checkout/delivery': postDelivery,
  '/checkout/payment': postPayment,
  '/account/login': postLogin,
  '/newsletter': postNewsletter,
};

const byPattern = (request) => {
  const [, kind, name] = request.path.match(/^\/(category|product)\/([\w-]+)$/) ?? [];
  if (kind === undefined) return undefined;
  const markup = kind === 'category' ? category(request, name) : product(request, name);
  return markup === undefined ? answer(notFound(request), { status: 404 }) : answer(markup);
};

const pictureAnswer = (path) => {
  const [, name] = path.match(/^\/picture\/([\w.-]+)\.svg$/) ?? [];
  const svg = name === undefined ? undefined : picture(name);
  if (svg === undefined) return undefined;
  return answer(svg, { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' } });
};

/**
 * The shop's answer to a request, or undefined where it has no page at that path. `html` is the body, whatever its
 * type; `setCookies` are whole `Set-Cookie` values.
 */
export const renderPage = (given) => {
  const svg = pictureAnswer(given.path);
  if (svg !== undefined) return svg;
  const request = readRequest(given);
  const table = request.method === 'POST' ? POST : GET;
  return Object.hasOwn(table, request.path) ? table[request.path](request) : byPattern(request);
};
