import type { Config } from '../config/read-options.js';
import { readSignal } from '../signals/read-signal.js';
import type { Extension, ExtensionPorts } from '../sources/extension.js';
import type { Source } from '../sources/source.js';
import { readText, toObject } from '../tools/text.js';
import { createState } from '../visit/merge.js';
import { reduce } from '../visit/reduce.js';
import { BUILT_IN } from './presets.js';
import { createRules, fire, type Rule, type RuleOff, toList } from './rules.js';

/** What the handle can do in a build with rules. */
export interface RulesHandle {
  /** Adds a rule, or switches the built-in ones of a name off: `{ name, off: true }`. */
  rule(input: Rule | RuleOff): void;
  /** With the option `debug`: sends what that rule or signal would send, marked `fs_test: true`. Says what happened. */
  sendTest(name: string): string;
  /** Those that can fire, the built-in ones among them; the inspector shows them. */
  rules(): readonly Rule[];
}

const SAMPLE = 'sample';
// What a sample says; nothing of it comes from the visit.
const ABOUT = {
  page: `/${SAMPLE}`,
  target: SAMPLE,
  field: SAMPLE,
  product: SAMPLE,
  category: SAMPLE,
  name: SAMPLE,
  seconds: 120,
};

/**
 * Ordered patterns over the signals: the built-in rules, those of the list, those of the option `rules`.
 * It stands first among the sources: others tell of what has already happened as soon as they start.
 */
export const rules = (list: readonly (Rule | RuleOff)[] = []): Source => {
  let ports: ExtensionPorts | undefined;
  let book = createRules(BUILT_IN);

  const notify = () => ports?.names('rules', [...new Set(book.list().map(({ name }) => name))]);

  const add = (input: unknown) => {
    let name = '?';
    let fault: string | undefined = '';
    try {
      name = readText(toObject(input).name, 64) || name;
      fault = book.add(input);
    } catch {
      // A getter that threw, or something that contains itself.
    }
    if (fault !== undefined) ports?.report('bad_rule', `${name}.${fault}`);
    notify();
  };

  const open = (given: ExtensionPorts, config: Config) => {
    ports = given;
    book = createRules(BUILT_IN);
    notify();
    for (const input of ([] as unknown[]).concat(list, config.rules || [])) add(input);
  };

  const source: Extension = (_emit, given) =>
    given.onSignal((signal) => {
      const active = ports?.activeSession();
      if (!active) return;
      const { _session: session, _scheduler: scheduler } = active;
      const { fired, runs } = book.take(signal, session, given.context.now());
      for (const firing of fired) session.apply(signal, false, firing);
      if (fired.length) scheduler.touch();
      if (Object.keys(runs).length) session.update({ ruleProgress: runs });
    });

  source.extend = (given, config): RulesHandle => {
    open(given, config);
    return {
      rules: () => book.list(),
      rule: add,
      sendTest: (name) => {
        const rule = book.list().find((item) => item.name === name);
        const { signal: types = name, stage = SAMPLE } = (rule && rule.steps[rule.steps.length - 1]) || {};
        const at = given.page.now();
        // Read and bounded like every signal: an unknown name is none.
        const signal = readSignal(
          { ...ABOUT, type: toList(types)[0], stage: toList(stage)[0], replayUrl: given.fullstory.replayUrl() },
          at,
          'page',
        );
        if (!config.debug || !signal) {
          given.report(config.debug ? 'bad_command' : 'debug_only', 'sendTest');
          return 'nothing';
        }
        const state = reduce(createState(at), signal);
        const roots = { signal, page: given.context.now() };
        const active = given.activeSession();
        if (!active || !active._sender.allowed()) return 'consent_missing';
        const { identity, hold } = given.who();
        if (!identity) return hold || 'nothing';
        const mark = { [`${config.prefix}test`]: config.write.booleans === '1' ? 1 : true };
        const shown = rule ? reduce(state, signal, fire(rule, state, roots)) : state;
        const composed = active._sender.compose(shown, identity, mark);
        // beforeSend is the site's code: it may have changed who this is, or have refused.
        if (!active._sender.allowed()) return 'consent_missing';
        if (given.who().identity !== identity) return 'identity_stale';
        if (!composed) return 'cancelled';
        // Past quiet time and spacing; the session is untouched.
        active._sender.issue(identity, composed, { reason: 'test', repeated: false });
        return 'sent';
      },
    };
  };
  return source;
};
