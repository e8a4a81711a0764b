// Weighs the script builds and, for each module, what the bundle would lose without it: its text is cut out of the
// minified file by the source map and the rest is compressed again. By hand, after a build: npx tsx scripts/weigh.ts
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { isCommand } from './command.js';

const brotli = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** What a module is in a script build: its letters there, and the bytes that the file would be lighter without it. */
interface Weight {
  name: string;
  minified: number;
  lost: number;
}

/** One script build: `minified` and `brotli` of the file, and of each module its name, its share, and what goes with it. */
export function weighModules(folder: string, file: string) {
  const text = readFileSync(join(folder, file), 'utf8');
  const lines = text.split('\n');
  // Before the code may stand the compile hint, behind it the comment with the map's name.
  const code = lines.findIndex((line) => !/^(\/\/|$)/.test(line));
  const line = lines[code] ?? '';
  const map = new TraceMap(readFileSync(join(folder, `${file}.map`), 'utf8'));
  // Where in the file's one long line a stretch begins, and of which module it is.
  const starts: { from: number; source: string | null }[] = [];
  eachMapping(map, ({ generatedLine, generatedColumn, source }) => {
    if (generatedLine === code + 1) starts.push({ from: generatedColumn, source });
  });
  const before = line.slice(0, starts[0]?.from ?? 0);
  const whole = brotli(line);
  const modules = map.sources.map((source): Weight => {
    const kept = starts.map((stretch, at) =>
      stretch.source === source ? '' : line.slice(stretch.from, starts[at + 1]?.from ?? line.length),
    );
    const rest = before + kept.join('');
    const name = String(source).replace(/^.*?src\//, '');
    return { name, minified: line.length - rest.length, lost: whole - brotli(rest) };
  });
  return { minified: text.length, brotli: brotli(text), modules: modules.sort((a, b) => b.lost - a.lost) };
}

if (isCommand(import.meta.url)) {
  // The loader is too short for a map.
  const files = readdirSync('dist').filter((name) => name.endsWith('.min.js') && existsSync(`dist/${name}.map`));
  for (const file of files) {
    const { minified, brotli: whole, modules } = weighModules('dist', file);
    process.stdout.write(`${file}: ${minified} minified, ${whole} brotli\n`);
    for (const { name, minified: letters, lost } of modules)
      process.stdout.write(`${String(lost).padStart(7)} ${String(letters).padStart(7)}  ${name}\n`);
  }
}
