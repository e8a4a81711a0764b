import type { Guard } from '../types/guard.js';
import type { Problem, ProblemCode, Report } from '../types/health.js';

export type { DeliveryReport, Health, Problem, ProblemCode, Report } from '../types/health.js';

/** Version of the definitions in docs/signals.md. */
export const DEFINITIONS = 2;

/** Problems are kept by code; this many characters of detail are enough to find the place. */
const DETAIL_LENGTH = 120;

/** Keeps problems by code, with the detail of the last. Reporting never throws, whatever the detail is. */
export const createProblems = (told: (problem: Problem) => void, quiet: Guard) => {
  const problems: Partial<Record<ProblemCode, Problem>> = {};
  const report: Report = (code, given = '') => {
    const { count = 0 } = problems[code] || {};
    // A thrown value's own toString may throw.
    const detail = quiet(String, '')(given).slice(0, DETAIL_LENGTH);
    const problem = { code, at: Date.now(), count: count + 1, detail };
    problems[code] = problem;
    told({ ...problem });
  };
  return { report, list: (): Problem[] => Object.values(problems).map((problem) => ({ ...problem })) };
};
