import type { Collector } from '../stand-ins/collector.js';

/** A running demo. */
export interface Demo {
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  port: number;
  collector: Collector;
  /** Forgets contacts and requests. */
  reset(): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts shop, stand-ins, collector and inbox on one origin.
 * @param options.port 0 (the default) takes any free port; a port that is taken gives the next free one.
 * @param options.sessionMs how long a visit outlives its last request; 8000 ms by default.
 * @param options.seeded whether the inbox begins with a few contacts' visits of the last hours; false by default.
 * @param options.dist folder of the built tag; `dist` by default, relative to the working directory.
 */
export function startDemo(options?: {
  port?: number;
  sessionMs?: number;
  dist?: string;
  seeded?: boolean;
}): Promise<Demo>;
