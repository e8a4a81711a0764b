import type { Clock } from '../clock.js';
import type { BatchResult, PushClient } from '../push/client.js';
import type { PushError } from '../push/errors.js';
import { FLOW_AGE_MS, type PushRecord } from '../push/records.js';
import { type Drip, waitForDrip } from './drip.js';
import { createErrorCheck, type ErrorCheck } from './error-check.js';
import type { Journal } from './journal.js';
import { createPicker, type Picker } from './picker.js';
import type { Row } from './read.js';
import type { RecordType, ToRecord } from './record.js';
import { createRefusalLog, type RefusalLog } from './refusals.js';
import { type Counts, type JobOutcome, NO_COUNTS, type Refusal, type Report } from './report.js';

export interface JobOptions {
  type: RecordType;
  rows: AsyncIterable<Row>;
  toRecord: ToRecord;
  client: PushClient;
  journal: Journal;
  clock: Clock;
  drip?: Drip;
  /** Milliseconds that Ometria is given to validate before its errors are read. */
  settleMs: number;
  /** Told of each row that does not arrive. */
  refuse: (refusal: Refusal) => void;
  /** Told after each row and each batch. */
  progress: (counts: Readonly<Counts>) => void;
  /** Told before a pause of the drip, in milliseconds. */
  pausing: (ms: number) => void;
  /** Asked before each row; then the job stops, and can go on later. */
  isStopped: () => boolean;
}

// Ometria keeps its 100 most recent errors: they are read during the run as well, so often.
const READING_MS = 10_000;

interface Job {
  options: JobOptions;
  counts: Counts;
  refusals: RefusalLog;
  picker: Picker;
  errors: ErrorCheck;
  failure: string | undefined;
  late: number;
  unattributed: number;
  lastReading: number;
}

const refuse = ({ counts, refusals }: Job, refusal: Refusal): void => {
  counts.refused += 1;
  refusals.add(refusal);
};

/** A record that Ometria had received, and that its validation refused: it moves from one count to another. */
const refuseLater = (job: Job, { id, message, path }: PushError): void => {
  if (id === undefined) {
    job.unattributed += 1;
    return;
  }
  const found = job.options.journal.find(id);
  if (!found) return;
  const reason = `Ometria: ${message}${path ? ` (${path})` : ''}`;
  job.options.journal.refusedLater(id, reason);
  // Not counted yet: the row has yet to be read again, and finds its refusal in the journal.
  if (found.counted === 'not_yet') return;
  job.counts[found.counted] -= 1;
  refuse(job, { line: found.line, reason });
};

const readErrorsNowAndThen = async (job: Job): Promise<void> => {
  const { clock } = job.options;
  if (clock.now() - job.lastReading < READING_MS) return;
  job.lastReading = clock.now();
  // Not readable now: they are read at the end, where it counts.
  const errors = await job.errors.readNew().catch(() => []);
  for (const error of errors) refuseLater(job, error);
};

const takeResult = async (job: Job, { outcome, records, reason = 'unknown' }: BatchResult): Promise<void> => {
  const { journal, progress } = job.options;
  if (outcome === 'failed') job.failure ??= reason;
  if (outcome === 'accepted') {
    journal.sent(records, job.picker.lineOf);
    job.counts.sent += records.length;
  }
  if (outcome === 'refused') {
    for (const record of records) {
      journal.refused(record, job.picker.lineOf(record), reason);
      refuse(job, { line: job.picker.lineOf(record), reason });
    }
  }
  job.picker.settle(records);
  progress(job.counts);
  await readErrorsNowAndThen(job);
};

const countLate = (job: Job, record: PushRecord): void => {
  if (record['@type'] !== 'custom_event') return;
  if (job.options.clock.now() - Date.parse(record.timestamp) > FLOW_AGE_MS) job.late += 1;
};

/** What may be sent at once: everything, or what the drip lets through. */
async function* nextGroup(job: Job): AsyncGenerator<PushRecord> {
  const { drip, isStopped } = job.options;
  for (let count = 0; count < (drip?.count ?? Number.POSITIVE_INFINITY); count += 1) {
    const record = job.failure === undefined && !isStopped() ? await job.picker.next() : undefined;
    if (!record) return;
    if (drip && count === 0) await waitForDrip(drip, job.options);
    countLate(job, record);
    yield record;
  }
}

async function sendAll(job: Job): Promise<{ requests: number; throttled: number }> {
  const total = { requests: 0, throttled: 0 };
  while (job.failure === undefined && !job.options.isStopped() && !job.picker.isEmpty()) {
    const { requests, throttled } = await job.options.client.push(nextGroup(job), (result) => takeResult(job, result));
    total.requests += requests;
    total.throttled += throttled;
  }
  return total;
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

async function begin(job: Job): Promise<void> {
  const { journal } = job.options;
  if (!journal.resumed) journal.begin(await job.errors.baseline());
}

/** Reads Ometria's verdicts, and closes the run: not before, so that a run without them goes on with reading them. */
async function finish(job: Job): Promise<void> {
  const { journal, isStopped } = job.options;
  if (job.failure !== undefined) return;
  if (isStopped()) {
    job.failure = 'Stopped: run it again with the same input, and it goes on';
    return;
  }
  if (job.counts.sent + job.counts.delivered > 0)
    await job.errors.readUntilQuiet((errors) => {
      for (const error of errors) refuseLater(job, error);
    });
  journal.end(!job.errors.missed());
}

const outcomeOf = ({ failure, counts, errors }: Job): JobOutcome => {
  if (failure !== undefined) return 'failed';
  return counts.refused > 0 || errors.missed() ? 'done_with_refusals' : 'done';
};

/** Sends what has to be sent, and tells what became of every row. Rejects only where the input or the journal does. */
export async function runJob(options: JobOptions): Promise<Report> {
  const { client, clock, journal, settleMs } = options;
  const started = clock.now();
  const counts = { ...NO_COUNTS };
  const refusals = createRefusalLog(options.refuse);
  const job: Job = {
    options,
    counts,
    refusals,
    picker: createPicker({
      ...options,
      counts,
      refuse: (refusal) => refuse(job, refusal),
    }),
    errors: createErrorCheck({ client, clock, seen: journal.seen, settleMs }),
    failure: undefined,
    late: 0,
    unattributed: 0,
    lastReading: started,
  };
  let total = { requests: 0, throttled: 0 };
  try {
    await begin(job);
    total = await sendAll(job);
    await finish(job);
  } catch (error) {
    // Of the client only `errors` rejects, with a sentence for people; everything else is the input's or the disk's.
    if (!(error instanceof Error) || !error.message.startsWith('The errors could not be read')) throw error;
    job.failure = messageOf(error);
  } finally {
    await job.picker.close();
  }
  return {
    type: options.type,
    outcome: outcomeOf(job),
    ...(job.failure !== undefined && { failure: job.failure }),
    resumed: journal.resumed,
    ...counts,
    ...total,
    seconds: (clock.now() - started) / 1000,
    late: job.late,
    reasons: refusals.reasons(),
    refusals: refusals.first(),
    unattributed: job.unattributed,
    errorsMissed: job.errors.missed(),
  };
}
