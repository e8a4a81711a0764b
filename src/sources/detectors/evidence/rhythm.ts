// Changes closer to each other are one, such as the frames of a movement.
const ONE_MS = 100;
// What goes on for longer without a pause moves by itself.
const ENDLESS_MS = 2500;
// Quicker than that are the steps of one movement: a slide that comes, stands and is marked.
const SHORTEST_MS = 800;
// Timers of a busy page come late.
const JITTER_MS = 60;
const JITTER = 0.15;
const MAX_TIMES = 16;
// What changes so often by itself, however unevenly, is restless as well. The steps of a page that loads are quicker.
const RESTLESS = 5;
const RESTLESS_MS = 3000;
// So many places of one batch are looked at.
const MAX_PLACES = 30;
/** A turning hero changes another picture each time: what it has in common is the list around them. */
const LEVELS = 3;

interface Beats {
  /** When it changed, and how many acts of the visitor there had been. */
  times: [at: number, acts: number][];
  since: number;
  last: number;
  /** Acts of the visitor before the latest change. */
  acts: number;
  /** From one change to the next, in ms; 0: it never rests. */
  period?: number;
  /** How much its timer was late, in ms. */
  late: number;
}

/** Learns which nodes change by themselves: countdowns, banners, tickers. */
export const createRhythm = () => {
  const beats = new WeakMap<Node, Beats>();
  const beat = (node: Node, [at, acts]: readonly [number, number], isItself: boolean) => {
    const known = beats.get(node) || { times: [], since: at, last: -Infinity, acts, late: 0 };
    beats.set(node, known);
    if (at - known.last > ONE_MS) {
      known.since = at;
      known.times = [...known.times.slice(1 - MAX_TIMES), [at, acts]];
      const [since, before] = known.times.slice(-RESTLESS)[0] as [number, number];
      if (isItself && known.times.length >= RESTLESS && at - since >= RESTLESS_MS && acts - before < 2)
        known.period ??= Infinity;
      const [first, second, third] = known.times.slice(-3);
      if (first && second && third) {
        const gap = third[0] - second[0];
        const late = Math.abs(second[0] - first[0] - gap);
        const even = late < gap * JITTER + JITTER_MS;
        // What a person presses, types or scrolls has a rhythm as well.
        if (even && gap >= SHORTEST_MS && third[1] - first[1] < 2) {
          known.period = (third[0] - first[0]) / 2;
          known.late = late;
        }
      }
    } else if (acts !== known.acts) known.since = at;
    // What is pressed again and again moves all the time as well.
    else if (at - known.since > ENDLESS_MS) known.period = 0;
    known.last = at;
    known.acts = acts;
  };
  return {
    /** These nodes have changed. */
    learn: (nodes: Iterable<Node>, at: number, acts: number): void => {
      const places = new Set<Node>();
      const own = new Set(nodes);
      for (const node of own) {
        if (places.size > MAX_PLACES) break;
        let place: Node | null = node;
        for (let level = 0; place && level < LEVELS; level++, place = place.parentNode)
          if (place.parentNode && place.nodeName !== 'BODY') places.add(place);
      }
      for (const place of places) beat(place, [at, acts], own.has(place));
    },
    /**
     * Would the node have changed then anyway? What holds the pressed control is not asked. `isSoon`: it changed at once
     * with a press; then it is only due if its own turn had come.
     */
    isDue: (node: Node, at: number, { control, isSoon }: { control?: Element; isSoon?: boolean }): boolean => {
      let place: Node | null = node;
      for (let level = 0; place && level < LEVELS; level++, place = place.parentNode) {
        if (level && control && place.contains(control)) return false;
        const known = beats.get(place);
        if (!known || known.period === undefined) continue;
        if (!known.period || !isSoon) return true;
        const turn = known.times.findIndex(([time]) => Math.abs(time - at) <= ONE_MS);
        const [before = [0, 0], own = [0, 0], after = [0, 0]] = known.times.slice(Math.max(0, turn - 1));
        const gap = turn > 0 ? own[0] - before[0] : own[0] - before[0] || after[0] - own[0];
        if (turn >= 0 && Math.abs(gap - known.period) < known.period * JITTER + JITTER_MS + known.late) return true;
      }
      return false;
    },
  };
};
