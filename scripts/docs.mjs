// Puts into the docs and the demo what is true elsewhere: files of the examples, tables, words. test/docs compares.
//
//   node scripts/docs.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildOptions } from './options.mjs';
import { TABLES } from './tables.mjs';
import { BUILT_IN, FIELDS, PRESETS, TOOLS } from './vocabulary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(`${root}${path}`, 'utf8');

/** Vocabularies in a script that a browser loads as it is: the block between the marks. */
const scriptBlocks = {
  'tools/setup.js': {
    FIELDS: FIELDS.map(({ name, place, type, worst, on, title }) => ({ name, place, type, worst, on, title })),
    BUILT_IN: Object.fromEntries(BUILT_IN.map(({ name, when }) => [name, when])),
    CONSENT: Object.fromEntries(
      TOOLS.map(({ name, title, hint, options }) => {
        // What the page asks for: what has no default.
        const needed = Object.entries(options).filter(([, option]) => option.default === undefined);
        const kinds = Object.fromEntries(needed.map(([option, { kind }]) => [option, kind]));
        return [name, { title, hint: hint.replaceAll('`', ''), ...(needed.length > 0 && { needs: kinds }) }];
      }),
    ),
    PRESETS: Object.fromEntries(PRESETS.map(({ id, when, rule, sets }) => [id, { about: when, rule, sets }])),
  },
};

/** A script of the demo with its vocabularies put in anew; the formatter has the last word on its looks. */
export const renderScript = (path, text) =>
  text.replace(/( *)(\/\/ vocabulary: .*\n)[\s\S]*?( *\/\/ end of the vocabulary\n)/g, (_, indent, head, end) => {
    const constants = Object.entries(scriptBlocks[path]).map(
      ([name, value]) => `${indent}const ${name} = ${JSON.stringify(value)};\n`,
    );
    return `${indent}${head}${constants.join('')}${end}`;
  });

/** A page of the docs with everything that is written elsewhere put in anew. */
export const renderDoc = (text) =>
  text
    .replace(/(<!-- file: (\S+) -->\n```\w+\n)[\s\S]*?```/g, (_, head, path) => `${head}${read(path)}\`\`\``)
    .replace(/^( *)(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/gm, (all, indent, head, name, end) =>
      TABLES[name] === undefined ? all : `${indent}${head}${TABLES[name].replace(/^/gm, indent)}\n${indent}${end}`,
    );

/** The exports of the adapters, one for each tool. */
export const renderExports = (text) =>
  text.replace(/(\/\/ adapters: .*\n)[\s\S]*/, (_, head) => {
    const names = TOOLS.map(({ name }) => name).sort();
    return `${head}${names.map((name) => `export * from './vendors/consent/${name}.js';\n`).join('')}`;
  });

/** Pages with a file or a table that comes from elsewhere. */
export const MADE = ['developer', 'crm', 'recipes', 'consent', 'troubleshooting'].map((page) => `docs/${page}.md`);

/** Scripts with a vocabulary. */
export const SCRIPTS = Object.keys(scriptBlocks);

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(`${root}docs/options.md`, buildOptions());
  for (const path of MADE) writeFileSync(`${root}${path}`, renderDoc(read(path)));
  writeFileSync(`${root}src/consent.ts`, renderExports(read('src/consent.ts')));
  for (const path of SCRIPTS) writeFileSync(`${root}${path}`, renderScript(path, read(path)));
  spawnSync('npx', ['--no', '--', 'biome', 'format', '--write', ...SCRIPTS], { cwd: root });
}
