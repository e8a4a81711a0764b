import type { RecordType } from './record.js';

/** A row that did not arrive, and why. Without what the row holds. */
export interface Refusal {
  line: number;
  reason: string;
}

/** What has become of the rows so far; `rows` is the sum of the others once the input has ended. */
export interface Counts {
  /** Rows of the input that were read, broken ones included. */
  rows: number;
  /** Sent by this process, and received. */
  sent: number;
  /** Sent in this run before it was interrupted; not sent again. */
  delivered: number;
  /** The same as in an earlier run; not sent. */
  unchanged: number;
  /** The same contact again in one input: of its rows the last one counts. */
  repeated: number;
  /** Broken, outside Ometria's limits, or refused by Ometria. */
  refused: number;
}

export const NO_COUNTS: Counts = { rows: 0, sent: 0, delivered: 0, unchanged: 0, repeated: 0, refused: 0 };

/** The end of a job. Its exit code: 0, 1, 2 in this order. */
export const OUTCOMES = ['done', 'done_with_refusals', 'failed'] as const;
export type JobOutcome = (typeof OUTCOMES)[number];

export interface Report extends Counts {
  type: RecordType;
  outcome: JobOutcome;
  /** Why it failed. */
  failure?: string;
  /** The run goes on where an earlier one was interrupted. */
  resumed: boolean;
  seconds: number;
  requests: number;
  /** Requests that Ometria answered with 429. */
  throttled: number;
  /** Events over four hours old when they were sent: they start no campaign. */
  late: number;
  /** Number of refusals by reason. */
  reasons: Record<string, number>;
  /** The first refusals; `--refused` writes all of them. */
  refusals: Refusal[];
  /** Errors of Ometria's that name no record: they may be of this job, or of another with the same key. */
  unattributed: number;
  /** More errors came at once than the 100 that Ometria keeps: the next run sends everything once more. */
  errorsMissed: boolean;
}

const OUTCOME_WORDS: Readonly<Record<JobOutcome, string>> = {
  done: 'Done.',
  done_with_refusals: 'Done, with refusals.',
  failed: 'Failed.',
};

const number = (value: number): string => value.toLocaleString('en-GB');

const line = (count: number, words: string): string[] => (count > 0 ? [`${number(count).padStart(11)}  ${words}`] : []);

/** The report for people. */
export const reportText = (report: Report): string =>
  [
    `${OUTCOME_WORDS[report.outcome]}${report.failure ? ` ${report.failure}.` : ''}`,
    `${number(report.rows).padStart(11)}  rows read${report.resumed ? ', in a run that was interrupted before' : ''}`,
    ...line(report.sent, 'sent'),
    ...line(report.delivered, 'sent before the interruption'),
    ...line(report.unchanged, 'unchanged since an earlier run, not sent'),
    ...line(report.repeated, 'repeated in the input, the last row counts'),
    ...line(report.refused, 'refused:'),
    ...Object.entries(report.reasons).map(([reason, count]) => `${number(count).padStart(15)}  ${reason}`),
    ...report.refusals.map((refusal) => `${' '.repeat(17)}line ${refusal.line}: ${refusal.reason}`),
    ...line(report.late, 'older than four hours: received, but they start no campaign'),
    ...line(report.unattributed, "errors of Ometria's that name no record, of this job or of another with this key"),
    ...(report.errorsMissed
      ? [
          'Ometria keeps 100 errors, and more came at once: mend these and run again, then everything is sent once more.',
        ]
      : []),
    `${number(report.requests)} requests in ${report.seconds.toFixed(1)} s, ${number(report.throttled)} of them answered with 429.`,
    '',
  ].join('\n');
