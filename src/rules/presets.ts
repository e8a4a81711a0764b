import type { Rule } from './rules.js';

/** What the stages of a checkout are called: in the default funnel, and where a shop has more of them. `reviews` are a product's. */
const CHECKOUT = ['checkout*', 'shipping*', 'delivery*', 'payment*', 'review', 'review_*', 'review-*'];

/** The rules that are there without anybody asking for them. */
export const BUILT_IN: readonly Rule[] = [
  { name: 'checkout_frustration', steps: [{ signal: ['rage_click', 'rage_tap', 'error_click'], stage: CHECKOUT }] },
  {
    name: 'checkout_frustration',
    steps: [{ signal: 'form_error', stage: CHECKOUT, count: 2 }],
    unless: [{ signal: 'purchase' }],
  },
  { name: 'high_intent_dwell', steps: [{ signal: 'dwell', min: { seconds: 120 } }] },
  { name: 'mobile_friction', steps: [{ signal: 'rage_tap', count: 2 }] },
  { name: 'mobile_friction', steps: [{ signal: 'dead_end', device: 'touch', count: 2 }] },
];

// The presets are data like any other rule. docs/recipes.md has the Ometria side of each.

/** Trouble at the checkout, and then the visit ends there. */
export const checkoutRescue: Rule = {
  name: 'checkout_rescue',
  steps: [
    { signal: ['rage_click', 'rage_tap', 'error_click', 'form_error'], stage: ['checkout', 'payment', 'review'] },
    { signal: 'funnel_abandon' },
  ],
  unless: [{ signal: 'purchase' }],
  set: { rescue_stage: ['var', 'signal.stage'] },
};

/** Two minutes of attention to one product that was neither put in the basket nor on the wishlist. */
export const highIntentDwell: Rule = {
  name: 'high_intent_dwell',
  steps: [{ signal: 'dwell', min: { seconds: 120 } }],
  set: { intent_product: ['var', 'signal.product'] },
};

/** A size or colour control that does not answer a finger. */
export const mobileFriction: Rule = {
  name: 'mobile_friction',
  steps: [{ signal: 'rage_tap', target: ['*size*', '*colour*', '*color*', '*swatch*'] }],
  set: { friction_product: ['var', 'signal.product'], friction_target: ['var', 'signal.target'] },
};

/** Three failed attempts at a form within five minutes, and no order. */
export const formErrorLoop: Rule = {
  name: 'form_error_loop',
  steps: [{ signal: 'form_error', count: 3 }],
  within: 300000,
  unless: [{ signal: 'purchase' }],
  set: { loop_field: ['var', 'signal.field'], loop_stage: ['var', 'signal.stage'] },
};

/** A promotion code that does not work, by the name of its field or button. */
export const promoCodeFailure: Rule = {
  name: 'promo_code_failure',
  steps: [
    {
      signal: ['rage_click', 'rage_tap', 'dead_click', 'error_click', 'form_error'],
      target: ['*promo*', '*coupon*', '*voucher*', '*discount*'],
    },
  ],
  set: { promo_stage: ['var', 'signal.stage'] },
};

/** The frustration score reaches 70: three rage clicks, or as much of other things. */
export const atRiskVisitor: Rule = {
  name: 'at_risk_visitor',
  steps: [
    {
      signal: ['rage_click', 'rage_tap', 'form_error', 'error_click', 'form_abandon', 'dead_click', 'mouse_thrash'],
      min: { score: 70 },
    },
  ],
  set: { risk_score: ['var', 'session.score'] },
};

/** Long looks at products, twice in half an hour; tells the category of the last. */
export const categoryAffinity: Rule = {
  name: 'category_affinity',
  steps: [{ signal: 'dwell', count: 2 }],
  within: 1800000,
  set: { affinity_category: ['var', 'signal.category'] },
};

/** Three searches within three minutes without a find. Needs `detect: { search_struggle: true }`. */
export const searchRescue: Rule = {
  name: 'search_rescue',
  steps: [{ signal: 'search_struggle' }],
  set: { rescue_searches: ['var', 'session.search'] },
};

/** Two pages that led nowhere within half an hour, and no order. */
export const navigationRescue: Rule = {
  name: 'navigation_rescue',
  steps: [{ signal: 'dead_end', count: 2 }],
  within: 1800000,
  unless: [{ signal: 'purchase' }],
  set: { rescue_page: ['var', 'signal.page'] },
};

/** Everything was filled in, and nobody pressed. Needs `detect: { hesitation: true }`. */
export const hesitationNudge: Rule = {
  name: 'hesitation_nudge',
  steps: [{ signal: 'hesitation' }],
  set: { nudge_stage: ['var', 'signal.stage'] },
};
