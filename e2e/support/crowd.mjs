// A page of 5,000 elements, and what 1,000 clicks and 10,000 movements of the mouse on it cost.

const CELLS = 4990;
const COLUMNS = 100;
// Movements are handed over in bundles: the answer to each takes a frame.
const AT_ONCE = 100;

/** @param {string} head What the page loads. */
export const crowdedPage = (head) => `<!doctype html><html lang="en"><head><title>Crowd</title>
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

const metricsOf = async (client) => {
  const { metrics } = await client.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
};

/**
 * Drives the page with real input; answers what the browser counted meanwhile.
 *
 * @param {import('playwright').Page} page
 * @param {{ url: string, head: string, clicks: number, moves: number }} load
 */
export const crowd = async (page, { url, head, clicks, moves }) => {
  await page.route('**/crowd', (/** @type {import('playwright').Route} */ route) =>
    route.fulfill({ body: crowdedPage(head), contentType: 'text/html' }),
  );
  await page.goto(`${url}/crowd`);
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask' });
    // The page's own first layout is over.
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const mouse = (type, x, y) =>
    client.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      ...(type !== 'mouseMoved' && { button: 'left', clickCount: 1 }),
    });
  const place = (at) => [(at % COLUMNS) * 10 + 5, (Math.floor(at / COLUMNS) % 40) * 10 + 5];
  const before = await metricsOf(client);
  for (let at = 0; at < clicks; at++) {
    const [x, y] = place(at * 7);
    await mouse('mousePressed', x, y);
    await mouse('mouseReleased', x, y);
  }
  for (let at = 0; at < moves; at += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, next) => mouse('mouseMoved', ...place((at + next) * 3))));
  const after = await metricsOf(client);
  const longTasks = await page.evaluate(() => window.longTasks);
  const spent = (name) => after[name] - before[name];
  return { longTasks, layouts: spent('LayoutCount'), script: spent('ScriptDuration'), task: spent('TaskDuration') };
};
