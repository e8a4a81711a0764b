import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { command as check } from '../src/commands/check.js';
import type { Command, Io } from '../src/commands/command.js';
import { command as mapping } from '../src/commands/mapping.js';
import { command as relay } from '../src/commands/relay.js';
import { serve } from '../src/node/serve.js';
import { createRelay } from '../src/relay.js';
import { createPushApi, type PushApi } from '../src/stand-ins/push-api.js';
import { mapping as makeMapping } from '../src/streams/mapping.js';
import { HEADER, KEY, SECRET } from './support/stage.js';

const ENV = { FULLSTORY_SECRET: SECRET, FULLSTORY_HEADER: HEADER, OMETRIA_KEY: KEY };

/** Runs a command; `signal` ends it once it has written a line that holds the text. */
const run = async (
  command: Command,
  args: string[],
  { env = ENV, until }: { env?: Io['env']; until?: string } = {},
) => {
  let out = '';
  let end = () => {};
  const io: Io = {
    env,
    stdin: Readable.from([]),
    out: (text) => {
      out += text;
      if (until !== undefined && text.includes(until)) setImmediate(() => end());
    },
    err: () => {},
    // No command waits for anything but time to pass at the vendor's.
    clock: { now: Date.now, sleep: async () => {} },
    onSignal: (_, then) => {
      end = then;
    },
  };
  return { code: await command(args, io), out };
};

describe('mapping', () => {
  it('prints the five things to paste or create', async () => {
    const { code, out } = await run(mapping, ['--url', 'https://relay.shop.example/']);
    expect(code).toBe(0);
    expect(out.match(/^\d [^:]+:/gm)).toHaveLength(5);
    expect(out).toContain('https://relay.shop.example/');
    expect(out).toContain(HEADER);
    expect(out).not.toContain(SECRET);
  });

  it.each([[[]], [['--direct']], [['--signal', 'size_missing']], [['--direct', '--signal', 'size_missing']]])(
    'prints the mapping alone, which is JSON: %j',
    async (args) => {
      const { out } = await run(mapping, ['--json', ...args]);
      const options = {
        form: args.includes('--direct') ? 'direct' : 'relay',
        signal: args.includes('--signal') ? 'size_missing' : undefined,
      } as const;
      const { signal, form } = options;
      expect(JSON.parse(out)).toEqual(makeMapping({ form, ...(signal && { signal }) }));
    },
  );

  it('marks the form that no document shows', async () => {
    expect((await run(mapping, ['--direct'])).out).toContain('Send Test');
  });

  it('refuses a signal that is no name, and an option that does not exist', async () => {
    await expect(run(mapping, ['--signal', 'Size Missing'])).rejects.toThrow('--signal must be');
    await expect(run(mapping, ['--signals', 'x'])).rejects.toThrow('--signals');
  });
});

describe('relay', () => {
  it.each<[Record<string, string>, string]>([
    [{}, 'The environment lacks FULLSTORY_SECRET: the secret'],
    [{ FULLSTORY_SECRET: SECRET }, 'The environment lacks FULLSTORY_HEADER'],
    [{ FULLSTORY_SECRET: SECRET, FULLSTORY_HEADER: HEADER }, 'The environment lacks OMETRIA_KEY'],
    [{ ...ENV, OMETRIA_KEY: ' x' }, 'OMETRIA_KEY must be'],
    [{ ...ENV, FULLSTORY_HEADER: 'a b' }, 'FULLSTORY_HEADER must be'],
    [{ ...ENV, RELAY_PREFIX: 'FS' }, 'RELAY_PREFIX must be'],
    [{ ...ENV, RELAY_TYPES: 'rage_click,Dead Click' }, 'RELAY_TYPES must be'],
    [{ ...ENV, OMETRIA_ENDPOINT: 'api.ometria.com' }, 'OMETRIA_ENDPOINT must be'],
    [{ ...ENV, PORT: 'http' }, '--port must be a number'],
  ])('is refused at the start with %o, in a sentence that names the variable', async (env, sentence) => {
    await expect(run(relay, [], { env })).rejects.toThrow(sentence);
  });

  it('serves until it is told to stop, and writes lines of JSON', async () => {
    const { code, out } = await run(relay, ['--port', '0', '--host', '127.0.0.1'], { until: 'listening' });
    expect(code).toBe(0);
    const lines: { event: string }[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ event }) => event)).toEqual(['listening', 'draining', 'stopped']);
  });

  it('says what it takes', async () => {
    expect((await run(relay, ['--help'])).out).toContain('FULLSTORY_SECRET_PREVIOUS');
  });
});

describe('check', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const start = async (key = KEY) => {
    const api: PushApi = createPushApi({ key, validationMs: 0 });
    const ometria = await serve({ handler: (request) => api.fetch(request), port: 0, host: '127.0.0.1' });
    const endpoint = `http://127.0.0.1:${ometria.port}/v2/push`;
    const handler = createRelay({ secret: SECRET, header: HEADER, key: KEY, endpoint });
    const served = await serve({ handler, port: 0, host: '127.0.0.1' });
    closing.push(ometria.drain, served.drain);
    return { api, env: { ...ENV, OMETRIA_ENDPOINT: endpoint }, url: `http://127.0.0.1:${served.port}/` };
  };

  it('finds everything in order, and sends a test event as FullStory does', async () => {
    const { api, env, url } = await start();
    const { code, out } = await run(check, ['--relay', url, '--send-test', 'tester@shop.example'], { env });
    expect(out).not.toContain('✗');
    expect(out.match(/✓/g)).toHaveLength(5);
    expect(code).toBe(0);
    expect(api.events()).toMatchObject([
      { record: { identity_email: 'tester@shop.example', event_type: 'fs_rage_click' } },
    ]);
  });

  it('says that Ometria does not know the key', async () => {
    const { env, url } = await start('another');
    const { code, out } = await run(check, ['--relay', url], { env });
    expect(code).toBe(1);
    expect(out).toContain('✗ The errors could not be read: Ometria refuses the key');
  });

  it('says that no relay is there, or that something else is', async () => {
    const { env } = await start();
    expect((await run(check, ['--relay', 'http://127.0.0.1:9/'], { env })).out).toContain('✗ Nothing answers');
    const other = await serve({ handler: async () => new Response('hello'), port: 0, host: '127.0.0.1' });
    closing.push(other.drain);
    const { out } = await run(check, ['--relay', `http://127.0.0.1:${other.port}/`], { env });
    expect(out).toContain('✗ The relay answered 200 to a wrong signature');
  });

  it('refuses an address that is none', async () => {
    await expect(run(check, ['--relay', 'shop'])).rejects.toThrow('--relay must be');
    await expect(run(check, ['--relay', 'https://r.example', '--send-test', 'x'])).rejects.toThrow(
      '--send-test must be',
    );
    await expect(run(check, ['--send-test', 'a@b.example'])).rejects.toThrow('--send-test needs --relay');
  });
});
