// Finds the browsers of the end-to-end tests; as a command it also installs what is missing.
//
//   npx tsx scripts/browsers.ts     prints { "chromium": { "path": … }, "headlessShell": …, "firefox": … }
//
// Order: environment variable, PATH, Playwright's own download; then `playwright install --with-deps`, then apt as root.
import { spawnSync } from 'node:child_process';
import { chromium, firefox } from 'playwright';
import { isCommand, isRunnable, placesOnPath, printFound, run } from './command.js';

interface Wanted {
  variable: string;
  commands: readonly string[];
  /** Where Playwright's download would lie. */
  download(): string;
  aptPackage: string;
  /** The tests run without it. */
  spare?: boolean;
}

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
} satisfies Record<string, Wanted>;

type Name = keyof typeof WANTED;
const NAMES: readonly Name[] = ['chromium', 'headlessShell', 'firefox'];

/** `download`: Playwright downloaded it, and finds it by itself. */
interface Browser {
  path: string;
  download: boolean;
}

type Browsers = Partial<Record<Name, Browser>>;
type EveryBrowser = Browsers & Record<Exclude<Name, 'headlessShell'>, Browser>;

// A file by that name is no proof: Ubuntu's chromium-browser only says that a snap is missing, and a
// downloaded browser may lack shared libraries.
const answers = (path: string) => {
  if (!isRunnable(path)) return false;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
};

function find({ variable, commands, download }: Wanted): Browser | undefined {
  const override = process.env[variable];
  if (override) {
    if (answers(override)) return { path: override, download: false };
    throw new Error(`${variable} is set to ${override}, which does not answer to --version.`);
  }
  const path = commands.flatMap(placesOnPath).find(answers);
  if (path) return { path, download: false };
  return answers(download()) ? { path: download(), download: true } : undefined;
}

/** The browsers of this machine, without installing any. */
export function browsers(): Browsers {
  const found: Browsers = {};
  for (const name of NAMES) {
    const browser = find(WANTED[name]);
    if (browser) found[name] = browser;
  }
  return found;
}

const isSpare = (name: Name) => 'spare' in WANTED[name];
const missingOf = (found: Browsers) => NAMES.filter((name) => found[name] === undefined && !isSpare(name));
const isComplete = (found: Browsers): found is EveryBrowser => missingOf(found).length === 0;

// A download that is refused keeps trying for minutes: so much for the first answer of the server.
const FIRST_ANSWER_MS = 5000;
const DOWNLOADS = 'https://cdn.playwright.dev/';

/** Whether Playwright's server answers at all, whatever it says. A mirror or a proxy is for Playwright to ask. */
const isDownloadOpen = () => {
  const { PLAYWRIGHT_DOWNLOAD_HOST: mirror, HTTPS_PROXY: proxy } = process.env;
  if (mirror || proxy) return true;
  const ask = `fetch(${JSON.stringify(DOWNLOADS)}, { method: 'HEAD', signal: AbortSignal.timeout(${FIRST_ANSWER_MS}) }).then(() => process.exit(0), () => process.exit(1))`;
  return spawnSync(process.execPath, ['-e', ask], { timeout: 2 * FIRST_ANSWER_MS }).status === 0;
};

/** Playwright's own download; with the libraries that it needs where we may install them. Returns what was tried. */
const download = (names: readonly Name[]) => {
  if (!isDownloadOpen()) return `${DOWNLOADS} does not answer`;
  const libraries = process.getuid?.() === 0 ? ['--with-deps'] : [];
  run('npx', ['--no', 'playwright', 'install', ...libraries, ...names]);
  return '"npx playwright install" brought none that starts';
};

const installByApt = (packages: readonly string[]) =>
  run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);

/** The system's packages. Returns what was tried. */
const installPackages = (names: readonly Name[]) => {
  if (process.getuid?.() !== 0) return 'apt-get needs root';
  if (!placesOnPath('apt-get').some(answers)) return 'there is no apt-get';
  const packages = names.map((name) => WANTED[name].aptPackage);
  // Not every Debian and Ubuntu has the shell.
  if (run('apt-get', ['update']) && !installByApt([...packages, WANTED.headlessShell.aptPackage]))
    installByApt(packages);
  return 'neither did apt-get';
};

/** Installs what `browsers()` does not find; throws with a plain sentence when that fails. */
export function ensureBrowsers(): EveryBrowser {
  const tried: string[] = [];
  for (const way of [download, installPackages]) {
    const found = browsers();
    if (isComplete(found)) return found;
    tried.push(way(missingOf(found)));
  }
  const found = browsers();
  if (isComplete(found)) return found;
  const cures = missingOf(found).map(
    (name) => `${name} (install it, or set ${WANTED[name].variable} to its executable)`,
  );
  throw new Error(`The end-to-end tests miss ${cures.join(' and ')}. None on PATH; ${tried.join('; ')}.`);
}

if (isCommand(import.meta.url)) printFound(ensureBrowsers);
