import { Agent, request as ask } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { type Handler, type Served, serve } from '../../src/node/serve.js';
import { createRelay } from '../../src/relay.js';
import { evaluate } from '../../src/streams/evaluate.js';
import { mapping } from '../../src/streams/mapping.js';
import { sign } from '../../src/streams/signature.js';
import { HEADER, KEY, SECRET, streamInput } from '../support/stage.js';

// Rounds alternate, so that whatever else the machine does meets both alike.
const ROUNDS = 10;
const REQUESTS = 10_000;
const BARE_REQUESTS = 2000;
const CONCURRENCY = 32;

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

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
const post = (port: number, body: Buffer, signature: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { [HEADER]: signature, 'content-type': 'application/json', 'content-length': body.length };
    const sent = ask({ port, host: '127.0.0.1', method: 'POST', path: '/streams', headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });

interface Round {
  perSecond: number;
  /** Milliseconds. */
  p99: number;
}

interface Body {
  body: Buffer;
  signature: string;
}

const load = async ({ port }: Served, bodies: readonly Body[], requests: number): Promise<Round> => {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < requests; at = next++) {
      const { body, signature } = bodies[at % bodies.length] ?? bodies[0] ?? { body: Buffer.alloc(0), signature: '' };
      const started = performance.now();
      if ((await post(port, body, signature)) !== 202) throw new Error('not every answer is 202');
      times.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: requests / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0 };
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
      const body = Buffer.from(JSON.stringify(evaluate(mapping(), input)));
      return { body, signature: await sign(SECRET, Uint8Array.from(body)) };
    }),
  );
  const relayed: Round[] = [];
  const bared: Round[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bared.push(await load(beside, bodies, BARE_REQUESTS));
    relayed.push(await load(relay, bodies, REQUESTS));
    memory.push(heap());
  }
  agent.destroy();
  await Promise.all([relay.drain(), beside.drain()]);

  const sum = (rounds: Round[]) => ({
    perSecond: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
    p99: Number(median(rounds.map(({ p99 }) => p99)).toFixed(1)),
  });
  const [ours, theirs] = [sum(relayed), sum(bared)];
  const ratio = median(relayed.map(({ perSecond }, at) => perSecond / (bared[at]?.perSecond ?? 1)));
  console.log(
    [
      `relay         ${ours.perSecond} requests a second, p99 ${ours.p99} ms`,
      `bare handler  ${theirs.perSecond} requests a second, p99 ${theirs.p99} ms`,
      `ratio         ${ratio.toFixed(2)} (median of ${ROUNDS} pairs of rounds of ${REQUESTS} requests, client in the same process)`,
      `heap in MB after each round: ${memory.map((megabytes) => megabytes.toFixed(1)).join(', ')}`,
    ].join('\n'),
  );
  // The first round warms up. What a leak of 100 bytes for each request would leave is 9 MB.
  expect((memory.at(-1) ?? 0) - (memory[1] ?? 0)).toBeLessThan(5);
});
