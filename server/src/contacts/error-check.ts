import type { Clock } from '../clock.js';
import type { PushClient } from '../push/client.js';
import type { PushError } from '../push/errors.js';

/** Reads Ometria's errors during a run, and tells what is new among them. */
export interface ErrorCheck {
  /** What stood there before the run, as the journal keeps it. @throws Error when it cannot be read. */
  baseline(): Promise<string[]>;
  /** What has come since the last reading. @throws Error when it cannot be read. */
  readNew(): Promise<PushError[]>;
  /** Reads again and again until nothing new comes. @throws Error when it cannot be read. */
  readUntilQuiet(take: (errors: PushError[]) => void): Promise<void>;
  /** More came between two readings than Ometria keeps. */
  missed(): boolean;
}

// Ometria's `_errors` holds the most recent 100 rows.
const KEPT = 100;
const MOST_READINGS = 30;

/** Names by which rows are known again: equal rows are numbered, since the documented shape has neither id nor time. */
const namesOf = (errors: readonly PushError[]): string[] => {
  const times = new Map<string, number>();
  return errors.map(({ id, message, path, at }) => {
    const name = JSON.stringify([id, message, path, at]);
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return `${time} ${name}`;
  });
};

export const createErrorCheck = ({
  client,
  clock,
  seen: known,
  settleMs,
}: {
  client: Pick<PushClient, 'errors'>;
  clock: Clock;
  seen: Iterable<string>;
  /** Milliseconds that Ometria is given to validate what it has received. Not documented. */
  settleMs: number;
}): ErrorCheck => {
  let seen = new Set(known);
  let missed = false;

  const readNew = async (): Promise<PushError[]> => {
    const errors = await client.errors();
    const names = namesOf(errors);
    const fresh = errors.filter((_, index) => !seen.has(names[index] ?? ''));
    if (errors.length >= KEPT && fresh.length === errors.length) missed = true;
    seen = new Set(names);
    return fresh;
  };

  return {
    async baseline() {
      seen = new Set(namesOf(await client.errors()));
      return [...seen];
    },
    readNew,
    async readUntilQuiet(take) {
      for (let reading = 0; reading < MOST_READINGS; reading += 1) {
        await clock.sleep(settleMs);
        const errors = await readNew();
        take(errors);
        if (errors.length === 0) return;
      }
    },
    missed: () => missed,
  };
};
