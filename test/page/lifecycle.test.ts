import { expect, test } from 'vitest';
import { onVisibility } from '../../src/page/lifecycle.js';
import { FakeEvent } from '../support/browser-window.js';
import { openPage } from '../support/page.js';

const watch = () => {
  const { page, window } = openPage();
  const told: string[] = [];
  const undos = onVisibility(
    page,
    (leaving) => told.push(leaving ? 'leaving' : 'hidden'),
    (restored) => told.push(restored ? 'restored' : 'shown'),
  );
  return { window, told, undos };
};

test('a tab that is switched away and back is hidden and shown', () => {
  const { window, told } = watch();
  window.show('hidden');
  window.show('visible');
  expect(told).toEqual(['hidden', 'shown']);
});

test('a page that goes away is told before it is hidden', () => {
  const { window, told } = watch();
  window.dispatchEvent(new FakeEvent('pagehide', { persisted: false }));
  window.show('hidden');
  expect(told).toEqual(['leaving', 'hidden']);
});

test('a page from the back/forward cache is restored, one that has just been loaded is not', () => {
  const { window, told } = watch();
  window.dispatchEvent(new FakeEvent('pageshow', { persisted: false }));
  window.dispatchEvent(new FakeEvent('pageshow', { persisted: true }));
  expect(told).toEqual(['restored']);
});

test('the undos leave nothing behind', () => {
  const { window, told, undos } = watch();
  for (const undo of undos) undo();
  window.show('hidden');
  expect([told, window.listeners()]).toEqual([[], 0]);
});
