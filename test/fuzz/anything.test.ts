import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { WEIGHT } from '../../src/signals/read-signal.js';
import type { Bridge } from '../../src/types/bridge.js';
import { anyText } from '../support/arbitraries.js';
import { FakeEvent } from '../support/browser-window.js';
import { openShop, type ShopPage } from '../support/shop.js';

// A hundred shops with megabytes in them take seconds, and on a busy machine a multiple of that.
vi.setConfig({ testTimeout: 60_000 });

const refuse = (): never => {
  throw new Error('hostile');
};

/** Values are made when they are handed over: the fuzzer itself must not touch them. */
type Made = () => unknown;

const keep =
  (value: unknown): Made =>
  () =>
    value;

const throwing = (name: string, rest: object = {}): object =>
  Object.defineProperty({ ...rest }, name, { enumerable: true, get: refuse });

const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const loop = (): unknown => {
  const made: Record<string, unknown> = { type: 'custom', name: 'loop' };
  made.properties = made;
  made.self = made;
  return made;
};

const many = (count: number, value: string): object =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, value]));

/** Made to break whoever touches them: by reading, by asking for keys, by turning them into text; and the very long. */
const HOSTILE: Record<string, Made> = {
  proxy: () =>
    new Proxy(
      {},
      { get: refuse, ownKeys: refuse, has: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse },
    ),
  'proxy of a function': () => new Proxy(() => {}, { get: refuse, apply: refuse, ownKeys: refuse }),
  'proxy of a list': () => new Proxy([], { get: refuse, ownKeys: refuse }),
  'revoked proxy': revoked,
  'no text': () => ({ toString: refuse, valueOf: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse }),
  'getter of type': () => throwing('type'),
  'type without text': () => ({ type: { toString: refuse } }),
  'getter of target': () => throwing('target', { type: 'rage_click' }),
  'getter of at': () => throwing('at', { type: 'rage_click' }),
  'getter of properties': () => throwing('properties', { type: 'custom', name: 'x' }),
  'getter of a property': () => ({ type: 'custom', name: 'x', properties: throwing('a') }),
  'proxy of properties': () => ({ type: 'custom', name: 'x', properties: new Proxy({}, { ownKeys: refuse }) }),
  'no prototype': () => Object.create(null),
  symbol: () => Symbol('s'),
  bigint: () => 10n ** 400n,
  thrower: () => refuse,
  loop,
  megabyte: () => 'x'.repeat(2 ** 20),
  'lone surrogates': () => '\ud83d'.repeat(1000),
  'megabytes in a signal': () => ({
    type: 'rage_click',
    target: 'y'.repeat(2 ** 20),
    page: `/${'z'.repeat(2 ** 20)}`,
    replayUrl: 'w'.repeat(2 ** 20),
  }),
  'thousands of properties': () => ({ type: 'custom', name: 'big', properties: many(5000, 'v'.repeat(999)) }),
  'long list': () => Array(10_000).fill(['signal', {}]),
};

const hostile: fc.Arbitrary<Made> = fc
  .constantFrom(...Object.keys(HOSTILE))
  .map((name) => Object.assign(() => HOSTILE[name]?.(), { [fc.toStringMethod]: () => name }));

/** An object of made values. */
const objectOf = (members: fc.Arbitrary<Partial<Record<string, Made>>>): fc.Arbitrary<Made> =>
  members.map((made) =>
    Object.assign(() => Object.fromEntries(Object.entries(made).map(([key, make]) => [key, make?.()])), {
      [fc.toStringMethod]: () => fc.stringify(made),
    }),
  );

const listOf = (members: fc.Arbitrary<Made[]>): fc.Arbitrary<Made> =>
  members.map((made) =>
    Object.assign(() => made.map((make) => make()), { [fc.toStringMethod]: () => fc.stringify(made) }),
  );

const plainly = (value: unknown): Made =>
  Object.assign(keep(value), { [fc.toStringMethod]: () => fc.stringify(value) });

const plain: fc.Arbitrary<Made> = fc
  .anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  })
  .map(plainly);

const text = (most: number): fc.Arbitrary<Made> => anyText(most).map(plainly);

const signal = objectOf(
  fc.record(
    {
      type: fc.constantFrom(...Object.keys(WEIGHT)).map(plainly),
      name: fc.oneof(fc.constant('x').map(plainly), hostile),
      target: fc.oneof(text(99), hostile),
      at: fc.oneof(fc.double().map(plainly), hostile),
      properties: fc.oneof(objectOf(fc.dictionary(fc.string(), hostile)), hostile),
    },
    { requiredKeys: ['type'] },
  ),
);

const anything: fc.Arbitrary<Made> = fc.oneof(plain, hostile, signal, text(200));

/** What was held before, and what must still arrive afterwards. Nothing is asked of what the attack itself added. */
const stillDelivers = (shop: ReturnType<typeof openShop>, page: ShopPage = shop) => {
  page.pass(20_000);
  page.leave();
  const counts = shop.received().map(({ profile }) => Number(profile.fs_rage_clicks));
  expect(counts.at(-1)).toBeGreaterThanOrEqual(1);
  for (const { characters } of shop.received()) expect(characters).toBeLessThanOrEqual(650);
  const health = page.tag.health();
  expect(JSON.parse(JSON.stringify(health))).toEqual(health);
};

const METHODS = ['signal', 'page', 'visitor', 'consent', 'flush', 'health', 'on', 'reset', 'stop'] as const;

describe('any value', () => {
  // Those that are not here forget, stop or name somebody on purpose, whatever they are given.
  const harmless = METHODS.filter((method) => !['reset', 'stop', 'visitor', 'consent'].includes(method));

  test('at any method of the handle is a problem at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...harmless), fc.array(anything, { maxLength: 3 })), { maxLength: 12 }),
        (calls) => {
          const shop = openShop();
          shop.ragehook();
          for (const [method, args] of calls) {
            Reflect.apply(
              shop.tag[method] as (...given: unknown[]) => unknown,
              undefined,
              args.map((make) => make()),
            );
          }
          stillDelivers(shop);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('in the queue, before the start and after it, is a problem at most', () => {
    const named = (...names: string[]) => fc.constantFrom(...names).map(plainly);
    const command = fc.oneof(
      anything,
      listOf(
        fc.tuple(
          fc.oneof(named('signal', 'page', 'on', 'health', 'flush', 'rule', 'sendTest', 'start'), hostile),
          anything,
        ),
      ),
      listOf(fc.tuple(named('signal', 'page'), anything, anything)),
    );
    const commands = fc.array(command, { maxLength: 8 });
    fc.assert(
      fc.property(commands, commands, (before, after) => {
        const shop = openShop({ queue: before.map((make) => make()) });
        shop.ragehook();
        shop.tag.push(...(after.map((make) => make()) as never[]));
        stillDelivers(shop);
      }),
      { numRuns: 100 },
    );
  });

  test('as a visitor, a consent or in reset and stop never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...METHODS), anything), { maxLength: 8 }), (calls) => {
        const shop = openShop();
        for (const [method, value] of calls)
          Reflect.apply(shop.tag[method] as (given: unknown) => unknown, undefined, [value()]);
        shop.ragehook();
        shop.pass(20_000);
        shop.leave();
        expect(JSON.parse(JSON.stringify(shop.tag.health()))).toEqual(shop.tag.health());
      }),
      { numRuns: 100 },
    );
  });

  test.each(Object.keys(HOSTILE))('%s as the first argument of each method is a problem at most', (name) => {
    for (const method of METHODS) {
      const shop = openShop();
      const call = shop.tag[method] as (...given: unknown[]) => unknown;
      Reflect.apply(call, undefined, [HOSTILE[name]?.(), () => {}]);
      shop.tag.push([method, HOSTILE[name]?.(), () => {}]);
      expect(shop.tag.health()).toHaveProperty('state');
    }
  });

  const names = [
    'prefix',
    'fields',
    'consent',
    'beforeConsent',
    'sample',
    'holdout',
    'exclude',
    'write',
    'beforeSend',
    'timing',
    'session',
    'fullstory',
    'ometria',
    'bdl',
    'page',
    'debug',
    'echo',
    'sources',
    'keys',
    'budget',
    'funnel',
    'rules',
    'detect',
    'product',
    'category',
    'start',
    'onHealth',
    'inspector',
  ];

  test.each(names)('as the option %s leaves a tag that answers', (name) => {
    for (const make of Object.values(HOSTILE)) {
      const shop = openShop({ options: { [name]: make() } });
      expect(shop.tag.health()).toHaveProperty('state');
      shop.ragehook();
      shop.pass(2000);
      shop.leave();
    }
  });

  test('as an option leaves a tag that answers', () => {
    const inner = objectOf(
      fc.dictionary(
        fc.constantFrom(
          'pages',
          'redact',
          'key',
          'minutes',
          'namespace',
          'host',
          'ready',
          'rageclick',
          'events',
          'subscribe',
          'quiet',
          'calls',
          'signal_type',
          'watch',
        ),
        fc.oneof(
          anything,
          objectOf(fc.dictionary(anyText(9), anything, { maxKeys: 2 })),
          listOf(fc.array(anything, { maxLength: 2 })),
        ),
        { maxKeys: 3 },
      ),
    );
    const any = objectOf(fc.dictionary(fc.constantFrom(...names), fc.oneof(anything, inner), { maxKeys: 4 }));
    fc.assert(
      fc.property(any, (options) => {
        const shop = openShop({ options: options() as Record<string, unknown> });
        const tag: Partial<Bridge> = shop.tag;
        // `start: 'manual'` is a right word.
        if (!tag.health) shop.tag.push(['start']);
        expect(tag.health?.()).toMatchObject({ state: { consent: expect.any(String) } });
        shop.ragehook();
        shop.tag.signal({ type: 'dead_click' });
        shop.pass(20_000);
        shop.leave();
        shop.tag.stop();
      }),
      { numRuns: 100 },
    );
  });
});

describe('an event of the Behavioral Data Layer', () => {
  const events = {
    'shop:type': 'dead_click',
    'shop:name': 'coupon_failed',
    'shop:read': (detail: unknown) => detail as never,
  };

  test('with any detail, on any path, is a problem at most', () => {
    const path = fc.oneof(listOf(fc.array(anything, { maxLength: 4 })), hostile);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('fullstory/rageclick', ...Object.keys(events)), anything, path), {
          maxLength: 8,
        }),
        (all) => {
          const shop = openShop({ options: { bdl: { events } } });
          shop.ragehook();
          for (const [name, detail, given] of all) {
            shop.window.dispatchEvent(new FakeEvent(name, { detail: detail() }));
            shop.window.dispatchEvent(new FakeEvent(name, { detail: detail(), composedPath: given }));
          }
          stillDelivers(shop);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('by the thousand neither floods nor throws', () => {
    const shop = openShop();
    shop.ragehook();
    for (let event = 0; event < 5000; event++) {
      const target = shop.window.document.createElement('button');
      shop.window.document.body?.appendChild(target);
      shop.ragehook({ eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/x' }, target);
    }
    stillDelivers(shop);
    expect(shop.received().length).toBeLessThanOrEqual(10);
    expect(shop.problems()).toContain('too_many_signals');
  });
});

describe('a vendor', () => {
  test('that answers anything, or throws, is a problem at most', () => {
    fc.assert(
      fc.property(anything, anything, fc.boolean(), (url, identity, throws) => {
        const shop = openShop({ fullstory: false });
        shop.ragehook();
        const answer = (make: Made) => (throws ? refuse() : make());
        const FS = Object.assign(() => answer(url), {
          _v: '2.1.0',
          _api: () => {},
          getCurrentSessionURL: () => answer(url),
        });
        shop.window.FS = FS;
        const { getIdentity, _debug } = shop.ometria();
        Object.assign(shop.ometria(), { getIdentity: () => answer(identity), _debug: () => answer(identity) });
        shop.tag.signal({ type: 'dead_click' });
        shop.pass(10_000);
        Object.assign(shop.ometria(), { getIdentity, _debug });
        stillDelivers(shop);
      }),
      { numRuns: 100 },
    );
  });

  test('whose globals are anything is waited for', () => {
    fc.assert(
      fc.property(anything, anything, (fs, ometria) => {
        const shop = openShop({ fullstory: false, ometria: false });
        shop.window.FS = fs();
        shop.window.ometria = ometria();
        shop.ragehook();
        shop.pass(3000);
        shop.window.FS = undefined;
        shop.window.ometria = undefined;
        shop.loadOmetria().identify('jane@example.com');
        stillDelivers(shop);
      }),
      { numRuns: 100 },
    );
  });
});

test('what the site listens with or sends through may answer anything and throw', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (value, throws) => {
      const answer = () => (throws ? refuse() : value());
      const shop = openShop({ options: { beforeSend: answer } });
      for (const event of ['signal', 'delivery', 'problem'] as const) shop.tag.on(event, answer as never);
      shop.ragehook();
      shop.pass(20_000);
      shop.leave();
      for (const { characters } of shop.received()) expect(characters).toBeLessThanOrEqual(650);
    }),
    { numRuns: 100 },
  );
});

test('a console that throws, under debug, harms nobody', () => {
  const shop = openShop({
    options: { debug: true },
    prepare: (window) => Object.assign(window.console, { warn: refuse, error: refuse, log: refuse }),
  });
  shop.tag.push(['no such command']);
  shop.ragehook();
  stillDelivers(shop);
});

test('storage that holds anything under our keys is not believed', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().map((key) => `fs_ometria.${key}`),
        fc.oneof(fc.string(), fc.json()),
      ),
      (items) => {
        const shop = openShop({ tag: false });
        for (const [key, value] of Object.entries(items)) shop.storage.setItem(key, value);
        shop.window.sessionStorage.setItem('fs_ometria', Object.keys(items)[0] ?? 'x');
        shop.loadTag();
        shop.ragehook();
        stillDelivers(shop);
      },
    ),
    { numRuns: 100 },
  );
});
