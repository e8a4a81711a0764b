import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const [packed]: { size: number; unpackedSize: number; files: { path: string }[] }[] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
);
const paths = packed?.files.map(({ path }) => path).sort() ?? [];

/** What may be in the package; everything in it is one of these. */
const ALLOWED = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|SECURITY\.md)$/,
  /^docs\/(api\/([\w-]+\/)?)?[\w-]+\.md$/,
  /^dist\/fullstory-ometria(\.core|\.inspector|(\.core)?\.loader)?\.min\.js(\.map)?$/,
  /^dist\/consent\/[a-z]+\.min\.js(\.map)?$/,
  /^dist\/(integrity|rules\.schema)\.json$/,
  /^dist\/esm\/[\w/-]+\.(js|d\.ts)$/,
  /^gtm\/(template\.tpl|custom-html\.html|LICENSE|README\.md)$/,
  /^tools\/((setup|canary)\.(html|js)|setup\.css)$/,
];

describe('npm pack', () => {
  it('holds nothing but what a user needs', () => {
    expect(paths.filter((path) => !ALLOWED.some((allowed) => allowed.test(path)))).toEqual([]);
  });

  it('holds every build, module and page', () => {
    const wanted = [
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'SECURITY.md',
      'gtm/README.md',
      ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
      'dist/integrity.json',
      'dist/rules.schema.json',
      'gtm/template.tpl',
      'gtm/custom-html.html',
      'tools/setup.html',
      'tools/setup.js',
      'tools/canary.html',
      'tools/canary.js',
      ...readdirSync('dist', { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.min\.js(\.map)?$/.test(name))
        .map((name) => `dist/${name}`),
      ...readdirSync('dist/esm', { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.js'))
        .map((name) => `dist/esm/${name}`),
    ];
    expect(wanted.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('holds whatever its pages link to, but for pictures', () => {
    const links = paths
      .filter((path) => path.endsWith('.md'))
      .flatMap((page) =>
        [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({ page, link })),
      )
      // npm's site finds pictures in the repository; all of them together are larger than the package.
      .filter(({ link }) => !/^(https:|http:\/\/localhost:|#)|\.(png|svg)$/.test(link));
    expect(links.length).toBeGreaterThan(20);
    const dead = links.filter(({ page, link }) => !paths.includes(join(dirname(page), link.replace(/#.*/, ''))));
    expect(dead).toEqual([]);
  });

  it('holds every page of the docs that its other files name', () => {
    const others = paths.filter((path) => /^(gtm|tools)\//.test(path));
    const named = others.flatMap((path) => readFileSync(path, 'utf8').match(/\bdocs\/\w+\.md/g) ?? []);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((page) => !paths.includes(page))).toEqual([]);
  });

  it('has types beside every module that is exported', () => {
    const { exports }: { exports: Record<string, string | { types: string; default: string }> } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    );
    for (const target of Object.values(exports)) {
      if (typeof target === 'string') continue;
      expect(paths).toContain(target.types.slice(2));
      expect(paths).toContain(target.default.slice(2));
    }
  });

  it('has no dependency, and no script that runs on installing', () => {
    const manifest: Record<string, Record<string, string>> = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.peerDependencies).toBeUndefined();
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual(
      [],
    );
  });

  it('names no path of a machine', () => {
    for (const path of paths.filter((name) => /\.(js|map|json|html|tpl)$/.test(name)))
      expect(readFileSync(path, 'utf8').includes(process.cwd()), path).toBe(false);
  });
});
