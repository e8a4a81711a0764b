import type { Clock } from '../../src/clock.js';

export interface FakeClock extends Clock {
  /** Lets time pass, from one sleeper's end to the next, until the promise settles. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Lets so many milliseconds pass. */
  advance(ms: number): Promise<void>;
}

// WebCrypto works on threads of its own: what it is asked for is counted, so that time never passes under its work.
let pending = 0;
const { subtle } = crypto;
for (const name of ['importKey', 'sign', 'verify', 'digest'] as const) {
  const original = subtle[name];
  // The same function with the same arguments; only its end is waited for.
  const counted = async (...args: unknown[]): Promise<unknown> => {
    pending += 1;
    try {
      return await Reflect.apply(original, subtle, args);
    } finally {
      pending -= 1;
    }
  };
  Object.defineProperty(subtle, name, { value: counted, configurable: true });
}

/** Everything that can happen at this moment has happened. */
const settle = async (): Promise<void> => {
  for (let quiet = 0; quiet < 3; quiet = pending > 0 ? 0 : quiet + 1)
    await new Promise((resolve) => setImmediate(resolve));
};

/** A clock whose time passes only when it is asked to. */
export function createFakeClock(start = Date.UTC(2026, 10, 28, 12)): FakeClock {
  let time = start;
  let sleepers: { until: number; wake: () => void }[] = [];

  const wakeNext = async (limit: number): Promise<boolean> => {
    const next = sleepers.reduce((least, { until }) => Math.min(least, until), Number.POSITIVE_INFINITY);
    if (next > limit) return false;
    time = Math.max(time, next);
    const awake = sleepers.filter(({ until }) => until <= time);
    sleepers = sleepers.filter((sleeper) => !awake.includes(sleeper));
    for (const { wake } of awake) wake();
    await settle();
    return true;
  };

  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { until: time + Math.max(0, ms), wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    async run(promise) {
      let done = false;
      const end = () => {
        done = true;
      };
      promise.then(end, end);
      for (await settle(); !done; ) {
        if (!(await wakeNext(Number.POSITIVE_INFINITY))) await settle();
      }
      return promise;
    },
    async advance(ms) {
      const until = time + ms;
      await settle();
      while (await wakeNext(until));
      time = until;
    },
  };
}
