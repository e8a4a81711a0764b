import { defineConfig } from 'vitest/config';

/** Scenes in WebKit, against the files in dist/: `npm run test:webkit`. */
export default defineConfig({
  test: {
    include: ['e2e/webkit/*.scenes.ts'],
    allowOnly: false,
    // One screen and one window in front: a second window takes the focus.
    fileParallelism: false,
    testTimeout: 40_000,
    hookTimeout: 40_000,
  },
});
