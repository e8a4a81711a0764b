import { describe, expect, test } from 'vitest';
import { createScheduler } from '../../src/delivery/scheduler.js';
import type { Attempt, FlushReason } from '../../src/types/health.js';
import { openPage } from '../support/page.js';

const TIMING = { quiet: 1000, deadline: 5000, spacing: 10_000, calls: 10 };

const open = (timing: Partial<typeof TIMING> = {}) => {
  const { page, timers, window } = openPage();
  const start = timers.now();
  const attempts: [number, FlushReason][] = [];
  const told: string[] = [];
  const shop: { answer: Attempt; hasPending: boolean } = { answer: 'sent', hasPending: false };
  const scheduler = createScheduler(page, {
    timing: { ...TIMING, ...timing },
    hasPending: () => shop.hasPending,
    send: (reason) => {
      attempts.push([timers.now() - start, reason]);
      return shop.answer;
    },
    capped: () => told.push('capped'),
    gaveUp: () => told.push('gave up'),
  });
  return { scheduler, timers, window, attempts, told, shop };
};

describe('what comes in', () => {
  test('is sent when it has been quiet for a second', () => {
    const { scheduler, timers, attempts } = open();
    scheduler.touch();
    timers.advance(900);
    scheduler.touch();
    expect(scheduler.due()).toBe(1000);
    timers.advance(20_000);
    expect(attempts).toEqual([[1900, 'quiet']]);
    expect(scheduler.due()).toBeUndefined();
    expect(timers.pending()).toBe(0);
  });

  test('is sent after five seconds though it is never quiet', () => {
    const { scheduler, timers, attempts } = open();
    for (let touch = 0; touch < 8; touch++) {
      scheduler.touch();
      timers.advance(800);
    }
    expect(attempts).toEqual([[5000, 'deadline']]);
  });

  test('waits for ten seconds after the last call', () => {
    const { scheduler, timers, attempts } = open();
    scheduler.touch();
    timers.advance(1500);
    scheduler.touch();
    timers.advance(20_000);
    expect(attempts).toEqual([
      [1000, 'quiet'],
      [11_000, 'quiet'],
    ]);
  });

  test('is sent at once at hide, and its timer goes with it', () => {
    const { scheduler, timers, attempts } = open();
    scheduler.touch();
    timers.advance(300);
    expect(scheduler.now('hide')).toBe('sent');
    expect(timers.pending()).toBe(0);
    timers.advance(20_000);
    expect(attempts).toEqual([[300, 'hide']]);
  });
});

describe('a held delivery', () => {
  test('is looked at with growing pauses for a minute, then it is given up', () => {
    const { scheduler, timers, attempts, told, shop } = open();
    shop.answer = 'held';
    scheduler.touch();
    timers.advance(200_000);
    const times = attempts.map(([at]) => at);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(pauses[0]).toBe(250);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(5000);
    pauses.slice(1).forEach((pause, index) => {
      expect(pause).toBeGreaterThanOrEqual(pauses[index] ?? 0);
    });
    expect(times.at(-1)).toBeGreaterThan(60_000);
    expect(times.at(-1)).toBeLessThan(67_000);
    expect(told).toEqual(['gave up']);
    expect(timers.pending()).toBe(0);
  });

  test('is given up by how long it was held, not by how old the page is', () => {
    const { scheduler, timers, told, shop } = open();
    timers.advance(45_000);
    shop.answer = 'held';
    scheduler.touch();
    timers.advance(30_000);
    expect(told).toEqual([]);
  });

  test('is looked at again at once when something has changed, and what waits for its quiet time goes on waiting', () => {
    const { scheduler, timers, attempts, shop } = open();
    scheduler.touch();
    timers.advance(900);
    scheduler.hurry();
    timers.advance(50);
    expect(attempts).toEqual([]);
    shop.answer = 'held';
    timers.advance(20_000);
    const { length } = attempts;
    scheduler.hurry();
    timers.advance(1);
    expect(attempts).toHaveLength(length + 1);
  });

  test('keeps its next look though signals come', () => {
    const { scheduler, timers, shop } = open();
    shop.answer = 'held';
    scheduler.touch();
    timers.advance(30_000);
    const due = scheduler.due();
    scheduler.touch();
    expect(scheduler.due()).toBe(due);
  });

  test('is looked at again with the next signal', () => {
    const { scheduler, timers, attempts, shop } = open();
    shop.answer = 'held';
    scheduler.touch();
    timers.advance(200_000);
    const { length } = attempts;
    shop.answer = 'sent';
    scheduler.touch();
    timers.advance(6000);
    expect(attempts).toHaveLength(length + 1);
  });

  test('is not looked at on a hidden page', () => {
    const { scheduler, timers, window, attempts, shop } = open();
    shop.answer = 'held';
    scheduler.touch();
    window.show('hidden');
    timers.advance(200_000);
    expect(attempts).toHaveLength(1);
    window.show('visible');
    scheduler.hurry();
    timers.advance(1);
    expect(attempts).toHaveLength(2);
  });

  test('is not put off by further signals', () => {
    const { scheduler, timers, attempts, shop } = open();
    shop.answer = 'held';
    scheduler.touch();
    timers.advance(3000);
    shop.answer = 'sent';
    for (let touch = 0; touch < 10; touch++) {
      scheduler.touch();
      timers.advance(300);
    }
    expect(attempts.at(-1)?.[0]).toBeLessThan(6000);
  });
});

describe('the calls of a page view', () => {
  const exhaust = () => {
    const shop = open({ calls: 3, spacing: 0 });
    for (let call = 0; call < 5; call++) {
      shop.scheduler.touch();
      shop.timers.advance(1000);
    }
    return shop;
  };

  test('are capped, and the last one is kept for the hide', () => {
    const { scheduler, attempts, told } = exhaust();
    expect(attempts).toHaveLength(2);
    expect(told).toEqual(['capped', 'capped', 'capped']);
    expect(scheduler.now('hide')).toBe('sent');
    expect(scheduler.now('hide')).toBe('held');
    expect(attempts).toHaveLength(3);
  });

  test('are counted anew with the next', () => {
    const { scheduler, timers, attempts } = exhaust();
    scheduler.view();
    scheduler.touch();
    timers.advance(1000);
    expect(attempts).toHaveLength(3);
  });

  test.each(['retraction', 'reset'] as const)('do not hold a %s', (reason) => {
    const { scheduler } = exhaust();
    scheduler.now('hide');
    expect(scheduler.now(reason)).toBe('sent');
  });

  test.each(['nothing', 'equal', 'cancelled', 'held'] as const)(
    'do not count an attempt that ended in “%s”',
    (answer) => {
      const { scheduler, attempts, shop } = open({ calls: 2 });
      shop.answer = answer;
      for (let attempt = 0; attempt < 20; attempt++) scheduler.now('flush');
      expect(attempts).toHaveLength(20);
    },
  );
});

test('what is left over is sent next, after the spacing', () => {
  const { scheduler, timers, attempts, shop } = open();
  shop.hasPending = true;
  scheduler.touch();
  timers.advance(1000);
  shop.hasPending = false;
  timers.advance(20_000);
  expect(attempts).toEqual([
    [1000, 'quiet'],
    [11_000, 'leftover'],
  ]);
});

test('stop leaves no timer', () => {
  const { scheduler, timers } = open();
  scheduler.touch();
  scheduler.stop();
  expect(timers.pending()).toBe(0);
});
