import type { Page } from '@playwright/test';

/** How a control is pressed: so often, every so many milliseconds, so many pixels farther each time. */
export interface Press {
  times?: number;
  every?: number;
  drift?: number;
  /** Where in it, in pixels; without them in its middle. */
  x?: number;
  y?: number;
  /** Held down meanwhile. */
  key?: string;
  /** Another control, pressed in turn. */
  and?: string;
}

/** Real input, as a person gives it. */
export interface Hands {
  page: Page;
  /** Presses and releases the mouse. Quick clicks on one spot carry a rising `detail`, as the browser makes them. */
  click(selector: string, how?: Press): Promise<void>;
  /** Puts the focus there, as the Tab key does. */
  focus(selector: string): Promise<void>;
  tap(selector: string, how?: Pick<Press, 'times' | 'every'>): Promise<void>;
  drag(from: string, dx: number, dy?: number): Promise<void>;
  wait(ms: number): Promise<void>;
  /** Another tab. */
  open(at: string): Promise<Hands>;
  /** Moves the mouse every ten seconds of the page's own clock. */
  attend(seconds: number): Promise<void>;
}

/** Signals by type, in all tabs. */
export type Found = Readonly<Record<string, number>>;

export interface Situation {
  family: string;
  what: string;
  /** Page of e2e/support/widgets; `made.html` is made of the situation's own `body` and `script`. */
  at: string;
  body?: string;
  script?: string;
  /** What must come of it; nothing named, nothing may come. */
  found: Found;
  /** How many clicks the rage had. */
  clicks?: number;
  /** In a browser with a back/forward cache, which Playwright's has not. */
  cached?: boolean;
  touch?: boolean;
  /** The page's clock is moved by the test. */
  clock?: boolean;
  /** Options of the tag. */
  options?: object;
  /** A word on the verdict, for the table. */
  why?: string;
  act(hands: Hands): Promise<unknown>;
}

type Row = Omit<Situation, 'family' | 'at'>;

export const NOTHING: Found = {};
export const DEAD: Found = { dead_click: 1 };
export const RAGE: Found = { rage_click: 1 };
export const BOTH: Found = { rage_click: 1, dead_click: 1 };
export const FAST: Press = { times: 5, every: 190 };

/** Situations on one page. */
export const family = (name: string, at: string, rows: readonly Row[]) =>
  rows.map((row): Situation => ({ family: name, at, ...row }));

/** Situations that each bring a page of their own. */
export const made = (name: string, rows: readonly Row[]) => family(name, 'made.html', rows);

export const press =
  (selector: string, how?: Press): Situation['act'] =>
  ({ click }) =>
    click(selector, how);
