import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { Broken, type Command, createWorld, PEOPLE, type Site } from './world.js';

const RUNS = Number(process.env.MODEL_RUNS ?? 2000);
// The same sequences in every test run, new ones in the longer run: `npm run test:model`.
const SEED = Number(process.env.MODEL_SEED ?? 20261121) || Math.floor(Math.random() * 2 ** 31);

const tab = fc.nat(2);
const tracker = fc.boolean();
const person = fc.constantFrom(...PEOPLE);
const link = fc.option(person, { nil: undefined, freq: 5 });
const lost = fc.boolean();

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('signal' as const),
      tab,
      // The page's own time of it, in fractions of a millisecond as event time stamps have them.
      ago: fc.option(fc.constantFrom(0.25, 1500.5, 7_200_000), { nil: undefined, freq: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('buy' as const), tab }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(20, 200, 1100, 5200, 11_000, 61_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_900_000, 90_000_000) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('logIn' as const),
      tab,
      person,
      spelling: fc.constantFrom('plain' as const, 'capital' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('logOut' as const), tab }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('navigate' as const), tab, tracker, link, lost }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), tracker, link }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('duplicate' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), tab, lost }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), tab }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('hide' as const, 'show' as const), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('consent' as const),
      tab,
      choice: fc.constantFrom('granted' as const, 'granted' as const, 'denied' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('tracker' as const, 'init' as const, 'flush' as const), tab }),
  },
);
const storage: fc.Arbitrary<Command> = fc.record({
  do: fc.constant('storage' as const),
  state: fc.constantFrom('works' as const, 'full' as const, 'blocked' as const, 'cleared' as const),
});

const sequence = (commands: fc.Arbitrary<Command>) =>
  fc.record({
    beforeConsent: fc.constantFrom('ignore' as const, 'ignore' as const, 'buffer' as const),
    says: fc.constantFrom('tracker' as const, 'visitor' as const, 'both' as const),
    reenters: fc.option(fc.constantFrom('signal' as const, 'flush' as const), { nil: undefined, freq: 4 }),
    // Most visitors have agreed on an earlier page.
    agreed: fc.constantFrom(true, true, true, false),
    commands: fc.array(commands, { minLength: 3, maxLength: 30, size: 'max' }),
  });

type Sequence = Site & { agreed: boolean; commands: Command[] };

// Sequences that a promise once broke on.
const FOUND: [Sequence][] = [
  // A log-out before consent, in a tab that nobody else hears of.
  {
    beforeConsent: 'ignore',
    says: 'both',
    agreed: false,
    commands: [
      { do: 'duplicate', tab: 0 },
      { do: 'consent', tab: 1, choice: 'granted' },
      { do: 'signal', tab: 1 },
      { do: 'wait', ms: 61_000 },
      { do: 'logIn', tab: 0, person: 'tom@example.com', spelling: 'plain' },
      { do: 'logOut', tab: 0 },
    ],
  },
  // Whom the link of a hidden page names is gone from the cookie a moment later.
  {
    beforeConsent: 'ignore',
    says: 'tracker',
    agreed: true,
    commands: [
      { do: 'signal', tab: 0 },
      { do: 'open', tracker: false, link: 'tom@example.com' },
      { do: 'flush', tab: 1 },
      { do: 'open', tracker: true, link: 'jane@example.com' },
      { do: 'hide', tab: 2 },
      { do: 'wait', ms: 200 },
      { do: 'tracker', tab: 1 },
      { do: 'navigate', tab: 0, tracker: false, lost: false },
      { do: 'wait', ms: 20 },
      { do: 'signal', tab: 0 },
    ],
  },
  // A visit that is over is made good, and its tab begins another under the same name within the second.
  {
    beforeConsent: 'ignore',
    says: 'both',
    agreed: true,
    commands: [
      { do: 'open', tracker: true, link: 'jane@example.com' },
      { do: 'wait', ms: 5200 },
      { do: 'signal', tab: 0 },
      { do: 'wait', ms: 1_900_000 },
      { do: 'logOut', tab: 1 },
      { do: 'signal', tab: 0 },
      { do: 'consent', tab: 0, choice: 'granted' },
      { do: 'tracker', tab: 0 },
    ],
  },
].map((sequence) => [sequence as Sequence]);

const totals = { signals: 0, delivered: 0, calls: 0, dropped: 0, owed: 0 };

const run = ({ agreed, commands, ...site }: Sequence) => {
  const trace: string[] = [];
  const world = createWorld(site, trace);
  // Timers of a browser take whole milliseconds, those of the fake do not.
  vi.spyOn(Date, 'now').mockImplementation(() => Math.floor(world.now()));
  try {
    world.play({ do: 'open', tracker: true });
    if (agreed) world.play({ do: 'consent', tab: 0, choice: 'granted' });
    for (const one of commands) world.play(one);
    const owed = world.heal();
    const { made, issued, dropped, waiting } = world.account();
    const arrived = world.arrived();
    totals.signals += made;
    totals.delivered += arrived.size;
    totals.calls += world.calls.length;
    totals.dropped += dropped;
    if (owed) {
      totals.owed++;
      const missing = world.missing();
      if (missing.length > dropped) throw new Broken(`${missing} neither arrived nor counted: ${dropped} dropped`);
    }
    if (waiting.length) throw new Broken(`something waits though nothing holds it: ${waiting}`);
    if (!world.isFaulty() && issued + dropped < made)
      throw new Broken(`of ${made} signals ${issued} were issued and ${dropped} dropped`);
  } catch (error) {
    // What led there, for whoever reads the counterexample.
    throw error instanceof Broken ? new Broken(`${error.message}\n${trace.join('\n')}`) : error;
  }
};

it(`keeps its promises in ${RUNS} sequences of visits, seed ${SEED}`, { timeout: 3_600_000 }, () => {
  // The shared clock of all tabs.
  fc.assert(
    fc.property(sequence(fc.oneof({ weight: 20, arbitrary: command }, { weight: 1, arbitrary: storage })), run),
    { numRuns: RUNS, seed: SEED, endOnFailure: process.env.MODEL_SHRINK === '0', examples: FOUND },
  );
  expect(totals.delivered).toBeGreaterThan(RUNS);
  expect(totals.owed).toBeGreaterThan(RUNS / 10);
});

afterAll(() => {
  console.log(`model: seed ${SEED}, ${RUNS} sequences, ${JSON.stringify(totals)}`);
});
