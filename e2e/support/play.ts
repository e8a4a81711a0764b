// Plays situations in a browser and tells what the tag said of each; the spec and the table of before and after use it.
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Situation } from './situations/situation.js';
import { stopTimers } from './wait.js';
import { countTypes, createHands, heard, makePage, openPage, openWidgets } from './widgets.js';

// The longest verdict, that on an attempt to send a form, comes 10 s after it; a machine under load is given some more.
const PAST_THE_VERDICT_MS = 10_900;
// As many pages wait for their verdicts together.
const AT_ONCE = 14;

export interface Stage {
  browser: Browser;
  /** Another browser, without these arguments of Playwright's. */
  launch(): Promise<Browser>;
  /** The demo's. */
  url: string;
  /** A folder with another build of the tag. */
  dist?: string;
}

export interface Outcome {
  situation: Situation;
  /** Signals by type. */
  counts: Record<string, number>;
  clicks: number | undefined;
  undecided: number;
}

const undecidedOn = (page: Page) =>
  page.evaluate(() => {
    const handle = Reflect.get(window, 'fsOmetria');
    return Number((typeof handle?.health === 'function' && handle.health().signals.undecided) || 0);
  });

/** By the page's own timers: on a busy machine they come late, and one after the other. */
const untilJudged = (page: Page) =>
  page
    .evaluate((ms) => new Promise<void>((done) => setTimeout(done, ms)), PAST_THE_VERDICT_MS)
    // The page has gone elsewhere meanwhile.
    .catch(() => {});

/** Plays them one after the other, and waits for the verdicts of all together. */
const playGroup = async ({ browser, launch, url, dist }: Stage, group: readonly Situation[]) => {
  const opened: { situation: Situation; context: BrowserContext; own: Browser | undefined }[] = [];
  const judged: Promise<void>[] = [];
  for (const situation of group) {
    const { at, act, touch, clock, cached, options, body, script } = situation;
    const own = cached ? await launch() : undefined;
    const context = await openWidgets(own || browser, new URL(url).origin, { touch, dist });
    const page = await context.newPage();
    if (clock) await page.clock.install();
    // A person reads what a box of the browser says.
    page.on('dialog', (dialog) => setTimeout(() => dialog.accept().catch(() => {}), 1500));
    await openPage(page, at, { options, made: body && makePage(body, script) });
    await act(createHands(page, clock));
    // The clock would go on by itself while the others are played, and their time is not this visitor's.
    if (clock) await stopTimers(page);
    // Under a clock that stands nothing more is judged.
    else judged.push(...context.pages().map(untilJudged));
    opened.push({ situation, context, own });
  }
  await Promise.all([new Promise((done) => setTimeout(done, PAST_THE_VERDICT_MS)), ...judged]);
  const outcomes: Outcome[] = [];
  for (const { situation, context, own } of opened) {
    const signals = (await Promise.all(context.pages().map(heard))).flat();
    const undecided = (await Promise.all(context.pages().map(undecidedOn))).reduce((sum, n) => sum + n, 0);
    const rage = signals.find(({ type }) => type.startsWith('rage_'));
    outcomes.push({
      situation,
      counts: countTypes(signals),
      clicks: situation.clicks === undefined ? undefined : rage?.clicks,
      undecided,
    });
    await context.close();
    await own?.close();
  }
  return outcomes;
};

export const play = async (stage: Stage, situations: readonly Situation[]) => {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < situations.length; from += AT_ONCE)
    outcomes.push(...(await playGroup(stage, situations.slice(from, from + AT_ONCE))));
  return outcomes;
};
