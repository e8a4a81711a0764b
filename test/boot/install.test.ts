import { describe, expect, test, vi } from 'vitest';
import { createBridge, install, type ScriptHandle } from '../../src/boot/install.js';
import { createWindow, type FakeWindow } from '../support/browser-window.js';
import { openShop } from '../support/shop.js';

const CORE = { sources: [], adapters: {} };

/** null: the tag does not find its own script element. */
const load = (window: FakeWindow, dataset: Record<string, string> | null = {}): ScriptHandle => {
  window.document.currentScript = dataset && { dataset };
  install(window as unknown as Window & typeof globalThis, CORE);
  return window.fsOmetria as ScriptHandle;
};

const codes = (tag: Pick<ScriptHandle, 'health'>) =>
  tag.health().problems.map(({ code, detail }) => `${code} ${detail}`.trim());

describe('the queue', () => {
  test('stays the same object, runs in order, and takes commands later as before', () => {
    const told: string[] = [];
    const window = createWindow();
    const queue: unknown[] = [
      () => told.push('first'),
      ['consent', 'granted'],
      () => told.push('third'),
      ['config', { beforeConsent: 'buffer' }],
    ];
    window.fsOmetria = queue;
    const tag = load(window);
    expect(window.fsOmetria).toBe(queue);
    expect(told).toEqual(['first', 'third']);
    expect(tag.health().state.consent).toBe('granted');
    expect(queue).toHaveLength(0);
    tag.push(() => told.push('later'), ['signal', { type: 'dead_click' }]);
    expect(told).toEqual(['first', 'third', 'later']);
    expect(tag.health().signals.received).toBe(1);
  });

  test('push answers the length, as an array’s does', () => {
    const tag = load(createWindow());
    expect(tag.push()).toBe(0);
    expect(tag.push(['consent', 'granted'], () => {})).toBe(0);
  });

  test('a pushed function is given the handle', () => {
    const window = createWindow();
    const given: unknown[] = [];
    window.fsOmetria = [(handle: unknown) => given.push(handle)];
    const tag = load(window);
    tag.push((handle) => void given.push(handle));
    expect(given).toEqual([tag, tag]);
    expect(given[0]).toHaveProperty('health');
  });

  test('a configuration counts wherever it stands in the queue', () => {
    const window = createWindow();
    window.fsOmetria = [
      ['signal', { type: 'dead_click' }],
      ['config', { consent: 'granted' }],
      ['config', { debug: true }],
    ];
    const tag = load(window);
    expect(tag.health()).toMatchObject({ state: { consent: 'granted' }, signals: { received: 1, held: 1 } });
  });

  test.each<[string, unknown]>([
    ['is missing', undefined],
    ['is an object', { a: 1 }],
    ['is a text', 'fsOmetria'],
    ['is a function', () => {}],
  ])('is made anew where what has the name %s', (_, found) => {
    const window = createWindow();
    window.fsOmetria = found;
    const tag = load(window, { consent: 'command' });
    expect(Array.isArray(tag)).toBe(true);
    expect(tag.health().problems).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an unknown command', ['no_such_command']],
    ['a member of arrays', ['splice', 0]],
    ['a method that is no command', ['health']],
    ['constructor', ['constructor']],
    ['a text', 'consent'],
    ['null', null],
    ['a list without a name', []],
    ['a list in a list', [['consent', 'granted']]],
  ])('%s is a problem and nothing else', (_, command) => {
    const window = createWindow();
    window.fsOmetria = [command];
    const tag = load(window);
    tag.push(command as never);
    expect(tag.health().problems).toMatchObject([{ code: 'bad_command', count: 2 }]);
  });

  test('a function that throws does not keep the rest from running', () => {
    const window = createWindow();
    window.fsOmetria = [
      () => {
        throw new Error('site');
      },
      ['consent', 'granted'],
    ];
    const tag = load(window);
    expect(tag.health().state.consent).toBe('granted');
    expect(codes(tag)).toEqual(['bad_command Error: site']);
  });
});

describe('attributes of the script tag', () => {
  test('say what scalar options say, and JSON says the rest', () => {
    const window = createWindow();
    const tag = load(window, {
      consent: 'granted',
      prefix: 'x_',
      debug: '',
      sample: '50',
      pauseOnShutdown: 'false',
      options: '{"timing":{"quiet":5},"prefix":"y_"}',
    });
    expect(tag.health()).toMatchObject({ state: { consent: 'granted' }, problems: [] });
  });

  test('an empty prefix is one, and of everything else no text means yes', () => {
    const shop = openShop({ dataset: { prefix: '', debug: '' } });
    shop.rage();
    shop.pass(10_000);
    expect(shop.only()).toMatchObject({ rage_clicks: '1' });
    expect(codes(shop.tag)).toEqual([]);
  });

  test('lose against commands', () => {
    const window = createWindow();
    window.fsOmetria = [['config', { consent: 'granted' }]];
    expect(load(window, { consent: 'command' }).health().state.consent).toBe('granted');
  });

  test('that cannot be read are a problem, and the tag works', () => {
    const tag = load(createWindow(), { consent: 'granted', options: '{"timing":', colour: 'red' });
    expect(tag.health().state.consent).toBe('granted');
    expect(codes(tag).join()).toMatch(/unknown_option/);
  });

  test.each<[string, Record<string, string> | null, unknown[] | undefined, string[]]>([
    ['there is no script element', null, undefined, ['no_options']],
    ['there is none, and commands do not configure', null, [['consent', 'granted']], ['no_options']],
    ['there is none, and the tag waits for its start', null, [['start']], ['no_options']],
    ['the element is a bundle’s', {}, undefined, ['no_options']],
    ['there is none, and the queue has a configuration', null, [['config', {}]], []],
    ['it has attributes', { consent: 'command' }, undefined, []],
    ['it has none, and the site speaks', {}, [['consent', 'granted']], []],
  ])('where %s', (_, dataset, queue, problems) => {
    const window = createWindow();
    window.fsOmetria = queue;
    const tag = load(window, dataset);
    tag.push(['start']);
    expect(codes(tag)).toEqual(problems);
  });
});

describe('the start', () => {
  test('waits for the command where the tag says so', () => {
    const window = createWindow();
    window.fsOmetria = [
      ['consent', 'granted'],
      ['config', { sample: 0 }],
    ];
    const tag = load(window, { start: 'manual' });
    expect(tag.health).toBeUndefined();
    tag.push(['signal', { type: 'dead_click' }], ['config', { budget: 'a lot' }]);
    expect(window.listeners()).toBe(0);
    tag.push(['start']);
    expect(tag.health()).toMatchObject({ state: { consent: 'granted' }, signals: { received: 1 } });
    expect(codes(tag)).toEqual(['bad_option budget']);
    tag.push(['start']);
    expect(tag.health().signals.received).toBe(1);
    expect(codes(tag)).toEqual(['bad_option budget']);
  });

  test('may be said in the queue already', () => {
    const window = createWindow();
    window.fsOmetria = [['start'], ['consent', 'granted']];
    expect(load(window, { start: 'manual' }).health().state.consent).toBe('granted');
  });

  test('bears a configuration that cannot be read', () => {
    const window = createWindow();
    const refuse = () => {
      throw new Error('hostile');
    };
    window.fsOmetria = [
      ['config', new Proxy({}, { ownKeys: refuse })],
      ['config', { timing: new Proxy({}, { ownKeys: refuse }) }],
      ['consent', 'granted'],
    ];
    const tag = load(window);
    expect(tag.health().state.consent).toBe('granted');
    expect(tag.health().problems.length).toBeGreaterThan(0);
  });
});

describe('a second copy', () => {
  test('hands its queue to the first, reports itself and does nothing else', () => {
    const window = createWindow();
    const first = load(window, { consent: 'command' });
    const listeners = window.listeners();
    window.fsOmetria = [
      ['consent', 'granted'],
      ['config', { debug: true }],
    ];
    const second = load(window);
    expect(first.health().state.consent).toBe('granted');
    expect(codes(first).sort()).toEqual(['bad_command config', 'duplicate_tag']);
    second.push(['signal', { type: 'dead_click' }]);
    expect(second.health().signals.received).toBe(1);
    expect(first.health().signals.received).toBe(1);
    expect(window.listeners()).toBeGreaterThanOrEqual(listeners);
  });

  test('loaded into the same queue changes nothing', () => {
    const window = createWindow();
    const first = load(window, { consent: 'command' });
    load(window);
    load(window);
    first.push(['consent', 'granted']);
    expect(first.health()).toMatchObject({
      state: { consent: 'granted' },
      problems: [{ code: 'duplicate_tag', count: 2 }],
    });
  });

  test('may start when the first has been stopped', () => {
    const window = createWindow();
    load(window).stop();
    window.fsOmetria = undefined;
    const tag = load(window, { consent: 'command' });
    tag.push(['consent', 'granted']);
    expect(tag.health()).toMatchObject({ state: { consent: 'granted' }, problems: [] });
  });

  test('from npm finds the script tag’s, and the other way round', () => {
    const window = createWindow();
    vi.stubGlobal('window', window);
    const bridge = createBridge({ consent: 'granted' });
    expect(createBridge({ consent: 'command' })).toBe(bridge);
    window.fsOmetria = [['signal', { type: 'dead_click' }]];
    load(window);
    expect(bridge.health()).toMatchObject({
      state: { consent: 'granted' },
      signals: { received: 1 },
      problems: [{ code: 'duplicate_tag', count: 2 }],
    });
    bridge.stop();
    window.fsOmetria = [];
    const manual = load(window, { start: 'manual' });
    manual.push(['signal', { type: 'dead_click' }]);
    const early = createBridge({ consent: 'granted' });
    expect(early.health().problems).toEqual([]);
    const listeners = window.listeners();
    manual.push(['start']);
    expect(window.listeners()).toBe(listeners);
    expect(early.health()).toMatchObject({ signals: { received: 1 }, problems: [{ code: 'duplicate_tag' }] });
    expect(manual.health()).toEqual(early.health());
    early.stop();
    const next = createBridge();
    expect(next).not.toBe(bridge);
    expect(next.health().state.consent).toBe('unknown');
  });
});

describe('from npm', () => {
  test.each<[string, object, string[]]>([
    ['what is no function', { sources: ['detectors'] }, ['bad_option sources']],
    ['no list', { sources: 5 }, ['bad_option sources']],
    [
      'a getter that throws',
      {
        get sources() {
          throw Error('site');
        },
      },
      ['internal_error Error: site'],
    ],
  ])('%s among the sources is a problem and nothing else', (_, options, problems) => {
    vi.stubGlobal('window', createWindow());
    const bridge = createBridge(options);
    expect(codes(bridge)).toEqual(problems);
    bridge.stop();
  });

  test('on a server it is a handle that does nothing', () => {
    const bridge = createBridge({ consent: 'granted' });
    bridge.signal({ type: 'dead_click' });
    bridge.page({});
    bridge.visitor('jane@example.com');
    bridge.consent('granted');
    bridge.on('signal', () => {})();
    bridge.reset();
    bridge.stop();
    expect(bridge.flush()).toBe('nothing');
    expect(bridge.health()).toMatchObject({ signals: { received: 0 }, problems: [] });
  });

  test('what it answers on a server has the shape of what it answers in a browser', () => {
    const shop = openShop();
    const keys = (value: object): unknown =>
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => (one && typeof one === 'object' ? [key, keys(one)] : key));
    expect(keys(createBridge().health())).toEqual(keys(shop.tag.health()));
  });

  test('delivers as the script tag does', () => {
    const shop = openShop({ tag: false });
    vi.stubGlobal('window', shop.window);
    const bridge = createBridge({ consent: 'granted' });
    shop.rage();
    shop.pass(20_000);
    expect(shop.only().fs_rage_clicks).toBe('1');
    bridge.stop();
  });
});
