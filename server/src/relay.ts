import { readBytes } from './body.js';
import { systemClock } from './clock.js';
import { type CustomEvent, FLOW_AGE_MS } from './push/records.js';
import { ENDPOINT, type PushAnswer, postRecords, type Transport } from './push/transport.js';
import { type RelayOptions, requireRelayOptions } from './relay-options.js';
import { createReport, type RelayHealth, type RelayLogEntry, type RelayReason, STATUS } from './relay-report.js';
import { parseBody, readStreamEvent, type StreamEvent } from './streams/event.js';
import { toRecord } from './streams/record.js';
import { createVerify } from './streams/signature.js';

/** Answers a request of FullStory's; never rejects. `health()` is what `GET …/healthz` answers. */
export interface Relay {
  (request: Request): Promise<Response>;
  health(): RelayHealth;
}

/** Bytes of a body. An event of ours is under 2 KB. */
const MOST_BODY = 65_536;
/** FullStory's own time-out is not documented: answered well before any that is usual. */
const TIMEOUT_MS = 8000;

/** What became of a request, but for time and status. */
type Verdict = Pick<RelayLogEntry, 'reason' | 'id' | 'type' | 'ometriaStatus' | 'ometriaRequest' | 'rejected'> & {
  /** Milliseconds that Ometria asks to wait. */
  retryAfter?: number;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

const parse = (bytes: Uint8Array): { value: unknown } | undefined => {
  try {
    return { value: parseBody(decoder.decode(bytes)) };
  } catch {
    return undefined;
  }
};

const hasEmail = (event: StreamEvent): event is StreamEvent & { email: string } => event.email !== undefined;

const reasonOf = ({ status, failure }: PushAnswer, isLate: boolean): RelayReason => {
  if (failure) return failure === 'timeout' ? 'ometria_timeout' : 'ometria_unreachable';
  if (status >= 200 && status < 300) return isLate ? 'older_than_4h' : 'delivered';
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'key_refused';
  return status >= 400 && status < 500 ? 'record_refused' : 'ometria_failed';
};

const answerOf = ({ reason, id, retryAfter }: Verdict): Response => {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (reason === 'throttled' && retryAfter !== undefined) headers.set('retry-after', `${Math.ceil(retryAfter / 1000)}`);
  return new Response(JSON.stringify({ reason, id }), { status: STATUS[reason], headers });
};

/** Answers what is no event: the health, or which method is meant. */
const answerOther = ({ method, url }: Request, health: RelayHealth): Response => {
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead || !new URL(url).pathname.endsWith('/healthz'))
    return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return new Response(method === 'HEAD' ? null : JSON.stringify(health), { headers });
};

/**
 * The relay from a FullStory Stream to Ometria. It keeps nothing: it answers 2xx only after Ometria has, and FullStory
 * repeats what failed for five hours.
 * @throws TypeError on options that are missing, wrong or unknown.
 */
export function createRelay(options: RelayOptions): Relay {
  requireRelayOptions(options);
  const { secret, previousSecret, header, key = '', prefix = 'fs_', clock = systemClock, onRecord, log } = options;
  const { endpoint = ENDPOINT, timeout = TIMEOUT_MS } = options;
  const verify = createVerify(previousSecret === undefined ? [secret] : [secret, previousSecret]);
  const wanted = options.types && new Set(options.types);
  const report = createReport(clock.now());

  const push = async (record: CustomEvent, isLate: boolean): Promise<Verdict> => {
    // Workers forbid a stored global `fetch`: it is looked up for each call.
    const transport: Transport = { key, endpoint, timeout, clock, fetch: options.fetch ?? globalThis.fetch };
    const answer = await postRecords(transport, [record]);
    return {
      reason: reasonOf(answer, isLate),
      ometriaStatus: answer.status,
      ...(answer.requestId && { ometriaRequest: answer.requestId }),
      ...(answer.rejected && { rejected: true }),
      ...(answer.retryAfter !== undefined && { retryAfter: answer.retryAfter }),
    };
  };

  const handOver = async (record: CustomEvent, isLate: boolean): Promise<Verdict> => {
    try {
      await onRecord?.(record);
      return { reason: isLate ? 'older_than_4h' : 'handed_over' };
    } catch {
      return { reason: 'handover_failed' };
    }
  };

  const deliver = async (event: StreamEvent): Promise<Verdict> => {
    const { type } = event;
    if (wanted && !wanted.has(type)) return { reason: 'type_not_wanted', type };
    if (!hasEmail(event)) return { reason: 'no_email', type };
    const record = await toRecord(event, prefix);
    const isLate = clock.now() - event.at > FLOW_AGE_MS;
    return { ...(await (onRecord ? handOver : push)(record, isLate)), type, id: record.id };
  };

  const judge = async (request: Request): Promise<Verdict> => {
    const signature = request.headers.get(header);
    if (signature === null) return { reason: 'signature' };
    const bytes = await readBytes(request, MOST_BODY).catch(() => 'body_cut_off' as const);
    if (typeof bytes === 'string') return { reason: bytes };
    if (!(await verify(signature, bytes))) return { reason: 'signature' };
    const parsed = parse(bytes);
    if (!parsed) return { reason: 'not_json' };
    const event = readStreamEvent(parsed.value, { replayHost: options.replayHost });
    return typeof event === 'string' ? { reason: event } : deliver(event);
  };

  const record = (verdict: Verdict, started: number) => {
    const { retryAfter: _, ...told } = verdict;
    const now = clock.now();
    const entry = { time: new Date(now).toISOString(), status: STATUS[told.reason], took: now - started, ...told };
    report.add(entry);
    try {
      log?.(entry);
    } catch {
      // A log that fails must not undo what was delivered.
    }
  };

  const relay = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return answerOther(request, report.health());
    const started = clock.now();
    const verdict = await judge(request).catch((): Verdict => ({ reason: 'internal_error' }));
    record(verdict, started);
    return answerOf(verdict);
  };
  return Object.assign(relay, { health: report.health });
}
