import { param, sql } from '../../sql/sql.ts';
import { dayText } from '../dialect.ts';
import { type Day, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberOrNull, textIn } from '../row.ts';

/** The level of one product at one snapshot. */
export interface ProductStockRow {
  /** Day of the snapshot, UTC. */
  readonly day: Day;
  /** Units on hand, carried forward from the version that held then; null where none did. */
  readonly level: number | null;
}

/** The product at every snapshot of the dataset, oldest first: the last snapshot of each day. */
export function productStockQuery(name: string): Query<ProductStockRow> {
  return {
    name: 'stock of a product',
    sql: sql`
with
  snapshots as (
    select max(taken_at) as taken_at from stock_snapshots group by ${dayText(sql`taken_at`)}
  ),
  levels as (
    select stock_levels.*
    from stock_levels
    inner join products on products.product_id = stock_levels.product_id
    where products.name = ${param(name, 'varchar')}
  ),
  seen as (
    select snapshots.taken_at, levels.inventory
    from snapshots
    inner join levels
      on levels.valid_from <= snapshots.taken_at and (levels.valid_to is null or levels.valid_to > snapshots.taken_at)
  )
select ${dayText(sql`snapshots.taken_at`)} as day, cast(seen.inventory as bigint) as level
from snapshots
left join seen on seen.taken_at = snapshots.taken_at
order by snapshots.taken_at`,
    row: (raw) => {
      const day = parseDay(textIn(raw, 'day'));
      if (day === null) throw new TypeError('“day” is not a day.');
      return { day, level: numberOrNull(raw, 'level') };
    },
  };
}
