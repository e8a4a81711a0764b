import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { serveApi, startPush, writeLines } from '../support/push-process.js';

const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-kills-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KILLS = 50;
const CONTACTS = 30_000;

const emailOf = (n: number): string => `person-${n}@example.com`;
// Ometria's validation refuses these; few enough at a time for its list of 100.
const isRefused = (n: number): boolean => n % 1000 === 999;

/** Every contact once; each hundredth a second time, next to the first row or far from it; each 250th line is broken. */
function* inputLines(last: Map<string, number>): Generator<string> {
  const row = (n: number, value: number): string => {
    last.set(emailOf(n), value);
    return JSON.stringify({
      email: emailOf(n),
      fsw_sessions: value,
      fsw_last_signal: isRefused(n) ? 'lacks' : 'rage_click',
    });
  };
  for (let n = 0; n < CONTACTS; n += 1) {
    yield row(n, n);
    if (n % 100 === 0) yield row(n, n + 1);
    if (n % 100 === 50 && n > 5000) yield row(n - 5000, n + 2);
    if (n % 250 === 0) yield '{"email":';
  }
}

it(`sends every row once, killed ${KILLS} times at random and resumed`, async () => {
  const { api, served, endpoint } = await serveApi({
    rate: 100,
    validationMs: 200,
    refuses: ({ properties }) => (properties.fsw_last_signal === 'lacks' ? 'no such field' : undefined),
  });
  const last = new Map<string, number>();
  const lines = [...inputLines(last)];
  const input = join(folder, 'rows.ndjson');
  await writeLines(input, lines);
  const args = ['--type', 'contact', '--input', input, '--journal', join(folder, 'kills.journal')];
  args.push('--rate', '8', '--settle', '1', '--json');

  let killed = 0;
  for (let life = 0; life < KILLS; life += 1) {
    const before = api.requests().length;
    const { child, ended } = startPush(args, { endpoint });
    // Half of the lives end by the clock, from before the journal is read; half soon after a request has been answered.
    if (life % 2 === 0) await sleep(Math.random() * 1200);
    else while (api.requests().length === before && child.exitCode === null) await sleep(5);
    await sleep(Math.random() * (life % 2 === 0 ? 300 : 1500));
    child.kill('SIGKILL');
    if ((await ended).code === null) killed += 1;
  }
  expect(killed).toBe(KILLS);

  const { code, out, err } = await startPush(args, { endpoint }).ended;
  api.validate();
  const report = JSON.parse(out);
  const { rows, sent, delivered, repeated, refused } = report;
  console.log({ killed, requests: api.requests().length, rows, sent, delivered, repeated, refused });
  expect(code, err).toBe(1);
  expect(report).toMatchObject({ resumed: true, outcome: 'done_with_refusals', rows: lines.length, unchanged: 0 });
  expect(sent + delivered + repeated + refused).toBe(lines.length);
  expect(report.reasons).toEqual({
    'the line is not JSON': CONTACTS / 250,
    'Ometria: no such field (properties)': CONTACTS / 1000,
  });
  const held = new Map(api.contacts().map(({ record, properties }) => [record.email, properties.fsw_sessions]));
  const expected = [...last].filter(([, value]) => !isRefused(value));
  expect(held.size).toBe(expected.length);
  for (const [email, value] of expected) expect(held.get(email)).toBe(value);
  await served.drain();
}, 600_000);
