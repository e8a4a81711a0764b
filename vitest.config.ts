import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

// How much of what is generated a quick run tries, always the same; `npm run test:all` tries more of it.
const QUICK = { MODEL_RUNS: '150', FUZZ_INPUTS: '1500', FUZZ_SEED: '20261121', RULES_CASES: '500' };

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // The demo takes the server package as it is built; its unit tests run before that.
    alias: {
      'fullstory-ometria/vocabulary': source('src/vocabulary.ts'),
      'fullstory-ometria-server/stand-ins': source('server/src/stand-ins/index.ts'),
      'fullstory-ometria-server': source('server/src/index.ts'),
    },
  },
  define: {
    __VERSION__: JSON.stringify(version),
    __INSPECTOR__: JSON.stringify('sha256-test'),
    __INTEGRITY__: JSON.stringify('sha256-test'),
    __CONSENT__: 'true',
  },
  test: {
    // The server package has a configuration of its own.
    projects: [{ extends: true, test: { name: 'tag', include: ['test/**/*.test.ts'] } }, './server/vitest.config.ts'],
    // A test that needs a document says so in its first line: // @vitest-environment jsdom
    environment: 'node',
    // They test dist/: vitest.built.config.ts. The recipes compile all of src twice: `npm run test:recipes`.
    exclude: ['test/package/**', ...(process.env.RECIPES ? [] : ['test/docs/recipes.test.ts'])],
    allowOnly: false,
    // Stops what hangs. How long a test takes is the machine's affair.
    testTimeout: 120_000,
    // No module has state, so the files of a worker may share them. To load everything anew for each of seventy files took
    // longer than the tests.
    isolate: false,
    setupFiles: source('test/support/seed.ts'),
    env: Object.fromEntries(Object.entries(QUICK).map(([name, value]) => [name, process.env[name] ?? value])),
    restoreMocks: true,
    unstubGlobals: true,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.d.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
});
