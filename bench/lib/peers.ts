// What the tag is measured against. The peers have a package.json of their own, so that `npm ci` in the root stays small.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const { minify } = createRequire(createRequire(import.meta.url).resolve('@rollup/plugin-terser'))('terser');

const read = (path) => readFileSync(path, 'utf8');
const { dependencies } = JSON.parse(read(join(BENCH, 'package.json')));

const folder = (name) => join(BENCH, 'node_modules', name);
const npm = (args) =>
  spawnSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: BENCH, encoding: 'utf8' });

/** Installs what is missing: all at once by the lock file, and if that fails one by one, so that one bad peer costs only itself. */
export function installPeers() {
  const missing = () => Object.keys(dependencies).filter((name) => !existsSync(folder(name)));
  const failures = {};
  if (missing().length > 0) npm(['ci']);
  for (const name of missing()) {
    const { status, stderr } = npm(['install', '--no-save', '--no-package-lock', `${name}@${dependencies[name]}`]);
    const reason = stderr.split('\n').find((line) => /npm (error|ERR)/i.test(line)) ?? `npm ended with ${status}`;
    if (!existsSync(folder(name))) failures[name] = reason.replace(/https?:\S+/g, '…');
  }
  return failures;
}

export const versionOf = (name) => JSON.parse(read(join(folder(name), 'package.json'))).version;

/** Bare imports out of bench/node_modules, by what a bundler would take; an import of what is not there stays outside. */
const resolvePeers = {
  name: 'resolve-peers',
  resolveId(source, importer) {
    if (source.startsWith('.') && importer) {
      const path = join(dirname(importer), source);
      return [path, `${path}.js`, `${path}.mjs`, join(path, 'index.js')].find(
        (file) => /\.m?js$/.test(file) && existsSync(file),
      );
    }
    if (source.startsWith('/') || source.startsWith('\0')) return undefined;
    const [name] = /^(@[^/]+\/)?[^/]+/.exec(source);
    if (!existsSync(folder(name))) return { id: source, external: true };
    const manifest = JSON.parse(read(join(folder(name), 'package.json')));
    const { import: esm, default: otherwise } = manifest.exports?.['.'] ?? {};
    const entry = [esm?.default ?? esm, manifest.module, otherwise, manifest.main].find(
      (file) => typeof file === 'string',
    );
    return join(folder(name), entry);
  },
};

/** One module with everything it imports, minified by the settings that the tag's own script builds use for code of others. */
export async function bundle(code, { external = [] } = {}) {
  const entry = '\0entry';
  const bundled = await rollup({
    input: entry,
    external,
    onwarn: () => {},
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
      resolvePeers,
    ],
  });
  const { output } = await bundled.generate({ format: 'es' });
  const result = await minify(output[0].code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    format: { comments: false },
  });
  return result.code;
}

// What a site would load with a script tag, as the package ships it; else what its import adds to a site's own bundle.
const SHIPPED = { 'posthog-js': 'dist/array.js', '@segment/analytics-next': 'dist/umd/standalone.js' };
const IMPORTED = {
  'web-vitals':
    "import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'; for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) on(console.log);",
  '@sentry/fullstory': "export * from '@sentry/fullstory';",
  '@fullstory/browser': "export * from '@fullstory/browser';",
  mitt: "export { default } from 'mitt';",
};

/** `{ name, version, how, code }` of each peer that is there. */
export async function peers() {
  const present = Object.keys(dependencies).filter((name) => existsSync(folder(name)));
  return Promise.all(
    present.map(async (name) => {
      const shipped = SHIPPED[name];
      const external = name === '@sentry/fullstory' ? [/^@sentry\/core/] : [];
      const code = shipped ? read(join(folder(name), shipped)) : await bundle(IMPORTED[name], { external });
      const how = shipped
        ? `as shipped, ${shipped.split('/').at(-1)}`
        : external.length > 0
          ? 'import, without @sentry/core'
          : 'import';
      return { name, version: versionOf(name), how, code: code.replace(/\n?\/\/# sourceMappingURL=.*$/, '') };
    }),
  );
}
