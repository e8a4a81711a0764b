// Finds what drives WebKit on Linux; as a command it also installs what is missing.
//
//   node scripts/webkit.mjs     prints { "driver": …, "browser": …, "display": … }
//
// WebKitGTK is Safari's engine, not Safari. Playwright cannot drive Debian's, a WebDriver client can; Playwright's own
// WebKit runs on macOS, in the workflow file.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = ['webkit2gtk-driver', 'xvfb'];
const LIBRARIES = '/usr/lib';

const isRunnable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (command) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((directory) => join(directory, command))
    .find(isRunnable);

const list = (folder) => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** The small browser that comes with the library: /usr/lib/<architecture>/webkit2gtk-<version>/MiniBrowser. */
const findBrowser = () =>
  list(LIBRARIES)
    .flatMap((architecture) =>
      list(join(LIBRARIES, architecture))
        .filter((name) => /^webkit(2)?gtk-/.test(name))
        .map((name) => join(LIBRARIES, architecture, name, 'MiniBrowser')),
    )
    .findLast(isRunnable);

/** Where each part is; undefined: it is missing. */
export const findWebKit = () => ({
  driver: onPath('WebKitWebDriver'),
  browser: findBrowser(),
  display: onPath('Xvfb'),
});

const missing = () =>
  Object.entries(findWebKit())
    .filter(([, path]) => !path)
    .map(([name]) => name);

const run = (command, args) => {
  // The result alone goes to stdout.
  process.stderr.write(`webkit: ${command} ${args.join(' ')}\n`);
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 300_000 }).status === 0;
};

/** Installs what `findWebKit()` does not find; throws with a plain sentence when that fails. */
export function ensureWebKit() {
  let tried = '';
  if (missing().length > 0) {
    if (process.getuid?.() !== 0) tried = 'apt-get needs root';
    else if (!onPath('apt-get')) tried = 'there is no apt-get';
    else {
      tried = 'apt-get brought none that starts';
      if (run('apt-get', ['update'])) run('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES]);
    }
  }
  const absent = missing();
  if (absent.length === 0) return findWebKit();
  throw new Error(
    `The WebKit tests miss ${absent.join(', ')}: install the packages ${PACKAGES.join(' and ')} (Debian's names); ${tried}.`,
  );
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(JSON.stringify(ensureWebKit(), null, 2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
