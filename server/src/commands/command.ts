import type { Readable } from 'node:stream';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Clock } from '../clock.js';

/** What a command sees of the process. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>;
  stdin: Readable;
  out(text: string): void;
  err(text: string): void;
  clock: Clock;
  onSignal(signal: 'SIGTERM' | 'SIGINT', then: () => void): void;
}

/** Resolves to the exit code: 0 done, 1 failed. Wrong use is a UsageError, which becomes 2. */
export type Command = (args: string[], io: Io) => Promise<number>;

/** Something that was typed wrong; the message is all that a person needs. */
export class UsageError extends Error {}

type ArgOptions = NonNullable<ParseArgsConfig['options']>;
type ParsedArgs<Options extends ArgOptions> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options }>
>['values'];

/** Options that were typed. @throws UsageError on one that does not exist, or that lacks its value. */
export function readArgs<const Options extends ArgOptions>(args: string[], options: Options): ParsedArgs<Options> {
  try {
    return parseArgs<{ args: string[]; options: Options }>({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A variable of the environment. @throws UsageError that names it, where it is missing. */
export function needVariable(env: Io['env'], name: string, meaning: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new UsageError(`The environment lacks ${name}: ${meaning}.`);
  return value;
}
