import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { InputError } from './input-error.js';

export interface Input {
  chunks: AsyncIterable<Uint8Array>;
  /** Part that has been read, 0 to 1; undefined where the length is not known. */
  share(): number | undefined;
}

const sizeOf = (path: string): number => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new InputError(`--input: there is no file ${path}`);
  return found.size;
};

/** A file, or the standard input where none is named. @throws InputError where the file is not there. */
export const openInput = (path: string | undefined, stdin: Readable): Input => {
  const size = path === undefined ? undefined : sizeOf(path);
  const stream: AsyncIterable<unknown> = path === undefined ? stdin : createReadStream(path);
  let read = 0;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
      read += bytes.length;
      yield bytes;
    }
  }

  return { chunks: chunks(), share: () => (size === undefined ? undefined : Math.min(1, read / Math.max(1, size))) };
};
