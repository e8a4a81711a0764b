/** Takes back what was started. Running it twice is harmless. */
export type Undo = () => void;

/**
 * Wraps a function at a crossing between the page and the tag: what it throws becomes a health entry, and the answer
 * is the given one, or undefined.
 */
export interface Guard {
  <A extends unknown[], R>(fn: (...args: A) => R, otherwise: R): (...args: A) => R;
  <A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => R | undefined;
}
