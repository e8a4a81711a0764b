import { around, find } from '../../dom.js';
import { fetchDocument } from './page.js';

const PAGES = /^\/(?:$|category\/|product\/|basket$|wishlist$|search$|guide$)/;

/** Single-page mode: browsing changes the main part and the address; checkout and account stay real navigations. */
export const startRoutes = (mountMain: () => void): void => {
  const show = async (address: string): Promise<void> => {
    const page = await fetchDocument(address);
    for (const id of ['#main', '#shop-page']) find(document, id).replaceWith(find(page, id));
    find(document, '#site-nav').replaceChildren(...find(page, '#site-nav').childNodes);
    document.title = page.title;
    mountMain();
    window.dispatchEvent(new Event('shop:route'));
  };

  document.addEventListener('click', (event) => {
    const link = around<HTMLAnchorElement>(event, 'a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || !PAGES.test(address.pathname) || link.target || address.hash) return;
    event.preventDefault();
    history.pushState(null, '', address);
    show(address.href).then(() => {
      scrollTo(0, 0);
      find(document, '#main').focus({ preventScroll: true });
    });
  });
  addEventListener('popstate', () => show(location.href));
};
