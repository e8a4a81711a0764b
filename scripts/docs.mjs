// Puts into the docs what is true elsewhere: files of the examples, and tables. test/docs compares.
//
//   node scripts/docs.mjs
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildOptions } from './options.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(`${root}${path}`, 'utf8');

/** The fields as the set-up page has them, which a test holds against the tag's own. */
const readFields = () => new Function(`${read('demo/setup.js')};return Setup.FIELDS;`)();

const fieldTable = () => [
  '| # | field | type | default | longest | title |',
  '|---|---|---|---|---|---|',
  ...readFields().map(({ name, type, on, worst, title }, at) => {
    const longest = { type: 'name of a signal or rule', stage: 'name of a stage' }[worst] ?? `${worst}`;
    return `| ${at + 1} | \`${name}\` | ${type} | ${on ? 'on' : 'off'} | ${longest} | ${title} |`;
  }),
];

/** A page of the docs with everything that is written elsewhere put in anew. */
export const renderDoc = (text) =>
  text
    .replace(/(<!-- file: (\S+) -->\n```\w+\n)[\s\S]*?```/g, (_, head, path) => `${head}${read(path)}\`\`\``)
    .replace(
      /(<!-- table: fields -->\n)[\s\S]*?(<!-- end -->)/g,
      (_, head, end) => `${head}${fieldTable().join('\n')}\n${end}`,
    );

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(`${root}docs/options.md`, buildOptions());
  for (const page of ['install', 'properties']) {
    const path = `docs/${page}.md`;
    writeFileSync(`${root}${path}`, renderDoc(read(path)));
  }
}
