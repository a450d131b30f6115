import type { Row } from '../../src/engine/engine.ts';
import { anyValue, type Filters } from '../../src/model/filters.ts';
import { chosen } from '../../src/model/selection.ts';
import { stepOf } from '../../src/model/steps.ts';
import { join, param, sql, type Sql } from '../../src/sql/sql.ts';
import type { Answers } from '../answers.ts';

/**
 * The sessions that filters of a shared walk choose, straight from raw events, users and addresses, as somebody writes it who
 * has no marts: a row a session with its start, place and furthest step.
 */
function chosenSessions(filters: Filters): Sql {
  const { from, to, traffic, step } = filters;
  const conditions = [
    sql`true`,
    ...(from === null ? [] : [sql`started_at >= ${param(from, 'timestamp')}`]),
    ...(to === null ? [] : [sql`started_at < ${param(to, 'timestamp')} + interval '1 day'`]),
    ...[
      chosen(sql`country`, filters.country),
      chosen(sql`state`, filters.state),
      chosen(sql`employee`, filters.employee),
    ].filter((condition) => condition !== null),
    ...(traffic === 'all' ? [] : [traffic === 'burst' ? sql`is_burst` : sql`not is_burst`]),
    ...(step.reached === null ? [] : [sql`furthest >= ${param(stepOf(step.reached).position, 'integer')}`]),
  ];
  return sql`
with
  told as (
    select
      session_id,
      min(user_id) as user_id,
      coalesce(min(case when event_type <> 'package_shipped' then created_at end), min(created_at)) as started_at,
      max(
        case event_type when 'package_shipped' then 4 when 'checkout' then 3 when 'add_to_cart' then 2 when 'page_view' then 1 else 0 end
      ) as furthest
    from events
    group by session_id
  ),
  ${traffic === 'all' ? sql`` : burstUsers}
  placed as (
    select
      told.*,
      coalesce(addresses.state, '(not set)') as state,
      coalesce(addresses.country, '(not set)') as country,
      case when users.email is null then '(not set)' when users.email like '%@greenery.com' then 'yes' else 'no' end as employee,
      ${traffic === 'all' ? sql`false` : sql`told.user_id in (select user_id from burst_users)`} as is_burst
    from told
    left join users on users.user_id = told.user_id
    left join addresses on addresses.address_id = users.address_id
  ),
  chosen as (
    select * from placed where ${join(conditions, ' and ')}
  )`;
}

/** Only asked for where the walk filters by it. */
const burstUsers = sql`starts as (
    select user_id, started_at, lag(started_at, 9) over (partition by user_id order by started_at) as earlier from told
  ),
  burst_users as (
    select distinct user_id from starts where started_at <= earlier + interval '10 minutes'
  ),`;

const counts = sql`
  sum(case when furthest >= 1 then 1 else 0 end) as step_1,
  sum(case when furthest >= 2 then 1 else 0 end) as step_2,
  sum(case when furthest >= 3 then 1 else 0 end) as step_3,
  sum(case when furthest >= 4 then 1 else 0 end) as step_4`;

/** The statements of the five charts, in the order of `answersOfRaw`. */
export function rawStatements(filters: Filters): readonly Sql[] {
  const sessions = chosenSessions(filters);
  const withoutState = chosenSessions({ ...filters, state: anyValue });
  const withoutPlace = chosenSessions({ ...filters, state: anyValue, country: anyValue });
  return [
    sql`${sessions} select ${counts} from chosen`,
    sql`${sessions} select cast(date_trunc('day', started_at) as varchar) as name, ${counts} from chosen group by name order by name`,
    sql`${withoutState} select state as name, ${counts} from chosen group by name`,
    sql`${withoutPlace} select country as name, ${counts} from chosen group by name`,
    sql`${sessions} select isodow(started_at) as name, ${counts} from chosen group by name order by name`,
  ];
}

/** What the rows of the statements say, as the answers of the dashboard. */
export function answersOfRaw(rows: readonly (readonly Row[])[]): Answers {
  const [funnel = [], trend = [], byState = [], byCountry = [], breakdown = []] = rows;
  const told = (row: Row) => [1, 2, 3, 4].map((step) => row[`step_${step}`]).join(' ');
  const named = (row: Row) => `${String(row['name'])} ${told(row)}`;
  return {
    funnel: funnel.map(told),
    trend: trend.map(told),
    byState: byState.map(named).sort(),
    byCountry: byCountry.map(named).sort(),
    breakdown: breakdown.map(told),
  };
}
