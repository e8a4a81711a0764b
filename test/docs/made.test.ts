import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MADE, renderDoc, renderExports } from '../../scripts/docs.js';
import { buildOptions, readDetectors, readOptions } from '../../scripts/options.js';
import { PAGES } from './pages.js';

describe('what is written by scripts', () => {
  it('docs/options.md is what the doc comments say', () => {
    expect(PAGES['docs/options.md']).toBe(buildOptions());
  });

  it.each(MADE)('%s is what the examples and tables say', (page) => {
    expect(PAGES[page]).toBe(renderDoc(PAGES[page] ?? ''));
  });

  it('every consent tool can be imported', () => {
    const text = readFileSync('src/consent.ts', 'utf8');
    expect(text).toBe(renderExports(text));
  });

  it('a page shows every table that it names', () => {
    const named = Object.keys(PAGES).filter((page) => /<!-- table: /.test(PAGES[page] ?? ''));
    // It has a script and a test of its own.
    const others = ['docs/warehouse.md'];
    expect(named.filter((page) => !others.includes(page) && !MADE.includes(page))).toEqual([]);
  });

  it('every option has a doc comment and a place in a group', () => {
    const options = readOptions();
    expect(options.length).toBeGreaterThan(40);
    expect(options.filter(({ doc }) => doc === '').map(({ path }) => path)).toEqual([]);
    expect(PAGES['docs/options.md']).not.toContain('## More');
    expect(readDetectors().map(({ type }) => type)).toContain('rage_click');
  });

  it('the Tag Manager template has every option that Tag Manager can carry', () => {
    // Functions and bundler's things; the start, which a trigger decides.
    const missing = ['beforeSend', 'sources', 'onHealth', 'ometria', 'start'];
    const source = readFileSync('gtm/parts/template.js', 'utf8');
    const names = [...new Set(readOptions().map(({ path }) => path.split('.')[0] ?? ''))];
    const covered = names.filter((name) => new RegExp(`(options, '${name}'|options\\.${name} = )`).test(source));
    expect(names.filter((name) => !covered.includes(name)).sort()).toEqual(missing.sort());
  });
});
