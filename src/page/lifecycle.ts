import type { Undo } from '../tools/guard.js';
import type { Page } from './page.js';

/**
 * `hidden` is told at the last moment there is. pagehide fires on window only, and while visibility is still "visible",
 * then visibilitychange follows: whoever listens must be idempotent. `shown`: the page is in front again, or brought
 * back from the back/forward cache (`restored`).
 */
export const onVisibility = (
  page: Page,
  hidden: (leaving: boolean) => void,
  shown: (restored: boolean) => void,
): Undo[] => [
  page.on('pagehide', () => hidden(true)),
  page.on('pageshow', (event) => (event as PageTransitionEvent).persisted && shown(true)),
  page.on('visibilitychange', () => (page.hidden() ? hidden : shown)(false), 'document'),
];
