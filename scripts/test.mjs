// `npm test`: everything that has to hold, in the order in which it fails fastest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'fs-ometria-'));
const UNIT = join(reports, 'unit.json');
const BUILT = join(reports, 'built.json');
const E2E = join(reports, 'e2e.json');

const STEPS = [
  { name: 'types', commands: ['tsc -p .', 'tsc -p test'] },
  { name: 'lint', commands: ['biome ci --colors=off'] },
  {
    name: 'unit',
    commands: [`vitest run --reporter=default --reporter=json --outputFile.json=${UNIT}`],
    closing: true,
  },
  { name: 'build', commands: ['npm run --silent build'] },
  { name: 'size', commands: ['node scripts/imports.mjs', 'size-limit'] },
  {
    name: 'package',
    commands: ['publint --strict', 'attw --pack . --profile esm-only', 'knip', 'node scripts/check-builds.mjs'],
  },
  {
    name: 'built',
    commands: [
      `vitest run --config vitest.built.config.ts --reporter=default --reporter=json --outputFile.json=${BUILT}`,
    ],
    closing: true,
  },
  { name: 'browsers', commands: ['node scripts/browsers.mjs'] },
  { name: 'e2e', commands: ['playwright test --reporter=list,json'], closing: true },
];

const env = {
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  PLAYWRIGHT_JSON_OUTPUT_FILE: E2E,
  // The tools see a pipe, whatever we write to.
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
};

/** Runs one command, shows its output as it comes, and resolves to its exit code and that output. */
const run = (command) =>
  new Promise((resolve) => {
    const [file, ...args] = command.split(' ');
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = [];
    const show = (stream) => (chunk) => {
      output.push(chunk);
      stream.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString() }));
  });

async function runStep({ commands }) {
  const outputs = [];
  for (const command of commands) {
    const { code, output } = await run(command);
    outputs.push(output);
    if (code !== 0) return { failed: command, output: outputs.join('') };
  }
  return { output: outputs.join('') };
}

const report = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** What vitest counted; undefined where it has not run. */
const vitestCounts = (found) =>
  found && {
    passed: found.numPassedTests,
    // A file that does not even load has no failed test of its own.
    failed:
      found.numFailedTests +
      found.testResults.filter((r) => r.status === 'failed' && !r.assertionResults.length).length,
    skipped: found.numPendingTests + found.numTodoTests,
  };

/** What each runner counted, by step. */
function counts() {
  const e2e = report(E2E)?.stats;
  return {
    unit: vitestCounts(report(UNIT)),
    built: vitestCounts(report(BUILT)),
    e2e: e2e && { passed: e2e.expected, failed: e2e.unexpected + e2e.flaky, skipped: e2e.skipped },
  };
}

// The last lines in which vitest and Playwright sum up.
const CLOSING = /^ *(Test Files|Tests|Duration) {2}\S|^ *\d+ (passed|failed|flaky|skipped|interrupted|did not run)\b/;

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const started = performance.now();
const lines = [];
const closing = [];
let failure;

for (const step of STEPS) {
  const stepStarted = performance.now();
  console.log(`\n── ${step.name}`);
  const { failed, output } = await runStep(step);
  if (step.closing)
    closing.push(
      ...stripVTControlCharacters(output)
        .split('\n')
        .filter((line) => CLOSING.test(line)),
    );
  const none = step.closing && !failed && !counts()[step.name]?.passed;
  if (failed) failure = `${step.name} failed: ${failed}`;
  else if (none) failure = `${step.name} failed: no test ran`;
  lines.push(`${failure ? '✗' : '✓'} ${step.name.padEnd(8)} ${seconds(stepStarted).padStart(8)}`);
  console.log(lines.at(-1));
  if (failure) break;
}

const all = Object.values(counts()).filter(Boolean);
const sum = (field) => all.reduce((total, count) => total + count[field], 0);
rmSync(reports, { recursive: true, force: true });

console.log(`\n── summary\n${lines.join('\n')}\n  ${'total'.padEnd(8)} ${seconds(started).padStart(8)}\n`);
for (const line of closing) console.log(line);
if (failure) console.log(failure);
const ran = sum('passed') + sum('failed') > 0;
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(ran ? `${sum('passed')} passed, ${sum('failed')} failed${skipped}` : 'no test ran');
if (failure) process.exitCode = 1;
