import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Everything that a user or contributor reads, by path. */
export const PAGES: Record<string, string> = Object.fromEntries(
  [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'gtm/README.md',
    'examples/README.md',
    'server/README.md',
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ]
    .filter((path) => existsSync(path))
    .map((path) => [path, readFileSync(path, 'utf8')]),
);

export interface Block {
  page: string;
  line: number;
  language: string;
  code: string;
  /** Put in from a file by scripts/docs.ts. */
  made: boolean;
}

/** Every fenced block of a page; its indentation, in a list, is taken away. */
export const blocksOf = (page: string): Block[] => {
  const text = PAGES[page] ?? '';
  return [...text.matchAll(/^( *)```(\w*)[^\n]*\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', code = ''] = match;
    return {
      page,
      line: text.slice(0, match.index).split('\n').length,
      language,
      made: /<!-- file: \S+ -->\n$/.test(text.slice(0, match.index)),
      code: code.replace(new RegExp(`^${indent}`, 'gm'), ''),
    };
  });
};

/** Programs of people. The reference in docs/api has signatures, which do not run. */
export const BLOCKS: Block[] = Object.keys(PAGES)
  .filter((page) => !page.startsWith('docs/api/'))
  .flatMap(blocksOf);

/** A page without its fenced blocks and comments. */
export const proseOf = (page: string): string =>
  (PAGES[page] ?? '').replace(/^( *)```[\s\S]*?^ *```$/gm, '').replace(/<!--[\s\S]*?-->/g, '');
