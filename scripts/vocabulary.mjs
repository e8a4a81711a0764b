// The vocabularies as scripts need them: fields, rules and consent tools, read from the typed tables of src/.
import { importSources } from './source.mjs';

const [{ planProperties }, { detectors }, { dataLayer }, words, rules, tools, problems] = await importSources(
  'src/delivery/properties.ts',
  'src/detectors.ts',
  'src/data-layer.ts',
  'src/vocabulary.ts',
  'src/session/presets.ts',
  'src/vendors/consent/tools.ts',
  'src/types/problem-words.ts',
);

const OPTIONS = { prefix: '', write: { booleans: 'true', dates: 'iso' }, keys: 'plain', budget: 1e6 };
const LONG = 'x'.repeat(100);
const sourceFields = [detectors(), dataLayer()].flatMap(({ fields = [] }) => fields);

/** Name, place and longest value of every field that the choice sends. */
const plan = (fields, { stages = [], rules: names = [] } = {}) =>
  planProperties({ ...OPTIONS, fields }, { fields: sourceFields, stages, rules: names }).entries;

const ALL = Object.fromEntries(Object.keys(words.FIELD_WORDS).map((name) => [name, true]));

/** A length that depends on the configuration, by the name of what it depends on. */
const longestOf = (at) => {
  const by = (given) => plan(ALL, given).filter(([, name]) => name in ALL)[at][2];
  const least = by({});
  if (by({ stages: [LONG] }) !== least) return 'stage';
  return by({ rules: [LONG] }) === least ? least : 'type';
};

/** Every field in the order of priority. */
export const FIELDS = plan(ALL).map(([place, name], at) => {
  const on = plan({}).some(([, sent]) => sent === name);
  return { name, place, worst: longestOf(at), on, ...words.FIELD_WORDS[name] };
});

/** Problem codes, and states without a code: cause and cure. */
export const { PROBLEMS, STATES } = problems;

export const MARKS = words.MARK_WORDS;
export const WEIGHTS = words.WEIGHT;
export const SCORE = { scale: words.SCORE_SCALE, atRisk: words.AT_RISK_FROM, of: words.scoreOf };

/** The built-in rules by name, each with its alternatives. */
export const BUILT_IN = Object.entries(words.BUILT_IN_WORDS).map(([name, { when }]) => ({
  name,
  when,
  rules: rules.BUILT_IN.filter((rule) => rule.name === name),
}));

/** The presets by the name of their export. */
export const PRESETS = Object.entries(words.PRESET_WORDS).map(([id, { when, sets = {} }]) => ({
  id,
  when,
  sets,
  rule: rules[id],
}));

/** The consent tools by the name of their adapter. */
export const TOOLS = Object.entries(tools.CONSENT_TOOLS).map(([name, tool]) => ({ name, ...tool }));
