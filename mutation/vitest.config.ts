import { mergeConfig } from 'vitest/config';
import standard from '../vitest.config.js';

// The tests that own these folders' promises: CONTRIBUTING.md, "Tests".
const { projects: _, ...test } = standard.test ?? {};
export default mergeConfig(
  { ...standard, test },
  { test: { include: ['test/{visit,identity,intake,delivery,consent,boot}/**/*.test.ts'] } },
);
