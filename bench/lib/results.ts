// What was measured last, part by part, and the page that tells it: a part can be measured anew alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type, version } from 'node:os';
import { git, root } from './git.js';
import type { Part } from './part.js';
import { table, targetTable } from './report.js';

/** On what, with what and of what: without it a figure cannot be compared with another. */
export type Circumstances = Record<string, string>;

export interface Measured extends Part {
  of: Circumstances;
}

const FILE = new URL('../results.json', import.meta.url);
const PAGE = new URL('../RESULTS.md', import.meta.url);

/** The system's own name for itself, where it has one. */
const system = (): string => {
  const file = '/etc/os-release';
  const [, name] = (existsSync(file) && /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, 'utf8'))) || [];
  return name ?? version();
};

export const circumstances = (browser: string): Circumstances => {
  const { version: tag } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };
  const changed = git('status', '--porcelain', 'src', 'bench', ':!bench/RESULTS.md', ':!bench/results.json');
  return {
    tag: `${tag}, commit ${git('rev-parse', '--short', 'HEAD') || 'unknown'}${changed ? ', with changes not committed' : ''}`,
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus()[0]?.model.trim() || 'unknown'}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${system()}, ${type()} ${release()}, ${arch()}`,
    browser: `Chromium ${browser}`,
    Node: process.versions.node,
    'load of the machine as it began': (loadavg()[0] ?? 0).toFixed(1),
  };
};

export const circumstancesTable = (of: Circumstances): string => table(['of what', 'with what'], Object.entries(of));

// The file is the bench's own.
export const readResults = (): Record<string, Measured> =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Measured>) : {};

const short = ({ tag, date, 'load of the machine as it began': load }: Circumstances) =>
  `Measured ${date}: ${tag}; load of the machine as it began ${load}.`;

/** Keeps a part's figures, and writes the page anew. `order`: of the parts on the page. */
export const writeResult = (name: string, part: Measured, order: readonly string[]): void => {
  const all = { ...readResults(), [name]: part };
  const parts = order.flatMap((key) => all[key] ?? []);
  const page = [
    '# Measured',
    'Written by `npm run bench`; do not edit. A part can be measured alone: `npm run bench -- --write arrival`.',
    circumstancesTable(part.of),
    'The ratios within a part are the result: its figures come from one run on one machine. The absolute times are context. Where brackets stand behind a figure it is a median, and they hold the values between which nine of ten lie; a part says so where it is something else.',
    '## Targets',
    targetTable(parts.flatMap(({ targets }) => targets)),
    ...parts.map(({ title, text, of }, at) => `## ${at + 1}. ${title}\n\n${short(of)}\n\n${text}`),
  ];
  writeFileSync(FILE, `${JSON.stringify(all, null, 1)}\n`);
  writeFileSync(PAGE, `${page.join('\n\n')}\n`);
};
