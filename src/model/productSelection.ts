import { sql, type Sql } from '../sql/sql.ts';
import { columnsOf } from './dialect.ts';
import type { Counting, Filters } from './filters.ts';
import { orderedStep, wayThroughSteps } from './orderedSteps.ts';
import { carriedColumns, chosen, earlyConditions, lateConditions, stepColumns, where } from './selection.ts';
import { martTables } from './tables.ts';

/**
 * Sessions × products, as CTEs that end in `listed` (the products the filters let through: `product_id`, `name`, `inventory`) and
 * `picked`: one row a session and listed product it concerns, with the columns of a session’s `picked`, of that product. So each
 * product has the numbers it would have alone in the product filter; a step filter, too, asks how far a session came with it.
 */
export function pickedByProduct(filters: Filters, counting: Counting): Sql {
  const byProduct = chosen(sql`products.name`, filters.product);
  return sql`
  listed as (
    select product_id, name, inventory from products ${where(byProduct === null ? [] : [byProduct])}
  ),
  ${counting.reading === 'ordered' ? sql`${ordered},` : sql``}
  judged as (
    select
      touched.product_id,
      ${carriedColumns},
      touched.orders, touched.units, touched.revenue,
      1 as weight,
      ${stepColumns(counting.reading, sql`touched`)}
    from ${counting.reading === 'ordered' ? sql`in_order` : sql`session_products`} as touched
    inner join sessions on sessions.session = touched.session
    inner join listed on listed.product_id = touched.product_id
    ${where(earlyConditions(filters, null))}
  ),
  picked as (
    select * from judged ${where(lateConditions(filters, null))}
  )`;
}

/** Every session and product with `ordered_step`: how far the earliest way through the steps of that product leads. */
const ordered = sql`
  ${wayThroughSteps(sql`steps_out_of_order`, ['session', 'product_id'])},
  in_order as (
    select
      ${columnsOf(sql`session_products`, Object.keys(martTables.session_products.columns))},
      ${orderedStep(sql`session_products`)} as ordered_step
    from session_products
    left join walked on walked.session = session_products.session and walked.product_id = session_products.product_id
  )`;
