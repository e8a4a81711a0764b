import type { Browser, Page } from '@playwright/test';
import { type Case, JUDGED, type Judged } from './case.js';
import { createHands, isTooSlow, type Turn } from './hands.js';
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
    { timeout: 30_000, polling: 50 },
  );
};

/** What the tag said in this tab, on this page and those before it. */
const listen = async (page: Page): Promise<{ told: Judged[]; undecided: number }> => {
  // The shopper's last act may have been to go elsewhere.
  await page.waitForLoadState();
  const { types, undecided } = await page.evaluate(() => {
    const signals: { type: string }[] = JSON.parse(sessionStorage.getItem('signals') ?? '[]');
    const handle = Reflect.get(window, 'fsOmetria');
    const health = typeof handle?.health === 'function' ? handle.health() : undefined;
    return { types: signals.map(({ type }) => type), undecided: health?.signals?.undecided ?? health?.undecided ?? 0 };
  });
  const sum = typeof undecided === 'number' ? undecided : Object.values<number>(undecided).reduce((a, b) => a + b, 0);
  return { told: types.filter(isJudged), undecided: sum };
};

// What cannot be found says its own name before the act as a whole is given up.
const LONGEST_STEP_MS = 15_000;

// A browser that no longer answers must not hold up the other scenes.
const LONGEST_ACT_MS = 45_000;

const inTime = (act: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`the act took longer than ${LONGEST_ACT_MS} ms`)), LONGEST_ACT_MS);
  });
  return Promise.race([act, late]).finally(() => clearTimeout(timer));
};

const createTurn = (): Turn => {
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

const playOne = async (stage: Stage, theCase: Case, inTurn: Turn, tried = 0): Promise<Outcome> => {
  const context = await stage.browser.newContext({
    baseURL: stage.origin,
    viewport: { width: 1100, height: 800 },
    ...(theCase.input === 'touch' && { hasTouch: true, isMobile: true, viewport: { width: 600, height: 900 } }),
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(LONGEST_STEP_MS);
    page.on('dialog', (dialog) => wait(1800).then(() => dialog.accept().catch(() => {})));
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await open(page, theCase).catch((error) => {
      throw new Error(`${error.message}${faults.map((fault) => `\npage: ${fault}`).join('')}`);
    });
    await wait(ARRIVAL_MS);
    await inTime(theCase.act(createHands(page, theCase.input, inTurn)));
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
export const play = async (stage: Stage, cases: readonly Case[], keep: (outcome: Outcome) => void): Promise<void> => {
  const inTurn = createTurn();
  const round = async (left: Case[], atOnce: number, take: (outcome: Outcome, theCase: Case) => void) => {
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) take(await playOne(stage, next, inTurn), next);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };
  // What could not be played beside the others has judged nothing yet: once more, with the browser nearly to itself.
  const again: Case[] = [];
  await round([...cases], AT_ONCE, (outcome, theCase) => {
    if (outcome.unplayed === undefined) keep(outcome);
    else again.push(theCase);
  });
  await round(again, 2, keep);
};
