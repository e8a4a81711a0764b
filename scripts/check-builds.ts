// Checks dist/ for what no other tool sees: the script builds load by a plain <script src>, the modules load where
// there is no window, and every module that is built is one that package.json exports.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Script } from 'node:vm';

const root = new URL('../', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, root), 'utf8');
const manifest: { exports: Record<string, string | { default: string }> } = JSON.parse(text('package.json'));

const scripts = readdirSync(new URL('dist/', root), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.min.js'),
);
assert.ok(scripts.length > 0, 'dist/ holds no script build');
// The loader is too short for a map, and may stand inline.
for (const file of scripts.filter((name) => !name.includes('loader'))) {
  const source = text(`dist/${file}`);
  // `node --check` would take an ES module; a classic script must not be one.
  new Script(source, { filename: file });
  assert.match(
    source,
    new RegExp(`\\n//# sourceMappingURL=${basename(file)}\\.map\\n*$`),
    `${file} does not name its source map`,
  );
  const map: { sources: string[]; sourcesContent?: (string | null)[] } = JSON.parse(text(`dist/${file}.map`));
  assert.ok(
    map.sources.every((path) => /^(\.\.\/)+src\//.test(path)),
    `${file}.map has sources outside src/`,
  );
  assert.equal(map.sourcesContent?.filter(Boolean).length, map.sources.length, `${file}.map lacks its sources' text`);
  assert.doesNotMatch(source, /__VERSION__/, `${file} has no version`);
}

const entries = ['detectors', 'data-layer', 'rules', 'consent', 'vocabulary'].filter((name) =>
  existsSync(new URL(`src/${name}.ts`, root)),
);
const expected = ['.', ...entries.map((name) => `./${name}`), './package.json'].sort();
assert.deepEqual(Object.keys(manifest.exports).sort(), expected, 'package.json exports other modules than src/ has');
for (const target of Object.values(manifest.exports)) {
  if (typeof target !== 'string') await import(new URL(target.default, root).href);
}

console.log(`${scripts.length} script builds are classic scripts, ${entries.length + 1} modules load in Node`);
