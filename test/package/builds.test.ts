import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULTS } from '../../src/sources/detectors/context.js';
import type { Bridge } from '../../src/types/bridge.js';
import { createWindow } from '../support/browser-window.js';

const scripts = readdirSync('dist').filter((name) => name.endsWith('.min.js'));
/** Those of the consent tools too. */
const all = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.min.js'))
  .sort();
const manifest: { exports: Record<string, string | { default: string }>; version: string } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const modules = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [[name, target.default] as const],
);

const run = (code: string, ...args: string[]) =>
  execFileSync(process.execPath, [...args, '--input-type=module', '--eval', code], { encoding: 'utf8' }).trim();

describe('the script builds', () => {
  it('are there, with their integrity', () => {
    expect(scripts).toEqual(expect.arrayContaining(['fullstory-ometria.min.js', 'fullstory-ometria.core.min.js']));
    expect(Object.keys(JSON.parse(readFileSync('dist/integrity.json', 'utf8')))).toEqual(all);
  });

  it.each(all)('%s is a classic script in ES2020', (name) => {
    const source = readFileSync(`dist/${name}`, 'utf8');
    expect(() => parse(source, { ecmaVersion: 2020, sourceType: 'script' })).not.toThrow();
    // What the check would not let through.
    for (const newer of ['a ||= b', 'a.#b', 'export {}', '1_000'])
      expect(() => parse(`${source}\n;${newer}`, { ecmaVersion: 2020, sourceType: 'script' })).toThrow();
  });

  // Chromium looks for it before the first token only: behind a banner it would be a comment like any other.
  it.each(scripts)('%s asks to be compiled while it comes in, unless it comes on demand or is the loader', (name) => {
    expect(readFileSync(`dist/${name}`, 'utf8').startsWith('//# allFunctionsCalledOnLoad\n')).toBe(
      !/inspector|loader/.test(name),
    );
  });

  it('know every option of a detector by its own name', () => {
    const window = createWindow();
    window.fsOmetria = [['config', { consent: 'granted', detect: DEFAULTS }]];
    new Function('window', 'document', readFileSync('dist/fullstory-ometria.min.js', 'utf8'))(window, window.document);
    // The built handle has the type of its source.
    const tag = window.fsOmetria as unknown as Bridge;
    // The detectors start behind the tag, or before this.
    tag.flush();
    expect(tag.health().problems.filter(({ code }) => code === 'unknown_option')).toEqual([]);
  });

  it.each(scripts)('%s neither evaluates text nor writes markup', (name) => {
    expect(readFileSync(`dist/${name}`, 'utf8')).not.toMatch(/\beval\(|new Function|document\.write|\.innerHTML\s*=/);
  });
});

describe('on one page', () => {
  it.each([
    ['full', 'core'],
    ['core', 'full'],
  ])('the %s build, the %s build and the package know each other', async (...builds) => {
    const window = createWindow();
    for (const build of builds) {
      const source = readFileSync(`dist/fullstory-ometria.${build === 'core' ? 'core.' : ''}min.js`, 'utf8');
      new Function('window', 'document', source)(window, window.document);
    }
    vi.stubGlobal('window', window);
    // The built module has the types of its source.
    const { createBridge } = (await import(`${process.cwd()}/dist/esm/index.js`)) as { createBridge(): Bridge };
    const { problems } = createBridge().health();
    // The first script had no element of its own to read options from, and says so.
    expect(problems).toMatchObject([{ code: 'no_options' }, { code: 'duplicate_tag', count: 2 }]);
  });
});

describe('on a server', () => {
  it.each(modules)('%s is imported without a window, and leaves the globals alone', (_, file) => {
    const code = `
      const before = Reflect.ownKeys(globalThis).length;
      const module = await import('./${file.replace('./', '')}');
      console.log(typeof window, Reflect.ownKeys(globalThis).length - before, Object.keys(module).length > 0);`;
    expect(run(code)).toBe('undefined 0 true');
  });

  it('the handle does nothing, and never throws', () => {
    const code = `
      const { createBridge } = await import('./dist/esm/index.js');
      const bridge = createBridge({ consent: 'granted' });
      bridge.signal({ type: 'rage_click' });
      bridge.page({ type: 'product' });
      bridge.visitor('jane@example.com');
      bridge.consent('granted');
      bridge.on('delivery', () => {})();
      bridge.reset();
      console.log(bridge.flush(), bridge.health().version, bridge.health().signals.received);
      bridge.stop();`;
    expect(run(code)).toBe(`nothing ${manifest.version} 0`);
  });

  it('it is imported in a worker', () => {
    const code = `
      import { Worker } from 'node:worker_threads';
      const text = "import('${process.cwd()}/dist/esm/index.js').then(async (m) => (await import('node:worker_threads')).parentPort.postMessage(typeof m.createBridge))";
      new Worker(text, { eval: true }).on('message', console.log);`;
    expect(run(code)).toBe('function');
  });
});
