import { param, sql } from '../../sql/sql.ts';
import { daysBetween, valueAtFirst, valueAtLast, valueBefore } from '../dialect.ts';
import type { Choice } from '../filters.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull, textIn } from '../row.ts';
import { held, isOut, stocked } from './stockHeld.ts';
import type { StockSpan } from './stockRange.ts';
import { fewestSharedDays, salesClock } from './stockSales.ts';

/** What the stock of one product did from the first to the last snapshot of a span. Levels are units on hand. */
export interface StockMeasures {
  readonly product: string;
  /** The first and the last level that is known in the span. */
  readonly first: number;
  readonly last: number;
  readonly lowest: number;
  readonly highest: number;
  /** How often the level differs from the one before. */
  readonly changes: number;
  /** Changes and one. */
  readonly versions: number;
  /** Σ|Δ|. */
  readonly fluctuation: number;
  /** Σ of the falls. */
  readonly depletion: number;
  /** Σ of the rises. */
  readonly restock: number;
  /** Stretches of snapshots at zero or below. */
  readonly stockOuts: number;
  /** Standard deviation ÷ mean, both weighted by time; null with no time between snapshots or a mean of zero or below. */
  readonly variation: number | null;
  /** The last level ÷ units ordered per day; null where orders and snapshots do not share a day, or nothing was ordered. */
  readonly daysOfCover: number | null;
}

/** Every chosen product with a level in the span, those that moved most first. */
export function stockMeasuresQuery(span: StockSpan, products: Choice): Query<StockMeasures> {
  return {
    name: 'stock measures',
    sql: sql`
with ${stocked(products)},
  ${held(span)},
  steps as (
    select
      product_id,
      product,
      inventory,
      ${daysBetween(sql`held_from`, sql`held_to`)} as days,
      inventory - ${valueBefore(sql`inventory`)} over history as change,
      case
        when not (${isOut}) then 0
        when ${valueBefore(sql`inventory`)} over history <= 0 and ${valueBefore(sql`valid_to`)} over history = held_from then 0
        else 1
      end as runs_out,
      held_from
    from held
    window history as (partition by product_id order by held_from)
  ),
  means as (
    select product_id, sum(days * inventory) / nullif(sum(days), 0) as mean from steps group by product_id
  ),
  moved as (
    select
      steps.product_id,
      steps.product,
      ${valueAtFirst(sql`steps.inventory`, sql`steps.held_from`)} as first_level,
      ${valueAtLast(sql`steps.inventory`, sql`steps.held_from`)} as last_level,
      min(steps.inventory) as lowest,
      max(steps.inventory) as highest,
      sum(case when steps.change <> 0 then 1 else 0 end) as changes,
      coalesce(sum(abs(steps.change)), 0) as fluctuation,
      coalesce(sum(greatest(-steps.change, 0)), 0) as depletion,
      coalesce(sum(greatest(steps.change, 0)), 0) as restock,
      sum(steps.runs_out) as stock_outs,
      case
        when min(means.mean) > 0
        then sqrt(sum(steps.days * power(steps.inventory - means.mean, 2)) / nullif(sum(steps.days), 0)) / min(means.mean)
      end as variation
    from steps
    left join means on means.product_id = steps.product_id
    group by steps.product_id, steps.product
  ),
  ${salesClock(span)},
  sold as (
    select order_lines.product_id, sum(order_lines.units) / min(sales_clock.shared_days) as units_per_day
    from order_lines
    inner join orders on orders.order_id = order_lines.order_id
    inner join sales_clock
      on orders.created_at >= sales_clock.shared_from and orders.created_at <= sales_clock.shared_to
    where sales_clock.shared_days >= ${param(fewestSharedDays, 'double')}
    group by order_lines.product_id
  )
select
  moved.product,
  cast(first_level as bigint) as first_level,
  cast(last_level as bigint) as last_level,
  cast(lowest as bigint) as lowest,
  cast(highest as bigint) as highest,
  cast(changes as bigint) as changes,
  cast(changes + 1 as bigint) as versions,
  cast(fluctuation as bigint) as fluctuation,
  cast(depletion as bigint) as depletion,
  cast(restock as bigint) as restock,
  cast(stock_outs as bigint) as stock_outs,
  variation,
  ${rate(sql`greatest(moved.last_level, 0)`, sql`sold.units_per_day`)} as days_of_cover
from moved
left join sold on sold.product_id = moved.product_id
order by fluctuation desc, moved.product`,
    row: (raw) => ({
      product: textIn(raw, 'product'),
      first: numberIn(raw, 'first_level'),
      last: numberIn(raw, 'last_level'),
      lowest: numberIn(raw, 'lowest'),
      highest: numberIn(raw, 'highest'),
      changes: numberIn(raw, 'changes'),
      versions: numberIn(raw, 'versions'),
      fluctuation: numberIn(raw, 'fluctuation'),
      depletion: numberIn(raw, 'depletion'),
      restock: numberIn(raw, 'restock'),
      stockOuts: numberIn(raw, 'stock_outs'),
      variation: numberOrNull(raw, 'variation'),
      daysOfCover: numberOrNull(raw, 'days_of_cover'),
    }),
  };
}
