// The script builds of the consent tools: one for each adapter, made from the same source. `npm run build` includes them.
//
//   NODE_OPTIONS='--import tsx' npx rollup -c scripts/consent-builds.ts        these alone
import { fileURLToPath } from 'node:url';
import terser from '@rollup/plugin-terser';
import type { Plugin, RollupOptions } from 'rollup';
import typescript from 'typescript';
import { CONSENT_TOOLS, type ConsentTool } from '../src/consent/adapters/tools.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = `${root}src/consent/adapters/`;

// The language of the other script builds.
const ECMA = 2019;
const TARGET = typescript.ScriptTarget.ES2019;
const ENTRY = '\0consent-script';

/** A file for each tool would say this twelve times. */
const entryOf = (name: string, { options }: ConsentTool) => {
  const kinds = Object.fromEntries(Object.entries(options).map(([option, { kind }]) => [option, kind]));
  const needed = Object.keys(options).filter((option) => options[option]?.default === undefined);
  return `
import { ${name} } from '${folder}${name}.ts';
import { readOptions, sayByCommand } from '${folder}script.ts';
const options = readOptions(document.currentScript, ${JSON.stringify(kinds)}, ${JSON.stringify(needed)});
if (options) sayByCommand(${name}(options), window);
`;
};

/** Compiles a file, once for all tools. */
const compiled = new Map<string, { code: string; map: string }>();
const compileFile = (code: string, id: string) => {
  const known = compiled.get(id);
  if (known) return known;
  const { outputText, sourceMapText = '{}' } = typescript.transpileModule(code, {
    fileName: id,
    compilerOptions: { module: typescript.ModuleKind.ESNext, target: TARGET, sourceMap: true },
  });
  const map = { ...JSON.parse(sourceMapText), sources: [id], sourcesContent: [code] };
  const made = { code: outputText, map: JSON.stringify(map) };
  compiled.set(id, made);
  return made;
};

/** Compiles file by file: twelve programs of TypeScript's would take minutes, and `npm run types` checks. */
const compile = (name: string, tool: ConsentTool): Plugin => ({
  name: 'consent-script',
  resolveId: (id, from) => {
    if (id === ENTRY) return id;
    return id.endsWith('.js') && from?.endsWith('.ts')
      ? fileURLToPath(new URL(id.replace(/\.js$/, '.ts'), `file://${from}`))
      : null;
  },
  load: (id) => (id === ENTRY ? entryOf(name, tool) : null),
  transform: (code, id) => (id.endsWith('.ts') ? compileFile(code, id) : null),
});

const builds = Object.entries(CONSENT_TOOLS).map(
  ([name, tool]): RollupOptions => ({
    input: ENTRY,
    plugins: [compile(name, tool)],
    output: {
      file: `dist/consent/${name}.min.js`,
      format: 'iife',
      sourcemap: true,
      plugins: [
        terser({
          ecma: ECMA,
          toplevel: true,
          module: true,
          // Reading a property of the host's may run a getter of the host's.
          compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, pure_getters: false },
          format: { ecma: ECMA, comments: false },
        }),
      ],
    },
  }),
);

// Rollup asks for it.
export default builds;
