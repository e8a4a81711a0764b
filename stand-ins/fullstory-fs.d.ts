/** How the stand-in for fs.js is set up. */
export interface FullStoryOptions {
  /** Name of the global that the snippet has made; `FS` by default. */
  namespace?: string;
  /** The session's id changes this many milliseconds after installation; never by default. */
  splitMs?: number;
  /** False: `fullstory/rageclick` is never dispatched. */
  ragehook?: boolean;
  /** Host of the session's address; `app.eu1.fullstory.com` by default. */
  host?: string;
  /** Capture begins this many milliseconds after installation; at once by default. Until then there is no session. */
  startMs?: number;
  /** Where events are told of, with page and person, as FullStory's server hears them; nowhere by default. */
  eventsTo?: string;
}

/** What the stand-in has been told, for tests: `FS._standin`. */
export interface FullStoryRecord {
  events: { name: string; properties?: object; source?: string; at: number }[];
  identities: unknown[];
  properties: unknown[];
  logs: unknown[];
  /** How many `fullstory/rageclick` events were dispatched. */
  rages: number;
  pageId: string;
}

/** The global as a function, once fs.js has answered. */
export interface FullStoryGlobal {
  (operation: string, options?: unknown, source?: string): unknown;
  _v: string;
  _standin: FullStoryRecord;
  getCurrentSession(): string | null;
  getCurrentSessionURL(now?: boolean): string | null;
}

/**
 * Answers the snippet's queue on a window that has document, timers and CustomEvent. Returns the global, or undefined
 * where it is not the snippet's or has been answered already.
 */
export function installFullStory(window: object, options?: FullStoryOptions): FullStoryGlobal | undefined;
