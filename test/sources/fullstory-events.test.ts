import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/read-options.js';
import type { Origin, SignalInput } from '../../src/signals/read-signal.js';
import { bdl, toSignal } from '../../src/sources/fullstory-events.js';
import type { Ports } from '../../src/sources/source.js';
import type { Session } from '../../src/visit/session.js';
import { type FakeElement, FakeEvent } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const ADDRESS = 'https://app.fullstory.com/ui/o/session/1:2';
const RAGEHOOK = 'fullstory/rageclick';

const start = (options?: unknown) => {
  const { page, window, guard, errors, timers } = openPage();
  const said: [SignalInput, Origin][] = [];
  const problems: string[] = [];
  const updates: object[] = [];
  const before = window.listeners();
  const session = { update: (change: object) => void updates.push(change) } as unknown as Session;
  const ports = {
    page,
    guard,
    report: (code: string, detail: unknown) => problems.push(`${code} ${String(detail)}`),
    session: () => session,
    activeSession: () => undefined,
    defer: () => {},
    // The rest is for other sources.
  } as unknown as Ports;
  // A site writes anything there.
  const config = { bdl: options } as unknown as Config;
  const undo = guard(bdl)((input, origin) => said.push([input, origin]) > 0, ports, config);
  const add = (id: string): FakeElement => {
    const element = window.document.createElement('button');
    element.id = id;
    window.document.body?.appendChild(element);
    return element;
  };
  return {
    ...{ said, problems, updates, errors, timers, window, add },
    signals: () => said.map(([input]) => input),
    tell: (name: string, detail: unknown, target: FakeElement | typeof window = add('apply')) =>
      target.dispatchEvent(new FakeEvent(name, { bubbles: true, composed: true, detail })),
    undo: () => undo?.(),
    left: () => window.listeners() - before,
  };
};

const rageOf = (target: string, replayUrl?: string) =>
  expect.objectContaining({ type: 'rage_click', target, replayUrl });

describe('the Ragehook', () => {
  test('is a rage click on the target, at its address, and remembered in the session', () => {
    const page = start();
    page.tell(RAGEHOOK, { eventReplayUrlAtCurrentTime: ADDRESS });
    expect(page.said).toEqual([[rageOf('apply', ADDRESS), 'fullstory']]);
    expect(page.updates).toEqual([{ maxima: { ragehook: 1 } }]);
  });

  test('told of one act again and again is one signal, and the next act another', () => {
    const page = start();
    const target = page.add('apply');
    for (const pause of [0, 1000, 2999]) {
      page.timers.advance(pause);
      page.tell(RAGEHOOK, {}, target);
    }
    expect(page.signals()).toEqual([rageOf('apply')]);
    page.timers.advance(3000);
    page.tell(RAGEHOOK, {}, target);
    expect(page.signals()).toHaveLength(2);
  });

  test('on two targets within a moment is two', () => {
    const page = start();
    const [one, other] = [page.add('one'), page.add('other')];
    for (const target of [one, other]) page.tell(RAGEHOOK, {}, target);
    expect(page.signals()).toEqual([rageOf('one'), rageOf('other')]);
  });

  test.each([undefined, null, 5, 'rage', true])('with the detail %s is somebody else’s, and a problem', (detail) => {
    const page = start();
    page.tell(RAGEHOOK, detail);
    expect(page.said).toEqual([]);
    expect(page.updates).toEqual([]);
    expect(page.problems).toEqual([`bad_signal ${RAGEHOOK}`]);
  });

  test('that is spoofed does not swallow the real one after it', () => {
    const page = start();
    const target = page.add('apply');
    page.tell(RAGEHOOK, null, target);
    page.tell(RAGEHOOK, {}, target);
    expect(page.signals()).toHaveLength(1);
  });

  test('whose detail throws harms nobody, and the next is heard', () => {
    const page = start();
    const detail = Object.defineProperty({}, 'eventReplayUrlAtCurrentTime', {
      get: () => {
        throw new Error('hostile');
      },
    });
    page.tell(RAGEHOOK, detail, page.add('one'));
    page.tell(RAGEHOOK, {}, page.add('two'));
    expect(page.errors).toHaveLength(1);
    expect(page.signals()).toEqual([rageOf('two')]);
  });

  test('on the window has no target', () => {
    const page = start();
    page.tell(RAGEHOOK, {}, page.window);
    expect(page.signals()).toEqual([expect.objectContaining({ type: 'rage_click', target: undefined })]);
  });

  test('is not listened to where the site says so', () => {
    const page = start({ rageclick: false });
    expect(page.left()).toBe(0);
    page.tell(RAGEHOOK, {});
    expect(page.said).toEqual([]);
  });
});

describe('a declared event', () => {
  test('is the signal it is mapped to, with what its detail says', () => {
    const page = start({ events: { 'shop:dead': 'dead_click', 'shop:coupon': 'coupon_failed' } });
    page.tell('shop:dead', { clicks: 2, target: 'spoofed', eventReplayUrlAtCurrentTime: ADDRESS });
    page.tell('shop:coupon', { properties: { coupon: 'X' } });
    expect(page.said).toEqual([
      [expect.objectContaining({ type: 'dead_click', clicks: 2, target: 'apply', replayUrl: ADDRESS }), 'fullstory'],
      [expect.objectContaining({ type: 'custom', name: 'coupon_failed', properties: { coupon: 'X' } }), 'fullstory'],
    ]);
  });

  test('cannot say of itself what it is', () => {
    expect(toSignal('dead_click', { type: 'purchase' })).toEqual({ type: 'dead_click' });
    expect(toSignal('coupon_failed', { type: 'purchase', name: 'x' })).toEqual({
      type: 'custom',
      name: 'coupon_failed',
    });
  });

  test('is not coalesced: two within a moment on one target are two', () => {
    const page = start({ events: { 'shop:dead': 'dead_click' } });
    const target = page.add('apply');
    for (let time = 0; time < 3; time++) page.tell('shop:dead', {}, target);
    expect(page.signals()).toHaveLength(3);
    expect(page.updates).toEqual([]);
  });

  test('without a detail is told of all the same', () => {
    const page = start({ events: { 'shop:dead': 'dead_click' } });
    for (const detail of [undefined, null, 5, 'text', []]) page.tell('shop:dead', detail);
    expect(page.signals()).toHaveLength(5);
  });

  test('is what the site’s own reader makes of it, and nothing where that answers nothing or throws', () => {
    const page = start({
      events: {
        'shop:read': (detail: { clicks?: number }, { type }: Event) => {
          if (detail.clicks === 0) throw new Error('theirs');
          return detail.clicks ? { type: 'rage_tap', clicks: detail.clicks, target: type } : undefined;
        },
      },
    });
    for (const clicks of [undefined, 0, 3]) page.tell('shop:read', { clicks });
    expect(page.said).toEqual([[{ type: 'rage_tap', clicks: 3, target: 'shop:read' }, 'fullstory']]);
    expect(page.errors).toHaveLength(1);
  });

  test.each([5, null, {}, true])('mapped to %s is a problem, and the others stay', (read) => {
    const page = start({ events: { 'shop:bad': read, 'shop:dead': 'dead_click' } });
    page.tell('shop:bad', {});
    page.tell('shop:dead', {});
    expect(page.problems).toEqual(['bad_option shop:bad']);
    expect(page.signals()).toHaveLength(1);
  });

  test.each([5, 'x', null, []])('events that are %s are none, and the Ragehook stays', (events) => {
    const page = start({ events });
    page.tell(RAGEHOOK, {});
    expect(page.signals()).toHaveLength(1);
  });
});

describe('a subscription', () => {
  test('is given what hands signals in, and is ended by its own undo', () => {
    let ended = 0;
    let emit: (signal: unknown) => void = () => {};
    const page = start({
      subscribe: (given: typeof emit) => {
        emit = given;
        return () => (ended += 1);
      },
    });
    emit({ type: 'dead_click' });
    expect(page.said).toEqual([[{ type: 'dead_click' }, 'fullstory']]);
    page.undo();
    expect(ended).toBe(1);
  });

  test.each([undefined, 5, null, {}])('that answers %s is left at the end', (answer) => {
    const page = start({ subscribe: () => answer });
    page.undo();
    expect(page.errors).toEqual([]);
  });

  test('whose undo throws does not keep the listeners', () => {
    const page = start({
      subscribe: () => () => {
        throw new Error('theirs');
      },
    });
    page.undo();
    expect(page.left()).toBe(0);
  });
});

test('the undo leaves nothing: no listener, and no signal afterwards', () => {
  const page = start({ events: { 'shop:dead': 'dead_click', 'shop:read': () => ({ type: 'dead_click' }) } });
  expect(page.left()).toBe(3);
  page.undo();
  expect(page.left()).toBe(0);
  for (const name of [RAGEHOOK, 'shop:dead', 'shop:read']) page.tell(name, {});
  expect(page.said).toEqual([]);
  expect(page.timers.pending()).toBe(0);
});

test.each([undefined, null, 5, 'x', []])('the option %s is the Ragehook alone', (option) => {
  const page = start(option);
  expect(page.left()).toBe(1);
});
