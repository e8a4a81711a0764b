// What each subject's script costs for an event, on pages of three sizes.
import type { Bench } from './browser.js';
import { type Cost, type Gesture, input, type Work } from './gestures.js';
import { type PageEvents, pageEvents } from './page-events.js';
import { median } from './stats.js';

export interface Size {
  name: string;
  query: Record<string, number>;
}

export const SMALL: Size = { name: '200 elements', query: { elements: 200 } };
// The last is what shops are whose whole page is one form: its list of fields is as long as the page.
export const LARGE: readonly Size[] = [
  { name: '20,000 elements', query: { elements: 20_000 } },
  { name: '20,000 elements in a form', query: { elements: 20_000, form: 1 } },
];
export const SIZES = [SMALL, ...LARGE];

export const GESTURES = ['click', 'move', 'key', 'scroll'] as const satisfies readonly Gesture[];
export const KINDS = [...GESTURES, 'bdl', 'push'] as const;
export type Kind = (typeof KINDS)[number];

/** Of one subject on one size of page: µs of each event, and what the script's own functions did for all gestures. */
interface Heard {
  times: Record<Kind, number[]>;
  own: Record<Gesture, Work>;
}

const NO_WORK: Work = { calls: 0, time: 0, layouts: 0, long: 0 };
const NOTHING: Heard = {
  times: { click: [], move: [], key: [], scroll: [], bdl: [], push: [] },
  own: { click: NO_WORK, move: NO_WORK, key: NO_WORK, scroll: NO_WORK },
};

const add = (one: Work, other: Work): Work => ({
  calls: one.calls + other.calls,
  time: one.time + other.time,
  layouts: one.layouts + other.layouts,
  long: one.long + other.long,
});

/** Two rounds of one subject: their values together, the sums of what its own functions did. */
const merge = ({ times, own }: Heard, now: Record<Gesture, Cost>, { bdl, push }: PageEvents): Heard => ({
  times: {
    click: [...times.click, ...now.click.times],
    move: [...times.move, ...now.move.times],
    key: [...times.key, ...now.key.times],
    scroll: [...times.scroll, ...now.scroll.times],
    bdl: [...times.bdl, ...bdl],
    push: [...times.push, ...push],
  },
  own: {
    click: add(own.click, now.click.own),
    move: add(own.move, now.move.own),
    key: add(own.key, now.key.own),
    scroll: add(own.scroll, now.scroll.own),
  },
});

export type On = (subject: string, size: Size) => Heard;

export interface Plan {
  subjects: readonly string[];
  rounds: number;
  /** Gestures of each kind in a round. */
  perRound: number;
  /** Of events that scripts make, in a round. */
  seconds: number;
}

export async function hear(bench: Bench, { subjects, rounds, perRound, seconds }: Plan): Promise<On> {
  const found = new Map<string, Heard>();
  const key = (subject: string, { name }: Size) => `${subject}, ${name}`;
  const on: On = (subject, size) => found.get(key(subject, size)) ?? NOTHING;
  // One round-robin after the other: what slows the machine for a while slows all of them.
  for (const size of SIZES)
    for (let round = 0; round < rounds; round++)
      for (const subject of ['control', ...subjects]) {
        const setting = { subject, query: size.query };
        const real = await input(bench, setting, perRound);
        const made = subject === 'control' ? { bdl: [], push: [] } : await pageEvents(bench, setting, seconds);
        found.set(key(subject, size), merge(on(subject, size), real, made));
      }
  return on;
}

const isGesture = (kind: Kind): kind is Gesture => kind !== 'bdl' && kind !== 'push';

/** Figures that the tables and the targets share, in µs. */
export interface Costs {
  on: On;
  median(subject: string, size: Size, kind: Kind): number;
  /**
   * What the script does for an event: the time of its own functions where the trace tells it. The difference of two
   * pages' medians would be that of their noise: a key alone costs a page of 20,000 elements 3 ms.
   */
  extra(subject: string, size: Size, kind: Kind): number;
  /**
   * The same for each call of the script. A gesture on a slow page brings more of them: of selectionchange and scroll a
   * browser tells once a frame, and a key there takes frames.
   */
  perCall(subject: string, size: Size, kind: Kind): number;
}

/** `count`: of each gesture, in all rounds. */
export const costsOf = (on: On, count: number): Costs => {
  const middle: Costs['median'] = (subject, size, kind) => median(on(subject, size).times[kind]);
  const extra: Costs['extra'] = (subject, size, kind) =>
    isGesture(kind)
      ? on(subject, size).own[kind].time / count
      : middle(subject, size, kind) - (middle('none', size, kind) || 0);
  return {
    on,
    median: middle,
    extra,
    perCall: (subject, size, kind) => {
      if (!isGesture(kind)) return extra(subject, size, kind);
      const { calls, time } = on(subject, size).own[kind];
      return time / Math.max(1, calls);
    },
  };
};
