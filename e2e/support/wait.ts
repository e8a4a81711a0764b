import type { Locator, Page } from '@playwright/test';

/**
 * Waits until the function, which runs in the page, answers true. Playwright alone looks at each animation frame, and a page
 * in the background draws none.
 */
export const untilPage = (page: Page, says: () => boolean) => page.waitForFunction(says, undefined, { polling: 50 });

/** The tag has started. */
export const untilTagRuns = (page: Page) => untilPage(page, () => 'health' in (Reflect.get(window, 'fsOmetria') ?? {}));

/**
 * Leaves as the page itself does. In Firefox the driver's own navigation now and then never ends, or calls itself interrupted,
 * where the page that it leaves still waits for an answer.
 */
export const leaveFor = async (page: Page, address: string) => {
  const url = new URL(address, page.url()).href;
  await page.evaluate((next) => void setTimeout(() => location.assign(next)), url);
  await page.waitForURL(url, { waitUntil: 'commit' });
};

/**
 * Waits for the next frame. A scroll is told to the page with it: after a press it would be that press's answer. Playwright's
 * clock stands in for animation frames, not for an observer's first word, which comes with a frame as well.
 */
export const untilDrawn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        new IntersectionObserver((_, observer) => {
          observer.disconnect();
          done();
        }).observe(document.documentElement);
      }),
  );

/** Scrolls to it, and waits until the page has been told. */
export const show = async (target: Locator) => {
  await target.scrollIntoViewIfNeeded();
  await untilDrawn(target.page());
};

/** Stops the timers of a page whose clock is Playwright's, a moment from now: the clock does not go back. */
export const stopTimers = async (page: Page) => page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
