import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.js';

const [, section = ''] = /\n## The handle\n([\s\S]*?)\n## /.exec(PAGES['docs/developer.md'] ?? '') ?? [];
const [methods = '', answers = ''] = section.split('`flush()` answers');

const membersOf = (path: string, name: string) => {
  const [, body = ''] =
    new RegExp(`export interface ${name} \\{([\\s\\S]*?)\\n\\}`).exec(readFileSync(path, 'utf8')) ?? [];
  return [...body.matchAll(/^ {2}(\w+)[<(:]/gm)].map(([, member = '']) => member);
};
const wordsOf = (path: string, name: string) => {
  const [, union = ''] = new RegExp(`export type ${name} =([^;]*);`).exec(readFileSync(path, 'utf8')) ?? [];
  return [...union.replace(/Exclude<[^>]*>/, '').matchAll(/'(\w+)'/g)].map(([, word = '']) => word);
};

describe('the table of the handle', () => {
  it('has every method, and no other', () => {
    const listed = [...methods.matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name);
    const handles = [
      ['src/types/bridge.ts', 'Bridge'],
      ['src/rules/rules-source.ts', 'RulesHandle'],
      ['src/outputs/inspect.ts', 'InspectHandle'],
    ] as const;
    const wanted = handles.flatMap(([path, name]) => membersOf(path, name));
    expect(wanted).toContain('inspect');
    expect([...listed].sort()).toEqual(wanted.sort());
  });

  it('names every event of on()', () => {
    const [row = ''] = /^\| `on\(.*$/m.exec(methods) ?? [];
    const events = membersOf('src/types/bridge.ts', 'BridgeEvents');
    expect(events.length).toBeGreaterThan(2);
    expect(events.filter((event) => !row.includes(`\`${event}\``))).toEqual([]);
  });

  it('has every word that flush() answers, and no other', () => {
    const listed = [...answers.matchAll(/^\| ((?:`\w+` ?)+)\|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
    const wanted = [
      ...wordsOf('src/types/health.ts', 'FlushResult'),
      ...wordsOf('src/types/health.ts', 'Outcome'),
      ...wordsOf('src/types/health.ts', 'Hold'),
      // Exclude<Attempt, 'held'>: what is held is told by its gate.
      ...wordsOf('src/types/health.ts', 'Attempt').filter((word) => word !== 'held'),
    ];
    expect(wanted.length).toBeGreaterThan(10);
    expect([...listed].sort()).toEqual(wanted.sort());
  });
});
