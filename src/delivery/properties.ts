import { readPrimitive, WEIGHT } from '../signals/read-signal.js';
import { AT_RISK_FROM, frustrationScore } from '../signals/score.js';
import { isFieldName, toObject } from '../tools/text.js';
import type { Field, FieldName, PropertyOptions, Read } from '../types/fields.js';
import type { Properties } from '../types/health.js';
import { count, latestOf, type VisitState } from '../visit/merge.js';

export type { Field, FieldName, PropertyOptions } from '../types/fields.js';
export type { Properties } from '../types/health.js';

export const ON = 1;
export const TELLING = 2;
/** The value is a time in milliseconds, to be written as a date. */
export const DATE = 4;

// Characters of JSON: the longest replay URL that is accepted, a path, a name, a date, a count.
const URL_JSON = 182;
const PATH_JSON = 82;
export const NAME_JSON = 66;
const DATE_JSON = 22;
export const COUNT_JSON = 4;
// Beyond it a count is cut, so that the longest is known. Nobody reads the difference.
const MAX_COUNT = 9999;

export const toCount = (value: number): number => Math.min(MAX_COUNT, Math.round(value));

/** How many signals there were of the type whose plural the field is. */
const counted = (place: number, field: FieldName, flags?: number): Field => [
  place,
  field,
  COUNT_JSON,
  (state) => toCount(count(state, field.replace(/e?s$/, ''))),
  flags || 0,
];

// In place of a length that depends on the configuration: the longest name of a signal or rule, of a stage.
const TYPE = -1;
export const STAGE = -2;

/** docs/crm.md. Tens leave room for the rules' dates (6) and for the fields that sources bring. */
const FIELDS: readonly Field[] = [
  [10, 'signal_type', TYPE, (_, head) => head?.type, ON],
  [20, 'frustration_score', 3, frustrationScore, ON],
  [30, 'session_replay_url', URL_JSON, (_, head) => head?.url, ON | TELLING],
  [40, 'signal_at', DATE_JSON, (_, head) => head?.at, ON | DATE],
  [50, 'experience_at_risk', 5, (state) => frustrationScore(state) >= AT_RISK_FROM, ON],
  [80, 'signal_page', PATH_JSON, (_, head) => head?.page, ON | TELLING],
  [90, 'abandoned_stage', STAGE, (state) => latestOf(state, 'abandoned') || 'none', ON | TELLING],
  counted(100, 'rage_clicks', ON),
  counted(112, 'rage_taps'),
  counted(113, 'error_clicks'),
  counted(114, 'form_errors'),
  [120, 'signal_stage', STAGE, (_, head) => head && (head.stage || 'none'), TELLING],
  [121, 'signal_target', NAME_JSON, (_, head) => head && (head.target || 'none'), TELLING],
  counted(150, 'dead_clicks'),
  counted(151, 'form_abandons'),
  counted(152, 'mouse_thrashes'),
];
const RULES_PLACE = 60;

/** What a configuration sends, decided once, so that a field never comes and goes. */
export interface Plan {
  entries: readonly Entry[];
  /** What would have burst the budget in the worst case. */
  off: readonly string[];
  /** Names in the option `fields` that no field of this build has. */
  unknown: readonly string[];
}

type Entry = readonly [place: number, name: string, worst: number, read: Read, flags?: number];

/** What the plan depends on beside the options. */
export interface Vocabulary {
  /** Fields that the sources of this build bring. */
  fields: readonly Field[];
  /** Stages of the funnel, first to last. */
  stages: readonly string[];
  /** Names of the rules that may fire. */
  rules: readonly string[];
}

const longest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length)) + 2;

// Characters of JSON beside name and value: two quotes, a colon, a comma; and what the style of the keys adds.
export const perProperty = (keys: string): number => (keys === 'dotted' ? 15 : 4);
// Two braces; `{"properties":{}}`. The last property has no comma.
export const perObject = (keys: string): number => (keys === 'nested' ? 16 : 1);

/** Decides for good what is sent. What would burst the budget goes, from the bottom of the list. */
export const planProperties = (options: PropertyOptions, { fields, stages, rules }: Vocabulary): Plan => {
  const { prefix, fields: chosen, keys, budget } = options;
  const lengths: Record<number, number> = {
    [TYPE]: longest([...Object.keys(WEIGHT), ...rules]),
    [STAGE]: longest(['none', ...stages]),
  };
  const off: string[] = [];
  const entries: Entry[] = [];
  const all = [...FIELDS, ...fields];
  for (const [place, field, worst, read, flags = 0] of all) {
    const wanted = chosen[field] ?? flags & ON;
    const name = isFieldName(wanted) ? wanted : prefix + field;
    if (wanted) entries.push([place, name, lengths[worst] || worst, read, flags]);
  }
  for (const rule of rules) {
    entries.push([RULES_PLACE, `${prefix}${rule}_at`, DATE_JSON, (state) => latestOf(state, `at:${rule}`), DATE]);
  }
  let room = budget - perObject(keys);
  const kept = entries
    .sort((a, b) => a[0] - b[0])
    .filter(([, name, worst]) => {
      room -= name.length + worst + perProperty(keys);
      if (room < 0) off.push(name);
      return room >= 0;
    });
  const unknown = Object.keys(chosen).filter((name) => !all.some(([, field]) => field === name));
  return { entries: kept, off, unknown };
};

/** Properties within the budget, the object to be handed to identify, and its JSON. */
export interface Bounded {
  properties: Properties;
  profile: object;
  json: string;
  /** Names that were left out. */
  left: string[];
}

/** Valid names and values only, within the budget; what does not fit is left out from the end. */
export const boundProperties = (input: unknown, { keys, budget }: PropertyOptions): Bounded => {
  const given = toObject(input);
  const properties: Properties = {};
  const flat: Properties = {};
  const left: string[] = [];
  const parts: string[] = [];
  let room = budget - perObject(keys);
  for (const name of Object.keys(given)) {
    const value = readPrimitive(given[name]);
    const key = keys === 'dotted' ? `properties.${name}` : name;
    const part = `"${key}":${JSON.stringify(value)}`;
    if (value === undefined || !isFieldName(name) || part.length >= room) left.push(name);
    else {
      room -= part.length + 1;
      properties[name] = flat[key] = value;
      parts.push(part);
    }
  }
  // Not JSON.stringify of the whole: a toJSON of the page's on Object.prototype would be called.
  const json = `{${parts.join()}}`;
  return keys === 'nested'
    ? { properties, profile: { properties }, json: `{"properties":${json}}`, left }
    : { properties, profile: flat, json, left };
};

/** The session as flat properties: every field that is on, each time, so that no older value stays beside a newer one. */
const writeDate = (at: number, style: string): string => {
  const text = new Date(at).toISOString();
  return style === 'iso' ? `${text.slice(0, 19)}Z` : text.slice(0, 10);
};

export const toProperties = (
  state: VisitState,
  { entries }: Plan,
  { prefix, write, stages }: PropertyOptions & { stages: readonly string[] },
): Properties => {
  const properties: Properties = {};
  const { latest, topSignal } = state;
  // A visit by a campaign link whose visitor the site has not confirmed: the mail may have been forwarded.
  const limited = latestOf(state, 'link') === true;
  for (const [, name, , read, flags = 0] of entries) {
    const value = limited && flags & TELLING ? undefined : read(state, topSignal, stages);
    if (value === undefined) continue;
    properties[name] = flags & DATE ? writeDate(Number(value), write.dates) : value;
    if (value === !!value && write.booleans === '1') properties[name] = Number(value);
  }
  if (!limited) {
    // In one order, whichever tab was last: told again it is equal.
    for (const key of Object.keys(latest).sort()) {
      const name = prefix + key.slice(3);
      const value = key.startsWith('is:') && !(name in properties) ? latestOf(state, key) : undefined;
      if (value !== undefined) properties[name] = value;
    }
  }
  return properties;
};
