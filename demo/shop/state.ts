import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Consent, Env, Switches } from '../switches.js';
import {
  BASKET_COOKIE,
  type BasketLine,
  deliveryOf,
  piecesOf,
  readBasket,
  WISHLIST_COOKIE,
  writeBasket,
} from './assets/basket-cookie.js';
import { type Product, productById } from './catalogue.js';

const YEAR_IN_SECONDS = 31_536_000;

/** A line of the basket with its product. */
export interface Line extends BasketLine {
  product: Product;
}

/** What the visitor has typed at the checkout so far. */
export interface Checkout {
  email?: string;
  name?: string;
  address?: string;
  town?: string;
  postcode?: string;
  method?: string;
}

export interface Order {
  id: string;
  email: string | undefined;
  /** As in the basket's cookie. */
  lines: string;
  delivery: number;
  total: number;
}

/** What the views need to know of a request, read once. */
export interface ShopRequest {
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  switches: Switches;
  consent: Consent;
  lines: readonly Line[];
  /** Pieces in the basket. */
  pieces: number;
  /** Ids of products. */
  wishlist: readonly string[];
  user: string | undefined;
  checkout: Checkout;
  order: Order | undefined;
}

/** Basket lines with their products; lines of products that no longer exist are left out. */
export const linesOf = (basket: readonly BasketLine[]): Line[] =>
  basket.flatMap((line) => {
    const product = productById(line.id);
    return product?.colours.includes(line.colour) && product.sizes.includes(line.size) ? { ...line, product } : [];
  });

/** Sums in pence. */
export const sumsOf = (
  lines: readonly Line[],
  method?: string,
): { subtotal: number; delivery: number; total: number } => {
  const subtotal = lines.reduce((sum, { product, quantity }) => sum + product.pence * quantity, 0);
  const delivery = deliveryOf(subtotal, method);
  return { subtotal, delivery, total: subtotal + delivery };
};

const seal = (c: Context, name: string, value: object): void =>
  setCookie(c, name, Buffer.from(JSON.stringify(value)).toString('base64url'), { httpOnly: true, sameSite: 'Lax' });

// Sealed by us. What somebody else broke reads as nothing.
const unseal = <Value extends object>(c: Context, name: string): Partial<Value> => {
  try {
    return { ...JSON.parse(Buffer.from(getCookie(c, name) ?? '', 'base64url').toString()) };
  } catch {
    return {};
  }
};

export const keepBasket = (c: Context, lines: readonly BasketLine[]): void =>
  setCookie(c, BASKET_COOKIE, writeBasket(lines), { maxAge: YEAR_IN_SECONDS, sameSite: 'Lax' });
export const keepUser = (c: Context, email: string): void => setCookie(c, 'shop_user', email, { sameSite: 'Lax' });
export const keepCheckout = (c: Context, checkout: Checkout): void => seal(c, 'shop_checkout', checkout);
export const keepOrder = (c: Context, order: Order): void => seal(c, 'shop_order', order);

export const readRequest = async (c: Context<Env>): Promise<ShopRequest> => {
  const lines = linesOf(readBasket(getCookie(c, BASKET_COOKIE)));
  const order = unseal<Order>(c, 'shop_order');
  return {
    path: c.req.path,
    query: new URL(c.req.url).searchParams,
    form: new URLSearchParams(c.req.method === 'POST' ? await c.req.text() : ''),
    switches: c.get('switches'),
    consent: c.get('consent'),
    lines,
    pieces: piecesOf(lines),
    wishlist: (getCookie(c, WISHLIST_COOKIE) ?? '').split('_').filter((id) => productById(id) !== undefined),
    user: getCookie(c, 'shop_user') || undefined,
    checkout: unseal<Checkout>(c, 'shop_checkout'),
    // Whole, since it was sealed whole.
    order: order.id === undefined ? undefined : (order as Order),
  };
};
