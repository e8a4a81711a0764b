// Writes the tables of docs/troubleshooting.md from the list of problems that the inspector shows.
// By hand: node scripts/troubleshooting.mjs
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import typescript from 'typescript';

const PAGE = new URL('../docs/troubleshooting.md', import.meta.url);
const LIST = new URL('../src/inspector/problems.ts', import.meta.url);

// What a new user gets wrong, and what the first line then says. e2e/inspector.spec.ts tries each.
const SET_UPS = [
  ['Nobody tells the tag about consent', 'consent_missing'],
  ['The visitor has declined', 'consent denied'],
  ["Ometria's script is not on the page", 'ometria_absent'],
  ['The tracker is there and `init` is never called', 'ometria_not_ready'],
  ['The visitor is unknown', 'identity_unknown'],
  ["FullStory's script is blocked, or answered with an empty file", 'fullstory waiting'],
  ['There is no FullStory', 'fullstory absent'],
  ['A field is renamed to something invalid', 'bad_option'],
  ['The tag is on the page twice', 'duplicate_tag'],
  ['The browser blocks storage', 'storage_blocked'],
  ['The visitor is in the control group', 'holdout control'],
];

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

const readList = async () => {
  const { outputText } = typescript.transpileModule(readFileSync(LIST, 'utf8'), {
    compilerOptions: { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
};

/** The page's text with its tables made anew. */
export const render = async (text) => {
  const { PROBLEMS, STATES } = await readList();
  const tables = {
    'set-ups': table(
      ['Set-up', 'First line', 'What to do'],
      SET_UPS.map(([name, code]) => [name, ...(PROBLEMS[code] ?? STATES[code])]),
    ),
    problems: table(
      ['Code', 'Cause', 'Cure'],
      Object.entries(PROBLEMS).map(([code, [cause, cure]]) => [`\`${code}\``, cause, cure]),
    ),
  };
  return text.replace(
    /(<!-- table: ([\w-]+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
    (_, begin, name, end) => begin + tables[name] + end,
  );
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(PAGE, await render(readFileSync(PAGE, 'utf8')));
}
