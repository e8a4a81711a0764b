import { heap, objects } from '../lib/browser.js';
import { table, target } from '../lib/report.js';
import { number, spread } from '../lib/stats.js';

const MINUTES = 60;
const LOOK_EVERY = 5;
// A page warms up: shapes, compiled functions, the first records. From here on nothing may grow.
const WARM = 15;
const ROUNDS = 3;
// The record of a session and its last delivery, whatever they hold.
const MOST_GROWTH = 16 * 1024;
const BUILDS = ['core', 'full'];

/** One simulated minute of a busy visitor, in the page. */
const minute = (number) => {
  const grid = document.getElementById('grid');
  for (let second = 0; second < 60; second++) {
    const at = number * 60 + second;
    if (second % 5 === 0) {
      const item = document.createElement('li');
      item.id = `item-${at}`;
      grid.append(item);
      const detail = { eventReplayUrlAtCurrentTime: FS('getSession', { format: 'url.now' }) };
      item.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, detail }));
      item.remove();
    }
    if (second % 10 === 0) {
      dataLayer.push({
        event: 'view_item',
        ecommerce: { items: [{ item_id: `SKU-${at % 500}`, item_category: `Category ${at % 20}` }] },
      });
      if (second % 20 === 0)
        dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: `SKU-${at % 500}`, quantity: 1 }] } });
      // The page's own list grows without end; the bench is not about that.
      if (dataLayer.length > 50) dataLayer.length = 0;
    }
    if (second === 30) history.pushState(null, '', `/product/${at}${location.search}`);
    if (window.fsOmetria.signal) fsOmetria.signal({ type: 'dead_click', target: `t${at % 30}` });
    document.getElementById('b0').dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: at % 300 }));
    advance(1000);
  }
};

async function hour(bench, { subject, minutes }) {
  const { page, session, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, elements: 200, clock: 1 }), { waitUntil: 'load' });
  await page.waitForTimeout(200);
  const heaps = [];
  for (let at = 0; at < minutes; at++) {
    await page.evaluate(minute, at);
    // Trusted clicks, which are all that the detectors look at.
    for (const id of ['#b1', '#b4', '#b9']) await page.click(id, { delay: 1 });
    await page.evaluate(() => advance(5000));
    if ((at + 1) % LOOK_EVERY === 0)
      heaps.push({ minute: at + 1, bytes: await heap(session), kept: await objects(session) });
  }
  const signals = subject === 'none' ? undefined : (await page.evaluate(() => fsOmetria.health())).signals.received;
  await close();
  return { heaps, signals };
}

export async function memoryPart({ bench, quick }) {
  const minutes = quick ? 15 : MINUTES;
  const warm = quick ? LOOK_EVERY : WARM;
  const rounds = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
    const runs = {};
    for (const subject of ['none', ...BUILDS]) runs[subject] = await hour(bench, { subject, minutes });
    rounds.push(runs);
  }
  const kilobytes = (values) => spread(values.map((bytes) => bytes / 1024));
  const of = (subject, row, key) => rounds.map((runs) => runs[subject].heaps[row][key]);
  const looks = rounds[0].none.heaps.map(({ minute: at }) => at);
  /** What a build's objects take beyond the page's own, at each look. */
  const net = (runs, build) => runs[build].heaps.map(({ kept }, row) => kept - runs.none.heaps[row].kept);
  /** How far they rise, at any later look, above what they took when the page was warm. */
  const growth = (build) =>
    Math.max(
      ...rounds.map((runs) => {
        const taken = net(runs, build);
        const from = looks.indexOf(warm);
        return Math.max(...taken.slice(from + 1)) - taken[from];
      }),
    );
  return {
    title: 'Memory',
    text: [
      `An hour of a busy visitor under a clock that is moved by hand: a signal every second, twelve Ragehooks, six views and three additions to the basket in the data layer a minute, a route a minute, three real clicks a minute (${rounds[0].full.signals?.toLocaleString('en')} signals in all). Heap after garbage collection, and what the script’s objects take of it (the engine compiles code as it runs hotter, and the browser keeps lists of its own), KB, in ${rounds.length} ${rounds.length > 1 ? 'rounds' : 'round'}:`,
      table(
        [
          'minute',
          'no script',
          ...BUILDS.map((build) => `this tag, ${build}`),
          'objects: no script',
          ...BUILDS.map((build) => `objects: ${build}`),
          ...BUILDS.map((build) => `objects: ${build} − no script`),
        ],
        looks.map((at, row) => [
          at,
          ...['none', ...BUILDS].map((subject) => kilobytes(of(subject, row, 'bytes'))),
          ...['none', ...BUILDS].map((subject) => kilobytes(of(subject, row, 'kept'))),
          ...BUILDS.map((build) => kilobytes(rounds.map((runs) => net(runs, build)[row]))),
        ]),
      ),
    ].join('\n\n'),
    targets: BUILDS.map((build) =>
      target(
        `heap flat over an hour, ${build} (≤ ${MOST_GROWTH / 1024} KB)`,
        `at most ${number(growth(build) / 1024)} KB of objects more than at minute ${warm}, at any look until minute ${minutes} of any round, beyond what the page grows by itself`,
        growth(build) <= MOST_GROWTH,
      ),
    ),
  };
}
