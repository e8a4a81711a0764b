import { contactsSql } from './contacts.js';
import { coverageSql } from './coverage.js';
import { DIALECTS, type Dialect } from './dialects.js';
import { type Naming, rawTable, type Source, views } from './source.js';

// The package's user says in vars where FullStory's tables lie: dbt/models/sources.yml.
const viewNaming: Naming = (table) => `{{ source('fullstory', '${table}') }}`;
const rawNaming: Naming = (table) => `{{ source('fullstory_raw', '${table}') }}`;

const macro = (name: string, body: string): string => `{% macro ${name}() %}\n${body}{% endmacro %}\n`;

/** The queries as dbt macros; `adapter.dispatch` finds the one of the warehouse by the prefix of its name. */
export const dbtMacros = (dialect: Dialect): string => {
  const both = (suffix: string, source: Source): string[] => [
    macro(`${dialect.name}__fsw_contacts${suffix}`, contactsSql(dialect, source)),
    macro(`${dialect.name}__fsw_coverage${suffix}`, coverageSql(dialect, source)),
  ];
  const raw = dialect.name === 'snowflake' ? both('_raw', rawTable(dialect, rawNaming)) : [];
  return [...both('', views(viewNaming)), ...raw].join('\n');
};

export const dbtFiles = (): Map<string, string> =>
  new Map(
    DIALECTS.map((dialect) => [
      `dbt/macros/${dialect.name}.sql`,
      `{# Rendered by \`npm run sql\` from sql/render: change it there. #}\n${dbtMacros(dialect)}`,
    ]),
  );
