import type { Locator, Page } from '@playwright/test';
import type { Input } from './case.js';

/** A person's hands on mouse, screen or keys. */
export type Hands = ReturnType<typeof createHands>;

type Target = string | Locator;

interface Pressing {
  /** How often; once if not said. */
  times?: number;
  /** Milliseconds from one press to the next: an impatient person's, if not said. */
  every?: number;
  /** Where on the target, from its left top corner; its middle if not said. */
  at?: { x: number; y: number };
}

const IMPATIENT_MS = 190;
// A button stays down for that long under a finger.
const HOLD_MS = 55;
const LOOK_MS = 250;
const KEY_MS = 35;

// Three presses that take longer are no rage by any definition; a margin for the browser's own clock.
const FAST_MS = 950;

class TooSlow extends Error {}
export const isTooSlow = (error: unknown): boolean => error instanceof TooSlow;

/** Three presses one after the other in less than a second, as the page saw them. */
const wasFast = (times: readonly number[]) =>
  times.some((time, at) => {
    const third = times[at + 2];
    return third !== undefined && third - time <= FAST_MS;
  });

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Runs one act after the other. */
export type Turn = (act: () => Promise<void>) => Promise<void>;

/** What has to be fast is done in turn with the other pages' hands: two at once would slow each other down. */
export const createHands = (page: Page, input: Input, inTurn: Turn) => {
  const find = (target: Target) => (typeof target === 'string' ? page.locator(target).first() : target);

  const placeOf = async (target: Target, at?: { x: number; y: number }) => {
    const found = find(target);
    await found.scrollIntoViewIfNeeded();
    const box = await found.boundingBox();
    if (!box) throw new Error(`${String(target)} is not to be seen`);
    return { x: box.x + (at?.x ?? box.width / 2), y: box.y + (at?.y ?? box.height / 2) };
  };

  const focus = async (target: Target) => {
    const found = find(target);
    await found.focus();
  };

  /** At fixed moments, so that a slow machine does not stretch an impatient person's pattern. */
  const repeat = async (times: number, every: number, act: (at: number) => Promise<void>) => {
    const begin = Date.now();
    for (let at = 0; at < times; at++) {
      await wait(begin + at * every - Date.now());
      await act(at);
    }
  };

  /** The pointer comes from somewhere, looks, and presses: on a place, as a person does, whatever stands there by then. */
  const press = async (target: Target, { times = 1, every = IMPATIENT_MS, at }: Pressing = {}) => {
    if (input === 'keyboard') {
      await focus(target);
      await wait(LOOK_MS);
      return repeat(times, every, () => page.keyboard.press('Enter', { delay: HOLD_MS }));
    }
    const { x, y } = await placeOf(target, at);
    if (input === 'touch') {
      await wait(LOOK_MS);
      return repeat(times, every, () => page.touchscreen.tap(x, y));
    }
    await page.mouse.move(x + 30, y + 18);
    await page.mouse.move(x, y, { steps: 4 });
    await wait(LOOK_MS);
    return repeat(times, every, async (pressed) => {
      // The browser counts clicks up while they come within half a second on one spot.
      const clickCount = every <= 500 ? pressed + 1 : 1;
      await page.mouse.down({ clickCount });
      await wait(HOLD_MS);
      await page.mouse.up({ clickCount });
    });
  };

  /** Presses fast, and sees to it that the presses came as fast as they were meant. */
  const pressOn = async (target: Target, how: Pressing = {}) => {
    const { times = 1, every = IMPATIENT_MS } = how;
    if (times < 3) return press(target, how);
    const before = await page.evaluate(() => Reflect.get(window, 'presses').length);
    await inTurn(() => press(target, how));
    const all: number[] = await page.evaluate(() => Reflect.get(window, 'presses'));
    if (every <= FAST_MS / 3 && !wasFast(all.slice(before)))
      throw new TooSlow('the machine was too busy for fast presses');
  };

  return {
    page,
    input,
    wait,
    press: pressOn,
    find,
    focus,
    /** Waits until it is to be seen: that a content shopper's widget did what it is for. */
    see: (target: Target) => find(target).waitFor({ state: 'visible', timeout: 10_000 }),
    /** Waits until it is gone. */
    missing: (target: Target) => find(target).waitFor({ state: 'hidden', timeout: 10_000 }),
    /** Goes to the field and types. */
    type: async (target: Target, text: string) => {
      if (input === 'keyboard') await focus(target);
      else await press(target);
      await page.keyboard.type(text, { delay: KEY_MS });
    },
    /** Keys, one after the other. */
    keys: async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key, { delay: HOLD_MS });
        await wait(120);
      }
    },
    hover: async (target: Target, ms = 500) => {
      const { x, y } = await placeOf(target);
      await page.mouse.move(x + 25, y + 12);
      await page.mouse.move(x, y, { steps: 4 });
      await wait(ms);
    },
    drag: (target: Target, dx: number, dy = 0) =>
      inTurn(async () => {
        const { x, y } = await placeOf(target);
        await page.mouse.move(x, y, { steps: 3 });
        await wait(LOOK_MS);
        await page.mouse.down();
        for (let step = 1; step <= 12; step++) {
          await page.mouse.move(x + (dx * step) / 12, y + (dy * step) / 12);
          await wait(16);
        }
        await page.mouse.up();
      }),
    /** A finger drawn over the page. Chromium alone can be told so. */
    swipe: (target: Target, dx: number, dy = 0) =>
      inTurn(async () => {
        const { x, y } = await placeOf(target);
        const client = await page.context().newCDPSession(page);
        const touch = (type: string, at?: { x: number; y: number }) =>
          client.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: at ? [at] : [] });
        await touch('touchStart', { x, y });
        for (let step = 1; step <= 10; step++) {
          await touch('touchMove', { x: x + (dx * step) / 10, y: y + (dy * step) / 10 });
          await wait(16);
        }
        await touch('touchEnd');
        await client.detach();
      }),
    scroll: async (dy: number) => {
      await page.mouse.wheel(0, dy);
      await wait(150);
    },
    /** Gives up and goes elsewhere. */
    leave: async () => {
      await page.goto('/left');
    },
  };
};
