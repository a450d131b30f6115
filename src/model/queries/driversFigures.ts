import { sql, type Sql } from '../../sql/sql.ts';
import { type Conditions, holds } from '../condition.ts';
import { type Derived, less, ratio, rateWithInterval, withDerived } from '../derived.ts';
import { recently } from '../dialect.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { densestMinutes } from './burst.ts';
import { entered, type Loss } from './driversPopulation.ts';

/** A share of sessions that go on (0..1) with its Wilson 95 % interval; null where there are no sessions. */
export interface KeptRate {
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What one driver does, among all that is selected: the drivers named before it are not left out. */
export interface DriverFigures {
  /** Its sessions at the step before, and those of them that are lost. */
  readonly sessions: number;
  readonly lost: number;
  /** The same without those of the drivers named before it. */
  readonly newSessions: number;
  readonly newLost: number;
  /** Of all that is lost, and of all sessions at the step before; 0..1. */
  readonly lostShare: number | null;
  readonly sessionsShare: number | null;
  /** Those that go on: of its sessions, of the others, and how much higher that is than of all together (0..1). */
  readonly there: KeptRate;
  readonly withoutSessions: number;
  readonly without: KeptRate;
  readonly changeRate: number | null;
  /** Most session starts of one of its users within five minutes, when these are burst users; else 0. */
  readonly burstStarts: number;
}

/** One row about the sessions of which all `conditions` hold; `before` are the drivers named before. */
export function driverFiguresQuery(
  filters: Filters,
  counting: Counting,
  loss: Loss,
  conditions: Conditions,
  before: readonly Conditions[],
): Query<DriverFigures> {
  const isNew = before.reduce<Sql>(
    (all, one) => sql`${all} and not ${holds(one, sql`entered`)}`,
    holds(conditions, sql`entered`),
  );
  return withDerived(
    {
      name: 'one driver',
      sql: sql`
with ${entered(filters, counting, loss, [])},
  told as (
    select
      user_id, started_at, burst, lost,
      case when ${holds(conditions, sql`entered`)} then 1 else 0 end as inside,
      case when ${isNew} then 1 else 0 end as is_new
    from entered
  ),
  summed as (
    select
      count(*) as all_sessions,
      coalesce(sum(lost), 0) as all_lost,
      coalesce(sum(inside), 0) as sessions,
      coalesce(sum(inside * lost), 0) as lost,
      coalesce(sum(is_new), 0) as new_sessions,
      coalesce(sum(is_new * lost), 0) as new_lost
    from told
  ),
  starts as (
    select count(*) over (
      partition by user_id ${recently(sql`started_at`, densestMinutes)}
    ) as near
    from told
    where inside = 1 and burst = 1 and started_at is not null
  )
select
  cast(sessions as bigint) as sessions,
  cast(lost as bigint) as lost,
  cast(new_sessions as bigint) as new_sessions,
  cast(new_lost as bigint) as new_lost,
  cast(all_sessions as bigint) as all_sessions,
  cast(all_lost as bigint) as all_lost,
  (select cast(coalesce(max(near), 0) as bigint) from starts) as burst_starts
from summed`,
      row: (raw) => ({
        sessions: numberIn(raw, 'sessions'),
        lost: numberIn(raw, 'lost'),
        newSessions: numberIn(raw, 'new_sessions'),
        newLost: numberIn(raw, 'new_lost'),
        lostShare: numberOrNull(raw, 'lost_share'),
        sessionsShare: numberOrNull(raw, 'sessions_share'),
        there: {
          rate: numberOrNull(raw, 'there'),
          low: numberOrNull(raw, 'there_low'),
          high: numberOrNull(raw, 'there_high'),
        },
        withoutSessions: numberIn(raw, 'without_sessions'),
        without: {
          rate: numberOrNull(raw, 'without'),
          low: numberOrNull(raw, 'without_low'),
          high: numberOrNull(raw, 'without_high'),
        },
        changeRate: numberOrNull(raw, 'change'),
        burstStarts: numberIn(raw, 'burst_starts'),
      }),
    },
    rates,
  );
}

const kept = less('sessions', 'lost');
const allKept = less('all_sessions', 'all_lost');
const withoutSessions = less('all_sessions', 'sessions');
const withoutKept = less(allKept, kept);

const rates: Derived = {
  lost_share: ratio('lost', 'all_lost'),
  sessions_share: ratio('sessions', 'all_sessions'),
  ...rateWithInterval('there', kept, 'sessions'),
  without_sessions: withoutSessions,
  ...rateWithInterval('without', withoutKept, withoutSessions),
  change: less(ratio(withoutKept, withoutSessions), ratio(allKept, 'all_sessions')),
};
