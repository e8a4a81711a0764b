import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { startDemo } from '../../demo/server.ts';
import { POSTHOG, readTrace, TRACED } from '../lib/browser.mjs';
import { table, target } from '../lib/report.mjs';
import { median, number, spread } from '../lib/stats.mjs';

// "Slow 4G" of the field's tools.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
// After the loader's look once a second, the idle callback, and one script by that network.
const IDLE_MS = 5000;
const LONG_TASK_MS = 50;

const STATES = ['no consent', 'consent', 'consent and one signal'];
const dist = (file) => `<script async src="/dist/${file}" data-consent="command"></script>`;
const SUBJECTS = {
  none: '',
  loader: dist('fullstory-ometria.loader.min.js'),
  'single file': dist('fullstory-ometria.min.js'),
};

/** The demo as a site serves it, compressed, with a subject's script on its pages. */
const serveShop = async (demo, peers) => {
  const origin = new URL(demo.url).origin;
  const tags = { ...SUBJECTS };
  for (const { name } of peers) tags[name] = `<script async src="/peer/${name}.js"></script>`;
  const server = createServer(async ({ url, headers }, response) => {
    const send = (type, body, more = {}) => {
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
    const tag = tags[searchParams.get('subject')] ?? '';
    send(type, html ? body.toString().replace('</head>', `${tag}</head>`) : body, { 'set-cookie': cookies });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${server.address().port}`,
    subjects: Object.keys(tags),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
};

/** Runs in the page before everything else. */
const observe = () => {
  window.seen = { lcp: 0, blocking: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.seen.lcp = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.seen.blocking += duration - 50;
  }).observe({ type: 'longtask', buffered: true });
};

const rage = () => {
  const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
  document.body.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
};

const isSubjects = (url) => /\/(dist|peer)\//.test(url);
const busy = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
};

async function arrive(bench, { shop, subject, state }) {
  const { page, session, close } = await bench.page();
  await page.addInitScript(observe);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  const asked = new Map();
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
  const { lcp, blocking } = await page.evaluate(() => window.seen);
  const events = readTrace(await bench.browser.stopTracing());
  await close();
  const evaluated = events.filter(({ name, args }) => name === 'EvaluateScript' && isSubjects(args?.data?.url ?? ''));
  const evaluation = evaluated.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur) / 1000, 0);
  return { bytes, requests: asked.size, evaluation, atLoad, atIdle, lcp, blocking };
}

export async function arrivalPart({ bench, peers, quick }) {
  const rounds = quick ? 1 : 30;
  const demo = await startDemo({ port: 0 });
  // Started as the other parts start them.
  const shop = await serveShop(
    demo,
    peers.map(({ name, code }) => ({ name, start: name === 'posthog-js' ? code + POSTHOG : `(()=>{${code}})();` })),
  );
  const texts = [];
  let before;
  try {
    for (const state of STATES) {
      const found = Object.fromEntries(shop.subjects.map((subject) => [subject, []]));
      for (let round = 0; round < rounds; round++)
        for (const subject of shop.subjects) found[subject].push(await arrive(bench, { shop, subject, state }));
      const of = (subject, key) => found[subject].map((page) => page[key]);
      if (state === 'no consent') before = [median(of('loader', 'bytes')), Math.max(...of('loader', 'requests'))];
      // One round's page against the page without any script of the same round.
      const pairs = (subject, key) => of(subject, key).map((value, round) => value - found.none[round][key]);
      texts.push(
        `### With ${state}, ${rounds} fresh pages each`,
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
            number(median(of(subject, 'bytes'))),
            number(median(of(subject, 'requests'))),
            spread(of(subject, 'evaluation')),
            spread(of(subject, 'atLoad')),
            spread(of(subject, 'atIdle')),
            subject === 'none' ? '' : spread(pairs(subject, 'lcp')),
            subject === 'none' ? '' : spread(pairs(subject, 'blocking')),
          ]),
        ),
      );
    }
  } finally {
    await shop.close();
    await demo.close();
  }
  return {
    title: 'Arrival',
    text: [
      `The demo’s product page, compressed, by a network of 1.6 Mbit/s with 150 ms. Bytes and requests are those of the script and what it brings; a task is long from ${LONG_TASK_MS} ms on.`,
      ...texts,
    ].join('\n\n'),
    targets: [
      target(
        'before consent the loader costs one request, head and all ≤ 1,300 B',
        `${before[1]} requests, ${number(before[0])} B`,
        before[1] === 1 && before[0] <= 1300,
      ),
    ],
  };
}
