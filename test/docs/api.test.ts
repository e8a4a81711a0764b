import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, TypeDocReader } from 'typedoc';
import { expect, test } from 'vitest';

const filesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

test('docs/api is what the types say: npm run docs', { timeout: 300_000 }, async () => {
  const out = mkdtempSync(join(tmpdir(), 'fs-ometria-api-'));
  try {
    const app = await Application.bootstrapWithPlugins({ logLevel: 'Error', out }, [new TypeDocReader()]);
    const project = await app.convert();
    if (!project) throw new Error('typedoc has found nothing');
    await app.generateOutputs(project);
    const made = filesOf(out);
    expect(Object.keys(made).length).toBeGreaterThan(5);
    expect(made).toEqual(filesOf('docs/api'));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
