import { expect, test, vi } from 'vitest';
import type { Build } from '../../src/boot/create-bridge.js';
import type { Options } from '../../src/config/read-options.js';
import { echo } from '../../src/outputs/echo.js';
import { type InspectHandle, inspect } from '../../src/outputs/inspect.js';
import { rules } from '../../src/rules/rules-source.js';
import { openShop, type PageOptions, type ShopPage } from '../support/shop.js';

const URL_ON = 'https://shop.example/checkout/payment#fs_ometria_debug';
const SCRIPT = { src: 'https://cdn.example/v1/fullstory-ometria.min.js', nonce: '' };

const open = (given: Options = {}, page: PageOptions = {}) =>
  openShop({
    build: { sources: [rules(), inspect(SCRIPT)], adapters: {} },
    options: { consent: 'granted', ...given },
    ...page,
  });

// The full build has it.
const look = ({ tag }: ShopPage) => (tag as unknown as InspectHandle).inspect();

test('shows health, and beside it what the session is worth and what would be sent', () => {
  const shop = open();
  shop.rage();
  shop.pass(100);
  const seen = look(shop);
  expect(seen).toMatchObject(shop.tag.health());
  expect(seen.score).toBe(34);
  expect(seen.weights.rage_click).toBe(25);
  expect(seen.session.signals).toEqual({ rage_click: 1 });
  expect(seen.rules.map(({ name }) => name)).toContain('checkout_frustration');
  expect(seen.next?.properties).toMatchObject({ fs_rage_clicks: 1, fs_frustration_score: 34 });
  expect(seen.next?.json.length).toBeLessThanOrEqual(seen.config.budget);
  expect(seen.due).toBeGreaterThan(0);
  expect(seen.due).toBeLessThanOrEqual(1000);
});

test('what is next is what is sent', () => {
  const shop = open();
  shop.rage();
  shop.pass(900);
  const { next } = look(shop);
  shop.pass(10_000);
  expect(shop.tag.health().lastDelivery).toMatchObject({
    properties: next?.properties,
    characters: next?.json.length,
  });
  shop.pass(20_000);
  expect(look(shop).due).toBeUndefined();
});

test('looking changes nothing: no problem, no delivery, no record', () => {
  const shop = open({ beforeSend: (properties) => ({ ...properties, too_long: 'x'.repeat(500) }) });
  shop.tag.signal({ type: 'rage_click' });
  const before = shop.problems();
  const record = JSON.stringify(shop.storage);
  expect(look(shop).next?.left).toEqual(['too_long']);
  expect(shop.problems()).toEqual(before);
  expect(JSON.stringify(shop.storage)).toBe(record);
  expect(shop.received()).toEqual([]);
});

test.each<[string, () => undefined]>([
  [
    'throws',
    () => {
      throw new Error('theirs');
    },
  ],
  ['returns nothing', () => undefined],
])('looking is no problem where beforeSend %s', (_, beforeSend) => {
  const shop = open({ beforeSend: beforeSend as never });
  shop.rage();
  shop.pass(100);
  expect(look(shop).next?.properties).toMatchObject({ fs_rage_clicks: 1 });
  expect(look(shop).problems).toEqual([]);
  shop.pass(20_000);
  expect(shop.problems()).toContain('before_send_failed');
});

test('before consent there is nothing to see but health', () => {
  const shop = open({ consent: 'command' });
  expect(look(shop)).toMatchObject({ score: 0, session: {}, next: undefined, due: undefined, seen: [] });
  shop.tag.push(['consent', 'granted']);
  expect(look(shop).next).toBeTruthy();
});

test('keeps no signals while the inspector is off', () => {
  const shop = open();
  shop.rage();
  shop.pass(100);
  expect(look(shop).seen).toEqual([]);
});

test('keeps the last fifty with their verdicts while the inspector is on', () => {
  const shop = open({ exclude: { categories: ['Socks'] } }, { url: URL_ON });
  shop.rage();
  shop.pass(2000);
  shop.tag.push(['signal', { type: 'dwell', seconds: 60, category: 'Socks' }], ['signal', { type: 'nonsense' }]);
  expect(look(shop).seen.map(({ type, verdict, origin }) => [type, verdict, origin])).toEqual([
    ['rage_click', 'accepted', 'fullstory'],
    ['dwell', 'excluded', undefined],
    ['page', 'bad_signal', undefined],
  ]);
  for (let n = 0; n < 60; n++) {
    shop.pass(1000);
    shop.tag.signal({ type: 'dead_click', target: `t${n}` });
  }
  const { seen } = look(shop);
  expect(seen.length).toBe(50);
  expect(seen[49]).toMatchObject({ type: 'dead_click', target: 't59', verdict: 'accepted' });
});

test('shows equal refusals that follow each other once, so that a loop does not push out what was accepted', () => {
  const shop = open({}, { url: URL_ON });
  shop.rage();
  shop.pass(2000);
  for (let n = 0; n < 300; n++) shop.tag.push(['signal', { type: 'nonsense' }]);
  const { seen } = look(shop);
  expect(seen.map(({ verdict }) => verdict)).toEqual(['accepted', 'bad_signal', 'too_many_signals']);
  shop.pass(5000);
  shop.tag.push(['signal', { type: 'nonsense' }]);
  shop.pass(5000);
  shop.tag.push(['signal', { type: 'nonsense' }]);
  const later = look(shop).seen;
  expect(later.map(({ verdict }) => verdict)).toEqual(['accepted', 'bad_signal', 'too_many_signals', 'bad_signal']);
  // With the time of the last.
  expect(Number(later[3]?.at) - Number(later[2]?.at)).toBe(10_000);
});

test('tells of health at hide, once the last delivery has been made, in at most 2 KB of plain JSON', () => {
  const onHealth = vi.fn();
  const shop = open({ onHealth });
  shop.rage();
  for (const code of ['x', 'y', 'z']) shop.tag.push([code.repeat(500)]);
  shop.leave();
  expect(onHealth).toHaveBeenCalledTimes(1);
  const [summary] = onHealth.mock.calls[0] ?? [];
  const json = JSON.stringify(summary);
  expect(JSON.parse(json)).toEqual(summary);
  expect(summary).toMatchObject({
    deliveries: { made: 1 },
    signals: { byType: { rage_click: 1 } },
    state: { consent: 'granted' },
    problems: { bad_command: 3 },
  });
  expect(json.length).toBeLessThan(2048);
  expect(json).not.toMatch(/https|jane|promo/);
});

test('an error in onHealth is a problem in health, and without consent nobody is told', () => {
  const shop = open({
    onHealth: () => {
      throw new Error('theirs');
    },
  });
  shop.leave();
  expect(shop.problems()).toContain('internal_error');
  const onHealth = vi.fn();
  open({ consent: 'command', onHealth }).leave();
  expect(onHealth).not.toHaveBeenCalled();
});

test('the largest summary is within 2 KB', async () => {
  const { PROBLEMS } = await import('../../src/types/problem-words.js');
  const { WEIGHT } = await import('../../src/signals/read-signal.js');
  const shop = open();
  const { lastDelivery: _, problems: __, ...health } = shop.tag.health();
  const all = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, 99_999]));
  const summary = {
    ...health,
    signals: { ...health.signals, byType: all(Object.keys(WEIGHT)), byOrigin: all(['fullstory', 'tag', 'page']) },
    deliveries: { ...health.deliveries, heldFor: all(Object.keys(PROBLEMS).slice(0, 9)) },
    problems: all(Object.keys(PROBLEMS)),
  };
  expect(JSON.stringify(summary).length).toBeLessThan(2048);
});

test('after stop nothing of it listens', () => {
  const onHealth = vi.fn();
  const shop = open({ onHealth });
  shop.tag.stop();
  shop.leave();
  expect(onHealth).not.toHaveBeenCalled();
});

test('without the hash and without onHealth it listens to nothing', () => {
  const listens = (sources: Build['sources']) => {
    const added: string[] = [];
    const shop = openShop({
      build: { sources, adapters: {} },
      options: { consent: 'granted' },
      prepare: (window) => {
        for (const target of [window, window.document]) {
          const { addEventListener } = target;
          target.addEventListener = (...args: Parameters<typeof addEventListener>) => {
            added.push(args[0]);
            addEventListener.apply(target, args);
          };
        }
      },
    });
    shop.pass(60_000);
    return added;
  };
  const bare = listens([]);
  expect(bare).toContain('pagehide');
  expect(listens([echo, inspect(SCRIPT)])).toEqual(bare);
});
