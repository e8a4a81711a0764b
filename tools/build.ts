// Builds the scripts of the pages for a shop's own use, from the tag's own tables.
//
//   npx tsx tools/build.ts
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(readFileSync(at('../package.json'), 'utf8'));

await build({
  entryPoints: { setup: at('setup/page.ts'), canary: at('canary/page.ts') },
  outdir: at('.'),
  bundle: true,
  minify: true,
  // Opened from the disk, where no module loads.
  format: 'iife',
  charset: 'utf8',
  target: 'es2020',
  alias: { 'fullstory-ometria/vocabulary': at('../src/vocabulary.ts') },
  define: { __VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
});
