import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { render } from '../../scripts/troubleshooting.mjs';
import type { ProblemCode } from '../../src/health.js';
import { PROBLEMS, STATES } from '../../src/inspector/problems.js';

const page = readFileSync(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8');

/** Members of the union, as they stand in the sources. */
const codesIn = (file: string, type: string): string[] => {
  const text = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
  const [, union = ''] = new RegExp(`type ${type} =([^;]*);`).exec(text) ?? [];
  return [...union.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
};

test('every problem code has cause and cure, and there is no other', () => {
  const codes = [...codesIn('types/health.ts', 'ProblemCode'), ...codesIn('types/health.ts', 'Hold')];
  expect(codes.length).toBeGreaterThan(20);
  expect(Object.keys(PROBLEMS).sort()).toEqual(codes.sort());
  for (const [cause, cure] of [...Object.values(PROBLEMS), ...Object.values(STATES)]) {
    expect(cause).toMatch(/^[A-Za-z`].{10,100}\.$/);
    expect(cure).toMatch(/^[A-Z].{10,}\.$/);
    // Backticks come in pairs: they mark code in the panel as well.
    expect((cause + cure).split('`').length % 2).toBe(1);
  }
});

test('the tables of the troubleshooting page are made from the list', async () => {
  expect(await render(page)).toBe(page);
  const codes: ProblemCode[] = ['bad_rule', 'ometria_absent'];
  for (const code of codes) expect(page).toContain(`| \`${code}\` | ${PROBLEMS[code][0]} |`);
});
