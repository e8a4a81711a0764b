-- One row that counts what the contacts leave out (users without an e-mail) and bring together.
-- Amazon Redshift, over FullStory's Ready-to-Analyze views. Replace `fullstory.` by the schema they lie in.
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

recent_events as (
  select id, user_id, session_id
  from fullstory.events
  where event_time >= dateadd('day', -60, date_trunc('day', getdate()))
    and event_time < date_trunc('day', getdate())
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
