import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LoaderQueue } from '../../src/types/loader.js';
import { createStorage, createTimers, createWindow, FakeEvent, type FakeWindow } from '../support/browser-window.js';
import { loadLoader, scriptsOn } from './load.js';

const KEPT = 'fs_ometria.0';
const MARK = 'fs_ometria.0';

let timers = createTimers();
beforeEach(() => {
  timers = createTimers();
  vi.spyOn(Date, 'now').mockImplementation(timers.now);
});

interface Page {
  window: FakeWindow;
  queue: LoaderQueue;
  rage(detail?: unknown): void;
  press(detail?: number): void;
  kept(): unknown[][];
}

const open = (
  dataset: Record<string, string> = {},
  { url = 'https://shop.example/product/aran', prepare = (_: FakeWindow) => {}, queue = [] as unknown[] } = {},
): Page => {
  const window = createWindow({ url, timers });
  prepare(window);
  window.fsOmetria = queue;
  loadLoader(window, dataset);
  const button = window.document.createElement('button');
  button.id = 'apply';
  window.document.body?.appendChild(button);
  const fire = (type: string, detail: unknown) =>
    button.dispatchEvent(new FakeEvent(type, { bubbles: true, composed: true, detail }));
  return {
    window,
    queue: window.fsOmetria as LoaderQueue,
    rage: (detail = { eventStartTimeStamp: 1 }) => void fire('fullstory/rageclick', detail),
    press: (detail = 0) => void fire('pointerdown', detail),
    kept: () => JSON.parse(`[${String(window.sessionStorage.getItem(KEPT) ?? '').replace(/^\w*,/, '')}]`),
  };
};

const untouched = (window: FakeWindow): boolean =>
  window.listeners() === 0 && window.localStorage.length === 0 && window.sessionStorage.length === 0;

describe('before the visitor has agreed', () => {
  test.each<[string, Record<string, string>]>([
    ['with the consent command', {}],
    ['with Consent Mode', { consent: 'google' }],
    ['with a word that is no source of consent', { consent: 'onetrust' }],
  ])('nothing is listened to, stored or loaded %s', (_, dataset) => {
    const { window, queue, rage, press } = open(dataset);
    queue.push(['visitor', 'jane@example.com'], ['signal', { type: 'rage_click' }], () => {}, null, 'text');
    window.document.readyState = 'complete';
    rage();
    press();
    timers.advance(60_000);
    expect(untouched(window)).toBe(true);
    expect(scriptsOn(window)).toEqual([]);
    expect(queue.health?.()).toEqual({ state: { consent: 'unknown' }, problems: [] });
    expect(queue).toHaveLength(5);
  });

  test('the commands wait in the same array, in order, and push answers its length', () => {
    const queue: unknown[] = [['page', { type: 'product' }]];
    const page = open({}, { queue });
    expect(page.queue).toBe(queue);
    expect(page.queue.push(['visitor', 'jane@example.com'], ['flush'])).toBe(3);
    expect([...queue]).toEqual([['page', { type: 'product' }], ['visitor', 'jane@example.com'], ['flush']]);
  });

  test('Global Privacy Control is a refusal, whatever the command says', () => {
    const { window, queue, press } = open(
      {},
      { prepare: ({ navigator }) => void Object.assign(navigator, { globalPrivacyControl: true }) },
    );
    queue.push(['consent', 'granted']);
    press();
    expect(scriptsOn(window)).toEqual([]);
    expect(queue.health?.()).toMatchObject({ state: { consent: 'denied' } });
  });
});

describe('from the yes on', () => {
  test.each<[string, Record<string, string>, unknown[]]>([
    ['a command', {}, [['consent', 'granted']]],
    ['a command under an unknown name', { consent: 'onetrust' }, [['consent', 'granted']]],
    ['the site that loads it with consent alone', { consent: 'granted' }, []],
    ['a configuration', {}, [['config', { consent: 'granted' }]]],
    [
      'the last of two commands',
      {},
      [
        ['consent', 'denied'],
        ['consent', 'granted'],
      ],
    ],
  ])('by %s, an event is kept with its path and time', (_, dataset, queue) => {
    const { rage, kept } = open(dataset, { queue });
    rage({ eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' });
    expect(kept()).toEqual([
      [
        false,
        { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' },
        'apply',
        timers.now(),
        '/product/aran',
        null,
        null,
      ],
    ]);
  });

  test('a second yes takes back nothing that was told after the first', () => {
    const { queue } = open();
    queue.push(['signal', { type: 'rage_click' }]);
    queue.push(['consent', 'granted']);
    queue.push(['signal', { type: 'dead_click' }]);
    queue.push(['consent', 'granted']);
    expect(queue.agreed).toBe(1);
    queue.push(['consent', 'denied']);
    queue.loader?.();
    expect(queue.agreed).toBe(5);
  });

  test('a press is no event of FullStory’s, though WebKit gives it a detail', () => {
    const { press, kept, window } = open({ consent: 'granted' });
    press(1);
    expect(kept()).toEqual([]);
    expect(scriptsOn(window)).toHaveLength(1);
  });

  test.each([
    ['/order/100234/pay', '/order/*'],
    ['/u/jane@example.com', '/u/*'],
    ['/u/jane%40example.com/x', '/u/*'],
    ['/t/8d7e2b7c-1f0a-4c55-9f0e-2a5e0f6f1c11', '/t/*'],
    ['/category/knitwear', '/category/knitwear'],
  ])('of the path %s only %s is stored', (path, stored) => {
    const { rage, kept } = open({ consent: 'granted' }, { url: `https://shop.example${path}?mail=jane@example.com` });
    rage();
    expect(kept()[0]?.[4]).toBe(stored);
  });

  test('more than a hundred on one page are not kept', () => {
    const { rage, kept } = open({ consent: 'granted' });
    for (let count = 0; count < 120; count++) rage();
    expect(kept()).toHaveLength(100);
  });

  test('whom the site has named is stored as a number alone', () => {
    const { queue, rage, kept, window } = open({ consent: 'granted' });
    queue.push(['visitor', 'jane@example.com']);
    rage();
    expect(kept()[0]?.[6]).toEqual(expect.any(Number));
    expect(window.sessionStorage.getItem(KEPT)).not.toContain('jane');
  });

  test('the script is brought when the page has loaded and is idle', () => {
    const idle: (() => void)[] = [];
    const { window } = open(
      { consent: 'granted' },
      {
        prepare: (fake) => {
          fake.document.readyState = 'interactive';
          fake.requestIdleCallback = (run: () => void, { timeout }: IdleRequestOptions) => {
            // On a busy machine Chromium is idle for no page: without it this may be never.
            expect(timeout).toBe(5000);
            return idle.push(run);
          };
        },
      },
    );
    timers.advance(5000);
    expect(idle).toEqual([]);
    window.document.readyState = 'complete';
    timers.advance(1000);
    expect(scriptsOn(window)).toEqual([]);
    for (const run of idle) run();
    timers.advance(5000);
    for (const run of idle) run();
    expect(scriptsOn(window)).toHaveLength(1);
  });

  test('the script is brought without requestIdleCallback, too', () => {
    const { window } = open({ consent: 'granted' });
    window.document.readyState = 'complete';
    timers.advance(1000);
    expect(scriptsOn(window)).toHaveLength(1);
  });

  test('the first press brings it at once', () => {
    const { window, press } = open({ consent: 'granted' });
    press();
    press();
    expect(scriptsOn(window)).toMatchObject([
      {
        src: 'https://cdn.example/fullstory-ometria.min.js?v=1',
        integrity: 'sha256-test',
        nonce: 'n0nce',
        crossOrigin: '',
      },
    ]);
  });

  test('another address may be given', () => {
    const { window, press } = open({ consent: 'granted', src: '/js/tag.js' });
    press();
    expect(scriptsOn(window)).toMatchObject([{ src: '/js/tag.js' }]);
  });

  test('under trusted types the script comes by a policy for its address alone', () => {
    const made: unknown[] = [];
    const trustedTypes = {
      createPolicy: (name: string, rules: { createScriptURL(url: string): string }) => {
        made.push(name, rules.createScriptURL('https://evil.example/'));
        return { createScriptURL: (url: string) => `trusted ${rules.createScriptURL(url)}` };
      },
    };
    const { window, press } = open(
      { consent: 'granted' },
      { prepare: (fake) => void Object.assign(fake, { trustedTypes }) },
    );
    press();
    expect(made).toEqual(['fs_ometria', 'https://cdn.example/fullstory-ometria.min.js?v=1']);
    expect(scriptsOn(window)).toMatchObject([{ src: 'trusted https://cdn.example/fullstory-ometria.min.js?v=1' }]);
  });

  test('a policy that forbids it is a problem and nothing else', () => {
    const trustedTypes = {
      createPolicy: () => {
        throw new TypeError('policy');
      },
    };
    const { window, queue, press } = open(
      { consent: 'granted' },
      { prepare: (fake) => void Object.assign(fake, { trustedTypes }) },
    );
    press();
    press();
    expect(scriptsOn(window)).toEqual([]);
    expect(queue.health?.()).toEqual({ state: { consent: 'granted' }, problems: [{ code: 'script_blocked' }] });
  });
});

describe('a refusal', () => {
  const left = (window: FakeWindow) => [Object.keys(window.localStorage), Object.keys(window.sessionStorage)];

  test('leaves nothing where there was nothing', () => {
    const { window, queue } = open();
    queue.push(['consent', 'denied']);
    expect(left(window)).toEqual([[], []]);
  });

  test('takes away what an earlier visit has left, and tells other tabs', () => {
    const { window, queue } = open(
      {},
      {
        prepare: ({ localStorage, sessionStorage }) => {
          localStorage.setItem('fs_ometria.a1', 'x');
          localStorage.setItem('fs_ometria.b2', 'x');
          localStorage.setItem('basket', '3');
          sessionStorage.setItem('fs_ometria', 'fs_ometria.a1');
          sessionStorage.setItem(KEPT, ',[1]');
          sessionStorage.setItem('scroll', '100');
        },
      },
    );
    queue.push(['consent', 'denied']);
    expect(left(window)).toEqual([['basket', MARK], ['scroll']]);
    expect(window.localStorage.getItem(MARK)).toBe(`{"denied":${timers.now()}}`);
  });

  test('after a yes takes the events, and nobody listens any more', () => {
    const { window, queue, rage, press } = open();
    queue.push(['consent', 'granted']);
    rage();
    queue.push(['consent', 'denied']);
    rage();
    press();
    timers.advance(10_000);
    expect(window.sessionStorage.length).toBe(0);
    expect(window.listeners()).toBe(0);
    expect(scriptsOn(window)).toEqual([]);
  });

  test('is carried out each time it is said', () => {
    const { window, queue } = open();
    queue.push(['consent', 'denied']);
    window.localStorage.setItem('fs_ometria.later', 'x');
    queue.push(['consent', 'denied']);
    expect(Object.keys(window.localStorage)).toEqual([MARK]);
  });
});

describe('the page is not to notice', () => {
  test.each(['localStorage', 'sessionStorage'])('where %s is blocked', (name) => {
    const { queue, rage, press, window } = open(
      {},
      {
        prepare: (fake) =>
          Object.defineProperty(fake, name, {
            get: () => {
              throw new DOMException('blocked', 'SecurityError');
            },
          }),
      },
    );
    queue.push(['consent', 'denied'], ['consent', 'granted']);
    rage();
    press();
    expect(scriptsOn(window)).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['nothing', undefined],
    ['a text', 'consent'],
    ['a list in a list', [['consent', 'granted']]],
    ['a visitor that is no text', ['visitor', { mail: 1 }]],
    ['a configuration that is none', ['config', null]],
    [
      'a configuration that throws',
      [
        'config',
        Object.defineProperty({}, 'consent', {
          enumerable: true,
          get: () => {
            throw new Error('site');
          },
        }),
      ],
    ],
  ])('where %s is pushed, and the tag is to judge it', (_, command) => {
    const { queue, press, window } = open();
    queue.push(command);
    queue.push(['consent', 'granted']);
    press();
    expect(scriptsOn(window)).toHaveLength(1);
    expect([...queue]).toEqual([command, ['consent', 'granted']]);
  });

  test('where the tag is there already, or the loader twice', () => {
    const page = open({ consent: 'granted' });
    const { health, push } = page.queue;
    loadLoader(page.window, { consent: 'granted' });
    expect([page.queue.health, page.queue.push]).toEqual([health, push]);
    page.rage();
    expect(page.kept()).toHaveLength(1);
  });
});

test('the tag that takes over stops it', () => {
  const { queue, rage, press, window, kept } = open();
  queue.push(['signal', { type: 'rage_click' }]);
  queue.push(['consent', 'granted']);
  queue.push(['signal', { type: 'dead_click' }]);
  expect(queue.agreed).toBe(1);
  expect(queue.loader?.()).toEqual({});
  rage();
  press();
  timers.advance(10_000);
  expect(kept()).toEqual([]);
  expect(scriptsOn(window)).toEqual([]);
  expect(window.listeners()).toBe(0);
  expect(timers.pending()).toBe(0);
});

test('a storage of its own is all that the fakes need', () => {
  const storage = createStorage();
  storage.a = '1';
  delete storage.a;
  expect(Object.keys(storage)).toEqual([]);
});
