import { mapping } from '../../src/streams/mapping.js';
import { sign } from '../../src/streams/signature.js';
import type { Fault } from './play-fault.js';
import { SECRET } from './stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One event for each of so many visitors, all at once. */
const visitors =
  (count: number, more?: Record<string, unknown>): Fault['play'] =>
  ({ inputs, trigger }) =>
    Promise.all(inputs(count, more).map((input) => trigger(input)));

const forged: Fault[] = [
  {
    name: 'A wrong signature',
    play: async ({ inputs, compose, post }) => {
      for (const input of inputs(20)) {
        const { body } = await compose(input);
        await post(body, await sign('another secret', new TextEncoder().encode(body)));
      }
    },
  },
  {
    name: 'No signature',
    play: async ({ inputs, compose, post }) => {
      for (const input of inputs(20)) await post((await compose(input)).body, undefined);
    },
  },
  {
    name: 'A signed body with another e-mail address put in',
    play: async ({ inputs, compose, post }) => {
      for (const input of inputs(20)) {
        const { body, signature } = await compose(input);
        await post(body.replace('visitor', 'mallory'), signature);
      }
    },
  },
  {
    name: 'A signed body, replayed fifty times',
    play: async ({ inputs, compose, post, trigger, clock }) => {
      for (const input of inputs(1)) {
        await trigger(input);
        const { body, signature } = await compose(input);
        for (let time = 0; time < 50; time += 1) {
          await clock.sleep(MINUTE);
          await post(body, signature);
        }
      }
    },
  },
];

const ometria: Fault[] = [
  { name: 'Ometria answers 429 for an hour', during: [0, 60, { status: 429 }], play: visitors(20) },
  {
    name: 'Ometria answers 502 for four hours: the last come too late for a campaign',
    during: [0, 240, { status: 502 }],
    play: visitors(20),
    enters: 0,
  },
  {
    name: 'Ometria answers 502 for six hours, which is longer than FullStory repeats',
    during: [0, 360, { status: 502 }],
    play: visitors(20),
    arrives: 0,
    loses: 20,
  },
  { name: 'Ometria does not answer in time for half an hour', during: [0, 30, { slow: HOUR }], play: visitors(20) },
  { name: 'Ometria cannot be reached for an hour', during: [0, 60, 'network'], play: visitors(20) },
  {
    name: 'Ometria receives, and its answer is lost, for an hour',
    during: [0, 60, 'killed_after'],
    play: visitors(20),
  },
  {
    name: 'Ometria refuses the key (403), mended after two hours',
    during: [0, 120, { status: 403 }],
    play: visitors(20),
  },
  { name: 'Forty events in one moment, where Ometria takes 8 a second', push: { rate: 8 }, play: visitors(40) },
];

const events: Fault[] = [
  {
    name: 'FullStory sends each event three times at once',
    play: ({ inputs, trigger }) => Promise.all(inputs(20).flatMap((input) => [1, 2, 3].map(() => trigger(input)))),
  },
  {
    name: 'Two visitors whose 64-bit ids differ in the last digit, sent as bare numbers',
    play: async ({ inputs, compose, send }) => {
      for (const input of inputs(2)) {
        const { body } = await compose(input);
        await send(body.replace(/"(\d{19})"/g, '$1'));
      }
    },
  },
  { name: 'The e-mail address is `null`', play: visitors(20, { user_email: null }), arrives: 0 },
  {
    name: 'The e-mail address is missing',
    streams: { missing: 'left_out' },
    play: visitors(20, { user_email: undefined }),
    arrives: 0,
  },
  {
    name: 'A body of 100 kB',
    // The mapping for the relay is an object.
    streams: { mapping: { ...(mapping() as object), note: 'x'.repeat(100_000) } },
    play: visitors(20),
    arrives: 0,
    loses: 20,
  },
  {
    name: 'A mapping that lacks the time',
    streams: { mapping: { ...(mapping() as object), at: 'now' } },
    play: visitors(20),
    arrives: 0,
    loses: 20,
  },
  {
    name: 'Events come five hours late: they arrive, and start no campaign',
    play: async ({ inputs, trigger, clock }) => {
      const late = inputs(20);
      await clock.sleep(5 * HOUR);
      await Promise.all(late.map((input) => trigger(input)));
    },
    enters: 0,
  },
];

const relay: Fault[] = [
  { name: 'The relay’s clock is five hours fast', skew: 5 * HOUR, play: visitors(20) },
  { name: 'The relay’s clock is five hours slow', skew: -5 * HOUR, play: visitors(20) },
  {
    name: 'The relay is killed between push and answer, three times for each event',
    between: (handler) => {
      const kills = new Map<string, number>();
      return async (request) => {
        const body = await request.clone().text();
        const response = await handler(request);
        const killed = kills.get(body) ?? 0;
        kills.set(body, killed + 1);
        if (killed < 3) throw new TypeError('socket hang up');
        return response;
      };
    },
    play: visitors(20),
  },
  {
    name: 'The relay is down for two hours',
    between: (handler, clock) => {
      const until = clock.now() + 2 * HOUR;
      return async (request) => {
        if (clock.now() < until) throw new TypeError('connection refused');
        return handler(request);
      };
    },
    play: visitors(20),
  },
  {
    name: 'A proxy before the relay answers 307 for an hour',
    between: (handler, clock) => {
      const until = clock.now() + HOUR;
      return async (request) => (clock.now() < until ? new Response(null, { status: 307 }) : handler(request));
    },
    play: visitors(20),
  },
  {
    name: 'Two relays side by side, each event through both',
    play: ({ inputs, trigger, secondRelay }) =>
      Promise.all(inputs(20).flatMap((input) => [trigger(input), trigger(input, secondRelay)])),
  },
  {
    name: 'The secret is changed while FullStory still signs with the one before',
    relay: { secret: 'the-new-secret', previousSecret: SECRET },
    play: visitors(20),
  },
];

export const FAULTS: readonly Fault[] = [
  { name: 'Nothing is wrong', play: visitors(20) },
  ...forged,
  ...ometria,
  ...events,
  ...relay,
];
