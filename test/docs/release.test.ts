import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';

const workflow = readFileSync('.github/workflows/release.yml', 'utf8');
const runsOf = (text: string) => [...text.matchAll(/run: (.*)/g)].map(([, command = '']) => command);
const manifest: {
  repository: { url: string };
  bugs: string;
  homepage: string;
  publishConfig: object;
  version: string;
  scripts: object;
} = JSON.parse(readFileSync('package.json', 'utf8'));
const repository = manifest.repository.url.replace(/^git\+|\.git$/g, '');

test('a pull request is tested by the commands that are there, without a token, with WebKit on macOS', () => {
  const text = readFileSync('.github/workflows/test.yml', 'utf8');
  expect(text).toMatch(/^ {2}pull_request:$/m);
  expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  expect(text).not.toMatch(/secrets\.|_TOKEN/);
  const runs = runsOf(text);
  const scripts = runs.flatMap((run) => /^npm (?:run )?(?!ci)([\w:]+)/.exec(run)?.[1] ?? []);
  expect(scripts).toEqual(expect.arrayContaining(['test', 'build', 'test:all']));
  for (const name of scripts) expect(manifest.scripts).toHaveProperty([name]);
  const [, config = ''] = /playwright test --config (\S+)/.exec(text.split('macos-latest')[1] ?? '') ?? [];
  expect(readFileSync(config, 'utf8')).toContain("browserName: 'webkit'");
});

describe('a release', () => {
  it('is tested on a pushed tag, and then published with provenance and without a token', () => {
    const runs = runsOf(workflow);
    expect(
      runs.map((run) => /^(npm ci|npm test|npm run test:all)\b|npm@.* publish --provenance$/.exec(run)?.[0]),
    ).toEqual([undefined, 'npm ci', 'npm test', 'npm run test:all', expect.stringMatching(/publish --provenance$/)]);
    expect(workflow).toMatch(/\bid-token: write\n/);
    expect(workflow).toContain('tags: ["v*"]');
    expect(workflow).toContain('node-version: 20');
    expect(workflow).not.toMatch(/secrets\.|_TOKEN|registry/);
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  });

  it('names one repository everywhere, since npm compares it with where the package was built', () => {
    expect(repository).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+$/);
    expect(manifest.bugs).toBe(`${repository}/issues`);
    expect(manifest.homepage).toBe(`${repository}#readme`);
  });

  it('of the template is told in metadata.yaml: homepage, documentation, and versions by their commit', () => {
    const metadata = readFileSync('gtm/metadata.yaml', 'utf8');
    expect(metadata).toContain(`homepage: "${repository}"\n`);
    expect(metadata).toContain(`documentation: "${repository}/blob/main/gtm/README.md"\n`);
    const versions = /\nversions:(.*(?:\n .*)*)/.exec(metadata)?.[1] ?? '';
    const entries = versions.split(/\n {2}- /).slice(1);
    if (entries.length === 0) expect(versions).toBe(' []');
    for (const entry of entries) expect(entry).toMatch(/^sha: [0-9a-f]{40}\n {4}changeNotes: \S.*$/);
  });

  it('of the template brings the licence that the gallery asks for', () => {
    const licence = readFileSync('gtm/LICENSE', 'utf8');
    expect(licence).toMatch(/^\s*Apache License\n\s*Version 2\.0, January 2004/);
    expect(licence).toContain('END OF TERMS AND CONDITIONS');
  });
});
