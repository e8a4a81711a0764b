import type { Config } from '../config.js';
import { builtInRules } from '../session/presets.js';
import { createRules, fire, isType, type Match, type Rule, type RuleOff, type Rules } from '../session/rules.js';
import { createState, reduce, type SessionState } from '../session/state.js';
import type { Signal } from '../signal.js';
import { readText, toObject } from '../text.js';
import type { Ports, Source } from './source.js';

/** What the handle can do in a build with rules. */
export interface RulesHandle {
  /** Adds a rule, or switches the built-in ones of a name off: `{ name, off: true }`. */
  rule(input: Rule | RuleOff): void;
  /** With the option `debug`: sends what that rule or signal would send, marked `fs_test: true`. Says what happened. */
  sendTest(name: string): string;
  /** Those that can fire, the built-in ones among them. */
  rules(): readonly Rule[];
}

const SAMPLE = 'sample';

/** Names of the funnel's stages that belong to the checkout; undefined: the funnel is the default one. */
const checkoutOf = ({ funnel }: Config): string[] | undefined => {
  const stages = toObject(funnel).stages || funnel;
  if (!Array.isArray(stages)) return undefined;
  const names = stages.map((item: unknown) => String(toObject(item).stage));
  return names.filter((name) => !/^(basket|cart|bag)$/.test(name));
};

const firstOf = <T extends string>(wanted: T | readonly T[] | undefined): T | undefined =>
  typeof wanted === 'object' ? wanted[0] : wanted;

/** A session in which nothing has happened but the signal of that name, or what completes that rule. */
const sample = (name: unknown, book: Rules, { page, context, fullstory }: Ports): SessionState | undefined => {
  const rule = book.list().filter((item) => item.name === name)[0];
  const step = rule && rule.steps[rule.steps.length - 1];
  const type = step ? firstOf(step.signal) : name;
  if (!isType(type)) return undefined;
  const { stage, product = SAMPLE, category = SAMPLE, min = {} }: Partial<Match> = step || {};
  const now = page.now();
  const signal: Signal = { type, at: now, origin: 'page', page: `/${SAMPLE}`, target: SAMPLE, product, category };
  signal.seconds = min.seconds || 60;
  signal.stage = firstOf(stage) || SAMPLE;
  const url = fullstory.replayUrl();
  if (url) signal.replayUrl = url;
  const state = reduce(createState(now), signal);
  return rule ? reduce(state, signal, fire(rule, signal, { state, page: context.now() })) : state;
};

/** Ordered patterns over the signals: the built-in rules, those of the list, those of the option `rules`. */
export const rules = (list: readonly (Rule | RuleOff)[] = []): Source => {
  let ports: Ports | undefined;
  let book: Rules = createRules([]);

  const add = (input: unknown) => {
    let name = '?';
    let wrong: string | undefined = '';
    try {
      name = readText(toObject(input).name, 64) || name;
      wrong = book.add(input);
    } catch {
      // A getter that threw, or something that contains itself.
    }
    if (wrong !== undefined) ports?.report('bad_rule', name + wrong);
    ports?.names('rules', [...new Set(book.list().map((rule) => rule.name))]);
  };

  /** Source and handle are asked for in either order. */
  const open = (given: Ports, config: Config) => {
    if (ports === given) return;
    ports = given;
    book = createRules(builtInRules(checkoutOf(config)));
    const { rules: more = [] } = config;
    if (!Array.isArray(more)) given.report('bad_option', 'rules');
    for (const input of [...list, ...(Array.isArray(more) ? more : [])]) add(input);
  };

  const source: Source = (_emit, given, config) => {
    open(given, config);
    return given.onSignal((signal) => {
      const session = given.session();
      if (!session) return;
      const { fired, runs } = book.take(signal, session, given.context.now());
      for (const firing of fired) given.fire(signal, firing);
      if (Object.keys(runs).length) session.update(runs);
    });
  };

  source.extend = (given, config): RulesHandle => {
    open(given, config);
    return {
      rule: add,
      rules: () => book.list(),
      sendTest: (name) => {
        const state = config.debug && sample(name, book, given);
        if (state) return given.sendTest(state);
        given.report(config.debug ? 'bad_command' : 'debug_only', 'sendTest');
        return 'nothing';
      },
    };
  };

  return source;
};
