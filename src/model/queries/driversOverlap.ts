import { join, param, sql } from '../../sql/sql.ts';
import { type Conditions, holds } from '../condition.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn } from '../row.ts';
import { entered, type Loss } from './driversPopulation.ts';

/** How many sessions one of `others` shares with the driver. */
export interface DriverOverlap {
  /** Place in `others`. */
  readonly index: number;
  readonly sessions: number;
}

/** One row for each of `others`, of which there is at least one: sessions of which its conditions and `conditions` hold. */
export function driverOverlapQuery(
  filters: Filters,
  counting: Counting,
  loss: Loss,
  conditions: Conditions,
  others: readonly Conditions[],
  aside: readonly Conditions[],
): Query<DriverOverlap> {
  const rows = others.map(
    (other, index) => sql`
select ${param(index, 'integer')} as index, count(*) as sessions from driven where ${holds(other, sql`driven`)}`,
  );
  return {
    name: 'the same sessions by other names',
    sql: sql`
with ${entered(filters, counting, loss, aside)},
  driven as (
    select * from entered where ${holds(conditions, sql`entered`)}
  )${join(rows, '\nunion all\n')}
order by index`,
    row: (raw) => ({ index: numberIn(raw, 'index'), sessions: numberIn(raw, 'sessions') }),
  };
}
