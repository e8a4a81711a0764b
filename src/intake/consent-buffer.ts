import type { Signal } from '../types/signal.js';
import type { IntakeTag } from './intake-tag.js';
import { recordSignal } from './record.js';

// Signals that wait for consent are kept in memory, the oldest go first. docs/privacy.md, "On what ground: consent".
const MAX_BUFFERED = 100;

/** Keeps a signal until the visitor answers. */
export const bufferSignal = ({ _buffer, _counts }: Pick<IntakeTag, '_buffer' | '_counts'>, signal: Signal): void => {
  if (_buffer.push(signal) > MAX_BUFFERED) {
    _buffer.shift();
    _counts.droppedByConsent++;
  }
};

/** What waits is nobody's any more. */
export const dropBuffered = (
  { _buffer, _counts }: Pick<IntakeTag, '_buffer' | '_counts'>,
  reason: 'droppedByConsent' | 'droppedByIdentityChange',
): void => {
  _counts[reason] += _buffer.splice(0).length;
};

/** The visitor has agreed: what has waited is recorded. */
export const recordBuffered = (tag: IntakeTag): void => {
  const { _buffer: buffer } = tag;
  // A listener of the site's may refuse in the middle: what is left is dropped by that, and counted.
  for (let signal = buffer.shift(); signal; signal = tag._active && buffer.shift()) recordSignal(tag, signal);
};
