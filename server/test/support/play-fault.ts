import { createRelay } from '../../src/relay.js';
import type { RelayOptions } from '../../src/relay-options.js';
import { createPushApi, type PushApiOptions, type PushFault } from '../../src/stand-ins/push-api.js';
import { createStreams, type StreamInput, type StreamsOptions } from '../../src/stand-ins/streams.js';
import { mapping } from '../../src/streams/mapping.js';
import { sign } from '../../src/streams/signature.js';
import { createFakeClock, type FakeClock } from './fake-clock.js';
import { HEADER, KEY, SECRET, streamInput } from './stage.js';

export type Deliver = (request: Request) => Promise<Response>;

/** What a fault has at hand while it is played. */
export interface Play {
  clock: FakeClock;
  /** An event for each of so many visitors, all with an e-mail address unless `more` says otherwise. */
  inputs(count: number, more?: Record<string, unknown>): StreamInput[];
  /** FullStory sends an event and repeats it as it does; it counts as sent. `deliver`: where to, default the relay. */
  trigger(input: StreamInput, deliver?: Deliver): Promise<unknown>;
  /** The same with a body that is not what the mapping makes. */
  send(body: string): Promise<unknown>;
  /** Somebody sends a body once. */
  post(body: string, signature: string | undefined): Promise<unknown>;
  /** What FullStory sends for an event. */
  compose(input: StreamInput): Promise<{ body: string; signature: string }>;
  /** Another relay beside the first. */
  secondRelay: Deliver;
}

export interface Fault {
  name: string;
  push?: PushApiOptions;
  /** Minutes from the beginning to the end of what Ometria does meanwhile. */
  during?: readonly [from: number, to: number, what: PushFault];
  relay?: Partial<RelayOptions>;
  /** Milliseconds that the relay's clock is fast. */
  skew?: number;
  streams?: Partial<StreamsOptions>;
  /** Stands between sender and relay. */
  between?: (relay: Deliver, clock: FakeClock) => Deliver;
  play(stage: Play): Promise<unknown>;
  /** Distinct events that arrive where it is not all that were sent. */
  arrives?: number;
  /** Events with an e-mail address that never arrive. */
  loses?: number;
  /** Events that start a campaign's flow, where it is not all that arrive. */
  enters?: number;
}

export interface Result {
  sent: number;
  arrived: number;
  /** Events that Ometria holds more than once. */
  twice: number;
  lost: number;
  /** Of those that arrived, how many entered a flow. */
  entered: number;
  /** Requests to the relay. */
  asked: number;
  /** Requests to Ometria. */
  pushed: number;
  /** How often the relay gave each answer; 0 is none. */
  answers: Record<string, number>;
}

const MINUTE = 60_000;

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Counts what is asked of a relay, and what it answers. */
const counting = (relay: Deliver, { answers }: Result): Deliver => {
  const add = (status: number) => {
    answers[status] = (answers[status] ?? 0) + 1;
  };
  return async (request) => {
    try {
      const response = await relay(request);
      add(response.status);
      return response;
    } catch (error) {
      add(0);
      throw error;
    }
  };
};

export async function playFault(fault: Fault): Promise<Result> {
  const { during, skew = 0, between = (relay: Deliver) => relay } = fault;
  const clock = createFakeClock();
  const started = clock.now();
  const result: Result = { sent: 0, arrived: 0, twice: 0, lost: 0, entered: 0, asked: 0, pushed: 0, answers: {} };

  const isDuring = ([from, to]: readonly [number, number, PushFault]) =>
    clock.now() >= started + from * MINUTE && clock.now() < started + to * MINUTE;
  const api = createPushApi({
    key: KEY,
    // More than one relay's visitors come at once here; the rate has a fault of its own.
    rate: 1000,
    clock,
    fault: () => (during && isDuring(during) ? during[2] : undefined),
    ...fault.push,
  });
  const relayClock = { now: () => clock.now() + skew, sleep: clock.sleep };
  const open = (): Deliver => {
    const options = { secret: SECRET, header: HEADER, key: KEY, clock: relayClock, fetch: api.fetch, ...fault.relay };
    return counting(between(createRelay(options), clock), result);
  };
  const relay = open();
  const senderTo = (deliver: Deliver) =>
    createStreams({ secret: SECRET, header: HEADER, mapping: mapping(), deliver, clock, ...fault.streams });

  const expected = new Set<StreamInput | string>();
  const stage: Play = {
    clock,
    inputs: (count, more = {}) =>
      Array.from({ length: count }, (_, n) =>
        streamInput(started, {
          user_email: `visitor-${n}@example.com`,
          device_id: `601234567890123456${n % 10}`,
          session_id: `70123456789012345${String(n).padStart(2, '0')}`,
          ...more,
        }),
      ),
    trigger: (input, deliver = relay) => {
      expected.add(input);
      return senderTo(deliver).trigger(input);
    },
    send: async (body) => {
      expected.add(body);
      return senderTo(relay).send(encode(body), await sign(SECRET, encode(body)));
    },
    post: (body, signature) =>
      relay(
        new Request('https://relay.example/', {
          method: 'POST',
          headers: signature === undefined ? {} : { [HEADER]: signature },
          body: encode(body),
        }),
      ),
    compose: async (input) => {
      const { body, signature } = await senderTo(relay).compose(input);
      return { body: decode(body), signature };
    },
    secondRelay: open(),
  };

  await clock.run(fault.play(stage));
  await clock.advance(MINUTE);
  api.validate();
  const events = api.events();
  const people = new Set(events.map(({ record }) => record.identity_email));
  const withEmail = [...expected].filter((one) => typeof one === 'string' || one.event[0]?.user_email);
  result.sent = expected.size;
  result.arrived = events.length;
  result.twice = events.length - people.size;
  result.lost = withEmail.length - people.size;
  result.entered = events.filter(({ entered }) => entered).length;
  result.asked = Object.values(result.answers).reduce((sum, times) => sum + times, 0);
  result.pushed = api.requests().length;
  return result;
}
