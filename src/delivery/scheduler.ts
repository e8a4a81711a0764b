import type { Page } from '../page/page.js';
import type { Undo } from '../tools/guard.js';
import type { Attempt, FlushReason } from '../types/health.js';

export interface Scheduler {
  /** Something came in. */
  touch(): void;
  /** Something waits that should not wait for the quiet time: an earlier page's state, or a gate that has opened. */
  hurry(): void;
  /** Now: at hide, on flush, for a retraction. Only flush and hide count against the calls of the page view. */
  now(reason: FlushReason): Attempt;
  /** A new page view: its calls are counted anew. */
  view(): void;
  /** Milliseconds to the next attempt; undefined when none is planned. */
  due(): number | undefined;
  stop(): void;
}

export interface Timing {
  quiet: number;
  deadline: number;
  spacing: number;
  calls: number;
}

// A late vendor is looked for with capped back-off, and after a minute no longer. docs/delivery.md, "Readiness".
const FIRST_POLL_MS = 250;
const LAST_POLL_MS = 5000;
const GIVE_UP_MS = 60000;

interface Parts {
  timing: Timing;
  send: (reason: FlushReason) => Attempt;
  /** Is there still something to send? */
  hasPending: () => boolean;
  capped: () => void;
  gaveUp: () => void;
}

export const createScheduler = (page: Page, { timing, send, hasPending, capped, gaveUp }: Parts): Scheduler => {
  let timer: Undo | undefined;
  let due: number | undefined;
  let first: number | undefined;
  let heldSince: number | undefined;
  let delay = FIRST_POLL_MS;
  let lastCall = -timing.spacing;
  let calls = 0;

  const clear = () => {
    // A timer survives the back/forward cache: what is left of it would fire after the return.
    timer?.();
    timer = due = undefined;
  };

  let arm = (at: number, reason: FlushReason) => {
    clear();
    due = Math.max(at, lastCall + timing.spacing);
    timer = page.after(Math.max(0, due - page.elapsed()), () => attempt(reason));
  };

  const attempt = (reason: FlushReason): Attempt => {
    clear();
    const urgent = reason === 'retraction' || reason === 'reset';
    // The last call is kept for the hide, which coalesces what came after the cap.
    if (!urgent && calls >= timing.calls - (reason === 'hide' ? 0 : 1)) {
      capped();
      return 'held';
    }
    const result = send(reason);
    const now = page.elapsed();
    if (result === 'held') {
      heldSince ??= now;
      if (now - heldSince > GIVE_UP_MS) gaveUp();
      else if (!page.hidden()) {
        arm(now + delay, reason);
        delay = Math.min(delay * 1.5, LAST_POLL_MS);
      }
    } else {
      first = heldSince = undefined;
      delay = FIRST_POLL_MS;
      if (result === 'sent') {
        lastCall = now;
        calls++;
        if (hasPending()) arm(now, 'leftover');
      }
    }
    return result;
  };

  return {
    touch: () => {
      const now = page.elapsed();
      first ??= now;
      heldSince = undefined;
      if (due !== undefined && delay > FIRST_POLL_MS) return;
      const deadline = first + timing.deadline;
      if (now + timing.quiet < deadline) arm(now + timing.quiet, 'quiet');
      else arm(deadline, 'deadline');
    },
    hurry: () => {
      heldSince = undefined;
      // What waits for its quiet time goes on waiting; what waits for a gate is looked at again at once.
      if (due === undefined || delay > FIRST_POLL_MS) arm(page.elapsed(), 'leftover');
      delay = FIRST_POLL_MS;
    },
    now: attempt,
    view: () => {
      calls = 0;
    },
    due: () => due && Math.max(0, due - page.elapsed()),
    stop: () => {
      // An attempt may be under way that would arm again.
      arm = clear;
      clear();
    },
  };
};
