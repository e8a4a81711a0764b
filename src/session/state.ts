import { type Primitive, type Signal, WEIGHT } from '../signal.js';

/** What a rule that fired adds to the session. */
export interface Fired {
  name: string;
  set?: Record<string, Primitive>;
}

/** The signal that names signal_type, with what belongs to that same signal. */
export interface Headline {
  type: string;
  /** A rule outranks every plain signal, a heavier signal a lighter one. */
  rank: number;
  at: number;
  page?: string;
  stage?: string;
  target?: string;
  url?: string;
}

/**
 * What one tab knows of the session. Every part has a law by which the tabs' parts are merged,
 * and by each law the order does not matter.
 */
export interface SessionState {
  /** First and last activity, epoch milliseconds. */
  start: number;
  last: number;
  /** Added: how often each signal type occurred; `active` and `active:<category>` in seconds. */
  sum: Record<string, number>;
  /** The larger one: `scroll`, `funnel` (furthest stage, from 1), `dwell:<product>` in seconds. */
  peak: Record<string, number>;
  /** The later one: `abandoned`, `purchased`, `field`, `device`; `at:<rule>`; `is:<custom property>`. */
  latest: Record<string, readonly [at: number, value: Primitive]>;
  head?: Headline;
}

export const createState = (now: number): SessionState => ({ start: now, last: now, sum: {}, peak: {}, latest: {} });

/** Outranks every weight in WEIGHT. */
const RULE_RANK = 100;

/** States and measures, not events: they never name signal_type. */
const NEVER_HEAD = ['attention', 'funnel_abandon', 'funnel_progress', 'purchase'];

const ahead = (a: Headline | undefined, b: Headline | undefined): Headline | undefined => {
  if (!a || !b) return a ?? b;
  // The last comparison only keeps two signals of one millisecond from depending on their order.
  const order = a.rank - b.rank || a.at - b.at || (toKey(a) < toKey(b) ? -1 : 1);
  return order < 0 ? b : a;
};

const toKey = ({ type, page, target, url }: Headline): string => [type, page, target, url].join();

/** Merges two tabs' parts of one session. Commutative and associative. */
export const merge = (a: SessionState, b: SessionState): SessionState => {
  const merged: SessionState = {
    start: Math.min(a.start, b.start),
    last: Math.max(a.last, b.last),
    sum: { ...a.sum },
    peak: { ...a.peak },
    latest: { ...a.latest },
  };
  for (const key of Object.keys(b.sum)) merged.sum[key] = (a.sum[key] ?? 0) + (b.sum[key] ?? 0);
  for (const key of Object.keys(b.peak)) merged.peak[key] = Math.max(a.peak[key] ?? 0, b.peak[key] ?? 0);
  for (const key of Object.keys(b.latest)) {
    const [mine, theirs] = [a.latest[key], b.latest[key]];
    if (theirs && !(mine && (mine[0] - theirs[0] || (mine[1] < theirs[1] ? -1 : 1)) > 0)) merged.latest[key] = theirs;
  }
  const head = ahead(a.head, b.head);
  if (head) merged.head = head;
  return merged;
};

/** The state after a signal, or after a rule that the signal fired. Pure, and independent of the signals' order. */
export const reduce = (state: SessionState, signal: Signal, fired?: Fired): SessionState => {
  const { type, at } = signal;
  const seen: SessionState = { start: state.start, last: at, sum: {}, peak: {}, latest: {} };
  const { sum, peak, latest } = seen;
  const properties = fired ? fired.set : signal.properties;
  for (const name of Object.keys(properties ?? {})) {
    const value = properties?.[name];
    if (value !== undefined) latest[`is:${name}`] = [at, value];
  }
  if (fired) latest[`at:${fired.name}`] = [at, at];
  else if (type === 'attention') {
    const { activeSeconds = 0, category } = signal;
    sum.active = activeSeconds;
    if (category) sum[`active:${category}`] = activeSeconds;
    peak.scroll = Math.min(100, signal.scrollDepth ?? 0);
  } else {
    sum[type] = 1;
    if (type === 'dwell' && signal.product) peak[`dwell:${signal.product}`] = signal.seconds ?? 0;
    if (type === 'form_error') latest.field = [at, signal.field ?? signal.form ?? ''];
    if (type === 'purchase') latest.purchased = [at, true];
    if (type === 'funnel_abandon') latest.abandoned = [at, signal.stage ?? ''];
    if (type === 'purchase' || type === 'funnel_progress') latest.abandoned = [at, ''];
  }
  if (fired || !NEVER_HEAD.includes(type)) {
    const head: Headline = {
      type: fired?.name ?? (type === 'custom' ? (signal.name ?? type) : type),
      rank: fired ? RULE_RANK : WEIGHT[type],
      at,
    };
    if (signal.page) head.page = signal.page;
    if (signal.stage) head.stage = signal.stage;
    if (signal.target) head.target = signal.target;
    if (signal.replayUrl) head.url = signal.replayUrl;
    seen.head = head;
  }
  return merge(state, seen);
};
