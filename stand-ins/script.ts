import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const INSTALL = { 'fullstory-fs': 'installFullStory', 'ometria-tracker': 'installOmetriaTracker' } as const;

const built = new Map<string, string>();

const build = (name: keyof typeof INSTALL): string => {
  const entry = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const [output] = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'standIn',
    target: 'es2020',
  }).outputFiles;
  return output?.text ?? '';
};

/**
 * A vendor's stand-in as a script for a page.
 * @param options the second argument of its install function, as JavaScript: it may name what only the page knows.
 */
export const scriptOf = (name: keyof typeof INSTALL, options: string): string => {
  const text = built.get(name) ?? build(name);
  built.set(name, text);
  return `(() => {\n${text}standIn.${INSTALL[name]}(window, ${options});\n})();\n`;
};
