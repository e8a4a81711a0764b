import { expect, test } from 'vitest';
import { SOON, setScene } from './shop.js';

const scene = setScene();

const HEAD = `document.documentElement.lastElementChild.shadowRoot.querySelector('header .t')`;
const place = () =>
  scene.browser.evaluate<{ left: number; top: number }>(`
    const { left, top } = ${HEAD}.getBoundingClientRect();
    return { left: Math.round(left), top: Math.round(top) };`);

test('dragging the inspector’s head in WebKit moves the panel and selects no text', async () => {
  const { browser } = scene;
  await scene.logIn();
  await scene.open('/checkout/payment#fs_ometria_debug=open');
  await expect
    .poll(() => browser.evaluate(`return !!document.documentElement.lastElementChild.shadowRoot`), SOON)
    .toBe(true);
  const before = await place();
  const head = await browser.evaluate<never>(`return ${HEAD}`);
  // The head of a tall panel is near the top, and WebKit refuses to move out of the window.
  await browser.drag(head, { x: -200, y: -Math.min(100, before.top) });
  const after = await place();
  // Above there is no room for all of it.
  expect(after.left).toBe(before.left - 200);
  expect(after.top).toBeLessThan(before.top);
  expect(await browser.evaluate('return String(getSelection())')).toBe('');
});
