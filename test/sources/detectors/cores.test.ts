import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAttention as attentionBy } from '../../../src/sources/detectors/attention.js';
import { createDwell } from '../../../src/sources/detectors/dwell.js';
import { createThrash } from '../../../src/sources/detectors/thrash.js';
import { isOwnFailure, readFailure } from '../../../src/sources/detectors/verdicts/error.js';

/** By a clock that only the test moves. */
const createAttention = (idle: number, start = 0) => {
  let now = start;
  const attention = attentionBy(idle, () => now);
  const at =
    <A extends unknown[], R>(act: (...args: A) => R) =>
    (time: number, ...args: A): R => {
      now = time;
      return act(...args);
    };
  return {
    input: at(attention.input),
    attend: at(attention.attend),
    spent: at(attention.spent),
    lasts: at(attention.lasts),
  };
};

describe('attention', () => {
  it('lasts for thirty seconds after an input, to the millisecond', () => {
    const attention = createAttention(30_000);
    attention.attend(0, true);
    attention.input(0);
    expect(attention.lasts(29_999)).toBe(true);
    expect(attention.lasts(30_000)).toBe(false);
    expect(attention.spent(30_000)).toBe(30_000);
    expect(attention.spent(90_000)).toBe(30_000);
  });

  it('does not count while the page is not attended to, whatever the input', () => {
    const attention = createAttention(30_000);
    attention.attend(0, false);
    attention.input(0);
    attention.input(10_000);
    expect(attention.spent(20_000)).toBe(0);
    attention.attend(20_000, true);
    expect(attention.spent(25_000)).toBe(5000);
  });

  it('is never longer than the time that passed, nor than thirty seconds for each input', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 20 }), (gaps) => {
        const attention = createAttention(30_000);
        attention.attend(0, true);
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          attention.input(now);
        }
        const spent = attention.spent(now + 40_000);
        expect(spent).toBeLessThanOrEqual(Math.min(now + 40_000, gaps.length * 30_000));
      }),
    );
  });
});

describe('the time of day', () => {
  const acts = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 40_000 }), attends: fc.boolean() }), {
    maxLength: 20,
  });

  it('changes neither attention nor the marks of dwell', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 1e9 }), (list, shift) => {
        const judge = (start: number) => {
          const attention = createAttention(30_000, start);
          const dwell = createDwell(60);
          attention.attend(start, true);
          let now = start;
          return list.map(({ gap, attends }) => {
            now += gap;
            attention.input(now);
            attention.attend(now, attends);
            const spent = attention.spent(now);
            return [spent, dwell.spent(spent, 'a'), attention.lasts(now + 30_000)];
          });
        };
        expect(judge(shift)).toEqual(judge(0));
      }),
    );
  });

  it('changes no mark of dwell by the attention there was before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 70_000 })), fc.integer({ min: 0, max: 1e9 }), (gaps, before) => {
        const judge = (start: number) => {
          const dwell = createDwell(60);
          dwell.spent(start, 'a');
          let spent = start;
          return gaps.map((gap) => {
            spent += gap;
            return dwell.spent(spent, 'a');
          });
        };
        expect(judge(before)).toEqual(judge(0));
      }),
    );
  });
});

describe('dwell', () => {
  it('marks 60, 120, 240 and 480 seconds, to the millisecond', () => {
    const dwell = createDwell(60);
    expect(dwell.spent(0, 'a')).toBeUndefined();
    const marks = [];
    for (const ms of [59_999, 60_000, 119_999, 120_000, 239_999, 240_000, 480_000]) marks.push(dwell.spent(ms, 'a'));
    expect(marks).toEqual([undefined, 60, undefined, 120, undefined, 240, 480]);
  });

  it('begins anew with another product, and is silent without one', () => {
    const dwell = createDwell(60);
    dwell.spent(0, 'a');
    expect(dwell.spent(59_000, 'b')).toBeUndefined();
    expect(dwell.spent(60_000, 'b')).toBeUndefined();
    expect(dwell.spent(118_999, 'b')).toBeUndefined();
    expect(dwell.spent(119_000, 'b')).toBe(60);
    expect(dwell.spent(500_000, undefined)).toBeUndefined();
  });
});

describe('shaking the mouse', () => {
  const shake = (turns: number, { every = 200, leg = 40, start = 0 } = {}) => {
    const thrash = createThrash({ turns: 8, within: 2000, leg: 40 });
    let signals = 0;
    for (let at = 0; at <= turns + 1; at++) if (thrash.move(start + at * every, at % 2 ? leg : 0, 5)) signals++;
    return signals;
  };

  it('takes eight turns, each leg 40 px, within two seconds', () => {
    expect(shake(8)).toBe(1);
    expect(shake(7)).toBe(0);
    expect(shake(8, { leg: 39 })).toBe(0);
    // Eight turns are seven intervals.
    expect(shake(8, { every: 285 })).toBe(1);
    expect(shake(8, { every: 286 })).toBe(0);
  });

  it.each([
    [2000, 1],
    [2001, 0],
  ])('counts eight turns whose first and last are %i ms apart', (span, signals) => {
    const thrash = createThrash({ turns: 8, within: 2000, leg: 40 });
    // The second movement is a leg and no turn yet.
    const times = [0, 10, 20, 30, 40, 50, 60, 70, 80, 20 + span];
    expect(times.filter((time, at) => thrash.move(time, at % 2 ? 40 : 0, 5))).toHaveLength(signals);
  });

  it('is the same anywhere on the page', () => {
    const place = fc.integer({ min: 0, max: 60 });
    // To and fro: most of them are shakings, or miss it by a turn.
    const path = fc
      .array(fc.record({ gap: fc.integer({ min: 0, max: 300 }), x: place, y: place }), { minLength: 8, maxLength: 14 })
      .map((steps) => steps.map(({ x, ...rest }, at) => ({ ...rest, x: x + (at % 2) * 70 })));
    const shift = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(path, shift, shift, (steps, dx, dy) => {
        const judge = (right: number, down: number) => {
          const thrash = createThrash({ turns: 8, within: 2000, leg: 40 });
          let now = 0;
          return steps.map(({ gap, x, y }) => {
            now += gap;
            return thrash.move(now, x + right, y + down);
          });
        };
        expect(judge(dx, dy)).toEqual(judge(0, 0));
      }),
    );
  });

  it('is one signal for one shaking, on whichever axis, whenever', () => {
    expect(shake(40)).toBe(1);
    const thrash = createThrash({ turns: 8, within: 2000, leg: 40 });
    let signals = 0;
    for (let at = 0; at < 30; at++) if (thrash.move(at * 100, at % 2 ? 60 : 0, at % 2 ? 60 : 0)) signals++;
    expect(signals).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 20 }), (start, turns) => {
        expect(shake(turns, { start })).toBe(shake(turns));
      }),
    );
  });

  it('does not count turns from before a button was down', () => {
    const thrash = createThrash({ turns: 8, within: 2000, leg: 40 });
    for (let at = 0; at < 8; at++) thrash.move(at * 100, at % 2 ? 60 : 0, 0);
    thrash.drop();
    expect(thrash.move(800, 0, 0)).toBe(false);
    expect(thrash.move(900, 60, 0)).toBe(false);
  });
});

describe('whose error it is', () => {
  const own = (message: string, source = '', name = 'TypeError', scripts: string[] = []) => {
    // What is read of an ErrorEvent.
    const failure = readFailure({ type: 'error', message, filename: source, error: { name } } as ErrorEvent);
    return !!failure && isOwnFailure(failure, 'shop.example', scripts);
  };

  it.each([
    ["the shop's own script", own('x is undefined', 'https://shop.example/app.js:1:2'), true],
    ['no address at all', own('x is undefined'), false],
    ["another host of the shop's site", own('x', 'https://cdn.shop.example/app.js:1:2'), true],
    ['an address that only begins like it', own('x', 'https://shop.example.evil.com/app.js'), false],
    ['another origin', own('x', 'https://cdn.example/app.js:1:2'), false],
    [
      'another origin that the option names',
      own('x', 'https://cdn.example/app.js:1:2', '', ['https://cdn.example/*']),
      true,
    ],
    ['an extension', own('x', 'chrome-extension://abc/content.js:3:4'), false],
    ['Script error.', own('Script error.'), false],
    ['ResizeObserver loop', own('ResizeObserver loop completed with undelivered notifications.'), false],
    ['AbortError', own('The user aborted a request.', '', 'AbortError'), false],
  ])('%s', (_name, verdict, expected) => {
    expect(verdict).toBe(expected);
  });
});
