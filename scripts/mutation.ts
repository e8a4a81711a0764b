// What of `mutation/result.json` a reader wants to know, in `mutation/RESULTS.md`.  npm run test:mutation
import { readFileSync, writeFileSync } from 'node:fs';
import { table } from './markdown.js';

interface Place {
  line: number;
  column: number;
}

/** Of Stryker's report, what is used here: https://github.com/stryker-mutator/mutation-testing-elements */
interface Report {
  files: Record<
    string,
    {
      source: string;
      mutants: {
        mutatorName: string;
        replacement?: string;
        status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'CompileError' | 'RuntimeError';
        location: { start: Place; end: Place };
      }[];
    }
  >;
}

const GOAL = 90;
const REASONS = 'mutation/reasons.json';
const report: Report = JSON.parse(readFileSync('mutation/result.json', 'utf8'));
/** Why a change that nobody notices is none: by file, and by what stood there and what stands there then. */
const reasons: Record<string, Record<string, string>> = JSON.parse(readFileSync(REASONS, 'utf8'));

/** The text between two places. */
const cut = (source: string, { start, end }: { start: Place; end: Place }): string => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return lines.join(' ').replace(/\s+/g, ' ');
};
/** In a cell of a table, in code. */
const toCell = (text: string): string => {
  const short = text.length > 90 ? `${text.slice(0, 89)}…` : text;
  return `\`${short.replace(/`/g, "'").replace(/\|/g, '\\|')}\``;
};

const files: string[][] = [];
const survivors: string[][] = [];
const total = { noticed: 0, survived: 0 };
const used = new Set<string>();
const unexplained: string[] = [];
const percent = (noticed: number, survived: number): number => (100 * noticed) / (noticed + survived);
for (const [file, { source, mutants }] of Object.entries(report.files)) {
  const name = file.replace(/^src\//, '');
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const alive = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  if (noticed + alive.length === 0) continue;
  total.noticed += noticed;
  total.survived += alive.length;
  files.push([name, `${noticed}`, `${alive.length}`, `${Math.round(percent(noticed, alive.length))} %`]);
  for (const { location, replacement = '' } of alive) {
    const before = cut(source, location);
    const after = replacement.replace(/\s+/g, ' ');
    const change = `${before} → ${after}`;
    const why = reasons[name]?.[change];
    if (why === undefined) unexplained.push(`${name}:${location.start.line} ${change}`);
    used.add(`${name} ${change}`);
    survivors.push([`${name}:${location.start.line}`, toCell(before), toCell(after), why ?? 'no reason yet']);
  }
}
const score = percent(total.noticed, total.survived);

writeFileSync(
  'mutation/RESULTS.md',
  `# Mutation testing

Written by \`npm run test:mutation\`; do not edit. [Stryker](https://stryker-mutator.io) changes the heart of the tag in one place
after the other and runs the unit and wired tests that get there. A change that no test notices has survived.

${total.noticed} of ${total.noticed + total.survived} changes were noticed: **${score.toFixed(1)} %**, goal ${GOAL} %.

${table(['file', 'noticed', 'survived', 'score'], files)}

## Survivors

Why each is none, from \`${REASONS}\`.

${table(['where', 'what stood there', 'what stands there then', 'why no test notices'], survivors)}
`,
);
console.log(`mutation: ${score.toFixed(1)} % of ${total.noticed + total.survived}, goal ${GOAL} %`);
const stale = Object.entries(reasons).flatMap(([name, changes]) =>
  Object.keys(changes)
    .map((change) => `${name} ${change}`)
    .filter((key) => !used.has(key)),
);
for (const change of unexplained) console.log(`survives without a reason: ${change}`);
for (const change of stale) console.log(`has a reason and does not survive: ${change}`);
process.exitCode = score < GOAL || unexplained.length + stale.length > 0 ? 1 : 0;
