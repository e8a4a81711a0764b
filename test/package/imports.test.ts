import { readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { CONSENT_TOOLS } from '../../src/consent/adapters/tools.js';

const TOOLS = Object.keys(CONSENT_TOOLS);

/** What a bundler makes of this code: its text, and the modules that are left in it, relative to dist/. */
const bundle = async (contents: string) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: 'dist' },
    bundle: true,
    minify: true,
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const kept = inputs.filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && path !== '<stdin>');
  return { code: outputFiles[0]?.text, modules: kept.map(([path]) => path.replace(/^dist\//, '')).sort() };
};

const modulesOf = async (from: string, name: string) =>
  (await bundle(`export { ${name} } from './esm/${from}.js';`)).modules.map((path) => path.replace(/^esm\//, ''));

describe('a bundler leaves out what is not imported', () => {
  it('the bridge brings no detector, data layer, rule or consent tool', async () => {
    const modules = await modulesOf('index', 'createBridge');
    expect(modules).toContain('boot/create-bridge.js');
    expect(
      modules.filter((name) => /detectors|data-layer|funnel|rules|presets|echo|inspect|vendors\/consent/.test(name)),
    ).toEqual([]);
  });

  it.each(TOOLS)('one consent tool brings no other, and no bridge: %s', async (tool) => {
    const modules = await modulesOf('consent', tool);
    expect(modules).toContain(`consent/adapters/${tool}.js`);
    const others = ['boot/create-bridge', ...TOOLS].filter((name) => name !== tool);
    expect(
      modules.filter((module) =>
        others.some((name) => module === `${name}.js` || module === `consent/adapters/${name}.js`),
      ),
    ).toEqual([]);
  });

  it('as package.json says: the script builds have effects, a module has none', async () => {
    const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(files.length).toBeGreaterThan(20);
    const { modules } = await bundle(files.map((name) => `import './${name}';`).join('\n'));
    expect(modules).toEqual(files.filter((name) => name.endsWith('.min.js')).sort());
  });

  it('one preset brings no other module', async () => {
    expect(await modulesOf('rules', 'checkoutRescue')).toEqual(['rules/presets.js']);
  });

  it.each([
    ['detectors', 'detectors'],
    ['data-layer', 'dataLayer'],
    ['rules', 'rules'],
  ] as const)('%s bring no bridge', async (from, name) => {
    const modules = await modulesOf(from, name);
    expect(modules.length).toBeGreaterThan(0);
    expect(modules.filter((module) => /^(boot|install)|delivery\/(deliver|gate|scheduler)/.test(module))).toEqual([]);
  });

  it('an import of nothing leaves nothing', async () => {
    expect((await bundle("import './esm/index.js';")).code).toBe('');
  });
});
