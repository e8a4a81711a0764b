import { type Clock, systemClock } from '../clock.js';
import { type Contact, type CustomEvent, FLOW_AGE_MS, LIMITS, type PushRecord, problemOf } from '../push/records.js';

/** A fault of the stand-in: what it answers instead of taking the request. `slow`: takes it, and answers so many ms later. */
export type PushFault = { status: number; retryAfter?: number } | { slow: number } | 'network' | 'killed_after';

export interface PushApiOptions {
  key?: string;
  clock?: Clock;
  /** Requests within any second; more are answered with 429. Default 8. */
  rate?: number;
  /** Custom events that exist in the account; others are received and dropped. Default: every one exists. */
  eventTypes?: readonly string[];
  /** Milliseconds until received records are validated. Default 2,000. */
  validationMs?: number;
  /** What validation finds wrong with a record that is within the limits, as a field that the account lacks. */
  refuses?: (record: PushRecord) => string | undefined;
  /** Rows of `_errors` as documented, or as they are seen in public code. Default `seen`. */
  errorShape?: 'documented' | 'seen';
  /** Places of the queue, which empties by 500 a second. Default 100,000. */
  queue?: number;
  /** Asked before each request; what it returns happens instead. */
  fault?: (request: { at: number; count: number }) => PushFault | undefined;
}

/** A custom event as the account holds it: the same id is one event, however often it came. */
export interface HeldEvent {
  record: CustomEvent;
  /** When it came first. */
  at: number;
  times: number;
  /** Whether it entered the flow that waits for its type. */
  entered: boolean;
}

export interface HeldContact {
  record: Contact;
  properties: Contact['properties'];
  times: number;
}

interface ErrorRow {
  id: string;
  type: string;
  message: string;
  path: string;
  at: number;
}

/** A stand-in for Ometria's push API after its documents: `POST /v2/push` and `GET /v2/push/_errors`. */
export interface PushApi {
  /** In place of the global one. */
  fetch: typeof fetch;
  events(): HeldEvent[];
  contacts(): HeldContact[];
  /** Requests so far, with what each was answered. */
  requests(): { at: number; status: number; records: number }[];
  /** Validates what has waited long enough. Every request does so first. */
  validate(): void;
  reset(): void;
}

const QUEUE_PER_SECOND = 500;
const MOST_ERRORS = 100;
// "≤ 1,000 contacts enter at once": the advice is 1,000 for each five minutes.
const FLOW_MOST = 1000;
const FLOW_WINDOW_MS = 300_000;
const MOST_REQUESTS = 10_000;

const isRecord = (value: unknown): value is PushRecord =>
  typeof value === 'object' &&
  value !== null &&
  '@type' in value &&
  /^(custom_event|contact)$/.test(String(value['@type']));

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** What a malformed request is answered with; undefined where it can be taken. */
const malformed = (records: unknown): string | undefined => {
  if (!Array.isArray(records) || records.length === 0) return 'an array of records is expected';
  if (records.length > LIMITS.records) return `more than ${LIMITS.records} records`;
  if (!records.every(isRecord)) return 'not a record';
  return new Set(records.map((record) => record['@type'])).size > 1 ? 'mixed types' : undefined;
};

type AccountOptions = PushApiOptions & Required<Pick<PushApiOptions, 'validationMs'>>;

/** What is held of the account: events by id, contacts by collection and id, errors. */
function createAccount({ validationMs, eventTypes, refuses, errorShape = 'seen' }: AccountOptions) {
  const events = new Map<string, HeldEvent>();
  const contacts = new Map<string, HeldContact>();
  let errors: ErrorRow[] = [];
  // Times at which contacts entered a flow, by event type.
  let entries = new Map<string, number[]>();

  const enters = ({ event_type, timestamp }: CustomEvent, now: number): boolean => {
    if (now - Date.parse(timestamp) > FLOW_AGE_MS) return false;
    const recent = (entries.get(event_type) ?? []).filter((at) => now - at < FLOW_WINDOW_MS);
    entries.set(event_type, recent);
    return recent.length < FLOW_MOST && recent.push(now) > 0;
  };

  const take = (record: PushRecord, at: number) => {
    if (record['@type'] === 'contact') {
      const key = `${record['@collection']} ${record.id}`;
      const known = contacts.get(key);
      const properties = record['@merge'] ? { ...known?.properties, ...record.properties } : record.properties;
      contacts.set(key, { record, properties, times: (known?.times ?? 0) + 1 });
      return;
    }
    // Received, and nothing comes of it: no error either.
    if (eventTypes && !eventTypes.includes(record.event_type)) return;
    const known = events.get(record.id);
    if (known) events.set(record.id, { ...known, record: { ...known.record, ...record }, times: known.times + 1 });
    else events.set(record.id, { record, at, times: 1, entered: enters(record, at + validationMs) });
  };

  return {
    events,
    contacts,
    accept(record: PushRecord, at: number) {
      const message = problemOf(record) ?? refuses?.(record);
      if (message === undefined) return take(record, at);
      errors = [{ id: record.id, type: record['@type'], message, path: 'properties', at }, ...errors].slice(
        0,
        MOST_ERRORS,
      );
    },
    errorRows: (): unknown[] =>
      errors.map(({ id, type, message, path, at }) =>
        errorShape === 'documented'
          ? { error_message: message, error_path: path }
          : {
              request_id: 'r-1',
              record_type: type,
              record_id: id,
              record: { id, email: 'someone@example.com' },
              timestamp: new Date(at).toISOString(),
              message: { error_message: message, error_path: path },
            },
      ),
    clear() {
      events.clear();
      contacts.clear();
      errors = [];
      entries = new Map();
    },
  };
}

export function createPushApi(options: PushApiOptions = {}): PushApi {
  const {
    key = 'test-key',
    clock = systemClock,
    rate = 8,
    validationMs = 2000,
    queue: places = 100_000,
    fault,
  } = options;
  const account = createAccount({ ...options, validationMs });
  let requests: { at: number; status: number; records: number }[] = [];
  let count = 0;
  let waiting: { record: PushRecord; at: number }[] = [];
  let recent: number[] = [];
  let queued = 0;
  let drained = clock.now();

  const validate = () => {
    const now = clock.now();
    const due = waiting.filter(({ at }) => now - at >= validationMs);
    if (due.length === 0) return;
    waiting = waiting.filter((one) => !due.includes(one));
    for (const { record, at } of due) account.accept(record, at);
  };

  /** Places left once what has been worked off since is gone. */
  const room = (): number => {
    const now = clock.now();
    queued = Math.max(0, queued - ((now - drained) / 1000) * QUEUE_PER_SECOND);
    drained = now;
    return Math.floor(places - queued);
  };

  const isTooFast = (): boolean => {
    const now = clock.now();
    recent = [...recent.filter((at) => now - at < 1000), now];
    return recent.length > rate;
  };

  const receive = (records: unknown): Response => {
    const headers = { 'x-queuesize-remaining': `${Math.max(0, room())}` };
    if (isTooFast()) return json(429, { status: 'error', message: 'rate limit' }, headers);
    const problem = malformed(records);
    if (problem) return json(400, { status: 'error', message: problem }, headers);
    // malformed() has looked at each of them.
    const known = records as PushRecord[];
    if (known.length > room())
      return json(429, { status: 'error', message: 'queue is full' }, { ...headers, 'retry-after': '5' });
    queued += known.length;
    const at = clock.now();
    waiting.push(...known.map((record) => ({ record, at })));
    const body = { status: 'OK', request_id: `r-${count}`, accepted: known.length, rejected: 0 };
    return json(202, body, { 'x-queuesize-remaining': `${Math.max(0, room())}` });
  };

  const answer = async (request: Request): Promise<Response> => {
    validate();
    if (request.headers.get('x-ometria-auth') !== key) return json(403, { status: 'error', message: 'invalid key' });
    if (new URL(request.url).pathname.endsWith('/_errors')) return json(200, account.errorRows());
    if (request.method !== 'POST') return json(405, { status: 'error' });
    const text = await request.text();
    let records: unknown;
    try {
      records = JSON.parse(text);
    } catch {
      return json(400, { status: 'error', message: 'not JSON' });
    }
    const response = receive(records);
    count += 1;
    return response;
  };

  const answerWithFaults = async (request: Request): Promise<Response> => {
    const isPush = request.method === 'POST';
    const happens = isPush ? fault?.({ at: clock.now(), count }) : undefined;
    if (happens === 'network') {
      count += 1;
      throw new TypeError('fetch failed');
    }
    if (typeof happens === 'object' && 'status' in happens) {
      count += 1;
      const headers: Record<string, string> = happens.retryAfter ? { 'retry-after': `${happens.retryAfter}` } : {};
      return json(happens.status, { status: 'error' }, headers);
    }
    const response = await answer(request);
    if (happens === 'killed_after') throw new TypeError('terminated');
    if (typeof happens === 'object') await clock.sleep(happens.slow, request.signal);
    return response;
  };

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const sent = await request.clone().text();
      const records = (sent.match(/"@type":/g) ?? []).length;
      const at = clock.now();
      const told = { at, status: 0, records };
      requests = [...requests, told].slice(-MOST_REQUESTS);
      const response = await answerWithFaults(request);
      told.status = response.status;
      return response;
    },
    events: () => structuredClone([...account.events.values()]),
    contacts: () => structuredClone([...account.contacts.values()]),
    requests: () => structuredClone(requests),
    validate,
    reset() {
      account.clear();
      requests = [];
      waiting = [];
      recent = [];
      queued = 0;
    },
  };
}
