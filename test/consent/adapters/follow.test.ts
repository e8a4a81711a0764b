import { describe, expect, it } from 'vitest';
import { followTool, type Tool } from '../../../src/consent/adapters/follow.js';
import type { ConsentAnswer } from '../../../src/types/config.js';
import { watching } from './watching.js';

/** A tool at work, whose answer the test gives. */
const play = (tool: Omit<Tool, 'read'>, first: ConsentAnswer | null) => {
  let answer = first;
  let asked = 0;
  const read = () => {
    asked++;
    return answer;
  };
  return {
    ...watching(followTool({ ...tool, read })),
    asked: () => asked,
    answer: (next: ConsentAnswer | null) => {
      answer = next;
    },
  };
};

const MINUTE = 60_000;
const follow = () => undefined;

describe('the tool is asked again and again', () => {
  it.each<[string, Omit<Tool, 'read'>, ConsentAnswer | null]>([
    ['until it is there', { events: ['changed'] }, null],
    ['until it knows, where it has no voice', {}, undefined],
    ['for ever, where it never calls back', { silent: true }, true],
    ['for ever, where it never calls back, whatever events others have', { silent: true, events: ['message'] }, false],
  ])('%s', (_when, tool, answer) => {
    const { asked, timers } = play(tool, answer);
    const before = asked();
    timers.advance(MINUTE);
    expect(asked()).toBeGreaterThan(before);
  });

  it.each<[string, Omit<Tool, 'read'>, ConsentAnswer]>([
    ['its events tell of what is new', { events: ['changed'] }, undefined],
    ['it calls back', { follow }, undefined],
    ['it has said yes', {}, true],
    ['it has said no', {}, false],
  ])('no longer when %s', (_when, tool, answer) => {
    const { asked, timers } = play(tool, answer);
    const before = asked();
    timers.advance(MINUTE);
    expect(asked()).toBe(before);
  });
});

describe('an act of the visitor', () => {
  it.each(['click', 'keydown'])('is a reason to ask a silent tool that had said yes: %s', (act) => {
    const { answer, emit, timers, now } = play({ silent: true }, true);
    answer(false);
    emit(act);
    timers.advance(1);
    expect(now()).toBe(false);
  });

  it.each<[string, Omit<Tool, 'read'>, ConsentAnswer]>([
    ['before there is consent', { silent: true }, undefined],
    ['of a tool that calls back', { events: ['changed'] }, true],
  ])('is not listened to %s', (_when, tool, answer) => {
    const { asked, emit, timers } = play(tool, answer);
    const before = asked();
    emit('click');
    timers.advance(1);
    expect(asked()).toBe(before);
  });

  it('is not listened to any more after a withdrawal, and once only before it', () => {
    const { answer, timers, left } = play({ silent: true }, true);
    const agreed = left();
    timers.advance(MINUTE);
    expect(left()).toBe(agreed);
    answer(false);
    timers.advance(MINUTE);
    expect(left()).toBe(agreed - 2);
  });
});

describe('what the tool says', () => {
  it('is said again where it says it itself', () => {
    const { emit, said } = play({ events: ['changed'] }, true);
    const { length } = said;
    emit('changed');
    expect(said.slice(length)).toEqual([true]);
  });

  it('is said again where it calls back, from when it is there and until it is stopped', () => {
    let changed = () => {};
    let follows = 0;
    let undone = 0;
    const { answer, said, timers, undo } = play(
      {
        follow: (tell) => {
          changed = tell;
          follows++;
          return () => undone++;
        },
      },
      null,
    );
    timers.advance(MINUTE);
    expect(follows).toBe(0);
    answer(undefined);
    timers.advance(MINUTE);
    answer(true);
    changed();
    changed();
    expect(said.slice(-2)).toEqual([true, true]);
    expect(follows).toBe(1);
    undo();
    expect(undone).toBe(1);
    const { length } = said;
    changed();
    expect(said).toHaveLength(length);
  });

  it('is heard though it cannot be followed', () => {
    const { now, errors } = play(
      {
        follow: () => {
          throw new Error('broken');
        },
      },
      true,
    );
    expect(now()).toBe(true);
    expect(errors).toEqual([]);
  });
});
