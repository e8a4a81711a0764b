import type { Dialect } from './dialects.js';

/** The six tables that the queries read. */
export const TABLES = ['users', 'events', 'clicks', 'page_views', 'form_abandons', 'mouse_thrashes'] as const;
export type Table = (typeof TABLES)[number];

/** Where the tables come from: their names in the query, and the common table expressions that make them, if any. */
export interface Source {
  table: Record<Table, string>;
  preparation: string;
}

/** How a table of the warehouse is written: `fullstory.events` in the files, `{{ source(…) }}` in the dbt package. */
export type Naming = (table: string) => string;

export const plainNaming: Naming = (table) => `fullstory.${table}`;

/** FullStory's Ready-to-Analyze views, read as they are. */
export const views = (naming: Naming): Source => ({
  table: {
    users: naming('users'),
    events: naming('events'),
    clicks: naming('clicks'),
    page_views: naming('page_views'),
    form_abandons: naming('form_abandons'),
    mouse_thrashes: naming('mouse_thrashes'),
  },
  preparation: '',
});

/**
 * FullStory's raw table in Snowflake, brought into the shape of the views. A device is what the views call a user; its
 * e-mail is the one of its latest identify event, which may be older than the 60 days that everything else looks at.
 */
export const rawTable = (dialect: Dialect, naming: Naming): Source => ({
  table: {
    users: 'users',
    events: 'events',
    clicks: 'clicks',
    page_views: 'page_views',
    form_abandons: 'form_abandons',
    mouse_thrashes: 'mouse_thrashes',
  },
  preparation: `users as (
  select
    device_id as id,
    get(event_properties, 'user_email')::varchar as user_email,
    event_time as last_updated_time
  from ${naming('events')}
  where event_type = 'identify' and get(event_properties, 'user_email')::varchar is not null
),

raw_events as (
  select event_id, device_id as user_id, session_id, event_time, event_type, event_properties
  from ${naming('events')}
  where event_time >= ${dialect.before(60)}
    and event_time < ${dialect.asOf}
),

events as (
  select event_id as id, user_id, session_id, event_time from raw_events
),

clicks as (
  select
    event_id, user_id, session_id, event_time,
    get(event_properties, 'fs_rage_count')::integer as fs_rage_count,
    get(event_properties, 'fs_dead_count')::integer as fs_dead_count,
    get(event_properties, 'fs_error_kind')::varchar as fs_error_kind
  from raw_events where event_type = 'click'
),

page_views as (
  select
    event_id, user_id, session_id, event_time,
    get(event_properties, 'active_duration_millis')::integer as active_duration_millis
  from raw_events where event_type = 'page_view'
),

form_abandons as (
  select event_id, user_id, session_id, event_time from raw_events where event_type = 'form_abandon'
),

mouse_thrashes as (
  select event_id, user_id, session_id, event_time from raw_events where event_type = 'mouse_thrash'
),

`,
});
