// Keeps room between what the builds weigh and what they may: every limit of .size-limit.json is the measured size and three
// per cent. Fails where a limit has more than five, or where the build weighs more than its limit.
//
//   npm run build && npm run size           measures and checks
//   npm run size -- --write                 writes the limits anew
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { TOOLS } from './consent-builds.mjs';

const FILE = '.size-limit.json';
const ROOM = 1.03;
const MOST = 1.05;
// Three per cent of a hundred bytes are nothing: so much is let pass in any case.
const SLACK = 10;
// What every page pays is promised in round figures; a bug fix there may use the room.
const isPromised = (name) => name.startsWith('loader');

const budgets = JSON.parse(readFileSync(FILE, 'utf8'));
// Each consent tool has two: as an import and as a script.
const missing = TOOLS.flatMap((tool) => [
  { name: `import ${tool}`, path: `test-results/imports/${tool}.js` },
  { name: `consent/${tool}`, path: `dist/consent/${tool}.min.js` },
]).filter(({ name }) => !budgets.some((budget) => budget.name === name));
if (missing.length > 0) {
  if (!process.argv.includes('--write'))
    throw new Error(`No budget for ${missing.map(({ name }) => name).join(', ')}.`);
  budgets.push(...missing.map((row) => ({ ...row, limit: '1 kB', brotli: true })));
  writeFileSync(FILE, JSON.stringify(budgets));
}
const { stdout, stderr } = spawnSync('npx', ['--no', '--', 'size-limit', '--json'], { encoding: 'utf8' });
const measured = new Map(JSON.parse(stdout || '[]').map(({ name, size }) => [name, size]));
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
  const lines = rows.map(({ budget, size }) => {
    const limit = isPromised(budget.name) ? budget.limit : `${Math.ceil(size * ROOM)} B`;
    const members = Object.entries({ ...budget, limit });
    return `  { ${members.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`;
  });
  writeFileSync(FILE, `[\n${lines.join(',\n')}\n]\n`);
} else if (rows.some(({ wrong }) => wrong !== '')) {
  console.log('A limit is what the build weighs and 3 %: npm run size -- --write');
  process.exitCode = 1;
}
