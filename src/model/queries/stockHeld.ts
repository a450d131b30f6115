import { param, sql, type Sql } from '../../sql/sql.ts';
import type { Choice } from '../filters.ts';
import { chosen } from '../selection.ts';
import type { StockSpan } from './stockRange.ts';
import type { StockSnapshot } from './stockSnapshots.ts';

/** The time of a snapshot. */
export function momentOf({ at }: Pick<StockSnapshot, 'at'>): Sql {
  return param(at, 'timestamp');
}

/** A level at or below zero: nothing to sell. */
export const isOut = sql`inventory <= 0`;

/** The chosen products, all where nothing is chosen, as the CTE `stocked`: `product_id` and `product`. */
export function stocked(products: Choice): Sql {
  return stockedWhere(chosen(sql`products.name`, products) ?? sql`true`);
}

/** These products and no others, as the CTE `stocked`. */
export function stockedNamed(products: readonly string[]): Sql {
  return stockedWhere(chosen(sql`products.name`, { mode: 'only', values: products }) ?? sql`false`);
}

function stockedWhere(condition: Sql): Sql {
  return sql`stocked as (
    select product_id, name as product from products where ${condition}
  )`;
}

/** The levels that some snapshot of the span saw, as the CTE `held`, with the part of their time that lies inside the span. */
export function held({ from, to }: StockSpan): Sql {
  const first = momentOf(from);
  const last = momentOf(to);
  return sql`held as (
    select
      stocked.product_id,
      stocked.product,
      stock_levels.inventory,
      greatest(stock_levels.valid_from, ${first}) as held_from,
      least(coalesce(stock_levels.valid_to, ${last}), ${last}) as held_to,
      stock_levels.valid_to
    from stock_levels
    inner join stocked on stocked.product_id = stock_levels.product_id
    where stock_levels.valid_from <= ${last} and (stock_levels.valid_to is null or stock_levels.valid_to > ${first})
  )`;
}
