import {
  isFieldName,
  readReplayUrl,
  readText,
  redactPath,
  type SignalType,
  WEIGHT,
} from 'fullstory-ometria/vocabulary';
import { isEmail } from '../push/records.js';

/** An event of a Stream as the relay understands it: read and bounded. */
export interface StreamEvent {
  /** A signal type, or the name of a rule or of an event of the shop's own. */
  type: string;
  /** Epoch milliseconds, in whole seconds. */
  at: number;
  /** Of what the event's id is made: device and session, or the replay URL that holds both. */
  session: string;
  /** As it came. Missing when it is no e-mail address. */
  email?: string;
  /** The tag's own, 0 to 100. */
  score?: number;
  replayUrl?: string;
  /** Path without query and hash, redacted, at most 80 characters. */
  page?: string;
  /** How often each signal happened in the visit, as the tag counts. */
  counts: Partial<Record<SignalType, number>>;
}

/** Why a body is no event of ours; for the administrator who made the mapping. */
export type EventProblem = 'not_an_object' | 'no_type' | 'no_time' | 'no_session';

export interface ReadingOptions {
  /** Host of replay URLs where FullStory is relayed through the shop's own domain. */
  replayHost?: string | undefined;
}

const PAGE_LENGTH = 80;
const ID_LENGTH = 200;
// A counter beyond it is cut, so that the longest record is known.
const MOST_COUNT = 9999;
// What is outside is no time of an event: 2000 and 2100.
const EARLIEST = 946_684_800_000;
const LATEST = 4_102_444_800_000;
// A number below is in seconds: as milliseconds it would be a day of 1973.
const SECONDS_BELOW = 100_000_000_000;

// The keys of WEIGHT are the signal types.
const SIGNAL_TYPES = Object.keys(WEIGHT) as SignalType[];

const readTime = (value: unknown): number | undefined => {
  const number = typeof value === 'string' ? Date.parse(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  const at = Math.floor(typeof value === 'number' && number < SECONDS_BELOW ? number : number / 1000) * 1000;
  return at >= EARLIEST && at < LATEST ? at : undefined;
};

/** A number, or a text that is one: `asString` may have been used, and what FullStory makes of numbers is not documented. */
const readNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? Math.round(number) : undefined;
};

const readScore = (value: unknown): number | undefined => {
  const score = readNumber(value);
  return score === undefined ? undefined : Math.min(100, score);
};

const readId = (value: unknown): string =>
  typeof value === 'number' ? String(value) : (readText(value, ID_LENGTH) ?? '');

const readPage = (value: unknown): string | undefined => {
  const text = readText(value, 4096);
  // A path alone is taken as well; the host does not matter.
  if (text === undefined || !URL.canParse(text, 'https://page.invalid')) return undefined;
  const { protocol, pathname } = new URL(text, 'https://page.invalid');
  return /^https?:$/.test(protocol) ? redactPath(pathname, []).slice(0, PAGE_LENGTH) : undefined;
};

/** `signal_type` as the mapping says it; else the first of the tag's list, which begins with the heaviest. */
const readType = ({ signal_type, signal_types }: Record<string, unknown>): string | undefined => {
  const first = readText(signal_types, 500)?.split(',')[0]?.trim();
  return [signal_type, first].find(isFieldName);
};

const readCounts = (value: unknown): StreamEvent['counts'] => {
  const given = isObject(value) ? value : {};
  const counts: StreamEvent['counts'] = {};
  for (const type of SIGNAL_TYPES) {
    const count = readNumber(given[type]);
    if (count) counts[type] = Math.min(MOST_COUNT, count);
  }
  return counts;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Device and session together; a mapping without them may still bring the replay URL, which holds both. */
const readSession = (given: Record<string, unknown>, replayUrl: string | undefined): string | undefined => {
  const session = readId(given.session);
  // Of the URL without the moment: a colon and milliseconds may stand at its end.
  return session ? `${readId(given.device)}:${session}` : replayUrl?.replace(/(%3A|:)\d{13}$/i, '');
};

/** unknown in, a bounded event or the first problem out. Never throws on JSON. */
export function readStreamEvent(input: unknown, { replayHost }: ReadingOptions = {}): StreamEvent | EventProblem {
  if (!isObject(input)) return 'not_an_object';
  const type = readType(input);
  if (type === undefined) return 'no_type';
  const at = readTime(input.at);
  if (at === undefined) return 'no_time';
  const url = readText(input.session_replay_url, 2048);
  const replayUrl = url && readReplayUrl(url, replayHost);
  const session = readSession(input, replayUrl);
  if (session === undefined) return 'no_session';
  const score = readScore(input.frustration_score);
  const page = readPage(input.url);
  return {
    type,
    at,
    session,
    counts: readCounts(input.counts),
    ...(isEmail(input.email) && { email: input.email }),
    ...(score !== undefined && { score }),
    ...(replayUrl && { replayUrl }),
    ...(page && { page }),
  };
}

// Longer than any number that JavaScript holds exactly: an id, whose last digits would be lost.
const LONG_INTEGER = /("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/**
 * The value of JSON text, long whole numbers as texts: FullStory's ids have 64 bits.
 * @throws SyntaxError where it is not JSON.
 */
export function parseBody(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!/\d{16}/.test(text)) return value;
  // It is JSON by now, so every string ends and the expression never looks back.
  return JSON.parse(text.replace(LONG_INTEGER, (found, string?: string) => string ?? `"${found}"`));
}
