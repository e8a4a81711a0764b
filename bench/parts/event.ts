import { type Costs, costsOf, GESTURES, hear, KINDS, type Kind, LARGE, SIZES, type Size, SMALL } from '../lib/heard.js';
import { PER_SECOND } from '../lib/page-events.js';
import type { Given, Part, Target } from '../lib/part.js';
import { table, target } from '../lib/report.js';
import { number, ratio, spread } from '../lib/stats.js';

const LABELS: Record<string, string> = {
  none: 'no script',
  listener: 'empty listeners',
  core: 'this tag, core',
  full: 'this tag, full',
};
const labelOf = (subject: string) => LABELS[subject] ?? subject;

const NAMES: Record<Kind, string> = {
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
const MOST_TIMES_A_LISTENER = 3;

const timesTable = ({ on, median }: Costs, subjects: readonly string[]) =>
  table(
    ['', ...SIZES.flatMap(({ name }) => [`${name}, µs`, '÷ empty listeners'])],
    KINDS.flatMap((kind) =>
      subjects.map((subject, at) => [
        at === 0 ? `**${NAMES[kind]}**: ${labelOf(subject)}` : labelOf(subject),
        ...SIZES.flatMap((size) => [
          spread(on(subject, size).times[kind]),
          ratio(median(subject, size, kind), median('listener', size, kind)),
        ]),
      ]),
    ),
  );

/** A row of each kind, a column of each subject on each size of page. */
const kindsTable = <K extends Kind>(
  kinds: readonly K[],
  subjects: readonly string[],
  cell: (subject: string, size: Size, kind: K) => string,
) =>
  table(
    ['', ...subjects.flatMap((subject) => SIZES.map(({ name }) => `${subject}, ${name}`))],
    kinds.map((kind) => [
      NAMES[kind],
      ...subjects.flatMap((subject) => SIZES.map((size) => cell(subject, size, kind))),
    ]),
  );

const clickTable = ({ on, extra }: Costs, subjects: readonly string[]) =>
  table(
    [
      '',
      ...SIZES.flatMap(({ name }) => [
        `CPU µs per click, ${name}`,
        'forced layouts or style recalculations',
        'long tasks',
      ]),
    ],
    subjects.map((subject) => [
      labelOf(subject),
      ...SIZES.flatMap((size) => {
        const { layouts, long } = on(subject, size).own.click;
        return [number(extra(subject, size, 'click')), layouts, long];
      }),
    ]),
  );

/** For which kinds of event the script does more on a large page than on the small one. */
const growing = ({ perCall }: Costs, subject: string) =>
  LARGE.flatMap((size) =>
    KINDS.flatMap((kind) => {
      const [small, large] = [perCall(subject, SMALL, kind), perCall(subject, size, kind)];
      const hasGrown = large > Math.max(small * NOISE_FACTOR, small + NOISE_MICROSECONDS);
      return hasGrown ? `${NAMES[kind]}, ${size.name}: ${number(small)} → ${number(large)} µs` : [];
    }),
  );

function targetsOf(costs: Costs, count: number): Target[] {
  const { on, median } = costs;
  const sums = (build: string, key: 'layouts' | 'long') => SIZES.map((size) => on(build, size).own.click[key]);
  const perBuild = (key: 'layouts' | 'long') =>
    BUILDS.map((build) => `${build} ${sums(build, key).join(', ')}`).join('; ');
  const isNone = (key: 'layouts' | 'long') => BUILDS.every((build) => sums(build, key).every((sum) => sum === 0));
  return [
    ...BUILDS.map((build) => {
      const times = SIZES.map((size) => median(build, size, 'click') / median('listener', size, 'click'));
      return target(
        `per click ≤ ${MOST_TIMES_A_LISTENER} × an empty listener (median, ${build})`,
        times.map((value) => `${number(value)} ×`).join(', '),
        Math.max(...times) <= MOST_TIMES_A_LISTENER,
      );
    }),
    ...BUILDS.map((build) => {
      const found = growing(costs, build);
      return target(
        `what a call of ${build} takes for an event of any of the ${KINDS.length} kinds does not grow with the page (≤ ${NOISE_FACTOR} × and ≤ ${NOISE_MICROSECONDS} µs are noise)`,
        found.join('; ') || 'none grows',
        found.length === 0,
      );
    }),
    target('no long task in clicking', perBuild('long'), isNone('long')),
    target('no forced layout before a verdict', `${perBuild('layouts')} in ${count} clicks each`, isNone('layouts')),
  ];
}

export async function eventPart({ bench, quick }: Given): Promise<Part> {
  const rounds = quick ? 1 : 2;
  // As many as it takes until the engine has compiled what they run.
  const perRound = quick ? 20 : 100;
  const seconds = 2;
  const count = rounds * perRound;
  const subjects = bench.subjects.filter((name) => !/web-vitals|control/.test(name));
  const costs = costsOf(await hear(bench, { subjects, rounds, perRound, seconds }), count);
  const { on, extra, perCall } = costs;
  const others = subjects.filter((name) => name === 'posthog-js');
  return {
    title: 'Per event',
    text: [
      `µs of the main thread’s CPU clock from the first event of a gesture to the last (clicks, moves, keys and turns of the wheel are real input through the DevTools protocol, ${count} each, on ${rounds} pages); BDL events and pushes by the page’s own clock (5 µs steps, ${rounds * seconds * PER_SECOND} each). Ratios against a page with one empty listener of each sort.`,
      timesTable(costs, subjects),
      'What each build’s own functions take for an event, its later looks and verdicts included, mean µs; of BDL events and pushes what the medians differ by from those of a page without a script:',
      kindsTable(KINDS, BUILDS, (build, size, kind) => number(extra(build, size, kind))),
      'The same for each call of the script (an event that it hears, a timer, an observer), with the number of calls for one gesture in brackets: where the browser takes longer over a gesture, it tells of more frames. The control is a script that hears the same events, reads nothing of the page and writes thirty numbers as JSON: what it takes longer on a large page is the machine’s, whose caches the browser has filled with its own work meanwhile.',
      kindsTable(GESTURES, [...BUILDS, 'control'], (subject, size, gesture) => {
        const { calls } = on(subject, size).own[gesture];
        return calls ? `${number(perCall(subject, size, gesture))} (${number(calls / count)})` : '0';
      }),
      'What the script does in all for a click, its later looks and verdicts included:',
      clickTable(costs, [...BUILDS, ...others]),
    ].join('\n\n'),
    figures: {
      'CPU µs per click': Object.fromEntries(
        subjects.map((subject) => [labelOf(subject), on(subject, SMALL).times.click]),
      ),
    },
    targets: targetsOf(costs, count),
  };
}
