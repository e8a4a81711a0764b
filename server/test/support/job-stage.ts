import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type JobOptions, runJob } from '../../src/contacts/job.js';
import { openJournal } from '../../src/contacts/journal.js';
import { readRows } from '../../src/contacts/read.js';
import { createToRecord, type RecordType } from '../../src/contacts/record.js';
import type { Refusal, Report } from '../../src/contacts/report.js';
import { createPushClient } from '../../src/push/client.js';
import { createPushApi, type PushApi, type PushApiOptions } from '../../src/stand-ins/push-api.js';
import { createFakeClock } from './fake-clock.js';

const KEY = 'key';

export interface Run {
  report: Report;
  told: Refusal[];
  pauses: number[];
}

/** An account at Ometria, a journal, and jobs that run one after another on one clock. */
export const openJobs = (apiOptions: PushApiOptions = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-job-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'journal');
  const clock = createFakeClock();
  const api: PushApi = createPushApi({ key: KEY, clock, ...apiOptions });
  const run = async (
    lines: readonly unknown[],
    { type = 'contact', ...more }: Partial<JobOptions> & { type?: RecordType } = {},
  ): Promise<Run> => {
    const told: Refusal[] = [];
    const pauses: number[] = [];
    const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    async function* chunks() {
      yield new TextEncoder().encode(input);
    }
    const journal = openJournal(path, clock.now);
    const report = await clock.run(
      runJob({
        type,
        rows: readRows(chunks(), { format: 'ndjson' }),
        toRecord: createToRecord({ type, mapping: { columns: {} }, collection: 'fullstory_warehouse' }),
        client: createPushClient({ key: KEY, clock, fetch: api.fetch, rate: 8, attempts: 3, random: () => 0.5 }),
        journal,
        clock,
        settleMs: 5000,
        refuse: (refusal) => told.push(refusal),
        progress: () => {},
        pausing: (ms) => pauses.push(ms),
        isStopped: () => false,
        ...more,
      }),
    );
    journal.close();
    return { report, told, pauses };
  };
  const held = () => Object.fromEntries(api.contacts().map(({ record, properties }) => [record.email, properties]));
  return { api, clock, run, held };
};
