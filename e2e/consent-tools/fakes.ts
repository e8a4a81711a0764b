// Tools whose makers publish no code: the fakes of the unit tests, each behind a dialogue of two buttons.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { CASES } from '../../test/consent/adapters/cases.js';
import type { NamedTool } from './tool.js';

const CASES_FILE = fileURLToPath(new URL('../../test/consent/adapters/cases.ts', import.meta.url));

/** What the visitor answers is kept where another tab's and the next page's tool find it. */
const pageScript = (name: string) => `
import { CASES } from ${JSON.stringify(CASES_FILE)};
const tool = CASES.find((one) => one.tool === '${name}');
const KEY = 'answer of the tool';
const say = () => {
  for (const event of tool.events ?? []) (tool.on === 'document' ? document : window).dispatchEvent(new Event(event));
  tool.calls?.(window);
};
const dialogue = Object.assign(document.createElement('div'), { id: 'cmp', innerHTML: '<button id="cmp-yes">Agree</button><button id="cmp-no">Refuse</button>' });
const answer = (state) => {
  localStorage.setItem(KEY, state);
  dialogue.hidden = true;
  tool.set(window, state);
  say();
};
window.openCmp = () => {
  document.body.append(dialogue);
  dialogue.hidden = false;
  dialogue.querySelector('#cmp-yes').onclick = () => answer('granted');
  dialogue.querySelector('#cmp-no').onclick = () => answer('refused');
};
const stored = localStorage.getItem(KEY);
tool.set(window, stored ?? 'open');
if (tool.announces) say();
if (!stored) openCmp();
`;

const scriptOf = async (name: string) => {
  const { outputFiles } = await build({
    stdin: { contents: pageScript(name), resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

/** A tool for every case whose adapter has no real one here. */
export const fakesBeside = (real: readonly string[]): NamedTool[] =>
  CASES.filter(({ tool }) => !real.includes(tool)).map(({ tool, options, attributes }) => ({
    name: tool,
    call: `${tool}(${JSON.stringify(options)})`,
    attributes: Object.entries(attributes)
      .map(([key, value]) => ` data-${key}="${value}"`)
      .join(''),
    script: () => scriptOf(tool),
    style: '',
    agree: '#cmp-yes',
    refuse: '#cmp-no',
    open: 'openCmp()',
    withdraw: ['#cmp-no'],
  }));
