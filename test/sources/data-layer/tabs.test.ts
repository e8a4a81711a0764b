import { describe, expect, it } from 'vitest';
import { dataLayer } from '../../../src/data-layer.js';
import { detectors } from '../../../src/detectors.js';
import { openShop, type PageOptions } from '../../support/shop.js';

const purchase = { event: 'purchase', ecommerce: { transaction_id: 'A-1', items: [{ item_id: 'TOTE' }] } };
const shipping = { event: 'add_shipping_info', ecommerce: { items: [{ item_id: 'TOTE' }] } };

/** A visitor at payment leaves the page. */
const leaveAtPayment = () => {
  const shop = openShop({
    url: 'https://shop.example/checkout',
    build: { sources: [dataLayer()], adapters: {} },
    prepare: (window) => Object.assign(window, { dataLayer: [shipping] }),
  });
  shop.pass(2000);
  shop.tag.signal({ type: 'funnel_abandon', stage: 'payment' });
  shop.leave();
  shop.pass(2000);
  expect(shop.received().at(-1)?.profile.fs_abandoned_stage).toBe('payment');
  return shop;
};

const thanks = (more: PageOptions = {}): PageOptions => ({
  url: 'https://shop.example/thanks',
  prepare: (window) => Object.assign(window, { dataLayer: [purchase] }),
  ...more,
});

describe('an abandonment is taken back where the order is told in another tab', () => {
  it.each<[string, PageOptions, number]>([
    ['in the page’s HTML, before the tag', {}, 60_000],
    ['in the page’s HTML, after the visit has ended', {}, 3_600_000],
    [
      'after the tag',
      { prepare: (window) => void window.setTimeout(() => Object.assign(window, { dataLayer: [purchase] }), 3000) },
      60_000,
    ],
  ])('%s', (_, more, away) => {
    const shop = leaveAtPayment();
    shop.timers.advance(away);
    const tab = shop.open(thanks(more));
    tab.pass(30_000);
    tab.leave();
    const { fs_abandoned_stage: stage } = shop.received().at(-1)?.profile ?? {};
    if (away < 1_800_000) expect(stage).toBe('none');
    expect(tab.tag.health().signals.byType.purchase).toBe(1);
  });

  it('but not by what a page pushed before there was consent', () => {
    const shop = openShop({
      ...thanks(),
      build: { sources: [dataLayer(), detectors()].slice(0, 1), adapters: {} },
      options: { consent: 'command' },
    });
    shop.pass(1000);
    shop.tag.consent('granted');
    shop.pass(30_000);
    expect(shop.tag.health().signals.byType.purchase).toBeUndefined();
  });
});
