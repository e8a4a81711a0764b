import { generateSnippetText, generateSnippetTextV1 } from '@fullstory/snippet';
import { describe, expect, test } from 'vitest';
import type { FullStoryOptions } from '../../src/types/config.js';
import { createFullStory } from '../../src/vendors/fullstory.js';
import {
  type FullStoryOptions as FsOptions,
  type FullStoryGlobal,
  installFullStory,
} from '../../stand-ins/fullstory-fs.js';
import type { FakeWindow } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const addSnippet = (window: FakeWindow, { namespace = 'FS', old = false } = {}): void => {
  const text = (old ? generateSnippetTextV1 : generateSnippetText)({ orgId: 'DEMO', namespace });
  new Function('window', 'document', '_fs_script', text)(window, window.document, 'edge.fullstory.com/s/fs.js');
};

/** The snippet, and fs.js that has answered it. */
const answered =
  ({ old = false, ...options }: FsOptions & { old?: boolean } = {}) =>
  (window: FakeWindow): void => {
    addSnippet(window, { old, ...(options.namespace !== undefined && { namespace: options.namespace }) });
    installFullStory(window, options);
  };

const open = (prepare: (window: FakeWindow) => void, options: FullStoryOptions = {}) => {
  const { page, window, guard, errors, timers } = openPage({ prepare });
  return { fullstory: createFullStory(page, guard, options), window, errors, timers };
};

const URL_SHAPE = /^https:\/\/app\.eu1\.fullstory\.com\/ui\/o-DEMO-eu1\/session\/\d{19}%3A\d{19}:\d{13}$/;

describe('FullStory is found', () => {
  test.each<[string, (window: FakeWindow) => void, FullStoryOptions]>([
    ['as FS', answered(), {}],
    ['under the name on its script tag', answered({ namespace: 'FSX' }), {}],
    [
      'under the name of _fs_namespace',
      (window) =>
        Object.assign(window, {
          _fs_namespace: 'FSY',
          FSY: Object.assign(
            () =>
              'https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/1234567890123456789%3A1234567890123456789:1795302000000',
            { _v: '2.1.0', _api: () => {} },
          ),
        }),
      {},
    ],
    [
      'under the name that the option says',
      (window) => {
        answered({ namespace: 'Other' })(window);
        addSnippet(window);
      },
      { namespace: 'Other' },
    ],
    ['though it is of the first version', answered({ old: true }), {}],
  ])('%s', (_, prepare, options) => {
    const { fullstory, errors } = open(prepare, options);
    expect(fullstory.state()).toBe('capturing');
    expect(fullstory.replayUrl()).toMatch(URL_SHAPE);
    expect(errors).toEqual([]);
  });

  test('though it comes after the tag', () => {
    const { fullstory, window } = open(() => {});
    expect(fullstory.state()).toBe('absent');
    addSnippet(window);
    expect(fullstory.state()).toBe('waiting');
    installFullStory(window);
    expect(fullstory.state()).toBe('capturing');
  });

  test('no longer, once it has gone', () => {
    const { fullstory, window } = open(answered());
    expect(fullstory.state()).toBe('capturing');
    window.FS = undefined;
    expect(fullstory.state()).toBe('absent');
  });
});

describe('a stranger under its name', () => {
  test.each<[string, unknown]>([
    ['a function', () => 'https://app.fullstory.com/ui/1'],
    ['an object with a method', { getCurrentSessionURL: () => 'https://app.fullstory.com/ui/1' }],
    ['a text', 'FS'],
    ['null', null],
  ])('%s is absent', (_, stranger) => {
    const { fullstory, errors } = open((window) => Object.assign(window, { FS: stranger }));
    expect([fullstory.state(), fullstory.replayUrl()]).toEqual(['absent', undefined]);
    fullstory.observe(() => {});
    fullstory.call('trackEvent', { name: 'x' });
    expect(errors).toEqual([]);
  });
});

describe('before fs.js has answered', () => {
  test('nothing is added to the queue by asking', () => {
    const { fullstory, window } = open(addSnippet);
    const { q } = window.FS as unknown as { q: unknown[] };
    const { length } = q;
    expect([fullstory.state(), fullstory.replayUrl(), fullstory.replayUrl()]).toEqual([
      'waiting',
      undefined,
      undefined,
    ]);
    expect(q).toHaveLength(length);
  });

  test('there is no address while capture has not begun', () => {
    const { fullstory, window, timers } = open(answered({ startMs: 500 }));
    expect([fullstory.state(), fullstory.replayUrl()]).toEqual(['waiting', undefined]);
    timers.advance(500);
    expect(fullstory.state()).toBe('capturing');
    expect(window.listeners()).toBeGreaterThan(0);
  });
});

test('the address is of the moment, not of the start, and follows a split session', () => {
  const { fullstory, timers } = open(answered({ splitMs: 1000 }));
  const urls: unknown[] = [];
  for (const wait of [0, 500, 600]) {
    timers.advance(wait);
    urls.push(fullstory.replayUrl());
  }
  expect(new Set(urls).size).toBe(3);
  const session = (url: unknown) => String(url).split('/session/')[1]?.split(':')[0];
  expect(session(urls[1])).toBe(session(urls[0]));
  expect(session(urls[2])).not.toBe(session(urls[0]));
});

describe('shutdown and restart', () => {
  const start = () => {
    const opened = open(answered());
    const told: boolean[] = [];
    opened.fullstory.observe((capturing) => told.push(capturing));
    opened.fullstory.observe((capturing) => told.push(capturing));
    const FS = opened.window.FS as unknown as FullStoryGlobal;
    return { ...opened, told, FS };
  };

  test('are told once each, though the request is repeated', () => {
    const { FS, told, fullstory } = start();
    expect(told).toEqual([]);
    FS('shutdown');
    expect(told).toEqual([false]);
    expect([fullstory.state(), fullstory.replayUrl()]).toEqual(['shutdown', undefined]);
    FS('start');
    expect(told).toEqual([false, true]);
    expect(fullstory.state()).toBe('capturing');
  });

  test('are told to nobody after stop', () => {
    const { FS, told, fullstory } = start();
    fullstory.stop();
    FS('shutdown');
    FS('start');
    expect(told).toEqual([]);
  });

  test('are told though they were asked for before fs.js came, and not after stop', () => {
    const { fullstory, window } = open(addSnippet);
    const told: boolean[] = [];
    fullstory.observe((capturing) => told.push(capturing));
    const FS = installFullStory(window);
    FS?.('shutdown');
    expect(told).toEqual([false]);
    fullstory.stop();
    FS?.('start');
    expect(told).toEqual([false]);
  });

  test('an error of the listener is caught', () => {
    const { fullstory, window, errors } = open(answered());
    fullstory.observe(() => {
      throw new Error('ours');
    });
    (window.FS as unknown as FullStoryGlobal)('shutdown');
    expect(errors).toEqual([new Error('ours')]);
  });
});

test('an event is sent with the label of the tag', () => {
  const { fullstory, window } = open(answered());
  fullstory.call('trackEvent', { name: 'Ometria Profile Enriched', properties: { score: 34 } });
  expect((window.FS as unknown as FullStoryGlobal)._standin.events).toMatchObject([
    { name: 'Ometria Profile Enriched', properties: { score: 34 }, source: 'fullstory-ometria' },
  ]);
});

describe('an address', () => {
  const { fullstory } = open(() => {});
  const relayed = open(() => {}, { host: 'fs.shop.example' }).fullstory;
  const long = (length: number) => 'https://app.fullstory.com/ui/'.padEnd(length, 'x');

  test.each([
    'https://app.fullstory.com/ui/ABC/session/1%3A2:3',
    'https://app.eu1.fullstory.com/ui/o-ABC-eu1/session/1:2',
    'https://fullstory.com/ui/1',
    long(180),
  ])('%s is accepted', (url) => {
    expect(fullstory.accept(url)).toBe(url);
  });

  test.each<[unknown]>([
    ['http://app.fullstory.com/ui/1'],
    ['//app.fullstory.com/ui/1'],
    ['https://app.fullstory.com'],
    ['https://fullstory.com.evil.example/ui/1'],
    ['https://evilfullstory.com/ui/1'],
    ['https://evil.example/https://app.fullstory.com/ui/1'],
    ['https://evil.example#@app.fullstory.com/ui/1'],
    ['https://user@app.fullstory.com/ui/1'],
    ['https://app.fullstory.com:8443/ui/1'],
    ['https://app.fullstory.com/ui/ 1'],
    ['https://app.fullstory.com/ui/"><script>'],
    ['https://app.fullstory.com/ui/\n1'],
    [' https://app.fullstory.com/ui/1'],
    ['https://app.fullstory.com/ui/ö'],
    ['https://app.fullstory.com/ui/\ud83d'],
    ['javascript:alert(1)'],
    [long(181)],
    [''],
    [null],
    [undefined],
    [7],
  ])('%j is not', (url) => {
    expect(fullstory.accept(url)).toBeUndefined();
  });

  test('on the relay’s own host is accepted where the option says so', () => {
    expect(relayed.accept('https://fs.shop.example/ui/1')).toBe('https://fs.shop.example/ui/1');
    expect(relayed.accept('https://app.fullstory.com/ui/1')).toBe('https://app.fullstory.com/ui/1');
    expect(relayed.accept('https://shop.example/ui/1')).toBeUndefined();
    expect(fullstory.accept('https://fs.shop.example/ui/1')).toBeUndefined();
  });
});

test('a FullStory that throws is silence', () => {
  const refuse = () => {
    throw new Error('vendor');
  };
  const { fullstory, errors } = open((window) =>
    Object.assign(window, { FS: Object.assign(refuse, { _v: '2.1.0', _api: refuse }) }),
  );
  expect([fullstory.state(), fullstory.replayUrl()]).toEqual(['waiting', undefined]);
  fullstory.observe(() => {});
  fullstory.call('trackEvent', { name: 'x' });
  fullstory.stop();
  expect(errors.length).toBeGreaterThan(0);
});
