import { heap, objects } from '../lib/browser.mjs';
import { table, target } from '../lib/report.mjs';
import { number } from '../lib/stats.mjs';

const MINUTES = 60;
const LOOK_EVERY = 5;
// A page warms up: shapes, compiled functions, the first records. From here on nothing may grow.
const WARM = 15;

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
  const runs = {};
  for (const subject of ['none', 'core', 'full']) runs[subject] = await hour(bench, { subject, minutes });
  const kilobytes = (bytes) => number(bytes / 1024);
  const growth = (subject) => {
    const list = runs[subject].heaps;
    const warm = list.find(({ minute: at }) => at >= Math.min(WARM, minutes - LOOK_EVERY));
    return list.at(-1).kept - warm.kept;
  };
  const net = growth('full') - growth('none');
  return {
    title: 'Memory',
    text: [
      `An hour of a busy visitor under a clock that is moved by hand: a signal every second, twelve Ragehooks and six data-layer pushes a minute, a route a minute, three real clicks a minute (${runs.full.signals?.toLocaleString('en')} signals in all). Heap after garbage collection, and what the script’s objects take of it (the engine compiles code as it runs hotter, and the browser keeps lists of its own), KB:`,
      table(
        [
          'minute',
          'no script',
          'this tag, core',
          'this tag, full',
          'objects: no script',
          'objects: core',
          'objects: full',
          'objects: full − no script',
        ],
        runs.none.heaps.map(({ minute: at, bytes, kept }, row) => [
          at,
          kilobytes(bytes),
          kilobytes(runs.core.heaps[row].bytes),
          kilobytes(runs.full.heaps[row].bytes),
          kilobytes(kept),
          kilobytes(runs.core.heaps[row].kept),
          kilobytes(runs.full.heaps[row].kept),
          kilobytes(runs.full.heaps[row].kept - kept),
        ]),
      ),
    ].join('\n\n'),
    targets: [
      // 16 KB: the record of a session and its last delivery, whatever they hold.
      target(
        'heap flat over an hour',
        `${kilobytes(net)} KB of objects from minute ${WARM} to minute ${minutes}, beyond what the page grows by itself`,
        net < 16 * 1024,
      ),
    ],
  };
}
