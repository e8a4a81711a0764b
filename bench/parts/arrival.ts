import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import type { CDPSession } from 'playwright';
import { startDemo } from '../../demo/server.js';
import { type Bench, NAMES, POSTHOG, readTrace, TRACED } from '../lib/browser.js';
import type { Figures, Given, Part } from '../lib/part.js';
import { table, target } from '../lib/report.js';
import { median, number, quantile, spread } from '../lib/stats.js';

// "Slow 4G" of the field's tools.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
// After the loader's look once a second, the idle callback, and one script by that network.
const IDLE_MS = 3000;
const LONG_TASK_MS = 50;

type State = 'no consent' | 'consent' | 'consent and one signal';
// What a page pays is the same at each look, but for its times: these are told apart where all that is ours arrives.
const ROUNDS: Record<State, number> = { 'no consent': 3, consent: 30, 'consent and one signal': 3 };
// Beside us for its bytes and its evaluation alone.
const FEW = { script: 'web-vitals', rounds: 3 };
const STATES = Object.keys(ROUNDS) as State[];
const NONE = 'none';

interface Script {
  name: string;
  start: string;
}

interface Page {
  bytes: number;
  requests: number;
  evaluation: number;
  atLoad: number;
  atIdle: number;
  lcp: number;
  blocking: number;
}

const dist = (file: string) => `<script async src="/dist/${file}" data-consent="command"></script>`;
const SUBJECTS: Record<string, string> = {
  [NONE]: '',
  loader: dist('fullstory-ometria.loader.min.js'),
  'single file': dist('fullstory-ometria.min.js'),
};

/** The demo as a site serves it, compressed, with a subject's script on its pages. */
const serveShop = async (demo: Awaited<ReturnType<typeof startDemo>>, peers: Script[]) => {
  const origin = new URL(demo.url).origin;
  const tags = { ...SUBJECTS };
  for (const { name } of peers) tags[name] = `<script async src="/peer/${name}.js"></script>`;
  const server = createServer(async ({ url = '/', headers }, response) => {
    const send = (type: string, body: string | Buffer, more = {}) => {
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br', 'cache-control': 'no-store', ...more });
      response.end(brotliCompressSync(body));
    };
    const peer = peers.find(({ name }) => url === `/peer/${name}.js`);
    if (peer) return send('text/javascript', peer.start);
    const { searchParams } = new URL(url, origin);
    const ask = () => fetch(`${origin}${url}`, { headers: { cookie: headers.cookie ?? '' }, redirect: 'manual' });
    // The demo may close a connection just as it is used again.
    const answer = await ask().catch(() => ask().catch(() => undefined));
    if (!answer) return response.destroy();
    const type = answer.headers.get('content-type') ?? '';
    const body = Buffer.from(await answer.arrayBuffer());
    const cookies = answer.headers.getSetCookie();
    const html = type.includes('html');
    const tag = tags[searchParams.get('subject') ?? NONE] ?? '';
    send(type, html ? body.toString().replace('</head>', `${tag}</head>`) : body, { 'set-cookie': cookies });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    // It listens on a port.
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    subjects: Object.keys(tags),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
};

/** What the page's observers have seen. */
interface Seen {
  lcp: number;
  blocking: number;
}

/** Runs in the page before everything else. */
const observe = () => {
  const seen: Seen = { lcp: 0, blocking: 0 };
  Reflect.set(window, 'seen', seen);
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.blocking += duration - 50;
  }).observe({ type: 'longtask', buffered: true });
};

const rage = () => {
  const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
  document.body.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
};

const isSubjects = (url: unknown) => typeof url === 'string' && /\/(dist|peer)\//.test(url);
const busy = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
};

interface Arrival {
  shop: Awaited<ReturnType<typeof serveShop>>;
  subject: string;
  state: State;
}

async function arrive(bench: Bench, { shop, subject, state }: Arrival): Promise<Page> {
  const { page, session, close } = await bench.page();
  await page.addInitScript(NAMES);
  await page.addInitScript(observe);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  const asked = new Map<string, string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (isSubjects(request.url)) asked.set(requestId, request.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes += encodedDataLength;
  });
  await bench.browser.startTracing(page, { categories: TRACED });
  const consent = state === 'no consent' ? 'ask' : 'granted';
  const query = new URLSearchParams({ subject, consent, tag: 'off', fs: 'off' });
  await page.goto(`${shop.url}/product/FF-1001?${query}`, { waitUntil: 'load' });
  const atLoad = await busy(session);
  if (state === 'consent and one signal') await page.evaluate(rage);
  await page.waitForTimeout(IDLE_MS);
  const atIdle = await busy(session);
  const { lcp, blocking } = await page.evaluate((): Seen => Reflect.get(window, 'seen'));
  const events = readTrace(await bench.browser.stopTracing());
  await close();
  const evaluated = events.filter(({ name, args }) => name === 'EvaluateScript' && isSubjects(args?.data?.url));
  const evaluation = evaluated.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur) / 1000, 0);
  return { bytes, requests: asked.size, evaluation, atLoad, atIdle, lcp, blocking };
}

/** Is there a difference from the page without any script that the pairs do not all but contain? Nine of ten lie around none. */
const isNoise = (pairs: number[]) => quantile(pairs, 0.05) <= 0 && quantile(pairs, 0.95) >= 0;

export async function arrivalPart({ bench, peers, quick, rounds: wanted }: Given): Promise<Part> {
  const demo = await startDemo({ port: 0 });
  // Started as the other parts start them.
  const shop = await serveShop(
    demo,
    peers.map(({ name, code }) => ({ name, start: name === 'posthog-js' ? code + POSTHOG : `(()=>{${code}})();` })),
  );
  const texts: string[] = [];
  const figures: Figures = {};
  const pages = new Map<string, Page[]>();
  const of = (state: State, subject: string, key: keyof Page) =>
    (pages.get(`${state}, ${subject}`) ?? []).map((page) => page[key]);
  // One round's page against the page without any script of the same round.
  const pairs = (state: State, subject: string, key: keyof Page) => {
    const without = of(state, NONE, key);
    return of(state, subject, key).map((value, round) => value - (without[round] ?? Number.NaN));
  };
  try {
    for (const state of STATES) {
      const rounds = Math.min(ROUNDS[state], wanted ?? (quick ? 1 : ROUNDS[state]));
      for (let round = 0; round < rounds; round++)
        for (const subject of shop.subjects) {
          if (subject === FEW.script && round >= FEW.rounds) continue;
          const key = `${state}, ${subject}`;
          pages.set(key, [...(pages.get(key) ?? []), await arrive(bench, { shop, subject, state })]);
        }
      texts.push(
        `### With ${state}, ${rounds} fresh pages each${rounds > FEW.rounds ? ` (${FEW.script}: ${FEW.rounds})` : ''}`,
        table(
          [
            'script',
            'bytes over the network',
            'requests',
            'evaluation, CPU ms',
            'main thread until load, ms',
            'until idle, ms',
            'largest contentful paint, more than without, ms',
            'total blocking time, more, ms',
          ],
          shop.subjects.map((subject) => [
            subject,
            number(median(of(state, subject, 'bytes'))),
            number(median(of(state, subject, 'requests'))),
            spread(of(state, subject, 'evaluation')),
            spread(of(state, subject, 'atLoad')),
            spread(of(state, subject, 'atIdle')),
            subject === NONE ? '' : spread(pairs(state, subject, 'lcp')),
            subject === NONE ? '' : spread(pairs(state, subject, 'blocking')),
          ]),
        ),
      );
      figures[`bytes, ${state}`] = Object.fromEntries(
        shop.subjects.map((subject) => [subject, [median(of(state, subject, 'bytes'))]]),
      );
    }
    for (const key of ['evaluation', 'lcp', 'blocking'] as const)
      figures[key] = Object.fromEntries(shop.subjects.map((subject) => [subject, of('consent', subject, key)]));
  } finally {
    await shop.close();
    await demo.close();
  }
  const [bytes, requests] = [
    median(of('no consent', 'loader', 'bytes')),
    Math.max(...of('no consent', 'loader', 'requests')),
  ];
  const [lcp, blocking] = [pairs('consent', 'loader', 'lcp'), pairs('consent', 'loader', 'blocking')];
  return {
    title: 'Arrival',
    text: [
      `The demo’s product page, compressed, by a network of 1.6 Mbit/s with 150 ms. Bytes and requests are those of the script and what it brings; a task is long from ${LONG_TASK_MS} ms on. Main thread: its tasks, the page’s own and the browser’s among them, until ${IDLE_MS / 1000} s after load.`,
      ...texts,
    ].join('\n\n'),
    targets: [
      target(
        'before consent the loader costs one request, head and all ≤ 1,300 B',
        `${requests} requests, ${number(bytes)} B`,
        requests === 1 && bytes <= 1300,
      ),
      target(
        'largest contentful paint with the loader: no difference from the page without it beyond noise (nine of ten pairs around 0)',
        `${spread(lcp)} ms in ${lcp.length} pairs`,
        isNoise(lcp),
      ),
      target(
        'total blocking time with the loader: the same',
        `${spread(blocking)} ms in ${blocking.length} pairs`,
        isNoise(blocking),
      ),
    ],
    figures,
  };
}
