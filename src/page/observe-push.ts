import type { Undo } from '../guard.js';

/**
 * Shows every entry of a list that the page pushes to (`dataLayer` or its like): first those that are there, then each
 * new one. The host's own push answers: it is called first, its value is returned, its error is thrown, then we look.
 * A list that cannot be patched (frozen, or a proxy that refuses) shows what it holds and no more. `seen` must not throw.
 */
export const observePush = (list: unknown[], seen: (entry: unknown) => void): Undo => {
  const host = list.push;
  const own = Object.getOwnPropertyDescriptor(list, 'push');
  let deaf = false;
  const push = function (this: unknown[], ...entries: unknown[]): number {
    const length = host.apply(this, entries);
    if (!deaf) for (const entry of entries) seen(entry);
    return length;
  };
  // By index: Prototype-style libraries replace the iterating methods of arrays.
  for (let at = 0; at < list.length; at++) seen(list[at]);
  const attempt = (change: () => void) => {
    try {
      change();
    } catch {
      // Frozen, sealed or a proxy: whoever made it so does not want it watched.
    }
  };
  attempt(() => {
    list.push = push;
  });
  return () => {
    deaf = true;
    attempt(() => {
      // Whoever wrapped it after us calls ours: what they put there is theirs and stays.
      if (list.push !== push) return;
      if (own) list.push = host;
      else delete (list as { push?: unknown }).push;
    });
  };
};
