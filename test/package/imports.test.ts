import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle, hasEffects, IMPORTS } from '../../scripts/imports.mjs';
import { CONSENT_TOOLS } from '../../src/vendors/consent/tools.js';

const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-imports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TOOLS = Object.keys(CONSENT_TOOLS);

const modulesOf = async (name: string) =>
  (await bundle(IMPORTS[name] ?? { from: name, names: [] }, join(folder, `${name}.js`))).modules.filter(
    (module) => module !== 'entry',
  );

describe('a bundler leaves out what is not imported', () => {
  it('the bridge brings no detector, data layer, rule or consent tool', async () => {
    const modules = await modulesOf('bridge');
    expect(modules).toContain('bridge.js');
    expect(
      modules.filter((name) => /detectors|data-layer|funnel|rules|presets|echo|inspect|vendors\/consent/.test(name)),
    ).toEqual([]);
  });

  it.each(TOOLS)('one consent tool brings no other, and no bridge: %s', async (tool) => {
    const modules = await modulesOf(tool);
    expect(modules).toContain(`vendors/consent/${tool}.js`);
    const others = ['bridge', ...TOOLS].filter((name) => name !== tool);
    expect(
      modules.filter((module) =>
        others.some((name) => module === `${name}.js` || module === `vendors/consent/${name}.js`),
      ),
    ).toEqual([]);
  });

  it('as package.json says: the script builds have effects, a module has none', () => {
    const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(files.length).toBeGreaterThan(20);
    const kept = files.filter((name) => hasEffects(`dist/${name}`));
    expect(kept).toEqual(files.filter((name) => name.endsWith('.min.js')));
    expect(hasEffects('dist/esm/index.js', {})).toBe(true);
    expect(hasEffects('dist/esm/index.js', { sideEffects: false })).toBe(false);
  });

  it('one preset brings no other module', async () => {
    expect(await modulesOf('one-preset')).toEqual(['session/presets.js']);
  });

  it.each(['detectors', 'data-layer', 'rules'] as const)('%s bring no bridge', async (name) => {
    const modules = await modulesOf(name);
    expect(modules.length).toBeGreaterThan(0);
    expect(modules.filter((module) => /^(bridge|install)|delivery\/(deliver|gate|scheduler)/.test(module))).toEqual([]);
  });

  it('an import of nothing leaves nothing', async () => {
    const { code } = await bundle(IMPORTS.nothing, join(folder, 'nothing.js'));
    expect(code.trim().replace(/^export\{\};?$/, '')).toBe('');
  });
});
