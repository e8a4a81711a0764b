import { readTrace, TRACED, within } from '../lib/browser.mjs';
import { table, target } from '../lib/report.mjs';
import { median, number, ratio, spread } from '../lib/stats.mjs';

const SIZES = [200, 20_000];
const CLICK = /^(pointerdown|mousedown|pointerup|mouseup|click)$/;
const MOVE = /^(pointermove|mousemove)$/;
const KEY = /^(keydown|keypress|keyup|beforeinput|input)$/;
// Long enough for the verdicts on the last clicks to be given.
const VERDICT_MS = 4500;
// The tag takes 100 signals a second and no more; what is measured here are those that it takes.
const PER_SECOND = 80;

const mouse = (session, type, [x, y]) =>
  session.send('Input.dispatchMouseEvent', {
    type,
    x,
    y,
    button: type === 'mouseMoved' ? 'none' : 'left',
    clickCount: type === 'mouseMoved' ? 0 : 1,
    pointerType: 'mouse',
  });

/** Places of different tiles' buttons, far enough from each other that no two clicks are one act. */
const places = (page, count) =>
  page.evaluate((most) => {
    const buttons = [...document.querySelectorAll('#grid button')].slice(0, 100);
    const inside = buttons.map((button) => button.getBoundingClientRect()).filter(({ bottom }) => bottom < innerHeight);
    return Array.from({ length: most }, (_, at) => {
      const { x, y, width, height } = inside[(at * 7) % inside.length];
      return [x + width / 2, y + height / 2];
    });
  }, count);

const cpu = ({ tdur, dur }) => tdur ?? dur;

/** Dispatch times in µs, those of one gesture added up: from the first event of it to the last. */
const gestures = (events, types, last) => {
  const sums = [];
  let sum = 0;
  for (const event of events) {
    if (event.name !== 'EventDispatch' || !types.test(event.args?.data?.type)) continue;
    sum += cpu(event);
    if (event.args.data.type === last) {
      sums.push(sum);
      sum = 0;
    }
  }
  return sums;
};

async function traced(bench, page, act) {
  await bench.browser.startTracing(page, { categories: TRACED });
  await act();
  return readTrace(await bench.browser.stopTracing());
}

/** Time of the script's own functions in the whole run, timers and observers included, in µs, and layouts within them. */
const ownWork = (events, mark) => {
  const calls = events.filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url?.includes(mark));
  const outermost = calls.filter(
    (call, at) => !calls.slice(Math.max(0, at - 50), at).some((other) => within(call, other)),
  );
  const layouts = events.filter(({ name }) => /^(Layout|UpdateLayoutTree)$/.test(name));
  return {
    time: outermost.reduce((sum, call) => sum + cpu(call), 0),
    layouts: layouts.filter((layout) => outermost.some((call) => within(layout, call))).length,
    long: events.filter(
      (event) => event.name === 'RunTask' && cpu(event) >= 50_000 && outermost.some((call) => within(call, event)),
    ).length,
  };
};

/** Real clicks, moves and keys. */
async function input(bench, { subject, elements, count }) {
  const { page, session, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, elements }), { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const at = await places(page, count);
  const clicks = await traced(bench, page, async () => {
    for (const place of at) {
      await mouse(session, 'mousePressed', place);
      await mouse(session, 'mouseReleased', place);
    }
    await page.waitForTimeout(VERDICT_MS);
  });
  const moves = await traced(bench, page, async () => {
    for (let step = 0; step < count; step++)
      await mouse(session, 'mouseMoved', [200 + ((step * 37) % 800), 200 + ((step * 23) % 400)]);
  });
  await page.focus('#field');
  const keys = await traced(bench, page, async () => {
    for (let step = 0; step < count; step++) {
      await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', key: 'a', code: 'KeyA' });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a', code: 'KeyA' });
    }
  });
  await close();
  return {
    click: gestures(clicks, CLICK, 'click'),
    move: gestures(moves, MOVE, 'mousemove'),
    key: gestures(keys, KEY, 'keyup'),
    own: ownWork(clicks, `/subject/${subject}.js`),
  };
}

/** Events that scripts make: FullStory's Ragehook on an element, and a push to the data layer. In µs. */
async function scripted(bench, { subject, elements, seconds }) {
  const { page, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, elements }), { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const times = { bdl: [], push: [] };
  for (let second = 0; second < seconds; second++) {
    const found = await page.evaluate(
      ({ count, second }) => {
        const grid = document.getElementById('grid');
        const detail = {
          eventStartTimeStamp: 1,
          eventEndTimeStamp: 2,
          eventReplayUrlAtStart: '',
          eventReplayUrlAtCurrentTime: FS('getSession', { format: 'url.now' }),
        };
        const bdl = [];
        const push = [];
        for (let at = 0; at < count; at++) {
          // Not one element twice: what FullStory says twice of one act is one signal.
          const item = document.createElement('li');
          item.id = `new-${second}-${at}`;
          grid.append(item);
          const event = new CustomEvent('fullstory/rageclick', { bubbles: true, detail });
          const entry = {
            event: 'view_item',
            ecommerce: { items: [{ item_id: `SKU-${at}`, item_category: 'Knitwear' }] },
          };
          let began = performance.now();
          item.dispatchEvent(event);
          bdl.push((performance.now() - began) * 1000);
          began = performance.now();
          dataLayer.push(entry);
          push.push((performance.now() - began) * 1000);
          item.remove();
        }
        return { bdl, push };
      },
      { count: PER_SECOND, second },
    );
    times.bdl.push(...found.bdl);
    times.push.push(...found.push);
    await page.waitForTimeout(1100);
  }
  await close();
  return times;
}

const LABELS = { none: 'no script', listener: 'empty listeners', core: 'this tag, core', full: 'this tag, full' };
const KINDS = { click: 'click', move: 'pointer move', key: 'key', bdl: 'BDL event', push: 'data-layer push' };

export async function eventPart({ bench, quick }) {
  const count = quick ? 20 : 120;
  const seconds = quick ? 1 : 4;
  const subjects = bench.subjects.filter((name) => name !== 'web-vitals');
  const found = {};
  for (const elements of SIZES) {
    for (const subject of subjects) {
      const real = await input(bench, { subject, elements, count });
      const made = await scripted(bench, { subject, elements, seconds });
      found[`${subject} ${elements}`] = { ...real, ...made };
    }
  }
  const of = (subject, elements, kind) => found[`${subject} ${elements}`][kind];
  const rows = Object.keys(KINDS).flatMap((kind) =>
    subjects.map((subject) => [
      subject === subjects[0] ? `**${KINDS[kind]}**: ${LABELS[subject] ?? subject}` : (LABELS[subject] ?? subject),
      ...SIZES.flatMap((elements) => {
        const values = of(subject, elements, kind);
        return [spread(values), ratio(median(values), median(of('listener', elements, kind)))];
      }),
    ]),
  );
  const own = (subject, elements) => found[`${subject} ${elements}`].own;
  const versus = (subject, elements) =>
    median(of(subject, elements, 'click')) / median(of('listener', elements, 'click'));
  const growth = (subject) => {
    const extra = (elements) => median(of(subject, elements, 'click')) - median(of('none', elements, 'click'));
    return [extra(200), extra(20_000)];
  };
  const [small, large] = growth('full');
  const layouts = SIZES.map((elements) => own('full', elements).layouts);
  const long = SIZES.map((elements) => own('full', elements).long);
  return {
    title: 'Per event',
    text: [
      `µs of the main thread’s CPU clock from the first event of a gesture to the last (clicks, moves and keys are real input through the DevTools protocol, ${count} each); BDL events and pushes by the page’s own clock (5 µs steps, ${seconds * PER_SECOND} each). Ratios against a page with one empty listener of each sort.`,
      table(['', '200 elements, µs', '÷ empty listeners', '20,000 elements, µs', '÷ empty listeners'], rows),
      'What the script does in all for a click, its later looks and verdicts included:',
      table(
        [
          '',
          ...SIZES.flatMap((elements) => [
            `CPU µs per click, ${elements.toLocaleString('en')} elements`,
            'forced layouts or style recalculations',
            'long tasks',
          ]),
        ],
        ['core', 'full', ...(bench.subjects.includes('posthog-js') ? ['posthog-js'] : [])].map((subject) => [
          LABELS[subject] ?? subject,
          ...SIZES.flatMap((elements) => [
            number(own(subject, elements).time / count),
            own(subject, elements).layouts,
            own(subject, elements).long,
          ]),
        ]),
      ),
    ].join('\n\n'),
    targets: [
      target(
        'per click ≤ 3 × an empty listener (median, full)',
        `${number(versus('full', 200))} × and ${number(versus('full', 20_000))} ×`,
        versus('full', 200) <= 3 && versus('full', 20_000) <= 3,
      ),
      // Twice and 20 µs: what the same page costs from one run to the next.
      target(
        'the cost of a click does not grow with the page',
        `${number(small)} µs more than no script at 200 elements, ${number(large)} µs at 20,000`,
        large <= Math.max(small * 2, small + 20),
      ),
      target(
        'no long task in clicking',
        `${long.join(' and ')}`,
        long.every((n) => n === 0),
      ),
      target(
        'no forced layout before a verdict',
        `${layouts.join(' and ')} in ${count} clicks`,
        layouts.every((n) => n === 0),
      ),
    ],
  };
}
