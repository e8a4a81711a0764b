import type { Browser, Page } from '@playwright/test';

// What a person notices. Counted by the CPU clock of the page's own thread: a busy machine makes no long task of ours.
const LONG_TASK_MICROSECONDS = 50_000;

/** One of Chromium's trace events that has a beginning and an end; times in µs, `tdur` by the thread's own clock. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  tdur?: number;
  args?: { data?: { url?: string; type?: string } };
}

export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

/** Is the inner one a part of the outer one, on its thread? */
export const holds = (outer: TraceEvent, inner: TraceEvent) =>
  outer.pid === inner.pid &&
  outer.tid === inner.tid &&
  outer.ts <= inner.ts &&
  inner.ts + inner.dur <= outer.ts + outer.dur;

/** How many of the events lie in one of the runs; in one pass, since there may be tens of thousands of both. */
const countInside = (events: TraceEvent[], runs: TraceEvent[]) => {
  const ends: Record<string, number> = {};
  const isRun = new Set(runs);
  let count = 0;
  for (const event of [...events, ...runs].sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    const thread = `${event.pid} ${event.tid}`;
    const end = event.ts + event.dur;
    if (isRun.has(event)) ends[thread] = Math.max(ends[thread] ?? 0, end);
    else if (end <= (ends[thread] ?? 0)) count++;
  }
  return count;
};

/** What the tag's script did while something happened: runs of it, the layouts that lie in one, the long tasks that hold one. */
export const readTrace = ({ traceEvents }: { traceEvents: TraceEvent[] }) => {
  const events = traceEvents.filter(({ ph }) => ph === 'X');
  const own = events.filter(
    ({ name, args }) =>
      /^(EvaluateScript|FunctionCall)$/.test(name) && args?.data?.url?.includes('/dist/fullstory-ometria'),
  );
  const among = (names: RegExp) => events.filter(({ name }) => names.test(name));
  const tasks = among(/^RunTask$/);
  const longTasks = tasks
    .filter(({ tdur = 0 }) => tdur >= LONG_TASK_MICROSECONDS)
    .map((task) => own.filter((run) => holds(task, run)))
    .filter((runs) => runs.length > 0);
  const costOf = (runs: TraceEvent[]) => runs.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
  const ownIn = (task: TraceEvent) => costOf(own.filter((run) => holds(task, run))) / 1000;
  return {
    runs: own.length,
    /** Milliseconds of CPU that the tag's own functions took in the one task in which they took most. */
    longest: tasks.reduce((most, task) => Math.max(most, ownIn(task)), 0),
    layouts: countInside(among(/^(Layout|UpdateLayoutTree)$/), own),
    /** Long tasks that would be long without the page's own part. */
    ownLongTasks: longTasks.filter((runs) => costOf(runs) >= LONG_TASK_MICROSECONDS).length,
  };
};

/** The same of what happens in this process; its calls are few, since the runner keeps a record of each. */
export const trace = async (browser: Browser, page: Page, act: () => Promise<unknown>) => {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act();
  return readTrace(JSON.parse((await browser.stopTracing()).toString()));
};
