import { type Bench, heap, objects } from '../lib/browser.js';
import type { Given, Part } from '../lib/part.js';
import { table, target } from '../lib/report.js';
import { number, spread } from '../lib/stats.js';

const MINUTES = 60;
const LOOK_EVERY = 5;
// A page warms up: shapes, compiled functions, the first records. From here on nothing may grow.
const WARM = 15;
const ROUNDS = 3;
// The record of a session and its last delivery, whatever they hold.
const MOST_GROWTH = 16 * 1024;
const BUILDS = ['core', 'full'] as const;
const SUBJECTS = ['none', ...BUILDS] as const;

type Subject = (typeof SUBJECTS)[number];

/** What a page holds after so many minutes, in bytes; `kept`: of it the objects of scripts. */
interface Look {
  minute: number;
  bytes: number;
  kept: number;
}

interface Hour {
  looks: Look[];
  /** Signals that the tag has received; undefined without it. */
  signals: number | undefined;
}

type Round = Record<Subject, Hour>;

/** One simulated minute of a busy visitor, in the page. */
const minute = (number: number) => {
  const { fsOmetria, dataLayer, FS, advance } = window;
  const grid = document.getElementById('grid');
  const button = document.getElementById('b0');
  if (!grid || !button) throw new Error('This is not the bench’s page.');
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
    if ('signal' in fsOmetria) fsOmetria.signal({ type: 'dead_click', target: `t${at % 30}` });
    button.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: at % 300 }));
    advance(1000);
  }
};

async function hour(bench: Bench, { subject, minutes }: { subject: Subject; minutes: number }): Promise<Hour> {
  const { page, session, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, elements: 200, clock: 1 }), { waitUntil: 'load' });
  await page.waitForTimeout(200);
  const looks: Look[] = [];
  for (let at = 0; at < minutes; at++) {
    await page.evaluate(minute, at);
    // Trusted clicks, which are all that the detectors look at.
    for (const id of ['#b1', '#b4', '#b9']) await page.click(id, { delay: 1 });
    await page.evaluate(() => window.advance(5000));
    if ((at + 1) % LOOK_EVERY === 0)
      looks.push({ minute: at + 1, bytes: await heap(session), kept: await objects(session) });
  }
  const signals =
    subject === 'none' ? undefined : await page.evaluate(() => window.fsOmetria.health().signals.received);
  await close();
  return { looks, signals };
}

const kilobytes = (values: readonly number[]) => spread(values.map((bytes) => bytes / 1024));

/** What a build's objects take beyond the page's own, at each look. */
const net = (round: Round, build: Subject) =>
  round[build].looks.map(({ kept }, row) => kept - (round.none.looks[row]?.kept ?? Number.NaN));

/** How far they rise, at any look after that one, above what they took then. */
const growth = (taken: readonly number[], from: number) =>
  Math.max(...taken.slice(from + 1)) - (taken[from] ?? Number.NaN);

export async function memoryPart({ bench, quick }: Given): Promise<Part> {
  const minutes = quick ? 15 : MINUTES;
  const warm = quick ? LOOK_EVERY : WARM;
  const rounds: Round[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++)
    rounds.push({
      none: await hour(bench, { subject: 'none', minutes }),
      core: await hour(bench, { subject: 'core', minutes }),
      full: await hour(bench, { subject: 'full', minutes }),
    });
  const of = (subject: Subject, row: number, key: 'bytes' | 'kept') =>
    kilobytes(rounds.map((round) => round[subject].looks[row]?.[key] ?? Number.NaN));
  const looks = rounds[0]?.none.looks.map(({ minute: at }) => at) ?? [];
  const most = (build: Subject) => Math.max(...rounds.map((round) => growth(net(round, build), looks.indexOf(warm))));
  return {
    title: 'Memory',
    text: [
      `An hour of a busy visitor under a clock that is moved by hand: a signal every second, twelve Ragehooks, six views and three additions to the basket in the data layer a minute, a route a minute, three real clicks a minute (${rounds[0]?.full.signals?.toLocaleString('en')} signals in all). Heap after garbage collection, and what the script’s objects take of it (the engine compiles code as it runs hotter, and the browser keeps lists of its own), KB, in ${rounds.length} ${rounds.length > 1 ? 'rounds' : 'round'}:`,
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
          ...SUBJECTS.map((subject) => of(subject, row, 'bytes')),
          ...SUBJECTS.map((subject) => of(subject, row, 'kept')),
          ...BUILDS.map((build) => kilobytes(rounds.map((round) => net(round, build)[row] ?? Number.NaN))),
        ]),
      ),
    ].join('\n\n'),
    targets: BUILDS.map((build) =>
      target(
        `heap flat over an hour, ${build} (≤ ${MOST_GROWTH / 1024} KB)`,
        `at most ${number(most(build) / 1024)} KB of objects more than at minute ${warm}, at any look until minute ${minutes} of any round, beyond what the page grows by itself`,
        most(build) <= MOST_GROWTH,
      ),
    ),
  };
}
