import { type Primitive, type Signal, type SignalType, WEIGHT } from '../signals/read-signal.js';
import { createState, merge, type VisitState } from './merge.js';

/** What a rule that fired adds to the visit. */
export interface Fired {
  name: string;
  set?: Record<string, Primitive>;
}

const RULE_RANK = 999;
const SIGNAL_RANK = 100;

/** States and measures, not events, never name signal_type. */
const isMeasure = (type: SignalType): boolean => {
  switch (type) {
    case 'attention':
    case 'funnel_progress':
    case 'funnel_abandon':
    case 'purchase':
    case 'hesitation':
      return true;
    default:
      return false;
  }
};

/** What a signal alone makes of a visit. */
const note = ({ counters, maxima, latest }: VisitState, signal: Signal) => {
  const { type, at, category, product } = signal;
  if (type !== 'attention') counters[type] = 1;
  switch (type) {
    case 'attention':
      counters.active = signal.activeSeconds || 0;
      if (category) counters[`active:${category}`] = counters.active;
      maxima.scroll = Math.min(100, signal.scrollDepth || 0);
      break;
    case 'dwell':
      if (product) maxima[`dwell:${product}`] = signal.seconds || 0;
      break;
    case 'form_error':
      latest.field = [at, signal.field || signal.form || 'none'];
      break;
    case 'funnel_abandon':
      latest.abandoned = [at, signal.stage || 'none'];
      break;
    case 'purchase':
      latest.purchased = [at, true];
      latest.abandoned = [at, 'none'];
      break;
    case 'funnel_progress':
      latest.abandoned = [at, 'none'];
  }
};

/** The state after a signal, or after a rule that the signal fired. Pure, and independent of the signals' order. */
export const reduce = (state: VisitState, signal: Signal, fired?: Fired): VisitState => {
  const { type, at, page, stage, target, replayUrl: url } = signal;
  const seen = createState(at);
  if (fired) seen.latest[`at:${fired.name}`] = [at, at];
  else note(seen, signal);
  const properties = (fired ? fired.set : signal.properties) || {};
  for (const [name, value] of Object.entries(properties)) seen.latest[`is:${name}`] = [at, value];
  if (fired || !isMeasure(type)) {
    const name = fired ? fired.name : (type === 'custom' && signal.name) || type;
    const rank = fired ? RULE_RANK : SIGNAL_RANK + WEIGHT[type];
    seen.topSignal = { rank, at, type: name, page, stage, target, url };
  }
  return merge(state, seen);
};
