import { describe, expect, it } from 'vitest';
import { type BatchResult, createPushClient, type PushOptions } from '../src/push/client.js';
import { type Contact, type CustomEvent, type PushRecord, toTimestamp } from '../src/push/records.js';
import { createPushApi, type PushApiOptions } from '../src/stand-ins/push-api.js';
import { createFakeClock } from './support/fake-clock.js';
import { KEY } from './support/stage.js';

const open = ({ api: apiOptions, ...options }: Partial<PushOptions> & { api?: PushApiOptions } = {}) => {
  const clock = createFakeClock();
  const api = createPushApi({ key: KEY, clock, ...apiOptions });
  const client = createPushClient({ key: KEY, clock, fetch: api.fetch, random: () => 0.5, ...options });
  const started = clock.now();
  const seconds = () => (clock.now() - started) / 1000;
  const event = (n: number, more: Partial<CustomEvent> = {}): CustomEvent => ({
    '@type': 'custom_event',
    id: `e-${n}`,
    timestamp: toTimestamp(started),
    event_type: 'fs_rage_click',
    identity_email: `visitor-${n}@example.com`,
    properties: { frustration_score: 34 },
    ...more,
  });
  const events = (count: number) => Array.from({ length: count }, (_, n) => event(n));
  const push = async (records: Iterable<PushRecord>) => {
    const results: BatchResult[] = [];
    const report = await clock.run(client.push(records, (result) => void results.push(result)));
    await clock.advance(3000);
    api.validate();
    return { report, results };
  };
  return { clock, api, client, seconds, event, events, push };
};

const contact = (n: number): Contact => ({
  '@type': 'contact',
  '@collection': 'fullstory',
  id: `c-${n}`,
  email: `visitor-${n}@example.com`,
  '@merge': true,
  properties: { fsw_rage_clicks: n },
});

describe('pushing', () => {
  it('sends batches of at most 100 of one type', async () => {
    const { api, push, events } = open();
    const { report } = await push([...events(150), contact(1), contact(2)]);
    expect(report).toEqual({ accepted: 152, refused: 0, failed: 0, requests: 3, throttled: 0 });
    expect(api.requests().map(({ records }) => records)).toEqual([100, 50, 2]);
    expect(api.events()).toHaveLength(150);
    expect(api.contacts()).toHaveLength(2);
  });

  it('takes 10,000 records through a door for 8 requests a second without one 429', async () => {
    const { api, push, events, seconds } = open({ rate: 8 });
    const { report } = await push(events(10_000));
    expect(report).toEqual({ accepted: 10_000, refused: 0, failed: 0, requests: 100, throttled: 0 });
    expect(api.events()).toHaveLength(10_000);
    expect(seconds()).toBeLessThan(16);
  });

  it('keeps the pace for several pushes at once', async () => {
    const { api, client, clock, events } = open({ rate: 8, api: { rate: 8 } });
    const all = [0, 1, 2, 3].map(() => client.push(events(1000)));
    const reports = await clock.run(Promise.all(all));
    expect(reports.map(({ throttled }) => throttled)).toEqual([0, 0, 0, 0]);
    expect(api.requests()).toHaveLength(40);
  });

  it('finds the pace of a slower door, and loses nothing', async () => {
    const { report } = await open({ rate: 8, api: { rate: 4 } }).push(open().events(2000));
    expect(report).toMatchObject({ accepted: 2000, failed: 0 });
  });

  it('goes slower while Ometria’s queue is nearly full', async () => {
    const { push, events, seconds } = open({ rate: 4, api: { queue: 900 } });
    const { report } = await push(events(2000));
    expect(report).toMatchObject({ accepted: 2000, throttled: 0 });
    // Twenty requests: at 4 a second five seconds, at a quarter of it twenty.
    expect(seconds()).toBeGreaterThan(15);
  });

  it.each([
    ['429', { status: 429 }],
    ['a 429 with Retry-After', { status: 429, retryAfter: 30 }],
    ['502', { status: 502 }],
    ['a redirection', { status: 302 }],
    ['no network', 'network' as const],
    ['no answer', { slow: 60_000 }],
    ['an answer that is lost', 'killed_after' as const],
  ])('sends again after %s', async (_, fault) => {
    const { api, push, events } = open({ api: { fault: ({ count }) => (count < 2 ? fault : undefined) } });
    const { report } = await push(events(10));
    expect(report).toMatchObject({ accepted: 10, failed: 0, requests: 3 });
    expect(api.events()).toHaveLength(10);
  });

  it('waits as long as Ometria asks', async () => {
    const fault: PushApiOptions['fault'] = ({ count }) => (count === 0 ? { status: 429, retryAfter: 90 } : undefined);
    const { push, events, api } = open({ api: { fault } });
    await push(events(1));
    const [first, second] = api.requests();
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(90_000);
  });

  it('counts as failed what could not be received within the attempts', async () => {
    const { push, events } = open({ attempts: 3, api: { fault: () => ({ status: 502 }) } });
    const { report, results } = await push(events(10));
    expect(report).toEqual({ accepted: 0, refused: 0, failed: 10, requests: 3, throttled: 0 });
    expect(results[0]?.reason).toBe('Ometria answered 502');
  });

  it('stops at a key that is refused, and names it', async () => {
    const { push, events, api } = open({ key: 'another-key' });
    const { report, results } = await push(events(2000));
    expect(report.failed).toBe(2000);
    expect(api.requests().length).toBeLessThanOrEqual(4);
    expect(results[0]?.reason).toMatch(/key/);
  });

  it('finds the bad record in a batch that Ometria refuses, and delivers the others', async () => {
    const bad = 'e-37';
    const { clock, events } = open();
    const api = createPushApi({ key: KEY, clock });
    const picky: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      return (await request.clone().text()).includes(`"${bad}"`)
        ? new Response(null, { status: 400 })
        : api.fetch(request);
    };
    const client = createPushClient({ key: KEY, clock, fetch: picky });
    const results: BatchResult[] = [];
    const report = await clock.run(client.push(events(100), (result) => void results.push(result)));
    expect(report).toMatchObject({ accepted: 99, refused: 1 });
    expect(results.find(({ outcome }) => outcome === 'refused')?.records[0]?.id).toBe(bad);
  });

  it('refuses what is outside Ometria’s limits before it is sent, and the others go on', async () => {
    const { push, event, api } = open();
    const { report, results } = await push([
      event(1),
      event(2, { event_type: 'x'.repeat(33) }),
      event(3, { identity_email: 'nobody' }),
      event(4, { properties: { note: 'x'.repeat(513) } }),
      event(5, { properties: Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`p${n}`, 'x'.repeat(120)])) }),
      event(6, { properties: { count: Number.NaN } }),
      event(7),
    ]);
    expect(report).toMatchObject({ accepted: 2, refused: 5, requests: 1 });
    expect(api.events().map(({ record }) => record.id)).toEqual(['e-1', 'e-7']);
    expect(results.filter(({ outcome }) => outcome === 'refused').every(({ reason }) => reason)).toBe(true);
    expect(JSON.stringify(results.map(({ reason }) => reason))).not.toContain('@');
  });

  it('waits for whoever writes down the results, and passes on what that throws', async () => {
    const { client, clock, events } = open();
    const failing = client.push(events(500), () => Promise.reject(new Error('the disk is full')));
    await expect(clock.run(failing)).rejects.toThrow('the disk is full');
  });

  it.each([
    [{}, 'option "key" is missing'],
    [{ key: 'with space' }, 'option "key" must be'],
    [{ key: KEY, rate: 9 }, 'option "rate" must be a number from 0.01 to 8'],
    [{ key: KEY, endpoint: 'http://api.ometria.com/v2/push' }, 'option "endpoint" must be an https address'],
    [{ key: KEY, speed: 3 }, 'there is no option "speed"'],
  ])('refuses the options %o', (options, sentence) => {
    // What a caller without types may hand in.
    expect(() => createPushClient(options as PushOptions)).toThrow(sentence);
  });
});

describe('the errors of Ometria’s validation', () => {
  const answer = (body: unknown, status = 200) =>
    createPushClient({ key: KEY, fetch: async () => new Response(JSON.stringify(body), { status }) });
  const documented = { error_message: 'unknown property for jane@example.com', error_path: 'properties.x' };
  const seen = {
    request_id: 'r-1',
    record_type: 'custom_event',
    record_id: 'e-1',
    record: { id: 'e-1', identity_email: 'jane@example.com' },
    timestamp: '2026-11-28T12:00:00',
    message: { error_message: 'invalid type', error_path: ['properties', 'x'] },
  };

  it('are read in both shapes, wherever the list stands, without anybody’s address', async () => {
    const expected = [
      { message: 'unknown property for …@…', path: 'properties.x' },
      { id: 'e-1', message: 'invalid type', path: 'properties.x', at: '2026-11-28T12:00:00' },
    ];
    expect(await answer([documented, seen]).errors()).toEqual(expected);
    expect(await answer({ status: 'OK', errors: [documented, seen] }).errors()).toEqual(expected);
  });

  it('are those of the given records, and those that name none', async () => {
    const client = answer([documented, seen, { ...seen, record_id: 'e-2' }]);
    expect((await client.errors(new Set(['e-2']))).map(({ id }) => id)).toEqual([undefined, 'e-2']);
  });

  it.each([[null], ['text'], [{}], [[null, 3, 'x', {}, { message: {} }]]])('%j holds none', async (body) => {
    expect(await answer(body).errors()).toEqual([]);
  });

  it('that cannot be read are an error', async () => {
    await expect(answer([], 502).errors()).rejects.toThrow('Ometria answered 502');
  });
});
