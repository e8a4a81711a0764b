// Bundles what a project bundles that imports one thing from the package: the files that .size-limit.json weighs.
//
//   npm run build && node scripts/imports.mjs
import { readFileSync, realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import { TOOLS } from './consent-builds.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** Whether bundlers keep a file of the package for its effects alone, by `sideEffects` of package.json. */
export const hasEffects = (file, { sideEffects = true } = manifest) =>
  Array.isArray(sideEffects)
    ? sideEffects.some((glob) => {
        const pattern = glob.replace(/[^\w*]/g, '\\$&').replace(/\*/g, '[^/]*');
        return new RegExp(`^${pattern}$`).test(`./${file}`);
      })
    : sideEffects;

/** By the file's name: module of the package, and what is taken from it. */
export const IMPORTS = {
  bridge: { from: 'index', names: ['createBridge'] },
  detectors: { from: 'detectors', names: ['detectors'] },
  'data-layer': { from: 'data-layer', names: ['dataLayer'] },
  rules: { from: 'rules', names: ['rules'] },
  'one-preset': { from: 'rules', names: ['checkoutRescue'] },
  ...Object.fromEntries(TOOLS.map((name) => [name, { from: 'consent', names: [name] }])),
  nothing: { from: 'index', names: [] },
};

/** The bundle of one import: its code, and the modules it is made of, relative to dist/esm. */
export const bundle = async ({ from, names }, file = 'bundle.js') => {
  const target = `${root}dist/esm/${from}.js`;
  const built = await rollup({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : null),
        load: (id) => (id === 'entry' ? `export { ${names.join(', ')} } from '${target}'; import '${target}';` : null),
      },
    ],
    treeshake: { moduleSideEffects: (id) => id !== 'entry' && hasEffects(relative(root, id)) },
  });
  const { output } = await built.write({ file, format: 'es', plugins: [terser({ ecma: 2020, module: true })] });
  await built.close();
  const [{ code, modules }] = output;
  const kept = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0);
  return { code, modules: kept.map(([id]) => relative(`${root}dist/esm`, id)).sort() };
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const [name, given] of Object.entries(IMPORTS)) await bundle(given, `${root}test-results/imports/${name}.js`);
}
