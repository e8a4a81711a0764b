import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../src/node/serve.js';
import { evaluate } from '../../src/streams/evaluate.js';
import { mapping } from '../../src/streams/mapping.js';
import { sign } from '../../src/streams/signature.js';
import { HEADER, KEY, SECRET, streamInput } from '../support/stage.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const ENV = { PATH: process.env.PATH, FULLSTORY_SECRET: SECRET, FULLSTORY_HEADER: HEADER, OMETRIA_KEY: KEY };

let child: ChildProcess | undefined;
let ometria: Served | undefined;
afterEach(async () => {
  child?.kill('SIGKILL');
  await ometria?.drain();
  ometria = undefined;
});

interface Line {
  event?: string;
  port?: number;
  reason?: string;
}

/** Starts the command; `line` resolves to the first line that is so. */
const start = (args: string[], env: Record<string, string | undefined> = ENV) => {
  const running = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = running;
  let out = '';
  let err = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<number | null>((resolve) => running.on('close', resolve));
  const lines = (): Line[] =>
    out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const line = (found: (one: Line) => boolean) =>
    expect
      .poll(() => lines().find(found), { timeout: 120_000 })
      .toBeTruthy()
      .then(() => lines().find(found));
  return { running, ended, lines, line, output: () => ({ out, err }) };
};

const event = async () => {
  const body = JSON.stringify(evaluate(mapping(), streamInput(Date.now())));
  return { body, headers: { [HEADER]: await sign(SECRET, new TextEncoder().encode(body)) } };
};

describe('the command', () => {
  it.each([
    [['relay'], {}, 'The environment lacks FULLSTORY_SECRET'],
    [['relay', '--sercet', 'x'], ENV, "Unknown option '--sercet'"],
    [['forward'], ENV, 'fullstory-ometria-server <verb>'],
  ])('%j ends with 2 and one sentence', async (args, env, sentence) => {
    const { ended, output } = start(args, { PATH: process.env.PATH, ...env });
    expect(await ended).toBe(2);
    expect(output().err).toContain(sentence);
    expect(output().err).not.toMatch(/\n\s+at /);
    expect(output().err).not.toContain(SECRET);
  });

  it('says what it can do', async () => {
    const { ended, output } = start(['--help']);
    expect(await ended).toBe(0);
    expect(output().out).toMatch(/relay[\s\S]*mapping[\s\S]*check/);
  });
});

describe('the relay as a process', () => {
  it('ends what is under way when it is told to stop, and logs no address', async () => {
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let begun = () => {};
    const arrived = new Promise<void>((resolve) => {
      begun = resolve;
    });
    ometria = await serve({
      handler: async () => {
        begun();
        await waiting;
        return Response.json({ status: 'OK', request_id: 'r-1', accepted: 1, rejected: 0 }, { status: 202 });
      },
      port: 0,
      host: '127.0.0.1',
    });
    const endpoint = `http://127.0.0.1:${ometria.port}/v2/push`;
    const { running, line, ended, lines, output } = start(['relay', '--port', '0'], {
      ...ENV,
      OMETRIA_ENDPOINT: endpoint,
    });
    const port = (await line((one) => one.event === 'listening'))?.port;
    const url = `http://127.0.0.1:${port}/`;
    const { body, headers } = await event();
    const underWay = fetch(url, { method: 'POST', headers, body });
    await arrived;
    running.kill('SIGTERM');
    await line((one) => one.event === 'draining');
    await expect(fetch(url)).rejects.toThrow();
    answer();
    expect((await underWay).status).toBe(202);
    expect(await ended).toBe(0);
    expect(lines().map((one) => one.event ?? one.reason)).toEqual(['listening', 'draining', 'delivered', 'stopped']);
    const told = Object.values(output()).join('');
    expect(told).not.toContain('@');
    expect(told).not.toContain(KEY);
  });
});
