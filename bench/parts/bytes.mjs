import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { weighModules } from '../../scripts/weigh.ts';
import { bundle, peers } from '../lib/peers.js';
import { table, target } from '../lib/report.js';
import { number, ratio } from '../lib/stats.js';

export const brotli = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const weigh = (code) => ({
  minified: Buffer.byteLength(code),
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotli(code),
});
const bytes = (value) => value.toLocaleString('en');

const SCRIPTS = {
  'this tag, loader': 'fullstory-ometria.loader.min.js',
  'this tag, core': 'fullstory-ometria.core.min.js',
  'this tag, full': 'fullstory-ometria.min.js',
  'this tag, inspector (on demand)': 'fullstory-ometria.inspector.min.js',
};

const BUDGETS = [
  { build: 'core', file: SCRIPTS['this tag, core'], most: 4500 },
  { build: 'full', file: SCRIPTS['this tag, full'], most: 9000 },
];
// As many modules as a sentence can hold.
const NAMED = 5;

/** What stands in the way of a budget: the modules that have to go, the heaviest first, before it is kept. */
function obstacle({ build, most, size, modules, code }) {
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

// The minifier's own names are shorter.
const SHORTEST_WORD = 3;

/**
 * The names and texts in a script that somebody outside has to see (a site's options and commands, Ometria's properties,
 * problem codes, the record, what the browser and the vendors are called by), each once: no rewriting makes them shorter.
 */
function words(code) {
  const found = new Set();
  const walk = (node) => {
    if (Array.isArray(node)) node.forEach(walk);
    if (!node || typeof node !== 'object' || !node.type) return;
    if (node.type === 'Literal' && node.regex) found.add(node.regex.pattern);
    else if (node.type === 'Literal' && typeof node.value === 'string') found.add(node.value);
    else if (node.type === 'TemplateElement') found.add(node.value.cooked);
    else if (node.type === 'Identifier') found.add(node.name);
    for (const key of Object.keys(node)) walk(node[key]);
  };
  walk(parse(code, { ecmaVersion: 2020 }));
  return [...found].filter((word) => word.length >= SHORTEST_WORD);
}

/** What each import adds to a site's own bundle: alone, and on top of createBridge. */
async function subpaths(dist, exported) {
  const path = (file) => JSON.stringify(join(dist, 'esm', file));
  const core = await bundle(`export { createBridge } from ${path('index.js')};`);
  const rows = [['fullstory-ometria', weigh(core), undefined]];
  for (const name of exported) {
    if (!existsSync(join(dist, 'esm', `${name}.js`))) continue;
    const alone = await bundle(`export * from ${path(`${name}.js`)};`);
    const both = await bundle(`export { createBridge } from ${path('index.js')}; export * from ${path(`${name}.js`)};`);
    rows.push([`fullstory-ometria/${name}`, weigh(alone), brotli(both) - brotli(core)]);
  }
  return rows;
}

export async function bytesPart({ dist, root, failures }) {
  const own = Object.entries(SCRIPTS)
    .filter(([, file]) => existsSync(join(dist, file)))
    .map(([name, file]) => [
      name,
      readFileSync(join(dist, file), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*$/, ''),
      'script',
    ]);
  const others = await peers();
  const all = [
    ...own.map(([name, code, how]) => ({ name, how, ...weigh(code) })),
    ...others.map(({ name, version, how, code }) => ({ name: `${name} ${version}`, how, ...weigh(code) })),
  ];
  const vitals = all.find(({ name }) => name.startsWith('web-vitals'))?.brotli;
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const exported = Object.keys(exports)
    .filter((name) => /^\.\/[\w-]+$/.test(name))
    .map((name) => name.slice(2));
  const imports = await subpaths(dist, exported);
  const budgets = BUDGETS.map((budget) => {
    const [, code] = own.find(([name]) => SCRIPTS[name] === budget.file);
    return { ...budget, code, size: brotli(code), modules: weighModules(dist, budget.file).modules };
  });
  const missed = budgets.filter(({ size, most }) => size > most).map(obstacle);
  const absent = Object.entries(failures).map(([name, reason]) => `${name} did not install: ${reason}`);
  return {
    title: 'Bytes',
    text: [
      table(
        ['script', 'how', 'minified', 'gzip', 'brotli', 'brotli ÷ web-vitals'],
        all
          .sort((a, b) => a.brotli - b.brotli)
          .map((row) => [
            row.name,
            row.how,
            bytes(row.minified),
            bytes(row.gzip),
            bytes(row.brotli),
            ratio(row.brotli, vitals),
          ]),
      ),
      'What an import adds to a site’s own bundle:',
      table(
        ['import', 'minified', 'gzip', 'brotli', 'brotli, on top of createBridge'],
        imports.map(([name, size, more]) => [
          name,
          bytes(size.minified),
          bytes(size.gzip),
          bytes(size.brotli),
          more === undefined ? '–' : `+${bytes(more)}`,
        ]),
      ),
      ...budgets.flatMap(({ build, size, modules }) => [
        `What ${build} would lose without each of its modules, the heaviest first (what two share stays, so the sum is less than the whole):`,
        table(
          ['module', 'brotli', 'share', 'minified'],
          modules.map(({ name, lost, minified }) => [
            name,
            bytes(lost),
            `${number((lost / size) * 100)} %`,
            bytes(minified),
          ]),
        ),
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
