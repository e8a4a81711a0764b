// Puts into the docs and the demo what is true elsewhere: files of the examples, tables, words. test/docs compares.
//
//   npx tsx scripts/docs.ts
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isCommand } from './command.js';
import { buildOptions } from './options.js';
import { TABLES } from './tables.js';
import { BUILT_IN, FIELDS, PRESETS, TOOLS } from './vocabulary.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');

/** Vocabularies in a script that a browser loads as it is: the block between the marks. */
const scriptBlocks: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
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
export const renderScript = (path: string, text: string) =>
  text.replace(
    /( *)(\/\/ vocabulary: .*\n)[\s\S]*?( *\/\/ end of the vocabulary\n)/g,
    (_, indent: string, head: string, end: string) => {
      const constants = Object.entries(scriptBlocks[path] ?? {}).map(
        ([name, value]) => `${indent}const ${name} = ${JSON.stringify(value)};\n`,
      );
      return `${indent}${head}${constants.join('')}${end}`;
    },
  );

/** A page of the docs with everything that is written elsewhere put in anew. */
export const renderDoc = (text: string) =>
  text
    .replace(
      /(<!-- file: (\S+) -->\n```\w+\n)[\s\S]*?```/g,
      (_, head: string, path: string) => `${head}${read(path)}\`\`\``,
    )
    .replace(
      /^( *)(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/gm,
      (all, ...[indent = '', head, name = '', end]: string[]) => {
        const table = TABLES[name]?.replace(/^/gm, indent);
        return table === undefined ? all : `${indent}${head}${table}\n${indent}${end}`;
      },
    );

/** The exports of the adapters, one for each tool. */
export const renderExports = (text: string) =>
  text.replace(/(\/\/ adapters: .*\n)[\s\S]*/, (_, head: string) => {
    const names = TOOLS.map(({ name }) => name).sort();
    return `${head}${names.map((name) => `export * from './vendors/consent/${name}.js';\n`).join('')}`;
  });

/** Pages with a file or a table that comes from elsewhere. */
export const MADE = ['developer', 'crm', 'properties', 'recipes', 'consent', 'troubleshooting'].map(
  (page) => `docs/${page}.md`,
);

/** Scripts with a vocabulary. */
export const SCRIPTS = Object.keys(scriptBlocks);

if (isCommand(import.meta.url)) {
  writeFileSync(`${root}docs/options.md`, buildOptions());
  for (const path of MADE) writeFileSync(`${root}${path}`, renderDoc(read(path)));
  writeFileSync(`${root}src/consent.ts`, renderExports(read('src/consent.ts')));
  for (const path of SCRIPTS) writeFileSync(`${root}${path}`, renderScript(path, read(path)));
  spawnSync('npx', ['--no', '--', 'biome', 'format', '--write', ...SCRIPTS], { cwd: root });
}
