import { sql } from '../../sql/sql.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { picked } from '../selection.ts';

/** Who the sessions selected are of; with products chosen, those that concern one of them. Sessions without a user are left out. */
export interface UsersRow {
  readonly users: number;
  /** Users of sessions with an order. */
  readonly customers: number;
  /** Sessions with a user ÷ users; null without users. */
  readonly sessionsPerUser: number | null;
}

/** The users of the tiles: one row. Users do not add up, so this reads every session: it is asked beside what adds up. */
export function usersQuery(filters: Filters, counting: Counting): Query<UsersRow> {
  return {
    name: 'users',
    sql: sql`
with ${picked(filters, counting, { measures: true })},
  of_users as (
    select count(*) as sessions, max(case when orders > 0 then 1 else 0 end) as bought
    from picked
    where concerned = 1 and user_id is not null
    group by user_id
  ),
  summed as (
    select count(*) as users, coalesce(sum(bought), 0) as customers, coalesce(sum(sessions), 0) as sessions from of_users
  )
select
  cast(users as bigint) as users,
  cast(customers as bigint) as customers,
  ${rate(sql`sessions`, sql`users`)} as sessions_per_user
from summed`,
    row: (raw) => ({
      users: numberIn(raw, 'users'),
      customers: numberIn(raw, 'customers'),
      sessionsPerUser: numberOrNull(raw, 'sessions_per_user'),
    }),
  };
}
