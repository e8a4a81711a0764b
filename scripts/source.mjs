// Imports a module of src/ as it stands, without a build: for the scripts that write what the tag's own tables say.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import typescript from 'typescript';

const root = fileURLToPath(new URL('../', import.meta.url));
const OPTIONS = { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 };

/** The exports of a module, by its path from the root: `src/signal.ts`. */
export const importSources = async (...paths) => {
  const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-source-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const copied = new Set();
    const copy = (path) => {
      if (copied.has(path)) return;
      copied.add(path);
      const { outputText } = typescript.transpileModule(readFileSync(root + path, 'utf8'), {
        compilerOptions: OPTIONS,
      });
      const target = join(folder, path.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, outputText);
      for (const [, link] of outputText.matchAll(/(?:from|import) '(\.{1,2}\/[^']+)\.js'/g))
        copy(`${join(dirname(path), link)}.ts`);
    };
    paths.forEach(copy);
    return await Promise.all(
      paths.map((path) => import(pathToFileURL(join(folder, path.replace(/\.ts$/, '.js'))).href)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
