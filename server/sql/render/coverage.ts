import type { Dialect } from './dialects.js';
import { peopleSql } from './people.js';
import type { Source } from './source.js';

/** One row that says what the contacts' query left out, and what it brought together. */
export const coverageSql = (dialect: Dialect, source: Source): string => {
  const { table } = source;
  return `with ${source.preparation}${peopleSql(source)},

recent_events as (
  select id, user_id, session_id
  from ${table.events}
  where event_time >= ${dialect.before(60)}
    and event_time < ${dialect.asOf}
),

recent_users as (
  select recent_events.user_id, max(people.email_key) as email_key
  from recent_events
  left join people on people.user_id = recent_events.user_id
  group by recent_events.user_id
),

recent_sessions as (
  select recent_events.user_id, recent_events.session_id, max(people.email_key) as email_key
  from recent_events
  left join people on people.user_id = recent_events.user_id
  where recent_events.session_id is not null
  group by recent_events.user_id, recent_events.session_id
)

select
  (select count(*) from recent_users) as users,
  (select count(*) from recent_users where email_key is null) as users_without_email,
  (select count(distinct email_key) from recent_sessions) as contacts,
  (select count(*) from recent_sessions) as sessions,
  (select count(*) from recent_sessions where email_key is null) as sessions_without_email,
  (select count(*) from recent_events) as events,
  (select count(*) - count(distinct id) from recent_events) as duplicate_events
`;
};
