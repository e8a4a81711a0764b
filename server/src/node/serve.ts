import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What answers requests: a relay, for one. */
export type Handler = (request: Request) => Promise<Response>;

export interface Served {
  port: number;
  /** Takes no new connection, lets requests under way end (at most `drainMs`), and closes. */
  drain(): Promise<void>;
}

export interface ServeOptions {
  handler: Handler;
  /** 0 takes any free one. */
  port: number;
  /** Default all interfaces. */
  host?: string;
  /** Milliseconds that requests under way have to end after `drain()`; default 10,000, which is more than the relay takes. */
  drainMs?: number;
}

// The relay refuses more; here only memory is kept from a sender that never stops.
const MOST_BODY = 131_072;
const NO_CONTENT = new Set([204, 304]);

/** The body as it came; undefined where it is longer than anything that would be accepted. */
const readBody = async (message: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > MOST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const toRequest = (message: IncomingMessage, body: Buffer): Request => {
  const { method = 'GET', url = '/', rawHeaders } = message;
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  // The path alone: the host is the proxy's business. A `//` at its beginning must not be taken for a host.
  const address = new URL(`http://relay.invalid${url.startsWith('/') ? url : '/'}`);
  const withBody = method !== 'GET' && method !== 'HEAD';
  return new Request(address, { method, headers, ...(withBody && { body }) });
};

const send = async (response: ServerResponse, answer: Response): Promise<void> => {
  const body = NO_CONTENT.has(answer.status) ? undefined : Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(body);
};

/** Serves a handler with Node's own server. Rejects where the port is taken. */
export async function serve({ handler, port, host, drainMs = 10_000 }: ServeOptions): Promise<Served> {
  let isDraining = false;
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const body = await readBody(message);
      if (body === undefined) {
        response.writeHead(413, { connection: 'close' }).end();
        return;
      }
      const given = await handler(toRequest(message, body));
      // A connection that is kept alive would hold up the end for seconds.
      if (isDraining) response.setHeader('connection', 'close');
      await send(response, given);
    } catch {
      // The sender is gone, or wrote what is no HTTP: there is nobody to answer, or nothing to say.
      if (response.headersSent) response.destroy();
      else response.writeHead(400, { connection: 'close' }).end();
    }
  };
  const server = createServer((message, response) => void answer(message, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    // A server that listens on a port has an address of this kind.
    port: (server.address() as AddressInfo).port,
    async drain() {
      isDraining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const timer = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
