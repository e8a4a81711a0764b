import { type Context, Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import type { Env } from '../switches.js';
import { addLine, piecesOf, readBasket, setLine, writeBasket } from './assets/basket-cookie.js';
import { blank } from './layout.js';
import type { Markup } from './markup.js';
import { picture } from './pictures.js';
import {
  keepBasket,
  keepCheckout,
  keepOrder,
  keepUser,
  linesOf,
  readRequest,
  type ShopRequest,
  sumsOf,
} from './state.js';
import { account, loggedOut, login, newsletter, notFound } from './views/account.js';
import { basket, wishlist } from './views/basket.js';
import { category } from './views/category.js';
import { checks, confirmation, contact, delivery, type Errors, METHODS, payment } from './views/checkout.js';
import { guide } from './views/guide.js';
import { home } from './views/home.js';
import { product } from './views/product.js';
import { search } from './views/search.js';

// Links straight into the checkout work: nobody should have to shop before they can break the promo field.
const SAMPLE_BASKET = readBasket('FF-1001.fjord.M.1_FF-3001.skagen.One size.1');
const EMAIL = /^\S+@\S+\.\S+$/;
const NOT_AN_EMAIL = 'That does not look like an e-mail address.';

type Answer = Promise<Response>;
type View = (request: ShopRequest) => Markup;

// An address of this shop and nothing else: `//elsewhere` and `/\elsewhere` lead away.
const localPath = (value: string | null): string | undefined =>
  value && /^\/(?![/\\])/.test(value) ? value : undefined;

const show =
  (view: View) =>
  async (c: Context<Env>): Answer =>
    c.html(view(await readRequest(c)));

/** The same for a page, or that there is none. */
const showIfThere =
  (view: (request: ShopRequest, name: string) => Markup | undefined) =>
  async (c: Context<Env>): Answer => {
    const request = await readRequest(c);
    const markup = view(request, c.req.param('name') ?? '');
    return markup === undefined ? c.html(notFound(request), 404) : c.html(markup);
  };

const inCheckout = (c: Context, request: ShopRequest): ShopRequest => {
  if (request.lines.length > 0) return request;
  const lines = linesOf(SAMPLE_BASKET);
  keepBasket(c, lines);
  return { ...request, lines, pieces: piecesOf(lines) };
};

const step =
  (view: View) =>
  async (c: Context<Env>): Answer =>
    c.html(view(inCheckout(c, await readRequest(c))));

const isWrong = (errors: Errors): boolean => Object.keys(errors).length > 0;

const postContact = async (c: Context<Env>): Answer => {
  const request = await readRequest(c);
  const email = (request.form.get('email') ?? '').trim();
  const errors = checks.contact(request.form);
  if (isWrong(errors)) return c.html(contact(inCheckout(c, request), { errors, values: { email } }), 422);
  keepCheckout(c, { ...request.checkout, email });
  return c.redirect('/checkout/delivery', 303);
};

const postDelivery = async (c: Context<Env>): Answer => {
  const request = await readRequest(c);
  const { name, address, town, postcode, method = '' } = Object.fromEntries(request.form);
  const values = {
    ...(name && { name }),
    ...(address && { address }),
    ...(town && { town }),
    ...(postcode && { postcode }),
    method: Object.hasOwn(METHODS, method) ? method : 'standard',
  };
  const errors = checks.delivery(request.form);
  if (isWrong(errors)) return c.html(delivery(inCheckout(c, request), { errors, values }), 422);
  keepCheckout(c, { ...request.checkout, ...values });
  return c.redirect('/checkout/payment', 303);
};

const orderNumber = (): string => `FF${Date.now().toString(36).toUpperCase()}`;

const postPayment = async (c: Context<Env>): Answer => {
  const given = await readRequest(c);
  const errors = checks.payment(given.form);
  const request = inCheckout(c, given);
  if (isWrong(errors)) return c.html(payment(request, { errors }), 422);
  const { delivery: shipping, total } = sumsOf(request.lines, request.checkout.method);
  const email = request.checkout.email ?? request.user;
  keepOrder(c, { id: orderNumber(), email, lines: writeBasket(request.lines), delivery: shipping, total });
  for (const name of ['shop_basket', 'shop_checkout']) deleteCookie(c, name);
  return c.redirect('/confirmation', 303);
};

const postBasket = async (c: Context<Env>): Answer => {
  const { form, lines } = await readRequest(c);
  const { action, id = '', colour = '', size = '', quantity = '1' } = Object.fromEntries(form);
  const line = { id, colour, size, quantity: Number(quantity) };
  const change = action === 'add' ? addLine : setLine;
  keepBasket(c, linesOf(change(lines, action === 'remove' ? { ...line, quantity: 0 } : line)));
  return c.redirect('/basket', 303);
};

const postLogin = async (c: Context<Env>): Answer => {
  const request = await readRequest(c);
  const email = (request.form.get('email') ?? '').trim();
  if (!EMAIL.test(email)) return c.html(login(request, { error: NOT_AN_EMAIL, email }), 422);
  keepUser(c, email);
  return c.redirect(localPath(request.form.get('next')) ?? '/account?welcome=1', 303);
};

const postNewsletter = async (c: Context<Env>): Answer => {
  const request = await readRequest(c);
  const email = (request.form.get('email') ?? '').trim();
  if (!EMAIL.test(email)) return c.html(newsletter(request, { error: NOT_AN_EMAIL, email }), 422);
  return c.redirect('/newsletter?thanks=1', 303);
};

/** The shop's pages. */
export const shop = new Hono<Env>()
  .get('/', show(home))
  .get('/basket', show(basket))
  .post('/basket', postBasket)
  .get('/wishlist', show(wishlist))
  .get('/checkout', step(contact))
  .post('/checkout', postContact)
  .get('/checkout/delivery', step(delivery))
  .post('/checkout/delivery', postDelivery)
  .get('/checkout/payment', step(payment))
  .post('/checkout/payment', postPayment)
  .get('/confirmation', show(confirmation))
  .get('/account', async (c) => {
    const request = await readRequest(c);
    return request.user ? c.html(account(request)) : c.redirect('/account/login', 303);
  })
  .get('/account/login', show(login))
  .post('/account/login', postLogin)
  .get('/account/logout', async (c) => {
    const request = await readRequest(c);
    for (const name of ['shop_user', 'shop_checkout']) deleteCookie(c, name);
    return c.html(loggedOut(request));
  })
  .get('/newsletter', show(newsletter))
  .post('/newsletter', postNewsletter)
  .get('/search', show(search))
  .get('/guide', show(guide))
  .get('/blank', show(blank))
  .get('/category/:name', showIfThere(category))
  .get('/product/:name', showIfThere(product))
  .get('/picture/:file', (c) => {
    const svg = picture(c.req.param('file').replace(/\.svg$/, ''));
    if (svg === undefined) return c.notFound();
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' });
  });
