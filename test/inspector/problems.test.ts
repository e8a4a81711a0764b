import { expect, test } from 'vitest';
import { PROBLEMS, STATES } from '../../src/types/problem-words.js';

test('every problem has a cause and a cure that fit the panel', () => {
  for (const [cause, cure] of [...Object.values(PROBLEMS), ...Object.values(STATES)]) {
    expect(cause).toMatch(/^[A-Za-z`].{10,100}\.$/);
    expect(cure).toMatch(/^[A-Z].{10,}\.$/);
    // Backticks come in pairs: they mark code in the panel as well.
    expect((cause + cure).split('`').length % 2).toBe(1);
  }
});
