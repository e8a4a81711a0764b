// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBridge } from '../../src/boot/create-bridge.js';
import { dataLayer } from '../../src/data-layer.js';
import { detectors } from '../../src/detectors.js';
import { rules } from '../../src/rules.js';
import type { Context } from '../../src/signals/page-context.js';
import type { Source } from '../../src/sources/source.js';
import { SHAPES, type Shape, type ShopPage } from './shapes.js';

const DOCS = readFileSync('docs/platforms.md', 'utf8');

/** Opens the page with the tag as in the full build, and looks over its shoulder. */
const open = ({ consent, globals, options }: Shape, { path, pushes = [], jsonLd, isLate = false }: ShopPage) => {
  vi.useFakeTimers();
  window.history.replaceState(null, '', path);
  document.head.innerHTML = jsonLd ? `<script type="application/ld+json">${JSON.stringify(jsonLd)}</script>` : '';
  const added = { ...globals, ...(!isLate && { dataLayer: [...pushes] }) };
  Object.assign(window, added);
  let context: Context | undefined;
  const probe: Source = (_emit, ports) => {
    context = ports.context;
    return undefined;
  };
  const { bridge } = createBridge(
    window,
    { ...options, consent },
    { sources: [probe, rules(), dataLayer(), detectors()], adapters: {} },
  );
  vi.advanceTimersByTime(1000);
  if (isLate) Object.assign(window, { dataLayer: [...pushes] });
  vi.advanceTimersByTime(10_000);
  return {
    bridge,
    shown: () => context?.now(),
    close: () => {
      bridge.stop();
      for (const name of ['dataLayer', ...Object.keys(added)]) Reflect.deleteProperty(window, name);
    },
  };
};

let close = () => {};
afterEach(() => {
  close();
  vi.useRealTimers();
  window.localStorage.clear();
  window.sessionStorage.clear();
});

describe.each(SHAPES.map((shape) => [shape.platform, shape] as const))('%s', (_, shape) => {
  it.each(shape.pages.map((page) => [page.path, page] as const))('shows on %s what the page is', (_path, page) => {
    const opened = open(shape, page);
    close = opened.close;
    expect(opened.bridge.health()).toMatchObject({ state: { consent: 'granted' }, problems: [] });
    expect(opened.shown()).toEqual(page.shows);
  });

  it('is a row of the docs', () => {
    const rows = DOCS.split('\n').filter((line) => line.startsWith(`| **${shape.platform}**`));
    expect(rows).toHaveLength(1);
  });
});
