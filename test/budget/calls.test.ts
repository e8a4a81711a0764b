import { describe, expect, test } from 'vitest';
import { openShop } from '../support/shop.js';

const LONG = 20_000;

/** What the browser is asked to write, by method. */
const countWrites = (storage: Storage) => {
  const counts = { set: 0, removed: 0 };
  const { setItem, removeItem } = storage;
  Object.assign(storage, {
    setItem: (key: string, value: string) => {
      counts.set++;
      setItem(key, value);
    },
    removeItem: (key: string) => {
      counts.removed++;
      removeItem(key);
    },
  });
  return counts;
};

describe('calls of identify', () => {
  test('a thousand signals in one task make one call', () => {
    const shop = openShop();
    for (let at = 0; at < 1000; at++) shop.tag.signal({ type: 'error_click', target: `t${at}` });
    shop.pass(LONG);
    expect(shop.received()).toHaveLength(1);
  });

  test('three thousand signals over the life of one page make ten calls', () => {
    const shop = openShop();
    for (let at = 0; at < 3000; at++) {
      shop.tag.signal({ type: 'error_click', target: `t${at % 7}` });
      if (at % 10 === 0) shop.pass(1000);
    }
    expect(shop.received()).toHaveLength(9);
    expect(shop.problems()).toContain('calls_capped');
    // The tenth is kept for the hide.
    shop.leave();
    expect(shop.received()).toHaveLength(10);
    expect(shop.received().at(-1)?.profile).toMatchObject({ fs_signal_type: 'error_click' });
  });

  test('a page on which nothing happens makes none', () => {
    const shop = openShop();
    shop.pass(3_600_000);
    shop.leave();
    expect(shop.received()).toEqual([]);
  });
});

describe('what the core leaves in the page', () => {
  test('is six listeners and one timer, and none before consent', () => {
    const bare = openShop({ tag: false }).window.listeners();
    const waiting = openShop({ options: { consent: 'command' } });
    expect(waiting.window.listeners() - bare).toBe(0);
    const shop = openShop();
    expect(shop.window.listeners() - bare).toBeLessThanOrEqual(6);
    shop.pass(LONG);
    const idle = shop.timers.pending();
    shop.tag.signal({ type: 'error_click' });
    expect(shop.timers.pending() - idle).toBe(1);
    for (let at = 0; at < 50; at++) shop.tag.signal({ type: 'error_click' });
    expect(shop.timers.pending() - idle).toBe(1);
  });

  test('is one write to storage for a signal at most, and a record of at most 2 KB', () => {
    const shop = openShop();
    // Whose session it is becomes known with the first, which is a write of its own.
    shop.tag.signal({ type: 'error_click' });
    const writes = countWrites(shop.storage);
    for (let at = 0; at < 50; at++) {
      shop.tag.signal({ type: 'custom', name: `name_${at}`, properties: { [`text_${at}`]: 'x'.repeat(200) } });
    }
    expect(writes.set).toBeLessThanOrEqual(50);
    expect(writes.removed).toBe(0);
    shop.pass(LONG);
    shop.leave();
    const own = Object.keys(shop.storage).filter((key) => key.startsWith('fs_ometria'));
    expect(own).toHaveLength(1);
    expect(shop.storage.getItem(own[0] ?? '')?.length).toBeLessThanOrEqual(2048);
  });
});
