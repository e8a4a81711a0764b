import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../scripts/options.js';
import { readConfig } from '../../src/config/read-options.js';
import { createRules, type Rule } from '../../src/rules/rules.js';
import { compile } from '../support/compile.js';
import { BLOCKS, type Block, PAGES, proseOf } from './pages.js';

const where = ({ page, line }: Block) => `${page}:${line}`;
const inLanguages = (...languages: string[]) => BLOCKS.filter(({ language }) => languages.includes(language));

/** The scripts of a block of HTML, and the options on its script tags. */
const partsOf = ({ code }: Block) => ({
  scripts: [...code.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script),
  options: [...code.matchAll(/data-options='([^']*)'/g)].map(([, json = '']) => json.replace(/&#39;/g, "'")),
});

/** Attributes of the tag's own script elements. */
const attributesOf = ({ code }: Block) =>
  [...code.matchAll(/<script\b[^>]*\bsrc="[^"]*fullstory-ometria[^"]*"[^>]*>/g)].flatMap(([tag]) =>
    [...tag.replace(/data-options='[^']*'/, '').matchAll(/\bdata-([\w-]+)(?:="([^"]*)")?/g)].map(
      ([, name = '', value = 'true']) => ({ name, value }),
    ),
  );
const toOption = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
/** As the tag reads an attribute. */
const toValue = (text: string) => (/^(true|false|\d+)$/.test(text) ? JSON.parse(text) : text);

const problemsOf = (options: unknown) => {
  const told: string[] = [];
  readConfig(options, (code, detail) => told.push(`${code} ${detail}`));
  return told;
};

/** A block that is one object stands for options, where any of its keys is one: then a misspelt one beside it fails. */
const isObject = ({ code }: Block) => /^\s*\{/.test(code);
const toObject = ({ code }: Block): Record<string, unknown> => new Function(`return (${code.replace(/;\s*$/, '')});`)();
const OPTION_NAMES = readOptions().map(({ path }) => path);
const isOptions = (block: Block) =>
  isObject(block) && Object.keys(toObject(block)).some((name) => OPTION_NAMES.includes(name));

/** Every program of the docs, by a file name that says where it stands. */
const programs = (): Record<string, string> => {
  const files: Record<string, string> = {};
  const add = (block: Block, at: number, given: { code: string; ending: string }) => {
    files[`/docs/${block.page.replace(/\W/g, '_')}_${block.line}_${at}.${given.ending}`] = given.code;
  };
  for (const block of inLanguages('js', 'ts')) {
    // A file of an example is compiled with the example.
    if (block.made) continue;
    const code = isObject(block)
      ? `import type { Options } from 'fullstory-ometria';\nexport const value${isOptions(block) ? ': Options' : ''} = ${block.code}`
      : `export {};\n${block.code}`;
    add(block, 0, { code, ending: 'ts' });
  }
  for (const block of inLanguages('html'))
    partsOf(block).scripts.forEach((code, at) => {
      add(block, at, { code: `export {};\n${code}`, ending: 'ts' });
    });
  return files;
};

describe('the code in the docs', () => {
  it('is found, and every block says its language', () => {
    expect(inLanguages('js', 'ts', 'html').length).toBeGreaterThan(8);
    // A block without a language is an address, a tree or an output: nothing that would run.
    for (const block of inLanguages('')) expect(block.code, where(block)).not.toMatch(/fsOmetria|createBridge|import /);
    const known = [
      '',
      'html',
      'js',
      'json',
      'sh',
      'sql',
      'ts',
      'tsx',
      'yaml',
      'text',
      'http',
      'css',
      'diff',
      'mermaid',
    ];
    for (const block of BLOCKS) expect(known, where(block)).toContain(block.language);
  });

  it('compiles, and would not with a mistake in it', { timeout: 60_000 }, () => {
    const wrong = "import { createBridge } from 'fullstory-ometria';\ncreateBridge({ consentt: 'granted' });";
    expect(compile({ ...programs(), '/docs/wrong.ts': wrong })).toEqual([
      expect.stringMatching(/^\/docs\/wrong\.ts: .*consentt/),
    ]);
  });

  it('on script tags is JSON that the tag takes without a problem', () => {
    const all = inLanguages('html').flatMap((block) => partsOf(block).options.map((json) => ({ block, json })));
    expect(all.length).toBeGreaterThan(0);
    for (const { block, json } of all) expect(problemsOf(JSON.parse(json)), where(block)).toEqual([]);
  });

  it('on script tags has no attribute that the tag does not know', () => {
    const all = inLanguages('html').flatMap((block) => attributesOf(block).map((attribute) => ({ block, attribute })));
    expect(all.length).toBeGreaterThan(5);
    for (const { block, attribute } of all)
      expect(problemsOf({ [toOption(attribute.name)]: toValue(attribute.value) }), where(block)).toEqual([]);
    for (const wrong of ['data-consentt="command"', 'data-start="manually"', 'data-sample="101"']) {
      const [block] = inLanguages('html').filter((given) => attributesOf(given).length);
      if (!block) throw new Error('There is no script tag');
      const [attribute] = attributesOf({ ...block, code: `<script src="fullstory-ometria.min.js" ${wrong}></script>` });
      expect(problemsOf({ [toOption(attribute?.name ?? '')]: toValue(attribute?.value ?? '') })).toHaveLength(1);
    }
  });

  it('in the text names no attribute that the tag does not know', () => {
    // Of the shop's own elements, and of the loader alone.
    const others = ['options', 'fs-ometria-ignore', 'testid', 'src'];
    for (const page of Object.keys(PAGES))
      for (const [, name = '', value] of proseOf(page).matchAll(/`data-([\w-]+)(?:="(\w+)")?[^`]*`/g))
        if (!others.includes(name)) {
          const option = toOption(name);
          expect(OPTION_NAMES, `${page}: data-${name}`).toContain(option);
          if (value) expect(problemsOf({ [option]: toValue(value) }), page).toEqual([]);
        }
  });

  it('that stands for options is taken without a problem', () => {
    const blocks = inLanguages('js', 'ts', 'json').filter(isOptions);
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks) expect(problemsOf(toObject(block)), where(block)).toEqual([]);
    const slip: Block = { page: '', line: 0, language: 'json', made: false, code: '{ "holdout": 10, "budgett": 800 }' };
    expect(isOptions(slip)).toBe(true);
    expect(problemsOf(toObject(slip))).toEqual(['unknown_option budgett']);
  });

  it('hands the rules over first among the sources', () => {
    const lists = BLOCKS.flatMap((block) =>
      [...block.code.matchAll(/sources: \[(.*)\]/g)].map(([, list = '']) => ({ block, list })),
    ).filter(({ list }) => /\brules\(/.test(list));
    expect(lists.length).toBeGreaterThan(1);
    for (const { block, list } of lists) expect(list, where(block)).toMatch(/^rules\(/);
  });

  it('has only rules that the tag takes, and none with an exclusion that comes too late', () => {
    const isRule = (value: object) => 'name' in value && ('steps' in value || 'off' in value);
    const rulesOf = (value: object): unknown[] =>
      isRule(value) ? [value] : 'rules' in value && Array.isArray(value.rules) ? value.rules : [];
    const all = [
      ...inLanguages('js', 'ts', 'json')
        .filter(isObject)
        .flatMap((block) => rulesOf(toObject(block)).map((rule) => ({ block, rule }))),
      ...inLanguages('html').flatMap((block) =>
        partsOf(block).options.flatMap((json) => rulesOf(JSON.parse(json)).map((rule) => ({ block, rule }))),
      ),
    ];
    expect(all.length).toBeGreaterThan(8);
    for (const { block, rule } of all) {
      expect(createRules([]).add(rule), where(block)).toBeUndefined();
      // An exclusion ends a run that is open, and a rule of one signal never has one.
      const { steps = [], unless } = rule as Partial<Rule>;
      const signals = steps.reduce((sum, { count = 1 }) => sum + count, 0);
      expect(unless === undefined || signals > 1, where(block)).toBe(true);
    }
  });

  it('for a page keeps to what a page can run without a build', () => {
    const scripts = inLanguages('html').flatMap((block) => partsOf(block).scripts.map((code) => ({ block, code })));
    for (const { block, code } of scripts) expect(() => parse(code, { ecmaVersion: 2019 }), where(block)).not.toThrow();
    for (const block of inLanguages('js').filter((given) => !isObject(given)))
      expect(() => parse(block.code, { ecmaVersion: 2022, sourceType: 'module' }), where(block)).not.toThrow();
  });

  it('in JSON is JSON', () => {
    for (const block of inLanguages('json')) expect(() => JSON.parse(block.code), where(block)).not.toThrow();
  });
});
