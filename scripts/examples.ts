// Builds every example from the packed tarball, in an empty folder, and drives them in a browser. `npm run test:examples`
//
//   npx tsx scripts/examples.ts [--no-build]     with --no-build dist/ is taken as it is
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'fs-ometria-examples-'));
const started = performance.now();

interface Where {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

const run = (command: string, { cwd = root, env = {} }: Where = {}) => {
  const since = performance.now();
  const [file = '', ...args] = command.split(' ');
  const { status, error } = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    // What was run is told in one line; what it says only matters where it fails.
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error || status !== 0) throw new Error(`failed: ${command} in ${cwd}`);
  console.log(`  ${((performance.now() - since) / 1000).toFixed(1)} s  ${command}`);
};

const npm = (rest: string, options?: Where) =>
  run(`npm --silent --no-fund --no-audit --no-update-notifier ${rest}`, options);

/** A copy of an example in which the package comes from the tarball: that is not on any registry yet. */
const prepare = (name: string, tarball: string) => {
  const cwd = join(work, name);
  cpSync(join(root, 'examples', name), cwd, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|dist|\.next)$/.test(path),
  });
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(cwd, 'package.json'), 'utf8'),
  );
  const { 'fullstory-ometria': wanted, ...others } = manifest.dependencies;
  if (!wanted) throw new Error(`${name} does not depend on the package`);
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ ...manifest, dependencies: others }));
  if (existsSync(join(cwd, 'package-lock.json'))) npm('ci', { cwd });
  npm(`install --no-save --no-package-lock ${tarball}`, { cwd });
  return cwd;
};

try {
  if (!process.argv.includes('--no-build')) npm('run build');
  console.log('── the tarball');
  run(`npm pack --silent --ignore-scripts --pack-destination ${work}`);
  const tarball = join(work, readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '');

  console.log('── node');
  run('node index.js', { cwd: prepare('node', tarball) });

  for (const name of ['react', 'vue', 'lazy', 'react-server', 'next']) {
    console.log(`── ${name}`);
    const cwd = prepare(name, tarball);
    // Its own types are those of the tarball. Vue's files want a compiler of their own; Next.js checks as it builds.
    if (name !== 'vue' && name !== 'next') run(join(root, 'node_modules/.bin/tsc'), { cwd });
    npm('run build', { cwd, env: { NEXT_TELEMETRY_DISABLED: '1' } });
  }
  // Strict mode mounts twice in React's development build only.
  npm('run build -- --mode development --outDir dist-development', {
    cwd: join(work, 'react'),
    env: { NODE_ENV: 'development' },
  });

  console.log('── a newcomer’s empty folder');
  // The newcomer's five minutes begin here; examples/examples.spec.ts ends them.
  const arrived = String(Date.now());
  const newcomer = join(work, 'newcomer');
  mkdirSync(newcomer);
  npm('init -y', { cwd: newcomer });
  npm(`install ${tarball}`, { cwd: newcomer });

  console.log('── in the browser');
  run('npx --no playwright test --config playwright.examples.config.ts', {
    env: { EXAMPLES: work, NEWCOMER_SINCE: arrived },
  });
  console.log(`the examples hold, ${((performance.now() - started) / 1000).toFixed(0)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
