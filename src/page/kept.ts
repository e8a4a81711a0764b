import { toObject } from '../tools/text.js';
import type { KeptEvent, LoaderQueue } from '../types/loader.js';

/** What `install` has left of the loader's, once. */
export const takeKept = (window: object): { events: KeptEvent[]; last?: Element | undefined } => {
  // Whatever a page has there: the members are looked at.
  const queue = toObject((window as { fsOmetria?: unknown }).fsOmetria) as unknown as LoaderQueue;
  const { kept, last } = queue;
  delete queue.kept;
  delete queue.last;
  return { events: Array.isArray(kept) ? kept : [], last };
};
