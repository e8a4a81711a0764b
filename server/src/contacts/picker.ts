import type { PushRecord } from '../push/records.js';
import type { Journal } from './journal.js';
import type { Row } from './read.js';
import type { ToRecord } from './record.js';
import type { Counts, Refusal } from './report.js';

/** Picks from the rows what has to be sent. */
export interface Picker {
  /** The next record; undefined where there is none now, because all rows are read or those left wait for their like. */
  next(): Promise<PushRecord | undefined>;
  /** These have been answered, for good or not. */
  settle(records: readonly PushRecord[]): void;
  /** Every row has been read, and none waits. */
  isEmpty(): boolean;
  /** Line of a record that was picked. */
  lineOf(record: PushRecord): number;
  /** Lets go of the input: a pipe that is half read would keep the process alive. */
  close(): Promise<void>;
}

interface PickerOptions {
  rows: AsyncIterable<Row>;
  toRecord: ToRecord;
  journal: Pick<Journal, 'look'>;
  counts: Counts;
  refuse: (refusal: Refusal) => void;
  progress: (counts: Readonly<Counts>) => void;
}

/**
 * Two rows of one contact are never under way together: batches may arrive in another order than they were sent in, and
 * the last row has to win.
 */
export const createPicker = ({ rows, toRecord, journal, counts, refuse, progress }: PickerOptions): Picker => {
  const iterator = rows[Symbol.asyncIterator]();
  const lines = new WeakMap<PushRecord, number>();
  const underWay = new Set<string>();
  // Of each contact that is under way, its latest further row.
  const waiting = new Map<string, PushRecord>();
  let ended = false;

  const lineOf = (record: PushRecord): number => lines.get(record) ?? 0;

  /** Whether a record has to be sent; if not, it is counted as what it is. */
  const isNew = (record: PushRecord): boolean => {
    const known = journal.look(record);
    if (known === 'new') return true;
    if (typeof known === 'string') counts[known] += 1;
    else refuse({ line: lineOf(record), reason: known.refused });
    return false;
  };

  const pick = (record: PushRecord): PushRecord => {
    underWay.add(record.id);
    return record;
  };

  const nextWaiting = (): PushRecord | undefined => {
    for (const [id, record] of waiting) {
      if (underWay.has(id)) continue;
      waiting.delete(id);
      if (isNew(record)) return pick(record);
    }
    return undefined;
  };

  /** The record of a row, if it has to be sent now. */
  const readRow = (row: Row): PushRecord | undefined => {
    counts.rows += 1;
    const record = 'reason' in row ? row.reason : toRecord(row.columns, row.typed);
    if (typeof record === 'string') {
      refuse({ line: row.line, reason: record });
      return undefined;
    }
    lines.set(record, row.line);
    if (!underWay.has(record.id)) return isNew(record) ? pick(record) : undefined;
    if (waiting.has(record.id)) counts.repeated += 1;
    waiting.set(record.id, record);
    return undefined;
  };

  return {
    async next() {
      for (;;) {
        const late = waiting.size > 0 ? nextWaiting() : undefined;
        if (late) return late;
        if (ended) return undefined;
        const { value, done } = await iterator.next();
        if (done) {
          ended = true;
          continue;
        }
        const record = readRow(value);
        progress(counts);
        if (record) return record;
      }
    },
    settle(records) {
      for (const { id } of records) underWay.delete(id);
    },
    isEmpty: () => ended && waiting.size === 0,
    lineOf,
    async close() {
      await iterator.return?.();
    },
  };
};
