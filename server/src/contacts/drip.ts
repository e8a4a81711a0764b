import type { Clock } from '../clock.js';
import { InputError } from './input-error.js';

/** What a pause needs to know. */
export interface DripStage {
  clock: Clock;
  journal: { lastSentAt(): number };
  /** Told before a pause, in milliseconds. */
  pausing: (ms: number) => void;
}

/** At most `count` records in any `ms` milliseconds. */
export interface Drip {
  count: number;
  ms: number;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads `1000/5m`.
 * @throws InputError where it is none.
 */
export const readDrip = (text: string): Drip => {
  const [, count, length, unit] = /^([1-9]\d{0,6})\/([1-9]\d{0,3})([smh])$/.exec(text) ?? [];
  const unitMs = UNITS[unit ?? ''];
  if (!count || !length || !unitMs) throw new InputError('--drip is <records>/<time>, as in 1000/5m (s, m or h)');
  return { count: Number(count), ms: Number(length) * unitMs };
};

/** Resolves when the next records may go; the journal knows of earlier runs as well. */
export const waitForDrip = async (drip: Drip, { clock, journal, pausing }: DripStage): Promise<void> => {
  const wait = journal.lastSentAt() + drip.ms - clock.now();
  if (wait <= 0) return;
  pausing(wait);
  await clock.sleep(wait);
};
