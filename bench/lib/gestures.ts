// Real clicks, moves, keys and turns of the wheel, and what a trace says that a page did with them.
import type { CDPSession, Page } from 'playwright';
import { holds, type TraceEvent } from '../../e2e/support/trace.js';
import { type Bench, readTrace, TRACED } from './browser.js';

export type Gesture = 'click' | 'move' | 'key' | 'scroll';

/** What a script's own functions did: calls, µs of CPU, layouts within them, long tasks that hold one. */
export interface Work {
  calls: number;
  time: number;
  layouts: number;
  long: number;
}

/** `times`: of each gesture the sum of what its events took, in µs. */
export interface Cost {
  times: number[];
  own: Work;
}

type Place = readonly [x: number, y: number];

// A gesture's events, and the last of them.
const EVENTS: Record<Gesture, { types: RegExp; last: string }> = {
  click: { types: /^(pointerdown|mousedown|pointerup|mouseup|click)$/, last: 'click' },
  move: { types: /^(pointermove|mousemove)$/, last: 'mousemove' },
  key: { types: /^(keydown|keypress|keyup|beforeinput|input)$/, last: 'keyup' },
  scroll: { types: /^(wheel|scroll|scrollend)$/, last: 'scrollend' },
};
// Long enough for the verdicts on the last clicks to be given.
const VERDICT_MS = 4500;
const LONG_TASK_MICROSECONDS = 50_000;

const mouse = (session: CDPSession, type: 'mousePressed' | 'mouseReleased' | 'mouseMoved', [x, y]: Place) =>
  session.send('Input.dispatchMouseEvent', {
    type,
    x,
    y,
    button: type === 'mouseMoved' ? 'none' : 'left',
    clickCount: type === 'mouseMoved' ? 0 : 1,
    pointerType: 'mouse',
  });

/** Places of different tiles' buttons, far enough from each other that no two clicks are one act. */
const places = (page: Page, count: number): Promise<Place[]> =>
  page.evaluate((most) => {
    const buttons = [...document.querySelectorAll('#grid button')].slice(0, 100);
    const inside = buttons
      .map((button) => button.getBoundingClientRect())
      .filter(({ bottom }) => bottom < innerHeight)
      .map(({ x, y, width, height }): Place => [x + width / 2, y + height / 2]);
    const [first] = inside;
    if (!first) throw new Error('No tile’s button is in sight.');
    return Array.from({ length: most }, (_, at) => inside[(at * 7) % inside.length] ?? first);
  }, count);

const cpu = ({ tdur, dur }: TraceEvent) => tdur ?? dur;

/** Dispatch times in µs, those of one gesture added up: from the first event of it to the last. */
const timesOf = (events: readonly TraceEvent[], gesture: Gesture): number[] => {
  const { types, last } = EVENTS[gesture];
  const sums: number[] = [];
  let sum = 0;
  for (const event of events) {
    const type = event.args?.data?.type ?? '';
    if (event.name !== 'EventDispatch' || !types.test(type)) continue;
    sum += cpu(event);
    if (type === last) {
      sums.push(sum);
      sum = 0;
    }
  }
  return sums;
};

/** Of the script's own functions in the whole run, timers and observers included. */
const ownWork = (events: readonly TraceEvent[], mark: string): Work => {
  const calls = events.filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url?.includes(mark));
  const outermost = calls.filter(
    (call, at) => !calls.slice(Math.max(0, at - 50), at).some((other) => holds(other, call)),
  );
  const layouts = events.filter(({ name }) => /^(Layout|UpdateLayoutTree)$/.test(name));
  const long = events.filter((event) => event.name === 'RunTask' && cpu(event) >= LONG_TASK_MICROSECONDS);
  return {
    calls: outermost.length,
    time: outermost.reduce((sum, call) => sum + cpu(call), 0),
    layouts: layouts.filter((layout) => outermost.some((call) => holds(call, layout))).length,
    long: long.filter((task) => outermost.some((call) => holds(task, call))).length,
  };
};

const click = async ({ page, session }: { page: Page; session: CDPSession }, at: readonly Place[], subject: string) => {
  for (const place of at) {
    await mouse(session, 'mousePressed', place);
    await mouse(session, 'mouseReleased', place);
  }
  // Without a script nobody gives a verdict.
  if (!/none|listener|control/.test(subject)) await page.waitForTimeout(VERDICT_MS);
};

const type = async (session: CDPSession) => {
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', key: 'a', code: 'KeyA' });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a', code: 'KeyA' });
};

const turn = (session: CDPSession, deltaY: number) =>
  session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 200, y: 300, deltaX: 0, deltaY });

/** On which page, with which script. */
export interface Setting {
  subject: string;
  query: Record<string, number>;
}

/** So many of each gesture on a fresh page. */
export async function input(bench: Bench, setting: Setting, count: number): Promise<Record<Gesture, Cost>> {
  const { subject, query } = setting;
  const { page, session, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, ...query }), { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const cost = async (gesture: Gesture, act: () => Promise<void>): Promise<Cost> => {
    await bench.browser.startTracing(page, { categories: TRACED });
    await act();
    const events = readTrace(await bench.browser.stopTracing());
    return { times: timesOf(events, gesture), own: ownWork(events, `/subject/${subject}.js`) };
  };
  const repeated = (act: (step: number) => Promise<unknown>) => async () => {
    for (let step = 0; step < count; step++) await act(step);
  };
  const at = await places(page, count);
  const clicks = await cost('click', () => click({ page, session }, at, subject));
  const moves = await cost(
    'move',
    repeated((step) => mouse(session, 'mouseMoved', [200 + ((step * 37) % 800), 200 + ((step * 23) % 400)])),
  );
  await page.focus('#field');
  const keys = await cost(
    'key',
    repeated(() => type(session)),
  );
  const scrolls = await cost(
    'scroll',
    repeated((step) => turn(session, step % 2 ? -100 : 100)),
  );
  await close();
  return { click: clicks, move: moves, key: keys, scroll: scrolls };
}
