import type { Page } from '../page/page.js';
import { normalize, type Session } from '../session/session.js';
import { hash, readText } from '../text.js';
import type { Hold } from '../types/health.js';
import type { Ometria } from '../vendors/ometria.js';

/** Whose session this is (null: nobody's, undefined: cannot be told), and the string it may be sent under, or why not. */
export interface Who {
  owner: string | null | undefined;
  identity?: string;
  hold?: Hold;
  /** Whom this page shows, where another tab knows somebody else. */
  shows?: string | undefined;
}

export interface Gate {
  who(): Who;
  /** The site's word on who this is. False when it is neither an e-mail address nor an `omid:`. */
  visitor(name: unknown): boolean;
  named(): string | undefined;
  /** The site has logged the visitor out. */
  reset(): void;
  /** Was the tracker ready for long enough to have identified the visitor from the link's parameters? */
  settled(hiding: boolean): boolean;
}

// The tracker identifies visitors from link parameters 100 ms after it has loaded.
const LINK_GRACE_MS = 150;

/** Are two people named? Letter case and outer spaces do not make another person. */
export const differ = (one: string | null | undefined, other: string | null | undefined) =>
  one && other && normalize(one) !== normalize(other);

export const createGate = (page: Page, ometria: Ometria, session: () => Session | undefined): Gate => {
  let named: string | undefined;
  let firstReady: number | undefined;
  // Whom this page has known; null: who is known to its tracker has logged out.
  let seen: string | null | undefined;
  // Whom the site had named when it logged the visitor out, until it is known who that was.
  let leaving: string | undefined;
  // It was looked for at once, and nobody was there.
  let looked: boolean;
  // When the site has logged the visitor out while nothing might be kept.
  let leftAt: number | undefined;
  const logOut = (identity: number) => {
    leaving = undefined;
    const open = session();
    // Later than every other word on it: the clock may have been set back since.
    if (open)
      open.update({
        out: Math.max(open.renew(), 1 + Number(String(open.latest('out')).slice(0, 13))) + String(identity),
      });
  };
  // 13 digits of time stand before the hash.
  const out = () => String(session()?.latest('out')).slice(13);
  const isOut = (name: string | null | undefined, left = out()) => name && left === String(hash(normalize(name)));
  const gate: Gate = {
    named: () => named,
    visitor: (name) => {
      const text = typeof name === 'string' ? name.trim() : '';
      // A lone surrogate makes the tracker throw.
      if (readText(text, 254) !== text || !/^([^\s@]+@[^\s@]+\.[^\s@.]+|omid:\S+)$/.test(text)) return false;
      named = text;
      // That somebody else has logged out stays true: the next page may not say again who is there.
      if (isOut(text)) logOut(0);
      return true;
    },
    reset: () => {
      leaving = named || '';
      named = undefined;
      looked = false;
      // Before consent nothing is read: it is looked for as soon as there is a session.
      if (session()) gate.who();
      looked = !!session();
      leftAt = looked ? undefined : page.now();
    },
    settled: (hiding) => {
      const now = page.elapsed();
      firstReady ??= now;
      return now - firstReady >= LINK_GRACE_MS || (hiding && !ometria.linked());
    },
    who: () => {
      const state = ometria.state();
      const ready = state === 'ready';
      const cookie = ometria.cookieIdentity();
      // Until the tracker is there, its cookie tells whom it will know, unless the address names somebody else.
      const stored = ready ? ometria.identity() : ometria.linked() ? undefined : cookie;
      const open = session();
      if (open && leftAt) {
        // Other tabs have not heard of it: what was nobody's there until then may be of who has left.
        open.update({ prior: Math.max(Number(open.latest('prior')), leftAt) });
        leftAt = undefined;
      }
      if (leaving !== undefined && open && (ready || cookie !== undefined)) {
        seen = null;
        // Whom a cookie tells that was not there at the log-out has come since.
        const name = normalize((!(looked && cookie !== undefined) && (cookie || stored)) || leaving);
        leaving = undefined;
        // Named since: there again. Where nobody knows who has left, who had left before still has.
        if (name) logOut(named && normalize(named) === name ? 0 : hash(name));
      }
      // Once: it reads every tab's record.
      const left = out();
      const known = stored || named;
      if (isOut(stored, left)) seen = null;
      if (!ready) {
        const shown = named || stored;
        const owner = (!isOut(shown, left) && shown) || undefined;
        return { owner, hold: state === 'absent' ? 'ometria_absent' : 'ometria_not_ready' };
      }
      firstReady ??= page.elapsed();
      // Another tab has changed the identity since this page's tracker read its copy: whose it is cannot be told here.
      // Where one of the two knows nobody, it is whom the other knows, and nobody who logs in later.
      if (cookie !== undefined && cookie !== stored) {
        const other = differ(cookie, stored) ? undefined : cookie || stored;
        const owner = differ(named, other) || isOut(other, left) ? undefined : other;
        // Its tracker may have read it from a cookie that a log-out had left behind, but not where a link has told it. Then
        // the cookie is the last word.
        const isShown = stored === seen || (seen === undefined && ometria.linked());
        const shown = isShown ? stored : !isOut(cookie, left) && cookie;
        return { owner, hold: 'identity_stale', shows: named || shown || undefined };
      }
      if (differ(named, stored)) return { owner: named, hold: 'identity_mismatch' };
      if (isOut(known, left)) return { owner: named ? undefined : null, hold: 'logged_out' };
      // The stored text has changed since: whoever had left may be there again some day.
      if (cookie && left > '0') logOut(0);
      seen = known;
      return known ? { owner: known, identity: known } : { owner: null, hold: 'identity_unknown' };
    },
  };
  return gate;
};
