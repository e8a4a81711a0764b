// What the tag is measured against. The peers have a package.json of their own, so that `npm ci` in the root stays small.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rollup } from 'rollup';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
// What @rollup/plugin-terser brings along.
const terser = createRequire(createRequire(import.meta.url).resolve('@rollup/plugin-terser'))('terser') as {
  minify(code: string, options: object): Promise<{ code: string }>;
};

const read = (path: string) => readFileSync(path, 'utf8');

interface Manifest {
  version: string;
  module?: string;
  main?: string;
  dependencies: Record<string, string>;
  exports?: { '.'?: { import?: string | { default?: string }; default?: string } };
}

const manifestOf = (path: string) => JSON.parse(read(join(path, 'package.json'))) as Manifest;
const { dependencies } = manifestOf(BENCH);

const folder = (name: string) => join(BENCH, 'node_modules', name);
const npm = (args: string[]) =>
  spawnSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: BENCH, encoding: 'utf8' });

/** Installs what is missing: all at once by the lock file, and if that fails one by one, so that one bad peer costs only itself. */
export function installPeers(): Record<string, string> {
  const missing = () => Object.keys(dependencies).filter((name) => !existsSync(folder(name)));
  const failures: Record<string, string> = {};
  if (missing().length > 0) npm(['ci']);
  for (const name of missing()) {
    const { status, stderr } = npm(['install', '--no-save', '--no-package-lock', `${name}@${dependencies[name]}`]);
    const reason = stderr.split('\n').find((line) => /npm (error|ERR)/i.test(line)) ?? `npm ended with ${status}`;
    if (!existsSync(folder(name))) failures[name] = reason.replace(/https?:\S+/g, '…');
  }
  return failures;
}

export const versionOf = (name: string): string => manifestOf(folder(name)).version;

/** Bare imports out of bench/node_modules, by what a bundler would take; an import of what is not there stays outside. */
const resolvePeers: Plugin = {
  name: 'resolve-peers',
  resolveId(source, importer) {
    if (source.startsWith('.') && importer) {
      const path = join(dirname(importer), source);
      return [path, `${path}.js`, `${path}.mjs`, join(path, 'index.js')].find(
        (file) => /\.m?js$/.test(file) && existsSync(file),
      );
    }
    if (source.startsWith('/') || source.startsWith('\0')) return undefined;
    const [name = source] = /^(@[^/]+\/)?[^/]+/.exec(source) ?? [];
    if (!existsSync(folder(name))) return { id: source, external: true };
    const manifest = manifestOf(folder(name));
    const { import: esm, default: otherwise } = manifest.exports?.['.'] ?? {};
    const imported = typeof esm === 'string' ? esm : esm?.default;
    return join(folder(name), imported ?? manifest.module ?? otherwise ?? manifest.main ?? 'index.js');
  },
};

/** One module with everything it imports, minified by the settings that the tag's own script builds use for code of others. */
export async function bundle(code: string, { external = [] as RegExp[] } = {}): Promise<string> {
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
  const result = await terser.minify(output[0].code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    format: { comments: false },
  });
  return result.code;
}

// What a site would load with a script tag, as the package ships it; else what its import adds to a site's own bundle.
const SHIPPED: Record<string, string> = {
  'posthog-js': 'dist/array.js',
  '@segment/analytics-next': 'dist/umd/standalone.js',
};
const IMPORTED: Record<string, string> = {
  'web-vitals':
    "import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals'; for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) on(console.log);",
  '@sentry/fullstory': "export * from '@sentry/fullstory';",
  '@fullstory/browser': "export * from '@fullstory/browser';",
  mitt: "export { default } from 'mitt';",
};

export interface Peer {
  name: string;
  version: string;
  /** Of what the code is. */
  how: string;
  code: string;
}

/** Each peer that is there. */
export async function peers(): Promise<Peer[]> {
  const present = Object.keys(dependencies).filter((name) => existsSync(folder(name)));
  return Promise.all(
    present.map(async (name) => {
      const shipped = SHIPPED[name];
      const external = name === '@sentry/fullstory' ? [/^@sentry\/core/] : [];
      const code = shipped ? read(join(folder(name), shipped)) : await bundle(IMPORTED[name] ?? '', { external });
      const how = shipped
        ? `as shipped, ${shipped.split('/').at(-1)}`
        : external.length > 0
          ? 'import, without @sentry/core'
          : 'import';
      return { name, version: versionOf(name), how, code: code.replace(/\n?\/\/# sourceMappingURL=.*$/, '') };
    }),
  );
}
