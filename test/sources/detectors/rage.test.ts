import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRage, type RageClick } from '../../../src/sources/detectors/verdicts/rage.js';

const THRESHOLDS = { clicks: 3, within: 1000, radius: 50 };

type Act = RageClick & { on: string };

/** The verdicts over a pattern: how many clicks each of them had. */
const judge = (acts: readonly Act[]): number[] => {
  const verdicts: number[] = [];
  const rage = createRage<Act>(THRESHOLDS, (chain) => verdicts.push(chain.length));
  for (const act of acts) rage.click(act.on, act);
  rage.end(Infinity);
  return verdicts;
};

const at = (...times: number[]): Act[] => times.map((time) => ({ at: time, x: 0, y: 0, on: 'a' }));
const along = (...xs: number[]): Act[] => xs.map((x, index) => ({ at: index * 100, x, y: 0, on: 'a' }));

describe('a chain of clicks', () => {
  it.each([
    ['two clicks', at(0, 100), []],
    ['three clicks', at(0, 100, 200), [3]],
    ['the third at 1,000 ms', at(0, 500, 1000), [3]],
    ['the third at 1,001 ms', at(0, 500, 1001), []],
    ['the last three of four inside a second', at(0, 999, 1200, 1999), [3]],
    ['quiet for 999 ms, then more of the same chain', at(0, 1, 2, 1001, 1002, 1003), [6]],
    ['quiet for 1,000 ms, then another chain', at(0, 1, 2, 1002, 1003, 1004), [3, 3]],
    ['the third at 50 px', along(0, 0, 50), [3]],
    ['the third at 51 px', along(0, 0, 51), []],
    ['50 px in both directions together', [...along(0, 0), { at: 200, x: 30, y: 40, on: 'a' }], [3]],
    ['51 px in both directions together', [...along(0, 0), { at: 200, x: 31, y: 41, on: 'a' }], []],
    ['20 px farther each time', along(0, 20, 40, 60), [3]],
    ['40 px farther each time', along(0, 40, 80, 120), []],
    ['three at one end after two at the other', along(0, 0, 90, 90, 90), [3]],
    ['elsewhere in turn', along(0, 0, 0, 0).map((act, index) => ({ ...act, on: index % 2 ? 'a' : 'b' })), []],
  ])('%s', (_name, acts, expected) => {
    expect(judge(acts)).toEqual(expected);
  });

  it('is over a second after its own last click, whatever is clicked elsewhere meanwhile', () => {
    const verdicts: string[] = [];
    const rage = createRage<Act>(THRESHOLDS, (chain) => verdicts.push(String(chain[0]?.on)));
    for (const act of at(0, 1, 2)) rage.click('a', act);
    rage.click('b', { at: 1001, x: 0, y: 0, on: 'b' });
    expect(verdicts).toEqual([]);
    rage.click('b', { at: 1002, x: 0, y: 0, on: 'b' });
    expect(verdicts).toEqual(['a']);
  });

  it('ends alone when its second is over: what was clicked since goes on', () => {
    const verdicts: string[] = [];
    const rage = createRage<Act>(THRESHOLDS, (chain) => verdicts.push(String(chain[0]?.on)));
    for (const act of at(0, 1, 2)) rage.click('a', act);
    for (const time of [600, 700]) rage.click('b', { at: time, x: 0, y: 0, on: 'b' });
    rage.end(2);
    expect(verdicts).toEqual(['a']);
    rage.click('b', { at: 1100, x: 0, y: 0, on: 'b' });
    rage.end(1100);
    expect(verdicts).toEqual(['a', 'b']);
  });

  it('says whether it is rage by now, so that nothing waits for one that is not', () => {
    const rage = createRage<Act>(THRESHOLDS, () => {});
    expect(at(0, 1, 2, 3).map((act) => rage.click('a', act))).toEqual([false, false, true, true]);
  });

  it('forgets what is open when it is told to', () => {
    const verdicts: unknown[] = [];
    const rage = createRage<Act>(THRESHOLDS, (chain) => verdicts.push(chain));
    for (const act of at(0, 1, 2)) rage.click('a', act);
    rage.drop();
    rage.end(Infinity);
    expect(verdicts).toEqual([]);
  });
});

describe('whatever the pattern', () => {
  const acts = fc
    .array(
      fc.record({
        gap: fc.integer({ min: 0, max: 700 }),
        x: fc.integer({ min: 0, max: 120 }),
        y: fc.integer({ min: 0, max: 120 }),
        on: fc.constantFrom('a', 'b'),
      }),
      { maxLength: 14 },
    )
    .map((steps) => {
      let time = 0;
      return steps.map(({ gap, ...rest }): Act => {
        time += gap;
        return { ...rest, at: time };
      });
    });

  it('a shift in time changes no verdict', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 1e9 }), (list, shift) => {
        expect(judge(list.map((act) => ({ ...act, at: act.at + shift })))).toEqual(judge(list));
      }),
    );
  });

  it('a shift in place changes no verdict', () => {
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: -5000, max: 5000 }),
        (list, dx, dy) => {
          expect(judge(list.map((act) => ({ ...act, x: act.x + dx, y: act.y + dy })))).toEqual(judge(list));
        },
      ),
    );
  });

  it('an innocent click elsewhere never makes a rage click, nor hides one', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 9000 }), (list, time) => {
        const innocent: Act = { at: time, x: 60, y: 60, on: 'somewhere else' };
        const more = [...list, innocent].sort((a, b) => a.at - b.at);
        expect([...judge(more)].sort()).toEqual([...judge(list)].sort());
      }),
    );
  });

  it('an innocent click far away on the same thing never makes a rage click', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 9000 }), (list, time) => {
        const innocent: Act = { at: time, x: 5000, y: 5000, on: 'a' };
        const more = [...list, innocent].sort((a, b) => a.at - b.at);
        expect(judge(more).length).toBeLessThanOrEqual(judge(list).length);
      }),
    );
  });
});
