import { createLogOut } from '../identity/log-out.js';
import { type IdentityStatus, resolveIdentity } from '../identity/resolve.js';
import type { Page } from '../page/page.js';
import { readText } from '../tools/text.js';
import type { Ometria } from '../vendors/ometria.js';
import type { Session } from '../visit/session.js';

export interface Gate {
  who(): IdentityStatus;
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
  const logOut = createLogOut(session);
  let named: string | undefined;
  let firstReady: number | undefined;

  const gate: Gate = {
    named: () => named,
    visitor: (name) => {
      const text = typeof name === 'string' ? name.trim() : '';
      // A lone surrogate makes the tracker throw.
      if (readText(text, 254) !== text || !/^([^\s@]+@[^\s@]+\.[^\s@.]+|omid:\S+)$/.test(text)) return false;
      named = text;
      logOut.named(text);
      return true;
    },
    reset: () => {
      logOut.begin(named);
      named = undefined;
      if (session()) gate.who();
    },
    settled: (hiding) => {
      const now = page.elapsed();
      firstReady ??= now;
      return now - firstReady >= LINK_GRACE_MS || (hiding && !ometria.linked());
    },
    who: () => {
      const tracker = ometria.state();
      const isReady = tracker === 'ready';
      const tracked = isReady ? ometria.identity() : null;
      const cookieIdentity = ometria.cookieIdentity();
      if (isReady) firstReady ??= page.elapsed();
      logOut.settle({ tracked, cookieIdentity }, named);
      const loggedOut = logOut.read();
      const linked = !isReady && ometria.linked();
      const status = resolveIdentity({ tracker, named, tracked, cookieIdentity, loggedOut, linked });
      // The cookie agrees with the tracker: whoever had left may be there again some day.
      if (status.identity && cookieIdentity && loggedOut.length > 1) logOut.forget();
      return status;
    },
  };
  return gate;
};
