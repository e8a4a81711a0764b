/** What a person reads of a rule. */
export interface RuleWords {
  /** When it fires, as a phrase that can follow its name. */
  when: string;
  /** Properties that it sets, without the prefix: type and title of the custom field. */
  sets?: Readonly<Record<string, { type: 'String' | 'Integer'; title: string }>>;
}

/** The rules that are there without anybody asking for them. No script build imports these tables. */
export const BUILT_IN_WORDS: Readonly<Record<string, RuleWords>> = {
  checkout_frustration: { when: 'A rage click, a rage tap, an error click or two form errors at the checkout' },
  high_intent_dwell: { when: 'Two minutes of attention to one product' },
  mobile_friction: { when: 'Two rage taps, or two dead ends on a touch device' },
};

/** The presets, by the name of their export. */
export const PRESET_WORDS: Readonly<Record<string, RuleWords>> = {
  checkoutRescue: {
    when: 'Trouble at the checkout, and then the visit ends there',
    sets: { rescue_stage: { type: 'String', title: 'Checkout rescue: stage' } },
  },
  highIntentDwell: {
    when: 'The same as the built-in rule; it says the product as well',
    sets: { intent_product: { type: 'String', title: 'High-intent dwell: product' } },
  },
  mobileFriction: {
    when: 'One rage tap on a size or colour control; it says the product and the control',
    sets: {
      friction_product: { type: 'String', title: 'Mobile friction: product' },
      friction_target: { type: 'String', title: 'Mobile friction: control' },
    },
  },
  formErrorLoop: {
    when: 'Three failed attempts at a form within five minutes, and no order',
    sets: {
      loop_field: { type: 'String', title: 'Form-error loop: field (its name, never its value)' },
      loop_stage: { type: 'String', title: 'Form-error loop: stage' },
    },
  },
  promoCodeFailure: {
    when: 'A promotion code that does not work, by the name of its field or button',
    sets: { promo_stage: { type: 'String', title: 'Promo-code failure: stage' } },
  },
  atRiskVisitor: {
    when: 'The frustration score reaches 70',
    sets: { risk_score: { type: 'Integer', title: 'At-risk visitor: score when it was reached' } },
  },
  categoryAffinity: {
    when: 'Long looks at two products within half an hour; it says the category',
    sets: { affinity_category: { type: 'String', title: 'Category affinity: category' } },
  },
  searchRescue: {
    when: 'Three searches within three minutes and nothing found that is worth a look',
    sets: { rescue_searches: { type: 'Integer', title: 'Search rescue: searches' } },
  },
  navigationRescue: {
    when: 'Two pages that led nowhere within half an hour, and no order',
    sets: { rescue_page: { type: 'String', title: 'Navigation rescue: page' } },
  },
  hesitationNudge: {
    when: 'Everything was filled in, and the visitor left without paying',
    sets: { nudge_stage: { type: 'String', title: 'Hesitation nudge: stage' } },
  },
};
