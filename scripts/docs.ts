// Puts into the docs what is true elsewhere: files of the examples, tables, words. test/docs compares.
//
//   npx tsx scripts/docs.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isCommand } from './command.js';
import { buildOptions } from './options.js';
import { TABLES } from './tables.js';
import { TOOLS } from './vocabulary.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');

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
  text.replace(/(\/\/ adapters: .*\n)(?:export \* .*\n)*/, (_, head: string) => {
    const names = TOOLS.map(({ name }) => name).sort();
    return `${head}${names.map((name) => `export * from './consent/adapters/${name}.js';\n`).join('')}`;
  });

/** Pages with a file or a table that comes from elsewhere. */
export const MADE = ['developer', 'crm', 'properties', 'recipes', 'consent', 'troubleshooting'].map(
  (page) => `docs/${page}.md`,
);

if (isCommand(import.meta.url)) {
  writeFileSync(`${root}docs/options.md`, buildOptions());
  for (const path of MADE) writeFileSync(`${root}${path}`, renderDoc(read(path)));
  writeFileSync(`${root}src/consent.ts`, renderExports(read('src/consent.ts')));
}
