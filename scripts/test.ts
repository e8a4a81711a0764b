// `npm test`: everything that has to hold and is quick. `npm run test:all`: what takes longer, after it.
//
// A step is a script of package.json. The steps of a stage run side by side, the stages one after the other; the first
// failure ends it. At the end stand the time of each step and what the runners counted.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import concurrently, { type CloseEvent } from 'concurrently';

const root = new URL('..', import.meta.url);

const QUICK = [['browsers', 'types', 'test:unit', 'lint', 'build'], ['size', 'package', 'test:built'], ['test:e2e']];
// The server's suite waits much and needs the build; the model is one long thread.
const LONG = [
  ['build', 'test:fuzz'],
  ['test:server', 'test:model'],
  ['test:soak'],
  ['test:webkit', 'test:examples -- --no-build', 'test:recipes'],
];
// New inputs each time: what they find is seldom the fault of the change beside it. The nightly workflow runs it.
// Mutants and widgets take up to half an hour each. The robot shops for minutes, and the consent tools bring packages of their own.
const APART = ['test:consent', 'test:all', 'test:random', 'test:mutation', 'test:robot', 'test:hour', 'test:widgets'];

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
);
const listed = [...[...QUICK, ...LONG].flat().map((step) => step.split(' ')[0] ?? ''), ...APART];
const forgotten = Object.keys(scripts).filter((name) => name.startsWith('test:') && !listed.includes(name));
if (forgotten.length > 0) throw new Error(`No list of scripts/test.ts has ${forgotten.join(', ')}.`);

// Installing a browser is mostly waiting: it runs beside two others.
const AT_ONCE = 3;

// The last lines in which vitest and Playwright sum up.
const CLOSING = /^ *(Test Files|Tests|Duration) {2}\S|^ *\d+ (passed|failed|flaky|skipped|interrupted|did not run)\b/;
const COUNTED = /(\d+) (passed|failed|flaky|skipped)/g;

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What the runners' closing lines count; a test that was saved by a retry has failed. */
const count = (lines: readonly string[]) => {
  const counts: Record<string, number> & Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines.filter((text) => !/Test Files/.test(text)))
    for (const [, number, what = ''] of line.matchAll(COUNTED)) {
      const kind = what === 'flaky' ? 'failed' : what;
      counts[kind] = (counts[kind] ?? 0) + Number(number);
    }
  return counts;
};

interface Step {
  name: string;
  failed: boolean;
  stopped: boolean;
  seconds: number;
  closing: readonly string[];
}

/** Runs the steps of a stage; resolves to the name, the exit code, the seconds and the closing lines of each. */
const runStage = async (names: readonly string[]): Promise<Step[]> => {
  const { commands, result } = concurrently(
    names.map((name) => ({ command: `npm run --silent ${name}`, name })),
    { cwd: fileURLToPath(root), group: true, prefix: 'none', maxProcesses: AT_ONCE, killOthersOn: ['failure'] },
  );
  const outputs = new Map(names.map((name) => [name, '']));
  for (const { name, stdout, stderr } of commands)
    for (const stream of [stdout, stderr])
      stream.subscribe((chunk) => outputs.set(name, (outputs.get(name) ?? '') + chunk.toString()));
  const closed = await result.catch((events: CloseEvent[]) => events);
  return closed.map(({ command: { name }, exitCode, killed, timings }) => ({
    name,
    failed: exitCode !== 0 && !killed,
    stopped: killed,
    seconds: timings.durationSeconds,
    closing: stripVTControlCharacters(outputs.get(name) ?? '')
      .split('\n')
      .filter((line) => CLOSING.test(line)),
  }));
};

const started = performance.now();
const steps: Step[] = [];
for (const stage of process.argv.includes('--long') ? LONG : QUICK) {
  console.log(`\n── ${stage.join(', ')}`);
  for (const step of await runStage(stage)) {
    // A runner that found nothing to run has proved nothing.
    const none = step.name.startsWith('test:') && count(step.closing).passed === 0;
    steps.push({ ...step, failed: step.failed || (none && !step.stopped) });
  }
  if (steps.some(({ failed }) => failed)) break;
}

const sign = ({ failed, stopped }: Step) => (failed ? '✗' : stopped ? '–' : '✓');
const width = Math.max(...steps.map(({ name }) => name.length));
const line = (mark: string, name: string, seconds: number) =>
  `${mark} ${name.padEnd(width)} ${seconds.toFixed(1).padStart(8)} s`;
console.log('\n── summary');
for (const step of steps) console.log(line(sign(step), step.name, step.seconds));
console.log(`${line(' ', 'total', (performance.now() - started) / 1000)}\n`);
for (const { closing } of steps) for (const text of closing) console.log(text);
const failures = steps.filter(({ failed }) => failed).map(({ name }) => name);
if (failures.length > 0) console.log(`failed: ${failures.join(', ')}`);
const { passed, failed, skipped } = count(steps.flatMap(({ closing }) => closing));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (failures.length > 0) process.exitCode = 1;
