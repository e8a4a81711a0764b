import { type Clock, systemClock } from '../clock.js';
import { evaluate, type Missing } from '../streams/evaluate.js';
import type { Mapping } from '../streams/mapping.js';
import { sign } from '../streams/signature.js';

/** What a page's event is to FullStory; `event` has one entry for a Stream on a single event. */
export interface StreamInput {
  stream: { name: string };
  event: Record<string, unknown>[];
}

export interface StreamsOptions {
  secret: string;
  header: string;
  mapping: Mapping;
  /** Where the request goes: a relay, or `fetch`. */
  deliver: (request: Request) => Promise<Response>;
  url?: string;
  clock?: Clock;
  /** What a path that leads nowhere becomes; not documented. Default `null`. */
  missing?: Missing;
  /** Milliseconds until an attempt is given up; not documented. Default 15,000. */
  timeout?: number;
}

/** An attempt of a delivery; status 0: no answer. */
export interface Attempt {
  at: number;
  status: number;
}

export interface Delivery {
  attempts: Attempt[];
  /** `delivered`: 2xx. `refused`: an answer that is not repeated. `given_up`: 30 repeats, or five hours. */
  outcome: 'delivered' | 'refused' | 'given_up';
}

const MOST_REPEATS = 30;
const MOST_MS = 5 * 3_600_000;
// How the repeats are spread is not documented: quickly at first, then evenly over the five hours.
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 780_000;

/** Statuses that FullStory repeats, beside time-outs and network errors. */
const isRepeated = (status: number): boolean =>
  status === 0 ||
  status === 429 ||
  (status >= 500 && status < 600) ||
  status === 302 ||
  status === 303 ||
  status === 307;

/** A stand-in for the sender of FullStory Streams after its documents: mapping, HMAC signature, 30 repeats within five hours. */
export function createStreams(options: StreamsOptions) {
  const { secret, header, mapping, deliver, clock = systemClock, missing, timeout = 15_000 } = options;
  const { url = 'https://relay.example/' } = options;

  const attempt = async (body: Uint8Array<ArrayBuffer>, signature: string): Promise<number> => {
    const waiting = new AbortController();
    const headers = { 'content-type': 'application/json', 'content-length': `${body.length}`, [header]: signature };
    const sent = deliver(new Request(url, { method: 'POST', headers, body })).then(
      ({ status }) => status,
      () => 0,
    );
    const status = await Promise.race([sent, clock.sleep(timeout, waiting.signal).then(() => 0)]);
    waiting.abort();
    return status;
  };

  /** Sends a body until it is answered for good; resolves with what became of it. */
  const send = async (body: Uint8Array<ArrayBuffer>, signature: string): Promise<Delivery> => {
    const started = clock.now();
    const attempts: Attempt[] = [];
    for (let repeat = 0; ; repeat += 1) {
      const at = clock.now();
      const status = await attempt(body, signature);
      attempts.push({ at, status });
      if (status >= 200 && status < 300) return { attempts, outcome: 'delivered' };
      if (!isRepeated(status)) return { attempts, outcome: 'refused' };
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** repeat);
      if (repeat >= MOST_REPEATS || clock.now() + wait - started > MOST_MS) return { attempts, outcome: 'given_up' };
      await clock.sleep(wait);
    }
  };

  return {
    /** Bytes and signature of what the Stream sends for an event. */
    async compose(input: StreamInput) {
      const body = new TextEncoder().encode(JSON.stringify(evaluate(mapping, input, missing)));
      return { body, signature: await sign(secret, body) };
    },
    send,
    /** An event has matched the Stream. */
    async trigger(input: StreamInput): Promise<Delivery> {
      const { body, signature } = await this.compose(input);
      return send(body, signature);
    },
  };
}

export type Streams = ReturnType<typeof createStreams>;
