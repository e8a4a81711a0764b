// The vocabularies as scripts need them: fields, rules and consent tools, read from the typed tables of src/.

import { CONSENT_TOOLS, type ConsentTool } from '../src/consent/adapters/tools.js';
import { dataLayer } from '../src/data-layer.js';
import { type PropertyOptions, planProperties } from '../src/delivery/properties.js';
import { detectors } from '../src/detectors.js';
import * as presets from '../src/rules/presets.js';
import type { Rule } from '../src/rules/rules.js';
import * as words from '../src/vocabulary.js';

/** A field as the docs show it. */
export interface FieldRow extends words.FieldWords {
  name: string;
  place: number;
  /** Most characters of its value in JSON, or what decides that. */
  worst: number | 'type' | 'stage';
  on: boolean;
}

/** A preset by the name of its export. */
export interface PresetRow {
  id: string;
  when: string;
  sets: NonNullable<words.RuleWords['sets']>;
  rule: Rule;
}

const OPTIONS: Omit<PropertyOptions, 'fields'> = {
  prefix: '',
  write: { booleans: 'true', dates: 'iso' },
  keys: 'plain',
  budget: 1e6,
};
const LONG = 'x'.repeat(100);
const sourceFields = [detectors(), dataLayer()].flatMap(({ fields = [] }) => fields);

/** Name, place and longest value of every field that the choice sends. */
const plan = (
  fields: PropertyOptions['fields'],
  { stages = [], rules = [] }: { stages?: readonly string[]; rules?: readonly string[] } = {},
) => planProperties({ ...OPTIONS, fields }, { fields: sourceFields, stages, rules }).entries;

const WORDS: Readonly<Record<string, words.FieldWords>> = words.FIELD_WORDS;
const ALL = Object.fromEntries(Object.keys(WORDS).map((name) => [name, true]));

/** A length that depends on the configuration, by the name of what it depends on. */
const longestOf = (at: number) => {
  const by = (given: Parameters<typeof plan>[1]) => plan(ALL, given).filter(([, name]) => name in ALL)[at]?.[2] ?? 0;
  const least = by({});
  if (by({ stages: [LONG] }) !== least) return 'stage';
  return by({ rules: [LONG] }) === least ? least : 'type';
};

const wordsOf = (name: string) => {
  const found = WORDS[name];
  if (!found) throw new Error(`src/types/field-words.ts has no ${name}.`);
  return found;
};

const ruleOf = (id: string) => {
  const rules: Readonly<Record<string, Rule | readonly Rule[]>> = presets;
  const rule = rules[id];
  if (!rule || !('name' in rule)) throw new Error(`src/rules/presets.ts has no rule ${id}.`);
  return rule;
};

/** Every field in the order of priority. */
export const FIELDS = plan(ALL).map(([place, name], at): FieldRow => {
  const on = plan({}).some(([, sent]) => sent === name);
  return { name, place, worst: longestOf(at), on, ...wordsOf(name) };
});

/** Problem codes, and states without a code: cause and cure. */
export { PROBLEMS, STATES } from '../src/types/problem-words.js';

export const MARKS = words.MARK_WORDS;
export const WEIGHTS = words.WEIGHT;
export const SCORE = { scale: words.SCORE_SCALE, atRisk: words.AT_RISK_FROM, of: words.scoreOf };

/** The built-in rules by name, each with its alternatives. */
export const BUILT_IN = Object.entries(words.BUILT_IN_WORDS).map(([name, { when }]) => ({
  name,
  when,
  rules: presets.BUILT_IN.filter((rule) => rule.name === name),
}));

/** The presets. */
export const PRESETS = Object.entries(words.PRESET_WORDS).map(
  ([id, { when, sets = {} }]): PresetRow => ({ id, when, sets, rule: ruleOf(id) }),
);

/** A consent tool by the name of its adapter. */
export type Tool = ConsentTool & { name: string };

export const TOOLS = Object.entries(CONSENT_TOOLS).map(([name, tool]): Tool => ({ name, ...tool }));
