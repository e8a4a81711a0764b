// What the e-commerce platform's own extensions put on every page: GA4 events, the visitor who is logged in, and the
// page data that the Ometria tracker reads.
import { type PageData, shop, type TrackerPage } from './globals.js';
import { readPage } from './page.js';

const alreadyReported = ({ event, ecommerce }: { event: string; ecommerce?: { transaction_id?: string } }): boolean => {
  const id = event === 'purchase' ? ecommerce?.transaction_id : undefined;
  if (id === undefined) return false;
  // A reload of the confirmation is not a second order.
  const known = localStorage.getItem('shop_purchase') === id;
  localStorage.setItem('shop_purchase', id);
  return known;
};

const report = ({ events = [], loggedOut, visitor }: PageData): void => {
  for (const event of events) {
    if (alreadyReported(event)) continue;
    shop.dataLayer.push({ ecommerce: null });
    shop.dataLayer.push(event);
  }
  if (loggedOut) shop.fsOmetria.push(['reset']);
  if (visitor) shop.fsOmetria.push(['visitor', visitor]);
};

const forTracker = ({ type, tracking = {} }: PageData): TrackerPage => ({ type, data: tracking, store: 'GB' });

/** The extension's bag is there before the tracker, which merges its methods into it. */
const tellTracker = (first: PageData): void => {
  let page = forTracker(first);
  const init = (): void => shop.ometria?.init?.(page.type, page.data, page.store);
  // A tracker that does not start by itself asks the site to do it.
  shop.ometria ??= { raw_data: page, ...(first.tracker !== 'noinit' && { onLoad: init }) };
  shop.onOmetriaLoaded = () => {
    const { visitor } = readPage();
    if (visitor) shop.ometria?.identify?.(visitor);
  };

  // Single-page mode: every route is a page view for the platform and for the tracker.
  window.addEventListener('shop:route', () => {
    const next = readPage();
    report(next);
    page = forTracker(next);
    if (shop.ometria) shop.ometria.raw_data = page;
    init();
  });
};

const first = readPage();
report(first);
if (first.tracker !== 'off' && first.tracker !== 'fake') tellTracker(first);
