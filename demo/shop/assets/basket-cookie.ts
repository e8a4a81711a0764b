// The basket as a first-party cookie: `FF-1001.fjord.M.2_FF-3001.ink.One size.1`, percent-encoded.
// The server reads and writes it with the same functions, so that pages and script agree on what is in it.

export const BASKET_COOKIE = 'shop_basket';
export const WISHLIST_COOKIE = 'shop_wishlist';
const MOST = 20;

export interface BasketLine {
  /** Of the product. */
  id: string;
  colour: string;
  size: string;
  quantity: number;
}

const bounded = (quantity: number): number => Math.min(MOST, Math.max(1, Math.trunc(quantity) || 1));

/** Lines of a basket cookie; anything unreadable is left out. */
export const readBasket = (value = ''): BasketLine[] =>
  value.split('_').flatMap((line) => {
    const [id, colour, size, quantity, ...more] = line.split('.');
    if (!id || !colour || !size || quantity === undefined || more.length > 0) return [];
    return { id, colour, size, quantity: bounded(Number(quantity)) };
  });

/** The cookie's value for these lines. */
export const writeBasket = (lines: readonly BasketLine[]): string =>
  lines.map(({ id, colour, size, quantity }) => [id, colour, size, quantity].join('.')).join('_');

const same = (a: BasketLine, b: BasketLine): boolean => a.id === b.id && a.colour === b.colour && a.size === b.size;

/** The basket with a line set to a quantity; 0 takes it out. */
export const setLine = (lines: readonly BasketLine[], line: BasketLine): BasketLine[] =>
  line.quantity <= 0
    ? lines.filter((known) => !same(known, line))
    : lines.map((known) => (same(known, line) ? { ...known, quantity: bounded(line.quantity) } : known));

/** The basket with one line more, or a line's quantity raised. */
export const addLine = (lines: readonly BasketLine[], line: BasketLine): BasketLine[] => {
  const known = lines.find((one) => same(one, line));
  if (known) return setLine(lines, { ...line, quantity: bounded(known.quantity + line.quantity) });
  return [...lines, { ...line, quantity: bounded(line.quantity) }];
};

/** Pieces in the basket. */
export const piecesOf = (lines: readonly BasketLine[]): number => lines.reduce((sum, line) => sum + line.quantity, 0);

/** Delivery in pence for a subtotal in pence: free from £75. */
export const deliveryOf = (subtotal: number, method = 'standard'): number => {
  if (subtotal === 0) return 0;
  if (method === 'express') return 795;
  return subtotal >= 7500 ? 0 : 395;
};

/** Pounds as printed, from pence. */
export const price = (pence: number): string => `£${(pence / 100).toFixed(2)}`;
