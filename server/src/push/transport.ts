import type { Clock } from '../clock.js';
import type { PushRecord } from './records.js';

export const ENDPOINT = 'https://api.ometria.com/v2/push';

/** What it takes to reach Ometria. */
export interface Transport {
  fetch: typeof fetch;
  endpoint: string;
  key: string;
  /** Milliseconds until a request that has no answer is given up. */
  timeout: number;
  clock: Clock;
}

/** What Ometria answered, read and bounded. Neither its text nor ours is kept: both may hold an e-mail address. */
export interface PushAnswer {
  /** HTTP status; 0 when there was no answer. */
  status: number;
  /** Why there was no answer. */
  failure?: 'timeout' | 'network';
  /** Ometria's name of the request, for its support. */
  requestId?: string;
  accepted?: number;
  rejected?: number;
  /** Milliseconds that Ometria asks to wait. */
  retryAfter?: number;
  /** Places left in Ometria's queue; 429 follows when it is full. */
  queueRemaining?: number;
  /** The answer as JSON, for whoever asked for one. */
  body?: unknown;
}

const readCount = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const readHeaderCount = (headers: Headers, name: string): number | undefined => {
  const value = headers.get(name);
  return value !== null && /^\d{1,12}$/.test(value.trim()) ? Number(value) : undefined;
};

/** `Retry-After` in milliseconds: seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
const readRetryAfter = (headers: Headers, now: number): number | undefined => {
  const seconds = readHeaderCount(headers, 'retry-after');
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(headers.get('retry-after') ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const readBody = async (response: Response): Promise<unknown> => {
  try {
    return JSON.parse(await response.text());
  } catch {
    // Not JSON, or cut off: the status says what became of the request.
    return undefined;
  }
};

/** Settles with the request, or with the deadline where a `fetch` does not heed its signal. */
const withDeadline = async <T>(
  { clock, timeout }: Pick<Transport, 'clock' | 'timeout'>,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T | 'timeout'> => {
  const request = new AbortController();
  const waiting = new AbortController();
  const deadline = clock.sleep(timeout, waiting.signal).then(() => 'timeout' as const);
  const sent = send(request.signal);
  // Given up, it may still reject: nobody else would catch that.
  sent.catch(() => undefined);
  try {
    return await Promise.race([sent, deadline]);
  } finally {
    waiting.abort();
    request.abort();
  }
};

const ask = async (
  { fetch, endpoint, key, timeout, clock }: Transport,
  { method, body, path = '' }: { method: 'GET' | 'POST'; body?: string; path?: string },
): Promise<PushAnswer> => {
  try {
    const headers: Record<string, string> = { 'x-ometria-auth': key, accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await withDeadline({ clock, timeout }, async (signal): Promise<PushAnswer> => {
      // A redirection is not followed: it would carry the key to another host.
      const response = await fetch(`${endpoint}${path}`, {
        method,
        headers,
        signal,
        redirect: 'manual',
        ...(body !== undefined && { body }),
      });
      const read = await readBody(response);
      const known = isObject(read) ? read : {};
      const found = {
        requestId: typeof known.request_id === 'string' ? known.request_id.slice(0, 64) : undefined,
        accepted: readCount(known.accepted),
        rejected: readCount(known.rejected),
        retryAfter: readRetryAfter(response.headers, clock.now()),
        queueRemaining: readHeaderCount(response.headers, 'x-queuesize-remaining'),
      };
      // What was not there is left out.
      const present = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
      return { status: response.status, ...present, body: read };
    });
    return answer === 'timeout' ? { status: 0, failure: 'timeout' } : answer;
  } catch {
    return { status: 0, failure: 'network' };
  }
};

/** Hands records of one type to Ometria, once. Never rejects. */
export const postRecords = (transport: Transport, records: readonly PushRecord[]): Promise<PushAnswer> =>
  ask(transport, { method: 'POST', body: JSON.stringify(records) });

/** Reads the most recent errors of Ometria's validation. Never rejects. */
export const getErrors = (transport: Transport): Promise<PushAnswer> =>
  ask(transport, { method: 'GET', path: '/_errors' });
