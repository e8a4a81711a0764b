import type { Undo } from '../tools/guard.js';
import type { Page } from './page.js';

// For every late vendor: docs/delivery.md, "Readiness".
const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 5000;

/** Looks now, and while the answer is not true again, slower and slower, as long as the page is visible. */
export const keepLooking = (page: Pick<Page, 'after' | 'hidden'>, look: () => unknown): Undo => {
  let undo: Undo;
  let wait = FIRST_LOOK_MS;
  const glance = (visible: boolean) => {
    undo = page.after(wait, () => glance(!page.hidden()));
    wait = Math.min(Math.round(wait * 1.5), LAST_LOOK_MS);
    if (visible && look() === true) undo();
  };
  glance(true);
  return () => undo();
};
