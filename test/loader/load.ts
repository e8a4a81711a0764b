import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { FakeElement, FakeWindow } from '../support/browser-window.js';

/** The loader as one script: its modules without their imports and exports, as the build puts them together. */
const SCRIPT = ['src/loader/consent-mode.ts', 'src/tag-loader.ts']
  .map((file) => {
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    return outputText.replace(/^import .*$/gm, '').replace(/^export /gm, '');
  })
  .join('\n');

// What the script reads by name. A getter of the window's may throw.
const GLOBALS = ['document', 'navigator', 'location', 'performance', 'sessionStorage', 'localStorage'];
const METHODS = ['addEventListener', 'removeEventListener'];

/** Runs the loader on a fake window, as a script tag with these attributes. */
export const loadLoader = (
  window: FakeWindow,
  dataset: Record<string, string> = {},
  src = 'https://cdn.example/fullstory-ometria.loader.min.js?v=1',
): void => {
  const head = window.document.head as FakeElement & { append(child: FakeElement): void };
  head.append = (child) => void head.appendChild(child);
  window.document.currentScript = { dataset, src, nonce: 'n0nce' };
  const scope = Object.defineProperties(
    {
      window,
      __CONSENT__: true,
      __INTEGRITY__: 'sha256-test',
      // What is no number is none to a browser's timer.
      setTimeout: (run: () => void, delay: unknown) => window.setTimeout(run, Number(delay) || 0),
    },
    Object.fromEntries([
      ...GLOBALS.map((name) => [name, { get: () => window[name] }]),
      // A host's methods may be called without it.
      ...METHODS.map((name) => [
        name,
        { value: (...args: unknown[]) => Reflect.apply(window[name] as never, window, args) },
      ]),
    ]),
  );
  new Function('scope', `with (scope) { ${SCRIPT} }`)(scope);
  window.document.currentScript = null;
};

/** The scripts that the loader has added to the page. */
export const scriptsOn = (window: FakeWindow): FakeElement[] =>
  window.document.head.children.filter((child) => 'integrity' in child);
