import { createGuard, quiet } from '../tools/guard.js';
import { notify } from '../tools/notify.js';
import { createProblems } from '../tools/problems.js';
import { toObject } from '../tools/text.js';
import type { Guard } from '../types/guard.js';
import type { Problem, Report } from '../types/health.js';
import type { HostWindow } from '../types/page.js';

export interface ProblemLog {
  /** What throws becomes the problem `internal_error`. */
  guard: Guard;
  report: Report;
  list: () => Problem[];
}

/** Keeps problems, tells the site's listeners, and with the option `debug` the console, there once for each line. */
export const createProblemLog = (
  { console }: Pick<HostWindow, 'console'>,
  options: unknown,
  listeners: readonly ((problem: Problem) => void)[],
): ProblemLog => {
  const warned: Record<string, boolean> = {};
  // A getter of the site's may throw.
  const debug = quiet(() => toObject(options).debug)();
  const { report, list } = createProblems((problem) => {
    const line = `[fs-ometria] ${problem.code} ${problem.detail}`;
    if (debug && !warned[line]) {
      warned[line] = true;
      quiet(() => console.warn(line))();
    }
    // A listener of problems that throws is not told of that, or it would never end.
    notify(listeners, problem, quiet);
  }, quiet);
  return { report, list, guard: createGuard((error) => report('internal_error', error)) };
};
