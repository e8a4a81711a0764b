// Bundles the pages of the judge's shop: every file of pages/ becomes one script and one style sheet in dist/.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const entryPoints = readdirSync(`${FOLDER}pages`)
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => `${FOLDER}pages/${name}`);

const svelte: Plugin = {
  name: 'svelte',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.svelte$/ }, ({ path }) => ({
      contents: compile(readFileSync(path, 'utf8'), { filename: path, css: 'injected' }).js.code,
      loader: 'js',
    }));
  },
};

rmSync(`${FOLDER}dist`, { recursive: true, force: true });
await build({
  // Where aliases are looked for.
  absWorkingDir: FOLDER,
  entryPoints,
  outdir: `${FOLDER}dist`,
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  sourcemap: false,
  target: 'es2022',
  jsx: 'automatic',
  plugins: [svelte],
  logLevel: 'warning',
  loader: {
    '.svg': 'dataurl',
    '.png': 'dataurl',
    '.gif': 'dataurl',
    '.webp': 'dataurl',
    '.jpg': 'dataurl',
    '.woff': 'dataurl',
    '.woff2': 'dataurl',
    '.ttf': 'dataurl',
    '.eot': 'empty',
  },
  define: {
    // Some packages are older than `globalThis`.
    global: 'globalThis',
    'process.env.NODE_ENV': '"production"',
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  // Vue with its compiler: the pages' templates are strings, as in a shop without a build.
  alias: { vue: 'vue/dist/vue.esm-bundler.js' },
});
console.log(`${entryPoints.length} pages of widgets are bundled`);
