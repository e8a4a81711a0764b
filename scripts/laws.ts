// The laws of the house that Biome cannot see: CONTRIBUTING.md, "The house". `npm run lint` runs it.
//
//   npx tsx scripts/laws.ts
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { SHORTENED } from './shortened-members.js';
import { isBranch, isFunction, linesOf, nameOf, testedBy } from './syntax.js';

const src = fileURLToPath(new URL('../src', import.meta.url));

const MAX_FILE = 200;
const MAX_FUNCTION = 60;
// A function that holds others is their common ground: its lines are mostly theirs.
const MAX_FACTORY = 120;
const MAX_BRANCHES = 15;

/** What is over a limit today. It may shrink and never grow; a line here that nothing needs is a fault, too. */
const OVER: Readonly<Record<string, number>> = {
  'rules/rules.ts: lines': 276,
  'inspector/inspector.ts: lines': 237,
  'inspector/inspector.ts: open, lines': 168,
  'inspector/sections.ts: lines': 297,
  'sources/detectors/evidence/watch.ts: createWatch, lines': 133,
  'sources/data-layer/data-layer.ts: createWatcher, lines': 129,
  // The loader's bytes are counted one by one.
  'tag-loader.ts: handle, branches': 32,
};

/** Folders from the bottom up: each imports what stands above it in this list, and itself. `*`: files of no folder. */
const ORDER: readonly (readonly string[])[] = [
  ['types'],
  ['tools'],
  ['page'],
  ['config'],
  ['signals'],
  ['vendors'],
  ['consent'],
  ['identity'],
  ['visit'],
  ['intake'],
  ['delivery'],
  ['sources', 'loader'],
  ['rules'],
  ['outputs'],
  ['boot'],
  ['inspector', '*'],
];

const rankOf = (file: string): number => {
  const [top = ''] = file.split('/');
  const rank = ORDER.findIndex((names) => names.includes(top));
  return rank < 0 ? ORDER.length - 1 : rank;
};

/** What a site hands in or gets: no name of a member here may be shortened. */
const SEEN_BY_SITES = [
  'bridge',
  'config',
  'field-words',
  'fields',
  'health',
  'loader',
  'options',
  'problem-words',
  'signal',
];

/** An option with its default: what a site writes. */
const isOption = (node: ts.Node): boolean => {
  for (let above = node.parent; ts.isPropertyAssignment(node) && above; above = above.parent)
    if (ts.isVariableDeclaration(above)) return above.name.getText() === 'DEFAULTS';
  return false;
};

/** A text by which a member is read: the minifier leaves it as it is. */
const isKey = (node: ts.StringLiteralLike): boolean =>
  ts.isElementAccessExpression(node.parent) ||
  (ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.InKeyword);

/** A name that the minifier shortens as a member, and that something else reads as it is written. */
const isExposed = (node: ts.Node, file: string): boolean => {
  if (ts.isStringLiteralLike(node)) return isKey(node) && SHORTENED.test(node.text);
  const isSeen = SEEN_BY_SITES.some((one) => file === `types/${one}.ts`);
  const isMember = ts.isPropertySignature(node) || ts.isMethodSignature(node);
  if (isMember && isSeen) return SHORTENED.test(node.name.getText());
  return ts.isPropertyAssignment(node) && isOption(node) && SHORTENED.test(node.name.getText());
};

const faults: string[] = [];
const needed = new Set<string>();
const judge = (what: string, found: number, most: number) => {
  if (found <= most) return;
  needed.add(what);
  if (found > (OVER[what] ?? most)) faults.push(`${what} ${found}, at most ${OVER[what] ?? most}`);
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
);
const program = ts.createProgram(
  files.map((name) => join(src, name)),
  { strict: true, noEmit: true, target: ts.ScriptTarget.ES2020, moduleResolution: ts.ModuleResolutionKind.Bundler },
);
const types = program.getTypeChecker();

/** A union of words of ours: a `switch` or a typed set says such words whole, and the compiler sees a new one. */
const isUnionOfWords = (node: ts.Expression): boolean => {
  const type = types.getTypeAtLocation(node);
  return type.isUnion() && type.types.every((one) => one.isStringLiteral());
};

for (const file of files) {
  const tree = program.getSourceFile(join(src, file));
  if (!tree) continue;
  if (!file.startsWith('types/')) judge(`${file}: lines`, tree.getLineStarts().length - 1, MAX_FILE);

  const visit = (node: ts.Node, owner: { branches: number; inner: boolean } | undefined) => {
    let inside = owner;
    if (isFunction(node)) {
      if (owner) owner.inner = true;
      inside = { branches: 0, inner: false };
    }
    if (inside && isBranch(node)) inside.branches++;
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const { text } = node.moduleSpecifier as ts.StringLiteral;
      const to = relative(src, join(src, dirname(file), text.replace(/\.js$/, '.ts')));
      if (rankOf(to) > rankOf(file)) faults.push(`${file} imports ${to}, which stands above it`);
    }
    if (isExposed(node, file)) faults.push(`${file}: ${node.getText()} would be shortened, and is not ours alone`);
    const tested = testedBy(node);
    if (tested && isUnionOfWords(tested))
      faults.push(`${file}: ${node.getText()} asks a regular expression about a union of ours`);
    ts.forEachChild(node, (child) => visit(child, inside));
    if (!isFunction(node) || !inside) return;
    const name = `${file}: ${nameOf(node)}`;
    judge(`${name}, lines`, linesOf(node), inside.inner ? MAX_FACTORY : MAX_FUNCTION);
    judge(`${name}, branches`, inside.branches, MAX_BRANCHES);
  };
  visit(tree, undefined);
}

for (const what of Object.keys(OVER)) if (!needed.has(what)) faults.push(`scripts/laws.ts: ${what} is over no limit`);
for (const fault of faults) console.error(fault);
console.log(`laws: ${files.length} files, ${Object.keys(OVER).length} exceptions, ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
