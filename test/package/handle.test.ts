import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { createWindow } from '../support/browser-window.js';
import { HOSTILE, methodsOf } from '../support/hostile.js';

type Handle = Record<string, (...args: unknown[]) => unknown>;

const open = (file: string): Handle => {
  const window = createWindow();
  window.fsOmetria = [['config', { consent: 'granted', debug: true, detect: false }]];
  new Function('window', 'document', readFileSync(`dist/${file}`, 'utf8'))(window, window.document);
  return window.fsOmetria as unknown as Handle;
};

it.each([
  ['fullstory-ometria.min.js', 'sendTest'],
  ['fullstory-ometria.core.min.js', 'signal'],
])('no method of %s throws, called or pushed, whatever it is given', (file, own) => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const names = methodsOf(open(file));
  expect(names).toContain(own);
  const thrown: string[] = [];
  for (const name of names) {
    const handle = open(file);
    for (const [value, make] of HOSTILE) {
      try {
        handle[name]?.(make(), make());
        handle.push?.([name, make(), make()]);
      } catch {
        thrown.push(`${name}: ${value}`);
      }
    }
    expect(handle.health?.()).toMatchObject({ version: expect.any(String) });
    handle.stop?.();
  }
  expect(thrown).toEqual([]);
});
