import { describe, expect, test, vi } from 'vitest';
import { affinityKey, createRecords, formKey, shopKey } from '../../src/visit/records.js';
import { createTabRecord, type TabRecord } from '../../src/visit/tab-record.js';
import { createStorage } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const PREFIX = 'fs_ometria';
const NOW = 1_795_302_000_000;
const record = (pending = 0): TabRecord => ({ ...createTabRecord(NOW), pending });

const open = (options: Parameters<typeof openPage>[0] = {}) => {
  const { page, window } = openPage(options);
  return { store: createRecords(page, PREFIX), window };
};

describe('a record', () => {
  test('is read as it was written, by every tab', () => {
    const localStorage = createStorage();
    const { store } = open({ localStorage });
    store.write('v.a', record(3));
    expect(open({ localStorage }).store.read()).toEqual({ 'v.a': record(3) });
    store.write('v.a', null);
    expect(store.read()).toEqual({});
  });

  test('is at most 2 KB long: what only enriches goes first', () => {
    const { store, window } = open();
    const long = record();
    long.latest.field = [NOW, 'email'];
    long.counters = { rage_click: 3, 'active:Knitwear': 7 };
    long.latest['at:my_rule'] = [NOW, NOW];
    long.topSignal = { rank: 999, at: NOW, type: 'my_rule', url: 'x'.repeat(300) };
    for (let count = 0; count < 100; count++) long.latest[`is:property_${count}`] = [NOW, 'ö'.repeat(100)];
    for (let count = 0; count < 100; count++) long.maxima[`dwell:product_${count}`] = count;
    store.write('v.a', long);
    expect(window.localStorage.getItem(`${PREFIX}.v.a`)?.length).toBeLessThanOrEqual(2048);
    expect(store.read()['v.a']).toMatchObject({
      counters: { rage_click: 3 },
      latest: { field: [NOW, 'email'], 'at:my_rule': [NOW, NOW] },
      topSignal: long.topSignal,
    });
    // The record in memory is shortened as well: it would cost more with every signal.
    expect(Object.keys({ ...long.latest, ...long.maxima }).length).toBeLessThan(201);
  });

  test.each<[string, (text: string) => string]>([
    ['was changed by a single sign', (text) => text.replace(String(NOW), String(NOW + 1))],
    ['was cut', (text) => text.slice(0, -1)],
    ['has something behind it', (text) => `${text} `],
    ['has no seal', (text) => text.slice(text.indexOf('['))],
    ['is of another version', (text) => `x${text}`],
    ['is empty', () => ''],
    ['is plain JSON of the site’s', () => '[[1,2]]'],
    // As the version before sealed and kept it, whole.
    [
      'is of the schema before',
      () => '7gmkmx{"since":-1795302000000,"last":1795302005000,"+rage_click":1,"unsent":1,"owner":"k3j2 912837465"}',
    ],
  ])('that %s is taken away', (_, change) => {
    const { store, window } = open();
    store.write('v.a', record());
    window.localStorage.setItem(`${PREFIX}.v.a`, change(window.localStorage.getItem(`${PREFIX}.v.a`) ?? ''));
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
    for (const { prototype } of [Object, Array, String])
      Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'broken' });
    const { store } = open();
    store.write('v.a', record());
    const read = store.read();
    for (const { prototype } of [Object, Array, String]) Reflect.deleteProperty(prototype, 'toJSON');
    expect(read).toEqual({ 'v.a': record() });
  });
});

describe('erasing', () => {
  test('takes every tab’s record, says what was still to be delivered, and leaves a tombstone of a refusal', () => {
    const { store } = open();
    store.write('v.a', record(2));
    store.write('v.b', record(1));
    expect(store.erase(NOW)).toBe(3);
    expect(store.read()).toEqual({});
    expect(store.refusedAt()).toBe(NOW);
  });

  test.each([
    ['0', ''],
    ['x1y2z3', ''],
    ['x1y2z3', '1x2y3z'],
  ])('a refusal is believed under %s, with the seal of an earlier version or none (%s)', (name, seal) => {
    const { store, window } = open();
    window.localStorage.setItem(`${PREFIX}.${name}`, `${seal}{"denied":${NOW}}`);
    store.read();
    expect(store.refusedAt()).toBe(NOW);
    expect(Object.keys(window.localStorage)).toEqual([`${PREFIX}.0`]);
    store.enter(NOW);
    expect(store.refusedAt()).toBe(NOW);
    store.enter(NOW + 1);
    expect(store.refusedAt()).toBe(0);
  });

  test('one look at a refusal reads one key, since it comes before each call', () => {
    const { store, window } = open();
    for (const tab of ['a', 'b', 'c']) store.write(`v.${tab}`, record());
    const read = vi.spyOn(window.localStorage, 'getItem');
    store.refusedAt();
    expect(read.mock.calls).toEqual([[`${PREFIX}.0`]]);
  });

  test('leaves a refusal where only what is kept is forgotten', () => {
    const { store } = open();
    store.write('v.a', record());
    store.erase(NOW);
    store.write('v.b', record());
    store.erase();
    expect([store.read(), store.refusedAt()]).toEqual([{}, NOW]);
  });

  test('leaves nothing where there was nothing, so that a refusal alone stores nothing', () => {
    const { store, window } = open();
    store.erase(NOW);
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

describe('who has logged out', () => {
  test('is known to every tab, until somebody is named', () => {
    const localStorage = createStorage();
    const [one, two] = [open({ localStorage }), open({ localStorage })];
    expect(one.store.loggedOut()).toBe('');
    one.store.setLoggedOut('k3j2.123');
    expect(two.store.loggedOut()).toBe('k3j2.123');
    two.store.setLoggedOut('0');
    expect(one.store.loggedOut()).toBe('0');
  });

  test('stays true where the site clears the storage as it logs somebody out, and is kept for the next page', () => {
    const { store, window } = open();
    store.setLoggedOut('k3j2.123');
    window.localStorage.clear();
    expect(store.loggedOut()).toBe('k3j2.123');
    store.restoreLoggedOut();
    expect(window.localStorage.getItem(`${PREFIX}_out`)).toBe('k3j2.123');
  });

  test('is not kept over what another tab has said since', () => {
    const localStorage = createStorage();
    const [one, two] = [open({ localStorage }), open({ localStorage })];
    one.store.setLoggedOut('k3j2.123');
    two.store.setLoggedOut('0');
    one.store.restoreLoggedOut();
    expect(two.store.loggedOut()).toBe('0');
  });

  test('is forgotten with a refusal, and not with a log-out', () => {
    const { store } = open();
    store.write('v.a', record());
    store.setLoggedOut('k3j2.123');
    store.erase();
    expect(store.loggedOut()).toBe('k3j2.123');
    store.erase(NOW);
    expect(store.loggedOut()).toBe('');
  });

  test('by a record of the schema before is not back with the update', () => {
    const { store, window } = open();
    window.localStorage.setItem(`${PREFIX}.x1y2`, '7gmkmx{"since":-1795302000000,"out":"1795302000123912837465"}');
    store.read();
    expect(store.loggedOut()).toBe('.912837465');
    expect(Object.keys(window.localStorage)).toEqual([`${PREFIX}_out`]);
  });

  test('by a later word than such a record’s is kept', () => {
    const { store, window } = open();
    store.setLoggedOut('0');
    window.localStorage.setItem(`${PREFIX}.x1y2`, '{"out":"1795302000123912837465"}');
    store.read();
    expect(store.loggedOut()).toBe('0');
  });
});

test('the tab’s name is handed on to its next page, and is not in the storage while a page lives', () => {
  const sessionStorage = createStorage();
  const { store } = open({ sessionStorage });
  expect(store.enter(0)).toBeNull();
  store.leave('v.a');
  expect(open({ sessionStorage }).store.enter(0)).toBe('v.a');
  // A tab that is duplicated now copies nothing.
  expect(Object.keys(sessionStorage)).toEqual([]);
});
