import { isExcludedCategory } from '../signals/exclusion.js';
import { matchesPath } from '../signals/match-path.js';
import { readSignal } from '../signals/read-signal.js';
import { redactPath } from '../signals/redact-path.js';
import { quiet } from '../tools/guard.js';
import type { Origin, Signal } from '../types/signal.js';
import { bufferSignal } from './consent-buffer.js';
import type { IntakeTag } from './intake-tag.js';
import { recordSignal } from './record.js';

// docs/properties.md, "How they are written".
const MAX_PATH = 80;
// A person makes a handful of signals in a second. More is a broken page, and each costs a write to storage.
const MAX_PER_SECOND = 100;

/** Is nothing looked at on a page of that category, or under one of those paths? Option `exclude`. */
export const isExcluded = (
  { _settings: { exclude }, context: { levels } }: Pick<IntakeTag, '_settings' | 'context'>,
  category: string | undefined,
  paths: readonly string[],
): boolean =>
  paths.some((path) => matchesPath(path, exclude.pages)) ||
  isExcludedCategory(exclude.categories, [category, ...levels]);

const isFlood = (tag: IntakeTag, now: number): boolean => {
  if (Math.abs(now - tag._second) > 999) {
    tag._second = now;
    tag._inSecond = 0;
  }
  return ++tag._inSecond > MAX_PER_SECOND;
};

/** Reads, bounds and completes a signal, or refuses it. */
const read = (tag: IntakeTag, input: unknown, origin: Origin): Signal | undefined => {
  const { page, report, fullstory } = tag;
  const now = page.now();
  if (isFlood(tag, now)) return void report('too_many_signals', origin);
  // A getter of the input may throw.
  const signal = quiet(readSignal)(input, now, origin);
  if (!signal) return void report('bad_signal', origin);
  const { stage, category } = tag.context.now();
  const [path = ''] = (signal.page || page.path()).split(/[?#]/);
  signal.page = redactPath(path, tag._settings.page.redact).slice(0, MAX_PATH);
  if (stage && !signal.stage) signal.stage = stage;
  // A detector's verdict may come when the address is another already: it says where it was.
  if (isExcluded(tag, signal.category || category, [path, origin === 'tag' ? path : page.path()]))
    return void report('excluded', signal.type);
  const url = fullstory.accept(signal.replayUrl);
  delete signal.replayUrl;
  if (url) signal.replayUrl = url;
  return signal;
};

/** Takes in what sources and the site say. Answers whether it was accepted. */
export const accept = (tag: IntakeTag, input: unknown, origin: Origin): boolean => {
  const { _counts: counts } = tag;
  if (tag._state === 'stopped') return false;
  counts.received++;
  const state = tag._consent.state();
  if (state === 'denied' || (state === 'unknown' && tag._settings.beforeConsent === 'ignore')) {
    counts.droppedByConsent++;
    return false;
  }
  tag.activeSession();
  const signal = read(tag, input, origin);
  if (!signal) {
    counts.refused++;
    return false;
  }
  if (tag._active) recordSignal(tag, signal);
  // Refused while the sources started, or while the signal was read.
  else if (state === 'granted') counts.droppedByConsent++;
  else bufferSignal(tag, signal);
  return true;
};
