// Keeps room between what the builds weigh and what they may: every limit of .size-limit.json is the measured size and three
// per cent. Fails where a limit has more than five, or where the build weighs more than its limit.
//
//   npm run build && npm run size           measures and checks
//   npm run size -- --write                 writes the limits anew, and the README's figures
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { CONSENT_TOOLS } from '../src/consent/adapters/tools.js';

/** A check of size-limit's: a file as it is, or what a project bundles that imports this from it. */
interface Budget {
  name: string;
  path: string;
  import?: string;
  limit: string;
  brotli: true;
  /** What is built already is not to be bundled. */
  disablePlugins?: readonly string[];
}

const FILE = '.size-limit.json';
const README = 'README.md';
const ROOM = 1.03;
const MOST = 1.05;
// Three per cent of a hundred bytes are nothing: so much is let pass in any case.
const SLACK = 10;
// What every page pays is promised in round figures; a bug fix there may use the room.
const isPromised = (name: string) => name.startsWith('loader');

const UNKNOWN = { limit: '1 kB', brotli: true } as const;
const AS_BUILT = { disablePlugins: ['@size-limit/esbuild'] };

/** The README's two figures: what the budgets allow, in kB, rounded up. */
const tellWeights = (readme: string, limits: readonly Budget[]): string =>
  readme.replace(/(The (core|full) [^.]*?weighs under )[\d.]+(?= kB)/g, (text, words: string, name: string) => {
    const limit = limits.find((budget) => budget.name === name)?.limit;
    return limit ? `${words}${Math.ceil(Number.parseInt(limit, 10) / 100) / 10}` : text;
  });

const budgets: Budget[] = JSON.parse(readFileSync(FILE, 'utf8'));
// Each consent tool has two: as an import and as a script.
const missing = Object.keys(CONSENT_TOOLS)
  .flatMap((tool): Budget[] => [
    { name: `import ${tool}`, path: 'dist/esm/consent.js', import: `{ ${tool} }`, ...UNKNOWN },
    { name: `consent/${tool}`, path: `dist/consent/${tool}.min.js`, ...UNKNOWN, ...AS_BUILT },
  ])
  .filter(({ name }) => !budgets.some((budget) => budget.name === name));
if (missing.length > 0) {
  if (!process.argv.includes('--write'))
    throw new Error(`No budget for ${missing.map(({ name }) => name).join(', ')}.`);
  budgets.push(...missing);
  writeFileSync(FILE, JSON.stringify(budgets));
}
const { stdout, stderr } = spawnSync('npx', ['--no', '--', 'size-limit', '--json'], { encoding: 'utf8' });
const results: { name: string; size: number }[] = JSON.parse(stdout || '[]');
const measured = new Map(results.map(({ name, size }) => [name, size]));
if (measured.size === 0) throw new Error(`size-limit measured nothing. ${stderr}`);

const rows = budgets.map((budget) => {
  const size = measured.get(budget.name) ?? Number.NaN;
  const limit = Number.parseInt(budget.limit, 10);
  const tooMuch = size > limit ? 'too heavy' : '';
  const tooLoose = limit > size * MOST + SLACK && !isPromised(budget.name) ? 'has too much room' : '';
  return { budget, size, limit, wrong: Number.isNaN(size) ? 'not measured' : tooMuch || tooLoose };
});

for (const { budget, size, limit, wrong } of rows)
  console.log(`${budget.name.padEnd(22)} ${String(size).padStart(6)} of ${String(limit).padStart(6)} B  ${wrong}`);

if (process.argv.includes('--write')) {
  const limits = rows.map(({ budget, size }) => ({
    ...budget,
    limit: isPromised(budget.name) ? budget.limit : `${Math.ceil(size * ROOM)} B`,
  }));
  writeFileSync(FILE, JSON.stringify(limits));
  spawnSync('npx', ['--no', '--', 'biome', 'format', '--write', FILE]);
  writeFileSync(README, tellWeights(readFileSync(README, 'utf8'), limits));
} else if (rows.some(({ wrong }) => wrong !== '')) {
  console.log('A limit is what the build weighs and 3 %: npm run size -- --write');
  process.exitCode = 1;
}
