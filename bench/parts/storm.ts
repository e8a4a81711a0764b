import { type Bench, heap, objects } from '../lib/browser.js';
import type { Given, Part } from '../lib/part.js';
import { table, target } from '../lib/report.js';
import { median, number, spread } from '../lib/stats.js';

const SIZES = [10, 100, 1000, 10_000, 100_000];
// Each naive signal is a request: beyond this the comparison would measure the network stack.
const MOST_NAIVE = 1000;
// Under a clock that is moved by hand: as many a second as a page may make before the tag says that it is broken.
const STEADY_PER_SECOND = 50;
const ROUNDS = 3;
const MOST_CALLS = 10;
const MOST_GROWTH = 16 * 1024;

declare global {
  interface Window {
    identifyCalls: number;
    /** `performance.now()` of the machine, on a page whose clock is moved by hand as well. */
    realNow(): number;
  }
}

/** Runs in the page before everything else. */
const keepClock = () => {
  window.realNow = performance.now.bind(performance);
};

const countCalls = () => {
  const { ometria } = window;
  const identify = ometria.identify.bind(ometria);
  window.identifyCalls = 0;
  ometria.identify = (...args) => {
    window.identifyCalls += 1;
    identify(...args);
  };
};

interface Load {
  count: number;
  perSecond: number;
}

/** All at once, as a page does that has run into a loop. */
const burst = ({ count }: Load) => {
  const began = performance.now();
  for (let at = 0; at < count; at++) window.fsOmetria.signal({ type: 'error_click', target: `t${at % 7}` });
  return performance.now() - began;
};

/** The same number, but spread over time: nothing is refused. */
const steady = ({ count, perSecond }: Load) => {
  const began = window.realNow();
  for (let at = 0; at < count; at++) {
    window.fsOmetria.signal({ type: 'error_click', target: `t${at % 7}` });
    window.advance(1000 / perSecond);
  }
  return window.realNow() - began;
};

/** What a site does that hands each signal on as it comes. */
const naive = ({ count }: Load) => {
  const began = performance.now();
  for (let at = 0; at < count; at++)
    window.ometria.identify(window.ometria.getIdentity() ?? '', { signal_type: 'error_click', target: `t${at % 7}` });
  return performance.now() - began;
};

interface Way {
  subject: string;
  act: (load: Load) => number;
  clock?: boolean;
}

const WAYS = {
  burst: { subject: 'full', act: burst },
  steady: { subject: 'full', act: steady, clock: true },
  naive: { subject: 'none', act: naive },
} satisfies Record<string, Way>;

/** What one page did: ms, bytes and counts. */
interface Storm {
  time: number;
  heap: number;
  kept: number;
  calls: number;
  /** Signals that the tag took; undefined without it. */
  accepted: number | undefined;
}

async function storm(bench: Bench, { subject, act, clock }: Way, count: number): Promise<Storm> {
  const { page, session, close } = await bench.page();
  await page.addInitScript(keepClock);
  const query = { subject, elements: 200, ...(clock && { clock: 1 }) };
  await page.goto(bench.address('/checkout/payment', query), { waitUntil: 'load' });
  await page.waitForTimeout(200);
  if (clock) await page.evaluate(() => window.advance(5000));
  await page.evaluate(countCalls);
  const before = { heap: await heap(session), kept: await objects(session) };
  const time = await page.evaluate(act, { count, perSecond: STEADY_PER_SECOND });
  if (clock) await page.evaluate(() => window.advance(20_000));
  else await page.waitForTimeout(1500);
  const after = { heap: await heap(session), kept: await objects(session) };
  const signals = subject === 'none' ? undefined : await page.evaluate(() => window.fsOmetria.health().signals);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  const calls = await page.evaluate(() => window.identifyCalls);
  await close();
  return {
    time,
    heap: after.heap - before.heap,
    kept: after.kept - before.kept,
    calls,
    accepted: signals && signals.received - signals.refused,
  };
}

/** The rounds of one size. */
interface Size {
  count: number;
  rounds: Storm[];
}

const whole = (values: readonly number[]) =>
  [...new Set(values)].map((value) => value.toLocaleString('en')).join(' or ');
const kilobytes = (values: readonly number[]) => spread(values.map((bytes) => bytes / 1024));
const keptOf = ({ rounds }: Size) => median(rounds.map(({ kept }) => kept));

const storms = (sizes: readonly Size[]) =>
  table(
    [
      'signals',
      'identify calls, hide included',
      'accepted',
      'time, ms',
      'per signal, µs',
      'heap grown after collection, KB',
      'of it objects, not compiled code, KB',
    ],
    sizes.map(({ count, rounds }) => {
      const times = rounds.map(({ time }) => time);
      return [
        count.toLocaleString('en'),
        whole(rounds.map(({ calls }) => calls)),
        whole(rounds.flatMap(({ accepted }) => accepted ?? [])) || '–',
        spread(times),
        number((median(times) * 1000) / count),
        kilobytes(rounds.map(({ heap: grown }) => grown)),
        kilobytes(rounds.map(({ kept }) => kept)),
      ];
    }),
  );

export async function stormPart({ bench, quick }: Given): Promise<Part> {
  const counts = quick ? SIZES.slice(0, 3) : SIZES;
  const rounds = quick ? 1 : ROUNDS;
  const bursts: Size[] = [];
  const steadies: Size[] = [];
  const naives: Size[] = [];
  for (const count of counts) {
    const [ofBurst, ofSteady, ofNaive]: [Storm[], Storm[], Storm[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      ofBurst.push(await storm(bench, WAYS.burst, count));
      ofSteady.push(await storm(bench, WAYS.steady, count));
      if (count <= MOST_NAIVE) ofNaive.push(await storm(bench, WAYS.naive, count));
    }
    bursts.push({ count, rounds: ofBurst });
    steadies.push({ count, rounds: ofSteady });
    if (ofNaive.length > 0) naives.push({ count, rounds: ofNaive });
  }
  const keptAfter = steadies.map(keptOf);
  const least = keptAfter[0] ?? Number.NaN;
  const grown = Math.max(...keptAfter.map((kept) => kept - least));
  const most = Math.max(...[...bursts, ...steadies].flatMap((size) => size.rounds.map(({ calls }) => calls)));
  return {
    title: 'Storm',
    text: [
      `Full build, ${rounds} ${rounds > 1 ? 'rounds' : 'round'} each.`,
      'All at once, as a page does that has run into a loop (more than 100 a second are refused and counted):',
      storms(bursts),
      `The same numbers under a clock moved by hand, ${STEADY_PER_SECOND} a second, so that every one is accepted:`,
      storms(steadies),
      'Without the tag, one `identify` for each signal, as hand-written glue does it:',
      storms(naives),
    ].join('\n\n'),
    targets: [
      target(`never more than ${MOST_CALLS} identify calls in a page view`, `${most} at most`, most <= MOST_CALLS),
      target(
        `heap after a storm does not grow with it (≤ ${MOST_GROWTH / 1024} KB of objects)`,
        steadies.map((size) => `${number(keptOf(size) / 1024)} KB after ${size.count.toLocaleString('en')}`).join(', '),
        grown <= MOST_GROWTH,
      ),
    ],
  };
}
