import { type Primitive, type Signal, type SignalType, WEIGHT } from '../signal.js';
import { hash, isFieldName, matchesGlob, toObject } from '../text.js';
import type { PageContext } from './context.js';
import { type Expression, evaluate, isExpression } from './expressions.js';
import { frustrationScore } from './score.js';
import { type Fired, merge, type SessionState } from './state.js';

/** Which signals a step waits for: whatever is given must hold. */
export interface Match {
  /** Any of these types. */
  signal: SignalType | readonly SignalType[];
  /** Any of these funnel stages. */
  stage?: string | readonly string[];
  /** Glob, or several, on the redacted path: `*` stands for any run of characters, letter case does not matter. */
  page?: string | readonly string[];
  /** Glob, or several, on what the signal is about: the target of a click, a field or form, a custom signal's name. */
  target?: string | readonly string[];
  /** The signal's product, else the page's. */
  product?: string;
  /** The signal's category, else the page's. */
  category?: string;
  /** So many of them, default 1. With `within`, all steps of a rule together wait for at most 9 signals, else 50. */
  count?: number;
  /** Lower bounds: the session's score after the signal, seconds of dwell or attention, percent scrolled. */
  min?: { score?: number; seconds?: number; scrollDepth?: number };
}

/** An ordered pattern over the signals of a session, as data. */
export interface Rule {
  /** Becomes signal_type, and the date property `<name>_at`: `^[a-z][a-z0-9_]*$`, at most 64 characters. Rules that share it are alternatives. */
  name: string;
  /** In this order; other signals may come between. */
  steps: readonly Match[];
  /** Most milliseconds from the first to the last signal of the pattern. Default: the session. */
  within?: number;
  /** Any of these after the first signal of the pattern ends it. */
  unless?: readonly Omit<Match, 'count'>[];
  /** How often it fires in a session. Default once. */
  frequency?: 'once' | 'every';
  /** Properties to be sent when it fires, without the prefix; at most 10. */
  set?: Readonly<Record<string, Primitive | Expression>>;
}

/** Switches the built-in rules of that name off. */
export interface RuleOff {
  name: string;
  off: true;
}

/** What is needed of the session: this tab's record, and those of all its tabs. */
export interface Tabs {
  own(): SessionState;
  parts(): readonly SessionState[];
}

interface Plan {
  rule: Rule;
  /**
   * Where its runs are kept in the session's record, behind it how many signals the run has: 0 has when its runs were
   * last ended, the others when the latest such run began. Of two runs that are equally far the later one lasts
   * longer, so none is missed; and the tabs' runs are merged by the larger number, like everything in the record.
   */
  key: string;
  /** The steps, each as often as it is counted. */
  line: readonly Match[];
}

// A sliding window over n signals needs n − 1 open runs, and a rule keeps at most 8.
const MOST_IN_WINDOW = 9;
// Without a window one run is as good as many; the bound is for what is gone through at each signal.
const MOST_IN_LINE = 50;
// Of all rules together, about 30 characters each: the session's record holds 2,000 in all. The oldest go first.
const MOST_RUNS = 24;
// More in one list than anybody reads, and more properties than fit beside the fields.
const MOST_IN_LIST = 20;
const MOST_SET = 10;

/** Nothing when the value is right, else the path to what is wrong in it: empty, or `.steps.0.signal`. */
type Check = (value: unknown) => string | undefined;

const is =
  (right: (value: unknown) => boolean): Check =>
  (value) =>
    right(value) ? undefined : '';

const isNumber = (least: number, most: number): Check =>
  is((value) => typeof value === 'number' && value >= least && value <= most);

export const isType = (value: unknown): value is SignalType => Object.keys(WEIGHT).some((type) => type === value);

const isListOf =
  (check: Check, least = 1): Check =>
  (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > MOST_IN_LIST) return '';
    for (let i = 0; i < value.length; i++) {
      const wrong = check(value[i]);
      if (wrong !== undefined) return `.${i}${wrong}`;
    }
    return undefined;
  };

/** An object with these members and no others: a misspelt condition would let the rule fire everywhere. */
const isShape =
  (checks: Readonly<Record<string, Check>>, ...needed: string[]): Check =>
  (value) => {
    const given = toObject(value);
    if (given !== value || Array.isArray(value)) return '';
    for (const key of needed.concat(Object.keys(given))) {
      const check = Object.keys(checks).includes(key) ? checks[key] : undefined;
      const wrong = given[key] === undefined && !needed.includes(key) ? undefined : check ? check(given[key]) : '';
      if (wrong !== undefined) return `.${key}${wrong}`;
    }
    return undefined;
  };

const isText = is((value) => typeof value === 'string' && value !== '' && value.length <= 80);

const isOneOrMore =
  (check: Check): Check =>
  (value) =>
    (Array.isArray(value) ? isListOf(check) : check)(value);

const isName = is((name) => isFieldName(name) && name !== 'signal' && !isType(name));

const isSet: Check = (value) => {
  const given = toObject(value);
  const names = Object.keys(given);
  if (given !== value || Array.isArray(value) || names.length > MOST_SET) return '';
  const wrong = names.filter((name) => !isFieldName(name) || !isExpression(given[name]));
  return wrong.length ? `.${wrong[0]}` : undefined;
};

const texts = isOneOrMore(isText);
const amount = isNumber(0, 1e9);
const MATCH = {
  signal: isOneOrMore(is(isType)),
  stage: texts,
  page: texts,
  target: texts,
  product: isText,
  category: isText,
  min: isShape({ score: amount, seconds: amount, scrollDepth: amount }),
};
const count = is((value) => Number.isInteger(value) && Number(value) > 0 && Number(value) <= MOST_IN_LINE);
const RULE = isShape(
  {
    name: isName,
    steps: isListOf(isShape({ ...MATCH, count }, 'signal')),
    within: isNumber(1, 1e9),
    unless: isListOf(isShape(MATCH, 'signal'), 0),
    frequency: is((value) => value === 'once' || value === 'every'),
    set: isSet,
  },
  'name',
  'steps',
);
const OFF = isShape({ name: isName, off: is((value) => value === true) }, 'name', 'off');

const planRule = (rule: Rule): Plan => {
  const line: Match[] = [];
  for (const step of rule.steps) for (let n = step.count || 1; n; n--) line.push(step);
  return { rule, line, key: `run:${hash(JSON.stringify(rule)).toString(36)}.` };
};

const toList = (value: string | readonly string[]): readonly string[] => ([] as string[]).concat(value);

const isAny = (wanted: string | readonly string[] | undefined, value = ''): boolean =>
  !wanted || toList(wanted).includes(value);

/** Does the signal, on this page, do what the step waits for? */
const holds = (match: Match, signal: Signal, score: number): boolean => {
  const { stage, page, target, product, category, min = {} } = match;
  const { field, form, name, seconds, activeSeconds, scrollDepth } = signal;
  return (
    isAny(match.signal, signal.type) &&
    isAny(stage, signal.stage) &&
    isAny(product, signal.product) &&
    isAny(category, signal.category) &&
    (!page || matchesGlob(signal.page || '', toList(page))) &&
    (!target || [signal.target, field, form, name].some((text) => text && matchesGlob(text, toList(target)))) &&
    !((seconds || activeSeconds || 0) < (min.seconds || 0)) &&
    !((scrollDepth || 0) < (min.scrollDepth || 0)) &&
    !(score < (min.score || 0))
  );
};

/** What the rule adds to a session in this state. */
export const fire = (
  { name, set = {} }: Rule,
  signal: Signal,
  { state, page }: { state: SessionState; page: PageContext },
): Fired => {
  const session: Record<string, unknown> = { score: frustrationScore(state), start: -Number(state.since) };
  let most = 0;
  for (const key of Object.keys(state)) {
    const value = Number(state[key]);
    if (key[0] === '+') session[key.slice(1)] = value;
    if (/^.active:/.test(key) && value > most) {
      most = value;
      session.category = key.slice(8);
    }
  }
  const roots = { signal, session, page: { ...page, path: signal.page } };
  const made: Record<string, Primitive> = {};
  for (const key of Object.keys(set)) {
    const value = evaluate(set[key], roots);
    if (value !== undefined) made[key] = value;
  }
  return { name, set: made };
};

/** What fired, and what changes in this tab's record; undefined takes a key away. */
export interface Taken {
  fired: Fired[];
  runs: Record<string, number | undefined>;
}

export interface Rules {
  /** Takes a rule in, or switches a built-in one off. Answers the path to what is wrong in it, if anything is. */
  add(input: unknown): string | undefined;
  /** Those that can fire. */
  list(): readonly Rule[];
  /** Follows a signal that the session has taken in. The session is asked only if a rule waits for such a signal. */
  take(signal: Signal, session: Tabs, page: PageContext): Taken;
}

export const createRules = (builtIn: readonly Rule[]): Rules => {
  let base = builtIn.map(planRule);
  let site: Plan[] = [];
  let byType: Record<string, Plan[]> = {};

  const index = () => {
    byType = {};
    // The site's own come first: of two that share a name and fire at once, its `set` counts.
    for (const plan of [...site, ...base]) {
      const matches = [...plan.rule.steps, ...(plan.rule.unless || [])];
      for (const type of Object.keys(WEIGHT))
        if (matches.some(({ signal }) => isAny(signal, type))) byType[type] = (byType[type] || []).concat(plan);
    }
  };
  index();

  return {
    add: (input) => {
      const off = toObject(input).off !== undefined;
      const wrong = (off ? OFF : RULE)(input);
      if (wrong !== undefined) return wrong;
      // The check above has seen every member.
      const rule = input as Rule;
      if (off) base = base.filter((plan) => plan.rule.name !== rule.name);
      else {
        const plan = planRule(rule);
        if (plan.line.length > (rule.within ? MOST_IN_WINDOW : MOST_IN_LINE)) return '.steps';
        site = site.filter(({ key }) => key !== plan.key).concat(plan);
      }
      index();
      return undefined;
    },
    list: () => [...site, ...base].map(({ rule }) => rule),
    take: (given, session, page) => {
      const fired: Fired[] = [];
      const runs: Taken['runs'] = {};
      const plans = byType[given.type];
      if (!plans) return { fired, runs };
      const signal: Signal = { ...page, ...given };
      const { at } = signal;
      const own = session.own();
      let state = own;
      for (const part of session.parts()) if (part !== own) state = merge(state, part);
      const score = frustrationScore(state);

      for (const { rule, key, line } of plans) {
        const { name, within, unless = [], frequency } = rule;
        const isMet = (match: Match | undefined) => !!match && holds(match, signal, score);
        const every = frequency === 'every';
        let open = line.map((_, p) => Number(state[key + p] || 0));
        if (!every && (state[`at:${name}`] || fired.some((other) => other.name === name))) open = [];
        else {
          if (open.slice(1).some(Boolean) && unless.some(isMet)) open = [at];
          let done = false;
          let ahead = false;
          // The furthest first, so that a signal counts once in a run.
          for (let p = line.length - 1; p; p--) {
            const start = open[p] || 0;
            open[p] = 0;
            // Without a window the run that is furthest is as good as all others together.
            if (!start || start < (open[0] || 0) || (within ? at - start > within : ahead)) continue;
            ahead = true;
            if (!isMet(line[p])) open[p] = start;
            else if (line[p + 1]) open[p + 1] = Math.max(open[p + 1] || 0, start);
            else done = true;
          }
          if ((within || !ahead) && isMet(line[0])) {
            if (line[1]) open[1] = at;
            else done = true;
          }
          if (done) {
            fired.push(fire(rule, signal, { state, page }));
            // No signal serves twice.
            open = every && line[1] ? [at] : [];
          }
        }
        // What stays behind in another tab's record is a copy of a run that has gone on, or void.
        line.forEach((_, p) => {
          if (open[p] ? open[p] !== state[key + p] : own[key + p]) runs[key + p] = open[p] || undefined;
        });
      }
      const all: Record<string, number | string | undefined> = { ...own, ...runs };
      const keys = Object.keys(all).filter((key) => /^run:/.test(key) && all[key]);
      keys.sort((a, b) => Number(all[b]) - Number(all[a]));
      for (const key of keys.slice(MOST_RUNS)) runs[key] = undefined;
      return { fired, runs };
    },
  };
};
