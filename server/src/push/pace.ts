import type { Clock } from '../clock.js';
import type { PushAnswer } from './transport.js';

/** When the next request may go. */
export interface Pace {
  /** Resolves when it is the caller's turn; turns are in the order of asking. */
  turn(): Promise<void>;
  /** Slows down while Ometria's queue is nearly full, and pauses after a 429. */
  heed(answer: Pick<PushAnswer, 'status' | 'queueRemaining' | 'retryAfter'>): void;
}

// With fewer places in Ometria's queue, 429 is near: it is what two seconds of full batches take.
const FEW_PLACES = 1000;
// So much slower then. Ometria's queue empties by itself; how fast is not documented.
const SLOWER = 4;
// After a 429 the whole client pauses, not only the request that met it: so long, or as long as Ometria asks.
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * A token bucket that holds one token: requests are spaced evenly, so that no second ever holds more than the rate,
 * however the server cuts its seconds.
 */
export function createPace({ rate, clock }: { rate: number; clock: Clock }): Pace {
  let next = 0;
  let factor = 1;
  let tail = Promise.resolve();
  const wait = async () => {
    // Looked at again after each sleep: a 429 may have come meanwhile.
    for (let now = clock.now(); now < next; now = clock.now()) await clock.sleep(next - now);
    next = clock.now() + (1000 / rate) * factor;
  };
  return {
    turn() {
      tail = tail.then(wait);
      return tail;
    },
    heed({ status, queueRemaining, retryAfter = PAUSE_MS }) {
      if (queueRemaining !== undefined) factor = queueRemaining < FEW_PLACES ? SLOWER : 1;
      if (status === 429) next = Math.max(next, clock.now() + Math.min(retryAfter, LONGEST_PAUSE_MS));
    },
  };
}
