import { fetchDocument } from './page.js';

const PAGES = /^\/(?:$|category\/|product\/|basket$|wishlist$|search$|guide$)/;

/** Single-page mode: browsing changes the main part and the address; checkout and account stay real navigations. */
export const startRoutes = (mountMain) => {
  const show = async (address) => {
    const page = await fetchDocument(address);
    for (const id of ['main', 'shop-page']) document.getElementById(id).replaceWith(page.getElementById(id));
    document.getElementById('site-nav').replaceChildren(...page.getElementById('site-nav').childNodes);
    document.title = page.title;
    mountMain();
    window.dispatchEvent(new Event('shop:route'));
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || !PAGES.test(address.pathname) || link.target || address.hash) return;
    event.preventDefault();
    history.pushState(null, '', address);
    show(address).then(() => {
      scrollTo(0, 0);
      document.getElementById('main').focus({ preventScroll: true });
    });
  });
  addEventListener('popstate', () => show(location.href));
};
