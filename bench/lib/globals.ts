import type { Bridge } from '../../src/types/bridge.js';
import type { OmetriaTracker } from '../../stand-ins/ometria-tracker.js';

declare global {
  /** What a page of the bench has beside the browser's own. */
  interface Window {
    /** The handle. Without the tag a plain array stands there, which has none of the methods. */
    fsOmetria: Bridge;
    ometria: OmetriaTracker;
    dataLayer: object[];
    /** FullStory's, as pretend-fullstory.ts answers it. */
    FS(action: 'getSession', options: { format: string }): string;
    /** Moves the clock by so many milliseconds, where the page was asked for with `clock`. */
    advance(ms: number): void;
  }
}
