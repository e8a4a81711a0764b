// How easy the sources are to read, in figures.
//
//   node scripts/figures.mjs [folder with a src/]
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));

const { SyntaxKind } = ts;
const BRANCHES = new Set([
  SyntaxKind.IfStatement,
  SyntaxKind.ConditionalExpression,
  SyntaxKind.CaseClause,
  SyntaxKind.ForStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.CatchClause,
]);
const JOINS = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);

const isFunction = (node) =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node);
const isBranch = (node) =>
  BRANCHES.has(node.kind) || (ts.isBinaryExpression(node) && JOINS.has(node.operatorToken.kind));
const nameOf = ({ parent, name }) => name?.getText() ?? parent?.name?.getText?.() ?? '(anonymous)';

const imports = {};
const folders = {};
const functions = [];
let nestedTernaries = 0;
let regexesOnUnions = 0;

// Words of ours that a regular expression must not be asked about: a switch or a set says them whole.
const UNIONS = /\b(type|reason|outcome|code|state)$/;

for (const file of files) {
  const text = readFileSync(join(src, file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n').length - 1;
  const folder = dirname(file) === '.' ? '(doors)' : file.split('/')[0];
  folders[folder] ??= { files: 0, lines: 0, branches: 0 };
  folders[folder].files++;
  folders[folder].lines += lines;
  imports[file] = [];
  const lineOf = (at) => tree.getLineAndCharacterOfPosition(at).line;

  const visit = (node, owner) => {
    let inside = owner;
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier?.text.startsWith('.'))
      imports[file].push(normalize(join(dirname(file), node.moduleSpecifier.text.replace(/\.js$/, '.ts'))));
    if (isFunction(node)) {
      inside = {
        file,
        name: nameOf(node),
        lines: lineOf(node.end) - lineOf(node.getStart()) + 1,
        branches: 0,
        lets: 0,
      };
      functions.push(inside);
    }
    if (isBranch(node)) {
      folders[folder].branches++;
      if (inside) inside.branches++;
    }
    if (ts.isVariableDeclarationList(node) && node.flags & ts.NodeFlags.Let && inside) inside.lets++;
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
  folders[folder].longest = Math.max(folders[folder].longest ?? 0, lines);
  imports[file].lines = lines;
}

/** Files that import each other in a circle, types included: strongly connected components. */
const findCycles = () => {
  const index = {};
  const low = {};
  const stack = [];
  const found = [];
  let next = 0;
  const connect = (file) => {
    index[file] = low[file] = next++;
    stack.push(file);
    for (const to of imports[file]) {
      if (!(to in imports)) continue;
      if (!(to in index)) {
        connect(to);
        low[file] = Math.min(low[file], low[to]);
      } else if (stack.includes(to)) low[file] = Math.min(low[file], index[to]);
    }
    if (low[file] !== index[file]) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) found.push(group);
  };
  for (const file of files) if (!(file in index)) connect(file);
  return found;
};

const longestFiles = files.map((file) => [imports[file].lines, file]).sort((a, b) => b[0] - a[0]);
const longest = [...functions].sort((a, b) => b.lines - a.lines).slice(0, 5);
const busiest = [...functions].sort((a, b) => b.branches - a.branches).slice(0, 5);
const cycles = findCycles();

console.log(`files in src: ${files.length}${root === process.argv[2] ? ` (${relative('.', root)})` : ''}`);
console.log(
  `longest files: ${longestFiles
    .slice(0, 5)
    .map(([lines, file]) => `${file} ${lines}`)
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
for (const [folder, { branches, lines, files: count, longest: most }] of Object.entries(folders).sort())
  console.log(
    `  ${folder.padEnd(12)} ${((branches * 100) / lines).toFixed(1).padStart(5)}  (${count} files, ${lines} lines, longest ${most})`,
  );
