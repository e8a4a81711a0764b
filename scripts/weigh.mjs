// Weighs the script builds and, for each module, what the bundle would lose without it. By hand: node scripts/weigh.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const brotli = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

for (const file of readdirSync('dist').filter((name) => name.endsWith('.min.js'))) {
  const text = readFileSync(`dist/${file}`, 'utf8');
  process.stdout.write(`${file}: ${text.length} minified, ${brotli(text)} brotli\n`);
}
