import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // The tag's source: the unit tests run before anything is built.
    alias: { 'fullstory-ometria/vocabulary': fileURLToPath(new URL('../src/vocabulary.ts', import.meta.url)) },
  },
  test: {
    name: 'server',
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // They take longer, or what has been built: vitest.long.config.ts.
    exclude: ['test/long/**'],
    allowOnly: false,
    // Stops what hangs. How long a test takes is the machine's affair.
    testTimeout: 120_000,
    setupFiles: fileURLToPath(new URL('../test/support/seed.ts', import.meta.url)),
    env: { FUZZ_SEED: process.env.FUZZ_SEED ?? '20261121' },
    // No module has state: what is loaded once serves all files of a worker.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
