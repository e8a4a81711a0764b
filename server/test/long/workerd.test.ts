import { fileURLToPath } from 'node:url';
import {
  Miniflare,
  type MiniflareOptions,
  type RequestInit,
  type Request as WorkerRequest,
  Response as WorkerResponse,
} from 'miniflare';
import { rollup } from 'rollup';
import { afterAll, beforeAll } from 'vitest';
import type { PushApi } from '../../src/stand-ins/push-api.js';
import { type PlainOptions, relaySuite } from '../support/relay-suite.js';

const WORKER = `
import { createRelay } from 'fullstory-ometria-server';
let relay;
export default {
  fetch(request, env) {
    relay ??= createRelay(env.OPTIONS);
    return relay(request);
  },
};
`;

/** The worker with everything in it, as wrangler would bundle it: from what has been built. */
const bundle = async (): Promise<string> => {
  const files: Record<string, string> = {
    'fullstory-ometria-server': fileURLToPath(new URL('../../dist/index.js', import.meta.url)),
    'fullstory-ometria/vocabulary': fileURLToPath(new URL('../../../dist/esm/vocabulary.js', import.meta.url)),
  };
  const built = await rollup({
    input: 'worker',
    plugins: [
      {
        name: 'worker',
        resolveId: (id) => (id === 'worker' ? id : files[id]),
        load: (id) => (id === 'worker' ? WORKER : null),
      },
    ],
  });
  const { output } = await built.generate({ format: 'es' });
  await built.close();
  return output[0].code;
};

let workerd: Miniflare | undefined;
let script = '';
beforeAll(async () => {
  script = await bundle();
});
afterAll(async () => {
  await workerd?.dispose();
});

/** Answers what a worker fetches. Miniflare's requests and responses are of a class of their own. */
const outboundTo =
  ({ fetch }: PushApi) =>
  async (request: WorkerRequest): Promise<WorkerResponse> => {
    const { method, url, headers } = request;
    const body = method === 'POST' ? await request.text() : undefined;
    const answer = await fetch(url, { method, headers: [...headers], ...(body !== undefined && { body }) });
    return new WorkerResponse(await answer.arrayBuffer(), { status: answer.status, headers: [...answer.headers] });
  };

relaySuite('workerd', async (options: PlainOptions, api: PushApi) => {
  const settings: MiniflareOptions = {
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: script }],
    compatibilityDate: '2026-04-01',
    bindings: { OPTIONS: { ...options } },
    // Whatever the worker fetches comes here instead of the network.
    outboundService: outboundTo(api),
  };
  if (workerd) await workerd.setOptions(settings);
  else workerd = new Miniflare(settings);
  const running = workerd;
  return async (request) => {
    const { method, url, headers } = request;
    const init: RequestInit = { method, headers: [...headers] };
    if (method === 'POST') init.body = await request.arrayBuffer();
    const answer = await running.dispatchFetch(url, init);
    const body = method === 'HEAD' ? null : await answer.arrayBuffer();
    return new Response(body, { status: answer.status, headers: [...answer.headers] });
  };
});
