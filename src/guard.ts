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

/** `report` must not throw. */
export const createGuard =
  (report: (error: unknown) => void): Guard =>
  <A extends unknown[], R>(fn: (...args: A) => R, otherwise?: R) =>
  // With the second overload R includes undefined.
  (...args: A): R => {
    try {
      return fn(...args);
    } catch (error) {
      report(error);
      return otherwise as R;
    }
  };

/** Adds to a list; the undo takes away what was added. */
export const addTo = <T>(list: T[], item: T): Undo => {
  list.push(item);
  return () => {
    const at = list.indexOf(item);
    if (at >= 0) list.splice(at, 1);
  };
};

/** Runs every undo once, last-in first-out; one that throws does not keep the others from running. */
export const undoAll = (undos: Undo[], guard: Guard): void => {
  for (let undo = undos.pop(); undo; undo = undos.pop()) guard(undo)();
};
