import { contactsSql } from './contacts.js';
import { coverageSql } from './coverage.js';
import { dbtFiles } from './dbt.js';
import { DIALECTS, type Dialect } from './dialects.js';
import { plainNaming, rawTable, type Source, views } from './source.js';

const heading = ({ title }: Dialect, what: string, tables: string): string =>
  [
    `-- ${what}`,
    `-- ${title}, over ${tables}. Replace \`fullstory.\` by the schema they lie in.`,
    '-- What each column means: docs/warehouse.md. Rendered by `npm run sql` from sql/render: change it there.',
    '',
  ].join('\n');

const CONTACTS =
  'One row for each contact (by e-mail) that was seen in the last 60 days, ready for `push --type contact`.';
const COVERAGE = 'One row that counts what the contacts leave out (users without an e-mail) and bring together.';
const VIEWS = "FullStory's Ready-to-Analyze views";
const RAW = "FullStory's raw events table";

const sqlFiles = (dialect: Dialect, name: string, tables: { words: string; source: Source }): [string, string][] => [
  [`sql/contacts.${name}.sql`, heading(dialect, CONTACTS, tables.words) + contactsSql(dialect, tables.source)],
  [`sql/coverage.${name}.sql`, heading(dialect, COVERAGE, tables.words) + coverageSql(dialect, tables.source)],
];

/** Every file that is rendered, by its path below the package's folder. */
export const renderFiles = (): Map<string, string> =>
  new Map([
    ...DIALECTS.flatMap((dialect) => [
      ...sqlFiles(dialect, dialect.name, { words: VIEWS, source: views(plainNaming) }),
      ...(dialect.name === 'snowflake'
        ? sqlFiles(dialect, 'snowflake-raw', { words: RAW, source: rawTable(dialect, plainNaming) })
        : []),
    ]),
    ...dbtFiles(),
  ]);
