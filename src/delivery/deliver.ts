import type { Config } from '../config.js';
import type { Guard } from '../guard.js';
import type { DeliveryReport, Report } from '../health.js';
import type { Page } from '../page/page.js';
import { normalize, type Session } from '../session/session.js';
import type { SessionState } from '../session/state.js';
import { hash, toJson } from '../text.js';
import type { FullStory } from '../vendors/fullstory.js';
import type { Ometria } from '../vendors/ometria.js';
import type { Gate, Hold } from './gate.js';
import { boundProperties, type Plan, type Properties, toProfile, toProperties } from './properties.js';
import type { Attempt, FlushReason } from './scheduler.js';

/** What came of an attempt, with the gate that held it. */
export type Outcome = Exclude<Attempt, 'held'> | Hold | 'fullstory_silent' | 'sampled_out';

// FullStory never blocks a delivery: after so long without an answer it goes without the replay URL.
const FULLSTORY_WAIT_MS = 5000;

interface Parts {
  config: Config;
  guard: Guard;
  report: Report;
  session: Session;
  gate: Gate;
  fullstory: FullStory;
  ometria: Ometria;
  /** The plan of the moment: a rule that is added changes it. */
  plan: () => { plan: Plan; rules: readonly string[]; stages: readonly string[] };
  /** Still, or again, allowed by this visitor? */
  allowed: (deniedElsewhere: number) => boolean;
  delivered: (report: DeliveryReport, repeated: boolean) => void;
}

/** Length of the tracker's request: an image address with base64 of a percent-encoded query. Measured, facts/ometria.md. */
const requestLength = (profile: object): number => {
  let characters = 0;
  for (const [name, value] of Object.entries(profile)) {
    characters += encodeURIComponent(`d[profile][${name}]=${toJson(value)}&`).length;
  }
  return 524 + Math.ceil(characters * 1.36);
};

export interface Sender {
  /** One call per attempt, at most. */
  send(reason: FlushReason): Outcome;
  /** Sends what a session in this state would send, marked as a test. Nothing is settled by it. */
  test(state: SessionState): Outcome;
}

/** The one place that calls identify. */
export const createSender = (page: Page, parts: Parts): Sender => {
  const { config, guard, report, session, gate, fullstory, ometria } = parts;
  // FullStory has had its time by then, whenever a signal comes.
  const patientUntil = page.elapsed() + FULLSTORY_WAIT_MS;

  /** Is it worth waiting for the replay URL? Never when the page goes away. */
  const awaitsFullStory = (reason: FlushReason): boolean => {
    if (reason !== 'quiet' && reason !== 'deadline' && reason !== 'leftover') return false;
    if (fullstory.state() !== 'waiting') return false;
    if (page.elapsed() < patientUntil) return true;
    report('fullstory_silent');
    return false;
  };

  /** The session as it is handed to the tracker; null: the site wants nothing sent. */
  const compose = (
    state: SessionState,
    identity: string,
    marks?: Properties,
  ): { properties: Properties; json: string; profile: object } | null => {
    const { plan, ...rest } = parts.plan();
    const context = { ...rest, limited: state.latest.link?.[1] === true };
    let { properties, left } = toProperties(state, plan, { ...config, context });
    // The control group is known to Ometria by this one field. A salt of its own: independent of the sample.
    if (hash(`holdout ${normalize(identity)}`) % 100 < config.holdout)
      properties = { [`${config.prefix}group`]: 'control' };
    properties = { ...properties, ...marks };
    if (typeof config.beforeSend === 'function') {
      const changed = guard(config.beforeSend)({ ...properties });
      if (changed === null) return null;
      if (changed === undefined) report('before_send_failed');
      else ({ properties, left } = boundProperties(changed, config));
    }
    if (left.length) report('property_left_out', left);
    const profile = toProfile(properties, config.keys);
    return { properties, profile, json: toJson(profile) };
  };

  const issue = (
    identity: string,
    reason: FlushReason,
    { properties, profile, json }: NonNullable<ReturnType<typeof compose>>,
  ) => {
    ometria.identify(identity, profile);
    return { at: page.now(), reason, properties, characters: json.length, requestBytes: requestLength(profile) };
  };

  return {
    test: (state) => {
      const { identity, hold } = gate.who();
      if (!parts.allowed(0)) return 'consent_missing';
      if (identity === undefined) return hold ?? 'identity_unknown';
      const composed = compose(state, identity, { [`${config.prefix}test`]: true });
      if (!composed) return 'cancelled';
      parts.delivered(issue(identity, 'test', composed), false);
      return 'sent';
    },
    send: (reason) => {
      if (!parts.allowed(0)) return 'consent_missing';
      const who = gate.who();
      if (who.owner !== undefined) session.claim(who.owner, true);
      if (!session.owing()) return 'nothing';
      const { identity } = who;
      if (identity === undefined) return who.hold ?? 'identity_unknown';
      if (!gate.settled(reason === 'hide')) return 'ometria_not_ready';
      // The same visitors on every device.
      if (hash(`sample ${normalize(identity)}`) % 100 >= config.sample) return 'sampled_out';
      const { wholes, denied } = session.wholes(identity);
      if (!parts.allowed(denied)) return 'consent_missing';
      let outcome: Outcome = 'nothing';
      for (const whole of wholes) {
        let { state } = whole;
        if (state.head && !state.head.url) {
          if (awaitsFullStory(reason)) return 'fullstory_silent';
          const url = fullstory.replayUrl();
          if (url) {
            const head = { ...state.head, url };
            if (session.own().head?.at === head.at) session.update({ head });
            state = { ...state, head };
          }
        }
        const composed = compose(state, identity);
        if (!composed) {
          whole.settle(0, false);
          outcome = 'cancelled';
          continue;
        }
        const fingerprint = hash(composed.json);
        if (!whole.owes(fingerprint)) {
          whole.settle(fingerprint, false);
          outcome = 'equal';
          continue;
        }
        // beforeSend is the site's code: it may have changed who this is.
        if (gate.who().identity !== identity) return 'identity_stale';
        const repeated = whole.settle(fingerprint, true);
        parts.delivered(issue(identity, reason, composed), repeated);
        return 'sent';
      }
      return outcome;
    },
  };
};
