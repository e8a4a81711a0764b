import type { Bench } from './browser.js';
import type { Peer } from './peers.js';

/** What a part is given. */
export interface Given {
  bench: Bench;
  /** Folder of the builds. */
  dist: string;
  /** Folder of the repository. */
  root: string;
  /** Peers that did not install, and why. */
  failures: Record<string, string>;
  /** Peers that run in a page. */
  peers: Peer[];
  /** Few rounds: does it run at all? */
  quick: boolean;
  /** How many fresh pages of each sort, where somebody has said it. */
  rounds?: number | undefined;
}

/** What was wanted, what came out, and whether that is enough. `met` undefined: it was not measured. */
export interface Target {
  what: string;
  found: string;
  met?: boolean | undefined;
}

/** Series of figures by what they are of, in the unit that the name of the chart says: charts.ts draws them. */
export type Figures = Record<string, Record<string, number[]>>;

export interface Part {
  title: string;
  /** Markdown. */
  text: string;
  targets: Target[];
  figures?: Figures;
}
