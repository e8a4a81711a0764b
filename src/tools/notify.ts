import type { Guard } from '../types/guard.js';

/** Each is called behind the guard. A copy: one that takes itself out must not make the next be passed over. */
export const notify = <T>(listeners: readonly ((detail: T) => void)[], detail: T, guard: Guard): void => {
  for (const listener of [...listeners]) guard(listener)(detail);
};
