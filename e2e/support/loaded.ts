import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request for the tag: `held` until another answer is set, `refused` without any answer. */
export type Answer = 'given' | 'held' | 'refused' | 'empty';

/** Pages with the loader on them, from a server of its own: nothing is intercepted in the browser. */
export interface LoadedShop {
  url: string;
  /** Another origin for the scripts. */
  cdn: string;
  /** An address with the loader on its page, that agrees from the start where nothing else is said. */
  address(given?: { path?: string; consent?: string; fromCdn?: boolean }): string;
  /** How the tag is answered from now on. */
  answer(answer: Answer): void;
  /** Does the other origin allow its scripts to others? It does not at first. */
  allow(allowed: boolean): void;
  /** The scripts of ours that were asked for, in order. */
  asked(): string[];
  close(): Promise<void>;
}

const LOADER = '/dist/fullstory-ometria.loader.min.js';
const TAG = '/dist/fullstory-ometria.min.js';

const page = (loader: string, consent: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A shop</title><link rel="icon" href="data:,">
<script>
  addEventListener('click', (event) => { event.target.dataset.clicked = 'yes'; });
  window.onOmetriaLoaded = () => window.ometria.identify('jane@example.com');
</script>
<script src="${loader}"${consent && ` data-consent="${consent}"`} data-options='{"timing":{"quiet":100}}'></script>
<script src="/vendors/ometria.js"></script></head>
<body><button type="button" id="apply">Apply</button></body></html>`;

const listen = async (server: Server) => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // It listens on a port.
  return `http://localhost:${(server.address() as AddressInfo).port}`;
};

/** `demo`: the address of the shop that answers everything else. */
export const openLoadedShop = async (demo: string): Promise<LoadedShop> => {
  const origin = new URL(demo).origin;
  const asked: string[] = [];
  let isAllowed = false;
  let way: Answer = 'given';
  let held: (() => void)[] = [];
  let cdn = '';

  const pass = async ({ url = '/', headers }: IncomingMessage, response: ServerResponse, more = {}) => {
    const { cookie = '', referer = '' } = headers;
    const answer = await fetch(`${origin}${url}`, { headers: { cookie, referer }, redirect: 'manual' });
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-store', ...more });
    response.end(body);
  };
  const send = async (request: IncomingMessage, response: ServerResponse, more = {}) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (pathname.startsWith('/dist/fullstory-ometria')) asked.push(pathname);
    if (pathname === TAG) {
      if (way === 'held') await new Promise<void>((go) => held.push(go));
      if (way === 'refused') return void response.destroy();
      if (way === 'empty') return void response.writeHead(200, { 'content-type': 'text/javascript', ...more }).end();
    }
    if (!pathname.startsWith('/loaded/')) return pass(request, response, more);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(page(`${searchParams.get('from') ?? ''}${LOADER}`, searchParams.get('consent') ?? ''));
  };
  const serve = (more: () => object) =>
    createServer((request, response) => {
      // A page that has gone takes no answer.
      send(request, response, more()).catch(() => response.destroy());
    });
  const servers = [
    serve(() => ({})),
    serve((): object => (isAllowed ? { 'access-control-allow-origin': '*' } : {})),
  ] as const;
  const url = await listen(servers[0]);
  cdn = await listen(servers[1]);
  return {
    url,
    cdn,
    address: ({ path = 'page', consent = 'granted', fromCdn = false } = {}) =>
      `${url}/loaded/${path}?${new URLSearchParams({ consent, ...(fromCdn && { from: cdn }) })}`,
    answer: (next) => {
      way = next;
      for (const go of held.splice(0)) go();
    },
    allow: (allowed) => {
      isAllowed = allowed;
    },
    asked: () => [...asked],
    close: async () => {
      held = [];
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
};
