import type { Config } from '../config/read-options.js';
import type { Bounded } from '../delivery/properties.js';
import type { Rule } from '../rules/rules.js';
import { WEIGHT } from '../signals/read-signal.js';
import { frustrationScore } from '../signals/score.js';
import type { Extension, ExtensionPorts } from '../sources/extension.js';
import type { Health, ProblemCode } from '../tools/problems.js';
import type { VisitState } from '../visit/merge.js';
import { whole } from './echo.js';
import { isInspected, loadInspector } from './inspector-loader.js';

/** A signal as it was taken in, or what is known of one that was refused. */
export interface Seen {
  at: number;
  /** `accepted`, or the problem that it was refused for. */
  verdict: string;
  /** Of a refused signal its type or, if it could not be read, its origin. */
  type: string;
  origin?: string;
  target?: string;
  form?: string;
  field?: string;
  product?: string;
  name?: string;
  stage?: string;
  page?: string;
}

/** Everything that can be seen of the bridge. */
export interface Inspection extends Health {
  /** Options and defaults as they are in force. */
  config: Config;
  /** What the present visit holds, all tabs' records together; empty before consent. */
  session: {
    /** How many signals by type. */
    signals: VisitState['counters'];
    /** What was said last under a name, behind its time: when a rule has fired under `at:<rule>`. */
    values: VisitState['latest'];
    /** When the open runs of rules began. */
    progress: VisitState['ruleProgress'];
  };
  /** 0–100. */
  score: number;
  /** Part of each signal in the score. */
  weights: Readonly<Record<string, number>>;
  /** Those that can fire. */
  rules: readonly Rule[];
  /** What would be sent now; undefined before consent, null where the site wants nothing sent. */
  next: Pick<Bounded, 'properties' | 'left' | 'json'> | null | undefined;
  /** Milliseconds to the next attempt; undefined when none is planned. */
  due: number | undefined;
  /** The last 50 signals; kept only while the inspector is on. */
  seen: readonly Seen[];
}

/** What the full build's handle can do beside the others'. */
export interface InspectHandle {
  inspect(): Inspection;
}

/** What is handed to the option `onHealth`: plain JSON, at most 2 KB, no address and nothing of a visitor. */
export interface HealthSummary extends Omit<Health, 'problems' | 'lastDelivery'> {
  /** Problem codes with their counts. */
  problems: Record<string, number>;
}

const MAX_SEEN = 50;

const REFUSALS: ReadonlySet<ProblemCode> = new Set(['bad_signal', 'too_many_signals', 'excluded']);

/**
 * The handle's `inspect()`, the inspector's loader, and health at hide.
 * `script`: the tag's own script element, which tells where the inspector lies.
 */
export const inspect = (script: unknown): Extension => {
  let wired: ExtensionPorts | undefined;
  const source: Extension = (_emit, { page, guard }, { onHealth }) => {
    if (typeof onHealth !== 'function') return undefined;
    const { window } = page;
    const notify = guard(() => {
      if (!wired || !page.hidden()) return;
      const { problems, lastDelivery: _, ...rest } = wired.handle().health();
      const summary: HealthSummary = { ...rest, problems: {} };
      for (const { code, count } of problems) summary.problems[code] = count;
      onHealth(summary);
    });
    // On window and after the capture phase: the last delivery has been made by then.
    window.addEventListener('visibilitychange', notify);
    return () => window.removeEventListener('visibilitychange', notify);
  };

  source.extend = (ports, config): InspectHandle => {
    wired = ports;
    const { handle, activeSession, who } = ports;
    const seen: Seen[] = [];
    const see = (one: Seen) => {
      seen.push(one);
      if (seen.length > MAX_SEEN) seen.shift();
    };
    if (isInspected(ports)) {
      handle().on('signal', (signal) => see({ ...signal, verdict: 'accepted' }));
      handle().on('problem', ({ code, at, detail }) => {
        const last = seen[seen.length - 1];
        // A loop that is refused must not push out what was accepted.
        if (last && last.verdict === code && last.type === detail) last.at = at;
        else if (REFUSALS.has(code)) see({ at, verdict: code, type: detail });
      });
      loadInspector(ports, script, config.inspector);
    }
    return {
      inspect: () => {
        const state = whole(ports);
        const active = activeSession();
        // What sources add is on the handle, too.
        const { rules } = handle() as { rules?: () => readonly Rule[] };
        return {
          ...handle().health(),
          config,
          session: { signals: state.counters, values: state.latest, progress: state.ruleProgress },
          score: frustrationScore(state),
          weights: WEIGHT,
          rules: rules ? rules() : [],
          next: active && active._sender.compose(state, who().identity || '', null),
          due: active && active._scheduler.due(),
          seen: [...seen],
        };
      },
    };
  };
  return source;
};
