import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Served, serve } from '../../src/node/serve.js';
import { createPushApi, type PushApi, type PushApiOptions } from '../../src/stand-ins/push-api.js';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const KEY = 'push-process';

/** Ometria's stand-in behind a real port. */
export const serveApi = async (
  options: PushApiOptions,
): Promise<{ api: PushApi; served: Served; endpoint: string }> => {
  const api = createPushApi({ key: KEY, ...options });
  const served = await serve({ handler: (request) => api.fetch(request), port: 0, host: '127.0.0.1' });
  return { api, served, endpoint: `http://127.0.0.1:${served.port}/v2/push` };
};

export interface PushProcess {
  child: ChildProcess;
  /** Resolves when it has ended; `code` is null where it was killed. */
  ended: Promise<{ code: number | null; out: string; err: string }>;
}

/** The built command line, as a process of its own. */
export const startPush = (
  args: string[],
  { endpoint, node = [] }: { endpoint: string; node?: string[] },
): PushProcess => {
  const child = spawn(process.execPath, [...node, CLI, 'push', ...args], {
    env: { ...process.env, OMETRIA_KEY: KEY, OMETRIA_ENDPOINT: endpoint },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.err += chunk;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...texts }));
  });
  return { child, ended };
};

/** Writes lines without holding all of them. */
export const writeLines = async (path: string, lines: Iterable<string>): Promise<void> => {
  const file = createWriteStream(path);
  for (const line of lines) {
    if (!file.write(`${line}\n`)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve, reject) => file.end((error?: Error | null) => (error ? reject(error) : resolve())));
};
