import { describe, expect, it } from 'vitest';
import { type Report, reportText } from '../../src/contacts/report.js';
import { openJobs as open } from '../support/job-stage.js';

const row = (n: number, value = n) => ({ email: `person-${n}@example.com`, fsw_sessions: value });
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));
const sum = ({ sent, delivered, unchanged, repeated, refused }: Report): number =>
  sent + delivered + unchanged + repeated + refused;

describe('the job', () => {
  it('sends every row, and nothing that has not changed', async () => {
    const { run, held } = open();
    const first = await run(rows(250));
    expect(first.report).toMatchObject({ outcome: 'done', rows: 250, sent: 250, refused: 0 });
    expect(held()['person-7@example.com']).toEqual({ fsw_sessions: 7 });
    const second = await run([...rows(250), row(3, 30)].slice(1));
    expect(second.report).toMatchObject({ outcome: 'done', rows: 250, sent: 1, unchanged: 249, resumed: false });
    expect(held()['person-3@example.com']).toEqual({ fsw_sessions: 30 });
  });

  it('refuses bad rows with line and reason, and sends the others', async () => {
    const { run, held } = open();
    const { report, told } = await run([
      row(1),
      '{"email":',
      { fsw_sessions: 1 },
      { ...row(2), long: 'x'.repeat(2000) },
      { ...row(3), 'Churn %': 1 },
      '\u0000\u0001',
      row(4),
    ]);
    expect(told.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(report).toMatchObject({ outcome: 'done_with_refusals', rows: 7, sent: 2, refused: 5 });
    expect(Object.keys(held())).toEqual(['person-1@example.com', 'person-4@example.com']);
    expect(reportText(report)).toContain('line 3: the e-mail address is missing or malformed');
    expect(reportText(report)).not.toContain('person-');
  });

  it("reads Ometria's refusals back, and sends those rows again in the next run", async () => {
    let lacks = true;
    const { run, held } = open({
      refuses: (record) => (lacks && record.properties.fsw_sessions === 7 ? 'no such field' : undefined),
    });
    const { report, told } = await run(rows(10));
    expect(told).toEqual([{ line: 8, reason: 'Ometria: no such field (properties)' }]);
    expect(report).toMatchObject({ outcome: 'done_with_refusals', sent: 9, refused: 1, rows: 10 });
    lacks = false;
    const again = await run(rows(10));
    expect(again.report).toMatchObject({ outcome: 'done', sent: 1, unchanged: 9 });
    expect(held()['person-7@example.com']).toEqual({ fsw_sessions: 7 });
  });

  it('does not take an old error for a new one', async () => {
    let lacks = true;
    const { run } = open({ refuses: () => (lacks ? 'no such field' : undefined) });
    await run(rows(3));
    lacks = false;
    expect((await run(rows(3))).report).toMatchObject({ outcome: 'done', sent: 3, refused: 0 });
  });

  it('counts errors that name no record, and does not guess whose they are', async () => {
    const { run } = open({ refuses: () => 'no such field', errorShape: 'documented' });
    expect((await run(rows(3))).report).toMatchObject({ sent: 3, refused: 0, unattributed: 3 });
  });

  it('sends everything once more where more errors came than Ometria keeps', async () => {
    let lacks = true;
    const { run } = open({ refuses: () => (lacks ? 'no such field' : undefined) });
    const { report } = await run(rows(300));
    expect(report).toMatchObject({ outcome: 'done_with_refusals', errorsMissed: true, sent: 200, refused: 100 });
    expect(sum(report)).toBe(300);
    lacks = false;
    expect((await run(rows(300))).report).toMatchObject({ outcome: 'done', sent: 300, unchanged: 0 });
  });

  it('lets the last row of a contact win, however its batches fare', async () => {
    // The first request is answered with an error and repeated later than the second one would arrive.
    const { run, held, api } = open({ fault: ({ count }) => (count === 0 ? { status: 502 } : undefined) });
    const { report } = await run([row(1, 1), row(1, 2), ...rows(150).slice(2), row(1, 3), row(2, 20), row(1, 4)]);
    expect(held()['person-1@example.com']).toEqual({ fsw_sessions: 4 });
    expect(held()['person-2@example.com']).toEqual({ fsw_sessions: 20 });
    expect(report.rows).toBe(153);
    expect(sum(report)).toBe(153);
    expect(api.contacts()).toHaveLength(149);
  });

  it('stops where Ometria cannot be reached, and goes on with the same input', async () => {
    let down = true;
    const { run, held } = open({ fault: ({ count }) => (down && count > 3 ? 'network' : undefined) });
    const failed = await run(rows(900));
    expect(failed.report).toMatchObject({ outcome: 'failed', failure: 'Ometria could not be reached', sent: 400 });
    down = false;
    const { report } = await run(rows(900));
    expect(report).toMatchObject({ outcome: 'done', resumed: true, rows: 900 });
    expect(report).toMatchObject({ delivered: 400, sent: 500 });
    expect(sum(report)).toBe(900);
    expect(Object.keys(held())).toHaveLength(900);
  });

  it('counts a refusal once when the run was interrupted before it was read', async () => {
    const { run } = open({
      refuses: ({ properties }) => (properties.fsw_sessions === 1 ? 'no such field' : undefined),
    });
    let asked = 0;
    const stopped = await run(rows(300), { isStopped: () => ++asked > 250 });
    expect(stopped.report).toMatchObject({ outcome: 'failed', failure: expect.stringMatching(/^Stopped/) });
    const { report } = await run(rows(300));
    expect(report).toMatchObject({ resumed: true, outcome: 'done_with_refusals', rows: 300, refused: 1 });
    expect(sum(report)).toBe(300);
  });

  it('takes the time that the rate takes, and is never above it', async () => {
    const { run, api } = open({ queue: 1_000_000 });
    const { report } = await run(rows(3000));
    // Five seconds are the wait for Ometria's validation.
    expect((report.seconds - 5) / ((report.requests - 1) / 8)).toBeLessThanOrEqual(1.05);
    expect(report).toMatchObject({ sent: 3000, requests: 30, throttled: 0 });
    const times = api.requests().map(({ at }) => at);
    for (const [index, at] of times.entries())
      expect((times[index + 8] ?? at + 1000) - at).toBeGreaterThanOrEqual(1000);
  });

  it('fails at once where the key is refused, with nothing sent', async () => {
    const { run, api } = open({ key: 'another' });
    const { report } = await run(rows(3));
    expect(report).toMatchObject({ outcome: 'failed', failure: expect.stringContaining('could not be read'), sent: 0 });
    expect(api.contacts()).toEqual([]);
  });
});
