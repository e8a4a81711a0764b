import { defineConfig } from '@playwright/test';
import { browsers } from './scripts/browsers.js';

// Looked for once; the workers are given what the runner found.
process.env.FS_OMETRIA_BROWSERS ??= JSON.stringify(browsers());
const found: ReturnType<typeof browsers> = JSON.parse(process.env.FS_OMETRIA_BROWSERS);

// A path of our own is handed over; Playwright knows its own download by itself.
const launch = (browser: { path: string; download: boolean } | undefined, args: string[]) =>
  browser === undefined || browser.download ? { args } : { executablePath: browser.path, args };

const CHROMIUM_FLAGS = [
  // Chromium refuses to start as root with its sandbox.
  '--no-sandbox',
  // Nothing that talks to the network by itself: the tests count requests.
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

// What takes long is run by `npm run test:soak` alone: `@soak` in a title, and in Firefox `@firefox-soak` as well.
const soak = Boolean(process.env.SOAK);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  // By test, not by file: the last file would keep one worker waiting for the other.
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // They stop what hangs. How long a test takes is the machine's affair.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { trace: 'off', video: 'off', screenshot: 'off' },
  projects: [
    {
      name: 'chromium',
      ...(soak ? { grep: /@soak/ } : { grepInvert: /@soak/ }),
      use: {
        browserName: 'chromium',
        launchOptions: launch(
          found.chromium?.download ? found.chromium : (found.headlessShell ?? found.chromium),
          CHROMIUM_FLAGS,
        ),
      },
    },
    {
      name: 'firefox',
      ...(soak ? { grep: /@soak.*@firefox|@firefox-soak/ } : { grep: /@firefox(?!-soak)/, grepInvert: /@soak/ }),
      // The channel is the stock Firefox spoken to by WebDriver BiDi; Playwright's download is a patched one.
      use: {
        browserName: 'firefox',
        ...(found.firefox?.download === false && { channel: 'moz-firefox' }),
        launchOptions: launch(found.firefox, []),
      },
    },
  ],
});
