import { defineConfig } from '@playwright/test';
import standard from './playwright.config.js';

// The robot that shops in the demo: `npm run test:robot`.
export default defineConfig({
  ...standard,
  testDir: 'e2e/robot',
  testMatch: '*.long.ts',
  outputDir: 'test-results/robot',
  // What is not there is found out soon: an hour's log is long.
  use: { ...standard.use, actionTimeout: 20_000 },
  projects: (standard.projects ?? []).filter(({ name }) => name === 'chromium'),
});
