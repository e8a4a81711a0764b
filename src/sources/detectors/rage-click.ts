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
  const end = (on: unknown) => {
    const chain = chains.get(on);
    chains.delete(on);
    if (chain && chain.anchor) verdict(chain.list.filter(near(chain.anchor)));
  };
  return {
    /** A click on that thing. */
    click: (on: unknown, click: C) => {
      const known = chains.get(on);
      if (known && click.at - known.last >= within) end(on);
      const chain: Chain = chains.get(on) || { list: [], last: 0 };
      chains.set(on, chain);
      chain.last = click.at;
      if (!chain.anchor) chain.list = chain.list.filter(({ at }) => click.at - at <= within);
      chain.list.push(click);
      chain.anchor ||= chain.list.find((first, index) => {
        const rest = chain.list.slice(index);
        return rest.length >= clicks && rest.every(near(first));
      });
    },
    /** It has been quiet for long enough, or the page hides. */
    end: () => {
      for (const on of chains.keys()) end(on);
    },
    /** Whatever is open does not count. */
    drop: () => chains.clear(),
  };
};
