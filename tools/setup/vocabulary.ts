// What there is to choose from: the tag's own tables.
import { readConfig } from '../../src/config/read-options.js';
import type { OptionKind } from '../../src/consent/adapters/script.js';
import { CONSENT_TOOLS } from '../../src/consent/adapters/tools.js';
import { dataLayer } from '../../src/data-layer.js';
import { planProperties } from '../../src/delivery/properties.js';
import { detectors } from '../../src/detectors.js';
import * as presets from '../../src/rules.js';
import { readFunnel } from '../../src/sources/funnel.js';
import type { Field, FieldName } from '../../src/types/fields.js';
import { BUILT_IN_WORDS, FIELD_WORDS, type FieldWords, PRESET_WORDS, type RuleWords } from '../../src/vocabulary.js';

const ignore = (): void => {};

/** The options of a tag that nobody has configured. */
export const DEFAULTS = readConfig({}, ignore);

/** Most characters of JSON that Ometria takes for all custom properties of a contact. */
export const LIMIT = 1000;

/** Fields that the sources of the full build bring. */
export const SOURCE_FIELDS: readonly Field[] = [detectors(), dataLayer()].flatMap(({ fields = [] }) => fields);

/** Sent unless somebody says otherwise. */
const sent = planProperties({ ...DEFAULTS, prefix: '' }, { fields: SOURCE_FIELDS, stages: [], rules: [] }).entries.map(
  ([, name]) => name,
);

export interface SetupField extends FieldWords {
  name: FieldName;
  /** Sent unless somebody says otherwise. */
  on: boolean;
}

/** Every field, in the order of priority. */
export const FIELDS: readonly SetupField[] = Object.entries(FIELD_WORDS).map(([name, words]) => ({
  // The table has a row for each field and no other.
  name: name as FieldName,
  on: sent.includes(name),
  ...words,
}));

/** The built-in rules: when each fires, by its name. */
export const BUILT_IN: Readonly<Record<string, RuleWords>> = BUILT_IN_WORDS;

export interface Preset {
  /** When it fires. */
  about: string;
  rule: presets.Rule;
  sets: NonNullable<RuleWords['sets']>;
}

/** The presets, by the name of their export. */
export const PRESETS: Readonly<Record<string, Preset>> = Object.fromEntries(
  Object.entries(PRESET_WORDS).map(([name, { when, sets = {} }]) => [
    name,
    // Each has the name of an export, as test/tools/setup.test.ts sees.
    { about: when, rule: Reflect.get(presets, name) as presets.Rule, sets },
  ]),
);

/** A stage as it is typed: lists with commas. */
export interface StageChoice {
  stage: string;
  page?: string;
  event?: string;
}

/** The stages of a tag that nobody has told of others. */
export const STAGES: readonly StageChoice[] = readFunnel(DEFAULTS, ignore).stages.map(({ stage, pages, events }) => ({
  stage,
  page: pages.join(', '),
  event: events.join(', '),
}));

/** A way in which the tag hears of consent. */
export interface ConsentWay {
  title: string;
  hint: string;
  /** What has to be filled in, and how it is read. */
  needs?: Readonly<Record<string, OptionKind>>;
}

const toWay = ({ title, hint, options }: (typeof CONSENT_TOOLS)[string]): ConsentWay => {
  const needed = Object.entries(options).filter(([, option]) => option.default === undefined);
  const needs = Object.fromEntries(needed.map(([name, { kind }]) => [name, kind]));
  return { title, hint: hint.replaceAll('`', ''), ...(needed.length > 0 && { needs }) };
};

/** Every way: the tools, and what needs no adapter. */
export const CONSENT: Readonly<Record<string, ConsentWay>> = {
  command: {
    title: 'Our own banner, or another tool: the consent command',
    hint: "Push the answer whenever you know it: fsOmetria.push(['consent', 'granted']) or 'denied'.",
  },
  ...Object.fromEntries(Object.entries(CONSENT_TOOLS).map(([name, tool]) => [name, toWay(tool)])),
  granted: {
    title: 'The tag is only loaded with consent',
    hint: 'Your consent tool holds the script back until the visitor has agreed to both.',
  },
};

/** Whether an adapter stands for the way, as an import from `fullstory-ometria/consent`. */
export const isTool = (way: string): boolean => Object.hasOwn(CONSENT_TOOLS, way);
