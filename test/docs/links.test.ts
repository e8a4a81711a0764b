import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, proseOf } from './pages.js';

/** The anchor that a heading gets where Markdown is rendered. */
const toAnchor = (heading: string) =>
  heading
    .replace(/`|\*|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/** Of headings that are alike the second one gets -1, the third one -2; and the anchors that a page names itself. */
const anchorsOf = (page: string) => {
  const headings = [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => toAnchor(heading));
  const numbered = headings.map((anchor, at) => {
    const before = headings.slice(0, at).filter((other) => other === anchor).length;
    return before ? `${anchor}-${before}` : anchor;
  });
  return [...numbered, ...[...proseOf(page).matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
};

const linksOf = (page: string) =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)|(?:src|srcset|href)="([^"]+)"/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );

const { homepage }: { homepage: string } = JSON.parse(readFileSync('package.json', 'utf8'));
/** Pages of the package name what is not packed by its address in the repository. */
const OWN = new RegExp(`^${homepage.replace(/#.*/, '')}/(?:blob|tree)/main/`);

const local = Object.keys(PAGES).flatMap((page) =>
  linksOf(page)
    .map((link) => link.replace(OWN, '/'))
    .filter((link) => !/^(https?:|mailto:)/.test(link))
    .map((link) => ({ page, link })),
);

describe('links', () => {
  it('are found', () => {
    expect(local.length).toBeGreaterThan(30);
  });

  it.each(local)('$page: $link leads somewhere', ({ page, link }) => {
    const [path = '', anchor] = link.split('#');
    const target = path.startsWith('/') ? path.slice(1) : path ? normalize(join(dirname(page), path)) : page;
    expect(existsSync(target), target).toBe(true);
    if (anchor) expect(anchorsOf(target)).toContain(anchor);
  });

  it('to other sites are https, but for the demo on one’s own machine', () => {
    const others = Object.keys(PAGES).flatMap(linksOf);
    expect(others.filter((link) => /^http:/.test(link) && !/^http:\/\/localhost:/.test(link))).toEqual([]);
  });
});
