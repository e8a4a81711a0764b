// The laws of the house that Biome cannot see: CONTRIBUTING.md, "The house". `npm run lint` runs it.
//
//   npx tsx scripts/laws.ts
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { isBranch, isFunction, linesOf, nameOf, testedBy } from './syntax.js';

const src = fileURLToPath(new URL('../src', import.meta.url));

const MAX_FILE = 200;
const MAX_FUNCTION = 60;
// A function that holds others is their common ground: its lines are mostly theirs.
const MAX_FACTORY = 120;
const MAX_BRANCHES = 15;

/** What is over a limit today. It may shrink and never grow; a line here that nothing needs is a fault, too. */
const OVER: Readonly<Record<string, number>> = {
  'bridge.ts: lines': 556,
  'bridge.ts: createBridge, lines': 482,
  'session/session.ts: lines': 371,
  'session/session.ts: createSession, lines': 294,
  'session/rules.ts: lines': 276,
  'inspector/inspector.ts: lines': 237,
  'inspector/inspector.ts: open, lines': 168,
  'inspector/sections.ts: lines': 297,
  'sources/detectors/evidence/watch.ts: createWatch, lines': 133,
  'sources/data-layer/data-layer.ts: createWatcher, lines': 129,
  'loader/replay.ts: replayKept, branches': 18,
  // The loader's bytes are counted one by one.
  'tag-loader.ts: handle, branches': 32,
};

/** Folders from the bottom up: each imports what stands above it in this list, and itself. `*`: files of no folder. */
const ORDER: readonly (readonly string[])[] = [
  ['types'],
  ['text.ts', 'guard.ts', 'health.ts', 'signal.ts', 'config.ts'],
  ['page'],
  ['signals', 'identity'],
  ['vendors'],
  ['session'],
  ['delivery'],
  ['loader', 'sources'],
  ['boot'],
  ['bridge.ts'],
  ['install.ts'],
  ['inspector', '*'],
];

const rankOf = (file: string): number => {
  const [top = ''] = file.split('/');
  const rank = ORDER.findIndex((names) => names.includes(top));
  return rank < 0 ? ORDER.length - 1 : rank;
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
