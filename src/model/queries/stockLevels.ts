import { sql } from '../../sql/sql.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn } from '../row.ts';
import { held, momentOf, stockedNamed } from './stockHeld.ts';
import type { StockSpan } from './stockRange.ts';

/** A run of snapshots at which a product has one level. Where no run lies, the level is not known. */
export interface StockRun {
  readonly product: string;
  /** Counted from 0 at the first snapshot of the span: the first one with this level … */
  readonly start: number;
  /** … and the first one after it without. */
  readonly end: number;
  readonly level: number;
}

/** The levels of these products at every snapshot of the span, by product and time. */
export function stockLevelsQuery(span: StockSpan, products: readonly string[]): Query<StockRun> {
  return {
    name: 'stock levels',
    sql: sql`
with
  numbered as (
    select taken_at, row_number() over (order by taken_at) - 1 as position
    from stock_snapshots
    where taken_at >= ${momentOf(span.from)} and taken_at <= ${momentOf(span.to)}
  ),
  counted as (select count(*) as snapshots from numbered),
  ${stockedNamed(products)},
  ${held(span)}
select
  held.product,
  cast(starts.position as bigint) as start_position,
  cast(coalesce(ends.position, counted.snapshots) as bigint) as end_position,
  cast(held.inventory as bigint) as level
from held
inner join numbered as starts on starts.taken_at = held.held_from
left join numbered as ends on ends.taken_at = held.valid_to
cross join counted
order by held.product, start_position`,
    row: (raw) => ({
      product: textIn(raw, 'product'),
      start: numberIn(raw, 'start_position'),
      end: numberIn(raw, 'end_position'),
      level: numberIn(raw, 'level'),
    }),
  };
}
