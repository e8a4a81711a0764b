import type { Browser, Page } from '@playwright/test';
import { type Case, JUDGED, type Judged } from './case.js';
import { createHands, isTooSlow } from './hands.js';
import { type Outcome, toOutcome } from './judge.js';

// The longest verdict, that on an attempt to send a form, is due ten seconds after it.
// A rehearsal only sees whether the scenes can be played: `WIDGETS_REHEARSE=1`.
const VERDICT_MS = process.env.WIDGETS_REHEARSE ? 0 : 10_500;
// So many pages wait for their verdicts beside the one that is used.
const AT_ONCE = process.env.WIDGETS_REHEARSE ? 3 : 14;
// A person looks at a page before using it; a countdown has ticked by then.
const ARRIVAL_MS = 1300;

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

const isJudged = (type: string): type is Judged => JUDGED.some((judged) => judged === type);

const address = ({ page, broken }: Case) => {
  const query = new URLSearchParams();
  if (typeof broken === 'string') query.set('broken', broken);
  else if (broken) {
    query.set('how', broken.how);
    if (broken.at) query.set('at', broken.at);
  }
  return `/p/${page}?${query}`;
};

const open = async (page: Page, theCase: Case) => {
  await page.goto(address(theCase));
  await page.waitForFunction(
    () => document.documentElement.dataset.ready === 'yes' && 'health' in Reflect.get(window, 'fsOmetria'),
    undefined,
    { timeout: 15_000 },
  );
};

/** What the tag said in this tab, on this page and those before it. */
const listen = async (page: Page): Promise<{ told: Judged[]; undecided: number }> => {
  const { types, undecided } = await page.evaluate(() => {
    const signals: { type: string }[] = JSON.parse(sessionStorage.getItem('signals') ?? '[]');
    const handle = Reflect.get(window, 'fsOmetria');
    const health = typeof handle?.health === 'function' ? handle.health() : undefined;
    return { types: signals.map(({ type }) => type), undecided: health?.signals?.undecided ?? health?.undecided ?? 0 };
  });
  const sum = typeof undecided === 'number' ? undecided : Object.values<number>(undecided).reduce((a, b) => a + b, 0);
  return { told: types.filter(isJudged), undecided: sum };
};

/** One after the other: two acts at once would slow each other's hands. */
const createTurn = () => {
  let last = Promise.resolve();
  return (act: () => Promise<void>): Promise<void> => {
    const mine = last.then(act);
    last = mine.catch(() => {});
    return mine;
  };
};

interface Stage {
  browser: Browser;
  browserName: string;
  origin: string;
}

// A busy machine may make a fast hand slow, and a slow one is another case.
const MOST_TRIES = 4;

const playOne = async (
  stage: Stage,
  theCase: Case,
  inTurn: ReturnType<typeof createTurn>,
  tried = 0,
): Promise<Outcome> => {
  const context = await stage.browser.newContext({
    baseURL: stage.origin,
    viewport: { width: 1100, height: 800 },
    ...(theCase.input === 'touch' && { hasTouch: true, isMobile: true, viewport: { width: 600, height: 900 } }),
  });
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => wait(1800).then(() => dialog.accept().catch(() => {})));
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await open(page, theCase).catch((error) => {
      throw new Error(`${error.message}${faults.map((fault) => `\npage: ${fault}`).join('')}`);
    });
    await wait(ARRIVAL_MS);
    await inTurn(() => theCase.act(createHands(page, theCase.input)));
    await wait(VERDICT_MS);
    return toOutcome(theCase, { browser: stage.browserName, ...(await listen(page)) });
  } catch (error) {
    if (isTooSlow(error) && tried < MOST_TRIES) return await playOne(stage, theCase, inTurn, tried + 1);
    const unplayed = error instanceof Error ? error.message : String(error);
    return toOutcome(theCase, { browser: stage.browserName, told: [], undecided: 0, unplayed });
  } finally {
    await context.close();
  }
};

/** Plays the cases, each in a browser context of its own, and tells what came of each as soon as it is known. */
export const play = async (
  stage: Stage,
  cases: readonly Case[],
  keep: (outcome: Outcome) => void,
): Promise<void> => {
  const inTurn = createTurn();
  const left = [...cases];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) keep(await playOne(stage, next, inTurn));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};
