import { normalize } from '../identity/normalise.js';
import { isOut, resolveIdentity, type Who } from '../identity/resolve.js';
import type { Page } from '../page/page.js';
import type { Session } from '../session/session.js';
import { hash, readText } from '../text.js';
import type { Ometria } from '../vendors/ometria.js';

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
export const LINK_GRACE_MS = 150;

export const createGate = (page: Page, ometria: Ometria, session: () => Session | undefined): Gate => {
  let named: string | undefined;
  let firstReady: number | undefined;
  // Whom this page has known; null: who is known to its tracker has logged out.
  let lastKnown: string | null | undefined;
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
  /** The site has logged somebody out: who that was is kept as soon as it can be told. */
  const hearLogOut = (stored: string | null | undefined, cookie: string | null | undefined, ready: boolean) => {
    const open = session();
    if (open && leftAt) {
      // Other tabs have not heard of it: what was nobody's there until then may be of who has left.
      open.update({ prior: Math.max(Number(open.latest('prior')), leftAt) });
      leftAt = undefined;
    }
    if (leaving === undefined || !open || (!ready && cookie === undefined)) return;
    lastKnown = null;
    // Whom a cookie tells that was not there at the log-out has come since.
    const name = normalize((!(looked && cookie !== undefined) && (cookie || stored)) || leaving);
    leaving = undefined;
    // Named since: there again. Where nobody knows who has left, who had left before still has.
    if (name) logOut(named && normalize(named) === name ? 0 : hash(name));
  };
  const gate: Gate = {
    named: () => named,
    visitor: (name) => {
      const text = typeof name === 'string' ? name.trim() : '';
      // A lone surrogate makes the tracker throw.
      if (readText(text, 254) !== text || !/^([^\s@]+@[^\s@]+\.[^\s@.]+|omid:\S+)$/.test(text)) return false;
      named = text;
      // That somebody else has logged out stays true: the next page may not say again who is there.
      if (isOut(text, out())) logOut(0);
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
      const tracker = ometria.state();
      const ready = tracker === 'ready';
      const cookieIdentity = ometria.cookieIdentity();
      const linked = (!ready || lastKnown === undefined) && ometria.linked();
      // Until the tracker is there, its cookie tells whom it will know, unless the address names somebody else.
      const foreseen = linked ? undefined : cookieIdentity;
      const stored = ready ? ometria.identity() : foreseen;
      hearLogOut(stored, cookieIdentity, ready);
      // Once: it reads every tab's record.
      const loggedOut = out();
      if (isOut(stored, loggedOut)) lastKnown = null;
      if (ready) firstReady ??= page.elapsed();
      const who = resolveIdentity({ tracker, named, stored, cookieIdentity, loggedOut, lastKnown, linked });
      if (!who.hold || who.hold === 'identity_unknown') {
        // The stored text has changed since: whoever had left may be there again some day.
        if (cookieIdentity && loggedOut > '0') logOut(0);
        lastKnown = stored || named;
      }
      return who;
    },
  };
  return gate;
};
