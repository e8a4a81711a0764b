// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { isInspected, loadInspector } from '../../src/outputs/inspector-loader.js';
import { createPage } from '../../src/page/page.js';
import type { Ports } from '../../src/sources/source.js';
import { createGuard } from '../../src/tools/guard.js';

const SCRIPT = { src: 'https://cdn.example/v1/fullstory-ometria.min.js', nonce: 'abc' };

/** What the loader uses of the ports. */
const portsOf = () => {
  const report = vi.fn();
  const host = window as unknown as Window & typeof globalThis;
  return {
    report,
    ports: {
      page: createPage(
        host,
        createGuard(() => {}),
      ),
      report,
    } as unknown as Ports,
  };
};

const loaded = () => document.head.querySelector('script');

afterEach(() => {
  document.head.replaceChildren();
  location.hash = '';
  Reflect.deleteProperty(window, 'trustedTypes');
});

test('is asked for by the hash alone', () => {
  const { ports } = portsOf();
  expect(isInspected(ports)).toBe(false);
  location.hash = '#other';
  expect(isInspected(ports)).toBe(false);
  location.hash = '#fs_ometria_debug';
  expect(isInspected(ports)).toBe(true);
});

test('loads from beside the tag, with integrity and nonce', () => {
  loadInspector(portsOf().ports, SCRIPT);
  expect(loaded()?.src).toBe('https://cdn.example/v1/fullstory-ometria.inspector.min.js');
  expect(loaded()?.integrity).toMatch(/^sha256-/);
  expect(loaded()?.nonce).toBe('abc');
  expect(loaded()?.crossOrigin).toBe('');
});

test.each(['?ref=/home', '#/a/b', '?v=1#x/y'])(
  'loads from beside the tag, whatever is behind its address: %s',
  (rest) => {
    loadInspector(portsOf().ports, { ...SCRIPT, src: SCRIPT.src + rest });
    expect(loaded()?.src).toBe('https://cdn.example/v1/fullstory-ometria.inspector.min.js');
  },
);

test('the option names another address', () => {
  loadInspector(portsOf().ports, undefined, 'https://shop.example/inspector.js');
  expect(loaded()?.src).toBe('https://shop.example/inspector.js');
});

test('a script that cannot be loaded is a problem in health', () => {
  const { ports, report } = portsOf();
  loadInspector(ports, SCRIPT);
  expect(report).not.toHaveBeenCalled();
  loaded()?.dispatchEvent(new Event('error'));
  expect(report).toHaveBeenCalledWith('inspector_blocked', expect.stringContaining('inspector.min.js'));
});

test('makes its own policy under trusted types', () => {
  const createPolicy = vi.fn((_name: string, rules: { createScriptURL(url: string): string }) => rules);
  Object.assign(window, { trustedTypes: { createPolicy } });
  loadInspector(portsOf().ports, SCRIPT);
  expect(createPolicy).toHaveBeenCalledWith('fs-ometria', expect.anything());
  expect(loaded()?.src).toContain('inspector.min.js');
});

test('a policy that is not allowed is a problem in health, and nothing is loaded', () => {
  const { ports, report } = portsOf();
  const createPolicy = () => {
    throw new TypeError('not allowed');
  };
  Object.assign(window, { trustedTypes: { createPolicy } });
  loadInspector(ports, SCRIPT);
  expect(report).toHaveBeenCalledWith('inspector_blocked', expect.any(String));
  expect(loaded()).toBeNull();
});
