import type { Guard, Undo } from '../guard.js';
import type { Page } from './page.js';

/** The Navigation API, as far as it is used. Not in TypeScript's lib yet: https://developer.mozilla.org/docs/Web/API/Navigation_API */
interface NavigateEvent extends Event {
  destination: { url: string; sameDocument: boolean };
  downloadRequest: string | null;
}

const navigationOf = (page: Page): EventTarget | undefined => (page.window as { navigation?: EventTarget }).navigation;

/** Tells of every navigation that begins, downloads and jumps within the page included; never where there is no Navigation API. */
export const onNavigate = (page: Page, guard: Guard, began: (event: NavigateEvent) => void): Undo => {
  const navigation = navigationOf(page);
  const listener = guard((event: Event) => began(event as NavigateEvent));
  navigation?.addEventListener('navigate', listener);
  return () => navigation?.removeEventListener('navigate', listener);
};

type Change = History['pushState'];

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
  const undos: Undo[] = [];
  const navigation = navigationOf(page);
  if (navigation) {
    navigation.addEventListener('currententrychange', look);
    undos.push(() => navigation.removeEventListener('currententrychange', look));
  } else {
    undos.push(page.on('popstate', look), page.on('hashchange', look));
    for (const name of ['pushState', 'replaceState'] as const) {
      const host: Change = history[name];
      const own = Object.getOwnPropertyDescriptor(history, name);
      let deaf = false;
      // The host's own answers: its value is returned and its error thrown, we look afterwards.
      const ours = function (this: History, ...args: Parameters<Change>): unknown {
        const answer: unknown = host.apply(this, args);
        if (!deaf) look();
        return answer;
      };
      try {
        history[name] = ours;
      } catch {
        // Defined as not writable: routes are told by what else there is, and the source that asked goes on.
      }
      undos.push(() => {
        deaf = true;
        // Whoever wrapped it after us calls ours: what they put there is theirs and stays.
        if (history[name] !== ours) return;
        if (own) history[name] = host;
        else delete (history as Partial<History>)[name];
      });
    }
  }
  return () => {
    for (const undo of undos) undo();
  };
};
