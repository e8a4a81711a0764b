import type { Undo } from '../guard.js';
import type { Page } from './page.js';

/**
 * Tells of every call of a method of the host's. The host's own answers: it is called first, its value is returned, its
 * error is thrown, then we look. What cannot be patched is left alone. `called` must not throw.
 */
export const observeMethod = (host: object, name: string, called: (args: unknown[]) => void): Undo => {
  // Read by name; what is there is called as it was before.
  const methods = host as Record<string, (...args: unknown[]) => unknown>;
  const theirs = methods[name] as (...args: unknown[]) => unknown;
  const own = Object.getOwnPropertyDescriptor(host, name);
  let deaf = false;
  const ours = function (this: unknown, ...args: unknown[]): unknown {
    const answer = theirs.apply(this, args);
    if (!deaf) called(args);
    return answer;
  };
  const attempt = (change: () => void) => {
    try {
      change();
    } catch {
      // Frozen, sealed or a proxy: whoever made it so does not want it watched.
    }
  };
  attempt(() => {
    methods[name] = ours;
  });
  return () => {
    deaf = true;
    attempt(() => {
      // Whoever wrapped it after us calls ours: what they put there is theirs and stays.
      if (methods[name] !== ours) return;
      if (own) methods[name] = theirs;
      else delete methods[name];
    });
  };
};

/**
 * Shows every entry of a list that the page pushes to: first those that are there, then each new one. A list that cannot
 * be patched (frozen, or a proxy that refuses) shows what it holds and no more. `seen` must not throw.
 */
export const observePush = (list: unknown[], seen: (entry: unknown, isNew?: boolean) => void): Undo => {
  // By index: Prototype-style libraries replace the iterating methods of arrays.
  for (let at = 0; at < list.length; at++) seen(list[at]);
  return observeMethod(list, 'push', (entries) => {
    for (const entry of entries) seen(entry, true);
  });
};

/** Observes window.dataLayer, which may come after the tag and be replaced: each `look` looks whether it is another. */
export const observeDataLayer = (
  page: Page,
  seen: (entry: unknown, isNew?: boolean) => void,
): { look: () => void; stop: Undo } => {
  let layer: unknown;
  let undo = () => {};
  return {
    look: () => {
      // The page's own global, whatever it holds.
      const { dataLayer } = page.window as { dataLayer?: unknown };
      if (dataLayer === layer || !Array.isArray(dataLayer)) return;
      undo();
      layer = dataLayer;
      undo = observePush(dataLayer, seen);
    },
    stop: () => undo(),
  };
};
