import type { Hands } from './hands.js';

/** The verdicts that are judged. */
export const JUDGED = ['rage_click', 'rage_tap', 'dead_click', 'error_click', 'form_error', 'form_abandon'] as const;
export type Judged = (typeof JUDGED)[number];

export type Input = 'mouse' | 'touch' | 'keyboard';

/** How the page is broken: by its own part of that name, or by one of pages/shared/breakers.js. */
export type Broken = string | { how: string; at?: string };

/** One visit of one shopper to one page. */
export interface Scene {
  /** Unique among the scenes of its page; a sentence's beginning. */
  what: string;
  shopper: 'content' | 'frustrated';
  /** One case for each; mouse where none is named. */
  inputs?: readonly Input[];
  /** The one browser that can be driven through it; any that plays its input where none is named. */
  browser?: 'chromium' | 'firefox';
  broken?: Broken;
  act: (hands: Hands) => Promise<void>;
  /** What an honest colleague, watching, would note down; as often as it is named. Nothing for a content shopper. */
  expected?: readonly Judged[];
  /** What that colleague might note or not: neither right nor wrong. */
  arguable?: readonly Judged[];
  /** A word on the verdict where it is not plain. */
  why?: string;
}

export interface Case
  extends Pick<Scene, 'browser' | 'broken'>,
    Required<Pick<Scene, 'shopper' | 'act' | 'expected' | 'arguable'>> {
  id: string;
  /** Carousels, date pickers …, or a shop's habit. */
  kind: string;
  /** Name in the registry; absent where the shop wrote it itself. */
  library?: string;
  page: string;
  input: Input;
}

/** The cases of one page. `of` is the library, absent for a shop's own code. */
export const casesOf = (kind: string, of: { page: string; library?: string }, scenes: readonly Scene[]): Case[] =>
  scenes.flatMap(({ what, inputs = ['mouse'], expected = [], arguable = [], why: _, ...scene }) =>
    inputs.map((input) => ({
      ...scene,
      id: `${of.page}: ${what}${input === 'mouse' ? '' : ` (${input})`}`,
      kind,
      ...of,
      input,
      // A rage of the finger has a name of its own.
      expected: expected.map((type) => (type === 'rage_click' && input === 'touch' ? 'rage_tap' : type)),
      arguable: arguable.map((type) => (type === 'rage_click' && input === 'touch' ? 'rage_tap' : type)),
    })),
  );
