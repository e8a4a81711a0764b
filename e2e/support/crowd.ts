// A page of 5,000 elements, and what 1,000 clicks and 10,000 movements of the mouse on it cost.
import type { CDPSession, Page } from 'playwright';

const CELLS = 4990;
const COLUMNS = 100;
// Handed over in bundles, since the answer to each takes a frame; clicks in small ones, or a busy browser deals with
// hundreds in one task.
const MOVES_AT_ONCE = 5000;
const CLICKS_AT_ONCE = 10;

/** `head`: what the page loads. */
export const crowdedPage = (head: string) => `<!doctype html><html lang="en"><head><title>Crowd</title>
<style>body{margin:0}main{display:grid;grid-template-columns:repeat(${COLUMNS},10px)}main>*{height:10px;padding:0;border:0}</style>
${head}</head><body><main>${'<button type="button"></button>'.repeat(CELLS)}</main></body></html>`;

/** What a click is measured against: nothing at all, and a listener that does nothing. */
export const VARIANTS = {
  'without the tag': '',
  'with an empty listener':
    "<script>for (const type of ['pointerdown', 'click']) addEventListener(type, () => {}, { capture: true, passive: true });</script>",
  'with the tag': `<script>window.fsOmetria = [['config', { detect: { mouse_thrash: true } }], ['consent', 'granted']];</script>
<script src="/dist/fullstory-ometria.min.js"></script>`,
};

/**
 * A page that makes the layout dirty at every act, before the tag hears of it: whoever then asks for the layout pays.
 * By a rule and not in the document, where the change would answer the click.
 */
export const RESTLESS = `<style>body::after{content:'';position:absolute;width:1px;height:1px;pointer-events:none}</style><script>
window.heard = { click: 0, pointermove: 0 };
const { style } = document.styleSheets[1].cssRules[0];
for (const type of ['pointermove', 'click']) addEventListener(type, (event) => {
  // The browser bundles the movements of one frame.
  window.heard[type] += type === 'click' ? 1 : event.getCoalescedEvents().length;
  style.width = style.width === '1px' ? '2px' : '1px';
}, true);
</script>`;

const metricsOf = async (client: CDPSession) => {
  const { metrics } = await client.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
};

interface Where {
  url: string;
  head: string;
}

/** Opens the page, and answers what drives it. */
export const openCrowd = async (page: Page, { url, head }: Where) => {
  await page.route('**/crowd', (route) => route.fulfill({ body: crowdedPage(head), contentType: 'text/html' }));
  await page.goto(`${url}/crowd`);
  // The page's own first layout is over.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.context().newCDPSession(page);
};

export interface Load {
  clicks: number;
  moves: number;
}

/** Real input. */
export const drive = async (client: CDPSession, { clicks, moves }: Load) => {
  const mouse = (type: 'mousePressed' | 'mouseReleased' | 'mouseMoved', at: number): Promise<unknown> =>
    client.send('Input.dispatchMouseEvent', {
      type,
      x: (at % COLUMNS) * 10 + 5,
      y: (Math.floor(at / COLUMNS) % 40) * 10 + 5,
      ...(type !== 'mouseMoved' && { button: 'left' as const, clickCount: 1 }),
    });
  const inBundles = async (times: number, size: number, act: (at: number) => Promise<unknown>[]) => {
    for (let at = 0; at < times; at += size)
      await Promise.all(Array.from({ length: Math.min(size, times - at) }, (_, next) => act(at + next)).flat());
  };
  await inBundles(clicks, CLICKS_AT_ONCE, (at) => [mouse('mousePressed', at * 7), mouse('mouseReleased', at * 7)]);
  await inBundles(moves, MOVES_AT_ONCE, (at) => [mouse('mouseMoved', at * 3)]);
};

/** Drives the page with real input; answers what the browser counted meanwhile. */
export const crowd = async (page: Page, { url, head, ...load }: Where & Load) => {
  const client = await openCrowd(page, { url, head });
  await page.evaluate(() => {
    const longTasks: number[] = [];
    Reflect.set(window, 'longTasks', longTasks);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await client.send('Performance.enable');
  const before = await metricsOf(client);
  await drive(client, load);
  const after = await metricsOf(client);
  const longTasks: number[] = await page.evaluate(() => Reflect.get(window, 'longTasks'));
  const spent = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  return { longTasks, layouts: spent('LayoutCount'), script: spent('ScriptDuration'), task: spent('TaskDuration') };
};
