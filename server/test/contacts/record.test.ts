import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contacts/input-error.js';
import { createToRecord, type RecordOptions, readTime } from '../../src/contacts/record.js';
import type { PushRecord } from '../../src/push/records.js';

const toRecord = (more: Partial<RecordOptions> = {}) =>
  createToRecord({ type: 'contact', mapping: { columns: {} }, collection: 'fullstory_warehouse', ...more });

const idOf = (record: PushRecord | string | undefined): string | undefined =>
  typeof record === 'object' ? record.id : undefined;

interface Given {
  typed?: boolean;
  map?: Record<string, string | null>;
}

const propertiesOf = (columns: Record<string, unknown>, { typed = true, map = {} }: Given = {}): unknown => {
  const record = toRecord({ mapping: { columns: map } })({ email: 'jane@example.com', ...columns }, typed);
  return typeof record === 'string' ? record : record.properties;
};

describe('a contact', () => {
  it('is keyed by the address in small letters, and keeps its spelling', () => {
    const first = toRecord()({ EMAIL: 'Jane@Example.com', FSW_SESSIONS: 3 }, true);
    const second = toRecord()({ EMAIL: ' jane@example.com ', FSW_SESSIONS: 3 }, true);
    expect(first).toEqual({
      '@type': 'contact',
      '@collection': 'fullstory_warehouse',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      email: 'Jane@Example.com',
      '@merge': true,
      properties: { fsw_sessions: 3 },
    });
    expect(second).toMatchObject({ id: idOf(first), email: 'jane@example.com' });
  });

  const JANE = { email: 'jane@example.com' };
  it.each([
    ['no e-mail', {}, 'the e-mail address is missing or malformed'],
    ['an empty one', { email: null, a: 1 }, 'the e-mail address is missing or malformed'],
    ['none that is one', { email: 'jane', a: 1 }, 'the e-mail address is missing or malformed'],
    ['nothing to say', { ...JANE, fsw_sessions: null }, 'the row has no property'],
    [
      '2,000 characters of properties',
      { ...JANE, ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, 'x'.repeat(490)])) },
      'the properties together are 1000 characters of JSON or more',
    ],
    ['a long text', { ...JANE, nba_action: 'x'.repeat(2000) }, 'property nba_action is longer than 512 characters'],
    [
      'a column that is no field name',
      { ...JANE, 'Churn %': 1 },
      expect.stringMatching(/^column "Churn %" is no field name/),
    ],
    ['a list', { ...JANE, tags: ['a'] }, 'column "tags" is neither text, number nor boolean'],
    ['two columns for one field', { ...JANE, Score: 1, score: 2 }, 'two columns for score'],
    ['consent', { ...JANE, marketing_optin: 'x' }, 'column "marketing_optin": marketing_optin is never sent'],
    ['what rules a record', { ...JANE, '@force_optin': 1 }, 'column "@force_optin": @force_optin is never sent'],
    ["a field of the tag's", { ...JANE, fs_rage_clicks: 1 }, expect.stringMatching(/would hide it for good/)],
    ['text for a number of ours', { ...JANE, fsw_sessions: 'many' }, 'column "fsw_sessions" is no number'],
  ])('is refused with %s', (_, columns, reason) => {
    expect(toRecord()(columns, true)).toEqual(reason);
  });

  it('reads what BigQuery writes as text as the number it is', () => {
    const columns = { fsw_sessions: '3', churn_risk_score: 0.7 };
    expect(propertiesOf(columns)).toEqual({ fsw_sessions: 3, churn_risk_score: 0.7 });
  });

  it.each([
    ['7', 7],
    ['-3.5', -3.5],
    ['0', 0],
    ['007', '007'],
    ['1e5', '1e5'],
    ['9007199254740993', '9007199254740993'],
    ['true', true],
    ['false', false],
    ['yes', 'yes'],
    ['2026-11-28', '2026-11-28'],
    [' 7', ' 7'],
  ])("reads a CSV's %j as %j", (text, value) => {
    expect(propertiesOf({ own: text }, { typed: false })).toEqual({ own: value });
  });

  it.each([
    ['size:text', { size: '12' }],
    ['size:number', { size: 12 }],
    ['size', { size: 12 }],
    ['size:boolean', 'column "Own" is no boolean'],
  ])("maps a CSV's column to %s", (field, expected) => {
    expect(propertiesOf({ Own: '12' }, { typed: false, map: { own: field } })).toEqual(expected);
  });

  it('leaves columns out that are mapped to nothing, and lets empty ones change nothing', () => {
    expect(propertiesOf({ a: '', b: 'x', c: 'y' }, { typed: false, map: { C: null } })).toEqual({ b: 'x' });
  });

  it('takes the address from another column', () => {
    const read = toRecord({ mapping: { columns: { user_email: 'email' } } });
    expect(read({ USER_EMAIL: 'a@b.example', n: 1 }, true)).toMatchObject({
      email: 'a@b.example',
      properties: { n: 1 },
    });
  });

  it.each(['Churn %', 'marketing_optin', '@merge', 'fs_rage_clicks', 'score:float', 'score:text:text'])(
    'refuses the mapping to %s before anything is sent',
    (field) => {
      expect(() => toRecord({ mapping: { columns: { churn: field } } })).toThrow(InputError);
    },
  );
});

describe('a custom event', () => {
  const event = (columns: Record<string, unknown>, more: Partial<RecordOptions> = {}) =>
    toRecord({ type: 'custom_event', ...more })(columns, true);
  const ROW = { email: 'Jane@example.com', event_type: 'fsw_winback', timestamp: '2026-11-28 10:00:00.1 UTC', step: 2 };

  it('has a stable id, a time with an offset, and properties', () => {
    const first = event(ROW);
    expect(first).toMatchObject({
      '@type': 'custom_event',
      timestamp: '2026-11-28T10:00:00+00:00',
      event_type: 'fsw_winback',
      identity_email: 'Jane@example.com',
      properties: { step: 2 },
    });
    expect(event({ ...ROW, email: 'jane@example.com', step: 3 })).toMatchObject({ id: idOf(first) });
    expect(event({ ...ROW, id: 'mine' })).toMatchObject({ id: 'mine' });
  });

  it.each([
    [{ ...ROW, event_type: null }, 'the event type is missing: add a column event_type, or --event-type'],
    [{ ...ROW, timestamp: 'yesterday' }, 'the timestamp is missing or no ISO time'],
    [{ ...ROW, timestamp: null }, 'the timestamp is missing or no ISO time'],
    [{ ...ROW, event_type: 'x'.repeat(33) }, 'the event type is empty or longer than 32 characters'],
  ])('is refused: %j', (columns, reason) => {
    expect(event(columns)).toBe(reason);
  });

  it('takes its type from the option where the row names none', () => {
    expect(event({ ...ROW, event_type: null }, { eventType: 'fsw_nba' })).toMatchObject({ event_type: 'fsw_nba' });
  });
});

describe('a time', () => {
  const TEN = Date.UTC(2026, 10, 28, 10);
  it.each([
    ['2026-11-28T10:00:00Z', TEN],
    ['2026-11-28T12:00:00+02:00', TEN],
    ['2026-11-28 12:00:00+02', TEN],
    ['2026-11-28 05:00:00.000 -0500', TEN],
    ['2026-11-28 10:00:00', TEN],
    ['2026-11-28 10:00', TEN],
    ['2026-11-28', Number.NaN],
    ['28/11/2026 10:00', Number.NaN],
  ])('as %s is read as warehouses write it', (text, expected) => {
    expect(readTime(text)).toBe(expected);
  });
});
