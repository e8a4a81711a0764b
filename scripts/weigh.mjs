// Weighs the script builds and, for each module, what the bundle would lose without it: its text is cut out of the
// minified file by the source map and the rest is compressed again. By hand, after a build: node scripts/weigh.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const brotli = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers of one segment of a source map: base 64 digits of five bits each, the sixth says that more follow. */
const numbers = (segment) => {
  const found = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return found;
};

/** Which stretches of the file's one long line come from which module. */
function stretches(line, { mappings, sources }) {
  const list = [];
  let column = 0;
  let source = 0;
  for (const segment of mappings.split(',')) {
    const [columns = 0, sourceStep] = numbers(segment);
    column += columns;
    source += sourceStep ?? 0;
    list.push({ from: column, source: sourceStep === undefined ? undefined : sources[source] });
  }
  return list.map((stretch, at) => ({ ...stretch, to: list[at + 1]?.from ?? line.length }));
}

/** One script build: `minified` and `brotli` of the file, and of each module its name, its share, and what goes with it. */
export function weighModules(folder, file) {
  const text = readFileSync(join(folder, file), 'utf8');
  const lines = text.split('\n');
  // Before the code may stand the compile hint, behind it the comment with the map's name.
  const code = lines.findIndex((line) => !/^(\/\/|$)/.test(line));
  const line = lines[code];
  const whole = brotli(line);
  const { mappings, sources } = JSON.parse(readFileSync(join(folder, `${file}.map`), 'utf8'));
  const all = stretches(line, { sources, mappings: mappings.split(';')[code] });
  const modules = sources.map((source) => {
    const rest = all.map((stretch) => (stretch.source === source ? '' : line.slice(stretch.from, stretch.to))).join('');
    const lost = whole - brotli(line.slice(0, all[0]?.from ?? 0) + rest);
    return { name: source.replace(/^.*?src\//, ''), minified: line.length - rest.length, lost };
  });
  return { minified: text.length, brotli: brotli(text), modules: modules.sort((a, b) => b.lost - a.lost) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of readdirSync('dist').filter((name) => name.endsWith('.min.js'))) {
    const { minified, brotli: whole, modules } = weighModules('dist', file);
    process.stdout.write(`${file}: ${minified} minified, ${whole} brotli\n`);
    for (const { name, minified: letters, lost } of modules)
      process.stdout.write(`${String(lost).padStart(7)} ${String(letters).padStart(7)}  ${name}\n`);
  }
}
