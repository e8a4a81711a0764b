import { describe, expect, it } from 'vitest';
import { readBytes } from '../src/body.js';

/** A body of so many bytes in pieces of ten; `pulled` counts the pieces that were asked for. */
const open = (length: number, headers: Record<string, string> = {}) => {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.pulled += 1;
        controller.enqueue(new Uint8Array(10).fill(seen.pulled));
        if (seen.pulled * 10 >= length) controller.close();
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', headers, body: stream, duplex: 'half' } as const;
  return { request: new Request('https://relay.example/', init), seen };
};

describe('a body', () => {
  it('that is declared too large is not read at all', async () => {
    const { request, seen } = open(1000, { 'content-length': '1000' });
    expect(await readBytes(request, 100)).toBe('too_large');
    expect(seen).toEqual({ pulled: 0, cancelled: true });
  });

  it('that is declared smaller than it is, is too large all the same', async () => {
    expect(await readBytes(open(1000, { 'content-length': '10' }).request, 100)).toBe('too_large');
  });

  it('without a declared length is read up to the limit, and no further', async () => {
    const { request, seen } = open(1000);
    expect(await readBytes(request, 100)).toBe('too_large');
    expect(seen).toEqual({ pulled: 11, cancelled: true });
  });

  it('within the limit is whole, in pieces or not', async () => {
    for (const headers of [{}, { 'content-length': '100' }]) {
      const bytes = await readBytes(open(100, headers).request, 100);
      expect(bytes).toHaveLength(100);
      expect([bytes[0], bytes[99]]).toEqual([1, 10]);
    }
  });

  it('that is not there is empty', async () => {
    expect(await readBytes(new Request('https://relay.example/', { method: 'POST' }), 100)).toHaveLength(0);
  });
});
