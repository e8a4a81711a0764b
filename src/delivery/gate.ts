import type { Page } from '../page/page.js';
import { normalize, type Session } from '../session/session.js';
import { hash } from '../text.js';
import type { Ometria } from '../vendors/ometria.js';

/** Why nothing can be sent just now. */
export type Hold =
  | 'consent_missing'
  | 'ometria_absent'
  | 'ometria_not_ready'
  | 'identity_unknown'
  | 'identity_stale'
  | 'identity_mismatch'
  | 'logged_out';

/** Whose session this is (undefined: cannot be told), and under which string it may be sent, or why not. */
export interface Who {
  owner: string | null | undefined;
  identity?: string;
  hold?: Hold;
}

export interface Gate {
  who(): Who;
  named(): string | undefined;
  /** The site's word on who this is. False when it is neither an e-mail address nor an `omid:`. */
  visitor(name: unknown): boolean;
  /** The site has logged the visitor out. */
  reset(): void;
  /** Is the tracker ready, and was it for long enough to have identified the visitor from the link's parameters? */
  settled(hiding: boolean): boolean;
}

// The tracker identifies visitors from link parameters 100 ms after it has loaded.
const LINK_GRACE_MS = 150;

export const createGate = (page: Page, ometria: Ometria, session: () => Session | undefined): Gate => {
  let named: string | undefined;
  let firstReady: number | undefined;
  const logOut = (identity: number) => {
    const open = session();
    if (open) open.update({ out: [open.renew(), identity] });
  };
  return {
    named: () => named,
    visitor: (name) => {
      const text = typeof name === 'string' ? name.trim() : '';
      if (!/^([^\s@]+@[^\s@]+\.[^\s@.]+|omid:\S+)$/.test(text) || text.length > 254) return false;
      named = text;
      logOut(0);
      return true;
    },
    reset: () => {
      named = undefined;
      const stored = ometria.state() === 'ready' ? ometria.identity() : ometria.cookieIdentity();
      if (stored) logOut(hash(stored));
    },
    settled: (hiding) => {
      firstReady ??= page.elapsed();
      return page.elapsed() - firstReady >= LINK_GRACE_MS || (hiding && !ometria.linked());
    },
    who: () => {
      const state = ometria.state();
      if (state !== 'ready') {
        firstReady = undefined;
        return { owner: named, hold: state === 'absent' ? 'ometria_absent' : 'ometria_not_ready' };
      }
      // Seen here first, at the start, so that the first delivery of a page that lives on does not wait.
      firstReady ??= page.elapsed();
      const stored = ometria.identity();
      const cookie = ometria.cookieIdentity();
      // Another tab has changed the identity since this page's tracker read its copy: whose it is cannot be told here.
      if (cookie !== undefined && cookie !== stored) return { owner: undefined, hold: 'identity_stale' };
      if (stored && session()?.loggedOut()?.[1] === hash(stored)) return { owner: undefined, hold: 'logged_out' };
      if (named && stored && normalize(named) !== normalize(stored)) return { owner: named, hold: 'identity_mismatch' };
      const identity = stored ?? named;
      return identity ? { owner: identity, identity } : { owner: null, hold: 'identity_unknown' };
    },
  };
};
