import { fileURLToPath } from 'node:url';
import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { Collector } from '../stand-ins/collector.js';
import { matchSegments, SEGMENTS } from '../stand-ins/segments.js';
import { scriptAt } from './browser.js';
import type { ContactsView } from './inbox/view.js';
import type { ServerPath } from './server-path.js';
import { shop } from './shop/pages.js';
import { type Env, readConsent, readSwitches } from './switches.js';
import { fullStoryScript, ometriaScript, snippetScript } from './vendors.js';

const STRICT_CSP = "default-src 'self'; script-src 'self'; img-src 'self'; style-src 'self'";
// One transparent pixel, which is what the tracker's image request gets.
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
// A form of the shop is a few fields; anything longer is a mistake.
const MOST_BODY = 100_000;

interface Parts {
  collector: Collector;
  serverPath: ServerPath;
  /** Folder of the built tag. */
  dist: string;
}

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const contactsView = ({ collector, serverPath }: Parts): ContactsView => {
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

const createApi = (parts: Parts): Hono => {
  const { collector, serverPath } = parts;
  // Messages are numbered so that a reader sees what it has missed.
  let changes = 0;
  const tellers = new Set<() => void>();
  const change = (): void => {
    changes += 1;
    for (const tell of tellers) tell();
  };
  collector.onChange(change);
  serverPath.onChange(change);

  return new Hono()
    .get('/contacts', (c) => c.json(contactsView(parts)))
    .get('/requests', (c) => c.json(collector.requests()))
    .get('/clock', (c) => c.json({ now: Date.now(), sessionMs: collector.sessionMs() }))
    .get('/events', (c) =>
      streamSSE(c, async (stream) => {
        const tell = () => stream.writeSSE({ id: String(changes), data: JSON.stringify({ changes }) });
        tellers.add(tell);
        await tell();
        await new Promise<void>((done) => stream.onAbort(done));
        tellers.delete(tell);
      }),
    )
    .post('/reset', (c) => {
      serverPath.reset();
      collector.reset();
      return c.json({ ok: true });
    })
    .post('/erase', async (c) => {
      const { identity } = await c.req.json();
      return c.json({ erased: collector.erase(String(identity)) });
    })
    .post('/session-ms', async (c) => {
      const { ms } = await c.req.json();
      if (!Number.isFinite(ms) || ms < 0) return c.json({ error: 'ms is a number of milliseconds' }, 400);
      collector.setSessionMs(ms);
      return c.json({ ms });
    });
};

const script = (c: Context, text: string): Response =>
  c.body(text, 200, { 'content-type': 'text/javascript; charset=utf-8' });

const createVendors = ({ serverPath }: Parts): Hono<Env & { Bindings: HttpBindings }> =>
  new Hono<Env & { Bindings: HttpBindings }>()
    .get('/ometria.js', (c) => script(c, ometriaScript(c.get('switches'))))
    .get('/fs.js', async (c) => {
      const switches = c.get('switches');
      if (switches.fs !== 'blocked') return script(c, await fullStoryScript(switches));
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    })
    // The page's stand-in tells FullStory's server of an event; the page does not wait for what a Stream makes of it.
    .post('/fullstory-events', async (c) => {
      const event = await c.req.json();
      serverPath.receive(event).catch(console.error);
      return c.body(null, 204);
    });

/** Files of a folder. */
const files = (root: string, rewriteRequestPath: (path: string) => string) => serveStatic({ root, rewriteRequestPath });
const below = (prefix: string) => (path: string) => path.slice(prefix.length) || '/';

const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};
const strict: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('content-security-policy', STRICT_CSP);
};

/** The demo's answer to every request. */
export const createApp = (parts: Parts): Hono<Env> => {
  const app = new Hono<Env>();
  app.use(bodyLimit({ maxSize: MOST_BODY }));
  app.use(async (c, next) => {
    await next();
    // Not `no-store`: it would keep the pages out of the back/forward cache.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-cache');
  });
  app.onError((error, c) => {
    console.error(error);
    return c.text('An error\n', 500);
  });
  app.notFound((c) => c.text('Not found\n', 404));

  for (const path of ['/track/*', '/api/*', '/vendors/*', '/assets/fullstory-snippet.js']) app.use(path, noStore);
  app.get('/track/*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    parts.collector.receive(pathname + search);
    return c.body(PIXEL, 200, { 'content-type': 'image/gif' });
  });
  app.route('/api', createApi(parts));
  app.get('/dist/*', files(parts.dist, below('/dist')));

  for (const room of ['/inbox', '/scenes']) app.use(`${room}/*`, strict);
  for (const [room, place] of Object.entries({ '/inbox': 'inbox', '/scenes': 'scenes', '/assets': 'shop/assets' })) {
    app.get(`${room}/*`, async (c, next) => {
      const text = await scriptAt(c.req.path);
      return text === undefined ? next() : script(c, text);
    });
    app.get(`${room}/*`, files(folder(place), below(room)));
  }
  // The two pages for a shop's own use are files as they are shipped, under a short address here.
  const tool = (path: string): string => (path.includes('.') ? path : `${path}.html`);
  app.get('/:tool{(setup|canary)(\\.(html|css|js))?}', files(folder('../tools'), tool));

  app.use(async (c, next) => {
    c.set('switches', readSwitches(c));
    c.set('consent', readConsent(c));
    await next();
  });
  app.route('/vendors', createVendors(parts));
  app.get('/assets/fullstory-snippet.js', (c) => script(c, snippetScript(c.get('switches'))));
  app.use(async (c, next) => {
    await next();
    if (c.get('switches').csp === 'strict') c.header('content-security-policy', STRICT_CSP);
  });
  return app.route('/', shop);
};
