import { normalize } from '../identity/normalise.js';
import type { Page } from '../page/page.js';
import { hash, toObject } from '../tools/text.js';
import type { Config } from '../types/config.js';
import type { DeliveryReport, FlushReason, Outcome, Properties, Report } from '../types/health.js';
import type { FullStory } from '../vendors/fullstory.js';
import type { Ometria } from '../vendors/ometria.js';
import type { Deliverable } from '../visit/deliveries.js';
import type { VisitState } from '../visit/merge.js';
import type { Session } from '../visit/session.js';
import type { Gate } from './gate.js';
import { type Bounded, boundProperties, type Plan, toProperties, type Vocabulary } from './properties.js';

// FullStory never blocks a delivery: after so long without an answer it goes without the replay URL.
const FULLSTORY_WAIT_MS = 5000;

// Measured on the wire: an address without properties takes 524 characters, and base64 of a percent-encoded query
// makes of each character of the encoded JSON one and a half.
const REQUEST_BASE = 524;
const REQUEST_FACTOR = 1.5;

interface Parts {
  config: Config;
  report: Report;
  session: Session;
  gate: Gate;
  fullstory: FullStory;
  ometria: Ometria;
  /** The plan of the moment (a rule that is added changes it), and the funnel's stages. */
  plan: () => Plan;
  vocabulary: Vocabulary;
  /** Does the visitor still agree? */
  allowed: () => boolean;
  delivered: (report: DeliveryReport, repeated: boolean) => void;
}

export interface Sender {
  /** One call per attempt, at most; at a log-out one for each visit. */
  send(reason: FlushReason): Outcome;
  /**
   * What a visit in this state would send, with these marks; null: the site wants nothing sent.
   * Null as marks: it is only looked at, and what is wrong with it is not told.
   */
  compose(state: VisitState, identity: string, marks?: Properties | null): Bounded | null;
  /** Hands it to the tracker. Whether that is allowed has been asked by then. */
  issue(identity: string, composed: Bounded, how: { reason: FlushReason; repeated: boolean }): void;
  /** Does the visitor still agree? */
  allowed(): boolean;
}

/** A stable place of a visitor among a hundred, another for each purpose and the same on every device. */
const percentile = (purpose: string, identity: string): number => hash(purpose + normalize(identity)) % 100;

/** The one place that calls identify. */
export const createSender = (page: Page, parts: Parts): Sender => {
  const { config, report, session, gate, fullstory, ometria, allowed } = parts;
  const { prefix } = config;
  // FullStory has had its time by then, whenever a signal comes.
  const patientUntil = page.elapsed() + FULLSTORY_WAIT_MS;
  let asking = false;

  /** Is it worth waiting for the replay URL? Never when the page goes away. */
  const awaitsFullStory = (reason: FlushReason): boolean => {
    const canWait = reason === 'quiet' || reason === 'deadline' || reason === 'leftover';
    if (!canWait || fullstory.state() !== 'waiting') return false;
    if (page.elapsed() < patientUntil) return true;
    report('fullstory_silent');
    return false;
  };

  const compose: Sender['compose'] = (state, identity, marks) => {
    const given: Properties = {
      // The control group is known to Ometria by this one field.
      ...(percentile('holdout', identity) < config.holdout
        ? { [`${prefix}group`]: 'control' }
        : toProperties(state, parts.plan(), { ...config, stages: parts.vocabulary.stages })),
      ...marks,
    };
    let changed: unknown = given;
    if (typeof config.beforeSend === 'function') {
      asking = true;
      try {
        changed = config.beforeSend({ ...given });
      } catch (error) {
        changed = 0;
        if (marks !== null) report('internal_error', error);
      }
      asking = false;
      if (changed === null) return null;
      // A promise holds no properties, and comes too late: the page may go away.
      if ((!changed || toObject(changed).then) && marks !== null) report('before_send_failed');
    }
    const bounded = boundProperties(changed || given, config);
    return Object.keys(bounded.properties).length ? bounded : null;
  };

  const issue: Sender['issue'] = (identity, { properties, profile, json, left }, { reason, repeated }) => {
    ometria.identify(identity, profile);
    // Afterwards: a listener of the site's hears of it, and nobody would ask again before the call.
    if (left.length) report('property_left_out', left);
    const requestBytes = Math.ceil(REQUEST_BASE + encodeURIComponent(json).length * REQUEST_FACTOR);
    parts.delivered({ at: page.now(), reason, properties, characters: json.length, requestBytes }, repeated);
  };

  /** Delivers one visit, if that is owed and nothing stands against it. */
  const deliver = (
    { state, present, isPending, markInFlight, markDelivered }: Deliverable,
    identity: string,
    reason: FlushReason,
  ): Outcome => {
    const { topSignal } = state;
    // The link of an earlier visit's moment is not to be had any more.
    if (present && topSignal && !topSignal.url) {
      if (awaitsFullStory(reason)) return 'fullstory_silent';
      state.topSignal = { ...topSignal, url: fullstory.replayUrl() };
      // Kept, so that the same properties stay the same.
      if (topSignal === session.own().topSignal) session.update({ topSignal: state.topSignal });
    }
    const composed = compose(state, identity);
    // beforeSend is the site's code: it may have changed who this is, or have refused.
    if (!allowed()) return 'consent_missing';
    if (gate.who().identity !== identity) return 'identity_stale';
    const fingerprint = composed ? hash(composed.json) : 0;
    if (!composed || !isPending(fingerprint)) {
      markDelivered();
      return composed ? 'equal' : 'cancelled';
    }
    issue(identity, composed, { reason, repeated: markInFlight(fingerprint) });
    return 'sent';
  };

  return {
    compose,
    issue,
    allowed,
    send: (reason) => {
      // beforeSend is the site's code: what it flushes is on its way already.
      if (asking) return 'nothing';
      if (!allowed()) return 'consent_missing';
      const { owner, identity, hold } = gate.who();
      session.assignOwner(owner, true);
      if (!session.hasPending()) return 'nothing';
      if (!identity) return hold || 'nothing';
      if (!gate.settled(reason === 'hide')) return 'ometria_not_ready';
      if (percentile('sample', identity) >= config.sample) return 'sampled_out';
      let outcome: Outcome = 'nothing';
      for (const visit of session.visitsFor(identity)) {
        outcome = deliver(visit, identity, reason);
        // After a log-out there is no later: what an earlier visit owes and the present one go out together.
        const goesOn = outcome === 'equal' || outcome === 'cancelled' || (outcome === 'sent' && reason === 'reset');
        if (!goesOn) break;
      }
      return outcome;
    },
  };
};
