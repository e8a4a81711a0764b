import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { weighModules } from '../../scripts/weigh.js';
import type { Given, Part } from '../lib/part.js';
import { bundle, peers } from '../lib/peers.js';
import { table, target } from '../lib/report.js';
import { number, ratio } from '../lib/stats.js';
import { words } from '../lib/words.js';

interface Size {
  minified: number;
  gzip: number;
  brotli: number;
}

const brotli = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const weigh = (code: string): Size => ({
  minified: Buffer.byteLength(code),
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotli(code),
});
const bytes = (value: number) => value.toLocaleString('en');

const CORE = 'fullstory-ometria.core.min.js';
const FULL = 'fullstory-ometria.min.js';
const SCRIPTS = {
  'this tag, loader': 'fullstory-ometria.loader.min.js',
  'this tag, core': CORE,
  'this tag, full': FULL,
  'this tag, inspector (on demand)': 'fullstory-ometria.inspector.min.js',
};

const BUDGETS = [
  { build: 'core', file: CORE, most: 4500 },
  { build: 'full', file: FULL, most: 9000 },
];
// As many modules as a sentence can hold.
const NAMED = 5;

const readScript = (path: string) => readFileSync(path, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*$/, '');

interface Weighed {
  build: string;
  most: number;
  size: number;
  modules: ReturnType<typeof weighModules>['modules'];
  code: string;
}

/** What stands in the way of a budget: the modules that have to go, the heaviest first, before it is kept. */
function obstacle({ build, most, size, modules, code }: Weighed): string {
  const named = modules.slice(0, NAMED);
  const share = named.reduce((sum, { lost }) => sum + lost, 0);
  const list = named.map(({ name, lost }) => `${name} (${bytes(lost)} B)`).join(', ');
  let left = size;
  const gone = modules.filter(({ lost }) => {
    const needed = left > most;
    if (needed) left -= lost;
    return needed;
  }).length;
  const others = modules.length - named.length;
  const said = words(code);
  const spoken = brotli(said.join(' '));
  return `What stands in the way of ${bytes(most)} B for ${build}: it is ${bytes(size - most)} B above. Its ${NAMED} heaviest modules, ${list}, are ${number((share / size) * 100)} % of it; the other ${others} average ${bytes(Math.round(modules.slice(NAMED).reduce((sum, { lost }) => sum + lost, 0) / others))} B. ${left > most ? `Counted one by one, all ${modules.length} together do not make up for that: what they share weighs the rest` : `Counted one by one, the ${gone} heaviest of its ${modules.length} modules would have to go`}. Its ${bytes(said.length)} different names and texts that a site, a vendor or the browser has to see are ${bytes(spoken)} B alone, so that ${bytes(most - spoken)} B would be left for all that it does.`;
}

interface Import {
  name: string;
  size: Size;
  /** Brotli bytes on top of createBridge; undefined of createBridge itself. */
  more?: number;
}

/** What each import adds to a site's own bundle: alone, and on top of createBridge. */
async function subpaths(dist: string, exported: readonly string[]): Promise<Import[]> {
  const path = (file: string) => JSON.stringify(join(dist, 'esm', file));
  const core = await bundle(`export { createBridge } from ${path('index.js')};`);
  const rows: Import[] = [{ name: 'fullstory-ometria', size: weigh(core) }];
  for (const name of exported) {
    if (!existsSync(join(dist, 'esm', `${name}.js`))) continue;
    const alone = await bundle(`export * from ${path(`${name}.js`)};`);
    const both = await bundle(`export { createBridge } from ${path('index.js')}; export * from ${path(`${name}.js`)};`);
    rows.push({ name: `fullstory-ometria/${name}`, size: weigh(alone), more: brotli(both) - brotli(core) });
  }
  return rows;
}

/** Names of the package's imports, but for the first. */
function exportsOf(root: string): string[] {
  // The project's own manifest.
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object };
  return Object.keys(exports)
    .filter((name) => /^\.\/[\w-]+$/.test(name))
    .map((name) => name.slice(2));
}

interface Script extends Size {
  name: string;
  how: string;
}

/** Ours and the peers', the smallest first. */
async function scripts(dist: string): Promise<Script[]> {
  const own = Object.entries(SCRIPTS)
    .filter(([, file]) => existsSync(join(dist, file)))
    .map(([name, file]) => ({ name, how: 'script', ...weigh(readScript(join(dist, file))) }));
  const others = (await peers()).map(({ name, version, how, code }) => ({
    name: `${name} ${version}`,
    how,
    ...weigh(code),
  }));
  return [...own, ...others].sort((one, other) => one.brotli - other.brotli);
}

const moduleTable = ({ size, modules }: Weighed) =>
  table(
    ['module', 'brotli', 'share', 'minified'],
    modules.map(({ name, lost, minified }) => [name, bytes(lost), `${number((lost / size) * 100)} %`, bytes(minified)]),
  );

export async function bytesPart({ dist, root, failures }: Given): Promise<Part> {
  const all = await scripts(dist);
  const vitals = all.find(({ name }) => name.startsWith('web-vitals'))?.brotli ?? Number.NaN;
  const imports = await subpaths(dist, exportsOf(root));
  const budgets = BUDGETS.map(({ build, file, most }): Weighed => {
    const code = readScript(join(dist, file));
    return { build, most, code, size: brotli(code), modules: weighModules(dist, file).modules };
  });
  const missed = budgets.filter(({ size, most }) => size > most).map(obstacle);
  const absent = Object.entries(failures).map(([name, reason]) => `${name} did not install: ${reason}`);
  return {
    title: 'Bytes',
    text: [
      table(
        ['script', 'how', 'minified', 'gzip', 'brotli', 'brotli ÷ web-vitals'],
        all.map(({ name, how, minified, gzip, brotli: size }) => [
          name,
          how,
          bytes(minified),
          bytes(gzip),
          bytes(size),
          ratio(size, vitals),
        ]),
      ),
      'What an import adds to a site’s own bundle:',
      table(
        ['import', 'minified', 'gzip', 'brotli', 'brotli, on top of createBridge'],
        imports.map(({ name, size, more }) => [
          name,
          bytes(size.minified),
          bytes(size.gzip),
          bytes(size.brotli),
          more === undefined ? '–' : `+${bytes(more)}`,
        ]),
      ),
      ...budgets.flatMap((weighed) => [
        `What ${weighed.build} would lose without each of its modules, the heaviest first (what two share stays, so the sum is less than the whole):`,
        moduleTable(weighed),
      ]),
      ...missed,
      absent.length > 0 ? absent.join('\n') : 'All peers were installed.',
    ].join('\n\n'),
    figures: { 'brotli, B': Object.fromEntries(all.map(({ name, brotli: size }) => [name, [size]])) },
    targets: budgets.map(({ build, most, size }) =>
      target(`${build} ≤ ${bytes(most)} B brotli`, `${bytes(size)} B`, size <= most),
    ),
  };
}
