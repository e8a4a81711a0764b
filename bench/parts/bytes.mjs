import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundle, peers } from '../lib/peers.mjs';
import { table, target } from '../lib/report.mjs';
import { ratio } from '../lib/stats.mjs';

export const brotli = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const weigh = (code) => ({
  minified: Buffer.byteLength(code),
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotli(code),
});
const bytes = (value) => value.toLocaleString('en');

const SCRIPTS = {
  'this tag, core': 'fullstory-ometria.core.min.js',
  'this tag, full': 'fullstory-ometria.min.js',
  'this tag, inspector (on demand)': 'fullstory-ometria.inspector.min.js',
};

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
  const [core, full] = all;
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
      absent.length > 0 ? absent.join('\n') : 'All peers were installed.',
    ].join('\n\n'),
    targets: [
      target('core ≤ 4,500 B brotli', `${bytes(own[0] ? brotli(own[0][1]) : Number.NaN)} B`, brotli(own[0][1]) <= 4500),
      target('full ≤ 9,000 B brotli', `${bytes(own[1] ? brotli(own[1][1]) : Number.NaN)} B`, brotli(own[1][1]) <= 9000),
    ],
    data: { all, core, full },
  };
}
