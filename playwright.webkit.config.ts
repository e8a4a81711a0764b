import { defineConfig } from '@playwright/test';
import standard from './playwright.config.js';

// What runs in Firefox, in Playwright's WebKit: by the pull requests' workflow, on macOS. Debian's WebKit is no browser that
// Playwright drives.
export default defineConfig({
  ...standard,
  projects: [
    { name: 'webkit', grep: /@firefox(?!-soak)/, grepInvert: /@soak|@no-webkit/, use: { browserName: 'webkit' } },
  ],
});
