import type { Source } from './source.js';

/**
 * Who is who: the latest row of each FullStory user, and of the users of one person the spelling of the e-mail that goes
 * out. Nulls are ordered by hand, since the warehouses disagree on where they stand.
 */
export const peopleSql = ({ table }: Source): string => `latest_users as (
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
  from ${table.users}
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
)`;
