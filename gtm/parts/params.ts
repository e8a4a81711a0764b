/** A parameter of the template, as Tag Manager's editor stores it; the order of its members is that of the stored text. */
export interface Param {
  readonly type: string;
  readonly name: string;
  readonly [member: string]: unknown;
}

type Members = Readonly<Record<string, unknown>>;
/** A list where a value is a number: as members of an object, numbers come first in whatever order they are written. */
type Choices = Readonly<Record<string, string>> | readonly (readonly [value: string, shown: string])[];

/** When a parameter is shown. */
interface Condition {
  readonly paramName: string;
  readonly paramValue: string | boolean;
  readonly type: 'EQUALS';
}

export const when = (paramName: string, paramValue: string | boolean): Condition[] => [
  { paramName, paramValue, type: 'EQUALS' },
];

/** Where the tag loads the tag, and does not send a command. */
export const LOAD = when('action', 'load');

export const text = (name: string, displayName: string, more: Members = {}): Param => ({
  type: 'TEXT',
  name,
  displayName,
  simpleValueType: true,
  ...more,
});

export const matches = (pattern: string, errorMessage: string) => ({
  valueValidators: [{ type: 'REGEX', args: [pattern], errorMessage }],
});

export const number = (name: string, displayName: string, more: Members = {}) =>
  text(name, displayName, { valueValidators: [{ type: 'NON_NEGATIVE_NUMBER' }], ...more });

export const box = (
  name: string,
  checkboxText: string,
  { on = false, ...more }: Members & { on?: boolean },
): Param => ({
  type: 'CHECKBOX',
  name,
  checkboxText,
  simpleValueType: true,
  defaultValue: on,
  ...more,
});

const isList = (choices: Choices): choices is readonly (readonly [string, string])[] => Array.isArray(choices);
const pairsOf = (choices: Choices) => (isList(choices) ? choices : Object.entries(choices));

export const items = (choices: Choices) => pairsOf(choices).map(([value, displayValue]) => ({ value, displayValue }));

export const select = (
  name: string,
  displayName: string,
  { choices, ...more }: Members & { choices: Choices },
): Param => ({
  type: 'SELECT',
  name,
  displayName,
  macrosInSelect: false,
  selectItems: items(choices),
  simpleValueType: true,
  defaultValue: pairsOf(choices)[0]?.[0],
  ...more,
});

export const column = (name: string, displayName: string, choices?: Choices): Param => ({
  defaultValue: choices ? pairsOf(choices)[0]?.[0] : '',
  displayName,
  name,
  type: choices ? 'SELECT' : 'TEXT',
  ...(choices && { selectItems: items(choices) }),
});

export const table = (
  name: string,
  displayName: string,
  { columns, ...more }: Members & { columns: readonly Param[] },
): Param => ({
  type: 'SIMPLE_TABLE',
  name,
  displayName,
  simpleTableColumns: columns,
  ...more,
});

interface Group {
  readonly fields: readonly Param[];
  readonly open?: boolean;
  readonly conditions?: readonly Condition[];
}

export const group = (name: string, displayName: string, { fields, open = false, conditions }: Group): Param => ({
  type: 'GROUP',
  name,
  displayName,
  groupStyle: open ? 'ZIPPY_OPEN' : 'ZIPPY_CLOSED',
  subParams: fields,
  ...(conditions && { enablingConditions: conditions }),
});

/** Choices that are shown as they are stored. */
export const named = (names: readonly string[]): Choices => Object.fromEntries(names.map((name) => [name, name]));
