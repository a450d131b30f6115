import { join, param, sql, type Sql } from '../sql/sql.ts';
import { columnsOf } from './dialect.ts';
import type { Counting, Filters } from './filters.ts';
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
  first_1 as (
    select session, product_id, min(happened_at) as happened_at
    from session_steps
    where step = 1
    group by session, product_id
  ),
  ${join([nextInOrder(sql`first_2`, sql`first_1`, 2), nextInOrder(sql`first_3`, sql`first_2`, 3), nextInOrder(sql`first_4`, sql`first_3`, 4)], ',\n')},
  in_order as (
    select
      ${columnsOf(sql`session_products`, Object.keys(martTables.session_products.columns))},
      case
        when first_4.happened_at is not null then 4
        when first_3.happened_at is not null then 3
        when first_2.happened_at is not null then 2
        when first_1.happened_at is not null then 1
        else 0
      end as ordered_step
    from session_products
    left join first_1 on first_1.session = session_products.session and first_1.product_id = session_products.product_id
    left join first_2 on first_2.session = session_products.session and first_2.product_id = session_products.product_id
    left join first_3 on first_3.session = session_products.session and first_3.product_id = session_products.product_id
    left join first_4 on first_4.session = session_products.session and first_4.product_id = session_products.product_id
  )`;

/** The earliest time of a step at or after the earliest way to the step before it, per session and product. */
function nextInOrder(name: Sql, before: Sql, position: number): Sql {
  return sql`${name} as (
    select steps.session, steps.product_id, min(steps.happened_at) as happened_at
    from session_steps as steps
    inner join ${before} on ${before}.session = steps.session
      and ${before}.product_id = steps.product_id
      and steps.happened_at >= ${before}.happened_at
    where steps.step = ${param(position, 'integer')}
    group by steps.session, steps.product_id
  )`;
}
