import { sql } from '../../sql/sql.ts';
import { asTheyAre, counted, stepCounts } from '../counted.ts';
import { rateWithInterval, shortOf, withDerived } from '../derived.ts';
import { dayText, moneySum, valueBefore } from '../dialect.ts';
import { type Counting, type Day, type Filters, parseDay } from '../filters.ts';
import { pickedByProduct } from '../productSelection.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn, textOrNull } from '../row.ts';
import type { StepId } from '../steps.ts';

/** One product. Rates are 0..1, null where the denominator is zero; 100 % is always its own first step. */
export interface ProductRow {
  readonly name: string;
  /** Sessions or users at each step with this product. */
  readonly counts: Readonly<Record<StepId, number>>;
  /** 1 − add to cart ÷ page view. */
  readonly cartDropOffRate: number | null;
  /** 1 − checkout ÷ add to cart. */
  readonly checkoutDropOffRate: number | null;
  /** Checkout ÷ page view. */
  readonly conversionRate: number | null;
  readonly conversionLow: number | null;
  readonly conversionHigh: number | null;
  readonly orders: number;
  readonly units: number;
  /** Units × product price, shop currency. */
  readonly revenue: number;
  /** Units on hand at the last snapshot of it; without one, what the products file says; null where neither does. */
  readonly stock: number | null;
  /** The last time the level moved between two snapshots; null where it never did, or nobody looked. */
  readonly stockChange: StockChange | null;
}
export interface StockChange {
  readonly from: number;
  readonly to: number;
  /** Of the snapshot that saw it, UTC. */
  readonly day: Day;
}

/** Every product the product filter lets through, also those without a session, by name. */
export function productsQuery(filters: Filters, counting: Counting): Query<ProductRow> {
  const { before, rows } = counted(counting, {
    by: asTheyAre(sql`product_id`),
    sums: asTheyAre(sql`orders`, sql`units`),
    money: asTheyAre(sql`revenue`),
  });
  return withDerived(
    {
      name: 'products',
      sql: sql`
with ${pickedByProduct(filters, counting)}${before},
  counts as (
    select
      product_id,
      ${stepCounts()},
      sum(orders) as orders,
      sum(units) as units,
      ${moneySum(sql`revenue`)} as revenue
    from ${rows}
    group by product_id
  ),
  levels as (
    select
      product_id,
      valid_from,
      inventory,
      ${valueBefore(sql`inventory`)} over (partition by product_id order by valid_from) as before
    from stock_levels
    where inventory is not null
  ),
  newest as (
    select product_id, inventory, row_number() over (partition by product_id order by valid_from desc) as place from levels
  ),
  moves as (
    select
      product_id,
      valid_from,
      before,
      inventory,
      row_number() over (partition by product_id order by valid_from desc) as place
    from levels
    where before <> inventory
  ),
  summed as (
    select
      listed.name,
      coalesce(counts.step_1, 0) as step_1,
      coalesce(counts.step_2, 0) as step_2,
      coalesce(counts.step_3, 0) as step_3,
      coalesce(counts.step_4, 0) as step_4,
      coalesce(counts.orders, 0) as orders,
      coalesce(counts.units, 0) as units,
      coalesce(counts.revenue, 0) as revenue,
      coalesce(newest.inventory, listed.inventory) as stock,
      moves.valid_from as moved_at,
      moves.before as moved_from,
      moves.inventory as moved_to
    from listed
    left join counts on counts.product_id = listed.product_id
    left join newest on newest.product_id = listed.product_id and newest.place = 1
    left join moves on moves.product_id = listed.product_id and moves.place = 1
  )
select
  name,
  cast(step_1 as bigint) as step_1,
  cast(step_2 as bigint) as step_2,
  cast(step_3 as bigint) as step_3,
  cast(step_4 as bigint) as step_4,
  cast(orders as bigint) as orders,
  cast(units as bigint) as units,
  cast(revenue as double) as revenue,
  cast(stock as bigint) as stock,
  ${dayText(sql`moved_at`)} as moved_on,
  cast(moved_from as bigint) as moved_from,
  cast(moved_to as bigint) as moved_to
from summed
order by name`,
      row: (raw) => ({
        name: textIn(raw, 'name'),
        counts: {
          page_view: numberIn(raw, 'step_1'),
          add_to_cart: numberIn(raw, 'step_2'),
          checkout: numberIn(raw, 'step_3'),
          package_shipped: numberIn(raw, 'step_4'),
        },
        cartDropOffRate: numberOrNull(raw, 'cart_drop_off'),
        checkoutDropOffRate: numberOrNull(raw, 'checkout_drop_off'),
        conversionRate: numberOrNull(raw, 'conversion'),
        conversionLow: numberOrNull(raw, 'conversion_low'),
        conversionHigh: numberOrNull(raw, 'conversion_high'),
        orders: numberIn(raw, 'orders'),
        units: numberIn(raw, 'units'),
        revenue: numberIn(raw, 'revenue'),
        stock: numberOrNull(raw, 'stock'),
        stockChange: changeIn(raw),
      }),
    },
    {
      cart_drop_off: shortOf('step_2', 'step_1'),
      checkout_drop_off: shortOf('step_3', 'step_2'),
      ...rateWithInterval('conversion', 'step_3', 'step_1'),
    },
  );
}

function changeIn(raw: Parameters<Query<ProductRow>['row']>[0]): StockChange | null {
  const day = parseDay(textOrNull(raw, 'moved_on') ?? '');
  return day === null ? null : { from: numberIn(raw, 'moved_from'), to: numberIn(raw, 'moved_to'), day };
}
