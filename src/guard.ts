/** Takes back what was started. Running it twice is harmless. */
export type Undo = () => void;

/** Wraps a function at a crossing between the page and the tag: what it throws becomes a health entry. */
export type Guard = <A extends unknown[], R>(fn: (...args: A) => R) => (...args: A) => R | undefined;

export const createGuard =
  (report: (error: unknown) => void): Guard =>
  (fn) =>
  (...args) => {
    try {
      return fn(...args);
    } catch (error) {
      try {
        report(error);
      } catch {
        // A thrown value whose own getters throw: nothing is left to say about it.
      }
    }
    return undefined;
  };

/** Runs every undo once, last-in first-out; one that throws does not keep the others from running. */
export const undoAll = (undos: Undo[], guard: Guard): void => {
  for (let undo = undos.pop(); undo; undo = undos.pop()) guard(undo)();
};
