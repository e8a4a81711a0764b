import type { Scene } from '../support/case.js';
import type { Hands } from '../support/hands.js';

type Target = Parameters<Hands['press']>[0];

export const content = (what: string, act: Scene['act'], more: Partial<Scene> = {}): Scene => ({
  what,
  shopper: 'content',
  act,
  ...more,
});

/** What went wrong is in `more`. */
export const annoyed = (what: string, act: Scene['act'], more: Partial<Scene>): Scene => ({
  what,
  shopper: 'frustrated',
  act,
  ...more,
});

/** One press, and nothing. */
export const dead = (what: string, target: Target, more: Partial<Scene> = {}): Scene => ({
  what,
  shopper: 'frustrated',
  act: ({ press }) => press(target),
  expected: ['dead_click'],
  ...more,
});

/** Four fast presses, and nothing. */
export const rage = (what: string, target: Target, more: Partial<Scene> = {}): Scene => ({
  what,
  shopper: 'frustrated',
  act: ({ press }) => press(target, { times: 4 }),
  expected: ['rage_click'],
  arguable: ['dead_click'],
  ...more,
});

/** A form that is filled in, sent so many times, and left if so asked. */
export const sends =
  (email: string, { times = 1, leaves = false, pause = 2200 } = {}): Scene['act'] =>
  async ({ type, press, wait, leave }) => {
    await type('#name', 'Ada');
    await type('#email', email);
    for (let at = 0; at < times; at++) {
      await press('#send');
      await wait(pause);
    }
    if (leaves) await leave();
  };

export const ADDRESS = 'ada@example.com';
export const HALF = 'ada';

export const BOTH = { inputs: ['mouse', 'touch'] } as const;
export const ALL = { inputs: ['mouse', 'touch', 'keyboard'] } as const;
