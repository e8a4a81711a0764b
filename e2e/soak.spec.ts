import type { Page } from '@playwright/test';
import { expect, type Shop, test } from './support/fixtures.js';
import { trace } from './support/trace.js';
import { untilPage, untilTagRuns } from './support/wait.js';

const NAVIGATIONS = 200;
const TABS = 50;
const SIGNALS = 10_000;
// Fifteen bytes a signal, were they kept: less than anything that would be.
const HEAP_SLACK = 150_000;

const open = async (page: Page, path = '/blank', options: object = {}) => {
  await page.goto(`${path}?consent=granted&tag=full&tagOptions=${encodeURIComponent(JSON.stringify(options))}`);
  await untilTagRuns(page);
  await untilPage(page, () => Reflect.get(window, 'fsOmetria').health().state.identity === 'known');
};

const logIn = (page: Page, shop: Shop) =>
  page.context().addCookies([{ name: 'shop_user', value: 'jane%40example.com', url: shop.url }]);

const rage = (page: Page) =>
  page.evaluate(() => {
    const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
    document.body.dispatchEvent(new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }));
  });

const counts = (shop: Shop) =>
  shop
    .requests(({ characters }) => characters > 0)
    .map(({ profile }) => Number(profile.fs_rage_clicks))
    .filter((count) => count > 0);

test(`${NAVIGATIONS} navigations in the middle of the quiet time lose nothing @soak @firefox`, async ({
  page,
  shop,
}) => {
  test.setTimeout(60_000 + NAVIGATIONS * 5000);
  await logIn(page, shop);
  // The collector keeps the last requests only: what has come is noted before it goes.
  const arrived = new Set<number>();
  const note = () => {
    for (const count of counts(shop)) arrived.add(count);
    return Math.max(0, ...arrived);
  };
  for (let at = 1; at <= NAVIGATIONS; at++) {
    await open(page);
    await rage(page);
    note();
  }
  await page.goto('/blank?tag=off');
  // Each call carries the complete count, so that one which a busy browser dropped as the page went is made good.
  await expect.poll(note, { timeout: 60_000 }).toBe(NAVIGATIONS);
  expect(arrived.size).toBeGreaterThanOrEqual(NAVIGATIONS * 0.9);
});

test(`${TABS} tabs closed right after a signal lose nothing, at latest by the next visit @soak @firefox`, async ({
  page,
  context,
  shop,
}) => {
  test.setTimeout(60_000 + TABS * 8000);
  await logIn(page, shop);
  await open(page);
  await page.goto('about:blank');
  for (let at = 1; at <= TABS; at++) {
    const tab = await context.newPage();
    await open(tab);
    await rage(tab);
    await tab.close();
  }
  await open(page);
  await expect.poll(() => Math.max(0, ...counts(shop)), { timeout: 60_000 }).toBe(TABS);
});

/** So many events of FullStory's in so many tasks, by turns on two elements: twice on one in a row is one act. */
const storm = (page: Page, tasks: number, each: number, pause = 30) =>
  page.evaluate(
    async ([bursts, size, wait]) => {
      const targets = [document.createElement('button'), document.createElement('button')];
      document.body.append(...targets);
      const detail = { eventReplayUrlAtCurrentTime: 'https://app.fullstory.com/ui/o/session/1' };
      for (let burst = 0; burst < bursts; burst++) {
        for (let at = 0; at < size; at++)
          targets[at % 2]?.dispatchEvent(
            new CustomEvent('fullstory/rageclick', { bubbles: true, composed: true, detail }),
          );
        await new Promise((done) => setTimeout(done, wait));
      }
      for (const target of targets) target.remove();
    },
    [tasks, each, pause] as const,
  );

test(`${SIGNALS} signals in one second are one call a spacing, ten with the one at hide, and a small storage @soak @firefox`, async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  await logIn(page, shop);
  const timing = { quiet: 100, deadline: 300, spacing: 1000 };
  await open(page, '/blank', { timing });
  await page.evaluate(() => {
    const reports: { at: number; reason: string }[] = [];
    Reflect.set(window, 'reports', reports);
    Reflect.get(window, 'fsOmetria').on('delivery', ({ at, reason }: (typeof reports)[0]) =>
      reports.push({ at, reason }),
    );
  });
  await storm(page, 20, SIGNALS / 20);
  const health = await page.evaluate(() => Reflect.get(window, 'fsOmetria').health());
  expect(health.signals.received).toBe(SIGNALS);
  const codes = () =>
    page.evaluate((): string[] =>
      Reflect.get(window, 'fsOmetria')
        .health()
        .problems.map(({ code }: { code: string }) => code),
    );
  expect(await codes()).toContain('too_many_signals');
  // It goes on, with news at all times, until the calls of a page view are used up but for the last.
  await expect(async () => {
    await storm(page, 4, 5);
    expect(await codes()).toContain('calls_capped');
  }).toPass({ timeout: 60_000, intervals: [200] });
  const reports = await page.evaluate(() => Reflect.get(window, 'reports') as { at: number; reason: string }[]);
  expect(reports).toHaveLength(9);
  const gaps = reports.slice(1).map(({ at }, before) => at - (reports[before]?.at ?? 0));
  // A timer of a browser may be early by what its clock is rounded to.
  expect(gaps.filter((gap) => gap < timing.spacing - 5)).toEqual([]);
  const kept = await page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith('fs_ometria'))
      .map((key) => localStorage.getItem(key)?.length ?? 0),
  );
  expect(kept.length).toBe(1);
  for (const length of kept) expect(length).toBeLessThanOrEqual(2100);
  await page.goto('/blank?tag=off');
  await expect.poll(() => counts(shop).length).toBe(10);
  await storm(page, 2, 50);
  expect(counts(shop).length).toBe(10);
});

test(`${SIGNALS} signals are no long task of the tag's, and leave nothing behind in memory @soak`, async ({
  browser,
  page,
  shop,
}) => {
  test.setTimeout(120_000);
  await logIn(page, shop);
  await open(page, '/blank');
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage');
    const { usedSize }: { usedSize: number } = await session.send('Runtime.getHeapUsage');
    return usedSize;
  };
  // What is compiled and cached on the way has its place by then.
  await storm(page, 2, SIGNALS / 20);
  const before = await heap();
  // Fifty in a task. The first task runs inside the driver's own call, which the trace does not take apart.
  const { runs, longest } = await trace(browser, page, () => storm(page, 1 + SIGNALS / 50, 50, 0));
  expect(runs).toBeGreaterThanOrEqual(SIGNALS);
  // Of the tag's own: what the page takes to dispatch its events is the page's.
  expect(longest).toBeLessThan(50);
  expect(longest).toBeGreaterThan(0);
  expect((await heap()) - before).toBeLessThan(HEAP_SLACK);
});
