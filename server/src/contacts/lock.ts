import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { InputError } from './input-error.js';

const isRunning = (pid: number): boolean => {
  // In a container the killed process may have had the very number of this one.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is there too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const tryLock = (path: string): boolean => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Keeps a second job from the same journal. What a killed job left is taken over.
 * @returns how to unlock
 * @throws InputError where another job holds it
 */
export const lock = (path: string): (() => void) => {
  if (!tryLock(path)) {
    const pid = Number(readFileSync(path, 'utf8'));
    if (pid > 0 && isRunning(pid))
      throw new InputError(`Another job (process ${pid}) has this journal. If it has not: remove ${path}`);
    rmSync(path);
    if (!tryLock(path)) throw new InputError(`Another job has just taken this journal: ${path}`);
  }
  return () => rmSync(path, { force: true });
};
