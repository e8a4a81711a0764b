import { type Clock, systemClock } from '../clock.js';
import { endpointUrl, func, numberFrom, type Requirements, requireOptions, secretText } from '../settings.js';
import { findErrors, type PushError } from './errors.js';
import { createPace, type Pace } from './pace.js';
import { LIMITS, type PushRecord, problemOf } from './records.js';
import { ENDPOINT, getErrors, type PushAnswer, postRecords, type Transport } from './transport.js';

export interface PushOptions {
  /** Ometria's API key. It can do everything in the account: keep it in a secret store. */
  key: string;
  /** Default Ometria's own, `https://api.ometria.com/v2/push`. */
  endpoint?: string;
  /** Requests a second, 0.01 to 8; default 4, which Ometria's older pages allow. */
  rate?: number;
  /** Requests that may be under way at once, 1 to 16; default 4. */
  concurrency?: number;
  /** Times that a request is sent before its records count as failed, 1 to 100; default 8, which takes about four minutes. */
  attempts?: number;
  /** Milliseconds until a request without an answer is given up; default 30,000. */
  timeout?: number;
  /** Default the global one. */
  fetch?: typeof fetch;
  clock?: Clock;
  /** Jitter of the back-off: 0 to 1, as Math.random, which is the default. */
  random?: () => number;
}

/**
 * What became of a record.
 * `accepted`: Ometria has received it, which is not yet valid: `errors()` tells later.
 * `refused`: outside Ometria's limits, or Ometria said so; sending it again would not help.
 * `failed`: not received within the attempts; sending it again later may help.
 */
export type Outcome = 'accepted' | 'refused' | 'failed';

/** One batch's end. Batches may end in another order than they began. */
export interface BatchResult {
  outcome: Outcome;
  records: readonly PushRecord[];
  /** In words without personal data; not for accepted ones. */
  reason?: string;
}

export interface PushReport {
  accepted: number;
  refused: number;
  failed: number;
  /** Requests that were sent, repeats included. */
  requests: number;
  /** Of them, how many Ometria answered with 429. */
  throttled: number;
}

export interface PushClient {
  /**
   * Sends all records: batches of at most 100 of one type, in the given pace, repeated with growing waits. `onResult` is
   * awaited, so whatever writes a journal slows the sending and never runs behind it.
   * A key that Ometria refuses ends it: what was not sent counts as failed. It rejects only where `records` or `onResult` does.
   */
  push(
    records: Iterable<PushRecord> | AsyncIterable<PushRecord>,
    onResult?: (result: BatchResult) => void | Promise<void>,
  ): Promise<PushReport>;
  /**
   * The most recent errors of Ometria's validation, at most 100, for everything that pushes with this key.
   * `ids`: only those of these records, and those that name no record.
   * @throws Error when they cannot be read.
   */
  errors(ids?: ReadonlySet<string>): Promise<PushError[]>;
}

const REQUIREMENTS: Requirements<PushOptions> = {
  key: { ...secretText, required: true },
  endpoint: endpointUrl,
  rate: numberFrom(0.01, 8),
  concurrency: numberFrom(1, 16),
  attempts: numberFrom(1, 100),
  timeout: numberFrom(1, 300_000),
  fetch: func,
  clock: { accepts: (value) => typeof value === 'object' && value !== null, is: 'a clock' },
  random: func,
};

// The first wait after a failure, and the longest. Doubled each time, and of the result a random half to whole is waited.
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
// A wait that Ometria asks for is heeded up to here; an answer gone wrong must not stop a job for a day.
const LONGEST_ASKED_MS = 600_000;

/** 429, 5xx and no answer at all may pass; a redirection is somebody's maintenance page. */
const mayPass = ({ status }: PushAnswer): boolean =>
  status === 0 || status === 429 || status >= 500 || (status >= 300 && status < 400);
const isKeyRefused = ({ status }: PushAnswer): boolean => status === 401 || status === 403;

const KEY_REFUSED = 'Ometria refuses the key (a new one may need ten minutes)';

const wordsOf = (answer: PushAnswer): string => {
  if (answer.failure === 'timeout') return 'Ometria did not answer in time';
  if (answer.failure) return 'Ometria could not be reached';
  return isKeyRefused(answer) ? KEY_REFUSED : `Ometria answered ${answer.status}`;
};

interface Sending {
  transport: Transport;
  pace: Pace;
  attempts: number;
  random: () => number;
  report: PushReport;
  keyRefused: boolean;
}

/** One request until it is answered for good or the attempts are used up. */
async function send(sending: Sending, records: readonly PushRecord[]): Promise<PushAnswer> {
  const { transport, pace, attempts, random, report } = sending;
  for (let attempt = 1; ; attempt += 1) {
    await pace.turn();
    report.requests += 1;
    const answer = await postRecords(transport, records);
    pace.heed(answer);
    if (answer.status === 429) report.throttled += 1;
    if (!mayPass(answer) || attempt >= attempts || sending.keyRefused) return answer;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + random() / 2);
    await transport.clock.sleep(Math.max(wait, Math.min(LONGEST_ASKED_MS, answer.retryAfter ?? 0)));
  }
}

/** Of a batch that was refused, halves are tried until the bad records stand alone: the others are not lost with them. */
async function sendBatch(sending: Sending, records: readonly PushRecord[]): Promise<BatchResult[]> {
  if (sending.keyRefused) return [{ outcome: 'failed', records, reason: KEY_REFUSED }];
  const answer = await send(sending, records);
  if (answer.status >= 200 && answer.status < 300) return [{ outcome: 'accepted', records }];
  if (isKeyRefused(answer)) {
    sending.keyRefused = true;
    return [{ outcome: 'failed', records, reason: KEY_REFUSED }];
  }
  if (mayPass(answer)) return [{ outcome: 'failed', records, reason: wordsOf(answer) }];
  if (records.length === 1) return [{ outcome: 'refused', records, reason: wordsOf(answer) }];
  const middle = Math.ceil(records.length / 2);
  return [
    ...(await sendBatch(sending, records.slice(0, middle))),
    ...(await sendBatch(sending, records.slice(middle))),
  ];
}

/** Batches of one type, in order; records outside the limits come as batches of their own, with the problem. */
async function* toBatches(
  records: Iterable<PushRecord> | AsyncIterable<PushRecord>,
): AsyncGenerator<{ records: PushRecord[]; problem?: string }> {
  let batch: PushRecord[] = [];
  for await (const record of records) {
    const problem = problemOf(record);
    if (problem) {
      yield { records: [record], problem };
      continue;
    }
    if (batch.length > 0 && (batch.length === LIMITS.records || batch[0]?.['@type'] !== record['@type'])) {
      yield { records: batch };
      batch = [];
    }
    batch.push(record);
  }
  if (batch.length > 0) yield { records: batch };
}

/** Runs `work` for each item, at most so many at once. Rejects with the first error, after those under way have ended. */
async function forEachOf<T>(items: AsyncIterable<T>, most: number, work: (item: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  let failed: { error: unknown } | undefined;
  for await (const item of items) {
    const one: Promise<void> = work(item)
      .catch((error: unknown) => {
        failed ??= { error };
      })
      .finally(() => running.delete(one));
    running.add(one);
    if (running.size >= most) await Promise.race(running);
    if (failed) break;
  }
  await Promise.all(running);
  if (failed) throw failed.error;
}

/** @throws TypeError on options that are missing, wrong or unknown. */
export function createPushClient(options: PushOptions): PushClient {
  requireOptions('createPushClient', REQUIREMENTS, options);
  const { key, endpoint = ENDPOINT, rate = 4, concurrency = 4, attempts = 8, timeout = 30_000 } = options;
  const { clock = systemClock, random = Math.random } = options;
  const transport: Transport = { key, endpoint, timeout, clock, fetch: options.fetch ?? globalThis.fetch };
  // One pace for the client, so that two pushes at once keep to it together.
  const pace = createPace({ rate, clock });

  return {
    async push(records, onResult = () => undefined) {
      const report: PushReport = { accepted: 0, refused: 0, failed: 0, requests: 0, throttled: 0 };
      const sending: Sending = { transport, pace, attempts, random, report, keyRefused: false };
      await forEachOf(toBatches(records), concurrency, async ({ records: batch, problem }) => {
        const results: BatchResult[] = problem
          ? [{ outcome: 'refused', records: batch, reason: problem }]
          : await sendBatch(sending, batch);
        for (const result of results) {
          report[result.outcome] += result.records.length;
          await onResult(result);
        }
      });
      return report;
    },
    async errors(ids) {
      // Whether reading counts towards Ometria's rate is not documented: it keeps to it.
      await pace.turn();
      const answer = await getErrors(transport);
      if (answer.status !== 200) throw new Error(`The errors could not be read: ${wordsOf(answer)}.`);
      return findErrors(answer.body, ids);
    },
  };
}
