import { readConfig } from '../../src/config/read-options.js';
import { isFieldName } from '../../src/tools/text.js';
import type { PropertyOptions } from '../../src/types/fields.js';
import { BUILT_IN, DEFAULTS, PRESETS, STAGES, type StageChoice } from './vocabulary.js';

/** What somebody has chosen on the page, as it was typed. */
export interface Choices {
  /** A way of `CONSENT`. */
  consent: string;
  analytics: string;
  marketing: string;
  beforeConsent: string;
  prefix: string;
  keys: PropertyOptions['keys'];
  booleans: string;
  dates: string;
  budget: number;
  /** Characters that the shop's own properties take. */
  own: number;
  /** Fields that are switched, by name. */
  send: Readonly<Record<string, boolean>>;
  /** Other names of fields. */
  names: Readonly<Record<string, string>>;
  /** Built-in rules that are off. */
  without: readonly string[];
  presets: readonly string[];
  ownFunnel: boolean;
  stages: readonly StageChoice[];
  hosted: boolean;
  stream: boolean;
  /** Product id and category, as the options `product` and `category` have them. */
  from: string;
  match: string;
  level: string;
  /** Where the script is served from. */
  src: string;
}

/** What the page begins with. */
export const standard = (): Choices => ({
  consent: 'command',
  analytics: '',
  marketing: '',
  beforeConsent: DEFAULTS.beforeConsent,
  prefix: DEFAULTS.prefix,
  keys: DEFAULTS.keys,
  booleans: DEFAULTS.write.booleans,
  dates: DEFAULTS.write.dates,
  budget: DEFAULTS.budget,
  own: 350,
  send: {},
  names: {},
  without: [],
  presets: [],
  ownFunnel: false,
  stages: [],
  hosted: false,
  stream: false,
  from: '',
  match: '',
  level: '1',
  src: 'https://cdn.example/fullstory-ometria.loader.min.js',
});

export const clean = (text: string | undefined): string => (text ?? '').trim();
export const isName = isFieldName;

/** Whether the tag takes it: it says so itself. */
export const isPrefix = (prefix: string): boolean => {
  let taken = true;
  readConfig({ prefix }, () => {
    taken = false;
  });
  return taken;
};

/** The words of a list as it is typed. */
export const listOf = (text: string | undefined): string[] =>
  clean(text)
    .split(/[\s,]+/)
    .filter(Boolean);

/** Stages of the shop's own; undefined: the tag's. */
export const ownStages = ({ ownFunnel, stages }: Choices): readonly StageChoice[] | undefined => {
  const named = ownFunnel ? stages.filter(({ stage }) => clean(stage)) : [];
  return named.length > 0 ? named : undefined;
};

/** Names of the stages, first to last. */
export const stageNames = (choices: Choices): string[] =>
  (ownStages(choices) ?? STAGES).map(({ stage }) => clean(stage));

/** Stages that no page and no event reaches. */
export const unreached = (choices: Choices): string[] =>
  (ownStages(choices) ?? STAGES)
    .filter(({ page, event }) => listOf(page).length + listOf(event).length === 0)
    .map(({ stage }) => clean(stage));

/** The presets that are chosen. */
export const presetsOf = ({ presets }: Choices) => presets.flatMap((name) => PRESETS[name] ?? []);

/** Names of the rules that may fire. */
export const rulesOf = (choices: Choices): string[] => [
  ...new Set([
    ...Object.keys(BUILT_IN).filter((name) => !choices.without.includes(name)),
    ...presetsOf(choices).map(({ rule }) => rule.name),
  ]),
];
