import { expect, test } from 'vitest';
import type { Origin } from '../../src/signals/read-signal.js';
import type { Source } from '../../src/sources/source.js';
import { openShop } from '../support/shop.js';

test("a detector's verdict is judged by the page where it was, whatever the address is by then", () => {
  const said: [string, boolean][] = [];
  let speak = (_origin: Origin, _page?: string) => {};
  const source: Source = (emit, ports) => {
    speak = (origin, page) =>
      said.push([`${origin} ${page}`, emit({ type: 'form_abandon', ...(page && { page }) }, origin)]);
    looked = () => [ports.isExcluded(), ports.isExcluded('/health/9')];
    return undefined;
  };
  let looked = (): boolean[] => [];
  const shop = openShop({
    options: { exclude: { pages: ['/health/*'] } },
    build: { sources: [source], adapters: {} },
    url: 'https://shop.example/form',
  });
  speak('tag', '/form');
  speak('tag', '/health/7');
  speak('page', '/health/7');
  expect(looked()).toEqual([false, true]);
  shop.window.location.pathname = '/health/12345';
  speak('tag', '/form');
  speak('tag');
  speak('page', '/form');
  expect(said.map(([, accepted]) => accepted)).toEqual([true, false, false, true, false, false]);
  expect(looked()).toEqual([true, true]);
});
