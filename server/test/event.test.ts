import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../src/push/records.js';
import { parseBody, readStreamEvent } from '../src/streams/event.js';
import { toRecord } from '../src/streams/record.js';

const NOW = Date.UTC(2026, 10, 28, 12);
const good = { signal_type: 'rage_click', at: NOW, email: 'jane@example.com', device: '1', session: '2' };
const read = (more: Record<string, unknown> = {}) => readStreamEvent({ ...good, ...more });

describe('an event of a Stream', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['the type that the mapping says, before the tag’s list', { signal_types: 'dead_click' }, { type: 'rage_click' }],
    [
      'the first of the tag’s list',
      { signal_type: null, signal_types: 'form_error,dead_click' },
      { type: 'form_error' },
    ],
    ['a rule’s name', { signal_type: 'checkout_frustration' }, { type: 'checkout_frustration' }],
    ['a time as ISO 8601', { at: '2026-11-28T12:00:00.999Z' }, { at: NOW }],
    ['a time in seconds', { at: NOW / 1000 }, { at: NOW }],
    ['a time in milliseconds', { at: NOW + 999 }, { at: NOW }],
    ['a score', { frustration_score: 71 }, { score: 71 }],
    ['a score as text', { frustration_score: '71' }, { score: 71 }],
    ['a score with decimals', { frustration_score: 70.6 }, { score: 71 }],
    ['a score that is too high', { frustration_score: 1e9 }, { score: 100 }],
    ['device and session', {}, { session: '1:2' }],
    ['ids as numbers', { device: 12, session: 34 }, { session: '12:34' }],
    ['a session alone', { device: '' }, { session: ':2' }],
    ['a page without query and hash', { url: 'https://shop.example/a/b?c=d#e' }, { page: '/a/b' }],
    ['a path alone', { url: '/checkout' }, { page: '/checkout' }],
    ['a page that names a person', { url: 'https://shop.example/a/jane%40example.com/12345' }, { page: '/a/*/*' }],
    ['a page of 80 characters', { url: `/${'a-'.repeat(100)}` }, { page: `/${'a-'.repeat(100)}`.slice(0, 80) }],
    [
      'a replay URL of a session',
      { session_replay_url: 'https://app.fullstory.com/ui/x/session/1:2' },
      { replayUrl: 'https://app.fullstory.com/ui/x/session/1:2' },
    ],
    [
      'counts',
      { counts: { rage_click: 2, dead_click: '3', error_click: 0, nonsense: 4 } },
      { counts: { rage_click: 2, dead_click: 3 } },
    ],
    ['an e-mail address as it came', { email: 'Jane.DOE+x@Example.COM' }, { email: 'Jane.DOE+x@Example.COM' }],
  ])('takes %s', (_, more, expected) => {
    expect(read(more)).toMatchObject(expected);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a score that is none', { frustration_score: 'high' }, 'score'],
    ['a negative score', { frustration_score: -1 }, 'score'],
    ['an empty score', { frustration_score: ' ' }, 'score'],
    ['a replay URL of another host', { session_replay_url: 'https://fullstory.com.evil.example/ui' }, 'replayUrl'],
    [
      'a replay URL that is too long',
      { session_replay_url: `https://app.fullstory.com/${'x'.repeat(200)}` },
      'replayUrl',
    ],
    ['a page that is no address', { url: 'https://[' }, 'page'],
    ['a page of a script', { url: 'javascript:alert(1)' }, 'page'],
    ['an e-mail address of 255 characters', { email: `${'a'.repeat(243)}@example.com` }, 'email'],
  ])('leaves out %s', (_, more, left) => {
    expect(Object.keys(read(more))).not.toContain(left);
  });

  it('has the session of its replay URL where the mapping brings none, whatever the moment', () => {
    const at = (moment: string) =>
      read({
        device: null,
        session: null,
        session_replay_url: `https://app.fullstory.com/ui/x/session/1%3A2${moment}`,
      });
    expect(at(':1790000000000')).toMatchObject({ session: 'https://app.fullstory.com/ui/x/session/1%3A2' });
    expect(at('%3A1790000000009')).toMatchObject({ session: 'https://app.fullstory.com/ui/x/session/1%3A2' });
    expect(at('')).toMatchObject({ session: 'https://app.fullstory.com/ui/x/session/1%3A2' });
  });

  it('knows replay URLs of the shop’s own host where it is told of it', () => {
    const given = { ...good, session_replay_url: 'https://replay.shop.example/ui/x' };
    expect(readStreamEvent(given)).not.toHaveProperty('replayUrl');
    expect(readStreamEvent(given, { replayHost: 'replay.shop.example' })).toHaveProperty('replayUrl');
  });
});

describe('a body', () => {
  it.each([
    ['{"a":9007199254740993}', { a: '9007199254740993' }],
    ['{"a":-9007199254740993}', { a: '-9007199254740993' }],
    ['[9007199254740993,9007199254740993]', ['9007199254740993', '9007199254740993']],
    ['{"a":"9007199254740993: \\"9007199254740993\\""}', { a: '9007199254740993: "9007199254740993"' }],
    ['{"a":0.1234567890123456}', { a: 0.1234567890123456 }],
    ['{"a":1234567890123456.5}', { a: 1234567890123456.5 }],
    ['{"a":1e0000000000000000}', { a: 1 }],
    ['{"a":123456789012345}', { a: 123456789012345 }],
    ['9007199254740993', '9007199254740993'],
  ])('%s keeps every digit', (text, value) => {
    expect(parseBody(text)).toEqual(value);
  });

  it('is read as JSON.parse reads it, long whole numbers aside', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const whole = (_: string, value: unknown) =>
          typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= 1e15 ? 'long' : value;
        const known: unknown = JSON.parse(text, whole);
        const ours: unknown = JSON.parse(JSON.stringify(parseBody(text)), (key, value) =>
          typeof value === 'string' && /^-?\d{16,}$/.test(value) ? 'long' : whole(key, value),
        );
        expect(ours).toEqual(known);
      }),
    );
  });

  it('of 64 kB of quotes is not a matter of seconds', () => {
    expect(() => parseBody(`"${'\\"'.repeat(30_000)} 1234567890123456`)).toThrow(SyntaxError);
    expect(parseBody(`"${'\\"'.repeat(30_000)} 1234567890123456"`)).toHaveLength(30_017);
  });
});

// Texts that look like what is expected, and everything else.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('rage_click', 'jane@example.com', '2026-11-28T12:00:00Z', '/a/b?c', 'https://app.fullstory.com/ui/x'),
  fc.webUrl(),
  fc.emailAddress(),
);
const anything = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.object({ maxDepth: 2 }));
const event = fc.record(
  {
    signal_type: anything,
    signal_types: anything,
    at: fc.oneof(anything, fc.integer({ min: 0, max: 4e12 })),
    email: anything,
    device: anything,
    session: anything,
    frustration_score: anything,
    session_replay_url: anything,
    url: anything,
    counts: fc.oneof(anything, fc.record({ rage_click: anything, form_error: anything })),
  },
  { requiredKeys: [] },
);

describe('whatever a Stream sends', () => {
  it('is read without an error, and each record is within Ometria’s limits', async () => {
    const prefix = fc.constantFrom('', 'fs_', 'abcdefghijklmnop');
    let records = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(event, anything), prefix, async (given, before) => {
        const found = readStreamEvent(JSON.parse(JSON.stringify(given) ?? 'null'));
        if (typeof found === 'string' || found.email === undefined) return;
        const record = await toRecord({ ...found, email: found.email }, before);
        expect(problemOf(record)).toBeUndefined();
        expect(record.id).toMatch(/^[\da-f]{32}$/);
        records += 1;
      }),
      {
        numRuns: Number(process.env.PROPERTY_RUNS ?? 1000),
        examples: [[{ ...good, url: `/${'"\\'.repeat(50)}` }, 'fs_']],
      },
    );
    expect(records).toBeGreaterThan(0);
  });

  it('gives a record that is within the limits where every value is as long as it may be', async () => {
    const longest = readStreamEvent({
      signal_type: 'a'.repeat(64),
      at: NOW,
      email: `${'a'.repeat(242)}@example.com`,
      session: '"'.repeat(5000),
      device: '\u0000'.repeat(5000),
      frustration_score: 100,
      session_replay_url: `https://app.fullstory.com/${'x'.repeat(154)}`,
      url: `/${'%22'.repeat(400)}`,
      counts: { rage_click: 1e300, rage_tap: 1e300, error_click: 1e300, form_error: 1e300 },
    });
    if (typeof longest === 'string' || longest.email === undefined) throw new Error('it was not read');
    const record = await toRecord({ ...longest, email: longest.email }, 'abcdefghijklmnop');
    expect(problemOf(record)).toBeUndefined();
    expect(Object.keys(record.properties)).toHaveLength(9);
    expect(record.event_type).toHaveLength(32);
  });
});
