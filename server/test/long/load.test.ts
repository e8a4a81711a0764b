import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import autocannon from 'autocannon';
import { expect, it } from 'vitest';
import { type Handler, type Served, serve } from '../../src/node/serve.js';
import { createRelay } from '../../src/relay.js';
import { evaluate } from '../../src/streams/evaluate.js';
import { mapping } from '../../src/streams/mapping.js';
import { sign } from '../../src/streams/signature.js';
import { HEADER, KEY, SECRET, streamInput } from '../support/stage.js';

// Short rounds of equal length that alternate: whatever else the machine does meets both alike.
const ROUNDS = 40;
const REQUESTS = 2500;
const CONNECTIONS = 32;
// The first rounds warm both up.
const WARM_UP = 4;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const heap = (): number => {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
};

const accepted = JSON.stringify({ status: 'OK', request_id: 'r-1', accepted: 1, rejected: 0 });
// Answers at once: what is measured is the relay, not a network.
const ometria: typeof fetch = async () => new Response(accepted, { status: 202 });
const bare: Handler = async (request) => {
  await request.arrayBuffer();
  return new Response('{}', { status: 202, headers: { 'content-type': 'application/json' } });
};

interface Round {
  perSecond: number;
  /** Milliseconds. */
  p99: number;
}

interface Body {
  body: string;
  signature: string;
}

/** One round from a thread of its own, so that the sender's work is not measured as the receiver's. */
const load = async ({ port }: Served, bodies: readonly Body[]): Promise<Round> => {
  const { requests, duration, latency, non2xx, errors } = await autocannon({
    url: `http://127.0.0.1:${port}/streams`,
    connections: CONNECTIONS,
    amount: REQUESTS,
    workers: 1,
    requests: bodies.map(({ body, signature }) => ({
      method: 'POST',
      body,
      headers: { [HEADER]: signature, 'content-type': 'application/json' },
    })),
  });
  if (non2xx + errors > 0) throw new Error('not every answer is 202');
  return { perSecond: requests.total / duration, p99: latency.p99 };
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

it('100,000 signed events go through the relay, and no memory stays behind', { timeout: 1_800_000 }, async () => {
  const relay = await serve({
    handler: createRelay({ secret: SECRET, header: HEADER, key: KEY, fetch: ometria }),
    port: 0,
    host: '127.0.0.1',
  });
  const beside = await serve({ handler: bare, port: 0, host: '127.0.0.1' });
  const bodies = await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      const input = streamInput(Date.now(), { user_email: `visitor-${n}@example.com`, session_id: `${n}` });
      const body = JSON.stringify(evaluate(mapping(), input));
      return { body, signature: await sign(SECRET, new TextEncoder().encode(body)) };
    }),
  );
  const relayed: Round[] = [];
  const bared: Round[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bared.push(await load(beside, bodies));
    relayed.push(await load(relay, bodies));
    if (round % 4 === 3) memory.push(heap());
  }
  await Promise.all([relay.drain(), beside.drain()]);

  const sum = (rounds: Round[]) => ({
    perSecond: Math.round(median(rounds.slice(WARM_UP).map(({ perSecond }) => perSecond))),
    p99: Number(median(rounds.slice(WARM_UP).map(({ p99 }) => p99)).toFixed(1)),
  });
  const [ours, theirs] = [sum(relayed), sum(bared)];
  const ratios = relayed.map(({ perSecond }, at) => perSecond / (bared[at]?.perSecond ?? 1));
  const ratio = median(ratios.slice(WARM_UP));
  console.log(
    [
      `relay         ${ours.perSecond} requests a second, p99 ${ours.p99} ms`,
      `bare handler  ${theirs.perSecond} requests a second, p99 ${theirs.p99} ms`,
      `ratio         ${ratio.toFixed(2)} (median of ${ROUNDS - WARM_UP} pairs of rounds of ${REQUESTS} requests, sent from another thread)`,
      `heap in MB after every fourth round: ${memory.map((megabytes) => megabytes.toFixed(1)).join(', ')}`,
    ].join('\n'),
  );
  // The first round warms up. What a leak of 100 bytes for each request would leave is 9 MB.
  expect((memory.at(-1) ?? 0) - (memory[1] ?? 0)).toBeLessThan(5);
});
