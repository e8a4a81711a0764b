import { withoutPrefix } from '../signals/match-path.js';
import type { PageContext } from '../signals/page-context.js';
import { type Primitive, type Signal, type SignalType, WEIGHT } from '../signals/read-signal.js';
import { frustrationScore } from '../signals/score.js';
import { hash, matchesGlob, toObject } from '../tools/text.js';
import { latestOf, mergeAll, type VisitState } from '../visit/merge.js';
import type { Fired } from '../visit/reduce.js';
import { EXPRESSION, type Expression, evaluate } from './expressions.js';

/**
 * Which signals a step waits for: whatever is given must hold. Every text may be a glob, in which `*` stands for any
 * run of characters, and letter case does not matter; of several, one must match.
 */
export interface Match {
  signal: SignalType | readonly SignalType[];
  /** Funnel stage. */
  stage?: string | readonly string[];
  /** The redacted path, with or without the language, country or store in front of it. */
  page?: string | readonly string[];
  /** What the signal is about: the target of a click, a field or form, a custom signal's name. */
  target?: string | readonly string[];
  /** The signal's product, else the page's. */
  product?: string | readonly string[];
  /** The signal's category, else the page's. */
  category?: string | readonly string[];
  /** What the visitor pointed with last: `touch` or `mouse`. Nothing is known before the first press. */
  device?: string | readonly string[];
  /** So many of them, default 1. With `within` a rule waits for at most 9 signals in all, else 50. */
  count?: number;
  /** Lower bounds: the session's score after the signal, seconds of dwell or attention, percent scrolled. */
  min?: { score?: number; seconds?: number; scrollDepth?: number };
}

/** An ordered pattern over the signals of a session, as data. */
export interface Rule {
  /**
   * Becomes signal_type, and the date property `<name>_at`: `^[a-z][a-z0-9_]*$`, at most 64 characters, neither
   * `signal` nor a signal type. Rules that share it are alternatives.
   */
  name: string;
  /** In this order; other signals may come between. */
  steps: readonly Match[];
  /** Most milliseconds from the first to the last signal of the pattern, at least 1. Default: the session. */
  within?: number;
  /** Any of these after the first signal of the pattern ends it. */
  unless?: readonly Omit<Match, 'count'>[];
  /** How often it fires in a session. Default once. */
  frequency?: 'once' | 'every';
  /** Properties to be sent when it fires, without the prefix. */
  set?: Readonly<Record<string, Primitive | Expression>>;
}

/** Switches the built-in rules of that name off. */
export interface RuleOff {
  name: string;
  off: true;
}

/** What is needed of the session: this tab's record, and those of all its tabs. */
export interface Tabs {
  own(): VisitState;
  parts(): readonly VisitState[];
}

// A sliding window over n signals needs n − 1 open runs, and a rule keeps at most 8.
const MOST_IN_WINDOW = 9;
// Without a window one run is as good as many; the bound is for what is gone through at each signal.
const MOST_IN_LINE = 50;
// Of all rules together, about 30 characters each: the session's record holds 2,000 in all. The oldest go.
const MOST_RUNS = 24;

const TYPES = `"(${Object.keys(WEIGHT).join('|')})"`;
const NUMBER = '\\d{1,10}(\\.\\d+)?';
const FIELD = '[a-z][a-z0-9_]{0,63}';

/** Every leaf of a rule, with the path to it: `steps[0].signal:"rage_click"`. What is not here is not in a rule. */
const LEAF = RegExp(
  `^(name:(?!${TYPES}|"signal")"${FIELD}"|within:(?!0)${NUMBER}|frequency:"(once|every)"|off:true|unless:\\[]|` +
    `set(:{}|\\.${FIELD}(\\[\\d+])*:("[^]+"|true|false|-?\\d.*))|steps\\[\\d+]\\.count:[1-9]\\d?|` +
    `(steps|unless)\\[\\d+]\\.(signal(\\[\\d+])?:${TYPES}|min(:{}|\\.(score|seconds|scrollDepth):${NUMBER})|` +
    `(stage|page|target|product|category|device)(\\[\\d+])?:".{1,80}"))$`,
);

/** What has to be there: of the rule itself, and of each step. */
const neededAt = (path: string, { off }: Record<string, unknown>): string[] => {
  if (path) return /^(steps|unless)\[\d+]$/.test(path) ? ['signal'] : [];
  return off ? ['name'] : ['name', 'steps'];
};

/** The path to the first thing in a rule that is wrong, or missing; undefined: it is right. */
const findFault = (value: unknown, path = ''): string | undefined => {
  const given = toObject(value);
  // Of the rule's own members one that is undefined, as code may write it, is none.
  const keys = Object.keys(given).filter((key) => path || given[key] !== undefined);
  const isList = Array.isArray(value);
  if (
    keys.length
      ? isList &&
        (keys.length < value.length ||
          // A comma of the first item's own would pass for that behind the name.
          (/^set/.test(path) &&
            (!EXPRESSION.test(String(value)) || /,/.test(value[0]) || (keys[2] && value[0] !== 'concat'))))
      : !LEAF.test(`${path}:${JSON.stringify(value)}`)
  )
    return path;
  for (const key of neededAt(path, given).concat(keys)) {
    // A key with brackets or dots must not pass for a path.
    const name = key.replace(/\W/g, '?');
    const fault = findFault(given[key], isList ? `${path}[${name}]` : (path && `${path}.`) + name);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

interface Plan {
  rule: Rule;
  /**
   * Under which its runs are kept in the tab's record, behind it how many signals the run has: 0 has when its runs were
   * last ended, the others when the latest such run began. Of two runs that are equally far the later one lasts
   * longer, so none is missed; and the tabs' runs are merged by the larger number.
   */
  key: string;
  /** The steps, each as often as it is counted. */
  line: readonly Match[];
}

const planRule = (rule: Rule): Plan => ({
  rule,
  line: rule.steps.flatMap((step) => Array<Match>(step.count || 1).fill(step)),
  key: `${hash(JSON.stringify(rule)).toString(36)}:`,
});

export const toList = (value: string | readonly string[]): readonly string[] => ([] as string[]).concat(value);

/** What the rule adds to a session in this state. */
export const fire = ({ name, set = {} }: Rule, state: VisitState, roots: { signal: Signal; page: object }): Fired => {
  const session = { score: frustrationScore(state), start: state.startedAt, ...state.counters };
  const made: Record<string, Primitive> = {};
  for (const key of Object.keys(set)) {
    const value = evaluate(set[key], { session, ...roots });
    if (value !== undefined) made[key] = value;
  }
  return { name, set: made };
};

/** What fired, and what changes in this tab's record; undefined takes a key away. */
export interface Taken {
  fired: Fired[];
  runs: VisitState['ruleProgress'];
}

export interface Rules {
  /** Takes a rule in, or switches a built-in one off. Answers the path to what is wrong in it, if anything is. */
  add(input: unknown): string | undefined;
  /** Those that can fire. */
  list(): readonly Rule[];
  /** Follows a signal that the session has taken in. The session is asked only if a rule waits for such a signal. */
  take(signal: Signal, session: Tabs, page: PageContext): Taken;
}

/** Asks of a signal, and of the visit's score with it, whether it is what a step says. */
const createMatcher = (signal: Signal, score: number, device: unknown) => {
  // What a match asks for, under the name by which it asks.
  const about: Record<string, unknown> = {
    ...signal,
    signal: signal.type,
    page: signal.page && [signal.page, withoutPrefix(signal.page)],
    target: [signal.target, signal.field, signal.form, signal.name],
    seconds: signal.seconds || signal.activeSeconds,
    score,
    device,
  };
  return ({ count: _, min = {}, ...texts }: Match = { signal: [] }): boolean =>
    Object.entries(texts).every(([key, globs]) =>
      ([] as unknown[]).concat(about[key]).some((text) => text && matchesGlob(String(text), toList(globs))),
    ) && Object.entries(min).every(([key, least]) => Number(about[key] || 0) >= least);
};

interface Step {
  at: number;
  within: number | undefined;
  isMet: (match?: Match) => boolean;
}

/** Moves the runs of a rule on by one signal: `open` has the time when the run at each place began. Is one complete? */
const advance = (line: readonly Match[], open: number[], { at, within, isMet }: Step): boolean => {
  let done = false;
  let ahead = false;
  // The furthest first, so that a signal counts once in a run; at last a run that would begin now.
  for (let p = line.length; p--; ) {
    const start = p ? open[p] || 0 : at;
    const mark = open[0] || 1;
    // Without a window the run that is furthest is as good as all others together.
    const live: boolean = start >= mark && (within ? at - start <= within : !ahead);
    const met = live && isMet(line[p]);
    ahead ||= live;
    if (p && (met || !live)) open[p] = 0;
    if (met) {
      if (line[p + 1]) open[p + 1] = Math.max(open[p + 1] || 0, start);
      else done = true;
    }
  }
  return done;
};

/** The keys of the runs that are open, the oldest first. */
const runsOf = (runs: VisitState['ruleProgress']): string[] =>
  Object.keys(runs)
    .filter((key) => runs[key])
    .sort((a, b) => Number(runs[a]) - Number(runs[b]));

export const createRules = (builtIn: readonly Rule[]): Rules => {
  let base = builtIn;
  // By content: a single-page shop says the same rule at every route.
  const site: Record<string, Rule> = {};
  let byType: Record<string, Plan[]> = {};
  // The site's own come first: of two that share a name and fire at once, its `set` counts.
  const list = () => [...Object.values(site), ...base];

  return {
    list,
    add: (input) => {
      const fault = findFault(input);
      if (fault !== undefined) return fault;
      // Every leaf has been seen.
      const rule = input as Rule & { off?: true };
      if (rule.off) base = base.filter(({ name }) => name !== rule.name);
      else {
        const { line, key } = planRule(rule);
        if (line.length > (rule.within ? MOST_IN_WINDOW : MOST_IN_LINE)) return 'steps';
        site[key] = rule;
      }
      byType = {};
      return undefined;
    },
    take: (given, session, page) => {
      const { type, at } = given;
      const fired: Fired[] = [];
      const runs: Taken['runs'] = {};
      const plans =
        byType[type] ||
        list()
          .filter(({ steps, unless = [] }) => [...steps, ...unless].some(({ signal }) => toList(signal).includes(type)))
          .map(planRule);
      byType[type] = plans;
      if (!plans.length) return { fired, runs };

      const signal: Signal = { ...page, ...given };
      const { ruleProgress: own } = session.own();
      const state = mergeAll(session.parts());
      const isMet = createMatcher(signal, frustrationScore(state), latestOf(state, 'device'));

      for (const { rule, key, line } of plans) {
        const { name, within, unless = [], frequency } = rule;
        const every = frequency === 'every';
        let open: number[] = [];
        if (every || !state.latest[`at:${name}`]) {
          open = line.map((_, p) => state.ruleProgress[key + p] || 0);
          if (open.slice(1).some(Boolean) && unless.some(isMet)) open = [at];
          if (advance(line, open, { at, within, isMet })) {
            fired.push(fire(rule, state, { signal, page: { ...page, path: signal.page } }));
            state.latest[`at:${name}`] = [at, at];
            // No signal serves twice.
            open = every && line[1] ? [at] : [];
          }
        }
        // What stays behind in another tab's record is a copy of a run that has gone on, or void.
        line.forEach((_, p) => {
          if (open[p] ? open[p] !== state.ruleProgress[key + p] : own[key + p]) runs[key + p] = open[p] || undefined;
        });
      }
      for (const key of runsOf({ ...own, ...runs }).slice(0, -MOST_RUNS)) runs[key] = undefined;
      return { fired, runs };
    },
  };
};
