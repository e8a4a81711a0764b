import type { Guard, Undo } from '../guard.js';

/** Where the session record lives: the browser's storage, or memory when that is blocked or full. */
export type StorageKind = 'local' | 'memory';

/** What the tag sees of the browser. Everything behind it is unguarded host territory. */
export interface Page {
  /** Epoch milliseconds; a person can change this clock. */
  now(): number;
  /** Milliseconds since the page began; never goes backwards. */
  elapsed(): number;
  /** Listens in the capture phase, passively, on window (default) or document. */
  on(type: string, listener: (event: Event) => void, target?: 'document'): Undo;
  /** Calls back once after so many milliseconds. */
  after(ms: number, fn: () => void): Undo;
  hidden(): boolean;
  /** Path of the current address, decoded and redacted; no query, no hash. */
  path(): string;
  /** The address as it was first asked for, before any script has rewritten it. */
  firstAddress(): string;
  /** Milliseconds since window's load event ended; negative before. */
  sinceLoad(): number;
  cookie(): string;
  /** Does the browser send Global Privacy Control? */
  optedOut(): boolean;
  prerendering(): boolean;
  warn(line: string): void;
  document: Document;
  window: Window;
  storage: Storage;
}

/** One area of web storage that never throws. */
export interface Area {
  get(key: string): string | null;
  /** null removes. False when the browser refused and the value lives in memory only. */
  set(key: string, value: string | null): boolean;
  keys(): string[];
}

export interface Storage {
  local: Area;
  tab: Area;
  kind(): StorageKind;
}

/**
 * Storage may be blocked (the getter throws), full (setItem throws) or cleared while running.
 * Whatever cannot be written is kept in memory for the life of the page.
 */
const createArea = (open: () => globalThis.Storage, failed: () => void): Area => {
  const memory = new Map<string, string>();
  const attempt = <T>(use: (area: globalThis.Storage) => T): T | undefined => {
    try {
      return use(open());
    } catch {
      failed();
    }
    return undefined;
  };
  return {
    get: (key) => memory.get(key) ?? attempt((area) => area.getItem(key)) ?? null,
    set: (key, value) => {
      memory.delete(key);
      const done = attempt((area) => {
        if (value === null) area.removeItem(key);
        else area.setItem(key, value);
        return true;
      });
      if (done || value === null) return true;
      // A refused write leaves the older value behind: take it away, or another page would read it as current.
      attempt((area) => area.removeItem(key));
      memory.set(key, value);
      return false;
    },
    keys: () => [...memory.keys(), ...(attempt((area) => Object.keys(area)) ?? [])],
  };
};

/**
 * Replaces the segments of a path that may name a person or an order.
 * delivery.md, "Properties": an e-mail address, 32 or more of [A-Za-z0-9_] in a row, a UUID, 5 or more digits.
 */
export const redactPath = (path: string): string =>
  path
    .split('/')
    .map((segment) => {
      let text = segment;
      try {
        text = decodeURIComponent(segment);
      } catch {
        // Not percent-encoded as it should be: judged, and if harmless kept, as it stands.
      }
      return /@|\w{32}|[\da-f]{8}(-[\da-f]{4}){3}-|\d{5}/i.test(text) ? '*' : segment;
    })
    .join('/');

export const createPage = (window: Window, guard: Guard): Page => {
  const { document } = window;
  let kind: StorageKind = 'local';
  const fall = () => {
    kind = 'memory';
  };
  const timing = () => window.performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;
  return {
    now: () => Date.now(),
    elapsed: () => window.performance.now(),
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
    hidden: () => document.visibilityState === 'hidden',
    path: () => window.location.pathname,
    firstAddress: () => timing()?.name ?? window.location.href,
    sinceLoad: () => {
      const end = timing()?.loadEventEnd;
      return end ? window.performance.now() - end : -1;
    },
    cookie: () => document.cookie,
    // Not in TypeScript's lib yet: https://www.w3.org/TR/gpc/
    optedOut: () => (window.navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true,
    prerendering: () => (document as { prerendering?: unknown }).prerendering === true,
    // Through the window's own console: a page may have replaced it with something that throws.
    warn: guard((line) => (window as Window & typeof globalThis).console.warn(line)),
    document,
    window,
    storage: {
      local: createArea(() => window.localStorage, fall),
      tab: createArea(() => window.sessionStorage, fall),
      kind: () => kind,
    },
  };
};
