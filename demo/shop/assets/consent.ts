// The shop's consent tool: one first-party cookie, one banner, and the vendors' scripts only after "Accept".
import { around, find } from '../../dom.js';
import { readCookie, writeCookie } from './cookies.js';
import { shop } from './globals.js';
import { readData } from './page.js';

interface VendorScript {
  src: string;
  delay?: number;
}

const COOKIE = 'shop_consent';
const BANNER = '[data-consent-banner]';
// A classic script of a page has an element of its own.
const vendors: VendorScript[] = readData(document.currentScript as unknown as HTMLElement, 'vendors');

const load = ({ src, delay = 0 }: VendorScript): void => {
  setTimeout(() => {
    const script = document.createElement('script');
    script.src = src;
    document.head.append(script);
  }, delay);
};

const choose = (choice: string): void => {
  const before = readCookie(COOKIE);
  writeCookie(COOKIE, choice);
  shop.fsOmetria.push(['consent', choice]);
  // Scripts that were loaded once stay until the next page: loading them again would be a second copy.
  if (choice === 'granted' && before !== 'granted') vendors.forEach(load);
};

const known = readCookie(COOKIE);
if (known === 'granted' || known === 'denied') shop.fsOmetria.push(['consent', known]);
// With a yes from an earlier page the server wrote the vendors' scripts into the head, all but the late ones.
if (known === 'granted') vendors.filter(({ delay }) => delay !== undefined).forEach(load);

document.addEventListener('click', (event) => {
  const choice = around(event, '[data-consent-choice]')?.dataset.consentChoice;
  if (choice) {
    choose(choice);
    find(document, BANNER).hidden = true;
  } else if (around(event, '[data-consent-open]')) {
    const banner = find(document, BANNER);
    banner.hidden = false;
    banner.focus();
  }
});
