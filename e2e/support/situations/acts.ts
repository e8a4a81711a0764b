import type { Page } from '@playwright/test';
import type { Situation } from './situation.js';

/** Types, and perhaps presses. */
export const fill =
  (texts: Readonly<Record<string, string>>, then?: string): Situation['act'] =>
  async ({ click, page, wait }) => {
    for (const [field, text] of Object.entries(texts)) {
      await click(field);
      await page.keyboard.type(text, { delay: 20 });
    }
    await wait(200);
    if (then) await click(then);
  };

/** And goes away. */
export const leaving =
  (act: Situation['act'], ms = 3200): Situation['act'] =>
  async (hands) => {
    await act(hands);
    await hands.wait(ms);
    await hands.click('#away');
    await hands.page.waitForURL('**/empty.html');
  };

/** The tab is in front, or behind: headless Chromium has no other tabs. */
export const turn = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, state);

export const shake = async (page: Page, turns: number) => {
  await page.mouse.move(300, 300);
  for (let at = 0; at <= turns; at++) await page.mouse.move(at % 2 ? 300 : 420, 300, { steps: 2 });
};
