import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Is the module of this `import.meta.url` what was started, and not only imported? */
export const isCommand = (url: string) =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);

/** Is it a file that may be run? */
export const isRunnable = (path: string) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a command of that name would lie, folder by folder of PATH. */
export const placesOnPath = (command: string) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((directory) => join(directory, command));

/** Runs it in the sight of the user; false when it fails or takes longer. What a script prints as its result goes to stdout alone. */
export const run = (command: string, args: readonly string[], { timeout = 300_000 } = {}) => {
  process.stderr.write(`${command} ${args.join(' ')}\n`);
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout }).status === 0;
};

/** Prints what it finds as JSON, or the sentence that it throws. */
export const printFound = (find: () => unknown) => {
  try {
    console.log(JSON.stringify(find(), null, 2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
};
