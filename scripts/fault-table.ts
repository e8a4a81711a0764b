// Writes the table of faults, from what e2e/faults.spec.ts has measured, into docs/faults.md and into the README between
// the marks.  npm run faults
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const COUNTS = ['delivered', 'duplicated', 'misattributed', 'lost', 'requests'] as const;
type Who = 'tag' | 'loader' | 'glue';

/** What e2e/faults.spec.ts writes of one run. */
type Row = Record<(typeof COUNTS)[number], number> & { browser: string; fault: string; who: Who; outcome: string };

const FOLDER = 'test-results/faults';
// Complete: bench/ is not in the package, the README is.
const GLUE = 'https://github.com/fullstory-ometria/fullstory-ometria/blob/main/bench/glue/glue.js';
const BEGIN = '<!-- faults:start -->';
const END = '<!-- faults:end -->';

if (!existsSync(FOLDER)) throw new Error(`${FOLDER} is missing: run "playwright test e2e/faults.spec.ts" first.`);
const rows: Row[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')));

const browsers = [...new Set(rows.map(({ browser }) => browser))].sort();
const faults = [...new Set(rows.map(({ fault }) => fault))].sort();
const find = (fault: string, browser: string | undefined, who: Who) =>
  rows.find((row) => row.fault === fault && row.browser === browser && row.who === who);

/** What a reader wants to know of one run, in words. */
const words = (row: Row | undefined) => {
  if (!row) return '–';
  const { delivered, duplicated, misattributed, lost } = row;
  const parts = [
    delivered && `${delivered} delivered`,
    duplicated && `**${duplicated} twice**`,
    misattributed && `**${misattributed} sent where it must not be**`,
    lost && `**${lost} lost**`,
  ].filter(Boolean);
  return parts.join(', ') || 'nothing sent';
};

const cells = (fault: string, who: Who) => {
  const texts = browsers.map((browser) => words(find(fault, browser, who)));
  if (new Set(texts).size === 1) return texts[0];
  return browsers.map((browser, at) => `${browser}: ${texts[at]}`).join('<br>');
};

const outcome = (fault: string) => find(fault, browsers[0], 'tag')?.outcome ?? '';
const sum = (who: Who, field: (typeof COUNTS)[number]) =>
  rows.filter((row) => row.who === who).reduce((total, row) => total + row[field], 0);
const line = (label: string, who: Who) => `| ${label} | ${COUNTS.map((field) => sum(who, field)).join(' | ')} |`;

const summary = [
  `${faults.length} faults, each in ${browsers.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join(' and ')}, measured end to end on the demo shop:`,
  '',
  '| | delivered | counted twice | sent where it must not be | lost | requests |',
  '| --- | --- | --- | --- | --- | --- |',
  line('this tag', 'tag'),
  line('this tag, brought by its loader', 'loader'),
  line(`[a hand-written glue](${GLUE})`, 'glue'),
].join('\n');

const table = [
  '| Fault | What the tag does | This tag | By its loader | Hand-written glue |',
  '| --- | --- | --- | --- | --- |',
  ...faults.map(
    (fault) =>
      `| ${fault} | ${outcome(fault)} | ${cells(fault, 'tag')} | ${cells(fault, 'loader')} | ${cells(fault, 'glue')} |`,
  ),
].join('\n');

writeFileSync(
  'docs/faults.md',
  `# What goes wrong, and what becomes of the signals

Written by \`npm run faults\`; do not edit. ${summary}

"Delivered" is what Ometria's contact shows in the end: every call carries the complete count, and Ometria overwrites.
"Held" means that nothing can be sent yet and nothing is lost; "dropped, counted" that a number in \`health()\` says so;
"refused" that it was never taken in. Where nothing may be sent, the right answer is "nothing sent".

"By its loader": the page has the loader alone when it opens, and the loader brings the tag.

The glue is the fifteen lines that teams write themselves, with more care than most: it asks for consent before every call,
counts over the pages of a visit and falls back to the tracker's own identity. It is in [bench/glue](${GLUE}).

${table}
`,
);

const readme = readFileSync('README.md', 'utf8');
const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN} … ${END}.`);
const section = `${summary}

The whole table, and how to read it: [docs/faults.md](docs/faults.md).`;
writeFileSync('README.md', `${readme.slice(0, begin + BEGIN.length)}\n${section}\n${readme.slice(end)}`);
console.log(summary);
