import { BASKET_COOKIE, deliveryOf, readBasket, WISHLIST_COOKIE, writeBasket } from './assets/basket-cookie.js';
import { productById } from './catalogue.mjs';

const YEAR_IN_SECONDS = 31_536_000;

// Cookies arrive as they were written; one that somebody else broke reads as empty.
const decoded = (value = '') => {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
};

/** A `Set-Cookie` value; a session cookie unless told how long it lives. */
export const cookie = (name, value, { maxAge, httpOnly = false } = {}) =>
  [
    `${name}=${encodeURIComponent(value)}`,
    'Path=/',
    'SameSite=Lax',
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(httpOnly ? ['HttpOnly'] : []),
  ].join('; ');

/** The `Set-Cookie` value that takes a cookie away. */
export const forget = (name) => cookie(name, '', { maxAge: 0 });

export const basketCookie = (lines) => cookie(BASKET_COOKIE, writeBasket(lines), { maxAge: YEAR_IN_SECONDS });
export const userCookie = (email) => cookie('shop_user', email);

const sealed = (name, value) =>
  cookie(name, Buffer.from(JSON.stringify(value)).toString('base64url'), { httpOnly: true });

const unsealed = (value) => {
  try {
    const read = JSON.parse(Buffer.from(value ?? '', 'base64url').toString());
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
};

export const checkoutCookie = (value) => sealed('shop_checkout', value);
export const orderCookie = (value) => sealed('shop_order', value);

/** Basket lines with their products; lines of products that no longer exist are left out. */
export const linesOf = (basket) =>
  basket
    .map((line) => ({ ...line, product: productById(line.id) }))
    .filter(({ product, colour, size }) => product?.colours.includes(colour) === true && product.sizes.includes(size));

/** Sums in pence. */
export const sumsOf = (lines, method) => {
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.pence * quantity, 0);
  const delivery = deliveryOf(subtotal, method);
  return { subtotal, delivery, total: subtotal + delivery };
};

/** What the views need to know of a request, read once. */
export const readRequest = ({ path, query, cookies, switches = {}, method = 'GET', form = new URLSearchParams() }) => {
  const lines = linesOf(readBasket(decoded(cookies[BASKET_COOKIE])));
  const user = decoded(cookies.shop_user);
  const { shop_consent: consent } = cookies;
  return {
    path,
    query,
    switches,
    method,
    form,
    lines,
    pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
    wishlist: decoded(cookies[WISHLIST_COOKIE])
      .split('_')
      .filter((id) => productById(id) !== undefined),
    user: user === '' ? undefined : user,
    checkout: unsealed(cookies.shop_checkout),
    order: unsealed(cookies.shop_order),
    consent: consent === 'granted' || consent === 'denied' ? consent : undefined,
  };
};
