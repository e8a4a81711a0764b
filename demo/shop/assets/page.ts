import { find } from '../../dom.js';
import { BASKET_COOKIE, type BasketLine, piecesOf, readBasket, writeBasket } from './basket-cookie.js';
import { readCookie, writeCookie } from './cookies.js';
import { type PageData, shop } from './globals.js';

/** What the server has put into the page. */
export const readPage = (): PageData => JSON.parse(find(document, '#shop-page').textContent);

/** A GA4 e-commerce event, cleared before as GA4 asks. */
export const pushEvent = (event: string, ecommerce: object): void => {
  shop.dataLayer.push({ ecommerce: null });
  shop.dataLayer.push({ event, ecommerce: { currency: 'GBP', ...ecommerce } });
};

/** A GA4 item as the server has written it beside a product. */
export interface Item {
  item_name: string;
  price: number;
  item_list_id?: string;
  item_list_name?: string;
}

/** JSON that the server has put into an element's `data-` attribute; which, the caller knows. */
export const readData = <Value>(element: HTMLElement, name: string): Value => JSON.parse(element.dataset[name] ?? '');

/** `ecommerce` of one line. */
export const oneItem = (item: Item, quantity: number): object => ({
  value: item.price * quantity,
  items: [{ ...item, quantity }],
});

export const basketLines = (): BasketLine[] => readBasket(readCookie(BASKET_COOKIE));

/** Shows a number on one of the header's icons. */
export const badge = (selector: string, count: number): void => {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) return;
  element.textContent = String(count);
  element.hidden = count === 0;
};

export const saveBasket = (lines: readonly BasketLine[]): void => {
  writeCookie(BASKET_COOKIE, writeBasket(lines));
  badge('[data-basket-count]', piecesOf(lines));
};

const TOAST_MS = 4000;

/** A short word at the edge of the page, read out by screen readers. */
export const toast = (text: string): void => {
  const element = find(document, '[data-toast]');
  const shown = `${Date.now()}`;
  element.textContent = text;
  element.dataset.shown = shown;
  setTimeout(() => {
    if (element.dataset.shown !== shown) return;
    delete element.dataset.shown;
    element.textContent = '';
  }, TOAST_MS);
};

/** HTML from the shop's own server, parsed but not yet on the page. */
export const fetchDocument = async (address: string, signal: AbortSignal | null = null): Promise<Document> => {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
};

/** Runs what may be given up for something newer. */
export const unlessAborted = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
};
