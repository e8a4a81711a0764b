import { describe, expect, test } from 'vitest';
import type { Timed } from '../../src/visit/merge.js';
import { countUncarried, deliveryTime, isLost, isOwed, isUnconfirmed, lastDelivery } from '../../src/visit/outbox.js';
import { createTabRecord, NEVER, type TabRecord } from '../../src/visit/tab-record.js';
import { groupVisits, type Visit } from '../../src/visit/visit.js';

const NOW = 1_795_302_000_000;
const EARLIER: Timed = [NOW - 1, 7];
const LAST: Timed = [NOW, 7];

/** One visit, of so many tabs. */
const visitOf = (...parts: Partial<TabRecord>[]): Visit => {
  const records = parts.map((part, at) => [`a.${at}`, { ...createTabRecord(NOW - 500), ...part }] as const);
  const [visit] = groupVisits(Object.fromEntries(records));
  if (!visit) throw new Error('No visit');
  return visit;
};

test.each<[string, Timed[], Timed]>([
  ['one tab has made none', [NEVER, EARLIER], EARLIER],
  ['the later counts, whichever tab made it', [LAST, EARLIER], LAST],
  ['of the same moment it is always the same', [[NOW, 3], LAST, [NOW, 5]], LAST],
])('the last delivery of a visit: %s', (_name, sent, expected) => {
  const parts = sent.map((one) => ({ sent: one }));
  expect(lastDelivery(visitOf(...parts))).toEqual(expected);
  expect(lastDelivery(visitOf(...parts.reverse()))).toEqual(expected);
});

describe('what is still to be handed over', () => {
  test.each<[string, Partial<TabRecord>[], number, boolean]>([
    ['nothing, where nothing has happened', [{}], 0, false],
    ['signals that no delivery has carried, of all tabs', [{ pending: 1 }, { pending: 2 }], 3, true],
    [
      'a signal from after the last delivery',
      [{ pending: 1, lastActivityAt: NOW + 1, sent: LAST, acknowledged: NOW }],
      1,
      true,
    ],
    // Which of the two came first nobody can tell: at least once.
    [
      'a signal from the very millisecond of it',
      [{ pending: 1, lastActivityAt: NOW, sent: LAST, acknowledged: NOW }],
      1,
      true,
    ],
    [
      'not what another tab’s later delivery has carried',
      [{ pending: 1 }, { sent: LAST, acknowledged: NOW }],
      0,
      false,
    ],
    ['a delivery that nobody knows to have arrived', [{ sent: LAST }], 0, true],
    [
      'not one that another tab has acknowledged since',
      [{ sent: EARLIER }, { sent: LAST, acknowledged: NOW }],
      0,
      false,
    ],
    ['one that followed what was acknowledged', [{ sent: EARLIER, acknowledged: NOW - 1 }, { sent: LAST }], 0, true],
  ])('%s', (_name, parts, uncarried, owed) => {
    const visit = visitOf(...parts);
    expect([countUncarried(visit), isOwed(visit)]).toEqual([uncarried, owed]);
  });
});

test.each<[string, Partial<TabRecord>, number | undefined, number, boolean]>([
  ['nobody has seen its page live on for a second', { sent: LAST }, undefined, NOW + 1001, true],
  ['not within the second', { sent: LAST }, undefined, NOW + 1000, false],
  ['its second runs on this page, however late', { sent: LAST }, NOW, NOW + 9000, false],
  ['an earlier second ran on this page', { sent: LAST }, NOW - 1, NOW + 1001, true],
  ['it was acknowledged', { sent: LAST, acknowledged: NOW }, undefined, NOW + 9000, false],
  ['the clock was set back since', { sent: LAST }, undefined, NOW - 9000, true],
])('a delivery is lost: %s', (_name, part, inFlight, now, expected) => {
  expect(isLost(visitOf(part), now, inFlight)).toBe(expected);
});

test('a lost delivery is unconfirmed, and not the other way round', () => {
  expect(isUnconfirmed(visitOf({ sent: LAST }))).toBe(true);
  expect(isLost(visitOf({ sent: LAST }), NOW, undefined)).toBe(false);
});

test.each<[string, Partial<TabRecord>, number, number]>([
  ['now', {}, NOW, NOW],
  ['after all that it carries', { lastActivityAt: NOW }, NOW, NOW + 1],
  ['after the delivery before', { sent: [NOW + 5, 7] }, NOW, NOW + 6],
  ['also where the clock was set back', { lastActivityAt: NOW }, NOW - 9000, NOW + 1],
])('a delivery is made %s', (_name, part, now, expected) => {
  expect(deliveryTime(visitOf(part), now)).toBe(expected);
});
