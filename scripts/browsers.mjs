// Finds the browsers of the end-to-end tests; as a command it also installs what is missing.
//
//   node scripts/browsers.mjs     prints { "chromium": { "path": … }, "headlessShell": …, "firefox": … }
//
// Order: environment variable, PATH, Playwright's own download; then `playwright install`, then apt as root.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright';

const WANTED = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    download: () => chromium.executablePath(),
    aptPackage: 'chromium',
  },
  // Chromium without a window. The whole browser draws its window's own pages beside every page of a test, also where there is
  // no screen, and that costs more than the page. Playwright's download has one of its own.
  headlessShell: {
    variable: 'HEADLESS_SHELL_PATH',
    commands: ['chromium-headless-shell'],
    download: () => '',
    aptPackage: 'chromium-headless-shell',
    spare: true,
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    download: () => firefox.executablePath(),
    aptPackage: 'firefox-esr',
  },
};

// A file by that name is no proof: Ubuntu's chromium-browser only says that a snap is missing, and a
// downloaded browser may lack shared libraries.
const answers = (path) => {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
};

const onPath = (command) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((directory) => join(directory, command));

function find({ variable, commands, download }) {
  const override = process.env[variable];
  if (override) {
    if (answers(override)) return { path: override, download: false };
    throw new Error(`${variable} is set to ${override}, which does not answer to --version.`);
  }
  const path = commands.flatMap(onPath).find(answers);
  if (path) return { path, download: false };
  return answers(download()) ? { path: download(), download: true } : undefined;
}

/**
 * The browsers of this machine, without installing any.
 *
 * @returns {Partial<Record<'chromium' | 'headlessShell' | 'firefox', { path: string, download: boolean }>>}
 *   `download` is true for a browser that Playwright downloaded and finds by itself.
 */
export function browsers() {
  const found = Object.entries(WANTED).map(([name, wanted]) => [name, find(wanted)]);
  return Object.fromEntries(found.filter(([, browser]) => browser !== undefined));
}

const missing = () => {
  const found = browsers();
  return Object.keys(WANTED).filter((name) => found[name] === undefined && !WANTED[name].spare);
};

const installByApt = (packages) => run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);

const run = (command, args) => {
  // The result alone goes to stdout.
  process.stderr.write(`browsers: ${command} ${args.join(' ')}\n`);
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 300_000 }).status === 0;
};

/** Installs what `browsers()` does not find; throws with a plain sentence when that fails. */
export function ensureBrowsers() {
  const tried = [];
  if (missing().length > 0) {
    tried.push('"npx playwright install" brought none that starts');
    run('npx', ['--no', 'playwright', 'install', ...missing()]);
  }
  if (missing().length > 0 && process.getuid?.() !== 0) tried.push('apt-get needs root');
  else if (missing().length > 0 && !onPath('apt-get').some(answers)) tried.push('there is no apt-get');
  else if (missing().length > 0) {
    tried.push('neither did apt-get');
    const packages = missing().map((name) => WANTED[name].aptPackage);
    const { aptPackage } = WANTED.headlessShell;
    // Not every Debian and Ubuntu has the shell.
    if (run('apt-get', ['update']) && !installByApt([...packages, aptPackage])) installByApt(packages);
  }
  const absent = missing();
  if (absent.length === 0) return browsers();
  const cures = absent.map((name) => `${name} (install it, or set ${WANTED[name].variable} to its executable)`);
  throw new Error(`The end-to-end tests miss ${cures.join(' and ')}. None on PATH; ${tried.join('; ')}.`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(JSON.stringify(ensureBrowsers(), null, 2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
