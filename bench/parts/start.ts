import { holds, type TraceEvent } from '../../e2e/support/trace.js';
import { type Bench, metrics, readTrace, TRACED } from '../lib/browser.js';
import type { Given, Part } from '../lib/part.js';
import { table, target } from '../lib/report.js';
import { median, number, ratio, spread } from '../lib/stats.js';

const LONG_TASK_MS = 50;
// Long enough for the tag's second look at the tracker, 150 ms after its start, on a slow page too.
const SPEEDS = [
  { throttle: 1, settledMs: 400 },
  { throttle: 6, settledMs: 900 },
];
const LABELS: Record<string, string> = { none: 'empty script', core: 'this tag, core', full: 'this tag, full' };

/** What one page did with its subject's script, in ms and counts. */
interface Start {
  evaluate: number;
  wall: number;
  firstTask: number;
  script: number;
  longTasks: number;
  layouts: number;
  layoutsOfPage: number;
  stylesOfPage: number;
}

// Time of the thread, not of the wall: what else the machine does meanwhile is not the script's.
const cpu = ({ tdur, dur }: TraceEvent) => (tdur ?? dur) / 1000;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function readPage(events: TraceEvent[], mark: string): Omit<Start, 'layoutsOfPage' | 'stylesOfPage'> | undefined {
  const own = events.filter(({ args }) => args?.data?.url?.includes(mark));
  const evaluated = own.find(({ name }) => name === 'EvaluateScript');
  if (!evaluated) return undefined;
  const calls = own.filter(({ name }) => name === 'FunctionCall');
  const outermost = calls.filter(
    (call) => !holds(evaluated, call) && !calls.some((other) => other !== call && holds(other, call)),
  );
  const runs = [evaluated, ...outermost];
  const tasks = events.filter(({ name }) => name === 'RunTask');
  const first = tasks.find((task) => holds(task, evaluated));
  return {
    evaluate: cpu(evaluated),
    wall: evaluated.dur / 1000,
    firstTask: cpu(first ?? evaluated),
    script: sum(runs.map(cpu)),
    // Not those that are long without it: the browser's own work for the page's load holds a listener's millisecond, too.
    longTasks: tasks.filter((task) => {
      const ours = sum(runs.filter((event) => holds(task, event)).map(cpu));
      return ours > 0 && cpu(task) >= LONG_TASK_MS && cpu(task) - ours < LONG_TASK_MS;
    }).length,
    layouts: events
      .filter(({ name }) => /^(Layout|UpdateLayoutTree)$/.test(name))
      .filter((layout) => runs.some((event) => holds(event, layout))).length,
  };
}

interface Visit {
  subject: string;
  speed: (typeof SPEEDS)[number];
  round: number;
}

async function measure(bench: Bench, { subject, speed, round }: Visit): Promise<Start | undefined> {
  const { page, session, close } = await bench.page({ throttle: speed.throttle });
  const mark = `/subject/${subject}.js`;
  await bench.browser.startTracing(page, { categories: TRACED });
  await page.goto(bench.address('/product/1', { subject, elements: 200, round }), { waitUntil: 'load' });
  await page.waitForTimeout(speed.settledMs);
  const { LayoutCount = Number.NaN, RecalcStyleCount = Number.NaN } = await metrics(session);
  const events = readTrace(await bench.browser.stopTracing());
  await close();
  const read = readPage(events, mark);
  return read && { ...read, layoutsOfPage: LayoutCount, stylesOfPage: RecalcStyleCount };
}

/** What each subject's pages did, at one speed. */
type Starts = ReadonlyMap<string, readonly Start[]>;

const of = (starts: Starts, subject: string, key: keyof Start) => (starts.get(subject) ?? []).map((page) => page[key]);
const evaluation = (starts: Starts, subject: string) => median(of(starts, subject, 'evaluate'));
const longTasks = (starts: Starts, subject: string) => sum(of(starts, subject, 'longTasks'));
const layouts = (starts: Starts, subject: string) => Math.max(...of(starts, subject, 'layouts'));
const versusVitals = (starts: Starts) => evaluation(starts, 'core') / evaluation(starts, 'web-vitals');

const startTable = (starts: Starts) =>
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
    [...starts.keys()].map((subject) => [
      LABELS[subject] ?? subject,
      spread(of(starts, subject, 'evaluate')),
      ratio(evaluation(starts, subject), evaluation(starts, 'web-vitals')),
      spread(of(starts, subject, 'firstTask')),
      spread(of(starts, subject, 'script')),
      spread(of(starts, subject, 'wall')),
      longTasks(starts, subject),
      layouts(starts, subject),
      number(median(of(starts, subject, 'layoutsOfPage'))),
      number(median(of(starts, subject, 'stylesOfPage'))),
    ]),
  );

export async function startPart({ bench, quick }: Given): Promise<Part> {
  const rounds = quick ? 3 : 30;
  const subjects = bench.subjects.filter((name) => !/listener|control/.test(name));
  const found: { throttle: number; starts: Starts }[] = [];
  for (const speed of SPEEDS) {
    const starts = new Map(subjects.map((subject): [string, Start[]] => [subject, []]));
    // One round-robin after the other: what slows the machine for a while slows all of them.
    for (let round = 0; round < rounds; round++)
      for (const [subject, pages] of starts) {
        const page = await measure(bench, { subject, speed, round });
        if (page) pages.push(page);
      }
    found.push({ throttle: speed.throttle, starts });
  }
  const most = Math.max(...found.flatMap(({ starts }) => [layouts(starts, 'core'), layouts(starts, 'full')]));
  return {
    title: 'Start',
    text: [
      'The tag starts for real here: consent granted, tracker there, visitor known, FullStory capturing. Times are of the main thread’s CPU clock; the wall clock, with waiting for storage and for other processes, stands beside. A long task is one of ≥ 50 ms that would not be without the script. web-vitals reports all five metrics; posthog-js is initialised with autocapture, without recording and flags.',
      ...found.flatMap(({ throttle, starts }) => [
        `### At ${throttle}× CPU slow-down, ${rounds} fresh pages each`,
        startTable(starts),
      ]),
    ].join('\n\n'),
    targets: [
      target(
        'evaluation of core ≤ 2 × web-vitals',
        found.map(({ throttle, starts }) => `${number(versusVitals(starts))} × at ${throttle}×`).join(', '),
        found.every(({ starts }) => versusVitals(starts) <= 2),
      ),
      ...found.map(({ throttle, starts }) =>
        target(
          `no long task at the start, ${throttle}×`,
          `core ${longTasks(starts, 'core')}, full ${longTasks(starts, 'full')} in ${rounds} pages each; web-vitals ${starts.has('web-vitals') ? longTasks(starts, 'web-vitals') : '–'}`,
          longTasks(starts, 'core') + longTasks(starts, 'full') === 0,
        ),
      ),
      target('no forced layout at the start', `${most}`, most === 0),
    ],
  };
}
