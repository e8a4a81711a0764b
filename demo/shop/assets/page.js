import { BASKET_COOKIE, countOf, readBasket, writeBasket } from './basket-cookie.js';
import { readCookie, writeCookie } from './cookies.js';

/** Pounds as printed, from pence. */
export const price = (pence) => `£${(pence / 100).toFixed(2)}`;

/** A GA4 e-commerce event, cleared before as GA4 asks. */
export const pushEvent = (event, ecommerce) => {
  window.dataLayer.push({ ecommerce: null });
  window.dataLayer.push({ event, ecommerce: { currency: 'GBP', ...ecommerce } });
};

/** `ecommerce` of one line. */
export const oneItem = (item, quantity) => ({ value: item.price * quantity, items: [{ ...item, quantity }] });

export const basketLines = () => readBasket(readCookie(BASKET_COOKIE));

export const saveBasket = (lines) => {
  writeCookie(BASKET_COOKIE, writeBasket(lines));
  badge('[data-basket-count]', countOf(lines));
};

/** Shows a number on one of the header's icons. */
export const badge = (selector, count) => {
  const element = document.querySelector(selector);
  if (!element) return;
  element.textContent = String(count);
  element.hidden = count === 0;
};

const TOAST_MS = 4000;
let hiding;

/** A short word at the edge of the page, read out by screen readers. */
export const toast = (text) => {
  const element = document.querySelector('[data-toast]');
  element.textContent = text;
  element.dataset.shown = '';
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    delete element.dataset.shown;
    element.textContent = '';
  }, TOAST_MS);
};

/** HTML from the shop's own server, parsed but not yet on the page. */
export const fetchDocument = async (address, signal) => {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
};
