// What the e-commerce platform's own extensions put on every page: GA4 events, the visitor who is logged in, and the
// page data that the Ometria tracker reads.
(() => {
  const readPage = () => JSON.parse(document.getElementById('shop-page').textContent);

  const alreadyReported = (event) => {
    const id = event.event === 'purchase' ? event.ecommerce.transaction_id : undefined;
    if (id === undefined) return false;
    // A reload of the confirmation is not a second order.
    const known = localStorage.getItem('shop_purchase') === id;
    localStorage.setItem('shop_purchase', id);
    return known;
  };

  const report = (page) => {
    for (const event of page.events ?? []) {
      if (alreadyReported(event)) continue;
      window.dataLayer.push({ ecommerce: null });
      window.dataLayer.push(event);
    }
    if (page.loggedOut) window.fsOmetria.push(['reset']);
    if (page.visitor) window.fsOmetria.push(['visitor', page.visitor]);
  };

  const first = readPage();
  report(first);

  if (first.tracker === 'off' || first.tracker === 'fake') return;

  // The extension's bag is there before the tracker, which merges its methods into it.
  const bag = { raw_data: { type: first.type, data: first.tracking ?? {}, store: 'GB' } };
  const init = () => window.ometria.init(bag.raw_data.type, bag.raw_data.data, bag.raw_data.store);
  // A tracker that does not start by itself asks the site to do it.
  if (first.tracker !== 'noinit') bag.onLoad = init;
  window.ometria = window.ometria ?? bag;
  window.onOmetriaLoaded = () => {
    const { visitor } = readPage();
    if (visitor && typeof window.ometria.identify === 'function') window.ometria.identify(visitor);
  };

  // Single-page mode: every route is a page view for the platform and for the tracker.
  window.addEventListener('shop:route', () => {
    const page = readPage();
    report(page);
    bag.raw_data = { type: page.type, data: page.tracking ?? {}, store: 'GB' };
    window.ometria.raw_data = bag.raw_data;
    if (typeof window.ometria.init === 'function') init();
  });
})();
