import type { ConsentAdapter, Options } from '../../src/config/read-options.js';
import { cookiebot } from '../../src/consent/adapters/cookiebot.js';
import { google } from '../../src/consent/adapters/google.js';
import { onetrust } from '../../src/consent/adapters/onetrust.js';
import { shopify } from '../../src/consent/adapters/shopify.js';
import type { PageContext } from '../../src/signals/page-context.js';

/** A page of a shop system, in our own words: where it lies, what it pushes and describes, and what the tag makes of it. */
export interface ShopPage {
  path: string;
  /** Entries of window.dataLayer, in order; those of `gtag` as its arguments. */
  pushes?: unknown[];
  jsonLd?: unknown;
  /** The list is made after the tag has started. */
  isLate?: boolean;
  shows: PageContext;
}

/** One row of docs/platforms.md, "Shapes". */
export interface Shape {
  platform: string;
  consent: ConsentAdapter;
  /** What the consent tool leaves in the page of a visitor who has agreed. */
  globals: object;
  options?: Options;
  pages: ShopPage[];
}

const event = (name: string, items?: object[], more: object = {}) => ({
  event: name,
  ecommerce: { ...more, ...(items && { items }) },
});
/** As gtag pushes: array-like, with the command first. */
const gtag = (name: string, items: object[], more: object = {}) => ({ 0: 'event', 1: name, 2: { ...more, items } });

const GROUPS = { analytics: 'C0002', marketing: 'C0004' };
const ONETRUST = { OnetrustActiveGroups: ',C0001,C0002,C0004,', OneTrust: { IsAlertBoxClosed: () => true } };
const RESOLVED = {
  google_tag_data: { ics: { entries: { analytics_storage: { update: true }, ad_storage: { update: true } } } },
};

export const SHAPES: readonly Shape[] = [
  {
    platform: 'Shopify',
    consent: shopify(),
    globals: {
      Shopify: {
        customerPrivacy: {
          analyticsProcessingAllowed: () => true,
          marketingAllowed: () => true,
          currentVisitorConsent: () => ({ analytics: 'yes', marketing: 'yes' }),
        },
      },
    },
    options: { funnel: { hosted: true } },
    pages: [
      {
        // Google's own app reports from the pixels' sandbox: the page has no GA4 events.
        path: '/en-gb/collections/bags/products/tote',
        jsonLd: {
          '@type': 'ProductGroup',
          productGroupID: '8123',
          category: 'Bags',
          hasVariant: [
            { '@type': 'Product', sku: 'TOTE-S' },
            { '@type': 'Product', sku: 'TOTE-L' },
          ],
        },
        shows: { type: 'product', product: '8123', category: 'Bags' },
      },
      { path: '/en-gb/cart', shows: { stage: 'basket' } },
      { path: '/collections/bags', shows: {} },
    ],
  },
  {
    platform: 'Magento 2',
    consent: onetrust(GROUPS),
    globals: ONETRUST,
    pages: [
      {
        path: '/default/bags/driven-backpack.html',
        pushes: [
          { ecommerce: null },
          event('view_item', [
            { item_id: '24-WB03', item_name: 'Backpack', item_category: 'Gear', item_category2: 'Bags' },
          ]),
        ],
        shows: { type: 'product', product: '24-WB03', category: 'Gear' },
      },
      { path: '/default/checkout/cart/', shows: { stage: 'basket' } },
      {
        // The steps change the hash.
        path: '/default/checkout/#payment',
        pushes: [event('begin_checkout'), event('add_shipping_info')],
        shows: { type: 'checkout', stage: 'payment' },
      },
      {
        path: '/default/checkout/onepage/success/',
        pushes: [event('purchase', [{ item_id: '24-WB03' }], { transaction_id: '000000042' })],
        shows: { type: 'confirmation' },
      },
    ],
  },
  {
    platform: 'WooCommerce',
    consent: google(),
    globals: RESOLVED,
    pages: [
      {
        // The plug-in's id is the post's number, the SEO plug-in's graph has the SKU; Google Ads comes after both.
        path: '/product/tee/',
        pushes: [
          event('view_item', [{ item_id: 37, item_name: 'Tee', item_category: 'Clothes', item_category_2: 'Tees' }]),
          gtag('view_item', [{ id: '37', google_business_vertical: 'retail' }]),
        ],
        jsonLd: { '@graph': [{ '@type': 'WebPage' }, { '@type': 'Product', sku: 'TEE' }] },
        shows: { type: 'product', product: '37', category: 'Clothes' },
      },
      { path: '/cart/', pushes: [event('view_cart', [{ item_id: 41 }])], shows: { type: 'basket', stage: 'basket' } },
      {
        path: '/checkout/',
        pushes: [event('begin_checkout', [{ item_id: 41 }])],
        shows: { type: 'checkout', stage: 'checkout' },
      },
      {
        path: '/checkout/order-received/1207/',
        pushes: [event('purchase', [{ item_id: 41 }], { transaction_id: '1207' })],
        shows: { type: 'confirmation' },
      },
    ],
  },
  {
    platform: 'PrestaShop',
    consent: cookiebot(),
    globals: { Cookiebot: { hasResponse: true, consent: { statistics: true, marketing: true } } },
    options: {
      funnel: [
        { stage: 'basket', event: 'view_cart', page: ['/cart', '/panier'] },
        { stage: 'checkout', page: ['/order', '/commande'] },
      ],
    },
    pages: [
      {
        path: '/fr/femme/2-9-tee.html',
        jsonLd: { '@type': 'Product', sku: 'demo_3', category: { '@type': 'Thing', name: 'Femme' } },
        shows: { type: 'product', product: 'demo_3', category: 'Femme' },
      },
      { path: '/fr/panier', shows: { stage: 'basket' } },
      { path: '/en/cart', shows: { stage: 'basket' } },
      { path: '/fr/commande', shows: { stage: 'checkout' } },
    ],
  },
  {
    platform: 'Salesforce',
    consent: onetrust(GROUPS),
    globals: ONETRUST,
    pages: [
      {
        // A master product is shown, its variants are bought.
        path: '/s/RefArch/mens/shirts/25686364M.html',
        pushes: [
          event('view_item', [{ item_id: '25686364M', item_group_id: '25686364M', item_category: 'mens/shirts' }]),
        ],
        shows: { type: 'product', product: '25686364M', category: 'mens/shirts' },
      },
      { path: '/s/RefArch/cart', shows: { stage: 'basket' } },
      {
        path: '/on/demandware.store/Sites-RefArch-Site/en_US/Checkout-Begin',
        pushes: [event('begin_checkout')],
        shows: { type: 'checkout', stage: 'checkout' },
      },
    ],
  },
  {
    platform: 'BigCommerce',
    consent: google(),
    globals: RESOLVED,
    pages: [
      {
        // The preview of the basket in the head of every page reports the basket.
        path: '/tote/',
        pushes: [gtag('view_cart', [{ item_id: 'SOCKS' }]), gtag('view_item', [{ item_id: 'TOTE' }])],
        shows: { type: 'product', product: 'TOTE' },
      },
      { path: '/cart.php', shows: { stage: 'basket' } },
      {
        path: '/checkout',
        pushes: [gtag('begin_checkout', [{ item_id: 'TOTE' }])],
        shows: { type: 'checkout', stage: 'checkout' },
      },
      {
        path: '/checkout/order-confirmation',
        pushes: [gtag('purchase', [{ item_id: 'TOTE' }], { transaction_id: '100' })],
        shows: { type: 'confirmation' },
      },
    ],
  },
  {
    platform: 'Shopware',
    consent: google(),
    globals: RESOLVED,
    pages: [
      {
        path: '/de/Shirt-Fjell/SW10178.1',
        pushes: [gtag('view_item', [{ item_id: 'SW10178.1', item_name: 'Shirt Fjell' }])],
        shows: { type: 'product', product: 'SW10178.1' },
      },
      { path: '/de/checkout/cart', shows: { stage: 'basket' } },
      {
        path: '/de/checkout/confirm',
        pushes: [gtag('begin_checkout', [{ item_id: 'SW10178.1' }])],
        shows: { type: 'checkout', stage: 'checkout' },
      },
      {
        path: '/de/checkout/finish',
        pushes: [gtag('purchase', [{ item_id: 'SW10178.1' }], { transaction_id: '10001' })],
        shows: { type: 'confirmation' },
      },
    ],
  },
  {
    platform: 'headless',
    consent: google(),
    globals: RESOLVED,
    pages: [
      {
        path: '/us/en/products/tote',
        isLate: true,
        pushes: [event('view_item', [{ item_id: 'TOTE', item_category: 'Bags' }])],
        shows: { type: 'product', product: 'TOTE', category: 'Bags' },
      },
      { path: '/us/en/bag', shows: { stage: 'basket' } },
      {
        path: '/us/en/checkout/payment',
        pushes: [event('begin_checkout'), event('add_shipping_info')],
        shows: { type: 'checkout', stage: 'payment' },
      },
    ],
  },
];
