import type { Undo } from '../guard.js';
import type { Page } from './page.js';

/**
 * Hidden is the last moment there is. pagehide fires on window only, and while visibility is still "visible",
 * then visibilitychange follows: whoever listens must be idempotent.
 */
export const onHidden = (page: Page, hidden: (leaving: boolean) => void): Undo[] => [
  page.on('pagehide', () => hidden(true)),
  page.on('visibilitychange', () => page.hidden() && hidden(false), 'document'),
];

/** The page is in front again: shown, or brought back from the back/forward cache. */
export const onShown = (page: Page, shown: (restored: boolean) => void): Undo[] => [
  page.on('pageshow', (event) => (event as PageTransitionEvent).persisted && shown(true)),
  page.on('visibilitychange', () => page.hidden() || shown(false), 'document'),
];
