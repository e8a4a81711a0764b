/** Everything in which the warehouses' SQL differs. The queries themselves are written once, in plain SQL. */
export interface Dialect {
  /** The dialect's name, as dbt and node-sql-parser spell it in lower case. */
  name: 'snowflake' | 'bigquery' | 'redshift';
  /** How the warehouse is called in a sentence. */
  title: string;
  /** The start of today in UTC, where the 30 days end. */
  asOf: string;
  /** `days` whole days before `asOf`, as a constant expression, so that partitions are pruned by it. */
  before: (days: number) => string;
  /** Whole UTC days from the day of `time` to the day of `asOf`. */
  daysSince: (time: string) => string;
  /** `time` as `2026-11-21T23:01:07+00:00`: whole seconds and a numeric offset, as Ometria's examples have it. */
  isoTime: (time: string) => string;
}

// Date parts are quoted: both warehouses take them so, and it keeps them from reading as column names.
const SNOWFLAKE_TODAY = "date_trunc('day', sysdate())";
// In the session's time zone, which is UTC unless somebody has set another.
const REDSHIFT_TODAY = "date_trunc('day', getdate())";
const BIGQUERY_TODAY = 'timestamp_trunc(current_timestamp(), day)';

export const DIALECTS: readonly Dialect[] = [
  {
    name: 'snowflake',
    title: 'Snowflake',
    asOf: SNOWFLAKE_TODAY,
    before: (days) => `dateadd('day', -${days}, ${SNOWFLAKE_TODAY})`,
    daysSince: (time) => `datediff('day', ${time}, ${SNOWFLAKE_TODAY})`,
    isoTime: (time) => `to_char(${time}, 'YYYY-MM-DD"T"HH24:MI:SS') || '+00:00'`,
  },
  {
    name: 'bigquery',
    title: 'BigQuery',
    asOf: BIGQUERY_TODAY,
    before: (days) => `timestamp_sub(${BIGQUERY_TODAY}, interval ${days} day)`,
    daysSince: (time) => `unix_date(cast(${BIGQUERY_TODAY} as date)) - unix_date(cast(${time} as date))`,
    isoTime: (time) => `format_timestamp('%Y-%m-%dT%H:%M:%S+00:00', ${time})`,
  },
  {
    name: 'redshift',
    title: 'Amazon Redshift',
    asOf: REDSHIFT_TODAY,
    before: (days) => `dateadd('day', -${days}, ${REDSHIFT_TODAY})`,
    daysSince: (time) => `datediff('day', ${time}, ${REDSHIFT_TODAY})`,
    isoTime: (time) => `to_char(${time}, 'YYYY-MM-DD"T"HH24:MI:SS') || '+00:00'`,
  },
];
