// What each property says, for somebody who builds a segment on it.
// vocabulary: written by scripts/docs.mjs from the tag's own tables.
const MEANINGS = {
  signal_type: 'What mattered most in the visit: a signal, or the rule that fired last.',
  frustration_score: '0 to 100. One rage click makes 34, two 57, three 71.',
  session_replay_url: 'Opens FullStory’s recording at that very moment.',
  signal_at: 'When that signal came. Build segments on dates: they say how old the rest is.',
  experience_at_risk: 'True from a score of 70.',
  signal_page: 'Where it happened. Numbers and addresses in the path are blanked out.',
  abandoned_stage: 'The funnel stage at which the visit stopped; none once the visitor has gone on or bought.',
  rage_clicks: 'Three or more quick clicks on one spot, counted over the visit.',
  dwell_product: 'The product that held the most attention.',
  dwell_seconds: 'How long, in seconds of real attention.',
  rage_taps: 'The same with a finger.',
  error_clicks: 'Clicks that made the page’s script throw.',
  form_errors: 'Attempts to submit a form that failed.',
  signal_stage: 'The funnel stage of that signal.',
  signal_target: 'What was clicked, by its id or name; never by its text.',
  furthest_stage: 'The furthest funnel stage of the visit.',
  visit_outcome: 'How the visit ended: purchased, checkout, basket or browsing.',
  error_field: 'The form field that failed last, by its name; never what was typed.',
  last_visit_category: 'Where most of the visit’s attention went.',
  dead_clicks: 'Clicks on something that looks clickable and did nothing.',
  form_abandons: 'Forms that were begun and left.',
  mouse_thrashes: 'The mouse shaken back and forth in impatience, counted over the visit.',
  scroll_depth: 'How far down a page was seen at most, in percent.',
  active_seconds: 'Seconds of real attention in the whole visit.',
  device: 'What the visitor pointed with: touch or mouse.',
  group: 'The control group: it gets this field and nothing else.',
  test: 'A test delivery, not a visitor’s.',
};
// end of the vocabulary

/** What a property means, by its name with the prefix. */
export const meaningOf = (name) => {
  const plain = name.replace(/^properties\./, '').replace(/^fs_/, '');
  const [, rule] = /^(\w+)_at$/.exec(plain) ?? [];
  if (MEANINGS[plain]) return MEANINGS[plain];
  return rule
    ? `When the rule “${rule.replaceAll('_', ' ')}” fired in the visit.`
    : 'Set by a rule or a custom signal.';
};

/** The signal that a delivery tells of: its type and its time, whatever the prefix. */
export const signalOf = (profile) => {
  const read = (ending) => Object.entries(profile).find(([name]) => name.endsWith(ending))?.[1];
  const at = Date.parse(read('signal_at') ?? '');
  return Number.isNaN(at) ? undefined : { type: read('signal_type') ?? 'signal', at };
};
