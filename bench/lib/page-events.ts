// Events that a page's scripts make, timed by the page's own clock.
import type { Bench } from './browser.js';
import type { Setting } from './gestures.js';

/** FullStory's Ragehook on an element, and a push to the data layer: µs of each. */
export interface PageEvents {
  bdl: number[];
  push: number[];
}

// The tag takes 100 signals a second and no more; what is measured here are those that it takes.
export const PER_SECOND = 80;

/** Runs in the page. `second`: which, so that no element comes twice. */
const makeEvents = ({ count, second }: { count: number; second: number }): PageEvents => {
  const { dataLayer, FS } = window;
  const grid = document.getElementById('grid');
  if (!grid) throw new Error('This is not the bench’s page.');
  const detail = {
    eventStartTimeStamp: 1,
    eventEndTimeStamp: 2,
    eventReplayUrlAtStart: '',
    eventReplayUrlAtCurrentTime: FS('getSession', { format: 'url.now' }),
  };
  const bdl: number[] = [];
  const push: number[] = [];
  for (let at = 0; at < count; at++) {
    // Not one element twice: what FullStory says twice of one act is one signal.
    const item = document.createElement('li');
    item.id = `new-${second}-${at}`;
    grid.append(item);
    const event = new CustomEvent('fullstory/rageclick', { bubbles: true, detail });
    const entry = {
      event: 'view_item',
      ecommerce: { items: [{ item_id: `SKU-${at}`, item_category: 'Knitwear' }] },
    };
    let began = performance.now();
    item.dispatchEvent(event);
    bdl.push((performance.now() - began) * 1000);
    began = performance.now();
    dataLayer.push(entry);
    push.push((performance.now() - began) * 1000);
    item.remove();
  }
  return { bdl, push };
};

/** So many seconds of them on a fresh page. */
export async function pageEvents(bench: Bench, { subject, query }: Setting, seconds: number): Promise<PageEvents> {
  const { page, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, ...query }), { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const times: PageEvents = { bdl: [], push: [] };
  for (let second = 0; second < seconds; second++) {
    const { bdl, push } = await page.evaluate(makeEvents, { count: PER_SECOND, second });
    times.bdl.push(...bdl);
    times.push.push(...push);
    await page.waitForTimeout(1100);
  }
  await close();
  return times;
}
