import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { serveApi, startPush, writeLines } from '../support/push-process.js';

const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-volume-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = 100_000;
const RATE = 8;

function* inputLines(): Generator<string> {
  for (let n = 0; n < ROWS; n += 1)
    yield JSON.stringify({
      email: `person-${n}@example.com`,
      fsw_sessions: n % 40,
      fsw_frustration_score: n % 100,
      fsw_last_visit_at: '2026-11-21T23:01:07+00:00',
      churn_risk_score: (n % 97) / 97,
      nba_action: 'call',
    });
}

/** Resident memory in MB, as Linux counts it. */
const residentOf = (pid: number): number => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

/** The most requests within any `ms`. */
const mostWithin = (times: readonly number[], ms: number): number => {
  let start = 0;
  return times.reduce((most, at, end) => {
    while (at - (times[start] ?? 0) >= ms) start += 1;
    return Math.max(most, end - start + 1);
  }, 0);
};

it('100,000 rows: flat memory, and each is sent once', async () => {
  const { api, served, endpoint } = await serveApi({ rate: 1000, validationMs: 200, queue: 1_000_000 });
  const input = join(folder, 'rows.ndjson');
  await writeLines(input, inputLines());
  const args = ['--type', 'contact', '--input', input, '--journal', join(folder, 'volume.journal')];
  args.push('--rate', String(RATE), '--settle', '1', '--json');
  // A heap that would not hold the rows: 100,000 of them are 60 MB as objects.
  const { child, ended } = startPush(args, { endpoint, node: ['--max-old-space-size=40'] });
  const memory: number[] = [];
  const sampler = setInterval(() => {
    if (child.exitCode === null && child.pid !== undefined) memory.push(residentOf(child.pid));
  }, 1000);
  const { code, out, err } = await ended;
  clearInterval(sampler);
  expect(code, err).toBe(0);
  const report = JSON.parse(out);
  expect(report).toMatchObject({ outcome: 'done', rows: ROWS, sent: ROWS, requests: ROWS / 100, throttled: 0 });
  expect(api.contacts()).toHaveLength(ROWS);

  const times = api.requests().map(({ at }) => at);
  const peakOf = (part: readonly number[]): number => Math.round(Math.max(...part));
  const quarter = Math.floor(memory.length / 4);
  const figures = {
    ratio: Number((report.seconds / ((report.requests - 1) / RATE)).toFixed(3)),
    mostInTenSeconds: mostWithin(times, 10_000),
    mostInOneSecond: mostWithin(times, 1000),
    peaksByQuarterMb: [0, 1, 2, 3].map((part) => peakOf(memory.slice(part * quarter, (part + 1) * quarter))),
  };
  console.log(figures);
  // Ratio and rate are only told: on a busy machine requests that were sent apart arrive together. test/contacts/job.test.ts
  // has both on a clock of its own.
  const [, second = 0, , fourth = 0] = figures.peaksByQuarterMb;
  // What grows is the journal's index, 100 bytes a contact: 5 MB from the first half to the second.
  expect(fourth - second).toBeLessThanOrEqual(20);

  const again = await startPush(args, { endpoint }).ended;
  expect(JSON.parse(again.out)).toMatchObject({ outcome: 'done', rows: ROWS, sent: 0, unchanged: ROWS, requests: 0 });
  await served.drain();
}, 600_000);
