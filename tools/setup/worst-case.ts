import { NAME_JSON, perObject, perProperty, planProperties } from '../../src/delivery/properties.js';
import type { PropertyOptions } from '../../src/types/fields.js';
import { type Choices, clean, isName, presetsOf, rulesOf, stageNames } from './choices.js';
import { DEFAULTS, FIELDS, SOURCE_FIELDS } from './vocabulary.js';

/** A custom field that Ometria needs. */
export interface CustomField {
  id: string;
  /** Of the tag's field; a rule's date has none. */
  name?: string;
  type: string;
  title: string;
}

export interface WorstCase {
  /** What stays within the budget. */
  kept: CustomField[];
  /** What is switched off for good. */
  off: CustomField[];
  /** What presets set. */
  set: CustomField[];
  /** Characters of JSON of what is kept, and with what presets set. */
  planned: number;
  characters: number;
  /** What presets set may be left out where values are long. */
  tight: boolean;
}

// A score. Texts of a rule's own are the names of stages, products and targets.
const INTEGER_JSON = 3;

/** The option `fields`, whole. */
const fieldsOf = ({ send, names }: Choices): PropertyOptions['fields'] =>
  Object.fromEntries(
    FIELDS.map(({ name, on }) => {
      const as = clean(names[name]);
      return [name, (send[name] ?? on) && (isName(as) ? as : true)];
    }),
  );

const sentence = (name: string): string => name.replace(/_/g, ' ').replace(/^./, (letter) => letter.toUpperCase());

/** Every custom field that there may be, by its id. */
const fieldsById = (choices: Choices): Map<string, CustomField> => {
  const { prefix, names } = choices;
  const fields = FIELDS.map(({ name, type, title }) => {
    const as = clean(names[name]);
    return { id: isName(as) ? as : prefix + name, name, type, title };
  });
  const dates = rulesOf(choices).map((name) => ({
    id: `${prefix}${name}_at`,
    type: 'Date',
    title: `${sentence(name)} at`,
  }));
  return new Map([...fields, ...dates].map((field) => [field.id, field]));
};

const setFields = (choices: Choices): CustomField[] =>
  presetsOf(choices).flatMap(({ sets }) =>
    Object.entries(sets).map(([name, { type, title }]) => ({ id: choices.prefix + name, type, title })),
  );

/** What the worst case takes, by the tag's own plan. */
export const worstCase = (choices: Choices): WorstCase => {
  const { prefix, keys, budget } = choices;
  const plan = planProperties(
    { prefix, keys, budget, fields: fieldsOf(choices), write: DEFAULTS.write },
    { fields: SOURCE_FIELDS, stages: stageNames(choices), rules: rulesOf(choices) },
  );
  const known = fieldsById(choices);
  const toFields = (ids: readonly string[]): CustomField[] => ids.flatMap((id) => known.get(id) ?? []);
  const cost = (id: string, worst: number): number => id.length + worst + perProperty(keys);
  const planned = plan.entries.reduce((sum, [, id, worst]) => sum + cost(id, worst), perObject(keys));
  const set = setFields(choices);
  const wanted = set.reduce(
    (sum, { id, type }) => sum + cost(id, type === 'Integer' ? INTEGER_JSON : NAME_JSON),
    planned,
  );
  return {
    kept: toFields(plan.entries.map(([, id]) => id)),
    off: toFields(plan.off),
    set,
    planned,
    // What rules set is left out at run time where it would burst the budget.
    characters: Math.min(wanted, budget),
    tight: wanted > budget,
  };
};

/** The custom fields to create in Ometria. */
export const toTable = (choices: Choices): { id: string; type: string; title: string }[] => {
  const { kept, set } = worstCase(choices);
  return [...kept, ...set].map(({ id, type, title }) => {
    const written = type === 'Boolean' && choices.booleans === '1' ? 'Integer' : type;
    return { id, type: written, title: `${title} (FullStory)` };
  });
};

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

export const toCsv = (choices: Choices): string =>
  [['id', 'type', 'title'], ...toTable(choices).map(({ id, type, title }) => [id, type, title])]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
