import { notify } from '../tools/notify.js';
import { tally } from '../tools/tally.js';
import type { Signal } from '../types/signal.js';
import { latestOf } from '../visit/merge.js';
import type { IntakeTag } from './intake-tag.js';

/** Takes a signal into the session. */
export const recordSignal = (tag: IntakeTag, signal: Signal): void => {
  const { _active: active, guard } = tag;
  if (!active) return;
  const { _session: session, _scheduler: scheduler } = active;
  const { type, origin } = signal;
  session.assignOwner(tag.who().owner);
  const now = session.renew();
  // A time of the page's own counts only within this session.
  if (signal.at >= now || signal.at < session.own().startedAt) signal.at = now;
  const url = signal.replayUrl || tag.fullstory.replayUrl();
  if (url) signal.replayUrl = url;
  // These take back an abandonment that was sent provisionally.
  const retracts = type === 'purchase' || type === 'funnel_progress';
  const parts = retracts ? session.parts() : [];
  const abandoned = parts.some((record) => (latestOf(record, 'abandoned') || 'none') !== 'none');
  // Attention and progress alone are no reason to deliver; nor is a purchase, unless an outcome was told before.
  const told = type === 'purchase' && parts.some(({ sent }) => sent[0]);
  const silent = type === 'attention' || (retracts && !abandoned && !told);
  session.apply(signal, silent);
  tally(tag._byType, type);
  tally(tag._byOrigin, origin);
  notify(tag._recorded, signal, guard);
  notify(tag._listeners.signal, { ...signal }, guard);
  if (abandoned) scheduler.now('retraction');
  else if (!silent) scheduler.touch();
};
