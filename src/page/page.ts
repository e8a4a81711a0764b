import type { ConsentPage } from '../types/config.js';
import type { Guard } from '../types/guard.js';
import type { Area, HostWindow, Page, StorageKind } from '../types/page.js';
import { takeKept } from './kept.js';

export type { HostWindow, Page, StorageKind } from '../types/page.js';

/** Storage may be blocked (the getter throws), full (setItem throws) or cleared while running. */
const createArea = (open: () => Storage, failed: () => void): Area => {
  const memory: Record<string, string> = {};
  const attempt = <T>(use: (area: Storage) => T): T | undefined => {
    try {
      return use(open());
    } catch {
      failed();
    }
    return undefined;
  };
  return {
    get: (key) => memory[key] || attempt((area) => area.getItem(key)) || null,
    set: (key, value) => {
      delete memory[key];
      if (value && attempt((area) => area.setItem(key, value) === undefined)) return;
      // A refused write leaves the older value behind, which another page would take for current.
      attempt((area) => area.removeItem(key));
      if (value) memory[key] = value;
    },
    keys: () => [...Object.keys(memory), ...(attempt(Object.keys) || [])],
  };
};

/** The part of a page that a consent adapter may use as well. */
export const createHost = (window: HostWindow, guard: Guard): ConsentPage => {
  const { document, performance } = window;
  return {
    window,
    elapsed: () => performance.now(),
    hidden: () => document.visibilityState === 'hidden',
    on: (type, listener, target) => {
      const host = target ? document : window;
      const guarded = guard(listener);
      const options = { capture: true, passive: true };
      host.addEventListener(type, guarded, options);
      return () => host.removeEventListener(type, guarded, options);
    },
    after: (ms, fn) => {
      const id = window.setTimeout(guard(fn), ms);
      return () => window.clearTimeout(id);
    },
  };
};

export const createPage = (window: HostWindow, guard: Guard): Page => {
  const { document, performance } = window;
  let kind: StorageKind = 'local';
  const fall = () => {
    kind = 'memory';
  };
  return {
    ...createHost(window, guard),
    now: () => Date.now(),
    path: () => window.location.pathname,
    // The only entries of this type are of this interface.
    navigation: () => performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined,
    document,
    storage: {
      local: createArea(() => window.localStorage, fall),
      tab: createArea(() => window.sessionStorage, fall),
      kind: () => kind,
    },
    kept: takeKept(window),
  };
};
