import { describe, expect, test } from 'vitest';
import { SOON, setScene } from './shop.js';

const scene = setScene();

/** The page has loaded, and nothing in it has changed for a second: what comes late would answer the press. */
const untilAtRest = async () => {
  await scene.browser.evaluate(() => {
    const rest = { since: performance.now() };
    Reflect.set(window, 'rest', rest);
    const note = () => {
      rest.since = performance.now();
    };
    new MutationObserver(note).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    document.addEventListener('load', note, true);
  });
  await expect
    .poll(
      () =>
        scene.browser.evaluate(`return document.readyState === 'complete' && performance.now() - rest.since > 1000`),
      SOON,
    )
    .toBe(true);
};

/** Puts something into the shop's page, with a script of the page's own. */
const put = async (html: string, script = '') => {
  await scene.browser.evaluate(
    (markup: string, code: string) => {
      const box = document.createElement('div');
      box.style.cssText = 'position:fixed;inset:0 0 auto 0;z-index:9;padding:24px;background:#fff';
      box.innerHTML = markup;
      document.body.append(box);
      const own = document.createElement('script');
      own.textContent = code;
      document.body.append(own);
    },
    html,
    script,
  );
  await untilAtRest();
};

const button = (id: string) => `<button type="button" id="${id}">${id}</button> `;
const on = (id: string, code: string) =>
  `document.getElementById('${id}').addEventListener('click', () => { ${code} });`;

describe('detectors in WebKit', () => {
  test('a button that does nothing is a dead click, one that answers is none', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(button('answers') + button('dead'), on('answers', `document.body.append('answered')`));
    await browser.click('#answers');
    await browser.click('#dead');
    await expect.poll(() => scene.signals(), SOON).toEqual(['dead_click:dead']);
  });

  test('an attempt at a form that fails is a form error', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(
      '<form id="address"><input name="postcode" required><input name="city"><button id="save">Save</button></form>',
    );
    await browser.click('#save');
    await expect.poll(() => scene.signals(), SOON).toContain('form_error:postcode');
  });

  test('a press that throws is an error click', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(button('throws'), on('throws', `throw new Error('of the shop')`));
    await browser.click('#throws');
    await expect.poll(() => scene.signals(), SOON).toContain('error_click:throws');
  });

  test('a fetch that is in flight as the visitor leaves is no error click', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(button('asks'), on('asks', `fetch('${scene.elsewhere}slow')`));
    await browser.click('#asks');
    await browser.evaluate(`location.href = '${scene.elsewhere}'`);
    await expect.poll(() => browser.evaluate('return document.title'), SOON).toBe('Pay');
    await scene.open('/basket');
    expect((await scene.signals()).join()).not.toContain('error_click');
  });

  test('a promise that is rejected after a press is an error click', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(button('rejects'), on('rejects', `setTimeout(() => Promise.reject(new Error('of the shop')), 50)`));
    await browser.click('#rejects');
    await expect.poll(() => scene.signals(), SOON).toContain('error_click:rejects');
  });

  test('three presses that select text in a shadow root are no rage click', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(
      `<div id="host"></div>${button('dead')}`,
      `document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML =
        '<p style="font-size:20px">Some words that a visitor would like to copy from here</p>';`,
    );
    const text = await browser.evaluate<never>(`return document.getElementById('host').shadowRoot.querySelector('p')`);
    await browser.click(text, 3);
    // Told after the rage click would have been.
    await browser.click('#dead');
    await expect.poll(() => scene.signals(), SOON).toContain('dead_click:dead');
    expect((await scene.signals()).join()).not.toContain('rage_click');
  });

  test('a button that only changes the route is no dead click', async () => {
    const { browser } = scene;
    await scene.open('/');
    await put(button('routes'), on('routes', `history.pushState(null, '', '/somewhere')`));
    await browser.click('#routes');
    // No verdict of the tag comes later than this.
    await browser.evaluate(`setTimeout(() => { document.title = 'judged' }, 9000)`);
    await expect.poll(() => browser.evaluate('return document.title'), SOON).toBe('judged');
    expect(await scene.signals()).toEqual([]);
  });
});
