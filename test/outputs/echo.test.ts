import { describe, expect, test } from 'vitest';
import type { Options } from '../../src/config/read-options.js';
import { echo } from '../../src/outputs/echo.js';
import { type RulesHandle, rules } from '../../src/rules/rules-source.js';
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

describe('tells of what was delivered', () => {
  const HALF_HOUR = 1_800_000;
  const told = (dataLayer: unknown[]) =>
    dataLayer.map((entry) => {
      const { signal_types: types, ...rest } = entry as Record<string, unknown>;
      return [types, rest];
    });
  const options = { consent: 'granted', debug: true, echo: { dataLayer: true } };
  const page = (dataLayer: unknown[], more: object = {}): PageOptions => ({
    build: { sources: [rules(), echo], adapters: {} },
    options: { ...options, ...more },
    prepare: withDataLayer(dataLayer),
  });

  test('of an earlier visit that was made good, and then of the present one', () => {
    const dataLayer: unknown[] = [];
    const shop = openShop({ ...page([]), ometria: false, queue: [['visitor', 'jane@example.com']] });
    shop.rage();
    shop.leave();
    shop.pass(HALF_HOUR + 60_000);
    const next = shop.goTo({ ...page(dataLayer), ometria: 'on', queue: [] });
    next.pass(5000);
    expect(shop.received().length).toBe(1);
    expect(told(dataLayer)).toMatchObject([['rage_click', { rage_click: 1, frustration_score: 34 }]]);
    next.tag.signal({ type: 'dead_click' });
    next.pass(20_000);
    expect(shop.received().length).toBe(2);
    expect(told(dataLayer)[1]).toMatchObject(['dead_click', { dead_click: 1 }]);
  });

  test('and not of the present visit where an earlier one is repeated', () => {
    const dataLayer: unknown[] = [];
    const shop = openShop(page([]));
    shop.rage();
    shop.pass(900);
    shop.leave();
    shop.pass(HALF_HOUR + 60_000);
    const made = shop.received().length;
    const next = shop.goTo({ ...page(dataLayer), ometria: 'on', queue: [] });
    next.pass(5000);
    expect(shop.received().length).toBe(made + 1);
    expect(told(dataLayer)).toEqual([]);
  });

  test('but not of a test, nor of the control group', () => {
    const dataLayer: unknown[] = [];
    const shop = openShop(page(dataLayer));
    // The full build has it.
    (shop.tag as unknown as RulesHandle).sendTest('dead_click');
    expect(shop.received().length).toBe(1);
    const control = openShop(page(dataLayer, { holdout: 100 }));
    control.rage();
    control.pass(20_000);
    expect(control.only()).toEqual({ fs_group: 'control' });
    expect(dataLayer).toEqual([]);
  });
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
