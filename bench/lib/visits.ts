// Twelve visits as shops see them. `at` is the path the visitor is on; what a signal says is what the BDL says of it.
import type { SignalInput } from '../../src/types/signal.js';

const payment = '/checkout/payment';

export interface Visit {
  name: string;
  at: string;
  signals: SignalInput[];
}

const repeated = (times: number, signal: SignalInput) => Array.from({ length: times }, () => signal);

export const VISITS: readonly Visit[] = [
  {
    name: 'one rage click on a product page',
    at: '/product/1042',
    signals: [{ type: 'rage_click', target: 'size-guide', clicks: 4 }],
  },
  {
    name: 'three rage clicks at the payment step',
    at: payment,
    signals: repeated(3, { type: 'rage_click', target: 'promo-apply', clicks: 5, stage: 'payment' }),
  },
  {
    name: 'rage taps on a size selector',
    at: '/product/77',
    signals: [
      { type: 'rage_tap', target: 'size-m', clicks: 3 },
      { type: 'rage_tap', target: 'size-m', clicks: 4 },
    ],
  },
  {
    name: 'dead clicks, then a rage click',
    at: '/category/knitwear',
    signals: [
      { type: 'dead_click', target: 'filter' },
      { type: 'dead_click', target: 'filter' },
      { type: 'rage_click', target: 'filter', clicks: 3 },
    ],
  },
  {
    name: 'a script error at checkout',
    at: '/checkout',
    signals: [{ type: 'error_click', target: 'continue', stage: 'checkout' }],
  },
  {
    name: 'two failed attempts at a form',
    at: '/checkout/delivery',
    signals: [
      { type: 'form_error', form: 'address', field: 'postcode', stage: 'checkout' },
      { type: 'form_error', form: 'address', field: 'phone', stage: 'checkout' },
    ],
  },
  {
    name: 'a form left unfinished',
    at: '/checkout',
    signals: [{ type: 'form_abandon', form: 'contact', field: 'email', stage: 'checkout' }],
  },
  {
    name: 'two minutes on one product',
    at: '/product/1042',
    signals: [
      { type: 'dwell', product: 'SKU-1042', category: 'Knitwear', seconds: 60 },
      { type: 'dwell', product: 'SKU-1042', category: 'Knitwear', seconds: 120 },
    ],
  },
  {
    name: 'payment abandoned',
    at: payment,
    signals: [
      { type: 'funnel_progress', stage: 'payment' },
      { type: 'funnel_abandon', stage: 'payment' },
    ],
  },
  {
    name: 'a rage click, then the purchase',
    at: payment,
    signals: [{ type: 'rage_click', target: 'pay', clicks: 3, stage: 'payment' }, { type: 'purchase' }],
  },
  {
    name: 'a signal of the shop’s own',
    at: '/basket',
    signals: [{ type: 'custom', name: 'voucher_refused', properties: { voucher_value: 20, voucher_kind: 'welcome' } }],
  },
  {
    name: 'a long bad visit',
    at: payment,
    signals: [
      ...repeated(6, { type: 'rage_click', target: 'promo-apply', clicks: 6, stage: 'payment' }),
      ...repeated(4, { type: 'dead_click', target: 'gift-card', stage: 'payment' }),
      ...repeated(3, { type: 'form_error', form: 'card', field: 'expiry', stage: 'payment' }),
      { type: 'dwell', product: 'SKU-1042', category: 'Knitwear', seconds: 120 },
      { type: 'error_click', target: 'pay', stage: 'payment' },
      { type: 'funnel_abandon', stage: 'payment' },
    ],
  },
];
