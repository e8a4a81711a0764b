/** What a person reads of a field. */
export interface FieldWords {
  /** Type of the custom field in Ometria, which is fixed once. */
  type: 'String' | 'Integer' | 'Date' | 'Boolean';
  /** Title of the custom field. */
  title: string;
  /** What it says, for somebody who builds a segment on it. */
  meaning: string;
}

// The names are the type: a field that is not here does not compile.
const WORDS = {
  signal_type: {
    type: 'String',
    title: 'Signal',
    meaning: 'What mattered most in the visit: a signal, or the rule that fired last.',
  },
  frustration_score: {
    type: 'Integer',
    title: 'Frustration score',
    meaning: '0 to 100. One rage click makes 34, two 57, three 71.',
  },
  session_replay_url: {
    type: 'String',
    title: 'Session replay',
    meaning: 'Opens FullStory’s recording at that very moment.',
  },
  signal_at: {
    type: 'Date',
    title: 'Signal at',
    meaning: 'When that signal came. Build segments on dates: they say how old the rest is.',
  },
  experience_at_risk: { type: 'Boolean', title: 'Experience at risk', meaning: 'True from a score of 70.' },
  signal_page: {
    type: 'String',
    title: 'Signal page',
    meaning: 'Where it happened. Numbers and addresses in the path are blanked out.',
  },
  abandoned_stage: {
    type: 'String',
    title: 'Abandoned stage',
    meaning: 'The funnel stage at which the visit stopped; none once the visitor has gone on or bought.',
  },
  rage_clicks: {
    type: 'Integer',
    title: 'Rage clicks',
    meaning: 'Three or more quick clicks on one spot, counted over the visit.',
  },
  dwell_product: {
    type: 'String',
    title: 'Product looked at longest',
    meaning: 'The product that held the most attention.',
  },
  dwell_seconds: {
    type: 'Integer',
    title: 'Seconds of attention to it',
    meaning: 'How long, in seconds of real attention.',
  },
  rage_taps: { type: 'Integer', title: 'Rage taps', meaning: 'The same with a finger.' },
  error_clicks: { type: 'Integer', title: 'Error clicks', meaning: 'Clicks that made the page’s script throw.' },
  form_errors: { type: 'Integer', title: 'Form errors', meaning: 'Attempts to submit a form that failed.' },
  signal_stage: { type: 'String', title: 'Signal stage', meaning: 'The funnel stage of that signal.' },
  signal_target: {
    type: 'String',
    title: 'Signal target',
    meaning: 'What was clicked, by its id or name; never by its text.',
  },
  furthest_stage: { type: 'String', title: 'Furthest stage', meaning: 'The furthest funnel stage of the visit.' },
  visit_outcome: {
    type: 'String',
    title: 'Outcome of the visit',
    meaning: 'How the visit ended: purchased, out_of_stock, checkout, basket or browsing.',
  },
  error_field: {
    type: 'String',
    title: 'Failing field',
    meaning: 'The form field that failed last, by its name; never what was typed.',
  },
  hesitated_at: {
    type: 'String',
    title: 'Hesitated at',
    meaning: 'The stage where everything was filled in and the visitor left without paying; none after the next step.',
  },
  last_visit_category: {
    type: 'String',
    title: 'Category of the last visit',
    meaning: 'Where most of the visit’s attention went.',
  },
  affinity_product: {
    type: 'String',
    title: 'Favourite product',
    meaning: 'The product that held the most attention over the last weeks, in this browser.',
  },
  affinity_category: {
    type: 'String',
    title: 'Favourite category',
    meaning: 'The category that held the most attention over the last weeks, in this browser.',
  },
  dead_clicks: {
    type: 'Integer',
    title: 'Dead clicks',
    meaning: 'Clicks on something that looks clickable and did nothing.',
  },
  form_abandons: { type: 'Integer', title: 'Abandoned forms', meaning: 'Forms that were begun and left.' },
  mouse_thrashes: {
    type: 'Integer',
    title: 'Mouse thrashes',
    meaning: 'The mouse shaken back and forth in impatience, counted over the visit.',
  },
  scroll_depth: {
    type: 'Integer',
    title: 'Scroll depth',
    meaning: 'How far down a page was seen at most, in percent.',
  },
  active_seconds: {
    type: 'Integer',
    title: 'Active seconds',
    meaning: 'Seconds of real attention in the whole visit.',
  },
  device: { type: 'String', title: 'Touch or mouse', meaning: 'What the visitor pointed with: touch or mouse.' },
  dead_ends: {
    type: 'Integer',
    title: 'Dead ends',
    meaning: 'Pages that led nowhere: not found, a search without results, to and fro between two pages.',
  },
  searches: {
    type: 'Integer',
    title: 'Searches',
    meaning: 'Different searches of the visit; never what was searched for.',
  },
  basket_churns: {
    type: 'Integer',
    title: 'Basket churns',
    meaning: 'Times that products went into the basket and out again.',
  },
} satisfies Record<string, FieldWords>;

/** Name of a field, without the prefix. */
export type FieldName = keyof typeof WORDS;

/** Every field, in the order of priority. No script build imports this table: it weighs nothing there. */
export const FIELD_WORDS: Readonly<Record<FieldName, FieldWords>> = WORDS;

/** Two properties that are no fields: the tag adds them of its own. */
export const MARK_WORDS: Readonly<Record<'group' | 'test', FieldWords>> = {
  group: { type: 'String', title: 'Group', meaning: 'The control group: it gets this field and nothing else.' },
  test: { type: 'Boolean', title: 'Test', meaning: 'A test delivery, not a visitor’s.' },
};
