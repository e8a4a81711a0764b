import { expect, test } from 'vitest';
import type { Options } from '../../src/config.js';
import { echo } from '../../src/sources/echo.js';
import { openShop, type PageOptions } from '../support/shop.js';

const BUILD = { sources: [echo], adapters: {} };

const open = (options: Options['echo'], prepare?: PageOptions['prepare']) => {
  const shop = openShop({
    build: BUILD,
    options: { consent: 'granted', ...(options && { echo: options }) },
    ...(prepare && { prepare }),
  });
  return shop;
};

const withDataLayer =
  (list: unknown): NonNullable<PageOptions['prepare']> =>
  (window) =>
    Object.assign(window, { dataLayer: list });

test('pushes reason, score, types and counts to the data layer, and nothing that tells who or where', () => {
  const dataLayer: unknown[] = [];
  const shop = open({ dataLayer: true }, withDataLayer(dataLayer));
  shop.rage();
  shop.pass(20_000);
  expect(shop.received().length).toBe(1);
  expect(dataLayer).toEqual([
    { event: 'fs_ometria.delivery', reason: 'quiet', frustration_score: 34, signal_types: 'rage_click', rage_click: 1 },
  ]);
  expect(JSON.stringify(dataLayer)).not.toMatch(/https|jane|promo|payment/);
});

test('tells FullStory by an event that sessions can be searched for', () => {
  const shop = open({ fullstory: true });
  shop.rage();
  shop.pass(20_000);
  const { events } = (shop.window as unknown as { FS: { _standin: { events: unknown[] } } }).FS._standin;
  expect(events).toEqual([
    expect.objectContaining({
      name: 'Ometria Profile Enriched',
      properties: { reason: 'quiet', frustration_score: 34, signal_types: 'rage_click', rage_click: 1 },
    }),
  ]);
});

test('fires an event on window', () => {
  const details: unknown[] = [];
  const shop = open({ event: true });
  shop.window.addEventListener('fs-ometria:delivery', (event) => {
    details.push((event as unknown as CustomEvent).detail);
  });
  shop.rage();
  shop.pass(20_000);
  expect(details).toEqual([{ reason: 'quiet', frustration_score: 34, signal_types: 'rage_click', rage_click: 1 }]);
});

test('is silent by default, and makes no data layer where there is none', () => {
  const dataLayer: unknown[] = [];
  const quiet = open(undefined, withDataLayer(dataLayer));
  quiet.rage();
  quiet.pass(20_000);
  expect(dataLayer).toEqual([]);
  const without = open({ dataLayer: true });
  without.rage();
  without.pass(20_000);
  expect(without.received().length).toBe(1);
  expect(Object.keys(without.window)).not.toContain('dataLayer');
  expect(without.problems()).toEqual([]);
});

test('an error of the data layer does not harm the delivery', () => {
  const list = Object.assign([], {
    push: () => {
      throw new Error('theirs');
    },
  });
  const shop = open({ dataLayer: true }, withDataLayer(list));
  shop.rage();
  shop.pass(20_000);
  expect(shop.received().length).toBe(1);
});
