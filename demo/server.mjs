// The demo: shop, stand-ins for both vendors, collector and contact inbox on one origin.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { generateSnippetText, generateSnippetTextV1 } from '@fullstory/snippet';
import { createCollector } from '../stand-ins/collector.ts';
import { scriptOf } from '../stand-ins/script.ts';
import { matchSegments, SEGMENTS } from '../stand-ins/segments.ts';
import { seed } from './scenes/seed.js';
import { createServerPath } from './server-path.mjs';

const DEMO = fileURLToPath(new URL('.', import.meta.url));
const TOOLS = fileURLToPath(new URL('../tools', import.meta.url));
const SWITCHES = {
  fs: 'on',
  fsDelay: '3000',
  fsSplit: '',
  ragehook: 'on',
  ometria: 'on',
  ometriaDelay: '5000',
  tag: 'full',
  tagOptions: '',
  csp: 'off',
  inspector: 'off',
};
const SWITCH_COOKIE = 'demo';
const CONSENT_COOKIE = 'shop_consent';
const YEAR_IN_SECONDS = 31_536_000;
const STRICT_CSP = "default-src 'self'; script-src 'self'; img-src 'self'; style-src 'self'";
const ACCOUNT = 'demo';
// The fields that the tracker itself listens to, as it is set up for an account: the newsletter's, in the footer and on its page.
const EMAIL_INPUTS = '#bx-newsletter-email:valid, #bx-letter-email:valid';
// One transparent pixel, which is what the tracker's image request gets.
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
// A form of the shop is a few fields; anything longer is a mistake.
const MOST_BODY = 100_000;

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const decodeOr = (text, otherwise) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return otherwise;
  }
};

const readCookies = (header = '') => {
  const cookies = {};
  for (const pair of header.split(';')) {
    const cut = pair.indexOf('=');
    if (cut > 0) cookies[pair.slice(0, cut).trim()] = pair.slice(cut + 1).trim();
  }
  return cookies;
};

const readSwitches = (cookies, query) => {
  const resetting = query.get('reset-switches') === '1';
  let remembered = {};
  try {
    remembered = resetting ? {} : JSON.parse(decodeOr(cookies[SWITCH_COOKIE] ?? '', '') || '{}');
  } catch {
    // A cookie that cannot be read is a cookie that was never set.
  }
  const asked = Object.fromEntries(
    Object.keys(SWITCHES).flatMap((name) => (query.has(name) ? [[name, query.get(name)]] : [])),
  );
  const chosen = Object.fromEntries(
    Object.entries({ ...remembered, ...asked }).filter(
      ([name, value]) => Object.hasOwn(SWITCHES, name) && typeof value === 'string',
    ),
  );
  const switches = Object.fromEntries(Object.entries({ ...SWITCHES, ...chosen }).filter(([, value]) => value !== ''));
  const setCookies = [];
  if (resetting || Object.keys(asked).length > 0) {
    const value = encodeURIComponent(JSON.stringify(chosen));
    setCookies.push(`${SWITCH_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax`);
  }
  // The consent switch is no switch of ours: it sets the shop's own cookie, for this page already.
  const consent = query.get('consent');
  if (consent === 'granted' || consent === 'denied') {
    cookies[CONSENT_COOKIE] = consent;
    setCookies.push(`${CONSENT_COOKIE}=${consent}; Path=/; Max-Age=${YEAR_IN_SECONDS}; SameSite=Lax`);
  } else if (consent === 'ask') {
    delete cookies[CONSENT_COOKIE];
    setCookies.push(`${CONSENT_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax`);
  }
  return { switches, setCookies };
};

const isOld = (switches) => switches.fs === 'v1';
const namespaceOf = (switches) => (switches.fs === 'renamed' ? 'FSX' : 'FS');

/** What shops put behind the snippet: FullStory is told who is logged in, with the e-mail address that a Stream needs. */
const identifyScript = (switches) => {
  if (switches.fs === 'stranger') return '';
  const call = isOld(switches)
    ? 'FS.identify(visitor, { email: visitor })'
    : "FS('setIdentity', { uid: visitor, properties: { email: visitor } })";
  return `(function (FS) {
  var page = document.getElementById('shop-page');
  var visitor = page && JSON.parse(page.textContent).visitor;
  if (visitor) ${call};
})(window.${namespaceOf(switches)});
`;
};

/** FullStory's own snippet, unmodified; only the address of its script is led to the stand-in. */
const snippetScript = (switches) => {
  if (switches.fs === 'off') return '';
  const args = { orgId: 'DEMO', namespace: namespaceOf(switches) };
  const snippet = isOld(switches) ? generateSnippetTextV1(args) : generateSnippetText(args);
  const stranger = switches.fs === 'stranger' ? 'window.FS = { readFile: function () {}, sync: true };\n' : '';
  // The snippet always asks for https and the demo has no certificate: so it is given a document whose script elements
  // turn the host of an address into ours.
  return `${stranger}(function (page) {
  var document = {
    head: page.head,
    getElementsByTagName: function (name) { return page.getElementsByTagName(name); },
    createElement: function (name) {
      var element = page.createElement(name);
      Object.defineProperty(element, 'src', {
        configurable: true,
        set: function (address) {
          delete element.src;
          element.src = address.replace(/^https:\\/\\/edge\\.fullstory\\.com\\/s\\//, '/vendors/');
        },
      });
      return element;
    },
  };
${snippet}
})(document);
${identifyScript(switches)}`;
};

const fullStoryScript = (switches) => {
  const options = {
    namespace: namespaceOf(switches),
    ragehook: switches.ragehook !== 'off',
    splitMs: Number(switches.fsSplit ?? 0),
    // Capture begins when FullStory's server has answered, a moment after the script has.
    startMs: 50,
    eventsTo: '/vendors/fullstory-events',
  };
  return scriptOf('fullstory-fs', JSON.stringify(options));
};

const ometriaScript = (switches) => {
  if (switches.ometria === 'off') return '';
  if (switches.ometria === 'fake') return 'window.ometria = { identify: function () {} };\n';
  const platform = switches.ometria === 'noinit' ? 'generic' : 'shop';
  return scriptOf(
    'ometria-tracker',
    `{ account: '${ACCOUNT}', endpoint: location.origin, platform: '${platform}', emailInputs: '${EMAIL_INPUTS}' }`,
  );
};

const loadShop = async () => {
  const file = join(DEMO, 'shop', 'pages.mjs');
  try {
    await stat(file);
  } catch {
    const html =
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><main><h1>The shop is closed</h1></main>';
    return () => ({ status: 200, headers: {}, html, setCookies: [] });
  }
  const { renderPage } = await import(pathToFileURL(file).href);
  return renderPage;
};

const readBody = async (request) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MOST_BODY) throw new Error('The body is too long');
  }
  return body;
};

const send = (response, { status = 200, type, body = '', headers = {} }) => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  response.end(body);
};
const sendScript = (response, body) => send(response, { type: TYPES['.js'], body });
const sendJson = (response, value) => send(response, { type: TYPES['.json'], body: JSON.stringify(value) });
const sendNotFound = (response) =>
  send(response, { status: 404, type: 'text/plain; charset=utf-8', body: 'Not found\n' });

const sendFile = async (response, { folder, name, headers = {} }) => {
  const root = resolve(folder);
  const file = resolve(root, normalize(`.${sep}${decodeOr(name, '')}`));
  const found = file.startsWith(root + sep) ? await stat(file).catch(() => undefined) : undefined;
  if (!found?.isFile()) return sendNotFound(response);
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, {
    'content-type': type,
    'content-length': found.size,
    'cache-control': 'no-cache',
    ...headers,
  });
  return createReadStream(file).pipe(response);
};

const contactsView = (collector, serverPath) => {
  const now = Date.now();
  return {
    now,
    sessionMs: collector.sessionMs(),
    segments: SEGMENTS.map(({ test: _, ...segment }) => segment),
    contacts: collector.contacts().map((contact) => {
      const { pending, applied } = contact.properties;
      return {
        ...contact,
        events: serverPath.eventsOf(contact.identity),
        segments: matchSegments(applied, now),
        segmentsAfterVisit: matchSegments({ ...applied, ...pending }, now),
      };
    }),
  };
};

const createRoutes = ({ collector, serverPath, dist }) => {
  const shop = loadShop();
  const streams = new Set();
  // Messages are numbered so that a reader sees what it has missed.
  let changes = 0;
  const change = () => {
    changes += 1;
    for (const stream of streams) stream.write(`id: ${changes}\ndata: {"changes":${changes}}\n\n`);
  };
  const stopListening = collector.onChange(change);
  serverPath.onChange(change);

  const sendPage = async (request, response, { url, cookies, switches, setCookies }) => {
    const { method = 'GET' } = request;
    const form = new URLSearchParams(method === 'POST' ? await readBody(request) : '');
    const render = await shop;
    const page = await render({ path: url.pathname, query: url.searchParams, cookies, switches, method, form });
    if (!page) return sendNotFound(response);
    const policy = switches.csp === 'strict' ? { 'content-security-policy': STRICT_CSP } : {};
    // Not `no-store`: it would keep the pages out of the back/forward cache.
    const headers = new Headers({ 'content-type': TYPES['.html'], 'cache-control': 'no-cache', ...policy });
    for (const [name, value] of Object.entries(page.headers ?? {})) headers.set(name, value);
    for (const cookie of [...setCookies, ...(page.setCookies ?? [])]) headers.append('set-cookie', cookie);
    response.setHeaders(headers);
    response.writeHead(page.status ?? 200);
    return response.end(request.method === 'HEAD' ? undefined : page.html);
  };

  const sendVendor = (request, response, { name, switches }) => {
    if (name === 'ometria.js') return sendScript(response, ometriaScript(switches));
    if (name !== 'fs.js') return sendNotFound(response);
    if (switches.fs === 'blocked') return request.socket.destroy();
    if (switches.fs === 'empty' || switches.fs === 'off') return sendScript(response, '');
    if (switches.fs !== 'late') return sendScript(response, fullStoryScript(switches));
    const timer = setTimeout(() => sendScript(response, fullStoryScript(switches)), Number(switches.fsDelay));
    return response.once('close', () => clearTimeout(timer));
  };

  /** The page's stand-in tells FullStory's server of an event; the page does not wait for what a Stream makes of it. */
  const receiveEvent = async (request, response) => {
    const event = JSON.parse(await readBody(request));
    response.writeHead(204).end();
    await serverPath.receive(event);
  };

  const sendEvents = (response) => {
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
    response.writeHead(200, headers);
    response.write(`id: ${changes}\ndata: {"changes":${changes}}\n\n`);
    streams.add(response);
    response.once('close', () => streams.delete(response));
  };

  const api = {
    'GET /api/contacts': (_request, response) => sendJson(response, contactsView(collector, serverPath)),
    'GET /api/requests': (_request, response) => sendJson(response, collector.requests()),
    'GET /api/clock': (_request, response) => sendJson(response, { now: Date.now(), sessionMs: collector.sessionMs() }),
    'GET /api/events': (_request, response) => sendEvents(response),
    'POST /api/reset': (_request, response) => {
      serverPath.reset();
      collector.reset();
      sendJson(response, { ok: true });
    },
    'POST /api/erase': async (request, response) => {
      const { identity } = JSON.parse(await readBody(request));
      sendJson(response, { erased: collector.erase(String(identity)) });
    },
    'POST /api/session-ms': async (request, response) => {
      const { ms } = JSON.parse(await readBody(request));
      if (!Number.isFinite(ms) || ms < 0) {
        send(response, { status: 400, type: TYPES['.json'], body: '{"error":"ms is a number of milliseconds"}' });
        return;
      }
      collector.setSessionMs(ms);
      sendJson(response, { ms });
    },
  };

  const route = async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://demo.invalid');
    const cookies = readCookies(request.headers.cookie);
    const [, first = '', ...others] = url.pathname.split('/');
    const name = others.join('/');
    const seen = readSwitches(cookies, url.searchParams);
    const { switches } = seen;

    if (first === 'track') {
      collector.receive(request.url);
      return send(response, { type: TYPES['.gif'], body: PIXEL });
    }
    if (first === 'api') {
      const answer = api[`${request.method} ${url.pathname}`];
      return answer ? answer(request, response) : sendNotFound(response);
    }
    if (url.pathname === '/vendors/fullstory-events') return receiveEvent(request, response);
    if (first === 'vendors') return sendVendor(request, response, { name, switches });
    if (first === 'dist') return sendFile(response, { folder: dist, name });
    if (url.pathname === '/assets/fullstory-snippet.js') return sendScript(response, snippetScript(switches));
    if (first === 'assets') return sendFile(response, { folder: join(DEMO, 'shop', 'assets'), name });
    if (first === 'inbox') {
      const headers = { 'content-security-policy': STRICT_CSP };
      return sendFile(response, { folder: join(DEMO, 'inbox'), name: name || 'index.html', headers });
    }
    if (first === 'scenes') {
      const headers = { 'content-security-policy': STRICT_CSP };
      return sendFile(response, { folder: join(DEMO, 'scenes'), name: name || 'index.html', headers });
    }
    // The two pages for a shop's own use are files as they are shipped, under a short address here.
    const [, tool, ending = '.html'] = /^\/(setup|canary)(\.(?:html|css|js))?$/.exec(url.pathname) ?? [];
    if (tool) return sendFile(response, { folder: TOOLS, name: `${tool}${ending}` });
    return sendPage(request, response, { url, cookies, ...seen });
  };

  const handle = async (request, response) => {
    try {
      await route(request, response);
    } catch (error) {
      console.error(error);
      if (!response.headersSent) send(response, { status: 500, type: 'text/plain; charset=utf-8', body: 'An error\n' });
      else response.end();
    }
  };

  return { handle, stop: stopListening };
};

const listen = (server, port) =>
  new Promise((done, fail) => {
    server.once('error', fail);
    // Loopback only: the demo has no business on the network.
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done(server.address().port);
    });
  });

const listenFrom = async (server, port) => {
  try {
    return await listen(server, port);
  } catch (error) {
    if (error.code !== 'EADDRINUSE' || port === 0) throw error;
    return listenFrom(server, port + 1);
  }
};

/** Starts the demo. See server.d.mts. */
export const startDemo = async ({ port = 0, sessionMs = 8000, dist = 'dist', seeded = false } = {}) => {
  // Seeded visits lie in the past.
  let ago = 0;
  const collector = createCollector({ sessionMs, now: () => Date.now() - ago });
  if (seeded) {
    seed(collector, (ms) => {
      ago = ms;
    });
  }
  const visitOf = (identity) =>
    collector
      .contacts()
      .find((contact) => contact.identity === identity)
      ?.visits.at(-1)?.id;
  const serverPath = createServerPath({ visitOf });
  const routes = createRoutes({ collector, serverPath, dist });
  const server = createServer(routes.handle);
  const taken = await listenFrom(server, port);
  const ticking = setInterval(collector.tick, 100);
  return {
    url: `http://localhost:${taken}`,
    port: taken,
    collector,
    reset() {
      serverPath.reset();
      collector.reset();
    },
    async close() {
      clearInterval(ticking);
      routes.stop();
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4173' }, 'session-seconds': { type: 'string', default: '8' } },
  });
  const demo = await startDemo({
    port: Number(values.port),
    sessionMs: Number(values['session-seconds']) * 1000,
    dist: fileURLToPath(new URL('../dist', import.meta.url)),
    seeded: true,
  });
  console.log(`Shop    ${demo.url}/\nGuide   ${demo.url}/guide\nInbox   ${demo.url}/inbox\nScenes  ${demo.url}/scenes`);
}
