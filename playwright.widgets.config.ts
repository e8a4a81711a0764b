import { defineConfig } from '@playwright/test';
import standard from './playwright.config.js';

const [chromium, firefox] = standard.projects ?? [];
// `WIDGETS_BROWSERS=chromium` is the shorter half.
const browsers = (process.env.WIDGETS_BROWSERS ?? 'chromium firefox').split(' ');

// The long suite with real widgets: `npm run test:widgets` installs and bundles them, and runs this.
export default defineConfig({
  ...standard,
  testDir: 'e2e/widgets',
  outputDir: process.env.WIDGETS_RESULTS ?? 'test-results/widgets',
  projects: [
    { name: 'chromium', testMatch: 'widgets.long.ts', use: { ...chromium?.use } },
    { name: 'firefox', testMatch: 'widgets.long.ts', use: { ...firefox?.use } },
    { name: 'verdict', testMatch: 'verdict.long.ts', dependencies: browsers },
  ],
});
