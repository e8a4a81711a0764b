// A browser, a site of the bench's own, and what the DevTools protocol says about a page.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import type { TraceEvent } from '../../e2e/support/trace.js';
import { browsers } from '../../scripts/browsers.js';
import { scriptOf } from '../../stand-ins/script.js';
import { fakeClock } from './fake-clock.js';
import type { Peer } from './peers.js';
import { pretendFullStory } from './pretend-fullstory.js';

export const EMAIL = 'jane.doe@example.com';

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // One turn of the wheel is one scroll.
  '--disable-smooth-scrolling',
  '--js-flags=--expose-gc',
];
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Rows of a shop page: a product tile with a button each, as deep as shops nest them. */
const rows = (elements: number) =>
  Array.from(
    { length: Math.max(1, Math.round(elements / 5)) },
    (_, at) =>
      `<li><div class="tile"><p>Product ${at}</p><span>€ ${at}</span><button id="b${at}" type="button">Add</button></div></li>`,
  ).join('');

// `form`: the grid stands within the page's form, as in shops whose whole page is one. 5 elements a tile. The tiles stand above each other in a grid of fixed size, so that all can be clicked without scrolling.
const shopPage = ({
  subject,
  elements,
  clock,
  form,
  type,
}: {
  subject: string;
  elements: number;
  clock: boolean;
  form: boolean;
  type: string;
}) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<link rel="icon" href="data:,">
<style>body{min-height:3000px}ul{display:flex;flex-wrap:wrap;gap:2px;margin:0;padding:0}li{list-style:none;width:90px;height:70px;overflow:hidden}</style>
<script>${NAMES}${clock ? `(${fakeClock})(window);` : ''}(${pretendFullStory})(window);window.dataLayer=[];window.fsOmetria=window.fsOmetria||[];</script>
${subject === 'bare' ? '' : `<script src="/tracker.js"></script>`}
<script async src="/subject/${subject}.js"${type}></script>
<body><form id="form" action="/blank"><input id="field" name="field"><input id="mail" name="mail">${form ? '' : '</form>'}<ul id="grid">${rows(elements)}</ul>${form ? '</form>' : ''}
<script>document.addEventListener('click', (e) => { const b = e.target.closest && e.target.closest('button'); if (b) b.dataset.times = +(b.dataset.times || 0) + 1; });
document.getElementById('form').addEventListener('submit', (e) => e.preventDefault());</script>`;

// Functions that go into a page as text: tsx has given those inside them their names by a helper of its own.
export const NAMES = 'globalThis.__name=(named)=>named;';

const TRACKER = `${scriptOf('ometria-tracker', "{ account: 'bench', endpoint: '', platform: 'shop' }")}ometria.identify(${JSON.stringify(EMAIL)});`;
export const POSTHOG = `;posthog.init('phc_bench', { api_host: location.origin, autocapture: true, capture_dead_clicks: false, disable_session_recording: true, advanced_disable_flags: true });`;
// One listener of each sort, as a page has them for its own use.
const LISTENERS = `for (const type of ['pointerdown','pointerup','click','pointermove','keydown','change','submit','wheel','scroll','fullstory/rageclick'])
  addEventListener(type, () => {}, { capture: true, passive: true });
const push = dataLayer.push; dataLayer.push = function (...entries) { return push.apply(this, entries); };`;

// Knows nothing of the page: what it takes longer on a large one is the machine's caches, cold after the browser's own work.
const CONTROL = `const work = () => { const told = {}; for (let at = 0; at < 30; at++) told['k' + at] = at * Math.random(); return JSON.stringify(told); };
for (const type of ['pointerdown','pointerup','click','pointermove','keydown','input','wheel','scroll'])
  addEventListener(type, () => { work(); }, { capture: true, passive: true });`;

/** Everything a part can load: scripts by name. `none` loads an empty script. */
const createSubjects = ({ dist, peers }: { dist: string; peers: Peer[] }): Record<string, string> => {
  const script = (file: string) => readFileSync(join(dist, file), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*$/, '');
  const peer = (name: string) => peers.find((found) => found.name === name)?.code;
  const subjects: Record<string, string> = {
    none: '',
    listener: LISTENERS,
    control: CONTROL,
    core: script('fullstory-ometria.core.min.js'),
    full: script('fullstory-ometria.min.js'),
  };
  const posthog = peer('posthog-js');
  if (peer('web-vitals')) subjects['web-vitals'] = `(()=>{${peer('web-vitals')}})();`;
  if (posthog) subjects['posthog-js'] = posthog + POSTHOG;
  return subjects;
};

const ATTRIBUTES: Record<string, string> = { core: ' data-consent="granted"', full: ' data-consent="granted"' };

/** Events of a trace that belong together: on one thread, sorted by time. */
export const readTrace = (buffer: Buffer): TraceEvent[] => {
  // The trace format's own member: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
  const { traceEvents } = JSON.parse(buffer.toString('utf8')) as { traceEvents: TraceEvent[] };
  return traceEvents.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts);
};

export const TRACED: string[] = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'toplevel'];

/** A fresh page in a context of its own, with its protocol session. */
export interface Opened {
  page: Page;
  session: CDPSession;
  close(): Promise<void>;
}

export interface Bench {
  browser: Browser;
  origin: string;
  subjects: string[];
  version: string;
  page(options?: { throttle?: number }): Promise<Opened>;
  address(path: string, query: Record<string, string | number>): string;
  close(): Promise<void>;
}

export async function openBench({ dist, peers }: { dist: string; peers: Peer[] }): Promise<Bench> {
  const subjects = createSubjects({ dist, peers });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench.invalid');
    const send = (type: string, body: string | Buffer) => {
      // Isolated pages get a clock of 5 µs instead of 100.
      response.writeHead(200, {
        'content-type': type,
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      });
      response.end(body);
    };
    const [, name] = /^\/subject\/(.+)\.js$/.exec(pathname) ?? [];
    if (name) send('text/javascript', subjects[name] ?? '');
    else if (pathname === '/tracker.js') send('text/javascript', TRACKER);
    else if (pathname.startsWith('/track/')) send('image/gif', PIXEL);
    else if (/^\/(shop|checkout|product|basket|category)/.test(pathname)) {
      const subject = searchParams.get('subject') ?? 'none';
      const options = searchParams.get('options');
      const type = (ATTRIBUTES[subject] ?? '') + (options ? ` data-options='${options}'` : '');
      send(
        'text/html',
        shopPage({
          subject,
          elements: Number(searchParams.get('elements') ?? 200),
          clock: searchParams.has('clock'),
          form: searchParams.has('form'),
          type,
        }),
      );
    } else send('application/json', '{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // It listens on a port.
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const found = browsers().chromium;
  const browser = await chromium.launch({
    args: FLAGS,
    ...(found && !found.download && { executablePath: found.path }),
  });
  return {
    browser,
    origin,
    subjects: Object.keys(subjects),
    version: browser.version(),
    async page({ throttle = 1 } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Performance.enable');
      if (throttle > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
      return { page, session, close: () => context.close() };
    },
    address: (path, query) =>
      `${origin}${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** What Performance.getMetrics counts, by name. */
export async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics: list } = await session.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

/** Bytes of heap after garbage collection. */
export async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

// What a script keeps: not the code the engine compiles as it runs hotter, nor the browser's own lists.
const KEPT = new Set([
  'object',
  'array',
  'string',
  'concatenated string',
  'sliced string',
  'closure',
  'number',
  'regexp',
  'symbol',
  'bigint',
]);

/** A heap snapshot: nodes and edges are lists of numbers, so many for each. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: string[][]; edge_fields: string[] } };
  nodes: number[];
  edges: number[];
}

/** Bytes of the objects a script keeps, after garbage collection, by a heap snapshot. */
export async function objects(session: CDPSession): Promise<number> {
  await heap(session);
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  // The format of the protocol.
  const { snapshot, nodes, edges } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types, edge_fields: edgeFields } = snapshot.meta;
  const [type, size, count] = [fields.indexOf('type'), fields.indexOf('self_size'), fields.indexOf('edge_count')];
  const to = edgeFields.indexOf('to_node');
  const at = (list: number[], place: number) => list[place] ?? 0;
  const kind = (node: number) => types[type]?.[at(nodes, node + type)] ?? '';
  // What hangs on the engine's own roots is its own: its cache of numbers as texts takes 64 KB at once, at any time.
  const ofEngine = new Set<number>();
  let sum = 0;
  for (let node = 0, edge = 0; node < nodes.length; node += fields.length) {
    const last = edge + at(nodes, node + count) * edgeFields.length;
    for (; edge < last; edge += edgeFields.length) {
      const target = at(edges, edge + to);
      if (kind(node) === 'synthetic' && kind(target) === 'array') ofEngine.add(target);
    }
  }
  for (let node = 0; node < nodes.length; node += fields.length)
    if (KEPT.has(kind(node)) && !ofEngine.has(node)) sum += at(nodes, node + size);
  return sum;
}
