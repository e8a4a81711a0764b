import { describe, expect, test } from 'vitest';
import * as lifecycle from '../../src/boot/lifecycle.js';
import type { LifecycleState } from '../../src/types/lifecycle.js';

const { ACTIVATE, BUFFER, GRANT, OPEN, PAUSE, RESUME, REFUSE, LAPSE, STOP, advance, transition } = lifecycle;

const EVENTS = { ACTIVATE, BUFFER, GRANT, OPEN, PAUSE, RESUME, REFUSE, LAPSE, STOP };

/** Each state, and what each event makes of it; `-`: it stays. */
const TABLE: Record<LifecycleState, Record<keyof typeof EVENTS, LifecycleState | '-'>> = {
  prerendering: row('waiting', '-', '-', '-', '-', '-', 'waiting', '-', 'stopped'),
  waiting: row('-', 'buffering', 'opening', '-', '-', '-', '-', '-', 'stopped'),
  buffering: row('-', '-', 'opening', '-', '-', '-', 'waiting', '-', 'stopped'),
  opening: row('-', '-', '-', 'active', '-', '-', 'waiting', 'stale', 'stopped'),
  active: row('-', '-', '-', '-', 'paused', '-', 'waiting', 'stale', 'stopped'),
  paused: row('-', '-', '-', '-', '-', 'active', 'waiting', 'stale', 'stopped'),
  stale: row('-', 'buffering', 'opening', '-', '-', '-', 'waiting', '-', 'stopped'),
  stopped: row('-', '-', '-', '-', '-', '-', '-', '-', '-'),
};

function row(...[ACTIVATE, BUFFER, GRANT, OPEN, PAUSE, RESUME, REFUSE, LAPSE, STOP]: Cells) {
  return { ACTIVATE, BUFFER, GRANT, OPEN, PAUSE, RESUME, REFUSE, LAPSE, STOP };
}
type Cell = LifecycleState | '-';
type Cells = [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

describe('the lifecycle', () => {
  // Object.entries widens the keys of records that are known whole.
  const rows = Object.entries(TABLE) as [LifecycleState, Record<keyof typeof EVENTS, Cell>][];
  const cells = rows.flatMap(([state, events]) =>
    Object.entries(events).map(([event, to]) => [state, event as keyof typeof EVENTS, to] as const),
  );

  test.each(cells)('%s, %s: %s', (state, event, to) => {
    expect(transition(state, EVENTS[event])).toBe(to === '-' ? state : to);
  });

  test('has a column for each event', () => {
    const constants = Object.keys(lifecycle).filter((name) => name === name.toUpperCase());
    expect(Object.keys(EVENTS).sort()).toEqual(constants.sort());
  });

  test('moves the tag on', () => {
    const tag: { _state: LifecycleState } = { _state: 'opening' };
    advance(tag, OPEN);
    expect(tag._state).toBe('active');
  });
});
