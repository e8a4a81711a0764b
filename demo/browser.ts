import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Scripts that a page asks for, each bundled from the module of its name: modules, and classic ones that run at once. */
const ENTRIES = {
  esm: { 'assets/shop': 'shop/assets/shop.ts', 'inbox/inbox': 'inbox/inbox.ts', 'scenes/player': 'scenes/player.ts' },
  iife: {
    'assets/queue': 'shop/assets/queue.ts',
    'assets/consent': 'shop/assets/consent.ts',
    'assets/platform': 'shop/assets/platform.ts',
    'assets/inspector': 'shop/assets/inspector.ts',
    'scenes/inspector': 'scenes/inspector.ts',
  },
} as const;

const bundle = async (format: keyof typeof ENTRIES): Promise<[path: string, text: string][]> => {
  const { outputFiles } = await build({
    absWorkingDir: FOLDER,
    entryPoints: ENTRIES[format],
    outdir: FOLDER,
    bundle: true,
    write: false,
    format,
    charset: 'utf8',
    target: 'es2022',
    logLevel: 'warning',
  });
  return outputFiles.map(({ path, text }) => [`/${path.slice(FOLDER.length).replaceAll('\\', '/')}`, text]);
};

let bundled: Promise<Map<string, string>> | undefined;

/** The script at a path, or undefined where there is none. Bundled once, at the first question. */
export const scriptAt = async (path: string): Promise<string | undefined> => {
  bundled ??= Promise.all([bundle('esm'), bundle('iife')]).then((lists) => new Map(lists.flat()));
  return (await bundled).get(path);
};
