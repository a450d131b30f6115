import { exactText, instantText, minutes } from './dialect.ts';
import { param, sql, type Sql } from '../sql/sql.ts';

/**
 * The events of a table with the sessions their users' pauses make, one row each, all its columns, as they were delivered: a user's events in order
 * of time (equal times as they were delivered) belong to one session until more than `gap` minutes pass without an event. The
 * id is the user and the session's first moment, `ann 2021-02-11T23:30:33Z`, unique and the same whenever the file is loaded.
 * An event that has a session keeps it. One without user or time gets none: nobody can say what it belongs to.
 * Source: the rule of web analytics, where 30 minutes are usual (Google Analytics, “How a web session is defined”).
 */
export function sessionsByGap(gap: number, events: Sql = sql`raw.events`): Sql {
  const seconds = instantText(sql`first_at`);
  return sql`
with
  told as (
    select *, rowid as delivered, session_id is null and user_id is not null and created_at is not null as is_open
    from ${events}
  ),
  pauses as (
    select
      *,
      lag(created_at) over (partition by is_open, user_id order by created_at, delivered) as created_before
    from told
  ),
  numbered as (
    select
      *,
      sum(case when created_before is null or created_at > created_before + ${minutes(gap)} then 1 else 0 end) over (
        partition by is_open, user_id order by created_at, delivered rows unbounded preceding
      ) as visit
    from pauses
  ),
  begun as (
    select *, min(created_at) over (partition by is_open, user_id, visit) as first_at from numbered
  )
select
  * exclude (delivered, is_open, created_before, visit, first_at)
  replace (
    case
      when is_open then concat(
        user_id,
        ' ',
        -- Fractions only where there are some.
        case when date_trunc('second', first_at) = first_at then ${seconds} else concat(${exactText(sql`first_at`)}, ${param('Z', 'varchar')}) end
      )
      else session_id
    end as session_id
  )
from begun
order by delivered`;
}
