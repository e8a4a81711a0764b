import { heap, objects } from '../lib/browser.js';
import { table, target } from '../lib/report.js';
import { median, number, spread } from '../lib/stats.js';

const SIZES = [10, 100, 1000, 10_000, 100_000];
// Under a clock that is moved by hand: as many a second as a page may make before the tag says that it is broken.
const STEADY_PER_SECOND = 50;
const ROUNDS = 3;
const MOST_CALLS = 10;
const MOST_GROWTH = 16 * 1024;

const countCalls = () => {
  const { identify } = window.ometria;
  window.identifyCalls = 0;
  // By name, so that nothing of the tracker's own work is in the time.
  window.ometria.identify = function (...args) {
    window.identifyCalls += 1;
    return window.skip ? undefined : identify.apply(this, args);
  };
};

/** All at once, as a page does that has run into a loop. */
const burst = (count) => {
  const began = performance.now();
  for (let at = 0; at < count; at++) fsOmetria.signal({ type: 'error_click', target: `t${at % 7}` });
  return performance.now() - began;
};

/** The same number, but spread over time: nothing is refused. */
const steady = ({ count, perSecond }) => {
  const began = Date.real();
  for (let at = 0; at < count; at++) {
    fsOmetria.signal({ type: 'error_click', target: `t${at % 7}` });
    advance(1000 / perSecond);
  }
  return Date.real() - began;
};

/** What a site does that hands each signal on as it comes. */
const naive = (count) => {
  const began = performance.now();
  for (let at = 0; at < count; at++)
    ometria.identify(ometria.getIdentity(), { signal_type: 'error_click', target: `t${at % 7}` });
  return performance.now() - began;
};

async function storm(bench, { subject, count, clock, act, arg }) {
  const { page, session, close } = await bench.page();
  await page.addInitScript(() => {
    const { performance } = window;
    const now = performance.now.bind(performance);
    Date.real = () => now();
  });
  const query = { subject, elements: 200, ...(clock && { clock: 1 }) };
  await page.goto(bench.address('/checkout/payment', query), { waitUntil: 'load' });
  await page.waitForTimeout(200);
  if (clock) await page.evaluate(() => advance(5000));
  await page.evaluate(countCalls);
  const before = { heap: await heap(session), kept: await objects(session) };
  const time = await page.evaluate(act, arg ?? count);
  if (clock) await page.evaluate(() => advance(20_000));
  else await page.waitForTimeout(1500);
  const after = { heap: await heap(session), kept: await objects(session) };
  const health = subject === 'none' ? undefined : await page.evaluate(() => fsOmetria.health());
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  const calls = await page.evaluate(() => window.identifyCalls);
  await close();
  return {
    count,
    time,
    heap: after.heap - before.heap,
    kept: after.kept - before.kept,
    calls,
    accepted: health && health.signals.received - health.signals.refused,
  };
}

export async function stormPart({ bench, quick }) {
  const sizes = quick ? SIZES.slice(0, 3) : SIZES;
  const rounds = quick ? 1 : ROUNDS;
  const bursts = [];
  const steadies = [];
  const naives = [];
  for (const count of sizes) {
    const found = { burst: [], steady: [], naive: [] };
    for (let round = 0; round < rounds; round++) {
      found.burst.push(await storm(bench, { subject: 'full', count, act: burst }));
      const arg = { count, perSecond: STEADY_PER_SECOND };
      found.steady.push(await storm(bench, { subject: 'full', count, clock: true, act: steady, arg }));
      // Each of them is a request: beyond this the comparison would measure the network stack.
      if (count <= 1000) found.naive.push(await storm(bench, { subject: 'none', count, act: naive }));
    }
    bursts.push(found.burst);
    steadies.push(found.steady);
    if (found.naive.length > 0) naives.push(found.naive);
  }
  const whole = (values) => [...new Set(values)].map((value) => value.toLocaleString('en')).join(' or ');
  const rows = (list) =>
    list.map((all) => {
      const of = (key) => all.map((one) => one[key]);
      const [{ count, accepted }] = all;
      return [
        count.toLocaleString('en'),
        whole(of('calls')),
        accepted === undefined ? '–' : whole(of('accepted')),
        spread(of('time')),
        number((median(of('time')) * 1000) / count),
        spread(of('heap').map((bytes) => bytes / 1024)),
        spread(of('kept').map((bytes) => bytes / 1024)),
      ];
    });
  const headers = [
    'signals',
    'identify calls, hide included',
    'accepted',
    'time, ms',
    'per signal, µs',
    'heap grown after collection, KB',
    'of it objects, not compiled code, KB',
  ];
  const kept = (all) => median(all.map((one) => one.kept));
  const [first] = steadies;
  const grown = steadies.map((all) => kept(all) - kept(first));
  const most = Math.max(...[...bursts, ...steadies].flat().map(({ calls }) => calls));
  return {
    title: 'Storm',
    text: [
      `Full build, ${rounds} ${rounds > 1 ? 'rounds' : 'round'} each.`,
      'All at once, as a page does that has run into a loop (more than 100 a second are refused and counted):',
      table(headers, rows(bursts)),
      `The same numbers under a clock moved by hand, ${STEADY_PER_SECOND} a second, so that every one is accepted:`,
      table(headers, rows(steadies)),
      'Without the tag, one `identify` for each signal, as hand-written glue does it:',
      table(headers, rows(naives)),
    ].join('\n\n'),
    targets: [
      target(`never more than ${MOST_CALLS} identify calls in a page view`, `${most} at most`, most <= MOST_CALLS),
      target(
        `heap after a storm does not grow with it (≤ ${MOST_GROWTH / 1024} KB of objects)`,
        `${steadies.map((all) => `${number(kept(all) / 1024)} KB after ${all[0].count.toLocaleString('en')}`).join(', ')}`,
        Math.max(...grown) <= MOST_GROWTH,
      ),
    ],
  };
}
