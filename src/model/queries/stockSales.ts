import { sql, type Sql } from '../../sql/sql.ts';
import { daysBetween, dayText } from '../dialect.ts';
import { type Day, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberOrNull, textOrNull } from '../row.ts';
import { momentOf } from './stockHeld.ts';
import type { StockSpan } from './stockRange.ts';

/** The days that orders cover, and how many of them the snapshots share. Null where there are no dated orders. */
export interface StockSales {
  readonly firstOrder: Day | null;
  readonly lastOrder: Day | null;
  /** Below zero where the two do not meet. */
  readonly sharedDays: number | null;
}

/** With fewer days in common a pace of sales is a guess. */
export const fewestSharedDays = 1;

/** The time that orders and snapshots share, as the CTE `sales_clock` of one row. */
export function salesClock({ from, to }: StockSpan): Sql {
  return sql`sales_clock as (
    select
      first_order,
      last_order,
      greatest(first_order, ${momentOf(from)}) as shared_from,
      least(last_order, ${momentOf(to)}) as shared_to,
      ${daysBetween(sql`greatest(first_order, ${momentOf(from)})`, sql`least(last_order, ${momentOf(to)})`)} as shared_days
    from (select min(created_at) as first_order, max(created_at) as last_order from orders) as ordered
    where first_order is not null
  )`;
}

/** One row about the clock of orders; none where no order is dated. */
export function stockSalesQuery(span: StockSpan): Query<StockSales> {
  return {
    name: 'stock and sales',
    sql: sql`
with ${salesClock(span)}
select ${dayText(sql`first_order`)} as first_order, ${dayText(sql`last_order`)} as last_order, shared_days
from sales_clock`,
    row: (raw) => ({
      firstOrder: parseDay(textOrNull(raw, 'first_order') ?? ''),
      lastOrder: parseDay(textOrNull(raw, 'last_order') ?? ''),
      sharedDays: numberOrNull(raw, 'shared_days'),
    }),
  };
}
