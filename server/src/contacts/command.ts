import { closeSync, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { type Command, type Io, UsageError } from '../commands/command.js';
import { createPushClient } from '../push/client.js';
import { HELP, type PushArguments, readPushArguments } from './arguments.js';
import { dryRun } from './dry-run.js';
import { type Input, openInput } from './input.js';
import { InputError } from './input-error.js';
import { runJob } from './job.js';
import { openJournal } from './journal.js';
import { lock } from './lock.js';
import { createProgress, durationText, type Progress } from './progress.js';
import { readRows } from './read.js';
import { createToRecord } from './record.js';
import { OUTCOMES, type Refusal, reportText } from './report.js';

const FAILED = OUTCOMES.indexOf('failed');

// So many refusals are told as they come; the report counts all, and --refused writes them.
const TOLD = 20;

const createRefuse = (path: string | undefined, say: (text: string) => void) => {
  const file = path === undefined ? undefined : openSync(path, 'w');
  let count = 0;
  return {
    refuse(refusal: Refusal): void {
      if (file !== undefined) writeSync(file, `${JSON.stringify(refusal)}\n`);
      count += 1;
      if (count <= TOLD) say(`line ${refusal.line}: ${refusal.reason}`);
      if (count === TOLD) say('further refusals are counted in the report, and written by --refused FILE');
    },
    close(): void {
      if (file !== undefined) closeSync(file);
    },
  };
};

interface Stage {
  given: PushArguments;
  io: Io;
  input: Input;
  progress: Progress;
  refuse: (refusal: Refusal) => void;
}

const rowsOf = ({ given, input }: Stage) => readRows(input.chunks, given);

async function rehearse(stage: Stage): Promise<number> {
  const { given, io, refuse } = stage;
  // Looking makes no journal where there is none.
  const journal = existsSync(given.journal) ? openJournal(given.journal, io.clock.now) : undefined;
  const { text, refused } = await dryRun({
    rows: rowsOf(stage),
    toRecord: createToRecord(given.record),
    look: journal?.look ?? (() => 'new'),
    refuse,
  });
  journal?.close();
  io.out(text);
  return OUTCOMES.indexOf(refused > 0 ? 'done_with_refusals' : 'done');
}

const listenForStop = (io: Io, progress: Progress): (() => boolean) => {
  let stopped = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    io.onSignal(signal, () => {
      stopped = true;
      progress.say('Stopping: what is under way is finished first.');
    });
  return () => stopped;
};

async function push(stage: Stage): Promise<number> {
  const { given, io, progress, refuse } = stage;
  const { OMETRIA_KEY = '', OMETRIA_ENDPOINT } = io.env;
  const client = createPushClient({
    key: OMETRIA_KEY,
    clock: io.clock,
    // Enough for the highest rate while Ometria takes two seconds to answer.
    concurrency: 16,
    ...(OMETRIA_ENDPOINT && { endpoint: OMETRIA_ENDPOINT }),
    ...(given.rate !== undefined && { rate: given.rate }),
  });
  const toRecord = createToRecord(given.record);
  const unlock = lock(`${given.journal}.lock`);
  try {
    const journal = openJournal(given.journal, io.clock.now);
    if (journal.resumed) progress.say('The last run did not end: this one goes on with it.');
    const report = await runJob({
      ...given,
      type: given.record.type,
      rows: rowsOf(stage),
      toRecord,
      client,
      journal,
      clock: io.clock,
      refuse,
      progress: progress.show,
      pausing: (ms) => progress.say(`Waiting ${durationText(ms)} for the drip.`),
      isStopped: listenForStop(io, progress),
    });
    journal.close();
    progress.end();
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (given.report !== undefined) writeFileSync(given.report, json);
    io.out(given.json ? json : reportText(report));
    return OUTCOMES.indexOf(report.outcome);
  } finally {
    unlock();
  }
}

const isWrongUse = (error: unknown): error is Error =>
  error instanceof InputError || error instanceof UsageError || error instanceof TypeError;

/** `push`: sends rows of a warehouse to Ometria. Resolves to 0 done, 1 done with refusals, 2 failed. */
export const command: Command = async (args, io) => {
  try {
    const given = readPushArguments(args, io.env);
    if (given === 'help') {
      io.out(HELP);
      return 0;
    }
    const input = openInput(given.input, io.stdin);
    const terminal = process.stderr.isTTY === true;
    const progress = createProgress({ write: io.err, clock: io.clock, terminal, share: input.share });
    const { refuse, close } = createRefuse(given.refused, progress.say);
    const stage: Stage = { given, io, input, progress, refuse };
    return await (given.dryRun ? rehearse(stage) : push(stage)).finally(close);
  } catch (error) {
    // Not thrown on: the exit code of a fault would say "done with refusals".
    if (isWrongUse(error)) io.err(`${error.message}\n`);
    else io.err(`${error instanceof Error ? error.stack : String(error)}\n`);
    return FAILED;
  }
};
