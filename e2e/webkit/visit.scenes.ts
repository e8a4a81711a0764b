import { describe, expect, test } from 'vitest';
import { JANE, SOON, setScene } from './shop.js';

const scene = setScene();

describe('a visit in WebKit', () => {
  test('a rage click by real presses arrives once, for the visitor whom the tracker knows', async () => {
    const { browser } = scene;
    await scene.logIn();
    await scene.open('/checkout/payment', { tag: { detect: { dead_click: false } } });
    await expect.poll(async () => (await scene.health()).state.ometria, SOON).toBe('ready');
    await browser.click('[data-testid=promo-apply]', 4);
    await expect.poll(() => scene.deliveries().length, SOON).toBe(1);
    expect(scene.deliveries()[0]).toMatchObject({
      uiid: JANE,
      profile: { fs_signal_type: 'checkout_frustration', fs_rage_clicks: '1', fs_signal_page: '/checkout/payment' },
    });
  });

  test('what is waiting is delivered as a link is followed', async () => {
    const { browser } = scene;
    await scene.logIn();
    await scene.open('/checkout/payment', { tag: { timing: { quiet: 60_000, deadline: 60_000 } } });
    await scene.ragehook();
    expect(scene.deliveries()).toEqual([]);
    await browser.click('a[href="/basket"]');
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('1');
  });

  test('what is waiting is delivered as the window closes', async () => {
    const { browser } = scene;
    await scene.logIn();
    const first = await browser.window();
    await browser.newWindow();
    await scene.open('/checkout/payment', { tag: { timing: { quiet: 60_000, deadline: 60_000 } } });
    await scene.ragehook();
    await browser.closeWindow();
    await browser.switchTo(first);
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('1');
  });

  test('a page out of the back/forward cache goes on with its visit', async () => {
    const { browser } = scene;
    await scene.logIn();
    await scene.open('/checkout/payment');
    await browser.evaluate(`addEventListener('pageshow', ({ persisted }) => { window.shownFromCache = persisted; })`);
    await scene.ragehook();
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('1');
    await scene.open('/basket');
    await scene.ragehook();
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('2');
    await browser.back();
    await expect.poll(() => browser.evaluate('return window.shownFromCache'), SOON).toBe(true);
    await scene.ragehook();
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('3');
  });

  test('before consent nothing is kept, and after a refusal nothing is left but its mark', async () => {
    const { browser } = scene;
    const stored = () =>
      browser.evaluate<string[]>(`return Object.keys(localStorage).filter((key) => /^fs_/.test(key))`);
    await scene.logIn();
    await scene.open('/checkout/payment', { switches: { consent: 'ask' } });
    await scene.ragehook();
    expect(await stored()).toEqual([]);
    await browser.click('[data-consent-choice=granted]');
    await scene.ragehook();
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('1');
    await browser.evaluate(`fsOmetria.push(['consent', 'denied'])`);
    const marks = await browser.evaluate<string[]>(
      `return Object.values({ ...localStorage }).map((text) => text.slice(text.indexOf('{')))`,
    );
    expect(marks.filter((text) => text.includes('denied'))).toHaveLength(1);
    expect(marks.join()).not.toContain('owner');
  });

  test('two windows count for one visit, and a refusal in one stops the other', async () => {
    const { browser } = scene;
    await scene.logIn();
    await scene.open('/checkout/payment');
    const first = await browser.window();
    await scene.ragehook();
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('1');
    const second = await browser.newWindow();
    await scene.open('/basket');
    await scene.ragehook();
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('2');
    await browser.switchTo(first);
    await browser.evaluate(`fsOmetria.push(['consent', 'denied'])`);
    await browser.switchTo(second);
    await expect.poll(async () => (await scene.health()).state.consent, SOON).toBe('unknown');
  });
});

describe('the loader in WebKit', () => {
  const LOADER = { tag: 'loader' };
  const asked = () =>
    scene.browser.evaluate<string[]>(
      `return performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()).filter((name) => /^fullstory-ometria/.test(name))`,
    );
  const stored = () =>
    scene.browser.evaluate<string[]>(
      `return Object.keys({ ...sessionStorage, ...localStorage }).filter((key) => /^fs_/.test(key))`,
    );

  test('is all that comes before consent, and brings the tag after it, with what happened meanwhile', async () => {
    const { browser } = scene;
    await scene.logIn();
    await scene.open('/checkout/payment', { switches: { ...LOADER, consent: 'ask' } });
    await scene.ragehook();
    expect(await stored()).toEqual([]);
    expect(await asked()).toEqual(['fullstory-ometria.loader.min.js']);
    await browser.evaluate(`fsOmetria.push(['consent', 'granted'])`);
    await scene.ragehook();
    await browser.click('[data-consent-choice=granted]');
    await expect.poll(() => scene.last().fs_rage_clicks, SOON).toBe('1');
    expect(await asked()).toContain('fullstory-ometria.min.js');
  });

  test('keeps nothing where the visitor refuses before the tag has come', async () => {
    const { browser } = scene;
    await scene.logIn();
    await scene.open('/checkout/payment', { switches: { ...LOADER, consent: 'ask' } });
    await browser.evaluate(`fsOmetria.push(['consent', 'granted'])`);
    await scene.ragehook();
    await browser.evaluate(`fsOmetria.push(['consent', 'denied'])`);
    // Nothing but the mark of the refusal: the loader's or, where the tag has come by then, the tag's.
    const marks = await browser.evaluate<string[]>(
      `return Object.entries({ ...sessionStorage, ...localStorage }).filter(([key]) => /^fs_/.test(key)).map(([, text]) => text)`,
    );
    expect(marks.filter((text) => !/^\w*\{"denied":\d{13}\}$/.test(text))).toEqual([]);
    expect(scene.deliveries()).toEqual([]);
  });
});

describe('leaving at payment in WebKit', () => {
  const atPayment = async () => {
    await scene.logIn();
    await scene.open('/checkout/payment');
    await expect
      .poll(() => scene.browser.evaluate(`return String(fsOmetria.inspect().session.values.stage)`), SOON)
      .toContain('payment');
  };

  test('by closing the window abandons', async () => {
    const { browser } = scene;
    const first = await browser.window();
    await browser.newWindow();
    await atPayment();
    await browser.closeWindow();
    await browser.switchTo(first);
    await expect.poll(() => scene.last().fs_abandoned_stage, SOON).toBe('payment');
  });

  test('by a redirect of a script to the payment provider is a step', async () => {
    const { browser } = scene;
    await atPayment();
    await browser.evaluate(`setTimeout(() => { location.href = ${JSON.stringify(scene.elsewhere)} }, 10)`);
    await expect.poll(() => browser.evaluate('return document.title'), SOON).toBe('Pay');
    await scene.open('/basket');
    expect(await scene.signals()).not.toContain('funnel_abandon');
  });
});

describe('a router that has kept the original pushState, in WebKit', () => {
  test('leaves no dwell on the old product', async () => {
    const { browser } = scene;
    const SHIFT = '\uE008';
    const show = (id: string) =>
      browser.evaluate(`
        window.dataLayer = window.dataLayer || [];
        dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: '${id}' }] } });`);
    // The tag has patched the method of `history`; a router has taken this one before.
    const route = (path: string) => browser.evaluate(`History.prototype.pushState.call(history, null, '', '${path}')`);
    const dwells = async (id: string) => (await scene.signals()).filter((name) => name === `dwell:${id}`).length;
    await scene.open('/', { tag: { detect: { dwell: { seconds: 2 } } } });
    await show('OLD');
    await browser.type(SHIFT);
    await expect.poll(() => dwells('OLD'), SOON).toBeGreaterThan(0);
    await route('/somewhere');
    await browser.type(SHIFT);
    const before = await dwells('OLD');
    await route('/new');
    await show('NEW');
    await browser.type(SHIFT);
    await expect.poll(() => dwells('NEW'), SOON).toBeGreaterThan(1);
    expect(await dwells('OLD')).toBe(before);
  });
});
