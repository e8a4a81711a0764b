import { AT_RISK_FROM, frustrationScore } from '../session/score.js';
import type { SessionState } from '../session/state.js';
import { type Primitive, readPrimitive, WEIGHT } from '../signal.js';
import { isFieldName, readObject, toJson } from '../text.js';

export type FieldName =
  | 'signal_type'
  | 'frustration_score'
  | 'session_replay_url'
  | 'signal_at'
  | 'experience_at_risk'
  | 'signal_page'
  | 'abandoned_stage'
  | 'rage_clicks'
  | 'dwell_product'
  | 'dwell_seconds'
  | 'rage_taps'
  | 'error_clicks'
  | 'form_errors'
  | 'signal_stage'
  | 'signal_target'
  | 'furthest_stage'
  | 'visit_outcome'
  | 'error_field'
  | 'last_visit_category'
  | 'dead_clicks'
  | 'form_abandons'
  | 'mouse_thrashes'
  | 'scroll_depth'
  | 'active_seconds'
  | 'device';

/** How values are written and which are sent. */
export interface PropertyOptions {
  /** Put before every name. Default `fs_`. */
  prefix: string;
  /** true or false switches a field; a string sends it under that name, without the prefix. */
  fields: Partial<Record<FieldName, boolean | string>>;
  /** How booleans and dates are written, since the type of a custom field is fixed once. Default `true` and ISO 8601. */
  write: { booleans: 'true' | '1'; dates: 'iso' | 'date' };
  /** How keys are handed to identify: `fs_x`, `properties.fs_x`, or one object `properties`. Default `plain`. */
  keys: 'plain' | 'dotted' | 'nested';
  /** Most characters of JSON, 1 to 1,000. Default 650: Ometria allows 1,000 for all custom properties of a contact. */
  budget: number;
}

/** What is sent: names to values that survive the tracker. */
export type Properties = Record<string, Primitive>;

/** What the properties depend on beside the session. */
export interface PropertyContext {
  /** Stages of the funnel, first to last. */
  stages: readonly string[];
  /** Names of the rules that may fire. */
  rules: readonly string[];
  /** A visit by a campaign link whose visitor the site has not confirmed: nothing that tells where or what. */
  limited: boolean;
}

/** What a configuration sends, decided once, so that a field never comes and goes. */
export interface Plan {
  entries: readonly Entry[];
  /** Fields and rules' dates that would have burst the budget in the worst case. */
  off: readonly string[];
}

interface Entry {
  name: string;
  worst: number;
  read: Read;
  /** Not sent for a visit by an unconfirmed campaign link. */
  telling?: 1 | undefined;
}

type Read = (state: SessionState, context: PropertyContext) => Primitive | undefined | Date;

const DOTTED = 'properties.';
// Length of {"properties":{}}
const NESTED = 17;

// Lengths of values with their quotes. The replay URL is sent whole or not at all.
const URL_LENGTH = 202;
const TEXT_LENGTH = 66;
const PATH_LENGTH = 82;
// Counts beyond it are cut, so that the worst case is known. Nobody reads the difference.
const MOST_COUNT = 9999;
const DATE_LENGTH = 22;
// Rules' dates stand behind the first five fields.
const BEFORE_RULES = 5;

const count =
  (type: string): Read =>
  ({ sum }) =>
    Math.min(MOST_COUNT, Math.round(sum[type] ?? 0));

/** The part of the key behind the prefix whose value is the largest. */
const largest = (values: Record<string, number>, prefix: string): string | undefined => {
  let best: string | undefined;
  for (const key of Object.keys(values)) {
    if (key.startsWith(prefix) && (best === undefined || (values[key] ?? 0) > (values[best] ?? 0))) best = key;
  }
  return best?.slice(prefix.length);
};

const outcome: Read = ({ latest, peak }, { stages }) => {
  if (latest.purchased) return 'purchased';
  const at = peak.funnel ?? 0;
  return at > 1 ? 'checkout' : at && stages[0] === 'basket' ? 'basket' : at ? 'checkout' : 'browsing';
};

/**
 * The fields in the order of their priority when the budget is short:
 * [name, on by default, most characters of the value (0: of a signal type, -1: of a stage), how it is read, telling].
 * delivery.md, "Properties".
 */
const FIELDS: readonly (readonly [name: FieldName, on: 0 | 1, worst: number, read: Read, telling?: 1])[] = [
  ['signal_type', 1, 0, ({ head }) => head?.type],
  ['frustration_score', 1, 3, ({ sum }) => frustrationScore(sum)],
  ['session_replay_url', 1, URL_LENGTH, ({ head }) => head?.url, 1],
  ['signal_at', 1, DATE_LENGTH, ({ head }) => head && new Date(head.at)],
  ['experience_at_risk', 1, 5, ({ sum }) => frustrationScore(sum) >= AT_RISK_FROM],
  ['signal_page', 1, PATH_LENGTH, ({ head }) => head?.page, 1],
  ['abandoned_stage', 1, -1, ({ latest }) => latest.abandoned?.[1] || 'none', 1],
  ['rage_clicks', 1, 4, count('rage_click')],
  ['dwell_product', 0, TEXT_LENGTH, ({ peak }) => largest(peak, 'dwell:') ?? 'none', 1],
  ['dwell_seconds', 0, 4, (state) => Math.min(MOST_COUNT, state.peak[`dwell:${largest(state.peak, 'dwell:')}`] ?? 0)],
  ['rage_taps', 0, 4, count('rage_tap')],
  ['error_clicks', 0, 4, count('error_click')],
  ['form_errors', 0, 4, count('form_error')],
  ['signal_stage', 0, -1, ({ head }) => head && (head.stage ?? 'none'), 1],
  ['signal_target', 0, TEXT_LENGTH, ({ head }) => head && (head.target ?? 'none'), 1],
  ['furthest_stage', 0, -1, ({ peak }, { stages }) => stages[(peak.funnel ?? 0) - 1] ?? 'none', 1],
  ['visit_outcome', 0, 11, outcome, 1],
  ['error_field', 0, TEXT_LENGTH, ({ latest }) => latest.field?.[1] || 'none', 1],
  ['last_visit_category', 0, TEXT_LENGTH, ({ sum }) => largest(sum, 'active:') ?? 'none', 1],
  ['dead_clicks', 0, 4, count('dead_click')],
  ['form_abandons', 0, 4, count('form_abandon')],
  ['mouse_thrashes', 0, 4, count('mouse_thrash')],
  ['scroll_depth', 0, 3, ({ peak }) => Math.round(peak.scroll ?? 0)],
  ['active_seconds', 0, 4, count('active')],
  ['device', 0, 7, ({ latest }) => latest.device?.[1] || 'mouse'],
];

export const FIELD_NAMES: readonly string[] = FIELDS.map(([name]) => name);

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length)) + 2;

// Characters of JSON that one property takes beside name and value: two quotes, a colon, a comma.
const PER_PROPERTY = 4;

/** Decides for good which fields are sent. What would burst the budget goes, from the bottom of the list. */
export const planProperties = (options: PropertyOptions, { rules, stages }: Omit<PropertyContext, 'limited'>): Plan => {
  const { prefix, fields, keys, budget } = options;
  const entries: Entry[] = [];
  const typeLength = longest([...Object.keys(WEIGHT), ...rules]);
  const stageLength = longest(['none', ...stages]);
  FIELDS.forEach(([field, on, worst, read, telling], index) => {
    // Rules' dates stand in the list behind the five fields that campaigns use first.
    if (index === BEFORE_RULES) {
      for (const rule of rules) {
        const date: Read = ({ latest }) => latest[`at:${rule}`] && new Date(Number(latest[`at:${rule}`]?.[1]));
        entries.push({ name: `${prefix}${rule}_at`, worst: DATE_LENGTH, read: date });
      }
    }
    const wanted = fields[field] ?? !!on;
    const length = worst > 0 ? worst : worst < 0 ? stageLength : typeLength;
    if (wanted) entries.push({ name: wanted === true ? prefix + field : wanted, worst: length, read, telling });
  });
  const off: string[] = [];
  const perKey = PER_PROPERTY + (keys === 'dotted' ? DOTTED.length : 0);
  let worst = keys === 'nested' ? NESTED : 2;
  for (const entry of entries) worst += entry.name.length + entry.worst + perKey;
  // The last property has no comma.
  while (worst - 1 > budget) {
    const entry = entries.pop();
    if (!entry) break;
    worst -= entry.name.length + entry.worst + perKey;
    off.unshift(entry.name);
  }
  return { entries, off };
};

/** The shape in which the properties are handed to identify. */
export const toProfile = (properties: Properties, keys: PropertyOptions['keys']): object => {
  if (keys === 'nested') return { properties };
  if (keys === 'plain') return properties;
  const dotted: Properties = {};
  for (const name of Object.keys(properties)) dotted[DOTTED + name] = properties[name] ?? '';
  return dotted;
};

/** Valid names and values only, within the budget; what does not fit is left out from the end. */
export const boundProperties = (
  input: unknown,
  { keys, budget }: PropertyOptions,
): { properties: Properties; left: string[] } => {
  const given = readObject(input) ?? {};
  const properties: Properties = {};
  const left: string[] = [];
  let used = keys === 'nested' ? NESTED : 2;
  for (const name of Object.keys(given)) {
    const value = readPrimitive(given[name]);
    const cost = toJson(name).length + toJson(value).length + 2 + (keys === 'dotted' ? DOTTED.length : 0);
    // The last property has no comma.
    if (value === undefined || !isFieldName(name) || used + cost - 1 > budget) left.push(name);
    else {
      properties[name] = value;
      used += cost;
    }
  }
  return { properties, left };
};

/** The session as flat properties: every field that is on, each time, so that no older value stays beside a newer one. */
export const toProperties = (
  state: SessionState,
  plan: Plan,
  options: PropertyOptions & { context: PropertyContext },
) => {
  const { prefix, write, context } = options;
  const properties: Properties = {};
  for (const { name, read, telling } of plan.entries) {
    if (telling && context.limited) continue;
    const value = read(state, context);
    if (value === undefined) continue;
    properties[name] =
      typeof value === 'boolean' && write.booleans === '1'
        ? Number(value)
        : typeof value !== 'object'
          ? value
          : `${value.toISOString().slice(0, write.dates === 'iso' ? 19 : 10)}${write.dates === 'iso' ? 'Z' : ''}`;
  }
  if (!context.limited) {
    for (const key of Object.keys(state.latest)) {
      const value = state.latest[key]?.[1];
      const name = prefix + key.slice(3);
      if (key.startsWith('is:') && value !== undefined && !(name in properties)) properties[name] = value;
    }
  }
  return boundProperties(properties, options);
};
