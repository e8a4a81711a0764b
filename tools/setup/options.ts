import type { Rule } from '../../src/rules.js';
import type { Config, FunnelStage } from '../../src/types/config.js';
import { type Choices, clean, isName, listOf, ownStages, presetsOf } from './choices.js';
import { DEFAULTS, FIELDS } from './vocabulary.js';

/** Options as they go to the tag. */
export type OptionData = Partial<
  Pick<Config, 'beforeConsent' | 'prefix' | 'keys' | 'budget' | 'fields' | 'product' | 'category' | 'echo'>
> & {
  write?: { booleans?: string; dates?: string };
  funnel?: FunnelStage[] | { stages?: FunnelStage[]; hosted: true };
  rules?: (Rule | { name: string; off: true })[];
};

/** What one of several is put as: a text, a list, or nothing. */
const few = (key: 'page' | 'event', text: string | undefined): Partial<FunnelStage> => {
  const [first, ...others] = listOf(text);
  if (first === undefined) return {};
  return { [key]: others.length > 0 ? [first, ...others] : first };
};

const stagesOf = (choices: Choices): FunnelStage[] | undefined =>
  ownStages(choices)?.map(({ stage, page, event }) => ({
    stage: clean(stage),
    ...few('page', page),
    ...few('event', event),
  }));

const funnelOf = (choices: Choices): OptionData['funnel'] => {
  const stages = stagesOf(choices);
  return choices.hosted ? { ...(stages && { stages }), hosted: true } : stages;
};

const fieldsOf = ({ send, names }: Choices): Record<string, boolean | string> => {
  const fields: Record<string, boolean | string> = {};
  for (const { name, on } of FIELDS) {
    const wanted = send[name] ?? on;
    const as = clean(names[name]);
    if (wanted && isName(as)) fields[name] = as;
    else if (wanted !== on) fields[name] = wanted;
  }
  return fields;
};

/** Without what is as the tag has it, and without what is empty. */
const unlessDefault = <Given extends object>(given: Given, defaults: object): Partial<Given> | undefined => {
  const others = Object.entries(given).filter(
    ([name, value]) => value !== undefined && value !== Reflect.get(defaults, name),
  );
  return others.length > 0 ? (Object.fromEntries(others) as Partial<Given>) : undefined;
};

/** The options as they go to the tag, without rules; what is the tag's default is left out. */
export const toOptions = (choices: Choices): OptionData => {
  const { beforeConsent, prefix, keys, budget, booleans, dates, from, match, level } = choices;
  const named = {
    beforeConsent,
    prefix,
    fields: unlessDefault(fieldsOf(choices), {}),
    write: unlessDefault({ booleans, dates }, DEFAULTS.write),
    keys,
    budget,
    funnel: funnelOf(choices),
    product: unlessDefault({ from: clean(from) || undefined, match: clean(match) || undefined }, {}),
    echo: choices.stream ? { fullstory: true } : undefined,
    category: Number(level) > 1 ? { level: Number(level) } : undefined,
  };
  // Each under its own name; the form offers no value that the tag would not take.
  return { ...(unlessDefault(named, DEFAULTS) as OptionData | undefined) };
};

/** All of them, as data: presets as what they stand for. */
export const optionsAsData = (choices: Choices): OptionData => {
  const off = choices.without.map((name) => ({ name, off: true as const }));
  const rules = [...off, ...presetsOf(choices).map(({ rule }) => rule)];
  return { ...toOptions(choices), ...(rules.length > 0 && { rules }) };
};
