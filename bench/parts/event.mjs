import { readTrace, TRACED, within } from '../lib/browser.js';
import { table, target } from '../lib/report.js';
import { median, number, ratio, spread } from '../lib/stats.js';

// The last is what shops are whose whole page is one form: its list of fields is as long as the page.
const PAGES = {
  200: { name: '200 elements', query: { elements: 200 } },
  20000: { name: '20,000 elements', query: { elements: 20_000 } },
  form: { name: '20,000 elements in a form', query: { elements: 20_000, form: 1 } },
};
const SMALL = '200';
const LARGE = ['20000', 'form'];
const CLICK = /^(pointerdown|mousedown|pointerup|mouseup|click)$/;
const MOVE = /^(pointermove|mousemove)$/;
const SCROLL = /^(wheel|scroll|scrollend)$/;
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
    calls: outermost.length,
    time: outermost.reduce((sum, call) => sum + cpu(call), 0),
    layouts: layouts.filter((layout) => outermost.some((call) => within(layout, call))).length,
    long: events.filter(
      (event) => event.name === 'RunTask' && cpu(event) >= 50_000 && outermost.some((call) => within(call, event)),
    ).length,
  };
};

/** Real clicks, moves, keys and turns of the wheel. */
async function input(bench, { subject, query, count }) {
  const { page, session, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, ...query }), { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const at = await places(page, count);
  const clicks = await traced(bench, page, async () => {
    for (const place of at) {
      await mouse(session, 'mousePressed', place);
      await mouse(session, 'mouseReleased', place);
    }
    // Without a script nobody gives a verdict.
    if (!/none|listener|control/.test(subject)) await page.waitForTimeout(VERDICT_MS);
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
  const scrolls = await traced(bench, page, async () => {
    for (let step = 0; step < count; step++)
      await session.send('Input.dispatchMouseEvent', {
        type: 'mouseWheel',
        x: 200,
        y: 300,
        deltaX: 0,
        deltaY: step % 2 ? -100 : 100,
      });
  });
  await close();
  const mark = `/subject/${subject}.js`;
  const own = { click: clicks, move: moves, key: keys, scroll: scrolls };
  return {
    click: gestures(clicks, CLICK, 'click'),
    move: gestures(moves, MOVE, 'mousemove'),
    key: gestures(keys, KEY, 'keyup'),
    scroll: gestures(scrolls, SCROLL, 'scrollend'),
    own: Object.fromEntries(Object.entries(own).map(([kind, events]) => [kind, ownWork(events, mark)])),
  };
}

/** Events that scripts make: FullStory's Ragehook on an element, and a push to the data layer. In µs. */
async function scripted(bench, { subject, query, seconds }) {
  const { page, close } = await bench.page();
  await page.goto(bench.address('/product/1', { subject, ...query }), { waitUntil: 'load' });
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

/** Two rounds of one subject: their values together, the sums of what its own functions did. */
const merge = (before, now) => {
  if (!before) return now;
  const { own, ...values } = now;
  const add = (a, b) => Object.fromEntries(Object.keys(b).map((key) => [key, a[key] + b[key]]));
  return {
    ...Object.fromEntries(Object.entries(values).map(([kind, list]) => [kind, [...before[kind], ...list]])),
    own: Object.fromEntries(Object.entries(own).map(([kind, sums]) => [kind, add(before.own[kind], sums)])),
  };
};

const LABELS = { none: 'no script', listener: 'empty listeners', core: 'this tag, core', full: 'this tag, full' };
const KINDS = {
  click: 'click',
  move: 'pointer move',
  key: 'key',
  scroll: 'turn of the wheel',
  bdl: 'BDL event',
  push: 'data-layer push',
};
const BUILDS = ['core', 'full'];
// What the same page costs from one run to the next.
const NOISE_MICROSECONDS = 20;
const NOISE_FACTOR = 2;

export async function eventPart({ bench, quick }) {
  const rounds = quick ? 1 : 2;
  // As many as it takes until the engine has compiled what they run.
  const perRound = quick ? 20 : 100;
  const count = rounds * perRound;
  const seconds = rounds * 2;
  const subjects = bench.subjects.filter((name) => !/web-vitals|control/.test(name));
  const pages = Object.keys(PAGES).sort((a, b) => PAGES[a].query.elements - PAGES[b].query.elements);
  const found = {};
  for (const page of pages) {
    const { query } = PAGES[page];
    // One round-robin after the other: what slows the machine for a while slows all of them.
    for (let round = 0; round < rounds; round++)
      for (const subject of ['control', ...subjects]) {
        const real = await input(bench, { subject, query, count: perRound });
        const made = subject === 'control' ? {} : await scripted(bench, { subject, query, seconds: seconds / rounds });
        const key = `${subject} ${page}`;
        found[key] = merge(found[key], { ...real, ...made });
      }
  }
  const of = (subject, page, kind) => found[`${subject} ${page}`][kind];
  const rows = Object.keys(KINDS).flatMap((kind) =>
    subjects.map((subject) => [
      subject === subjects[0] ? `**${KINDS[kind]}**: ${LABELS[subject] ?? subject}` : (LABELS[subject] ?? subject),
      ...pages.flatMap((page) => {
        const values = of(subject, page, kind);
        return [spread(values), ratio(median(values), median(of('listener', page, kind)))];
      }),
    ]),
  );
  const own = (subject, page) => found[`${subject} ${page}`].own.click;
  const versus = (subject, page) => median(of(subject, page, 'click')) / median(of('listener', page, 'click'));
  const most = (subject) => Math.max(...pages.map((page) => versus(subject, page)));
  /**
   * What the script does for an event, µs: the time of its own functions where the trace tells it. The difference of two
   * pages' medians would be that of their noise: a key alone costs a page of 20,000 elements 3 ms.
   */
  const extra = (subject, page, kind) => {
    const work = found[`${subject} ${page}`].own[kind];
    return work ? work.time / count : median(of(subject, page, kind)) - (median(of('none', page, kind)) || 0);
  };
  /**
   * The same for each call of the script. A gesture on a slow page brings more of them: of selectionchange and scroll a
   * browser tells once a frame, and a key there takes frames.
   */
  const perCall = (subject, page, kind) => {
    const work = found[`${subject} ${page}`].own?.[kind];
    return work ? work.time / Math.max(1, work.calls) : extra(subject, page, kind);
  };
  const grows = (subject, page, kind) =>
    perCall(subject, page, kind) >
    Math.max(perCall(subject, SMALL, kind) * NOISE_FACTOR, perCall(subject, SMALL, kind) + NOISE_MICROSECONDS);
  const growing = (subject) =>
    LARGE.flatMap((page) =>
      Object.keys(KINDS)
        .filter((kind) => grows(subject, page, kind))
        .map(
          (kind) =>
            `${KINDS[kind]}, ${PAGES[page].name}: ${number(perCall(subject, SMALL, kind))} → ${number(perCall(subject, page, kind))} µs`,
        ),
    );
  const total = (subject, key) => pages.map((page) => own(subject, page)[key]);
  const perBuild = (key) => BUILDS.map((build) => `${build} ${total(build, key).join(', ')}`).join('; ');
  const none = (key) => BUILDS.every((build) => total(build, key).every((n) => n === 0));
  return {
    title: 'Per event',
    text: [
      `µs of the main thread’s CPU clock from the first event of a gesture to the last (clicks, moves, keys and turns of the wheel are real input through the DevTools protocol, ${count} each, on ${rounds} pages); BDL events and pushes by the page’s own clock (5 µs steps, ${seconds * PER_SECOND} each). Ratios against a page with one empty listener of each sort.`,
      table(['', ...pages.flatMap((page) => [`${PAGES[page].name}, µs`, '÷ empty listeners'])], rows),
      'What each build’s own functions take for an event, its later looks and verdicts included, mean µs; of BDL events and pushes what the medians differ by from those of a page without a script:',
      table(
        ['', ...BUILDS.flatMap((build) => pages.map((page) => `${build}, ${PAGES[page].name}`))],
        Object.entries(KINDS).map(([kind, label]) => [
          label,
          ...BUILDS.flatMap((build) => pages.map((page) => number(extra(build, page, kind)))),
        ]),
      ),
      'The same for each call of the script (an event that it hears, a timer, an observer), with the number of calls for one gesture in brackets: where the browser takes longer over a gesture, it tells of more frames. The control is a script that hears the same events, reads nothing of the page and writes thirty numbers as JSON: what it takes longer on a large page is the machine’s, whose caches the browser has filled with its own work meanwhile.',
      table(
        ['', ...[...BUILDS, 'control'].flatMap((build) => pages.map((page) => `${build}, ${PAGES[page].name}`))],
        Object.keys(KINDS)
          .filter((kind) => found[`control ${SMALL}`].own[kind])
          .map((kind) => [
            KINDS[kind],
            ...[...BUILDS, 'control'].flatMap((build) =>
              pages.map((page) => {
                const { calls } = found[`${build} ${page}`].own[kind];
                return calls ? `${number(perCall(build, page, kind))} (${number(calls / count)})` : '0';
              }),
            ),
          ]),
      ),
      'What the script does in all for a click, its later looks and verdicts included:',
      table(
        [
          '',
          ...pages.flatMap((page) => [
            `CPU µs per click, ${PAGES[page].name}`,
            'forced layouts or style recalculations',
            'long tasks',
          ]),
        ],
        [...BUILDS, ...(bench.subjects.includes('posthog-js') ? ['posthog-js'] : [])].map((subject) => [
          LABELS[subject] ?? subject,
          ...pages.flatMap((page) => [
            number(own(subject, page).time / count),
            own(subject, page).layouts,
            own(subject, page).long,
          ]),
        ]),
      ),
    ].join('\n\n'),
    figures: {
      'CPU µs per click': Object.fromEntries(
        subjects.map((subject) => [LABELS[subject] ?? subject, of(subject, SMALL, 'click')]),
      ),
    },
    targets: [
      ...BUILDS.map((build) =>
        target(
          `per click ≤ 3 × an empty listener (median, ${build})`,
          pages.map((page) => `${number(versus(build, page))} ×`).join(', '),
          most(build) <= 3,
        ),
      ),
      ...BUILDS.map((build) =>
        target(
          `what a call of ${build} takes for an event of any of the ${Object.keys(KINDS).length} kinds does not grow with the page (≤ ${NOISE_FACTOR} × and ≤ ${NOISE_MICROSECONDS} µs are noise)`,
          growing(build).join('; ') || 'none grows',
          growing(build).length === 0,
        ),
      ),
      target('no long task in clicking', perBuild('long'), none('long')),
      target('no forced layout before a verdict', `${perBuild('layouts')} in ${count} clicks each`, none('layouts')),
    ],
  };
}
