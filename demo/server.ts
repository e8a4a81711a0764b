// The demo: shop, stand-ins for both vendors, collector and contact inbox on one origin.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createAdaptorServer } from '@hono/node-server';
import { type Collector, createCollector } from '../stand-ins/collector.js';
import { createApp } from './app.js';
import { seed } from './scenes/seed.js';
import { createServerPath } from './server-path.js';

const TICK_MS = 100;

/** A running demo. */
export interface Demo {
  /** `http://localhost:<port>`, without a slash at the end. */
  url: string;
  port: number;
  collector: Collector;
  /** Forgets contacts and requests. */
  reset(): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

export interface DemoOptions {
  /** 0 (the default) takes any free port; a port that is taken gives the next free one. */
  port?: number;
  /** How long a visit outlives its last request; 8000 ms by default. */
  sessionMs?: number;
  /** Folder of the built tag; `dist` by default, relative to the working directory. */
  dist?: string;
  /** Whether the inbox begins with a few contacts' visits of the last hours; false by default. */
  seeded?: boolean;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    // Loopback only: the demo has no business on the network.
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      // A server that listens on a port has an address with one.
      done((server.address() as AddressInfo).port);
    });
  });

const listenFrom = async (server: Server, port: number): Promise<number> => {
  try {
    return await listen(server, port);
  } catch (error) {
    if (port === 0 || !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return listenFrom(server, port + 1);
  }
};

/** Starts shop, stand-ins, collector and inbox on one origin. */
export const startDemo = async ({
  port = 0,
  sessionMs = 8000,
  dist = 'dist',
  seeded = false,
}: DemoOptions = {}): Promise<Demo> => {
  // Seeded visits lie in the past.
  let ago = 0;
  const collector = createCollector({ sessionMs, now: () => Date.now() - ago });
  if (seeded) {
    seed(collector, (ms) => {
      ago = ms;
    });
  }
  const visitOf = (identity: string | undefined): number | undefined =>
    collector
      .contacts()
      .find((contact) => contact.identity === identity)
      ?.visits.at(-1)?.id;
  const serverPath = createServerPath({ visitOf });
  const { fetch } = createApp({ collector, serverPath, dist });
  // Without options for TLS or HTTP/2 it is node:http's. Tests in jsdom and browsers want the platform's own Request.
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  const taken = await listenFrom(server, port);
  const ticking = setInterval(collector.tick, TICK_MS);
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
