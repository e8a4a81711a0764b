import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { toLambda } from '../src/lambda.js';
import { type Handler, type Served, type ServeOptions, serve } from '../src/node/serve.js';
import { createRelay } from '../src/relay.js';
import { createPushApi } from '../src/stand-ins/push-api.js';
import { evaluate } from '../src/streams/evaluate.js';
import { mapping } from '../src/streams/mapping.js';
import { sign } from '../src/streams/signature.js';
import { HEADER, KEY, SECRET, streamInput } from './support/stage.js';

const open: Served[] = [];
const start = async (handler: Handler, options: Partial<ServeOptions> = {}) => {
  const served = await serve({ handler, port: 0, host: '127.0.0.1', ...options });
  open.push(served);
  return { ...served, url: `http://127.0.0.1:${served.port}` };
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ drain }) => drain()));
});

const echo: Handler = async (request) =>
  Response.json({
    method: request.method,
    path: new URL(request.url).pathname,
    header: request.headers.get('x-one'),
    body: [...new Uint8Array(await request.arrayBuffer())],
  });

describe('Node’s server', () => {
  it('hands over method, path, headers and the very bytes', async () => {
    const { url } = await start(echo);
    const body = Uint8Array.of(0, 255, 13, 10);
    const response = await fetch(`${url}/a/b?c=d`, { method: 'PUT', headers: { 'x-one': '1' }, body });
    expect(await response.json()).toEqual({ method: 'PUT', path: '/a/b', header: '1', body: [...body] });
  });

  it('takes a path that looks like a host for a path', async () => {
    const { port } = await start(echo);
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = ask({ port, host: '127.0.0.1', path: '//evil.example/x' }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      });
      sent.on('error', reject).end();
    });
    expect(JSON.parse(answer)).toMatchObject({ path: '//evil.example/x' });
  });

  it('refuses a body without an end before it has filled the memory', async () => {
    const { url } = await start(echo);
    const response = await fetch(url, { method: 'POST', body: 'x'.repeat(2_000_000) }).catch(() => undefined);
    // The connection may be cut before the answer is read.
    expect(response?.status ?? 413).toBe(413);
  });

  it('answers 400 where a handler fails, and goes on', async () => {
    const { url } = await start(async (request) => {
      if (request.url.endsWith('/bad')) throw new Error('a fault');
      return new Response('good');
    });
    expect((await fetch(`${url}/bad`)).status).toBe(400);
    expect(await (await fetch(`${url}/`)).text()).toBe('good');
  });

  it('is not impressed by what is no HTTP', async () => {
    const { port, url } = await start(echo);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('\u0000\u0001 nonsense\r\n\r\n'));
      socket.on('error', () => resolve()).on('close', () => resolve());
      socket.resume();
    });
    expect((await fetch(url)).status).toBe(200);
  });

  it('lets requests under way end when it drains, and takes no new ones', async () => {
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let begun = () => {};
    const arrived = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { url, drain } = await start(async () => {
      begun();
      await waiting;
      return new Response('whole');
    });
    const slow = fetch(url);
    await arrived;
    const drained = drain();
    await expect(fetch(url)).rejects.toThrow();
    answer();
    expect(await (await slow).text()).toBe('whole');
    await drained;
  });

  it('cuts off what does not end in time', async () => {
    let begun = () => {};
    const arrived = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const never: Handler = () => {
      begun();
      return new Promise(() => {});
    };
    const { url, drain } = await start(never, { drainMs: 50 });
    const hanging = fetch(url).catch(() => 'cut off');
    await arrived;
    await drain();
    expect(await hanging).toBe('cut off');
  });

  it('refuses a port that is taken', async () => {
    const { port } = await start(echo);
    await expect(serve({ handler: echo, port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the relay', () => {
  const setUp = async () => {
    const api = createPushApi({ key: KEY, validationMs: 0 });
    const relay = createRelay({ secret: SECRET, header: HEADER, key: KEY, fetch: api.fetch });
    const body = JSON.stringify(evaluate(mapping(), streamInput(Date.now(), { page_name: 'Grüße' })));
    const signature = await sign(SECRET, new TextEncoder().encode(body));
    return { api, relay, body, signature };
  };

  it('works behind Node’s server', async () => {
    const { relay, body, signature } = await setUp();
    const { url } = await start(relay);
    const post = (headers: Record<string, string>) => fetch(url, { method: 'POST', headers, body });
    expect((await post({ [HEADER]: signature })).status).toBe(202);
    expect((await post({})).status).toBe(401);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it.each<[string, object, boolean]>([
    ['a function URL or an HTTP API', { rawPath: '/streams', requestContext: { http: { method: 'POST' } } }, false],
    ['one with a body as base64', { rawPath: '/streams', requestContext: { http: { method: 'POST' } } }, true],
    ['a REST API', { path: '/streams', httpMethod: 'POST' }, false],
  ])('works on Lambda behind %s', async (_, event, isBase64Encoded) => {
    const { api, relay, body, signature } = await setUp();
    const handler = toLambda(relay);
    const sent = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
    const headers = { [HEADER.toLowerCase()]: signature, other: undefined };
    const answer = await handler({ ...event, headers, body: sent, isBase64Encoded });
    expect(answer).toMatchObject({ statusCode: 202, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body)).toMatchObject({ reason: 'delivered' });
    api.validate();
    expect(api.events()).toHaveLength(1);
    expect(await handler({ ...event, headers: {}, body: sent, isBase64Encoded })).toMatchObject({ statusCode: 401 });
    expect(await handler({ rawPath: '/healthz', httpMethod: 'GET', body: null })).toMatchObject({ statusCode: 200 });
  });
});
