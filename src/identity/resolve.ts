import { hash } from '../text.js';
import type { Hold, OmetriaState } from '../types/health.js';
import { differ, normalize } from './normalise.js';

/** What is known of who is there, read once. */
export interface IdentityFacts {
  tracker: OmetriaState;
  /** The site's word on this page. */
  named: string | undefined;
  /** Whom the tracker knows; until it is ready, whom it will know, as far as that can be told. null: nobody. */
  stored: string | null | undefined;
  /** Whom the tracker's cookie names. null: nobody, undefined: it cannot be read. */
  cookieIdentity: string | null | undefined;
  /** Hash of who has logged out; any other text: nobody has. */
  loggedOut: string;
  /** Whom this page has known. null: the tracker's visitor has logged out. undefined: nobody has been known yet. */
  lastKnown: string | null | undefined;
  /** Did the visit arrive by a campaign link that identifies the visitor? */
  linked: boolean;
}

/** Whose session this is (null: nobody's, undefined: cannot be told), and the string it may be sent under, or why not. */
export interface Who {
  owner: string | null | undefined;
  identity?: string;
  hold?: Hold;
  /** Whom this page shows, where another tab knows somebody else. */
  shows?: string | undefined;
}

/** Do two words on who this is contradict each other? That does not pass by waiting, unlike a vendor who is only late. */
export const isContradiction = (hold: unknown): hold is 'identity_mismatch' | 'identity_stale' =>
  hold === 'identity_mismatch' || hold === 'identity_stale';

/** Has that person logged out? */
export const isOut = (name: string | null | undefined, loggedOut: string) =>
  name && loggedOut === String(hash(normalize(name)));

const resolveEarly = ({ tracker, named, stored, loggedOut }: IdentityFacts): Who => {
  const shown = named || stored;
  return {
    owner: (!isOut(shown, loggedOut) && shown) || undefined,
    hold: tracker === 'absent' ? 'ometria_absent' : 'ometria_not_ready',
  };
};

/**
 * Another tab has changed the identity since this page's tracker read its copy: whose it is cannot be told here.
 * Where one of the two knows nobody, it is whom the other knows, and nobody who logs in later.
 */
const resolveStale = ({ named, stored, cookieIdentity, loggedOut, lastKnown, linked }: IdentityFacts): Who => {
  const other = differ(cookieIdentity, stored) ? undefined : cookieIdentity || stored;
  const owner = differ(named, other) || isOut(other, loggedOut) ? undefined : other;
  // Its tracker may have read it from a cookie that a log-out had left behind, but not where a link has told it. Then
  // the cookie is the last word.
  const isShown = stored === lastKnown || (lastKnown === undefined && linked);
  const shown = isShown ? stored : !isOut(cookieIdentity, loggedOut) && cookieIdentity;
  return { owner, hold: 'identity_stale', shows: named || shown || undefined };
};

/** Whose signals, and may they be sent. The first row that fits counts: test/identity/resolve.test.ts has the table. */
export const resolveIdentity = (facts: IdentityFacts): Who => {
  const { tracker, named, stored, cookieIdentity, loggedOut } = facts;
  if (tracker !== 'ready') return resolveEarly(facts);
  if (cookieIdentity !== undefined && cookieIdentity !== stored) return resolveStale(facts);
  if (differ(named, stored)) return { owner: named, hold: 'identity_mismatch' };
  const known = stored || named;
  if (isOut(known, loggedOut)) return { owner: named ? undefined : null, hold: 'logged_out' };
  return known ? { owner: known, identity: known } : { owner: null, hold: 'identity_unknown' };
};
