import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptOf } from '../../../stand-ins/script.js';

const PAGES = fileURLToPath(new URL('../dist/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const TRACKER = scriptOf('ometria-tracker', "{ account: 'judge', endpoint: location.origin, platform: 'shop' }");

// A second of silence: what plays must not need a codec that a distribution leaves out.
const WAV = (() => {
  const seconds = 60;
  const rate = 8000;
  const wav = Buffer.alloc(44 + seconds * rate, 0x80);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + seconds * rate, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(seconds * rate, 40);
  return wav;
})();

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Starts the tag as a shop does that has consent, and keeps what it says where the tab's next page finds it. */
const START = `
const keep = (signal) => {
  const signals = JSON.parse(sessionStorage.getItem('signals') || '[]');
  sessionStorage.setItem('signals', JSON.stringify([...signals, signal]));
};
window.presses = [];
for (const type of ['pointerdown', 'keydown'])
  addEventListener(type, ({ timeStamp }) => window.presses.push(timeStamp), { capture: true, passive: true });
window.fsOmetria = [['config', { consent: 'granted' }], (handle) => handle.on('signal', keep)];`;

const template = (name: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} · Judge's shop</title>
<link rel="icon" href="data:,">
<script>${START}</script>
<script src="/tracker.js"></script>
<script async src="/tag/fullstory-ometria.min.js"></script>
<link rel="stylesheet" href="/pages/${name}.css">
</head>
<body>
<main id="app"></main>
<script type="module" src="/pages/${name}.js"></script>
</body>
</html>`;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

const send = (response: ServerResponse, status: number, type: string, body: string | Buffer) => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
};

const sendFile = async (response: ServerResponse, folder: string, name: string) => {
  const path = normalize(join(folder, name));
  const body = path.startsWith(normalize(folder)) ? await readFile(path).catch(() => undefined) : undefined;
  if (body) send(response, 200, TYPES[extname(path)] ?? 'application/octet-stream', body);
  // A page without a style sheet of its own asks for one all the same.
  else send(response, extname(name) === '.css' ? 200 : 404, TYPES[extname(name)] ?? 'text/plain', '');
};

/** Requests that end well, late, badly or never. */
const serveApi = async (url: URL, response: ServerResponse) => {
  const [, , how] = url.pathname.split('/');
  if (how === 'hang') return;
  await wait(Number(url.searchParams.get('ms') ?? 30));
  if (how === 'cut') response.destroy();
  else if (how === 'fail') send(response, Number(url.searchParams.get('status') ?? 500), 'application/json', '{}');
  else if (how === 'none') send(response, 204, 'text/plain', '');
  else if (how === 'html') send(response, 200, 'text/html', `<p>${url.searchParams.get('say') ?? 'Done'}</p>`);
  else send(response, 200, 'application/json', JSON.stringify({ ok: true, say: url.searchParams.get('say') }));
};

const COMPLAINTS: Readonly<Record<string, { before?: string; field?: string; after?: string }>> = {
  summary: {
    before:
      '<div class="problem-summary" tabindex="-1"><h2>There is a problem</h2><ul><li><a href="#email">Enter a whole address</a></li></ul></div>',
  },
  field: { field: 'class="is-invalid"', after: '<small class="invalid-feedback">Enter a whole address</small>' },
  quiet: { field: 'aria-invalid="true" aria-describedby="why"', after: '<span id="why">Enter a whole address</span>' },
  flash: { before: '<div class="flash flash-error">Your address was not saved.</div>' },
};

/** A form that goes round by the server, as in a shop without scripts. */
const serveSent = (how: string, whole: boolean, response: ServerResponse) => {
  if (whole) {
    response.writeHead(303, { location: '/left?sent' });
    response.end();
    return;
  }
  const { before = '', field = '', after = '' } = COMPLAINTS[how] ?? {};
  const form = `<form action="/sent/${how}" method="post"><input id="name" name="name" autocomplete="name" value="Ada"><input id="email" name="email" autocomplete="email" value="ada" ${field}>${after}<button id="send">Continue</button></form>`;
  const page = template('sent').replace(
    /<main.*<\/script>/s,
    `<main id="app"><h1>Your address</h1>${before}${form}</main>`,
  );
  send(response, 200, 'text/html; charset=utf-8', page);
};

const readBody = async (request: IncomingMessage) => {
  let body = '';
  for await (const part of request) body += part;
  return body;
};

const serve = async (dist: string, request: IncomingMessage, response: ServerResponse) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-headers', '*');
  response.setHeader('timing-allow-origin', '*');
  const [, first = '', ...rest] = url.pathname.split('/');
  const name = rest.join('/');
  if (request.method === 'OPTIONS') send(response, 204, 'text/plain', '');
  else if (first === 'p') send(response, 200, 'text/html; charset=utf-8', template(name));
  else if (first === 'pages') await sendFile(response, PAGES, name);
  else if (first === 'tag') await sendFile(response, dist, name);
  else if (first === 'tracker.js') send(response, 200, 'text/javascript', TRACKER);
  else if (first === 'api') await serveApi(url, response);
  else if (first === 'collect') send(response, 200, 'image/gif', PIXEL);
  else if (first === 'sound.wav') {
    response.setHeader('accept-ranges', 'none');
    send(response, 200, 'audio/wav', WAV);
  } else if (first === 'foreign.js')
    send(response, 200, 'text/javascript', "setTimeout(() => { throw new Error('of another site'); }, 20);");
  else if (first === 'sent')
    serveSent(name, new URLSearchParams(await readBody(request)).get('email')?.includes('@') ?? false, response);
  else if (first === 'left') send(response, 200, 'text/html', '<!doctype html><title>Elsewhere</title><p>Another page');
  else if (first === 'file.pdf') {
    response.setHeader('content-disposition', 'attachment; filename="sizes.pdf"');
    send(response, 200, 'application/pdf', '%PDF-1.4');
  } else send(response, 404, 'text/html', '<!doctype html><title>None</title><p>There is no such page');
};

/** The judge's shop on a free port. Every name below `localhost` leads here. */
export const startShop = async (dist = process.env.WIDGETS_DIST ?? join(ROOT, 'dist')) => {
  const server = createServer((request, response) => {
    serve(dist, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    /** The shop; `api.brand.localhost` and `elsewhere.localhost` are other hosts of the same server. */
    origin: `http://shop.brand.localhost:${port}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
