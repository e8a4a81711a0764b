import { describe, expect, test } from 'vitest';
import { redactPath } from '../../src/signals/redact-path.js';
import { FakeEvent } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

describe('a path', () => {
  test.each<[string, string]>([
    ['/', '/'],
    ['', ''],
    ['/checkout/payment', '/checkout/payment'],
    ['/jane@example.com', '/*'],
    ['/jane%40example.com/x', '/*/x'],
    ['/%6aane%40example.com', '/*'],
    ['/@handle', '/*'],
    ['/order/1234', '/order/1234'],
    ['/order/12345', '/order/*'],
    ['/order/a-12345-b', '/order/*'],
    ['/order/12-34-56', '/order/12-34-56'],
    ['/o/0f8fad5b-d9cb-469f-a165-70867728950e', '/o/*'],
    ['/o/0F8FAD5B-D9CB-469F-A165-70867728950E', '/o/*'],
    [`/t/${'a'.repeat(31)}`, `/t/${'a'.repeat(31)}`],
    [`/t/${'a'.repeat(32)}`, '/t/*'],
    [`/t/${'aB3_'.repeat(10)}`, '/t/*'],
    [`/t/${'ab-'.repeat(20)}`, `/t/${'ab-'.repeat(20)}`],
    ['/%', '/%'],
    ['/%E0%A4%A', '/%E0%A4%A'],
    ['/h%C3%B6he', '/h%C3%B6he'],
    ['//x//', '//x//'],
    ['/%31%32%33%34%35', '/*'],
  ])('%s is kept as %s', (path, kept) => {
    expect(redactPath(path, [])).toBe(kept);
  });

  test('of a megabyte is not a matter of seconds', () => {
    expect(redactPath(`/${'a-'.repeat(500_000)}`, [])).toHaveLength(1_000_001);
    expect(redactPath('/a'.repeat(100_000), [])).toHaveLength(200_000);
  });
});

describe('listening', () => {
  test('is in the capture phase, so that a page that stops an event does not hide it', () => {
    const { page, window } = openPage();
    const heard: string[] = [];
    page.on('shop:x', () => heard.push('window'));
    page.on('shop:x', () => heard.push('document'), 'document');
    window.document.addEventListener('shop:x', (event) => event.stopPropagation(), true);
    window.document.body?.dispatchEvent(new FakeEvent('shop:x'));
    expect(heard).toEqual(['window', 'document']);
  });

  test('ends with the undo', () => {
    const { page, window } = openPage();
    const before = window.listeners();
    const undos = [page.on('a', () => {}), page.on('b', () => {}, 'document')];
    expect(window.listeners()).toBe(before + 2);
    for (const undo of [...undos, ...undos]) undo();
    expect(window.listeners()).toBe(before);
  });

  test('catches what the listener throws', () => {
    const { page, window, errors } = openPage();
    page.on('a', () => {
      throw new Error('ours');
    });
    window.dispatchEvent(new FakeEvent('a'));
    expect(errors).toEqual([new Error('ours')]);
  });
});

test('a timer calls once, catches what is thrown, and is taken back by its undo', () => {
  const { page, timers, errors } = openPage();
  const called: string[] = [];
  page.after(100, () => called.push('a'));
  page.after(50, () => {
    throw new Error('ours');
  });
  page.after(100, () => called.push('b'))();
  timers.advance(1000);
  expect(called).toEqual(['a']);
  expect(errors).toHaveLength(1);
  expect(timers.pending()).toBe(0);
});

test('the elapsed time does not follow the clock that a person can change', () => {
  const { page, timers, window } = openPage();
  timers.advance(500);
  expect([page.elapsed(), page.now()]).toEqual([500, timers.now()]);
  expect([page.hidden(), page.path()]).toEqual([false, '/']);
  window.show('hidden');
  expect(page.hidden()).toBe(true);
});

describe('storage', () => {
  const { page: working } = openPage();

  test('keeps, finds and removes', () => {
    const { local } = working.storage;
    local.set('a', '1');
    local.set('b', '2');
    expect([local.get('a'), local.get('c'), local.keys().sort()]).toEqual(['1', null, ['a', 'b']]);
    local.set('a', null);
    expect([local.get('a'), local.keys()]).toEqual([null, ['b']]);
    expect(working.storage.kind()).toBe('local');
  });

  test.each<[string, () => unknown]>([
    [
      'throws when it is asked for',
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ],
    ['is missing', () => undefined],
    ['is null', () => null],
  ])('that %s lives in memory', (_, get) => {
    const { page, errors } = openPage({
      prepare: (window) => {
        Object.defineProperty(window, 'localStorage', { get });
      },
    });
    const { local } = page.storage;
    local.set('a', '1');
    expect([local.get('a'), local.keys()]).toEqual(['1', ['a']]);
    local.set('a', null);
    expect([local.get('a'), local.keys()]).toEqual([null, []]);
    expect(page.storage.kind()).toBe('memory');
    expect(errors).toEqual([]);
  });

  test('that is full keeps the new value in memory and no older one behind', () => {
    const { page, window } = openPage();
    page.storage.local.set('a', 'old');
    Object.assign(window.localStorage, {});
    const { setItem } = window.localStorage;
    window.localStorage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    page.storage.local.set('a', 'new');
    expect(page.storage.local.get('a')).toBe('new');
    expect(window.localStorage.getItem('a')).toBeNull();
    expect(page.storage.kind()).toBe('memory');
    window.localStorage.setItem = setItem;
    page.storage.local.set('a', 'newer');
    expect([page.storage.local.get('a'), window.localStorage.getItem('a')]).toEqual(['newer', 'newer']);
  });

  test('that is cleared meanwhile has nothing', () => {
    const { page, window } = openPage();
    page.storage.local.set('a', '1');
    window.localStorage.clear();
    expect(page.storage.local.get('a')).toBeNull();
  });
});
