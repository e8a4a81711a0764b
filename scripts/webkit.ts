// Finds what drives WebKit on Linux; as a command it also installs what is missing.
//
//   npx tsx scripts/webkit.ts     prints { "driver": …, "browser": …, "display": … }
//
// WebKitGTK is Safari's engine, not Safari. Playwright cannot drive Debian's, a WebDriver client can; Playwright's own
// WebKit runs on macOS, in the workflow file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isCommand, isRunnable, placesOnPath, printFound, run } from './command.js';

/** What is needed, and where each part is. */
export type WebKit<Path = string> = Record<'driver' | 'browser' | 'display', Path>;

const PACKAGES = ['webkit2gtk-driver', 'xvfb'];
const LIBRARIES = '/usr/lib';

const onPath = (command: string) => placesOnPath(command).find(isRunnable);

const list = (folder: string) => {
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
    .filter(isRunnable)
    .at(-1);

/** Where each part is; undefined: it is missing. */
export const findWebKit = (): WebKit<string | undefined> => ({
  driver: onPath('WebKitWebDriver'),
  browser: findBrowser(),
  display: onPath('Xvfb'),
});

const isWhole = (found: WebKit<string | undefined>): found is WebKit => Object.values(found).every(Boolean);

const install = () => {
  if (process.getuid?.() !== 0) return 'apt-get needs root';
  if (!onPath('apt-get')) return 'there is no apt-get';
  if (run('apt-get', ['update'])) run('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES]);
  return 'apt-get brought none that starts';
};

/** Installs what `findWebKit()` does not find; throws with a plain sentence when that fails. */
export function ensureWebKit(): WebKit {
  const before = findWebKit();
  if (isWhole(before)) return before;
  const tried = install();
  const found = findWebKit();
  if (isWhole(found)) return found;
  const absent = Object.entries(found).filter(([, path]) => !path);
  throw new Error(
    `The WebKit tests miss ${absent.map(([part]) => part).join(', ')}: install the packages ${PACKAGES.join(' and ')} (Debian's names); ${tried}.`,
  );
}

if (isCommand(import.meta.url)) printFound(ensureWebKit);
