import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../demo/server.js';
import { encode } from '../../stand-ins/wire.js';
import { createWindow, type FakeWindow } from '../support/browser-window.js';

let demo: Demo;
let dist: string;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'demo-dist-'));
  await writeFile(join(dist, 'tag.js'), 'tag();');
  demo = await startDemo({ dist });
});
afterEach(() => demo.reset());
afterAll(() => demo.close());

const switched = (switches: object): { headers: { cookie: string } } => ({
  headers: { cookie: `demo=${encodeURIComponent(JSON.stringify(switches))}` },
});

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(demo.url + path, init);
const script = async (path: string, switches: object = {}): Promise<string> =>
  (await get(path, switched(switches))).text();

/** Runs what the server sent as a classic script of the window. */
const run = (window: FakeWindow, source: string): void => {
  // A page that is none of the shop's.
  Object.assign(window.document, { getElementById: () => null });
  new Function('window', 'document', 'location', '_fs_script', source)(
    window,
    window.document,
    window.location,
    'edge.fullstory.com/s/fs.js',
  );
};

const identify = (identity: string, profile: object): string => {
  const data = encode({ type: 'identify', cid: 'c', sid: 's', d: { uiid: identity, profile } });
  return `/track/v3/demo/event.gif?data=${encodeURIComponent(data)}&rnd=abcdef&enc=UTF-8`;
};

test('switches of the address are remembered in one cookie that scripts cannot read', async () => {
  const first = await get('/blank?fs=late&fsDelay=5&unknown=1');
  const [cookie = ''] = first.headers.getSetCookie().filter((one) => one.startsWith('demo='));
  expect(cookie).toMatch(/; HttpOnly/);
  const [pair = ''] = cookie.split(';');
  expect(JSON.parse(decodeURIComponent(pair.slice('demo='.length)))).toEqual({ fs: 'late', fsDelay: '5' });
  const next = await get('/blank?csp=strict', { headers: { cookie: pair } });
  expect(decodeURIComponent(next.headers.getSetCookie().join())).toContain(
    '{"fs":"late","fsDelay":"5","csp":"strict"}',
  );
  const untouched = await get('/blank', { headers: { cookie: pair } });
  expect(untouched.headers.getSetCookie().filter((one) => one.startsWith('demo='))).toEqual([]);
  const reset = await get('/blank?reset-switches=1', { headers: { cookie: pair } });
  expect(reset.headers.getSetCookie().join()).toContain('demo=%7B%7D');
});

test('a switch cookie that cannot be read counts for nothing', async () => {
  for (const cookie of ['demo=%', 'demo=null', 'demo=[1]', 'demo={"fs":5}']) {
    expect((await get('/assets/fullstory-snippet.js', { headers: { cookie } })).status).toBe(200);
  }
});

test('the consent switch sets and clears the shop’s own cookie', async () => {
  const consent = async (path: string): Promise<string | undefined> =>
    (await get(path)).headers.getSetCookie().find((one) => one.startsWith('shop_consent='));
  expect(await consent('/blank?consent=granted')).toMatch(/^shop_consent=granted; Max-Age=31536000; Path=\//);
  expect(await consent('/blank?consent=denied')).toMatch(/^shop_consent=denied; /);
  expect(await consent('/blank?consent=ask')).toMatch(/^shop_consent=; Max-Age=0; Path=\//);
  expect(await consent('/blank?consent=perhaps')).toBeUndefined();
});

test('pages carry the strict policy only when asked, the inbox always', async () => {
  const policy = async (path: string, init?: RequestInit): Promise<string | null> =>
    (await get(path, init)).headers.get('content-security-policy');
  expect(await policy('/blank')).toBeNull();
  expect(await policy('/blank', switched({ csp: 'strict' }))).toBe(
    "default-src 'self'; script-src 'self'; img-src 'self'; style-src 'self'",
  );
  expect(await policy('/inbox')).toMatch(/^default-src 'self'/);
});

test('pages may be kept in the back/forward cache', async () => {
  expect((await get('/blank')).headers.get('cache-control')).not.toContain('no-store');
});

test('the page’s FullStory is the real snippet, with its script led to the stand-in', async () => {
  const window = createWindow({ url: `${demo.url}/` });
  run(window, await script('/assets/fullstory-snippet.js'));
  const tag = window.document.querySelector('script[data-fs-namespace="FS"]');
  expect(tag?.src).toBe('/vendors/fs.js?org=DEMO');
  expect(window.FS).toHaveProperty('_v', '2.1.0');
  run(window, await script('/vendors/fs.js'));
  expect(window.FS).toHaveProperty('_standin');
});

test.each([
  { given: { fs: 'off' }, global: 'FS', expected: undefined },
  { given: { fs: 'renamed' }, global: 'FSX', expected: '2.1.0' },
  { given: { fs: 'v1' }, global: 'FS', expected: '1.3.0' },
])('with $given the version of $global is $expected', async ({ given, global, expected }) => {
  const window = createWindow();
  run(window, await script('/assets/fullstory-snippet.js', given));
  run(window, await script('/vendors/fs.js', given));
  const found = window[global];
  if (expected === undefined) expect(found).toBeUndefined();
  else {
    expect(found).toHaveProperty('_v', expected);
    expect(found).toHaveProperty('_standin');
  }
});

test('with a stranger in place, the snippet leaves FS alone and loads nothing', async () => {
  const window = createWindow();
  run(window, await script('/assets/fullstory-snippet.js', { fs: 'stranger' }));
  expect(window.FS).not.toHaveProperty('_v');
  expect(window.document.querySelector('script[data-fs-namespace]')).toBeNull();
});

test('blocked is a connection that ends, empty is an answer without content', async () => {
  await expect(script('/vendors/fs.js', { fs: 'blocked' })).rejects.toThrow();
  const empty = await get('/vendors/fs.js', switched({ fs: 'empty' }));
  expect([empty.status, await empty.text()]).toEqual([200, '']);
});

test('late is an answer after the delay', async () => {
  const asked = performance.now();
  expect(await script('/vendors/fs.js', { fs: 'late', fsDelay: '120' })).toContain('installFullStory');
  // A timer may fire up to a millisecond early by another clock.
  expect(performance.now() - asked).toBeGreaterThanOrEqual(118);
});

test.each([
  { ometria: 'on', requests: 1 },
  { ometria: 'late', requests: 1 },
  { ometria: 'spa', requests: 1 },
  { ometria: 'noinit', requests: 0 },
])('with ometria=$ometria the tracker sends $requests page views by itself', async ({ ometria, requests }) => {
  const window = createWindow({ url: `${demo.url}/` });
  run(window, await script('/vendors/ometria.js', { ometria }));
  expect(window.ometria).toHaveProperty('identify');
  expect(window.sent).toHaveLength(requests);
  for (const address of window.sent) expect(address).toMatch(`${demo.url}/track/v3/demo/event.gif?data=`);
});

test('the fake has identify alone', async () => {
  const window = createWindow();
  run(window, await script('/vendors/ometria.js', { ometria: 'fake' }));
  expect(Object.keys(window.ometria ?? {})).toEqual(['identify']);
});

test('a tracker request is answered with a picture and shows up everywhere', async () => {
  const answer = await get(identify('jane@example.com', { fs_rage_clicks: 3 }));
  expect(answer.headers.get('content-type')).toBe('image/gif');
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(40);
  expect(demo.collector.contacts()).toMatchObject([{ identity: 'jane@example.com' }]);
  expect(await (await get('/api/requests')).json()).toMatchObject([{ uiid: 'jane@example.com' }]);
  expect(await (await get('/api/contacts')).json()).toMatchObject({
    contacts: [{ identity: 'jane@example.com', segments: [], segmentsAfterVisit: ['rage-clicker'] }],
  });
});

test('properties are applied by the server’s own clock, and the stream tells of it', async () => {
  await get('/api/session-ms', { method: 'POST', body: '{"ms":150}' });
  const aborter = new AbortController();
  const stream = await get('/api/events', { signal: aborter.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await get(identify('jane@example.com', { fs_rage_clicks: 3 }));
  while (Object.keys(demo.collector.contacts()[0]?.properties.applied ?? {}).length === 0) {
    expect((await reader?.read())?.value).toMatch(/data: \{"changes":\d+\}/);
  }
  aborter.abort();
  expect(demo.collector.contacts()[0]?.properties.applied).toMatchObject({ fs_rage_clicks: { value: '3' } });
  await get('/api/session-ms', { method: 'POST', body: '{"ms":8000}' });
  expect(await (await get('/api/clock')).json()).toMatchObject({ sessionMs: 8000 });
});

test('a session length that is none is refused', async () => {
  const answer = await get('/api/session-ms', { method: 'POST', body: '{"ms":"soon"}' });
  expect(answer.status).toBe(400);
  expect(demo.collector.sessionMs()).toBe(8000);
});

test('reset forgets contacts and requests', async () => {
  await get(identify('jane@example.com', {}));
  await get('/api/reset', { method: 'POST' });
  expect(demo.collector.contacts()).toEqual([]);
  expect(demo.collector.requests()).toEqual([]);
});

test('built files come from dist and from nowhere above it', async () => {
  const file = await get('/dist/tag.js');
  expect([file.headers.get('content-type'), await file.text()]).toEqual(['text/javascript; charset=utf-8', 'tag();']);
  for (const path of ['/dist/', '/dist/none.js', '/dist/..%2f..%2fetc%2fpasswd', '/dist/%', '/assets/..%2fpages.ts']) {
    expect((await get(path)).status).toBe(404);
  }
});

test('a path that nobody has is not found', async () => {
  expect((await get('/no/such/page')).status).toBe(404);
  expect((await get('/api/nothing')).status).toBe(404);
});

test('a port that is taken gives the next free one, and closing frees it', async () => {
  const second = await startDemo({ port: demo.port });
  expect(second.port).toBeGreaterThan(demo.port);
  await second.close();
  await expect(fetch(second.url)).rejects.toThrow();
});

/** What the page's stand-in for FullStory tells of the tag's echo. */
const echoed = (more: object = {}) =>
  JSON.stringify({
    name: 'Ometria Profile Enriched',
    properties: { reason: 'quiet', frustration_score: 34, signal_types: 'rage_click', rage_click: 1 },
    at: Date.now(),
    url: `${demo.url}/checkout/payment?order=1`,
    replayUrl: 'https://app.eu1.fullstory.com/ui/o-DEMO-eu1/session/1%3A2:1790000000000',
    email: 'jane@example.com',
    device: '1',
    session: '2',
    ...more,
  });

const eventsOf = async (): Promise<object[]> => {
  const { contacts }: { contacts: { events: object[] }[] } = await (await get('/api/contacts')).json();
  return contacts.flatMap(({ events }) => events);
};

test('a rage click at the checkout goes through Stream and relay to a custom event on the contact', async () => {
  await get(identify('jane@example.com', {}));
  await get('/vendors/fullstory-events', { method: 'POST', body: echoed() });
  await expect.poll(eventsOf).toMatchObject([
    {
      type: 'fs_rage_click',
      properties: { signal_type: 'rage_click', frustration_score: 34, signal_page: '/checkout/payment' },
      campaign: { name: 'Checkout help' },
    },
  ]);
  // Once per session.
  await get('/vendors/fullstory-events', { method: 'POST', body: echoed() });
  expect(await eventsOf()).toHaveLength(1);
});

test.each<[string, object]>([
  ['on a product page', { url: '/product/1' }],
  ['of another kind', { properties: { signal_types: 'dead_click' } }],
  ['of another name', { name: 'Something else' }],
  ['of nobody', { email: undefined }],
])('a signal %s starts nothing within minutes', async (_, more) => {
  await get(identify('jane@example.com', {}));
  await get('/vendors/fullstory-events', { method: 'POST', body: echoed(more) });
  // What comes after it has arrived, so it would have, too.
  await get('/vendors/fullstory-events', { method: 'POST', body: echoed({ session: 'after' }) });
  await expect.poll(eventsOf).toHaveLength(1);
});
