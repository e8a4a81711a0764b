import { describe, expect, test, vi } from 'vitest';
import type { Build } from '../../src/boot/create-bridge.js';
import { createBridge, install } from '../../src/boot/install.js';
import { dataLayer } from '../../src/data-layer.js';
import { echo } from '../../src/outputs/echo.js';
import { inspect } from '../../src/outputs/inspect.js';
import type { HostWindow } from '../../src/page/page.js';
import { rules } from '../../src/rules/rules-source.js';
import type { Source } from '../../src/sources/source.js';
import { HOSTILE, methodsOf } from '../support/hostile.js';
import { openPage } from '../support/page.js';

const BUILDS: [name: string, make: () => Build['sources']][] = [
  ['core', () => []],
  ['full', () => [rules(), dataLayer(), echo, inspect(undefined)]],
];

type Handle = Record<string, (...args: unknown[]) => unknown>;

/** How somebody comes to a handle. */
const WAYS: [name: string, open: (sources: Build['sources']) => Handle][] = [
  [
    'the script tag',
    (sources) => {
      const { window } = openPage();
      window.fsOmetria = [['config', { consent: 'granted', debug: true }]];
      // The members of a window that the tag calls are there.
      install(window as unknown as HostWindow, { sources, adapters: {} });
      return window.fsOmetria as unknown as Handle;
    },
  ],
  [
    'npm',
    (sources) => {
      vi.stubGlobal('window', openPage().window);
      return createBridge({ consent: 'granted', debug: true, sources: sources as Source[] }) as unknown as Handle;
    },
  ],
];

describe.each(WAYS)('by %s', (way, open) => {
  describe.each(BUILDS)('in the %s build', (build, sources) => {
    test('no method throws, whatever it is given, and the handle works afterwards', () => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      const names = methodsOf(open(sources()));
      expect(names).toEqual(expect.arrayContaining(['signal', 'page', 'visitor', 'consent', 'flush', 'health', 'on']));
      if (build === 'full') expect(names).toEqual(expect.arrayContaining(['rule', 'rules', 'sendTest', 'inspect']));
      const thrown: string[] = [];
      for (const name of names) {
        const handle = open(sources());
        for (const [value, make] of HOSTILE) {
          for (const args of [[make()], [make(), make()], ['signal', make()]]) {
            try {
              handle[name]?.(...args);
            } catch {
              thrown.push(`${way}: ${name}(${value}), ${args.length}`);
            }
          }
        }
        expect(handle.health?.()).toMatchObject({ version: expect.any(String), problems: expect.any(Array) });
        handle.stop?.();
      }
      expect(thrown).toEqual([]);
    });
  });
});

test('no command that is pushed throws, whatever it is given', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const [, open] = WAYS[0] as (typeof WAYS)[number];
  const sources = BUILDS[1]?.[1] ?? (() => []);
  const thrown: string[] = [];
  for (const name of [...methodsOf(open(sources())), 'config', 'start', 'nothing']) {
    const handle = open(sources());
    for (const [value, make] of HOSTILE) {
      try {
        handle.push?.([name, make(), make()]);
        handle.push?.([make(), name]);
        handle.push?.(make());
      } catch {
        thrown.push(`${name}: ${value}`);
      }
    }
    handle.stop?.();
  }
  expect(thrown).toEqual([]);
});

test('what a method of a source throws is a problem, and the method answers what says so', () => {
  const [, open] = WAYS[1] as (typeof WAYS)[number];
  const handle = open([rules()]);
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('of the page');
      },
    },
  );
  expect(handle.sendTest?.(hostile)).toBe('nothing');
  expect(handle.health?.()).toMatchObject({ problems: [{ code: 'internal_error', detail: 'Error: of the page' }] });
});

test.each(HOSTILE)('npm makes a handle from %s as options, as sources and among them', (_, make) => {
  for (const options of [make(), { sources: make() }, { sources: [make()] }, { consent: make(), detect: make() }]) {
    vi.stubGlobal('window', openPage().window);
    const bridge = createBridge(options as never);
    expect(bridge.health()).toMatchObject({ version: expect.any(String) });
    bridge.stop();
  }
});
