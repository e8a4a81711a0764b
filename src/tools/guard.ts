import type { Guard, Undo } from '../types/guard.js';

export type { Guard, Undo } from '../types/guard.js';

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

/** A guard that tells nobody. */
export const quiet: Guard = /* @__PURE__ */ createGuard(() => {});

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
