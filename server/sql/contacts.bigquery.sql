-- One row for each contact (by e-mail) that was seen in the last 60 days, ready for `push --type contact`.
-- BigQuery, over FullStory's Ready-to-Analyze views. Replace `fullstory.` by the schema they lie in.
-- What each column means: docs/warehouse.md. Rendered by `npm run sql` from sql/render: change it there.
with latest_users as (
  select
    id as user_id,
    trim(user_email) as email,
    lower(trim(user_email)) as email_key,
    last_updated_time,
    row_number() over (
      partition by id
      order by
        case when last_updated_time is null then 1 else 0 end, last_updated_time desc,
        case when user_email is null then 1 else 0 end, user_email desc
    ) as place
  from fullstory.users
),

-- One row for each FullStory user whose e-mail is known; one person may have several users.
people as (
  select
    user_id,
    email,
    email_key,
    row_number() over (
      partition by email_key
      order by case when last_updated_time is null then 1 else 0 end, last_updated_time desc, email desc, user_id desc
    ) as spelling
  from latest_users
  where place = 1 and email_key like '%_@_%'
),

-- A session belongs to the 30 days in which its last event lies, so none is counted in both.
sessions as (
  select people.email_key, events.user_id, events.session_id, max(events.event_time) as last_event_time
  from fullstory.events as events
  inner join people on people.user_id = events.user_id
  where events.session_id is not null
    and events.event_time >= timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 60 day)
    and events.event_time < timestamp_trunc(current_timestamp(), day)
  group by people.email_key, events.user_id, events.session_id
),

visits as (
  select
    email_key,
    sum(case when last_event_time >= timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 30 day) then 1 else 0 end) as sessions,
    sum(case when last_event_time < timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 30 day) then 1 else 0 end) as sessions_before,
    max(last_event_time) as last_visit_at
  from sessions
  group by email_key
),

-- FullStory delivers at least once: an event that came twice is one event.
clicks_once as (
  select
    event_id, max(user_id) as user_id, max(session_id) as session_id, max(event_time) as event_time,
    max(fs_rage_count) as fs_rage_count,
    max(fs_dead_count) as fs_dead_count,
    max(fs_error_kind) as fs_error_kind
  from fullstory.clicks
  where event_time >= timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 30 day)
    and event_time < timestamp_trunc(current_timestamp(), day)
  group by event_id
),

form_abandons_once as (
  select
    event_id, max(user_id) as user_id, max(session_id) as session_id, max(event_time) as event_time
  from fullstory.form_abandons
  where event_time >= timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 30 day)
    and event_time < timestamp_trunc(current_timestamp(), day)
  group by event_id
),

mouse_thrashes_once as (
  select
    event_id, max(user_id) as user_id, max(session_id) as session_id, max(event_time) as event_time
  from fullstory.mouse_thrashes
  where event_time >= timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 30 day)
    and event_time < timestamp_trunc(current_timestamp(), day)
  group by event_id
),

page_views_once as (
  select
    event_id, max(user_id) as user_id, max(session_id) as session_id, max(event_time) as event_time,
    max(active_duration_millis) as active_duration_millis
  from fullstory.page_views
  where event_time >= timestamp_sub(timestamp_trunc(current_timestamp(), day), interval 30 day)
    and event_time < timestamp_trunc(current_timestamp(), day)
  group by event_id
),

signals as (
  select 'rage_click' as signal, user_id, session_id, event_time from clicks_once where fs_rage_count > 0
  union all
  select 'dead_click' as signal, user_id, session_id, event_time from clicks_once where fs_dead_count > 0
  union all
  select 'error_click' as signal, user_id, session_id, event_time from clicks_once where fs_error_kind <> ''
  union all
  select 'form_abandon' as signal, user_id, session_id, event_time from form_abandons_once
  union all
  select 'mouse_thrash' as signal, user_id, session_id, event_time from mouse_thrashes_once
),

-- The weights are the tag's own.
weighed as (
  select
    people.email_key, signals.user_id, signals.session_id, signals.signal, signals.event_time,
    case signals.signal
      when 'rage_click' then 25
      when 'error_click' then 10
      when 'dead_click' then 8
      when 'form_abandon' then 8
      when 'mouse_thrash' then 5
    end as weight
  from signals
  inner join people on people.user_id = signals.user_id
),

totals as (
  select
    email_key,
    sum(case when signal = 'rage_click' then 1 else 0 end) as rage_clicks,
    sum(case when signal = 'error_click' then 1 else 0 end) as error_clicks,
    sum(case when signal = 'dead_click' then 1 else 0 end) as dead_clicks,
    sum(case when signal = 'form_abandon' then 1 else 0 end) as form_abandons,
    sum(case when signal = 'mouse_thrash' then 1 else 0 end) as mouse_thrashes,
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
  coalesce(totals.rage_clicks, 0) as fsw_rage_clicks,
  coalesce(totals.error_clicks, 0) as fsw_error_clicks,
  coalesce(totals.dead_clicks, 0) as fsw_dead_clicks,
  coalesce(totals.form_abandons, 0) as fsw_form_abandons,
  coalesce(totals.mouse_thrashes, 0) as fsw_mouse_thrashes,
  cast(floor(coalesce(attention.active_millis, 0) / 60000.0 + 0.5) as integer) as fsw_active_minutes,
  signal_order.signal as fsw_last_signal,
  format_timestamp('%Y-%m-%dT%H:%M:%S+00:00', signal_order.event_time) as fsw_last_signal_at,
  cast(floor(100 * (1 - exp(-coalesce(totals.weight, 0) / 60.0)) + 0.5) as integer) as fsw_frustration_score,
  cast(floor(100 * (1 - exp(-coalesce(worst_sessions.weight, 0) / 60.0)) + 0.5) as integer) as fsw_worst_session_score,
  format_timestamp('%Y-%m-%dT%H:%M:%S+00:00', visits.last_visit_at) as fsw_last_visit_at,
  unix_date(cast(timestamp_trunc(current_timestamp(), day) as date)) - unix_date(cast(visits.last_visit_at as date)) as fsw_days_since_visit,
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
