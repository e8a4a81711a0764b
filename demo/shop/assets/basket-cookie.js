// The basket as a first-party cookie: `FF-1001.fjord.M.2_FF-3001.ink.One size.1`, percent-encoded.
// The server reads and writes it with the same functions, so that pages and script agree on what is in it.

export const BASKET_COOKIE = 'shop_basket';
export const WISHLIST_COOKIE = 'shop_wishlist';
const MOST = 20;

const bounded = (quantity) => Math.min(MOST, Math.max(1, Math.trunc(quantity) || 1));

/** Lines of a basket cookie; anything unreadable is left out. */
export const readBasket = (value = '') =>
  value
    .split('_')
    .map((line) => line.split('.'))
    .filter((parts) => parts.length === 4)
    .map(([id, colour, size, quantity]) => ({ id, colour, size, quantity: bounded(Number(quantity)) }));

/** The cookie's value for these lines. */
export const writeBasket = (lines) =>
  lines.map(({ id, colour, size, quantity }) => [id, colour, size, quantity].join('.')).join('_');

const same = (a, b) => a.id === b.id && a.colour === b.colour && a.size === b.size;

/** The basket with one line more, or a line's quantity raised. */
export const addLine = (lines, line) =>
  lines.some((known) => same(known, line))
    ? lines.map((known) =>
        same(known, line) ? { ...known, quantity: bounded(known.quantity + line.quantity) } : known,
      )
    : [...lines, { ...line, quantity: bounded(line.quantity) }];

/** The basket with a line set to a quantity; 0 takes it out. */
export const setLine = (lines, line) =>
  line.quantity <= 0
    ? lines.filter((known) => !same(known, line))
    : lines.map((known) => (same(known, line) ? { ...known, quantity: bounded(line.quantity) } : known));

/** Pieces in the basket. */
export const countOf = (lines) => lines.reduce((sum, line) => sum + line.quantity, 0);

/** Delivery in pence for a subtotal in pence: free from £75. */
export const deliveryOf = (subtotal, method = 'standard') => {
  if (subtotal === 0) return 0;
  if (method === 'express') return 795;
  return subtotal >= 7500 ? 0 : 395;
};
