import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRelay } from '../src/relay.js';
import type { RelayLogEntry } from '../src/relay-report.js';
import { createPushApi } from '../src/stand-ins/push-api.js';
import { sign } from '../src/streams/signature.js';
import { HEADER, KEY, SECRET } from './support/stage.js';

const ANSWERS = new Set([200, 202, 401, 413, 422, 429, 503]);

const email = fc.emailAddress().map((address) => `q7${address}`);
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  email,
  fc.double(),
  fc.constant(null),
  fc.object({ maxDepth: 1 }),
);
const event = fc.record(
  {
    signal_type: fc.oneof(value, fc.constantFrom('rage_click', 'checkout_frustration')),
    signal_types: value,
    at: fc.oneof(
      value,
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
    email: fc.oneof(email, value),
    device: value,
    session: fc.oneof(value, email),
    url: fc.oneof(
      value,
      email.map((address) => `https://shop.example/account/${address}?mail=${address}`),
    ),
    session_replay_url: value,
    frustration_score: value,
    counts: value,
  },
  { requiredKeys: ['at', 'signal_type'] },
);
const body = fc.oneof(
  event.map((given) => new TextEncoder().encode(JSON.stringify(given))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
  fc.nat({ max: 70_000 }).map((length) => new TextEncoder().encode('x'.repeat(length))),
);
const fault = fc.oneof(
  fc.constant(undefined),
  fc
    .integer({ min: 200, max: 599 })
    .map((status) => ({ status: status === 204 || status === 205 || status === 304 ? 200 : status })),
  fc.constant('network' as const),
  fc.constant('killed_after' as const),
);

it('no request makes the relay throw or answer what is not in its table, and no log line or health holds an address', async () => {
  await fc.assert(
    fc.asyncProperty(body, fault, fc.constantFrom('good', 'bad', 'none'), async (bytes, happens, signature) => {
      const api = createPushApi({ key: KEY, rate: 1e6, validationMs: 0, fault: () => happens });
      const lines: RelayLogEntry[] = [];
      const log = (entry: RelayLogEntry) => void lines.push(entry);
      const relay = createRelay({ secret: SECRET, header: HEADER, key: KEY, fetch: api.fetch, log });
      const headers = new Headers();
      if (signature === 'good') headers.set(HEADER, await sign(SECRET, bytes));
      if (signature === 'bad') headers.set(HEADER, await sign('another', bytes));
      const response = await relay(new Request('https://relay.example/', { method: 'POST', headers, body: bytes }));
      expect(ANSWERS).toContain(response.status);
      if (signature !== 'good') expect([401, 413]).toContain(response.status);
      if (signature !== 'good') expect(api.requests()).toEqual([]);
      expect(lines).toHaveLength(1);
      const told = JSON.stringify([lines, relay.health(), await response.text()]);
      // Every address of this test begins so, and nothing else of an entry holds an @.
      expect(told).not.toMatch(/q7|@/);
      expect(told).not.toContain(KEY);
      expect(told).not.toContain(SECRET);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) },
  );
});
