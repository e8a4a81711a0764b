import { describe, expect, test } from 'vitest';
import { affinityKey, createStore, formKey, newName, shopKey } from '../../src/session/store.js';
import { createStorage } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const PREFIX = 'fs_ometria';

const open = (options: Parameters<typeof openPage>[0] = {}) => {
  const { page, window } = openPage(options);
  return { store: createStore(page, PREFIX), window };
};

describe('a record', () => {
  test('is read as it was written, by every tab', () => {
    const localStorage = createStorage();
    const { store } = open({ localStorage });
    const record = { since: -5, last: 9, '+rage_click': 3, head: '1001795302000000{"type":"ä😀\\u2028"}', unsent: 0 };
    store.write(`${PREFIX}.a`, record);
    expect(open({ localStorage }).store.read()).toEqual({ [`${PREFIX}.a`]: record });
    store.write(`${PREFIX}.a`, null);
    expect(store.read()).toEqual({});
  });

  test('is at most 2 KB long: what only enriches goes first', () => {
    const { store, window } = open();
    const record: Record<string, number | string> = {
      since: -5,
      last: 9,
      '+rage_click': 3,
      'at:my_rule': '1795302000000',
      head: 'x'.repeat(300),
    };
    for (let count = 0; count < 100; count++) record[`is:property_${count}`] = 'ö'.repeat(100);
    for (let count = 0; count < 100; count++) record[`dwell:product_${count}`] = count;
    store.write(`${PREFIX}.a`, record);
    expect(window.localStorage.getItem(`${PREFIX}.a`)?.length).toBeLessThanOrEqual(2048);
    expect(store.read()[`${PREFIX}.a`]).toMatchObject({
      '+rage_click': 3,
      'at:my_rule': '1795302000000',
      head: record.head,
    });
    // The record in memory is shortened as well: it would cost more with every signal.
    expect(Object.keys(record).length).toBeLessThan(205);
  });

  test.each<[string, (text: string) => string]>([
    ['was changed by a single sign', (text) => text.replace('"last":9', '"last":8')],
    ['was cut', (text) => text.slice(0, -1)],
    ['has something behind it', (text) => `${text} `],
    ['has no seal', (text) => text.slice(text.indexOf('{'))],
    ['is of another version', (text) => `x${text}`],
    ['is empty', () => ''],
    ['is plain JSON of the site’s', () => '{"since":-5,"last":9}'],
  ])('that %s is taken away', (_, change) => {
    const { store, window } = open();
    store.write(`${PREFIX}.a`, { since: -5, last: 9 });
    window.localStorage.setItem(`${PREFIX}.a`, change(window.localStorage.getItem(`${PREFIX}.a`) ?? ''));
    expect(store.read()).toEqual({});
    expect(Object.keys(window.localStorage)).toEqual([]);
  });

  test('of somebody else’s is left alone', () => {
    const { store, window } = open();
    window.localStorage.setItem('cart', '{}');
    window.localStorage.setItem('fs_ometria', 'x');
    window.localStorage.setItem('fs_ometria_other.a', 'x');
    expect(store.read()).toEqual({});
    store.erase();
    expect(Object.keys(window.localStorage).sort()).toEqual(['cart', 'fs_ometria', 'fs_ometria_other.a']);
  });

  test('is written as JSON though the page has a toJSON of its own', () => {
    Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value: () => 'broken' });
    const { store } = open();
    store.write(`${PREFIX}.a`, { since: -5, last: 9 });
    const read = store.read();
    Reflect.deleteProperty(Object.prototype, 'toJSON');
    expect(read).toEqual({ [`${PREFIX}.a`]: { since: -5, last: 9 } });
  });
});

describe('erasing', () => {
  test('takes every tab’s record, says what was still to be delivered, and leaves a tombstone of a refusal', () => {
    const { store } = open();
    store.write(`${PREFIX}.a`, { since: -5, last: 9, unsent: 2 });
    store.write(`${PREFIX}.b`, { since: -5, last: 9, unsent: 1 });
    expect(store.erase(`${PREFIX}.c`, 77)).toBe(3);
    expect(store.read()).toEqual({ [`${PREFIX}.c`]: { denied: 77 } });
  });

  test('leaves nothing where there was nothing, so that a refusal alone stores nothing', () => {
    const { store, window } = open();
    store.erase(`${PREFIX}.c`, 77);
    expect(Object.keys(window.localStorage)).toEqual([]);
  });

  test('takes what forms, the shop and attention have left beside the records', () => {
    const { store, window } = open();
    for (const toKey of [affinityKey, shopKey]) window.localStorage.setItem(toKey(PREFIX), 'left');
    window.sessionStorage.setItem(formKey(PREFIX), 'left');
    store.erase();
    expect(window.localStorage.getItem(affinityKey(PREFIX))).toBeNull();
    expect(window.localStorage.getItem(shopKey(PREFIX))).toBeNull();
    expect(window.sessionStorage.getItem(formKey(PREFIX))).toBeNull();
  });
});

describe('the tab’s name', () => {
  test('is handed on to the next page of the tab, and is not in the storage while a page lives', () => {
    const sessionStorage = createStorage();
    const { store } = open({ sessionStorage });
    const name = store.enter();
    expect(Object.keys(sessionStorage)).toEqual([]);
    store.leave(name);
    expect(open({ sessionStorage }).store.enter()).toBe(name);
    // A tab that is duplicated now copies nothing.
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  test('of a stranger is not taken', () => {
    const sessionStorage = createStorage();
    sessionStorage.setItem(PREFIX, 'cart');
    expect(open({ sessionStorage }).store.enter()).toMatch(/^fs_ometria\.\w+$/);
  });

  test('is another for each tab', () => {
    expect(new Set(Array.from({ length: 100 }, () => newName(PREFIX))).size).toBe(100);
  });
});
