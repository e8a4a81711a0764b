// What every page of the judge's shop has: a frame like a shop's, and the ways in which a scene may be broken.
import './shop.css';
import { breakIt } from './breakers.js';

const query = new URLSearchParams(location.search);

/** The way in which this page is broken; empty for a page that works. */
export const broken = query.get('broken') ?? '';

/** What most of a page's parts are, or are like enough. */
type Part = HTMLInputElement;

/** The first that the selector finds; throws where there is none. */
export const $ = <Kind extends Element = Part>(selector: string, from: ParentNode = document): Kind => {
  const found = from.querySelector<Kind>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
};
export const $$ = <Kind extends Element = Part>(selector: string, from: ParentNode = document): Kind[] => [
  ...from.querySelectorAll<Kind>(selector),
];

export const app = $<HTMLElement>('#app');

export const host = (name: string) => `//${name}.localhost:${location.port}`;

/** Puts the page's own part between a shop's header and footer. */
export const shop = (html: string) => {
  app.innerHTML = html;
  app.insertAdjacentHTML(
    'beforebegin',
    `<header class="shop-header"><a href="/left">Fjord</a><nav><a href="/left?women">Women</a> <a href="/left?men">Men</a> <a href="/left?sale">Sale</a></nav><p>Free delivery from £50</p></header>`,
  );
  app.insertAdjacentHTML(
    'afterend',
    '<footer class="shop-footer"><p>Wool, knitted slowly. Delivered on Tuesdays.</p><p><a href="/left?help">Help</a></p></footer>',
  );
};

/** To be called when the widgets stand: breaks what the scene wants broken, and says that the page can be used. */
export const ready = () => {
  // Libraries draw in a later task, React and Vue in several.
  setTimeout(() => {
    const how = query.get('how');
    if (how) breakIt(how, query.get('at') ?? '');
    document.documentElement.dataset.ready = 'yes';
  }, 150);
};

/** A number of coloured pictures, as a shop's product photos. */
export const picture = (at: number, width = 320, height = 240) => {
  const colours = ['#7d8f69', '#a9746e', '#6a7fa0', '#b59f5b', '#7a6a8f', '#5b9a95', '#a05b7d', '#888888'];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${colours[at % 8]}"/><text x="50%" y="50%" font-size="40" fill="white">${at + 1}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

/** The basket far away in the header, filled by the shop's server. */
export const addToBasket = async (path = '/api/ok') => {
  const response = await fetch(path);
  if (!response.ok) return false;
  await response.json();
  $('.shop-header p').textContent = 'Basket: 1 piece';
  return true;
};
