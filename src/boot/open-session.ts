import { LINK_GRACE_MS } from '../delivery/gate.js';
import { planProperties } from '../delivery/properties.js';
import { createScheduler } from '../delivery/scheduler.js';
import { createSender } from '../delivery/sender.js';
import { isContradiction } from '../identity/resolve.js';
import { recordBuffered } from '../intake/consent-buffer.js';
import type { ActiveSession } from '../sources/extension.js';
import { notify } from '../tools/notify.js';
import { tally } from '../tools/tally.js';
import type { Attempt, Hold, Outcome } from '../types/health.js';
import { ACKNOWLEDGE_MS } from '../visit/outbox.js';
import { createSession } from '../visit/session.js';
import { advance, OPEN, PAUSE } from './lifecycle.js';
import { checkRefusal } from './refusal.js';
import type { Tag } from './tag.js';

/** What the scheduler does about an outcome. */
const toAttempt = (outcome: Outcome): Attempt => {
  switch (outcome) {
    case 'sent':
    case 'nothing':
    case 'equal':
    case 'cancelled':
      return outcome;
    // A visitor outside the sample is no gate that may open.
    case 'sampled_out':
      return 'nothing';
    default:
      return 'held';
  }
};

const createActiveSession = (tag: Tag): ActiveSession => {
  const { page, _settings: settings, report, _deliveries: deliveries } = tag;
  const { minutes, key } = settings.session;
  const session = createSession(page, {
    key,
    timeout: minutes * 60000,
    attributeAnonymous: settings.attributeAnonymous,
    dropped: tag.dropped,
  });
  const sender = createSender(page, {
    config: settings,
    report,
    session,
    gate: tag._gate,
    fullstory: tag.fullstory,
    ometria: tag._ometria,
    vocabulary: tag._vocabulary,
    plan: () => {
      if (tag._plan) return tag._plan;
      const plan = planProperties(settings, tag._vocabulary);
      tag._plan = plan;
      if (plan.off.length) report('field_over_budget', plan.off);
      if (plan.unknown.length) report('unknown_option', plan.unknown);
      return plan;
    },
    allowed: () => !!checkRefusal(tag) && tag._consent.state() === 'granted',
    delivered: (delivery, repeated) => {
      deliveries.made++;
      if (repeated) deliveries.repeated++;
      tag._lastDelivery = delivery;
      const marks = session.inFlight();
      page.after(ACKNOWLEDGE_MS, () => tag._active?._session.acknowledge(marks));
      notify(tag._listeners.delivery, delivery, tag.guard);
    },
  });
  const scheduler = createScheduler(page, {
    timing: settings.timing,
    hasPending: session.hasPending,
    send: (reason) => {
      const outcome = tag.guard(sender.send, 'nothing')(reason);
      tag._outcome = outcome;
      if (outcome === 'equal') deliveries.skippedEqual++;
      const attempt = toAttempt(outcome);
      // Told at the second look: the tracker writes its cookie 5 ms after it has been told who is there.
      const isSecond = attempt !== outcome && tally(deliveries.heldFor, outcome) === 2;
      if (isSecond && isContradiction(outcome)) report(outcome);
      return attempt;
    },
    capped: () => {
      deliveries.capped++;
      tag._outcome = 'calls_capped';
      report(tag._outcome);
    },
    // What held it is a gate: everything else is not answered with `held`.
    gaveUp: () => report(tag._outcome as Hold),
  });
  return { _session: session, _sender: sender, _scheduler: scheduler };
};

/** A visit by a campaign link sends less until the site confirms who it is. Option `linkIdentities`. */
export const limitLink = ({ _active: active }: Tag, limited: boolean): void => {
  if (active) active._session.update({ latest: { link: [active._session.renew(), limited] } });
};

/** Opens the session, the first time that something asks for it. */
export const openSession = (tag: Tag): void => {
  const { page, _gate: gate, _ometria: ometria } = tag;
  advance(tag, OPEN);
  const active = createActiveSession(tag);
  const { _session: session, _scheduler: scheduler } = active;
  tag._active = active;
  if (tag._isShutDown) advance(tag, PAUSE);
  const denied = session.refusedAt();
  // One that came in between the yes and now is another.
  tag._refusedBefore = denied > tag._grantedAt && denied <= page.now() ? 0 : denied;
  const named = gate.named();
  if (named) session.assume(named);
  // Before anything is kept: until then this page does not know which of the visits that go on is its visitor's.
  session.assignOwner(gate.who().owner);
  // Also where the site has confirmed it before the yes: an earlier page may have limited it.
  if (tag._settings.linkIdentities === 'limited' && (named || ometria.linked())) limitLink(tag, !named);
  tag._undos.push(
    scheduler.stop,
    // A mark that another tab has just set is looked at again when its second is over.
    page.after(2 * ACKNOWLEDGE_MS, scheduler.hurry),
  );
  // A hidden page too: whom its link names may be gone from the cookie a moment later.
  if (ometria.linked()) tag._undos.push(page.after(LINK_GRACE_MS, () => session.assignOwner(gate.who().owner)));
  // The session began with what waited for consent: its signals keep their times.
  const [first] = tag._buffer;
  if (first) session.update({ startedAt: Math.min(session.own().startedAt, first.at) });
  recordBuffered(tag);
  scheduler.hurry();
};
