import { describe, expect, test } from 'vitest';
import { createTabRecord, type TabRecord } from '../../src/visit/tab-record.js';
import { DISPUTED, findVisit, goesOn, groupVisits, isOwner, newVisitId, seal } from '../../src/visit/visit.js';

const NOW = 1_795_302_000_000;
const MINUTE = 60_000;
const TIMEOUT = 30 * MINUTE;
const DAY = 24 * 60 * MINUTE;
const JANE = 'Jane@Example.com';
const BOB = 'bob@example.com';

/** A tab's part of a visit: whose, and how many ms ago its last activity was. */
const part = (id: string, owner: string | undefined, ago = 0): TabRecord => ({
  ...createTabRecord(NOW - ago),
  owner: owner ? seal(id, owner) : 0,
});

describe('records are grouped by the visit in their name', () => {
  test.each<[string, Record<string, TabRecord>, string[]]>([
    ['there are none', {}, []],
    ['tabs of one', { 'a.1': part('a', JANE), 'a.2': part('a', undefined) }, ['a 2']],
    ['the later id first', { 'a.1': part('a', JANE), 'b.1': part('b', BOB), 'a.2': part('a', JANE) }, ['b 1', 'a 2']],
  ])('%s', (_name, records, expected) => {
    expect(groupVisits(Object.freeze(records)).map(({ id, parts }) => `${id} ${parts.length}`)).toEqual(expected);
  });

  test('its last activity is that of all its tabs', () => {
    const [visit] = groupVisits({ 'a.1': part('a', JANE, 9), 'a.2': part('a', JANE, 5) });
    expect(visit?.lastActivityAt).toBe(NOW - 5);
  });

  test.each<[string, (string | undefined)[], number]>([
    ['nobody’s', [undefined, undefined], 0],
    ['of the one who is known in any tab', [undefined, JANE], seal('a', JANE)],
    ['of one person, however spelt', [JANE, ' jane@example.COM '], seal('a', JANE)],
    ['nobody’s for ever, where two tabs know two people', [JANE, BOB], DISPUTED],
  ])('it is %s', (_name, owners, expected) => {
    const records = Object.fromEntries(owners.map((owner, at) => [`a.${at}`, part('a', owner)]));
    expect(groupVisits(records)[0]?.owner).toBe(expected);
  });
});

describe('whose it is', () => {
  test.each([
    [JANE, true],
    [' jane@example.COM ', true],
    [BOB, false],
    ['', false],
  ])('Jane’s is that of %j: %s', (identity, expected) => {
    const [visit] = groupVisits({ 'a.1': part('a', JANE) });
    expect(visit && isOwner(visit, identity)).toBe(expected);
  });

  test('two visits of one person are told apart by their salt', () => {
    expect(seal('a', JANE)).not.toBe(seal('b', JANE));
  });
});

test.each([
  ['to the minute', TIMEOUT, true],
  ['not a millisecond longer', TIMEOUT + 1, false],
  ['though the clock was set back by less than a day', -DAY + 1, true],
  ['not where it would never end', -DAY, false],
])('a visit goes on %s', (_name, ago, expected) => {
  const [visit] = groupVisits({ 'a.1': part('a', JANE, ago) });
  expect(visit && goesOn(visit, NOW, TIMEOUT)).toBe(expected);
});

describe('the id of a new visit', () => {
  const known = (id: string) => groupVisits({ [`${id}.1`]: part(id, undefined) });

  test('is its time in eight digits, and four characters', () => {
    expect(newVisitId([], NOW)).toMatch(new RegExp(`^${NOW.toString(36)}\\w{4}$`));
    expect(newVisitId([], 1)).toMatch(/^00000001\w{4}$/);
    // The clock of a page has fractions.
    expect(newVisitId([], NOW + 0.5)).toMatch(new RegExp(`^${NOW.toString(36)}\\w{4}$`));
  });

  test('is later than every one that is known, also where the clock was set back', () => {
    const first = newVisitId([], NOW);
    for (const now of [NOW, NOW - DAY, NOW + 1]) expect(newVisitId(known(first), now) > first).toBe(true);
  });

  test('is another for each', () => {
    expect(new Set(Array.from({ length: 100 }, () => newVisitId([], NOW))).size).toBeGreaterThan(95);
  });
});

describe('the visit that somebody goes on with', () => {
  const OVER = TIMEOUT + 1;
  const find = (
    visits: Record<string, [owner: string | undefined, ago?: number, isEmpty?: boolean]>,
    identity: string | null,
    given = true,
  ) => {
    const records = Object.entries(visits).map(([id, [owner, ago, isEmpty]]) => {
      const record = part(id, owner, ago);
      return [`${id}.1`, isEmpty ? record : { ...record, counters: { rage_click: 1 } }] as const;
    });
    const options = { now: NOW, timeout: TIMEOUT, attributeAnonymous: given };
    return findVisit(groupVisits(Object.fromEntries(records)), identity, options)?.id;
  };

  test.each<[string, Record<string, [string | undefined, number?, boolean?]>, string | null, string | undefined]>([
    ['Jane: hers', { a: [JANE] }, JANE, 'a'],
    ['Jane: the later of hers', { a: [JANE], b: [JANE] }, JANE, 'b'],
    ['Jane: hers, behind a later one of Bob’s', { a: [JANE], b: [BOB] }, JANE, 'a'],
    ['Jane: nobody’s, as the latest of all', { a: [JANE], b: [undefined] }, JANE, 'b'],
    ['Jane: hers, where nothing has happened in nobody’s', { a: [JANE], b: [undefined, 0, true] }, JANE, 'a'],
    ['Jane: nobody’s though nothing has happened in it, for want of hers', { b: [undefined, 0, true] }, JANE, 'b'],
    ['Jane: not nobody’s from before somebody came', { a: [undefined], b: [BOB] }, JANE, undefined],
    ['Jane: not hers that is over', { a: [JANE, OVER] }, JANE, undefined],
    ['Jane: not nobody’s that is over', { a: [undefined, OVER] }, JANE, undefined],
    ['Jane: hers that goes on, behind nobody’s that is over', { a: [JANE], b: [undefined, OVER] }, JANE, 'a'],
    ['Jane: not Bob’s', { a: [BOB] }, JANE, undefined],
    ['nobody: nobody’s, as the latest of all', { a: [JANE], b: [undefined] }, null, 'b'],
    ['nobody: not nobody’s behind a later one', { a: [undefined], b: [JANE] }, null, undefined],
    ['nobody: not somebody’s', { a: [JANE] }, null, undefined],
    ['there is none', {}, JANE, undefined],
  ])('%s', (_name, visits, identity, expected) => {
    expect(find(visits, identity)).toBe(expected);
  });

  test('something has happened in a visit, though not in each of its tabs', () => {
    const records = {
      'a.1': { ...part('a', JANE), counters: { rage_click: 1 } },
      'b.1': part('b', undefined),
      'b.2': { ...part('b', undefined), counters: { rage_click: 1 } },
    };
    const options = { now: NOW, timeout: TIMEOUT, attributeAnonymous: true };
    expect(findVisit(groupVisits(records), JANE, options)?.id).toBe('b');
  });

  test('Jane is given nothing of nobody’s where the site does not want that, and nobody is', () => {
    expect(find({ a: [undefined] }, JANE, false)).toBeUndefined();
    expect(find({ a: [JANE], b: [undefined] }, JANE, false)).toBe('a');
    expect(find({ a: [undefined] }, null, false)).toBe('a');
  });

  test('nobody goes on with one that two people claim', () => {
    const records = { 'a.1': part('a', JANE), 'a.2': part('a', BOB) };
    const options = { now: NOW, timeout: TIMEOUT, attributeAnonymous: true };
    for (const identity of [JANE, BOB, null])
      expect(findVisit(groupVisits(records), identity, options)).toBeUndefined();
  });
});
