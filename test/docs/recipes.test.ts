import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PAGES } from './pages.js';

// A copy of what the recipes touch and the scripts read; the dependencies are the same.
const PARTS = [
  'src',
  'scripts',
  'docs',
  'demo',
  'stand-ins',
  'tools',
  'gtm',
  'examples',
  'test',
  'package.json',
  'tsconfig.json',
  'biome.json',
];
const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

const scratch = () => {
  const copy = mkdtempSync(join(tmpdir(), 'fs-ometria-recipe-'));
  copies.push(copy);
  for (const part of PARTS)
    cpSync(part, join(copy, part), { recursive: true, filter: (path) => !/node_modules|\/dist\b/.test(path) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  const byHand = new Set<string>();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: copy }).toString();
  git('init', '-q');
  writeFileSync(join(copy, '.gitignore'), 'node_modules\n');
  git('add', '-A');
  git('commit', '-qm', 'before');
  return {
    read: (path: string) => readFileSync(join(copy, path), 'utf8'),
    write: (path: string, text: string) => {
      byHand.add(path);
      writeFileSync(join(copy, path), text);
    },
    /** Puts a line behind another, which has to be there. */
    after(path: string, line: string, added: string) {
      const text = this.read(path);
      expect(text, path).toContain(line);
      this.write(path, text.replace(line, `${line}${added}`));
    },
    run: (script: string) => execFileSync('node', ['--import', 'tsx', script], { cwd: copy }),
    types: () =>
      execFileSync('npx', ['--no', '--', 'tsc', '-p', '.', '--noEmit', '--incremental', 'false'], { cwd: copy }),
    byHand: () => [...byHand].sort(),
    made: () => {
      git('add', '-A');
      const touched = git('diff', '--cached', '--name-only').trim().split('\n');
      return touched.filter((path) => !byHand.has(path)).sort();
    },
  };
};

/** The files that a recipe of CONTRIBUTING.md names as those to write. */
const namedBy = (heading: string) => {
  const [, section = ''] = (PAGES['CONTRIBUTING.md'] ?? '').split(`\n## ${heading}\n`);
  const [steps = ''] = section.split('\nThen ');
  return [...steps.matchAll(/^\d\. `([^`]+)`/gm)].map(([, path = '']) => path);
};

describe('the recipes of CONTRIBUTING.md', () => {
  it('a field is four files; scripts write the rest', { timeout: 300_000 }, () => {
    const repo = scratch();
    repo.after(
      'src/delivery/properties.ts',
      "  counted(152, 'mouse_thrashes'),\n",
      "  [156, 'calm_minutes', COUNT_JSON, () => 1],\n",
    );
    repo.after(
      'src/types/field-words.ts',
      'const WORDS = {\n',
      "  calm_minutes: { type: 'Integer', title: 'Calm minutes', meaning: 'Minutes without a signal.' },\n",
    );
    repo.after('test/delivery/properties.test.ts', "from 'vitest';\n", '// its test\n');
    const changes = PAGES['CHANGELOG.md'] ?? '';
    expect(changes).toContain('## [Unreleased]');
    repo.types();
    repo.run('scripts/docs.ts');
    repo.run('gtm/build.ts');
    const named = namedBy('Adding a field').map((path) =>
      path.replace('<its test>', 'test/delivery/properties.test.ts'),
    );
    expect([...repo.byHand(), 'CHANGELOG.md'].sort()).toEqual(named.sort());
    expect(named).toHaveLength(4);
    expect(repo.made()).toEqual(['docs/crm.md', 'docs/properties.md', 'gtm/template.tpl']);
    for (const path of repo.made()) expect(repo.read(path), path).toContain('calm_minutes');
  });

  it('a consent tool is four files; scripts write the rest', { timeout: 300_000 }, () => {
    const repo = scratch();
    const adapter = repo
      .read('src/consent/adapters/cookieyes.ts')
      .replaceAll('cookieyes', 'calm')
      .replaceAll('CookieYes', 'Calm');
    repo.write('src/consent/adapters/calm.ts', adapter);
    repo.after(
      'src/consent/adapters/tools.ts',
      'export const CONSENT_TOOLS: Readonly<Record<string, ConsentTool>> = {\n',
      "  calm: { title: 'Calm', hint: 'Both.', source: 'https://calm.example/docs', options: {} },\n",
    );
    repo.after('test/consent/adapters/cases.ts', 'export const CASES: readonly Case[] = [\n', '  // its case\n');
    repo.run('scripts/docs.ts');
    repo.types();
    const named = namedBy('Adding a consent tool').map((path) => path.replace('<tool>', 'calm'));
    expect([...repo.byHand(), 'CHANGELOG.md'].sort()).toEqual(named.sort());
    expect(named).toHaveLength(4);
    expect(repo.made()).toEqual(['docs/consent.md', 'src/consent.ts']);
    expect(repo.read('src/consent.ts')).toContain("export * from './consent/adapters/calm.js';");
    expect(repo.read('docs/consent.md')).toContain('consent/calm.min.js');
  });
});
