import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version), __INSPECTOR__: JSON.stringify('sha256-test') },
  test: {
    // A test that needs a document says so in its first line: // @vitest-environment jsdom
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // They test dist/: vitest.built.config.ts.
    exclude: ['test/package/**'],
    allowOnly: false,
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
