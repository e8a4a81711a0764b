import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DIALECTS, type Dialect } from '../../sql/render/dialects.js';
import { AS_OF, type EventRow, type Warehouse } from './generator.js';

// DuckDB stands in for the three warehouses: it runs the very files, with the vendors' functions that they call as macros,
// written after the vendors' documents. https://docs.snowflake.com/en/sql-reference/functions ·
// https://cloud.google.com/bigquery/docs/reference/standard-sql · https://docs.aws.amazon.com/redshift/latest/dg
const MACROS = `
create macro dateadd(part, amount, moment) as moment + amount * interval 1 day;
create macro datediff(part, earlier, later) as date_diff('day', earlier::date, later::date);
create macro to_char(moment, model) as
  strftime(moment, replace(replace(replace(replace(replace(replace(replace(
    model, 'YYYY', '%Y'), 'MM', '%m'), 'DD', '%d'), '"T"', 'T'), 'HH24', '%H'), 'MI', '%M'), 'SS', '%S'));
create macro timestamp_sub(moment, span) as moment - span;
create macro unix_date(moment) as date_diff('day', date '1970-01-01', moment);
create macro format_timestamp(model, moment) as strftime(moment, model);
create macro get(properties, key) as properties ->> ('$.' || key);
`;

const VIEWS = `
create schema fullstory;
create table fullstory.users (id varchar, user_email varchar, last_updated_time timestamp);
create table fullstory.events (id varchar, user_id varchar, session_id varchar, event_time timestamp);
create table fullstory.clicks (event_id varchar, user_id varchar, session_id varchar, event_time timestamp,
  fs_rage_count integer, fs_dead_count integer, fs_error_kind varchar);
create table fullstory.page_views (event_id varchar, user_id varchar, session_id varchar, event_time timestamp,
  active_duration_millis bigint);
create table fullstory.form_abandons (event_id varchar, user_id varchar, session_id varchar, event_time timestamp);
create table fullstory.mouse_thrashes (event_id varchar, user_id varchar, session_id varchar, event_time timestamp);
`;

const RAW = `
create schema fullstory;
create table fullstory.events (event_id varchar, device_id bigint, session_id bigint, event_time timestamp,
  event_type varchar, event_properties json);
`;

const time = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1000).toISOString().slice(0, 19);

const ofType = (events: readonly EventRow[], type: EventRow['event_type']): EventRow[] =>
  events.filter(({ event_type }) => event_type === type);

const withTime = (events: readonly EventRow[]): object[] =>
  events.map((event) => ({ ...event, event_time: time(event.event_time) }));

const viewTables = ({ users, events }: Warehouse): Record<string, object[]> => ({
  users: users.map((user) => ({ ...user, last_updated_time: time(user.last_updated_time) })),
  events: withTime(events).map((event, index) => ({ ...event, id: events[index]?.event_id })),
  clicks: withTime(ofType(events, 'click')),
  page_views: withTime(ofType(events, 'page_view')),
  form_abandons: withTime(ofType(events, 'form_abandon')),
  mouse_thrashes: withTime(ofType(events, 'mouse_thrash')),
});

const rawTables = ({ users, events }: Warehouse): Record<string, object[]> => ({
  events: [
    ...users.map(({ id, user_email, last_updated_time }, index) => ({
      event_id: `identify-${index}`,
      device_id: id,
      event_time: time(last_updated_time),
      event_type: 'identify',
      event_properties: { user_email },
    })),
    ...events.map(({ event_id, user_id, session_id, event_time, event_type, ...properties }) => ({
      event_id,
      device_id: user_id,
      session_id,
      event_time: time(event_time),
      event_type,
      event_properties: properties,
    })),
  ],
});

export interface Database {
  /** Rows of a dialect's query, whose today is the generator's. */
  query(sql: string, dialect: Dialect): Promise<Record<string, unknown>[]>;
  close(): void;
}

/** FullStory's tables in DuckDB: the Ready-to-Analyze views, or the raw one. */
export const openDatabase = async (warehouse: Warehouse, kind: 'views' | 'raw'): Promise<Database> => {
  const folder = mkdtempSync(join(tmpdir(), 'fs-ometria-sql-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(MACROS);
  await connection.run(kind === 'raw' ? RAW : VIEWS);
  const tables = kind === 'raw' ? rawTables(warehouse) : viewTables(warehouse);
  for (const [table, rows] of Object.entries(tables)) {
    const file = join(folder, `${table}.ndjson`);
    const described = await connection.runAndReadAll(`describe fullstory.${table}`);
    const columns = described.getRowObjectsJson().map((column) => `${column.column_name}: '${column.column_type}'`);
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    await connection.run(
      `insert into fullstory.${table} select * from read_json('${file}', format = 'newline_delimited', columns = {${columns.join(', ')}})`,
    );
  }
  rmSync(folder, { recursive: true });
  return {
    async query(sql, dialect) {
      const today = `timestamp '${time(AS_OF)}'`;
      const result = await connection.runAndReadAll(sql.replaceAll(dialect.asOf, today));
      // Whole numbers come as texts where they are wide; all of ours are small.
      return result
        .getRowObjectsJson()
        .map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
            ]),
          ),
        );
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

export const dialectNamed = (name: Dialect['name']): Dialect => {
  const found = DIALECTS.find((dialect) => dialect.name === name);
  if (!found) throw new Error(`no dialect ${name}`);
  return found;
};
