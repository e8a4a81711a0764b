import type { Undo } from './guard.js';
import type { KeptEvent } from './loader.js';

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
  /** What the loader has kept of this page, and the element of the last event. A refusal empties it. */
  kept: { events: KeptEvent[]; last?: Element | undefined };
}
