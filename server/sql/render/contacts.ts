import { SCORE_SCALE, WEIGHT } from 'fullstory-ometria/vocabulary';
import type { Dialect } from './dialects.js';
import { peopleSql } from './people.js';
import type { Source } from './source.js';

/** The signals that the warehouse knows; it has no view of failed form attempts, and counts taps as clicks. */
export const COUNTS = {
  rage_click: 'rage_clicks',
  error_click: 'error_clicks',
  dead_click: 'dead_clicks',
  form_abandon: 'form_abandons',
  mouse_thrash: 'mouse_thrashes',
} as const;

type CountedSignal = keyof typeof COUNTS;

// The keys of COUNTS are the counted signals.
const SIGNALS = Object.keys(COUNTS) as CountedSignal[];

/** 0–100 from a sum of weights, as the tag rounds it. */
const score = (sum: string): string =>
  `cast(floor(100 * (1 - exp(-coalesce(${sum}, 0) / ${SCORE_SCALE.toFixed(1)})) + 0.5) as integer)`;

const count = (signal: CountedSignal): string =>
  `sum(case when signal = '${signal}' then 1 else 0 end) as ${COUNTS[signal]}`;

/** An event table without its duplicates. A signal counts at its own time, in the 30 days. */
const onceEach = (dialect: Dialect, table: string, columns: readonly string[]): string => `select
    event_id, max(user_id) as user_id, max(session_id) as session_id, max(event_time) as event_time${columns
      .map((column) => `,\n    max(${column}) as ${column}`)
      .join('')}
  from ${table}
  where event_time >= ${dialect.before(30)}
    and event_time < ${dialect.asOf}
  group by event_id`;

const clickSignal = (signal: string, condition: string): string =>
  `select '${signal}' as signal, user_id, session_id, event_time from clicks_once where ${condition}`;

const eventSignal = (signal: string, table: string): string =>
  `select '${signal}' as signal, user_id, session_id, event_time from ${table}`;

/** One row for each contact that was seen in the last 60 days. */
export const contactsSql = (dialect: Dialect, source: Source): string => {
  const { table } = source;
  return `with ${source.preparation}${peopleSql(source)},

-- A session belongs to the 30 days in which its last event lies, so none is counted in both.
sessions as (
  select people.email_key, events.user_id, events.session_id, max(events.event_time) as last_event_time
  from ${table.events} as events
  inner join people on people.user_id = events.user_id
  where events.session_id is not null
    and events.event_time >= ${dialect.before(60)}
    and events.event_time < ${dialect.asOf}
  group by people.email_key, events.user_id, events.session_id
),

visits as (
  select
    email_key,
    sum(case when last_event_time >= ${dialect.before(30)} then 1 else 0 end) as sessions,
    sum(case when last_event_time < ${dialect.before(30)} then 1 else 0 end) as sessions_before,
    max(last_event_time) as last_visit_at
  from sessions
  group by email_key
),

-- FullStory delivers at least once: an event that came twice is one event.
clicks_once as (
  ${onceEach(dialect, table.clicks, ['fs_rage_count', 'fs_dead_count', 'fs_error_kind'])}
),

form_abandons_once as (
  ${onceEach(dialect, table.form_abandons, [])}
),

mouse_thrashes_once as (
  ${onceEach(dialect, table.mouse_thrashes, [])}
),

page_views_once as (
  ${onceEach(dialect, table.page_views, ['active_duration_millis'])}
),

signals as (
  ${[
    clickSignal('rage_click', 'fs_rage_count > 0'),
    clickSignal('dead_click', 'fs_dead_count > 0'),
    clickSignal('error_click', "fs_error_kind <> ''"),
    eventSignal('form_abandon', 'form_abandons_once'),
    eventSignal('mouse_thrash', 'mouse_thrashes_once'),
  ].join('\n  union all\n  ')}
),

-- The weights are the tag's own.
weighed as (
  select
    people.email_key, signals.user_id, signals.session_id, signals.signal, signals.event_time,
    case signals.signal
      ${SIGNALS.map((signal) => `when '${signal}' then ${WEIGHT[signal]}`).join('\n      ')}
    end as weight
  from signals
  inner join people on people.user_id = signals.user_id
),

totals as (
  select
    email_key,
    ${SIGNALS.map(count).join(',\n    ')},
    sum(weight) as weight
  from weighed
  group by email_key
),

session_weights as (
  select email_key, user_id, session_id, sum(weight) as weight
  from weighed
  where session_id is not null
  group by email_key, user_id, session_id
),

worst_sessions as (
  select email_key, max(weight) as weight
  from session_weights
  group by email_key
),

-- Of two signals at one time, the heavier one is the last.
signal_order as (
  select
    email_key, signal, event_time,
    row_number() over (partition by email_key order by event_time desc, weight desc, signal) as place
  from weighed
),

attention as (
  select people.email_key, sum(page_views_once.active_duration_millis) as active_millis
  from page_views_once
  inner join people on people.user_id = page_views_once.user_id
  group by people.email_key
)

select
  people.email as email,
  visits.sessions as fsw_sessions,
  visits.sessions_before as fsw_sessions_before,
  ${SIGNALS.map((signal) => `coalesce(totals.${COUNTS[signal]}, 0) as fsw_${COUNTS[signal]}`).join(',\n  ')},
  cast(floor(coalesce(attention.active_millis, 0) / 60000.0 + 0.5) as integer) as fsw_active_minutes,
  signal_order.signal as fsw_last_signal,
  ${dialect.isoTime('signal_order.event_time')} as fsw_last_signal_at,
  ${score('totals.weight')} as fsw_frustration_score,
  ${score('worst_sessions.weight')} as fsw_worst_session_score,
  ${dialect.isoTime('visits.last_visit_at')} as fsw_last_visit_at,
  ${dialect.daysSince('visits.last_visit_at')} as fsw_days_since_visit,
  -- From -100 (gone) over 0 (as before) to 100 (new): the difference as a share of the busier 30 days.
  cast(floor(
    100.0 * (visits.sessions - visits.sessions_before)
    / greatest(visits.sessions, visits.sessions_before) + 0.5
  ) as integer) as fsw_activity_change
from visits
inner join people on people.email_key = visits.email_key and people.spelling = 1
left join totals on totals.email_key = visits.email_key
left join worst_sessions on worst_sessions.email_key = visits.email_key
left join signal_order on signal_order.email_key = visits.email_key and signal_order.place = 1
left join attention on attention.email_key = visits.email_key
`;
};
