import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Build } from '../../src/boot/create-bridge.js';
import { install } from '../../src/boot/install.js';
import { google } from '../../src/consent/adapters/google.js';
import { dataLayer } from '../../src/data-layer.js';
import { rules } from '../../src/rules/rules-source.js';
import type { Bridge } from '../../src/types/bridge.js';
import { createCollector } from '../../stand-ins/collector.js';
import { installOmetriaTracker } from '../../stand-ins/ometria-tracker.js';
import { createCookieJar, createStorage, createTimers, createWindow, FakeEvent } from '../support/browser-window.js';

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 100_000);
const PER_PAGE = 100;
// 0 is another one each time.
const SEED = Number(process.env.FUZZ_SEED) || Math.floor(Math.random() * 2 ** 31);

/** Made only where it is used: fast-check itself touches what it generates. */
type Make = () => unknown;

/** Objects that bite when they are touched. */
const thorny = fc.constantFrom<Make>(
  () => new Proxy({}, { get: fail, ownKeys: fail, has: fail, getOwnPropertyDescriptor: fail }),
  () => new Proxy(() => {}, { get: fail, apply: fail }),
  () => Object.defineProperty({}, 'type', { get: fail, enumerable: true }),
  () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail }),
  () => {
    const self: Record<string, unknown> = { type: 'custom', name: 'x' };
    self.properties = self;
    return self;
  },
  () => Object.assign(Object.create(null), { type: 'rage_click' }),
  () => Symbol('symbol'),
  () => 10n,
  () => new Date(Number.NaN),
  () => JSON.parse('{"__proto__":{"type":"rage_click"},"constructor":1,"type":"purchase"}'),
  () => 'a'.repeat(100_000),
  () => '\ud800',
  () => Array.from({ length: 5000 }, () => '*').join(''),
);
const fail = (): never => {
  throw new Error('of the page');
};

const wild = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 3,
});
const made =
  (value: unknown): Make =>
  () =>
    value;
const listed =
  (parts: Make[]): Make =>
  () =>
    parts.map((part) => part());
const keyed =
  (parts: Record<string, Make>): Make =>
  () =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part()]));
const hostile = fc.oneof({ weight: 3, arbitrary: wild.map(made) }, { weight: 1, arbitrary: thorny });

/** A command, a signal, an event or an option that is nearly right. */
const near = (words: readonly string[]) => fc.oneof(fc.constantFrom(...words).map(made), hostile);
const COMMANDS = [
  'signal',
  'page',
  'visitor',
  'consent',
  'rule',
  'flush',
  'sendTest',
  'reset',
  'config',
  'start',
  'push',
];
const TYPES = ['rage_click', 'dwell', 'custom', 'funnel_abandon', 'purchase', 'attention', 'form_error', 'nothing'];
const OPTIONS = [
  'consent',
  'fields',
  'prefix',
  'budget',
  'timing',
  'session',
  'exclude',
  'page',
  'bdl',
  'rules',
  'funnel',
];
const signal = fc
  .dictionary(
    fc.constantFrom('type', 'name', 'at', 'page', 'stage', 'target', 'seconds', 'replayUrl', 'properties', 'toJSON'),
    near(TYPES),
  )
  .map(keyed);
const to = (place: 'queue' | 'event' | 'layer' | 'storage', value: fc.Arbitrary<Make>) =>
  value.map((make) => ({ place, make }));
const input = fc.oneof(
  to('queue', fc.oneof(hostile, fc.tuple(near(COMMANDS), fc.oneof(signal, hostile)).map(listed))),
  to('event', fc.oneof(hostile, signal)),
  to(
    'layer',
    fc.oneof(
      hostile,
      fc.tuple(near(['consent', 'event', 'set']), near(['default', 'update', 'view_item']), hostile).map(listed),
      fc.record({ event: near(['view_item', 'purchase', 'begin_checkout', 'x']), ecommerce: hostile }).map(keyed),
    ),
  ),
  to('storage', fc.oneof(fc.string(), fc.json(), fc.constant('{"since":-1,"unsent":9}')).map(made)),
);

const sources = (): Build => ({ sources: [rules(), dataLayer()], adapters: { google: google() } });

const openPage = (options: unknown, stored: string[] = []) => {
  const timers = createTimers();
  const cookieJar = createCookieJar({ now: timers.now });
  const localStorage = createStorage();
  const collector = createCollector({ now: timers.now });
  vi.spyOn(Date, 'now').mockImplementation(() => Math.floor(timers.now()));
  stored.forEach((text, at) => {
    localStorage.setItem(`fs_ometria.${at}`, text);
  });
  const window = createWindow({
    url: 'https://shop.example/checkout',
    cookieJar,
    timers,
    localStorage,
    load: (address) => void collector.receive(address),
  });
  const layer: unknown[] = [];
  window.dataLayer = layer;
  installOmetriaTracker(window, { account: 'demo', endpoint: '', platform: 'shop' })?.identify('jane@example.com');
  timers.advance(10);
  window.fsOmetria = [['config', options]];
  // The members of a window that the tag calls are there.
  install(window as unknown as Window & typeof globalThis, sources());
  const queue = window.fsOmetria as unknown[] & Bridge;
  return { window, timers, queue, layer, collector };
};

const isDelivered = (collector: ReturnType<typeof createCollector>) =>
  collector.requests().some(({ profile }) => profile.fs_signal_type === 'still_here');

it(`takes ${INPUTS} hostile inputs, throws nothing and still delivers, seed ${SEED}`, { timeout: 600_000 }, () => {
  let pages = 0;
  fc.assert(
    fc.property(fc.array(input, { minLength: PER_PAGE, maxLength: PER_PAGE }), (inputs) => {
      pages++;
      const stored = inputs.flatMap(({ place, make }) => (place === 'storage' ? [String(make())] : []));
      const { window, timers, queue, layer, collector } = openPage({ consent: 'granted' }, stored);
      inputs.forEach(({ place, make }, at) => {
        // Nothing of what is thrown inside may come out here, where the page's own code goes on.
        if (place === 'queue') queue.push(make() as never);
        if (place === 'event')
          window.dispatchEvent(new FakeEvent('fullstory/rageclick', { bubbles: true, detail: make() }));
        if (place === 'layer') layer.push(make());
        if (at % 10 === 0) timers.advance(400);
      });
      timers.advance(5000);
      // What the inputs may rightly have done is done away with: a session that is full, a refusal, another visitor.
      for (const command of [
        ['reset'],
        ['consent', 'granted'],
        ['visitor', 'jane@example.com'],
        ['signal', { type: 'custom', name: 'still_here' }],
      ])
        queue.push(command as never);
      timers.advance(60_000);
      window.show('hidden');
      expect(isDelivered(collector)).toBe(true);
    }),
    { numRuns: Math.ceil(INPUTS / PER_PAGE), seed: SEED },
  );
  console.log(`fuzz: seed ${SEED}, ${pages * PER_PAGE} inputs on ${pages} pages`);
});

it(`starts and stops with whatever options, seed ${SEED}`, { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.dictionary(fc.constantFrom(...OPTIONS), hostile).map(keyed)), (make) => {
      const { timers, queue } = openPage(make());
      queue.push(['signal', { type: 'rage_click' }] as never);
      timers.advance(30_000);
      queue.push(['stop'] as never);
    }),
    { numRuns: INPUTS / PER_PAGE, seed: SEED },
  );
});
