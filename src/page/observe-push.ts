import type { Undo } from '../tools/guard.js';
import type { Page } from './page.js';

/** Something of the host's that is watched. */
export interface Watch {
  /** Others patch too, and may leave us out: makes good what was lost since the last look. */
  look(): void;
  stop: Undo;
}

// Each look at a method that somebody has replaced puts one more layer on it. Whoever replaces it again and again wins.
const MAX_LAYERS = 5;

/**
 * Tells of every call of a method of the host's. The host's own answers: it is called first, its value is returned, its
 * error is thrown, then we look. What cannot be patched is left alone. `called` must not throw.
 */
export const observeMethod = (host: object, name: string, called: (args: unknown[]) => void): Watch => {
  // Read by name; what is there is called as it was before.
  const methods = host as Record<string, (...args: unknown[]) => unknown>;
  let ours: unknown;
  let restore = () => {};
  let layers = 0;
  const attempt = (change: () => void) => {
    try {
      change();
    } catch {
      // Frozen, sealed or a proxy: whoever made it so does not want it watched.
    }
  };
  const look = () => {
    const theirs = methods[name];
    if (theirs === ours || typeof theirs !== 'function' || layers >= MAX_LAYERS) return;
    layers++;
    const own = Object.getOwnPropertyDescriptor(host, name);
    const wrapper = function (this: unknown, ...args: unknown[]): unknown {
      const answer = theirs.apply(this, args);
      // A wrapper under another of ours is deaf: whoever replaced it may call it or not.
      if (ours === wrapper) called(args);
      return answer;
    };
    ours = wrapper;
    restore = () => {
      // Whoever wrapped it after us calls ours: what they put there is theirs and stays.
      if (methods[name] !== wrapper) return;
      if (own) methods[name] = theirs;
      else delete methods[name];
    };
    attempt(() => {
      methods[name] = wrapper;
    });
  };
  look();
  return {
    look,
    stop: () => {
      layers = MAX_LAYERS;
      ours = undefined;
      attempt(restore);
    },
  };
};

/**
 * Shows every entry of a list that the page pushes to: first those that are there, then each new one (`isNew`). One that
 * is an object is shown once, however often it is pushed, and in whichever of the lists that share `known`. A list that
 * cannot be patched (frozen, or a proxy that refuses) shows what it holds whenever it is looked at. `seen` must not throw.
 */
export const observePush = (
  list: unknown[],
  seen: (entry: unknown, isNew?: boolean) => void,
  known = new WeakSet<object>(),
): Watch => {
  let size = -1;
  let last: unknown;
  const show = (entry: unknown, isNew?: boolean) => {
    const isObject = Object(entry) === entry;
    // Only an object can be told from its equal: what is none is shown when the list is read first, and when it is pushed.
    if (isObject ? known.has(entry as object) : !isNew && size >= 0) return;
    if (isObject) known.add(entry as object);
    seen(entry, isNew);
  };
  const read = () => {
    if (list.length === size && list[size - 1] === last) return;
    // By index: Prototype-style libraries replace the iterating methods of arrays.
    for (let at = 0; at < list.length; at++) show(list[at]);
    size = list.length;
    last = list[size - 1];
  };
  read();
  const { look, stop } = observeMethod(list, 'push', (entries) => {
    for (const entry of entries) show(entry, true);
  });
  return {
    look: () => {
      look();
      read();
    },
    stop,
  };
};

/** Observes window.dataLayer, which may come after the tag and be replaced: each `look` looks whether it is another. */
export const observeDataLayer = (
  page: Pick<Page, 'window'>,
  seen: (entry: unknown, isNew?: boolean) => void,
): Watch => {
  const known = new WeakSet<object>();
  let layer: unknown;
  let watch: Watch | undefined;
  return {
    look: () => {
      // The page's own global, whatever it holds.
      const { dataLayer } = page.window as { dataLayer?: unknown };
      if (dataLayer !== layer && Array.isArray(dataLayer)) {
        watch?.stop();
        layer = dataLayer;
        watch = observePush(dataLayer, seen, known);
      } else watch?.look();
    },
    stop: () => watch?.stop(),
  };
};
