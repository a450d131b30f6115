import { param, sql } from '../../sql/sql.ts';
import { valueAtFirst } from '../dialect.ts';
import type { Choice, Day } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textOrNull } from '../row.ts';
import { chosen, where } from '../selection.ts';

/** What was out of stock while sessions went on. Snapshots bound a stock-out: it is told when it overlaps at all. */
export interface StockOutsDuring {
  /** Products without stock at some time of the days, of those chosen. */
  readonly products: number;
  /** Which of them was first, and alone where there is one only. */
  readonly first: string | null;
  /** 1 when stock was counted before the last of the days ended: otherwise nothing can be told. */
  readonly known: boolean;
}

/** One row: the chosen products that a snapshot saw without stock between the start of `from` and the end of `to`, UTC. */
export function stockOutsDuringQuery(from: Day, to: Day, products: Choice): Query<StockOutsDuring> {
  const byName = chosen(sql`products.name`, products);
  return {
    name: 'stock-outs during the days',
    sql: sql`
with
  days as (
    select
      ${param(from, 'timestamp')} as starts_at,
      ${param(to, 'timestamp')} + interval '1 day' as ends_at
  ),
  out_of_stock as (
    select products.product_id, products.name, min(stock_levels.valid_from) as since
    from stock_levels
    inner join products on products.product_id = stock_levels.product_id
    cross join days
    ${where([
      sql`stock_levels.inventory <= 0`,
      sql`stock_levels.valid_from < days.ends_at`,
      sql`(stock_levels.valid_to is null or stock_levels.valid_to > days.starts_at)`,
      ...(byName === null ? [] : [byName]),
    ])}
    group by products.product_id, products.name
  )
select
  cast((select count(*) from out_of_stock) as bigint) as products,
  (select ${valueAtFirst(sql`name`, sql`(since, name)`)} from out_of_stock) as first,
  cast(exists (select 1 from stock_snapshots where taken_at < days.ends_at) as bigint) as known
from days`,
    row: (raw) => ({
      products: numberIn(raw, 'products'),
      first: textOrNull(raw, 'first'),
      known: numberIn(raw, 'known') === 1,
    }),
  };
}
