import { normalize } from '../identity/normalise.js';
import { EITHER } from '../identity/resolve.js';
import { hash } from '../tools/text.js';
import type { TabRecord } from './tab-record.js';

/** A tab's record under its name: `<visit>.<tab>`. */
export type Part = readonly [name: string, record: TabRecord];

/** One visit, as the records of all its tabs tell it. */
export interface Visit {
  /** Its start in base 36 and four random characters: of two visits the later one has the larger id. */
  id: string;
  parts: readonly Part[];
  lastActivityAt: number;
  /** Hash of the id and the identity of whose it is; `NOBODY`, or `DISPUTED` where tabs name two people. */
  owner: number;
}

const NOBODY = 0;
/** It stays nobody's for ever: which of the two a signal belongs to cannot be told. */
export const DISPUTED = -1;

// Until the year 2059, so that ids sort as their times do.
const TIME_DIGITS = 8;

// A time a day ahead is a clock that was set back: the visit would never end.
const MAX_AHEAD_MS = 864e5;

/** How a visit keeps whose it is: its id is the salt, so that two visits of one visitor cannot be told to be. */
export const seal = (id: string, identity: string): number =>
  identity === EITHER ? DISPUTED : hash(id + normalize(identity)) || 1;

export const isOwner = ({ id, owner }: Visit, identity: string): boolean => owner === seal(id, identity);

const ownerOf = (parts: readonly Part[]): number => {
  const owners = new Set(parts.map(([, { owner }]) => owner).filter(Boolean));
  const [owner = NOBODY] = owners;
  return owners.size > 1 ? DISPUTED : owner;
};

/** The visit that such parts make. */
export const toVisit = (id: string, parts: readonly Part[]): Visit => ({
  id,
  parts,
  lastActivityAt: Math.max(...parts.map(([, record]) => record.lastActivityAt)),
  owner: ownerOf(parts),
});

export const recordsOf = ({ parts }: Visit): TabRecord[] => parts.map(([, record]) => record);

/** Records as the visits that they are parts of, the latest first. */
export const groupVisits = (records: Readonly<Record<string, TabRecord>>): Visit[] => {
  const groups: Record<string, Part[]> = {};
  for (const part of Object.entries(records)) {
    const [id = ''] = part[0].split('.');
    groups[id] = [...(groups[id] || []), part];
  }
  return Object.keys(groups)
    .sort()
    .reverse()
    .map((id) => toVisit(id, groups[id] || []));
};

/** Has there been no pause longer than the time-out yet? */
export const goesOn = ({ lastActivityAt }: Visit, now: number, timeout: number): boolean =>
  now - lastActivityAt <= timeout && lastActivityAt - now < MAX_AHEAD_MS;

/** The id of a visit that begins now. Later than all that are known, even if the clock was set back. */
export const newVisitId = ([latest]: readonly Visit[], now: number): string => {
  const known = latest ? Number.parseInt(latest.id.slice(0, TIME_DIGITS), 36) : 0;
  // A time may be a fraction, which base 36 would spell out.
  const time = Math.max(Math.floor(now), known + 1).toString(36);
  return time.padStart(TIME_DIGITS, '0') + Math.random().toString(36).slice(2, 6).padEnd(4, '0');
};

/** Has nothing happened in it yet? A page that does not know its visitor may have noted there what it shows. */
export const isEmpty = ({ parts }: Visit): boolean => parts.every(([, { counters }]) => !Object.keys(counters)[0]);

/**
 * The visit that somebody goes on with: the latest that still goes on and is theirs, or that is nobody's and the latest of
 * all, unless nothing has happened in that one. null: nobody is known. undefined: none fits, and a new one begins.
 */
export const findVisit = (
  visits: readonly Visit[],
  identity: string | null,
  { now, timeout, attributeAnonymous }: { now: number; timeout: number; attributeAnonymous: boolean },
): Visit | undefined => {
  const [latest] = visits;
  const theirs = visits.find((visit) => goesOn(visit, now, timeout) && identity !== null && isOwner(visit, identity));
  if (!latest || latest.owner !== NOBODY || !goesOn(latest, now, timeout)) return theirs;
  const isGiven = identity === null || attributeAnonymous;
  return isGiven && !(theirs && isEmpty(latest)) ? latest : theirs;
};
