import type { Guard, Undo } from '../tools/guard.js';
import { observeMethod, type Watch } from './observe-push.js';
import type { Page } from './page.js';

/** The Navigation API, as far as it is used. Not in TypeScript's lib yet: https://developer.mozilla.org/docs/Web/API/Navigation_API */
interface NavigateEvent extends Event {
  destination: { url: string; sameDocument: boolean };
  downloadRequest: string | null;
}

/** Listens to the Navigation API; nothing where there is none. */
const onNavigation = (page: Page, type: string, listener: (event: Event) => void): Undo | undefined => {
  const { navigation } = page.window as { navigation?: EventTarget };
  navigation?.addEventListener(type, listener);
  return navigation && (() => navigation.removeEventListener(type, listener));
};

/** Tells of every navigation that begins, downloads and jumps within the page included; never where there is no Navigation API. */
export const onNavigate = (page: Page, guard: Guard, began: (event: NavigateEvent) => void): Undo =>
  onNavigation(
    page,
    'navigate',
    guard((event) => began(event as NavigateEvent)),
  ) || (() => {});

/** Does the browser tell of navigations? Safari since 26.2, Firefox since 147. */
export const hasNavigation = ({ window }: Page): boolean => 'navigation' in window;

/**
 * Tells of every new route of a single-page site: the path has changed, or the part behind `#/` or `#!`. A query alone
 * is a filter, a plain hash a place on the page. A router that has kept the original `pushState` tells nobody where there
 * is no Navigation API: its route is noticed at the next input, or `look`.
 */
export const onRoute = (page: Page, guard: Guard, routed: () => void): Watch => {
  const { window } = page;
  const route = () => window.location.pathname + (window.location.hash.match(/^#[/!].*/) || '');
  let last = route();
  const check = guard(() => {
    const next = route();
    if (next === last) return;
    last = next;
    routed();
  });
  const stop = onNavigation(page, 'currententrychange', check);
  if (stop) return { look: check, stop };
  const methods = ['pushState', 'replaceState'].map((name) => observeMethod(window.history, name, check));
  const look = () => {
    for (const method of methods) method.look();
    check();
  };
  const undos = ['popstate', 'hashchange', 'pointerdown', 'keydown'].map((type) => page.on(type, look));
  return {
    look,
    stop: () => {
      for (const undo of undos) undo();
      for (const method of methods) method.stop();
    },
  };
};
