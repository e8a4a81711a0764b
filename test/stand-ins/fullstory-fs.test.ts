import { generateSnippetText, generateSnippetTextV1 } from '@fullstory/snippet';
import { expect, test } from 'vitest';
import { type FullStoryGlobal, type FullStoryOptions, installFullStory } from '../../stand-ins/fullstory-fs.js';
import {
  createCookieJar,
  createTimers,
  createWindow,
  type FakeEvent,
  type FakeWindow,
  type WindowOptions,
} from '../support/browser-window.js';

type Snippet = (operation: string, options?: unknown, source?: string) => unknown;

/** Runs FullStory's own snippet on the window. */
const addSnippet = (window: FakeWindow, options: { namespace?: string; old?: boolean } = {}): void => {
  const { namespace = 'FS', old = false } = options;
  const text = (old ? generateSnippetTextV1 : generateSnippetText)({ orgId: 'DEMO', namespace });
  // The old snippet names one of its settings as a global.
  new Function('window', 'document', '_fs_script', text)(window, window.document, 'edge.fullstory.com/s/fs.js');
};

const snippet = (window: FakeWindow, namespace = 'FS'): Snippet => {
  const found = window[namespace];
  if (typeof found !== 'function') throw new Error('There is no snippet');
  return (...call) => Reflect.apply(found, window, call);
};

const install = (window: FakeWindow, options: FullStoryOptions = {}): FullStoryGlobal => {
  const installed = installFullStory(window, options);
  if (installed === undefined) throw new Error('fs.js did not install');
  return installed;
};

const setUp = (options: WindowOptions & { fs?: FullStoryOptions } = {}) => {
  const timers = options.timers ?? createTimers();
  const cookieJar = options.cookieJar ?? createCookieJar();
  const window = createWindow({ ...options, timers, cookieJar });
  addSnippet(window);
  return { timers, cookieJar, window, FS: install(window, options.fs) };
};

const URL_SHAPE = /^https:\/\/app\.eu1\.fullstory\.com\/ui\/o-DEMO-eu1\/session\/\d{19}%3A\d{19}$/;

test('the snippet puts a script with its namespace on the page, and nothing named _fs_ on the window', () => {
  const window = createWindow();
  addSnippet(window, { namespace: 'FSX' });
  const script = window.document.querySelector('script[data-fs-namespace]');
  expect(script?.getAttribute('data-fs-namespace')).toBe('FSX');
  expect(script?.src).toBe('https://edge.fullstory.com/s/fs.js?org=DEMO');
  expect(Object.keys(window).filter((name) => name.startsWith('_fs_'))).toEqual([]);
  expect(window.FSX).toHaveProperty('_v', '2.1.0');
});

test('what was called before fs.js gives null and is answered when fs.js arrives', async () => {
  const window = createWindow();
  addSnippet(window);
  const FS = snippet(window);
  let started = 0;
  expect(FS('observe', { type: 'start', callback: () => (started += 1) })).toBeNull();
  expect(FS('trackEvent', { name: 'Early', properties: { x: 1 } }, 'ometria')).toBeNull();
  expect(FS('getSession', { format: 'url' })).toBeNull();
  const later = FS('getSessionAsync', { format: 'url' });
  const { _standin } = install(window);
  expect(started).toBe(1);
  expect(_standin.events).toMatchObject([{ name: 'Early', properties: { x: 1 }, source: 'ometria' }]);
  await expect(later).resolves.toMatch(URL_SHAPE);
});

test('a script that is blocked rejects asynchronous calls and drops the others without a word', async () => {
  const window = createWindow();
  addSnippet(window);
  const FS = snippet(window);
  const queued = FS('getSessionAsync', { format: 'url' });
  const script = window.document.querySelector('script[data-fs-namespace]');
  script?.onerror?.();
  await expect(queued).rejects.toThrow('Error loading edge.fullstory.com/s/fs.js');
  await expect(FS('getSessionAsync', { format: 'url' })).rejects.toThrow('Error loading');
  expect(FS('getSession', { format: 'url' })).toBeNull();
});

test('a script that is empty leaves asynchronous calls pending', async () => {
  const window = createWindow();
  addSnippet(window);
  const pending = snippet(window)('getSessionAsync', { format: 'url' });
  await expect(Promise.race([pending, Promise.resolve('pending')])).resolves.toBe('pending');
});

test('the session is null until capture begins; asynchronous questions wait for it', async () => {
  const { timers, FS } = setUp({ fs: { startMs: 50 } });
  const later = FS('getSessionAsync', { format: 'id' });
  expect(FS('getSession', { format: 'url' })).toBeNull();
  expect(FS.getCurrentSessionURL()).toBeNull();
  timers.advance(50);
  expect(FS('getSession', { format: 'url' })).toMatch(URL_SHAPE);
  await expect(later).resolves.toMatch(/^\d{19}:\d{19}$/);
});

test('getSession answers in all formats', () => {
  const { timers, FS } = setUp();
  const url = FS('getSession', { format: 'url' });
  expect(url).toMatch(URL_SHAPE);
  expect(FS('getSession')).toBe(url);
  timers.advance(1234);
  expect(FS('getSession', { format: 'url' })).toBe(url);
  expect(FS('getSession', { format: 'url.now' })).toBe(`${url}:${timers.now()}`);
  expect(decodeURIComponent(String(url)).endsWith(`/${FS('getSession', { format: 'id' })}`)).toBe(true);
  expect(FS.getCurrentSessionURL(true)).toBe(`${url}:${timers.now()}`);
});

test('the session goes on over pages and tabs', () => {
  const first = setUp();
  const next = setUp({ cookieJar: first.cookieJar, timers: first.timers });
  expect(next.FS('getSession', { format: 'id' })).toBe(first.FS('getSession', { format: 'id' }));
});

test('half an hour without a click ends the session, the device stays', () => {
  const first = setUp();
  const device = String(first.FS('getSession', { format: 'id' })).split(':')[0];
  first.timers.advance(31 * 60_000);
  const next = setUp({ cookieJar: first.cookieJar, timers: first.timers });
  const id = String(next.FS('getSession', { format: 'id' }));
  expect(id).not.toBe(first.FS('getSession', { format: 'id' }));
  expect(id.split(':')[0]).toBe(device);
});

test('a day ends the session of somebody who never stops', () => {
  const { window, timers, FS } = setUp();
  const button = addButton(window);
  const before = FS('getSession', { format: 'id' });
  const clickFor = (minutes: number): void => {
    for (let passed = 0; passed < minutes; passed += 20) {
      timers.advance(20 * 60_000);
      window.click(button);
    }
  };
  clickFor(24 * 60);
  expect(FS('getSession', { format: 'id' })).toBe(before);
  clickFor(20);
  expect(FS('getSession', { format: 'id' })).not.toBe(before);
});

test('a session splits in the middle of a page, and nobody is told', () => {
  const { timers, FS } = setUp({ fs: { splitMs: 1000 } });
  let told = 0;
  FS('observe', { type: 'start', callback: () => (told += 1) });
  const before = FS('getSession', { format: 'url' });
  timers.advance(999);
  expect(FS('getSession', { format: 'url' })).toBe(before);
  timers.advance(1);
  expect(FS('getSession', { format: 'url' })).toMatch(URL_SHAPE);
  expect(FS('getSession', { format: 'url' })).not.toBe(before);
  expect(told).toBe(1);
});

test('the first identity keeps the session, a second one splits it', () => {
  const { FS } = setUp();
  const before = FS('getSession', { format: 'id' });
  FS('setIdentity', { uid: 'a' });
  FS('setIdentity', { uid: 'a' });
  expect(FS('getSession', { format: 'id' })).toBe(before);
  FS('setIdentity', { uid: 'b' });
  expect(FS('getSession', { format: 'id' })).not.toBe(before);
  expect(FS._standin.identities).toHaveLength(3);
});

test('observers hear shutdown and start, and nothing after disconnect', () => {
  const { FS } = setUp();
  const heard: string[] = [];
  const start = FS('observe', { type: 'start', callback: () => heard.push('start') });
  FS('observe', { type: 'shutdown', callback: () => heard.push('shutdown') });
  FS('shutdown');
  expect(FS('getSession', { format: 'url' })).toBeNull();
  FS('restart');
  expect(heard).toEqual(['start', 'shutdown', 'start']);
  Reflect.apply(Reflect.get(Object(start), 'disconnect'), start, []);
  FS('shutdown');
  FS('restart');
  expect(heard).toEqual(['start', 'shutdown', 'start', 'shutdown']);
});

test('observeAsync gives the handle even when it was queued', async () => {
  const window = createWindow();
  addSnippet(window);
  const handle = snippet(window)('observeAsync', { type: 'start', callback: () => undefined });
  install(window);
  await expect(handle).resolves.toHaveProperty('disconnect');
});

test('session is not a type that can be observed', () => {
  const { FS } = setUp();
  expect(FS('observe', { type: 'session', callback: () => undefined })).toMatchObject({ failed: true });
});

test('shutdown does not outlive the page', () => {
  const first = setUp();
  first.FS('shutdown');
  const next = setUp({ cookieJar: first.cookieJar, timers: first.timers });
  expect(next.FS('getSession', { format: 'url' })).toMatch(URL_SHAPE);
});

test('an operation that does not exist rejects when it is asynchronous', async () => {
  const { FS } = setUp();
  await expect(FS('toStringAsync')).rejects.toThrow('toString');
  expect(FS('toString')).toBeUndefined();
});

test('a stranger with the name is left alone', () => {
  const window = createWindow();
  window.FS = { readFile: true };
  addSnippet(window);
  expect(installFullStory(window)).toBeUndefined();
  expect(window.FS).toEqual({ readFile: true });
  expect(window.spoken).toHaveLength(1);
});

test('a renamed FullStory answers under its own name', () => {
  const window = createWindow();
  addSnippet(window, { namespace: 'FSX' });
  install(window, { namespace: 'FSX' });
  expect(snippet(window, 'FSX')('getSession', { format: 'url' })).toMatch(URL_SHAPE);
  expect(window.FS).toBeUndefined();
});

test('the old interface has its session address only after fs.js has answered', () => {
  const window = createWindow();
  addSnippet(window, { old: true });
  expect(window.FS).toHaveProperty('_v', '1.3.0');
  expect(window.FS).not.toHaveProperty('getCurrentSessionURL');
  const FS = install(window);
  expect(FS.getCurrentSessionURL()).toMatch(URL_SHAPE);
  FS('event', { n: 'Old', p: { x: 1 } });
  expect(FS._standin.events).toMatchObject([{ name: 'Old', properties: { x: 1 } }]);
});

const listen = (window: FakeWindow): FakeEvent[] => {
  const events: FakeEvent[] = [];
  window.addEventListener('fullstory/rageclick', (event) => events.push(event));
  return events;
};

const addButton = (window: FakeWindow) => {
  const button = window.document.createElement('button');
  window.document.body?.appendChild(button);
  return button;
};

test('four quick clicks on one spot are a rage click, reported at once and again when it is over', () => {
  const { window, timers, FS } = setUp();
  const events = listen(window);
  const button = addButton(window);
  const begun = timers.now();
  for (const x of [100, 105, 98]) {
    window.click(button, { x });
    timers.advance(150);
  }
  expect(events).toHaveLength(0);
  window.click(button);
  expect(events).toHaveLength(1);
  const url = FS('getSession', { format: 'url' });
  expect(events[0]).toMatchObject({ bubbles: true, composed: true, isTrusted: false, target: button });
  expect(events[0]?.detail).toEqual({
    eventStartTimeStamp: begun,
    eventEndTimeStamp: begun + 450,
    eventReplayUrlAtStart: `${url}:${begun}`,
    eventReplayUrlAtCurrentTime: `${url}:${begun + 450}`,
  });
  timers.advance(150);
  window.click(button);
  timers.advance(499);
  expect(events).toHaveLength(1);
  timers.advance(1);
  expect(events).toHaveLength(2);
  expect(events[1]?.detail).toMatchObject({ eventEndTimeStamp: begun + 600 });
  timers.advance(60_000);
  expect(events).toHaveLength(2);
});

test.each([
  { given: 'three clicks', clicks: [{}, {}, {}], apart: 100 },
  { given: 'four slow clicks', clicks: [{}, {}, {}, {}], apart: 600 },
  { given: 'four clicks on two spots', clicks: [{ x: 0 }, { x: 45 }, { x: 0 }, { x: 45 }], apart: 100 },
])('$given are no rage click', ({ clicks, apart }) => {
  const { window, timers } = setUp();
  const events = listen(window);
  const button = addButton(window);
  for (const at of clicks) {
    window.click(button, at);
    timers.advance(apart);
  }
  timers.advance(2000);
  expect(events).toEqual([]);
});

test.each([
  { given: 'a script', fs: {}, before: (): void => undefined, trusted: false },
  { given: 'a person, with the Ragehook off,', fs: { ragehook: false }, before: (): void => undefined, trusted: true },
  {
    given: 'a person, after shutdown,',
    fs: {},
    before: (FS: FullStoryGlobal): void => void FS('shutdown'),
    trusted: true,
  },
])('$given dispatches nothing', ({ fs, before, trusted }) => {
  const { window, timers, FS } = setUp({ fs });
  const events = listen(window);
  const button = addButton(window);
  before(FS);
  for (let at = 0; at < 5; at += 1) {
    if (trusted) window.click(button);
    else button.dispatchEvent(new window.Event('click', { bubbles: true }));
  }
  timers.advance(2000);
  expect(events).toEqual([]);
});
