import { defineConfig } from '@playwright/test';
import standard from './playwright.config.js';

// The examples are built by scripts/examples.ts, which runs this. Tests of a file share its servers.
export default defineConfig({
  ...standard,
  testDir: 'examples',
  outputDir: 'test-results/examples',
  fullyParallel: false,
});
