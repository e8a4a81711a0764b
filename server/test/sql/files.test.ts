import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import sqlParser from 'node-sql-parser';
import nunjucks from 'nunjucks';
import { describe, expect, it } from 'vitest';
import { renderFiles } from '../../sql/render/files.js';
import { FIELDS } from '../../src/contacts/fields.js';
import { createToRecord } from '../../src/contacts/record.js';
import { FILES, readSql } from './figures.js';

const server = new URL('../../', import.meta.url);
const files = renderFiles();

describe('the files that are rendered', () => {
  // `npm run sql` writes them: it runs this test with --update.
  it.each([...files])('%s is what the description gives', async (path, text) => {
    await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(path, server)));
  });

  it('are all the SQL files there are', () => {
    const found = readdirSync(new URL('sql', server)).filter((name) => name.endsWith('.sql'));
    expect(found.map((name) => `sql/${name}`).sort()).toEqual(
      [...files.keys()].filter((path) => path.startsWith('sql/')).sort(),
    );
  });
});

describe.each(FILES)('the SQL for $name', ({ name, dialect }) => {
  const parse = (sql: string) => new sqlParser.Parser().astify(sql, { database: dialect });

  it.each(['contacts', 'coverage'] as const)('%s parses in its dialect as one query', (kind) => {
    const sql = readSql(kind, name);
    expect([parse(sql)].flat().map(({ type }) => type)).toEqual(['select']);
    expect(() => parse(sql.replace('group by', 'group'))).toThrow();
  });

  it('has the columns that the fields describe', () => {
    const [query] = [parse(readSql('contacts', name))].flat();
    const columns = query?.type === 'select' && Array.isArray(query.columns) ? query.columns : [];
    expect(columns.map((column) => column.as)).toEqual(['email', ...Object.keys(FIELDS)]);
  });
});

describe('the dbt package', () => {
  /** Runs a model as dbt would, with the little of dbt that the models call. */
  const compile = (model: string, { adapter, raw }: { adapter: string; raw: boolean }): string => {
    const read = (path: string): string => readFileSync(new URL(`dbt/${path}`, server), 'utf8');
    // Each file of macros is seen by all others in dbt; nunjucks sees what stands in one text.
    const text = read(`macros/${adapter}.sql`) + read('macros/fsw.sql') + read(`models/${model}.sql`);
    const calls = [...text.matchAll(/macro (\w+__\w+)\(/g)].map(([, name]) => `'${name}': ${name}`).join(', ');
    // Macros are no variables of the context: they are handed to the stand-in by name.
    const withMacros = text.replace(read('macros/fsw.sql'), `{% set macros = {${calls}} %}${read('macros/fsw.sql')}`);
    return new nunjucks.Environment(null, { autoescape: false })
      .renderString(withMacros.replaceAll('adapter.dispatch(', 'dispatch(macros, '), {
        dispatch: (all: Record<string, () => string>, name: string) => all[`${adapter}__${name}`],
        var: () => raw,
        return: (value: unknown) => value,
        source: (_: string, table: string) => `fullstory.${table}`,
      })
      .trim();
  };
  const withoutHeading = (sql: string): string => sql.replace(/^(--.*\n)+/, '').trim();

  it.each(FILES)('is the same SQL for $name', ({ name, dialect, tables }) => {
    for (const kind of ['contacts', 'coverage'] as const) {
      const compiled = compile(`fsw_${kind}`, { adapter: dialect, raw: tables === 'raw' });
      expect(compiled).toBe(withoutHeading(readSql(kind, name)));
    }
  });
});

describe('docs/warehouse.md', () => {
  it('has the table of the fields', () => {
    const rows = Object.entries(FIELDS).map(([name, { type, title, meaning }]) => [
      `\`${name}\``,
      type,
      title,
      meaning,
    ]);
    const table = [['field', 'type', 'title', 'meaning'], ['---', '---', '---', '---'], ...rows]
      .map((cells) => (cells[0] === '---' ? '|---|---|---|---|' : `| ${cells.join(' | ')} |`))
      .join('\n');
    expect(readFileSync(new URL('../docs/warehouse.md', server), 'utf8')).toContain(table);
  });
});

describe('the recipe for Snowflake', () => {
  it('gives a contact the id that push gives it', async () => {
    const recipe = readFileSync(new URL('sql/recipes/snowflake-task.sql', server), 'utf8');
    const [, id = ''] = /(left\(sha2\(.*?256\), 32\)) as id/.exec(recipe) ?? [];
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run('create macro sha2(content, bits) as sha256(content)');
    const found = await connection.runAndReadAll(`select ${id} as id from (select 'Jane@Example.com' as email)`);
    connection.closeSync();
    instance.closeSync();
    const toRecord = createToRecord({ type: 'contact', mapping: { columns: {} }, collection: 'fullstory_warehouse' });
    const record = toRecord({ email: 'Jane@Example.com', fsw_sessions: 1 }, true);
    expect(found.getRowObjects()).toEqual([{ id: typeof record === 'object' ? record.id : undefined }]);
  });
});
