import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../e2e/support/faults.js';
import { readOptions } from '../../scripts/options.js';
import { CONSENT_TOOLS } from '../../src/consent/adapters/tools.js';
import { planProperties } from '../../src/delivery/properties.js';
import { BUILT_IN } from '../../src/rules/presets.js';
import { WEIGHT } from '../../src/signals/read-signal.js';
import { AT_RISK_FROM } from '../../src/signals/score.js';
import { PROBLEMS } from '../../src/types/problem-words.js';
import { blocksOf, PAGES, proseOf } from './pages.js';

const readme = PAGES['README.md'] ?? '';
const manifest: { engines: { node: string }; scripts: Record<string, string>; files: string[] } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const defaults = {
  prefix: 'fs_',
  fields: {},
  write: { booleans: 'true', dates: 'iso' },
  keys: 'plain',
  budget: 650,
} as const;

describe('the README', () => {
  it('tells the defaults as they are', () => {
    const { entries } = planProperties(defaults, { fields: [], stages: [], rules: [] });
    const listed = [...readme.matchAll(/^\| `(fs_[a-z_]+)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual(entries.map(([, name]) => name));
  });

  it('takes the first ten minutes in the order in which they are safe', () => {
    const [, section = ''] = /\n## The first ten minutes\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const steps = [...section.matchAll(/^(\d)\. \*\*([^*]*)\*\*([\s\S]*?)(?=^\d\. |(?![\s\S]))/gm)];
    // By what each step leads to, not by its words.
    const facts = [
      ['tools/canary.html', '/canary'],
      ["fsOmetria.push(['consent', 'granted'])"],
      ['<script async src='],
      ['CSV'],
      ['#fs_ometria_debug', 'trk.ometria.com', '35 minutes'],
      ['fs_checkout_frustration_at', 'docs/recipes.md'],
      ['#limits-honestly'],
      ["fsOmetria.push(['consent', 'denied'])"],
    ];
    expect(steps.map(([, number]) => Number(number))).toEqual(facts.map((_, at) => at + 1));
    steps.forEach(([, number, , text = ''], at) => {
      expect(
        facts[at]?.filter((fact) => !text.includes(fact)),
        `step ${number}`,
      ).toEqual([]);
    });
    // Every tool of the docs by name.
    for (const { title, isBuiltIn } of Object.values(CONSENT_TOOLS))
      if (!isBuiltIn)
        expect(steps[1]?.[3]?.replace(/\s+/g, ' ')).toContain(title.replace(/^IAB | v2$| Customer Privacy$/g, ''));
  });

  it('tells the weights that the budgets hold', () => {
    const budgets: { name: string; limit: string }[] = JSON.parse(readFileSync('.size-limit.json', 'utf8'));
    const weights = ['core', 'full'].map((build) => {
      const limit = budgets.find(({ name }) => name === build)?.limit ?? '';
      return `under ${Math.ceil(Number.parseInt(limit, 10) / 100) / 10} kB`;
    });
    expect(weights.filter((weight) => !readme.includes(weight))).toEqual([]);
  });

  it('tells the faults as they were measured, and as many as there are', () => {
    const faults = PAGES['docs/faults.md'] ?? '';
    const [, told = ''] = /<!-- faults:start -->\n([\s\S]*?)\n\nThe whole table/.exec(readme) ?? [];
    expect(told).toMatch(/^\d+ faults, each in /);
    expect(faults).toContain(told);
    expect(Number.parseInt(told, 10)).toBe(FAULTS.length);
    const [, rows = ''] = /\| Fault \|.*\n\|[ -|]*\n([\s\S]*)/.exec(faults) ?? [];
    const names = [...rows.matchAll(/^\| (.*?) \|/gm)].map(([, name]) => name);
    expect([...names].sort()).toEqual(FAULTS.map(({ name }) => name).sort());
  });

  it('tells the budget, the score and the built-in rules as they are', () => {
    const claims = [
      'at most 650 characters of JSON',
      `score ≥ ${AT_RISK_FROM}`,
      ...BUILT_IN.map(({ name }) => `\`${name}\``),
    ];
    expect(claims.filter((claim) => !readme.replace(/\s+/g, ' ').includes(claim))).toEqual([]);
  });

  it('asks for the Node that package.json asks for', () => {
    const wanted = manifest.engines.node.replace('>=', '');
    for (const page of ['README.md', 'CONTRIBUTING.md'])
      expect(/Node ≥ ([\d.]+\d)/.exec(PAGES[page] ?? '')?.[1], page).toBe(wanted);
  });

  it('names commands and files that exist', () => {
    const shells = Object.keys(PAGES)
      .flatMap(blocksOf)
      .filter(({ language }) => language === 'sh');
    const used = shells.flatMap(({ code }) =>
      [...code.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name]) => name ?? ''),
    );
    const known = ['ci', 'install', 'pack', 'version', 'publish', ...Object.keys(manifest.scripts)];
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(2);
    for (const [, file] of readme.matchAll(/`tools\/([\w.]+)`/g))
      expect(manifest.files).toContain(`tools/${file?.replace(/^\w+/, '*')}`);
  });
});

describe('every page', () => {
  it('names signals that exist', () => {
    const types = Object.keys(WEIGHT);
    for (const page of Object.keys(PAGES))
      for (const [, type] of (PAGES[page] ?? '').matchAll(/\btype: '(\w+_\w+)'/g)) expect(types, page).toContain(type);
  });

  it('names options that exist', () => {
    const paths = readOptions().map(({ path }) => path);
    for (const page of Object.keys(PAGES)) {
      const named = [...proseOf(page).matchAll(/[Oo]ptions? `([a-z]\w*(?:\.\w+)*)`/g)].map(([, path]) => path ?? '');
      const unknown = named.filter((path) => !paths.includes(path) && !/^(detect|rules)\./.test(path));
      expect(unknown, page).toEqual([]);
    }
  });

  it('names commands of the queue that exist', () => {
    const commands = [
      'config',
      'start',
      'signal',
      'page',
      'visitor',
      'consent',
      'rule',
      'flush',
      'sendTest',
      'reset',
      'stop',
    ];
    for (const page of Object.keys(PAGES))
      for (const [, name] of (PAGES[page] ?? '').matchAll(/push\(\s*\[\s*'(\w+)'/g))
        expect(commands, page).toContain(name);
  });

  it('troubleshooting has every problem code, and no other', () => {
    const codes: string[] = Object.keys(PROBLEMS);
    expect(codes.length).toBeGreaterThan(20);
    const page = PAGES['docs/troubleshooting.md'] ?? '';
    expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
    for (const name of Object.keys(PAGES)) {
      const named = [...proseOf(name).matchAll(/reported? as `(\w+)`/g)].map(([, code]) => code ?? '');
      expect(
        named.filter((code) => !codes.includes(code)),
        name,
      ).toEqual([]);
    }
  });
});
