/** A line of the input, or why it cannot be one. Lines count from 1, as editors do. */
export type Line = { number: number; text: string } | { number: number; reason: string };

/** Ometria takes no record over 60 KB; a longer line is no row, and is dropped while it is read, not kept. */
const MAX_BYTES = 64 * 1024;
const NEWLINE = 10;
const BYTE_ORDER_MARK = '\ufeff';

const decode = (bytes: Uint8Array, number: number): Line => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\r$/, '');
    if (text.includes('\0')) return { number, reason: 'the line is binary' };
    return { number, text: number === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  } catch {
    return { number, reason: 'the line is not UTF-8 text' };
  }
};

/** The lines of a stream of bytes, empty ones left out. Holds one line at a time, however long the stream is. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 0;

  const add = (bytes: Uint8Array): void => {
    size += bytes.length;
    if (size > MAX_BYTES) parts = [];
    else if (bytes.length > 0) parts.push(bytes);
  };
  const end = (): Line | undefined => {
    number += 1;
    const line: Line =
      size > MAX_BYTES
        ? { number, reason: `the line is longer than ${MAX_BYTES / 1024} KB` }
        : decode(Buffer.concat(parts), number);
    parts = [];
    size = 0;
    return 'text' in line && line.text.trim() === '' ? undefined : line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, at));
      start = at + 1;
      const line = end();
      if (line) yield line;
    }
    add(chunk.subarray(start));
  }
  const last = size > 0 ? end() : undefined;
  if (last) yield last;
}
