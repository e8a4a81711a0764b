import { defineConfig } from 'vitest/config';

// What is tested in dist/: run after a build. The minified core passes the bridge's own tests, too; the full build, whose
// detectors want a real document, is what the end-to-end tests load.
export default defineConfig({
  test: {
    environment: 'node',
    allowOnly: false,
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'package', include: ['test/package/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'minified',
          include: ['test/boot/bridge.test.ts'],
          restoreMocks: true,
          unstubGlobals: true,
          env: { FS_OMETRIA_FILE: 'dist/fullstory-ometria.core.min.js' },
        },
      },
    ],
  },
});
