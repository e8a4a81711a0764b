import { metrics, readTrace, TRACED, within } from '../lib/browser.js';
import { table, target } from '../lib/report.js';
import { median, number, ratio, spread } from '../lib/stats.js';

const LONG_TASK_MS = 50;
// Time of the thread, not of the wall: what else the machine does meanwhile is not the script's.
const cpu = ({ tdur, dur }) => (tdur ?? dur) / 1000;
// Long enough for the tag's second look at the tracker, 150 ms after its start, on a slow page too.
const SETTLED_MS = { 1: 400, 6: 900 };

/** What one page did with its subject's script, in ms and counts. */
function readPage(events, mark) {
  const own = events.filter(({ args }) => args?.data?.url?.includes(mark));
  const evaluated = own.find(({ name }) => name === 'EvaluateScript');
  if (!evaluated) return undefined;
  const calls = own.filter(({ name }) => name === 'FunctionCall');
  const outermost = calls.filter(
    (call) => !within(call, evaluated) && !calls.some((other) => other !== call && within(call, other)),
  );
  const tasks = events.filter(({ name }) => name === 'RunTask');
  const ownIn = (task) =>
    [evaluated, ...outermost].filter((event) => within(event, task)).reduce((sum, event) => sum + cpu(event), 0);
  const first = tasks.find((task) => within(evaluated, task));
  return {
    evaluate: cpu(evaluated),
    wall: evaluated.dur / 1000,
    firstTask: cpu(first ?? evaluated),
    script: cpu(evaluated) + outermost.reduce((sum, call) => sum + cpu(call), 0),
    // Not those that are long without it: the browser's own work for the page's load holds a listener's millisecond, too.
    longTasks: tasks.filter((task) => {
      const own = ownIn(task);
      return own > 0 && cpu(task) >= LONG_TASK_MS && cpu(task) - own < LONG_TASK_MS;
    }).length,
    layouts: events
      .filter(({ name }) => /^(Layout|UpdateLayoutTree)$/.test(name))
      .filter((layout) => [evaluated, ...outermost].some((event) => within(layout, event))).length,
  };
}

async function measure(bench, { subject, throttle, round }) {
  const { page, session, close } = await bench.page({ throttle });
  const mark = `/subject/${subject}.js`;
  await bench.browser.startTracing(page, { categories: TRACED });
  await page.goto(bench.address('/product/1', { subject, elements: 200, round }), { waitUntil: 'load' });
  await page.waitForTimeout(SETTLED_MS[throttle]);
  const { LayoutCount, RecalcStyleCount } = await metrics(session);
  const events = readTrace(await bench.browser.stopTracing());
  await close();
  const read = readPage(events, mark);
  return read && { ...read, LayoutCount, RecalcStyleCount };
}

export async function startPart({ bench, quick }) {
  const rounds = quick ? 3 : 30;
  const subjects = bench.subjects.filter((name) => !/listener|control/.test(name));
  const texts = [];
  const found = {};
  for (const throttle of [1, 6]) {
    const pages = Object.fromEntries(subjects.map((subject) => [subject, []]));
    // One round-robin after the other: what slows the machine for a while slows all of them.
    for (let round = 0; round < rounds; round++) {
      for (const subject of subjects) {
        const page = await measure(bench, { subject, throttle, round });
        if (page) pages[subject].push(page);
      }
    }
    const of = (subject, key) => pages[subject].map((page) => page[key]);
    const base = median(of('web-vitals', 'evaluate'));
    found[throttle] = Object.fromEntries(
      subjects.map((subject) => [
        subject,
        {
          evaluate: median(of(subject, 'evaluate')),
          longTasks: of(subject, 'longTasks').reduce((sum, count) => sum + count, 0),
          layouts: Math.max(...of(subject, 'layouts')),
        },
      ]),
    );
    texts.push(
      `### At ${throttle}× CPU slow-down, ${rounds} fresh pages each`,
      table(
        [
          'script',
          'evaluation, CPU ms',
          '÷ web-vitals',
          'first task, CPU ms',
          'all its script until settled, CPU ms',
          'evaluation, wall ms',
          'long tasks, sum',
          'forced layouts, most',
          'layouts of the page',
          'style recalculations',
        ],
        subjects.map((subject) => [
          subject === 'none'
            ? 'empty script'
            : subject === 'core' || subject === 'full'
              ? `this tag, ${subject}`
              : subject,
          spread(of(subject, 'evaluate')),
          ratio(median(of(subject, 'evaluate')), base),
          spread(of(subject, 'firstTask')),
          spread(of(subject, 'script')),
          spread(of(subject, 'wall')),
          found[throttle][subject].longTasks,
          found[throttle][subject].layouts,
          number(median(of(subject, 'LayoutCount'))),
          number(median(of(subject, 'RecalcStyleCount'))),
        ]),
      ),
    );
  }
  const times = (throttle) => found[throttle].core.evaluate / found[throttle]['web-vitals']?.evaluate;
  const long = (throttle) => found[throttle].core.longTasks + found[throttle].full.longTasks;
  const layouts = Math.max(
    ...[1, 6].flatMap((throttle) => [found[throttle].core.layouts, found[throttle].full.layouts]),
  );
  return {
    title: 'Start',
    text: [
      'The tag starts for real here: consent granted, tracker there, visitor known, FullStory capturing. Times are of the main thread’s CPU clock; the wall clock, with waiting for storage and for other processes, stands beside. A long task is one of ≥ 50 ms that would not be without the script. web-vitals reports all five metrics; posthog-js is initialised with autocapture, without recording and flags.',
      ...texts,
    ].join('\n\n'),
    targets: [
      target(
        'evaluation of core ≤ 2 × web-vitals',
        `${number(times(1))} × at 1×, ${number(times(6))} × at 6×`,
        times(1) <= 2 && times(6) <= 2,
      ),
      ...[1, 6].map((throttle) =>
        target(
          `no long task at the start, ${throttle}×`,
          `core ${found[throttle].core.longTasks}, full ${found[throttle].full.longTasks} in ${rounds} pages each; web-vitals ${found[throttle]['web-vitals']?.longTasks}`,
          long(throttle) === 0,
        ),
      ),
      target('no forced layout at the start', `${layouts}`, layouts === 0),
    ],
  };
}
