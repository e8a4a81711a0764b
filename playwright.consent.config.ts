import { defineConfig } from '@playwright/test';
import standard from './playwright.config.js';

const [chromium, firefox] = standard.projects ?? [];

// The adapters on real consent tools: `npm run test:consent` installs the tools and runs this.
export default defineConfig({
  ...standard,
  testDir: 'e2e/consent-tools',
  outputDir: 'test-results/consent-tools',
  projects: [
    { name: 'chromium', testMatch: 'consent.long.ts', use: { ...chromium?.use } },
    { name: 'firefox', testMatch: 'consent.long.ts', use: { ...firefox?.use } },
  ],
});
