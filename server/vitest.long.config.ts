import { defineConfig } from 'vitest/config';

// What takes longer, or needs what has been built: the relay in workerd, the process, load. `npm run build` first.
export default defineConfig({
  test: {
    name: 'server, long',
    environment: 'node',
    include: ['test/long/**/*.test.ts'],
    allowOnly: false,
    testTimeout: 600_000,
    // One at a time: they measure.
    fileParallelism: false,
  },
});
