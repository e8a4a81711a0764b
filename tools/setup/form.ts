import { find } from '../dom.js';
import { type Choices, isPrefix, standard } from './choices.js';
import { BUILT_IN, CONSENT, FIELDS, LIMIT, PRESETS, STAGES, type StageChoice } from './vocabulary.js';

/** An element with properties and children. */
export const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const labelled = <Labelled extends HTMLElement>(element: Labelled, label: string): Labelled => {
  element.setAttribute('aria-label', label);
  return element;
};

const fieldRow = ({ name, on, title }: (typeof FIELDS)[number]): HTMLElement => {
  const box = make('input', { type: 'checkbox', id: `send-${name}`, name: `send-${name}`, checked: on });
  const label = make('label', { htmlFor: box.id, title }, [make('code', { textContent: name })]);
  const pattern = '[a-z][a-z0-9_]{0,63}';
  const other = make('input', { name: `name-${name}`, placeholder: 'another name', spellcheck: false, pattern });
  const cells = [box, label, labelled(other, `Another name for ${name}`)];
  return make(
    'tr',
    { id: `row-${name}` },
    cells.map((cell) => make('td', {}, [cell])),
  );
};

interface RuleBox {
  id: string;
  name: string;
  about: string;
  checked?: boolean;
  className?: string;
}

const ruleBox = ({ id, name, about, checked = false, className = 'check' }: RuleBox): HTMLElement =>
  make('p', { className }, [
    make('input', { type: 'checkbox', id, name: id, checked }),
    make('label', { htmlFor: id }, [make('code', { textContent: name }), make('small', { textContent: about })]),
  ]);

const ruleBoxes = (): HTMLElement[] => {
  const presets = Object.entries(PRESETS).map(([preset, { about, rule }]) => ({ id: `preset-${preset}`, about, rule }));
  const builtIn = Object.entries(BUILT_IN).flatMap(([name, { when }]) => [
    ruleBox({ id: `rule-${name}`, name, about: when, checked: true }),
    ...presets
      .filter(({ rule }) => rule.name === name)
      .map(({ id, about, rule }) =>
        ruleBox({ id, name: `with ${Object.keys(rule.set ?? {}).join(', ')}`, about, className: 'check variant' }),
      ),
  ]);
  const others = presets.filter(({ rule }) => !(rule.name in BUILT_IN));
  return [...builtIn, ...others.map(({ id, about, rule }) => ruleBox({ id, name: rule.name, about }))];
};

/** Appends a stage to the funnel; `changed` is told when it goes again. */
export const addStage = ({ stage, page = '', event = '' }: StageChoice, changed: () => void): HTMLElement => {
  const input = (className: string, placeholder: string, value: string): HTMLElement =>
    make('td', {}, [labelled(make('input', { className, value, placeholder, spellcheck: false }), placeholder)]);
  const remove = labelled(make('button', { type: 'button', textContent: '×' }), 'Remove this stage');
  const cells = [input('stage', 'Stage', stage), input('page', 'Paths', page), input('event', 'GA4 events', event)];
  const row = make('tr', {}, [...cells, make('td', {}, [remove])]);
  remove.addEventListener('click', () => {
    row.remove();
    changed();
    find('add-stage').focus();
  });
  find('stages').append(row);
  return row;
};

/** Fills the form with what there is to choose from. */
export const buildForm = (changed: () => void): void => {
  for (const [value, { title }] of Object.entries(CONSENT))
    find('consent').append(make('option', { value, textContent: title }));
  find('fields').append(...FIELDS.map(fieldRow));
  find('rules').append(...ruleBoxes());
  for (const stage of STAGES) addStage(stage, changed);
};

const readStages = (): StageChoice[] =>
  [...find<HTMLTableSectionElement>('stages').rows].map((row) => {
    const value = (name: string) => row.querySelector<HTMLInputElement>(`.${name}`)?.value ?? '';
    return { stage: value('stage'), page: value('page'), event: value('event') };
  });

const KEYS = { plain: 'plain', dotted: 'dotted', nested: 'nested' } as const;

/** What is chosen. What is wrong counts as it was before; beside the field it is said. */
export const readForm = (form: HTMLFormElement): Choices => {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '');
  const defaults = standard();
  const own = Number(text('own')) || 0;
  const budget = Number(text('budget')) || defaults.budget;
  const texts = Object.keys(defaults).filter(
    (name) => data.has(name) && typeof Reflect.get(defaults, name) === 'string',
  );
  return {
    ...defaults,
    ...Object.fromEntries(texts.map((name) => [name, text(name)])),
    prefix: isPrefix(text('prefix').trim()) ? text('prefix').trim() : defaults.prefix,
    keys: KEYS[text('keys') as keyof typeof KEYS] ?? defaults.keys,
    budget: Math.min(LIMIT, Math.max(1, budget)),
    own: Math.min(LIMIT, Math.max(0, own)),
    send: Object.fromEntries(FIELDS.map(({ name }) => [name, data.has(`send-${name}`)])),
    names: Object.fromEntries(FIELDS.map(({ name }) => [name, text(`name-${name}`)])),
    without: Object.keys(BUILT_IN).filter((name) => !data.has(`rule-${name}`)),
    presets: Object.keys(PRESETS).filter((name) => data.has(`preset-${name}`)),
    ownFunnel: data.has('ownFunnel'),
    hosted: data.has('hosted'),
    stream: data.has('stream'),
    stages: readStages(),
  };
};
