import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const listed = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '--', ...patterns], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

// What stays JavaScript, and who wants it so.
const JAVASCRIPT: Readonly<Record<string, RegExp>> = {
  'rollup, vite, Next.js and textlint load it':
    /^(rollup\.config\.mjs|examples\/[\w-]+\/(vite\.config\.js|next\.config\.mjs)|scripts\/prose\/[\w-]+\.js)$/,
  "runs in Tag Manager's sandbox": /^gtm\/parts\/(tests\/[\w-]+|template)\.js$/,
  'a browser gets it as it is': /^(e2e\/support\/widgets\/setup|bench\/glue\/glue)\.js$/,
  'a reader runs it as it is': /^examples\/(node\/index|react-server\/server)\.js$/,
};
const MOST_LINES = 1500;

// Declarations of what has no module of ours: the build's constants, vite's client, libraries without types.
const DECLARATIONS = ['e2e/widgets/pages/shared/modules.d.ts', 'examples/vue/src/env.d.ts', 'src/globals.d.ts'];

const CONFIGURATIONS = ['.', 'test', 'bench', 'server', 'e2e/widgets'].map((folder) => join(folder, 'tsconfig.json'));
// Built from the packed tarball, by `npm run test:examples`, or compiled against it by test/package.
const APART = /^(examples\/.*|test\/package\/types\/.*)$/;

const read = (path: string) => {
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve(dirname(path)), undefined, resolve(path));
};

describe('what the project wrote itself is TypeScript', () => {
  const scripts = listed('*.js', '*.mjs', '*.cjs', '*.jsx');

  it('but for what a tool, a sandbox or a browser wants as it is', () => {
    const allowed = Object.values(JAVASCRIPT);
    const others = scripts.filter((path) => !allowed.some((pattern) => pattern.test(path)));
    expect(others).toEqual([]);
    // A pattern that fits nothing is out of date.
    for (const [why, pattern] of Object.entries(JAVASCRIPT))
      expect(
        scripts.some((path) => pattern.test(path)),
        why,
      ).toBe(true);
  });

  it(`of which there are at most ${MOST_LINES} lines`, () => {
    const texts = scripts.map((path) => readFileSync(path, 'utf8'));
    expect(texts.reduce((lines, text) => lines + text.split('\n').length - 1, 0)).toBeLessThanOrEqual(MOST_LINES);
  });

  it('without a declaration beside a script', () => {
    const declarations = listed('*.d.ts', '*.d.mts', '*.d.cts');
    expect(declarations).toEqual(DECLARATIONS);
  });

  it('and a strict compiler reads all of it', () => {
    const configurations = CONFIGURATIONS.map(read);
    for (const { options } of configurations)
      expect(options).toMatchObject({ strict: true, noUncheckedIndexedAccess: true, noEmit: true });
    const covered = new Set(configurations.flatMap(({ fileNames }) => fileNames.map((name) => relative('.', name))));
    const forgotten = listed('*.ts', '*.tsx', '*.mts').filter((path) => !covered.has(path) && !APART.test(path));
    expect(forgotten).toEqual([]);
  });
});
