import { sql } from '../../sql/sql.ts';
import { daysBetween, dayText, valueAfter, valueBefore } from '../dialect.ts';
import { type Choice, type Day, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn, textOrNull } from '../row.ts';
import { isOut, momentOf, stocked } from './stockHeld.ts';
import type { StockSpan } from './stockRange.ts';

/** A stretch of snapshots at which a product had nothing to sell. Snapshots bound it, and do not tell when in between it began and ended. */
export interface StockOut {
  readonly product: string;
  /** The last snapshot with stock before it; null where no earlier level is known. */
  readonly lastWith: Day | null;
  /** The first and the last snapshot without stock. */
  readonly firstAtZero: Day;
  readonly lastAtZero: Day;
  /** The first snapshot with stock after it; null where there is none. */
  readonly backBy: Day | null;
  /** Without stock at the newest snapshot of all. */
  readonly isOpen: boolean;
  /** Days it lasted at least … */
  readonly shortestDays: number;
  /** … and at most; null where one end is not known. */
  readonly longestDays: number | null;
  /** The level before it and after it. */
  readonly before: number | null;
  readonly after: number | null;
}

/** Every stock-out that a snapshot of the span saw, told with all that snapshots before and after the span know; the latest first. */
export function stockOutsQuery(span: StockSpan, products: Choice): Query<StockOut> {
  return {
    name: 'stock-outs',
    sql: sql`
with ${stocked(products)},
  snapshots as (
    select taken_at, ${valueBefore(sql`taken_at`)} over (order by taken_at) as before_at from stock_snapshots
  ),
  newest as (select max(taken_at) as taken_at from stock_snapshots),
  -- Only products that were out in the span need their whole history.
  concerned as (
    select distinct product_id
    from stock_levels
    where ${isOut} and valid_from <= ${momentOf(span.to)} and (valid_to is null or valid_to > ${momentOf(span.from)})
  ),
  history as (
    select
      stocked.product_id,
      stocked.product,
      stock_levels.inventory,
      stock_levels.valid_from,
      stock_levels.valid_to,
      case
        when ${isOut}
          and ${valueBefore(sql`stock_levels.inventory`)} over levels <= 0
          and ${valueBefore(sql`stock_levels.valid_to`)} over levels = stock_levels.valid_from
        then 0
        else 1
      end as starts
    from stock_levels
    inner join stocked on stocked.product_id = stock_levels.product_id
    inner join concerned on concerned.product_id = stock_levels.product_id
    window levels as (partition by stock_levels.product_id order by stock_levels.valid_from)
  ),
  numbered as (
    select *, sum(starts) over (partition by product_id order by valid_from) as stretch from history
  ),
  stretches as (
    select
      product_id,
      product,
      stretch,
      max(inventory) as inventory,
      min(valid_from) as starts_at,
      case when count(valid_to) = count(*) then max(valid_to) end as ends_at
    from numbered
    group by product_id, product, stretch
  ),
  neighbours as (
    select
      *,
      ${valueBefore(sql`inventory`)} over stretches_of as prior_level,
      ${valueBefore(sql`ends_at`)} over stretches_of as prior_ends_at,
      ${valueAfter(sql`inventory`)} over stretches_of as next_level,
      ${valueAfter(sql`starts_at`)} over stretches_of as next_starts_at
    from stretches
    window stretches_of as (partition by product_id order by stretch)
  ),
  outs as (
    select
      neighbours.product,
      case when neighbours.prior_level > 0 then prior_end.before_at end as last_with,
      neighbours.starts_at as first_at_zero,
      coalesce(own_end.before_at, newest.taken_at) as last_at_zero,
      case when neighbours.next_level > 0 then neighbours.next_starts_at end as back_by,
      neighbours.ends_at,
      neighbours.prior_level,
      neighbours.next_level
    from neighbours
    cross join newest
    left join snapshots as prior_end on prior_end.taken_at = neighbours.prior_ends_at
    left join snapshots as own_end on own_end.taken_at = neighbours.ends_at
    where neighbours.inventory <= 0
      and neighbours.starts_at <= ${momentOf(span.to)}
      and (neighbours.ends_at is null or neighbours.ends_at > ${momentOf(span.from)})
  )
select
  product,
  ${dayText(sql`last_with`)} as last_with,
  ${dayText(sql`first_at_zero`)} as first_at_zero,
  ${dayText(sql`last_at_zero`)} as last_at_zero,
  ${dayText(sql`back_by`)} as back_by,
  case when ends_at is null then 1 else 0 end as is_open,
  ${daysBetween(sql`first_at_zero`, sql`last_at_zero`)} as shortest_days,
  ${daysBetween(sql`last_with`, sql`back_by`)} as longest_days,
  cast(prior_level as bigint) as prior_level,
  cast(next_level as bigint) as next_level
from outs
order by outs.last_at_zero desc, outs.first_at_zero desc, product`,
    row: (raw) => ({
      product: textIn(raw, 'product'),
      lastWith: dayOrNull(textOrNull(raw, 'last_with')),
      firstAtZero: knownDay(textIn(raw, 'first_at_zero')),
      lastAtZero: knownDay(textIn(raw, 'last_at_zero')),
      backBy: dayOrNull(textOrNull(raw, 'back_by')),
      isOpen: numberIn(raw, 'is_open') === 1,
      shortestDays: numberIn(raw, 'shortest_days'),
      longestDays: numberOrNull(raw, 'longest_days'),
      before: numberOrNull(raw, 'prior_level'),
      after: numberOrNull(raw, 'next_level'),
    }),
  };
}

function dayOrNull(text: string | null): Day | null {
  return text === null ? null : knownDay(text);
}

function knownDay(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new TypeError(`“${text}” is not a day.`);
  return day;
}
