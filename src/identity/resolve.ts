import { hash } from '../tools/text.js';
import type { Hold, OmetriaState } from '../types/health.js';
import { differ, normalize } from './normalise.js';

/** What is known of who is there, read once. */
export interface IdentityFacts {
  tracker: OmetriaState;
  /** The site's word on this page. */
  named: string | undefined;
  /** Whom the tracker knows; null: nobody, or the tracker is not ready. */
  tracked: string | null;
  /** Whom the tracker's cookie names. null: nobody, undefined: it cannot be read. */
  cookieIdentity: string | null | undefined;
  /** Salt and hash of who has logged out; any other text: nobody has. */
  loggedOut: string;
  /** Does the address have a campaign link that identifies the visitor? The tracker takes it in later. */
  linked: boolean;
}

/** The owner where two people are named and nobody can tell which of them is there. */
export const EITHER = '';

/** Whose signals (null: nobody's, undefined: as before on this page, EITHER), and the string they may be sent under, or why not. */
export interface IdentityStatus {
  owner: string | null | undefined;
  identity?: string;
  hold?: Hold;
}

/** Do two words on who this is contradict each other? That does not pass by waiting, unlike a vendor who is only late. */
export const isContradiction = (hold: unknown): hold is 'identity_mismatch' | 'identity_stale' =>
  hold === 'identity_mismatch' || hold === 'identity_stale';

/** How it is kept who has logged out. */
export const sealLogOut = (salt: string, name: string): string => `${salt}.${hash(salt + normalize(name))}`;

/** Has that person logged out? */
export const isLoggedOut = (name: string | null | undefined, loggedOut: string): boolean =>
  !!name && loggedOut === sealLogOut(loggedOut.split('.')[0] || '', name);

/** Rows 1 to 3: nothing is sent before the tracker is there, and its cookie tells whom it will know. */
const resolveEarly = ({ tracker, named, cookieIdentity, loggedOut, linked }: IdentityFacts): IdentityStatus => {
  const hold = tracker === 'absent' ? 'ometria_absent' : 'ometria_not_ready';
  const known = named || (linked ? undefined : cookieIdentity) || undefined;
  if (isLoggedOut(known, loggedOut)) return { owner: named ? undefined : null, hold };
  return { owner: known, hold };
};

/** Rows 4 to 6: another tab has changed the identity since this page's tracker read its copy. */
const resolveStale = ({ named, tracked, cookieIdentity, loggedOut }: IdentityFacts): IdentityStatus => {
  const hold = 'identity_stale';
  if (named) return { owner: isLoggedOut(named, loggedOut) ? undefined : named, hold };
  if (differ(cookieIdentity, tracked)) return { owner: EITHER, hold };
  const known = cookieIdentity || tracked;
  return { owner: isLoggedOut(known, loggedOut) ? null : known, hold };
};

/** Whose signals, and may they be sent. The first row that fits counts: test/identity/resolve.test.ts has the table. */
export const resolveIdentity = (facts: IdentityFacts): IdentityStatus => {
  const { tracker, named, tracked, cookieIdentity, loggedOut } = facts;
  if (tracker !== 'ready') return resolveEarly(facts);
  if (cookieIdentity !== undefined && cookieIdentity !== tracked) return resolveStale(facts);
  // Row 7.
  if (differ(named, tracked)) return { owner: named, hold: 'identity_mismatch' };
  const known = tracked || named;
  // Row 8.
  if (isLoggedOut(known, loggedOut)) return { owner: named ? undefined : null, hold: 'logged_out' };
  // Rows 9 to 11.
  return known ? { owner: known, identity: known } : { owner: null, hold: 'identity_unknown' };
};
