import type { Guard, Undo } from '../guard.js';
import { observeMethod } from './observe-push.js';
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

/**
 * Tells of every new route of a single-page site: the path has changed, or the part behind `#/` or `#!`. A query alone
 * is a filter, a plain hash a place on the page.
 */
export const onRoute = (page: Page, guard: Guard, routed: () => void): Undo => {
  const { window } = page;
  const { history } = window;
  const route = () => window.location.pathname + (window.location.hash.match(/^#[/!].*/) || '');
  let last = route();
  const look = guard(() => {
    const next = route();
    if (next === last) return;
    last = next;
    routed();
  });
  const stop = onNavigation(page, 'currententrychange', look);
  if (stop) return stop;
  const undos = [
    page.on('popstate', look),
    page.on('hashchange', look),
    observeMethod(history, 'pushState', look),
    observeMethod(history, 'replaceState', look),
  ];
  return () => {
    for (const undo of undos) undo();
  };
};
