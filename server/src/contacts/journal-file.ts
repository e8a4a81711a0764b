import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { InputError } from './input-error.js';

/** What a line of the journal says. Entries are a record's key, the hash of its content, and the line of the input. */
export type JournalLine =
  /** A run begins. `seen`: what stood among Ometria's errors before it. */
  | { run: string; seen: string[] }
  /** Ometria has received these, at that time (epoch milliseconds). */
  | { sent: [key: string, hash: string, line: number][]; at: number }
  /** Ometria refused these. */
  | { refused: [key: string, hash: string, line: number, reason: string][] }
  /** The run has ended; `keep`: what it sent need not be sent again while it stays the same. */
  | { end: string; keep: boolean };

const encode = (line: JournalLine): string => {
  const json = JSON.stringify(line);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
};

const decode = (text: string): JournalLine | undefined => {
  const json = text.slice(9);
  if (text[8] !== ' ' || Number.parseInt(text.slice(0, 8), 16) !== crc32(json)) return undefined;
  // The checksum shows that it is what `encode` wrote.
  return JSON.parse(json) as JournalLine;
};

const readBytes = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
};

const NEWLINE = 10;

/**
 * Reads a journal line by line and returns its sound length: a process that was killed while it wrote leaves a torn line
 * at the end, which counts as not written.
 * @throws InputError where a sound line follows a broken one: that is no torn end, and nothing of ours did it.
 */
const readJournal = (path: string, take: (line: JournalLine) => void): number => {
  const bytes = readBytes(path);
  let sound = 0;
  let number = 0;
  let broken = 0;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const line = newline < 0 ? undefined : decode(bytes.toString('utf8', start, newline));
    number += 1;
    if (line && broken > 0)
      throw new InputError(
        `The journal is damaged at line ${broken}: ${path}. Move it away; then every row is sent once more.`,
      );
    if (line) take(line);
    else broken ||= number;
    start = newline < 0 ? bytes.length : newline + 1;
    if (broken === 0) sound = start;
  }
  return sound;
};

export interface JournalFile {
  /** Returns when the line is on the disk. */
  append(line: JournalLine): void;
  /** Bytes of the file. */
  size(): number;
  /** Puts these lines in the place of all others, at once or not at all. */
  replace(lines: Iterable<JournalLine>): void;
  close(): void;
}

const openForAppend = (path: string, size: number): number => {
  const file = openSync(path, 'a');
  ftruncateSync(file, size);
  return file;
};

const writeAll = (file: number, text: string): number => {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  return bytes.length;
};

/** Opens an append-only file whose every line is on the disk before the next thing happens. */
export const openJournalFile = (path: string, take: (line: JournalLine) => void): JournalFile => {
  let size = readJournal(path, take);
  let file = openForAppend(path, size);
  return {
    append(line) {
      size += writeAll(file, encode(line));
      fdatasyncSync(file);
    },
    size: () => size,
    replace(lines) {
      const next = openSync(`${path}.new`, 'w');
      size = 0;
      for (const line of lines) size += writeAll(next, encode(line));
      fdatasyncSync(next);
      closeSync(next);
      closeSync(file);
      renameSync(`${path}.new`, path);
      file = openForAppend(path, size);
    },
    close: () => closeSync(file),
  };
};
