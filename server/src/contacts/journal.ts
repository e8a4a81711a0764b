import { hash as hashText, randomUUID } from 'node:crypto';
import type { PushRecord } from '../push/records.js';
import { type JournalFile, type JournalLine, openJournalFile } from './journal-file.js';

/**
 * What the journal knows of a record.
 * `delivered`: sent in this run, before it was interrupted. `repeated`: the same content was met in this process already.
 * `unchanged`: sent in an earlier run, with the same content. `refused`: Ometria refused this very content in this run.
 */
export type Known = 'new' | 'delivered' | 'repeated' | 'unchanged' | { refused: string };

/** How a record that was sent in this run has been counted by this process. */
export type Counted = 'sent' | 'delivered' | 'not_yet';

export interface Journal {
  /** The last run did not end: this one goes on with it. */
  resumed: boolean;
  /** What stood among Ometria's errors before the run began. */
  seen: ReadonlySet<string>;
  /** When a record was last sent, epoch milliseconds; 0 for never. */
  lastSentAt(): number;
  look(record: PushRecord): Known;
  /** A record that was sent in this run, by its id, which is all that Ometria's errors name. */
  find(id: string): { line: number; counted: Counted } | undefined;
  /** Begins a run where none is open. */
  begin(seen: string[]): void;
  sent(records: readonly PushRecord[], lineOf: (record: PushRecord) => number): void;
  refused(record: PushRecord, line: number, reason: string): void;
  /** A record that was received, and then refused by Ometria's validation. */
  refusedLater(id: string, reason: string): void;
  end(keep: boolean): void;
  close(): void;
}

const digest = (text: string, length: number): string => hashText('sha256', text, 'base64url').slice(0, length);

// 96 bits name a record and 66 its content: a million contacts meet by chance in one of 10^16 shops.
const keyOf = (id: string): string => digest(id, 16);
const hashOf = (record: PushRecord): string => digest(JSON.stringify(record), 11);

// Below it, a journal is not worth rewriting.
const SMALL = 1_000_000;
const BYTES_OF_AN_ENTRY = 40;
const ENTRIES_OF_A_LINE = 100;

interface State {
  /** Content that Ometria has, by key, from runs that have ended. */
  known: Map<string, string>;
  /** Content that was sent in the open run, by key: `hash:line:counted`. One text each: there may be a million. */
  current: Map<string, string>;
  refusals: Map<string, { hash: string; reason: string }>;
  run: string | undefined;
  seen: Set<string>;
  lastSentAt: number;
}

interface Entry {
  hash: string;
  line: number;
  counted: Counted;
}

const encodeEntry = ({ hash, line, counted }: Entry): string => `${hash}:${line}:${counted}`;

const readCounted = (text: string | undefined): Counted => (text === 'sent' || text === 'delivered' ? text : 'not_yet');

const decodeEntry = (text: string | undefined): Entry | undefined => {
  if (text === undefined) return undefined;
  const [hash = '', line, counted] = text.split(':');
  return { hash, line: Number(line), counted: readCounted(counted) };
};

const endRun = (state: State, keep: boolean): void => {
  for (const [key, entry] of state.current) {
    if (keep) state.known.set(key, entry.slice(0, entry.indexOf(':')));
    else state.known.delete(key);
  }
  // A refused record is sent again by the next run: what was missing may have been created since.
  for (const key of state.refusals.keys()) state.known.delete(key);
  state.current = new Map();
  state.refusals = new Map();
  state.run = undefined;
};

const apply = (state: State, line: JournalLine): void => {
  if ('run' in line) {
    state.run = line.run;
    state.seen = new Set(line.seen);
  } else if ('sent' in line) {
    state.lastSentAt = Math.max(state.lastSentAt, line.at);
    for (const [key, hash, number] of line.sent) {
      state.current.set(key, encodeEntry({ hash, line: number, counted: 'not_yet' }));
      state.refusals.delete(key);
    }
  } else if ('refused' in line) {
    for (const [key, hash, , reason] of line.refused) {
      state.current.delete(key);
      state.refusals.set(key, { hash, reason });
    }
  } else endRun(state, line.keep);
};

/** What is known, as the journal of one ended run. */
function* compacted(state: State): Generator<JournalLine> {
  yield { run: 'compacted', seen: [] };
  let sent: [string, string, number][] = [];
  for (const [key, hash] of state.known) {
    sent.push([key, hash, 0]);
    if (sent.length < ENTRIES_OF_A_LINE) continue;
    yield { sent, at: state.lastSentAt };
    sent = [];
  }
  yield { sent, at: state.lastSentAt };
  yield { end: 'compacted', keep: true };
}

/** @throws InputError where the file is damaged. */
export const openJournal = (path: string, now: () => number): Journal => {
  const state: State = {
    known: new Map(),
    current: new Map(),
    refusals: new Map(),
    run: undefined,
    seen: new Set(),
    lastSentAt: 0,
  };
  const file: JournalFile = openJournalFile(path, (line) => apply(state, line));
  // A record is looked up when it is read, and written when it has been received.
  const names = new WeakMap<PushRecord, { key: string; hash: string }>();
  const nameOf = (record: PushRecord): { key: string; hash: string } => {
    const name = names.get(record) ?? { key: keyOf(record.id), hash: hashOf(record) };
    names.set(record, name);
    return name;
  };
  const write = (line: JournalLine): void => {
    file.append(line);
    apply(state, line);
  };

  return {
    resumed: state.run !== undefined,
    get seen() {
      return state.seen;
    },
    lastSentAt: () => state.lastSentAt,
    look(record) {
      const { key, hash } = nameOf(record);
      const refusal = state.refusals.get(key);
      if (refusal?.hash === hash) return { refused: refusal.reason };
      const entry = decodeEntry(state.current.get(key));
      if (!entry) return !refusal && state.known.get(key) === hash ? 'unchanged' : 'new';
      if (entry.hash !== hash) return 'new';
      if (entry.counted !== 'not_yet') return 'repeated';
      state.current.set(key, encodeEntry({ ...entry, counted: 'delivered' }));
      return 'delivered';
    },
    find: (id) => decodeEntry(state.current.get(keyOf(id))),
    begin(seen) {
      if (state.run !== undefined) return;
      if (file.size() > SMALL && file.size() > 3 * BYTES_OF_AN_ENTRY * state.known.size) file.replace(compacted(state));
      write({ run: randomUUID(), seen });
    },
    sent(records, lineOf) {
      const sent = records.map((record): Entry & { key: string } => ({
        ...nameOf(record),
        line: lineOf(record),
        counted: 'sent',
      }));
      write({ sent: sent.map(({ key, hash, line }) => [key, hash, line]), at: now() });
      for (const { key, ...entry } of sent) state.current.set(key, encodeEntry(entry));
    },
    refused(record, line, reason) {
      const { key, hash } = nameOf(record);
      write({ refused: [[key, hash, line, reason]] });
    },
    refusedLater(id, reason) {
      const key = keyOf(id);
      const { hash = '', line = 0 } = decodeEntry(state.current.get(key)) ?? {};
      write({ refused: [[key, hash, line, reason]] });
    },
    end(keep) {
      if (state.run !== undefined) write({ end: state.run, keep });
    },
    close: () => file.close(),
  };
};
