import type { Guard, Undo } from '../guard.js';

/** Where the session record lives: the browser's storage, or memory when that is blocked or full. */
export type StorageKind = 'local' | 'memory';

/** One area of web storage that never throws. */
export interface Area {
  get(key: string): string | null;
  /** null removes. What the browser refuses is kept in memory for the life of the page. */
  set(key: string, value: string | null): void;
  keys(): string[];
}

/** A window with its constructors and console. */
export type HostWindow = Window & typeof globalThis;

/** What the tag sees of the browser. */
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
  /** Path of the current address, as it is. */
  path(): string;
  /** The navigation's timing entry: its name is the address before any script has rewritten it. */
  navigation(): PerformanceNavigationTiming | undefined;
  document: Document;
  window: HostWindow;
  storage: { local: Area; tab: Area; kind(): StorageKind };
}

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

export const createPage = (window: HostWindow, guard: Guard): Page => {
  const { document, performance } = window;
  let kind: StorageKind = 'local';
  const fall = () => {
    kind = 'memory';
  };
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
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
    // The only entries of this type are of this interface.
    navigation: () => performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined,
    document,
    window,
    storage: {
      local: createArea(() => window.localStorage, fall),
      tab: createArea(() => window.sessionStorage, fall),
      kind: () => kind,
    },
  };
};
