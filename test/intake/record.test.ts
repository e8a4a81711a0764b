import { describe, expect, test } from 'vitest';
import { recordSignal } from '../../src/intake/record.js';
import type { Signal } from '../../src/types/signal.js';
import { createIntakeTag, NOW } from '../support/intake.js';

const signal = (more: Partial<Signal> = {}): Signal => ({ type: 'rage_click', at: NOW, origin: 'page', ...more });
const JANE = 'jane@example.com';

test('a signal goes into the visit of who is there, is counted, and asks for a delivery', () => {
  const { tag, applied, attempts, told, owners } = createIntakeTag();
  recordSignal(tag, signal({ target: 'apply' }));
  expect(applied).toMatchObject([[{ type: 'rage_click', target: 'apply' }, false]]);
  expect(owners).toEqual([JANE]);
  expect([tag._byType, tag._byOrigin]).toEqual([{ rage_click: 1 }, { page: 1 }]);
  expect(told).toMatchObject([{ type: 'rage_click', target: 'apply' }]);
  expect(attempts).toEqual(['touch']);
});

test('what the site’s listener does to a signal changes nothing that is kept', () => {
  const { tag, told } = createIntakeTag();
  const given = signal();
  recordSignal(tag, given);
  expect(told[0]).toEqual(given);
  expect(told[0]).not.toBe(given);
});

test('nothing is recorded without a session', () => {
  const { tag, told } = createIntakeTag({ consent: 'denied' });
  recordSignal(tag, signal());
  expect([told, tag._byType]).toEqual([[], {}]);
});

describe('its time', () => {
  test.each([
    ['of the page’s own stays, within the visit', NOW - 1000, NOW - 1000],
    ['from before the visit is that of now', NOW - 60_001, NOW],
    ['at the visit’s beginning stays', NOW - 60_000, NOW - 60_000],
    ['that is to come is that of now', NOW + 5, NOW],
  ])('%s', (_name, at, expected) => {
    const { tag, applied } = createIntakeTag();
    recordSignal(tag, signal({ at }));
    expect(applied[0]?.[0].at).toBe(expected);
  });
});

describe('its replay link', () => {
  test.each([
    ['is the signal’s own', 'https://own.example/', 'https://now.example/', 'https://own.example/'],
    ['else that of the moment', undefined, 'https://now.example/', 'https://now.example/'],
    ['else there is none', undefined, undefined, undefined],
  ])('%s', (_name, own, now, expected) => {
    const { tag, applied } = createIntakeTag(now === undefined ? {} : { replayUrl: now });
    recordSignal(tag, signal(own === undefined ? {} : { replayUrl: own }));
    expect(applied[0]?.[0].replayUrl).toBe(expected);
    expect('replayUrl' in (applied[0]?.[0] ?? {})).toBe(expected !== undefined);
  });
});

describe('is it a reason to deliver?', () => {
  const abandoned = { latest: { abandoned: [NOW, 'payment'] as const } };
  const takenBack = { latest: { abandoned: [NOW, 'none'] as const } };
  const sent = { sent: [NOW, 7] as const };

  test.each<[string, Signal['type'], object[], boolean, string[]]>([
    ['attention alone is none', 'attention', [sent], true, []],
    ['progress alone is none', 'funnel_progress', [sent], true, []],
    ['progress takes back an abandonment at once', 'funnel_progress', [abandoned], false, ['retraction']],
    ['in whatever tab it was', 'funnel_progress', [{}, abandoned], false, ['retraction']],
    ['not one that was taken back before', 'funnel_progress', [takenBack], true, []],
    ['a purchase alone is none', 'purchase', [], true, []],
    ['a purchase is one where something was told before', 'purchase', [{}, sent], false, ['touch']],
    ['a purchase takes back an abandonment at once', 'purchase', [abandoned], false, ['retraction']],
    ['every other signal is one', 'dead_click', [], false, ['touch']],
  ])('%s', (_name, type, parts, silent, attempts) => {
    const given = createIntakeTag({ parts });
    recordSignal(given.tag, signal({ type }));
    expect(given.applied.map(([, isSilent]) => isSilent)).toEqual([silent]);
    expect(given.attempts).toEqual(attempts);
  });
});
