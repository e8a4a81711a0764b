import type { Health } from '../../../src/types/health.js';
import type { OmetriaTracker } from '../../../stand-ins/ometria-tracker.js';

/** The page as Ometria's tracker reads it. */
export interface TrackerPage {
  type: string;
  data: object;
  store: string;
}

/** What the server has put into a page for its scripts. */
export interface PageData {
  type: string;
  spa?: boolean;
  visitor?: string;
  loggedOut?: boolean;
  tracker: string;
  tracking?: object;
  events?: { event: string; ecommerce?: { transaction_id?: string } }[];
}

/** A window of the shop, with what is on its pages beside its own scripts. */
export type ShopWindow = Window &
  typeof globalThis & {
    dataLayer: object[];
    /** The tag, or the queue in its place. */
    fsOmetria: { push(command: unknown): unknown; health?(): Health };
    ometria?: Partial<OmetriaTracker> & { onLoad?: () => void; raw_data?: TrackerPage };
    onOmetriaLoaded?: () => void;
  };

/** This page's, which is one of the shop's. */
export const shop = window as unknown as ShopWindow;
