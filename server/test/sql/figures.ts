import { readFileSync } from 'node:fs';
import { dialectNamed, openDatabase } from './duckdb.js';
import type { Warehouse } from './generator.js';
import { type ContactRow, referenceContacts, referenceCoverage } from './reference.js';

/** The files that are shipped, with the dialect and the tables that each reads. */
export const FILES = [
  { name: 'snowflake', dialect: 'snowflake', tables: 'views' },
  { name: 'bigquery', dialect: 'bigquery', tables: 'views' },
  { name: 'redshift', dialect: 'redshift', tables: 'views' },
  { name: 'snowflake-raw', dialect: 'snowflake', tables: 'raw' },
] as const;

export const readSql = (kind: 'contacts' | 'coverage', name: string): string =>
  readFileSync(new URL(`../../sql/${kind}.${name}.sql`, import.meta.url), 'utf8');

export interface Figures {
  found: { contacts: Map<string, ContactRow>; rows: number; coverage: unknown };
  expected: { contacts: Map<string, ContactRow>; coverage: unknown };
}

/** The raw table holds the identify events as well, which are events like others, and where an e-mail comes from. */
const toRaw = ({ users, events }: Warehouse): Warehouse => ({
  users: users.filter(({ user_email }) => user_email !== null),
  events: [
    ...events,
    ...users.map(({ id, last_updated_time }, index) => ({
      event_id: `identify-${index}`,
      user_id: id,
      session_id: null,
      event_time: last_updated_time ?? 0,
      event_type: 'navigate' as const,
    })),
  ],
});

/** What a file says of a warehouse, beside what it has to say. */
export const compareFigures = async (warehouse: Warehouse, file: (typeof FILES)[number]): Promise<Figures> => {
  const dialect = dialectNamed(file.dialect);
  const read = file.tables === 'raw' ? toRaw(warehouse) : warehouse;
  const database = await openDatabase(warehouse, file.tables);
  try {
    const rows = await database.query(readSql('contacts', file.name), dialect);
    const [coverage] = await database.query(readSql('coverage', file.name), dialect);
    return {
      found: {
        // The query's columns are texts, numbers and nulls.
        contacts: new Map(rows.map((row) => [String(row.email).toLowerCase(), row as ContactRow])),
        rows: rows.length,
        coverage,
      },
      expected: { contacts: referenceContacts(read), coverage: referenceCoverage(read) },
    };
  } finally {
    database.close();
  }
};
