import { defineConfig } from 'vitest/config';

// What is tested in dist/: run after a build.
export default defineConfig({
  test: { environment: 'node', include: ['test/package/**/*.test.ts'], allowOnly: false, testTimeout: 60_000 },
});
