// The tables that several pages show, from the vocabularies. scripts/docs.ts puts them where they belong.

import type { ToolOption } from '../src/consent/adapters/tools.js';
import type { Match, Rule } from '../src/rules/rules.js';
import type { SignalType } from '../src/signals/read-signal.js';
import { table } from './markdown.js';
import {
  BUILT_IN,
  FIELDS,
  MARKS,
  PRESETS,
  PROBLEMS,
  type PresetRow,
  SCORE,
  STATES,
  TOOLS,
  type Tool,
  WEIGHTS,
} from './vocabulary.js';

const LONGEST: Readonly<Record<string, string>> = {
  type: 'the longest name of a signal or rule, and 2',
  stage: 'the longest name of a stage, and 2',
};
const oneOf = (value: string | readonly string[]) => [value].flat().map((word) => `\`${word}\``);

/** What a step waits for, in words. */
const stepOf = ({ signal, stage, target, device, count, min }: Match) =>
  [
    `${count ? `${count} × ` : ''}${oneOf(signal).join(', ')}`,
    stage && `at one of these stages: ${oneOf(stage).join(', ')}`,
    target && `on a control named like ${oneOf(target).join(', ')}`,
    device && `by ${oneOf(device).join(', ')}`,
    min?.seconds && `of ${min.seconds} seconds or more`,
    min?.score && `that raises the score to ${min.score} or more`,
  ]
    .filter(Boolean)
    .join(' ');

const ruleOf = ({ steps, within, unless = [] }: Rule) =>
  [
    steps.map(stepOf).join(', then '),
    within && `within ${within / 60_000} minutes`,
    unless.length > 0 && `unless ${unless.map(({ signal }) => oneOf(signal).join(' or ')).join(' or ')} comes first`,
  ]
    .filter(Boolean)
    .join(', ');

const RECIPE_FIELDS = FIELDS.filter(({ on }) => on);
const dateOf = ({ rule }: PresetRow) => ({
  name: `${rule.name}_at`,
  type: 'Date',
  // As the set-up page has it.
  title: `${rule.name.replace(/_/g, ' ').replace(/^./, (first) => first.toUpperCase())} at`,
});

const fieldRows = (fields: readonly { name: string; type: string; title: string }[]) =>
  fields.map(({ name, type, title }) => [`\`fs_${name}\``, type, title]);

const needsOf = ({ options }: Tool) => Object.entries(options).filter(([, option]) => option.default === undefined);

/** The adapter of a tool as code. */
const callOf = (tool: Tool) => {
  const literal = ({ kind, example }: ToolOption) =>
    ({
      text: () => `'${example}'`,
      texts: () => `['${example}']`,
      number: () => example,
      numbers: () => `[${example.replace(/,/g, ', ')}]`,
    })[kind]();
  const given = needsOf(tool).map(([name, option]) => `${name}: ${literal(option)}`);
  return `${tool.name}(${given.length > 0 ? `{ ${given.join(', ')} }` : ''})`;
};

/** The attributes of a tool's script. */
const attributesOf = (tool: Tool) => needsOf(tool).map(([name, { example }]) => ` data-${name}="${example}"`);

const toolRow = (tool: Tool) => [
  `[${tool.title}](#${tool.title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replace(/ /g, '-')})`,
  tool.isBuiltIn ? `\`data-consent="${tool.name}"\`` : `\`consent/${tool.name}.min.js\``,
  `\`consent: ${callOf(tool)}\``,
];

/** A section's facts: what stands for what, the script, the options, the source. */
const toolText = (tool: Tool) => {
  const script = [
    '```html',
    `<script async src="https://cdn.example/consent/${tool.name}.min.js"${attributesOf(tool).join('')}></script>`,
    '```',
  ];
  const options = Object.entries(tool.options).map(([name, { means, default: otherwise }]) => [
    `\`${name}\``,
    means,
    otherwise === undefined ? 'must be given' : `\`${otherwise}\``,
  ]);
  return [
    tool.hint,
    '',
    ...(tool.isBuiltIn ? [] : [...script, '']),
    ...(options.length > 0 ? [table(['option', 'what it is', 'default'], options), ''] : []),
    ...(tool.notes ? [tool.notes, ''] : []),
    `What it calls: [documented](${tool.source}).`,
  ].join('\n');
};

const EXAMPLES: readonly Partial<Record<SignalType, number>>[] = [
  { rage_click: 1 },
  { rage_click: 2 },
  { rage_click: 3 },
  { form_error: 2 },
  { rage_click: 1, form_error: 2, dead_click: 1 },
];

// What a new user gets wrong, and what the first line then says. e2e/inspector.spec.ts tries each.
const SET_UPS: readonly (readonly [name: string, code: string])[] = [
  ['Nobody tells the tag about consent', 'consent_missing'],
  ['The visitor has declined', 'consent denied'],
  ["Ometria's script is not on the page", 'ometria_absent'],
  ['The tracker is there and `init` is never called', 'ometria_not_ready'],
  ['The visitor is unknown', 'identity_unknown'],
  ["FullStory's script is blocked, or answered with an empty file", 'fullstory waiting'],
  ['There is no FullStory', 'fullstory absent'],
  ['A field is renamed to something invalid', 'bad_option'],
  ['The tag is on the page twice', 'duplicate_tag'],
  ['The browser blocks storage', 'storage_blocked'],
  ['The visitor is in the control group', 'holdout control'],
];

/** Cause and cure of a problem or a state. */
const troubleOf = (code: string) => {
  const words: Readonly<Record<string, readonly [cause: string, cure: string]>> = { ...STATES, ...PROBLEMS };
  const found = words[code];
  if (!found) throw new Error(`src/types/problem-words.ts has no ${code}.`);
  return found;
};

/** The weights of a visit's signals together. */
const sumOf = (counts: Readonly<Record<string, number>>) => {
  const weights: Readonly<Record<string, number>> = WEIGHTS;
  return Object.entries(counts).reduce((sum, [type, times]) => sum + times * (weights[type] ?? 0), 0);
};

/** By the name in the pages' marks. */
export const TABLES: Readonly<Record<string, string>> = {
  'set-ups': table(
    ['Set-up', 'First line', 'What to do'],
    SET_UPS.map(([name, code]) => [name, ...troubleOf(code)]),
  ),
  problems: table(
    ['Code', 'Cause', 'Cure'],
    Object.entries(PROBLEMS).map(([code, [cause, cure]]) => [`\`${code}\``, cause, cure]),
  ),
  fields: table(
    ['#', 'field', 'type', 'default', 'title', 'what it says'],
    FIELDS.map(({ name, type, on, title, meaning }, at) => [
      `${at + 1}`,
      `\`${name}\``,
      type,
      on ? 'on' : 'off',
      title,
      meaning,
    ]),
  ),
  lengths: table(
    ['field', 'longest value, in characters of JSON'],
    FIELDS.map(({ name, worst }) => [`\`${name}\``, LONGEST[worst] ?? `${worst}`]),
  ),
  marks: table(
    ['field', 'type', 'title', 'what it says'],
    Object.entries(MARKS).map(([name, { type, title, meaning }]) => [`\`${name}\``, type, title, meaning]),
  ),
  'recipe-fields': table(['id', 'type', 'title'], fieldRows([...RECIPE_FIELDS, { name: 'test', ...MARKS.test }])),
  'built-in': table(
    ['rule', 'date', 'fires when', 'exactly'],
    BUILT_IN.map(({ name, when, rules }) => [
      `\`${name}\``,
      `\`fs_${name}_at\``,
      when,
      rules.map(ruleOf).join('. Or: '),
    ]),
  ),
  weights: table(
    ['signal', 'weight'],
    Object.entries(WEIGHTS)
      .filter(([, weight]) => weight > 0)
      .map(([type, weight]) => [`\`${type}\``, `${weight}`]),
  ),
  scores: table(
    ['visit', 'sum', 'score'],
    EXAMPLES.map((counts) => [
      Object.entries(counts)
        .map(([type, times]) => `${times} × \`${type}\``)
        .join(', '),
      `${sumOf(counts)}`,
      `${SCORE.of((type) => counts[type] ?? 0)}`,
    ]),
  ),
  tools: table(['Your consent tool', 'Script tag', 'npm'], TOOLS.map(toolRow)),
  'tool-sections': TOOLS.map((tool) => `## ${tool.title}\n\n${toolText(tool)}`).join('\n\n'),
  ...Object.fromEntries(
    PRESETS.map((preset) => [
      `rule-${preset.rule.name}`,
      table(
        ['id', 'type', 'title'],
        fieldRows([dateOf(preset), ...Object.entries(preset.sets).map(([name, words]) => ({ name, ...words }))]),
      ),
    ]),
  ),
};
