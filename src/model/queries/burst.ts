import { sql } from '../../sql/sql.ts';
import { countOf } from '../counted.ts';
import { dayText, recently, timeText } from '../dialect.ts';
import { type Counting, type Day, type Filters, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull, textOrNull } from '../row.ts';
import { picked } from '../selection.ts';

/** The stretch in which the densest starts of a burst user are counted. */
export const densestMinutes = 5;

/** What burst users do to the numbers on screen. Always about sessions. */
export interface BurstRow {
  readonly burstUsers: number;
  readonly burstSessions: number;
  /** Sessions of burst users at the first step and not at checkout. */
  readonly burstLost: number;
  /** All sessions at the first step and not at checkout. */
  readonly lost: number;
  readonly sessions: number;
  /** Most session starts of one burst user within five minutes. */
  readonly most: number;
  readonly mostDay: Day | null;
  /** First and last of those starts, `HH:MM:SS`, UTC. */
  readonly mostFrom: string | null;
  readonly mostTo: string | null;
  /** The home state when all burst users share one. */
  readonly state: string | null;
  /** Sessions of everybody else at the first step … */
  readonly restEntered: number;
  /** … and those of them at checkout. */
  readonly restConverted: number;
  readonly restConversionRate: number | null;
}

/** One row about the burst users of the selection. */
export function burstQuery(filters: Filters, counting: Counting): Query<BurstRow> {
  const bySession: Counting = { ...counting, unit: 'sessions' };
  // To read the sessions again is cheap beside keeping all of them: from days, where those tell the rest, else from what products chose.
  const isByProduct = filters.product.values.length > 0;
  return {
    name: 'burst users',
    sql: sql`
with ${picked(filters, bySession, isByProduct ? { anew: true } : { needs: 'day' })},
  summed as (
    select
      ${countOf(sql`true`)} as sessions,
      ${countOf(sql`burst = 1`)} as burst_sessions,
      ${countOf(sql`step_1 = 1 and step_3 = 0`)} as lost,
      ${countOf(sql`burst = 1 and step_1 = 1 and step_3 = 0`)} as burst_lost,
      ${countOf(sql`burst = 0 and step_1 = 1`)} as rest_entered,
      ${countOf(sql`burst = 0 and step_1 = 1 and step_3 = 1`)} as rest_converted,
      case
        when min(case when burst = 1 then state end) = max(case when burst = 1 then state end)
        then min(case when burst = 1 then state end)
      end as state
    from picked
  ),
  -- The few sessions that are looked at one by one.
  bursting as (
    ${isByProduct ? sql`` : sql`with ${picked(filters, bySession)}`}
    select user_id, started_at from picked where burst = 1
  ),
  windows as (
    select
      user_id,
      started_at,
      count(*) over recent as starts,
      min(started_at) over recent as first_start
    from bursting
    where started_at is not null
    window recent as (
      partition by user_id ${recently(sql`started_at`, densestMinutes)}
    )
  ),
  densest as (
    select starts, first_start, started_at from windows order by starts desc, started_at, user_id limit 1
  )
select
  (select cast(count(distinct user_id) as bigint) from bursting) as burst_users,
  cast(burst_sessions as bigint) as burst_sessions,
  cast(burst_lost as bigint) as burst_lost,
  cast(lost as bigint) as lost,
  cast(sessions as bigint) as sessions,
  cast(coalesce(densest.starts, 0) as bigint) as most,
  ${dayText(sql`densest.first_start`)} as most_day,
  ${timeText(sql`densest.first_start`)} as most_from,
  ${timeText(sql`densest.started_at`)} as most_to,
  state,
  cast(rest_entered as bigint) as rest_entered,
  cast(rest_converted as bigint) as rest_converted,
  ${rate(sql`rest_converted`, sql`rest_entered`)} as rest_conversion
from summed
left join densest on true`,
    row: (raw) => ({
      burstUsers: numberIn(raw, 'burst_users'),
      burstSessions: numberIn(raw, 'burst_sessions'),
      burstLost: numberIn(raw, 'burst_lost'),
      lost: numberIn(raw, 'lost'),
      sessions: numberIn(raw, 'sessions'),
      most: numberIn(raw, 'most'),
      mostDay: parseDay(textOrNull(raw, 'most_day') ?? ''),
      mostFrom: textOrNull(raw, 'most_from'),
      mostTo: textOrNull(raw, 'most_to'),
      state: textOrNull(raw, 'state'),
      restEntered: numberIn(raw, 'rest_entered'),
      restConverted: numberIn(raw, 'rest_converted'),
      restConversionRate: numberOrNull(raw, 'rest_conversion'),
    }),
  };
}
