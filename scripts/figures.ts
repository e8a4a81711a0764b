// How easy the sources are to read, in figures.
//
//   npx tsx scripts/figures.ts [folder with a src/]
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { isBranch, isFunction, linesOf, nameOf } from './syntax.js';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));

interface Figures {
  file: string;
  name: string;
  lines: number;
  branches: number;
}

interface Folder {
  files: number;
  lines: number;
  branches: number;
  longest: number;
}

const imports = new Map<string, string[]>();
const lengths = new Map<string, number>();
const folders: Record<string, Folder> = {};
const functions: Figures[] = [];
let nestedTernaries = 0;
let regexesOnUnions = 0;

// Words of ours that a regular expression must not be asked about: a switch or a set says them whole.
const UNIONS = /\b(type|reason|outcome|code|state)$/;

for (const file of files) {
  const text = readFileSync(join(src, file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n').length - 1;
  const folder = dirname(file) === '.' ? '(doors)' : (file.split('/')[0] ?? file);
  folders[folder] ??= { files: 0, lines: 0, branches: 0, longest: 0 };
  const sums = folders[folder];
  sums.files++;
  sums.lines += lines;
  sums.longest = Math.max(sums.longest, lines);
  lengths.set(file, lines);
  const imported: string[] = [];
  imports.set(file, imported);

  const visit = (node: ts.Node, owner: Figures | undefined): void => {
    let inside = owner;
    const from = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier;
    if (from && ts.isStringLiteral(from) && from.text.startsWith('.'))
      imported.push(normalize(join(dirname(file), from.text.replace(/\.js$/, '.ts'))));
    if (isFunction(node)) {
      inside = {
        file,
        name: nameOf(node),
        lines: linesOf(node),
        branches: 0,
      };
      functions.push(inside);
    }
    if (isBranch(node)) {
      sums.branches++;
      if (inside) inside.branches++;
    }
    if (ts.isConditionalExpression(node) && [node.whenTrue, node.whenFalse].some(ts.isConditionalExpression))
      nestedTernaries++;
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'test' &&
      ts.isRegularExpressionLiteral(node.expression.expression) &&
      UNIONS.test(node.arguments[0]?.getText() ?? '')
    )
      regexesOnUnions++;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(tree, undefined);
}

/** Files that import each other in a circle, types included: strongly connected components. */
const findCycles = () => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  let next = 0;
  const lowOf = (file: string) => low.get(file) ?? Number.POSITIVE_INFINITY;
  const connect = (file: string) => {
    index.set(file, next);
    low.set(file, next++);
    stack.push(file);
    for (const to of imports.get(file) ?? []) {
      if (!imports.has(to)) continue;
      const seen = index.get(to);
      if (seen === undefined) {
        connect(to);
        low.set(file, Math.min(lowOf(file), lowOf(to)));
      } else if (stack.includes(to)) low.set(file, Math.min(lowOf(file), seen));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group);
  };
  for (const file of files) if (!index.has(file)) connect(file);
  return found;
};

const longestFiles = [...lengths].sort(([, a], [, b]) => b - a);
const longest = [...functions].sort((a, b) => b.lines - a.lines).slice(0, 5);
const busiest = [...functions].sort((a, b) => b.branches - a.branches).slice(0, 5);
const cycles = findCycles();

console.log(`files in src: ${files.length}${root === process.argv[2] ? ` (${relative('.', root)})` : ''}`);
console.log(
  `longest files: ${longestFiles
    .slice(0, 5)
    .map(([file, lines]) => `${file} ${lines}`)
    .join(' · ')}`,
);
console.log(`longest functions: ${longest.map(({ file, name, lines }) => `${name} in ${file} ${lines}`).join(' · ')}`);
console.log(
  `most branches of its own in a function: ${busiest.map(({ file, name, branches }) => `${name} in ${file} ${branches}`).join(' · ')}`,
);
console.log(
  `functions with more than 15 branches of their own: ${functions.filter(({ branches }) => branches > 15).length}`,
);
console.log(`cycles, types included: ${cycles.length}${cycles.map((group) => `\n  ${group.join(' ⟷ ')}`).join('')}`);
console.log(`nested ternaries: ${nestedTernaries}`);
console.log(`regular expressions tested against a union: ${regexesOnUnions}`);
console.log('branches in 100 lines:');
for (const [folder, { branches, lines, files: count, longest: most }] of Object.entries(folders).sort(([a], [b]) =>
  a < b ? -1 : 1,
))
  console.log(
    `  ${folder.padEnd(12)} ${((branches * 100) / lines).toFixed(1).padStart(5)}  (${count} files, ${lines} lines, longest ${most})`,
  );
