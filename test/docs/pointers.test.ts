import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proseOf } from './pages.js';

const files = execFileSync('git', [
  'ls-files',
  'src',
  'server/src',
  'server/sql',
  'scripts',
  'test',
  'e2e',
  'demo',
  'gtm',
  'bench',
])
  .toString()
  .split('\n')
  // What writes a page of its own names one that may not be written yet.
  .filter((path) => !path.startsWith('e2e/widgets/'))
  .filter((path) => /\.(m?[jt]sx?|sql|yaml|css|html)$/.test(path) && existsSync(path));

// `docs/delivery.md, "Readiness"`: a page, and a heading on it. A line of a comment may end within.
const POINTER = /(?:^|[\s('"`/])((?:[\w-]+\/)*[\w-]+\.md)(?:, "([^"]+)")?/g;

/** Lines that are comments. A pointer is for somebody who reads the code. */
const commentsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^\s*(\/\/|\/?\*|--|#)|\s\/\/ /.test(line))
    .map((line) => line.replace(/^\s*(\/\/|\/?\*+|--|#)/, ''))
    .join(' ')
    .replace(/\s+/g, ' ');

const pointers = files.flatMap((file) =>
  [...commentsOf(readFileSync(file, 'utf8')).matchAll(POINTER)].map(([, page = '', heading]) => ({
    file,
    page,
    heading,
  })),
);

const headingsOf = (page: string) =>
  [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.replaceAll('`', ''));

describe('pointers from the code to the docs', () => {
  it('are found', () => {
    expect(pointers.filter(({ heading }) => heading !== undefined).length).toBeGreaterThan(5);
  });

  it('name pages by their path, and headings that exist', () => {
    const lost = pointers.filter(
      ({ page, heading }) => !existsSync(page) || (heading !== undefined && !headingsOf(page).includes(heading)),
    );
    expect(lost).toEqual([]);
  });
});
