#!/usr/bin/env node
import { systemClock } from './clock.js';
import { type Command, UsageError } from './commands/command.js';

/** Each verb's module is loaded when it is asked for. */
const VERBS: Record<string, { about: string; load: () => Promise<{ command: Command }> }> = {
  relay: { about: 'receive a FullStory Stream and push it', load: () => import('./commands/relay.js') },
  push: { about: 'send rows of a warehouse to Ometria', load: () => import('./contacts/command.js') },
  mapping: {
    about: 'print what to paste into FullStory and create in Ometria',
    load: () => import('./commands/mapping.js'),
  },
  check: { about: 'look whether settings, key and relay work', load: () => import('./commands/check.js') },
};

const usage = (): string =>
  [
    'fullstory-ometria-server <verb> [options]',
    '',
    ...Object.entries(VERBS).map(([verb, { about }]) => `  ${verb.padEnd(8)} ${about}`),
    '',
    'fullstory-ometria-server <verb> --help says what a verb takes.',
    '',
  ].join('\n');

const [verb = '', ...args] = process.argv.slice(2);
const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;

if (known === undefined) {
  const asked = verb === '--help' || verb === '-h' || verb === 'help';
  (asked ? process.stdout : process.stderr).write(usage());
  process.exitCode = asked ? 0 : 2;
} else {
  try {
    const { command } = await known.load();
    process.exitCode = await command(args, {
      env: process.env,
      stdin: process.stdin,
      clock: systemClock,
      out: (text) => void process.stdout.write(text),
      err: (text) => void process.stderr.write(text),
      onSignal: (signal, then) => void process.once(signal, then),
    });
  } catch (error) {
    // A wrong setting is one sentence; everything else is a fault of ours and keeps its trace.
    const isWrongUse = error instanceof TypeError || error instanceof UsageError;
    process.stderr.write(`${isWrongUse ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = isWrongUse ? 2 : 1;
  }
}
