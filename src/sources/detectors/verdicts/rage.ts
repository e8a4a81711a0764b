import type { Answer } from './answers.js';

/** What the core needs to know of a click. */
export interface RageClick {
  at: number;
  x: number;
  y: number;
}

interface Thresholds {
  /** Fewest clicks. */
  clicks: number;
  /** They lie within so many ms; after so many without a click the chain is over. */
  within: number;
  /** All lie within so many px of the first. */
  radius: number;
}

/**
 * Chains of clicks, one for each thing that is clicked. Clicks elsewhere neither break nor make a chain.
 * `verdict` is given the clicks of a chain that was rage.
 */
export const createRage = <C extends RageClick>(
  { clicks, within, radius }: Thresholds,
  verdict: (chain: C[]) => void,
) => {
  interface Chain {
    list: C[];
    last: number;
    /** The first of enough clicks within time and radius. */
    anchor?: C | undefined;
  }
  const chains = new Map<unknown, Chain>();
  const near = (anchor: C) => (click: C) => Math.hypot(click.x - anchor.x, click.y - anchor.y) <= radius;
  /** Chains end whose last click was then or earlier. */
  const end = (then: number) => {
    for (const [on, { list, last, anchor }] of chains) {
      if (last > then) continue;
      chains.delete(on);
      if (anchor) verdict(list.filter(near(anchor)));
    }
  };
  return {
    /** A click on that thing. Is its chain rage by now? Until it is, nobody has to look whether it has gone quiet. */
    click: (on: unknown, click: C): boolean => {
      end(click.at - within);
      const chain: Chain = chains.get(on) || { list: [], last: 0 };
      chains.set(on, chain);
      chain.last = click.at;
      if (!chain.anchor) chain.list = chain.list.filter(({ at }) => click.at - at <= within);
      chain.list.push(click);
      chain.anchor ||= chain.list.find((first, index) => {
        const rest = chain.list.slice(index);
        return rest.length >= clicks && rest.every(near(first));
      });
      return !!chain.anchor;
    },
    end,
    /** Whatever is open does not count. */
    drop: () => chains.clear(),
  };
};

/** Of several presses, fewer than half were answered: nobody pages through a carousel like that. */
export const isRage = (answers: readonly Answer[]): boolean => answers.filter(Boolean).length * 2 < answers.length;
