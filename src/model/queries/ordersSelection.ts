import { sql, type Sql } from '../../sql/sql.ts';
import { moneySum } from '../dialect.ts';
import { choosesBesideDays, type Counting, type Filters } from '../filters.ts';
import { chosen, picked } from '../selection.ts';

/** Whether some filter chooses among sessions. The product filter does not: an order knows its products without a session. */
export function choosesSessions(filters: Filters): boolean {
  return filters.from !== null || filters.to !== null || choosesBesideDays(filters);
}

/** Whether any filter is set at all. */
export function choosesOrders(filters: Filters): boolean {
  return filters.product.values.length > 0 || choosesSessions(filters);
}

/**
 * The orders chosen by `filters`, as CTEs that end in `picked_orders`: one row an order with the columns of the mart and
 * `started_at` of its session. An order is chosen through the session that checked it out; one without a session counts only
 * while no filter chooses among sessions. With products chosen, only orders that hold one of them, and `order_lines`, `units`
 * and `revenue` are of those products; everything else is of the whole order.
 */
export function pickedOrders(filters: Filters, counting: Counting): Sql {
  const byProduct = chosen(sql`products.name`, filters.product);
  const bySession = choosesSessions(filters);
  const before = bySession ? sql`${picked(filters, counting)},` : sql``;
  const holding =
    byProduct === null
      ? sql``
      : sql`
  holding as (
    select
      order_id,
      sum(order_lines) as order_lines,
      sum(units) as units,
      ${moneySum(sql`revenue`)} as revenue
    from order_lines
    where product_id in (select product_id from products where ${byProduct})
    group by order_id
  ),`;
  const bought = byProduct === null ? sql`orders` : sql`holding`;
  return sql`${before}${holding}
  picked_orders as (
    select
      orders.order_id,
      orders.user_id,
      orders.session,
      owners.started_at,
      orders.promo_id,
      orders.created_at,
      orders.order_total,
      orders.shipping_service,
      orders.estimated_delivery_at,
      orders.delivered_at,
      orders.shipping_state,
      orders.shipping_country,
      ${bought}.order_lines,
      ${bought}.units,
      ${bought}.revenue
    from orders
    ${byProduct === null ? sql`` : sql`inner join holding on holding.order_id = orders.order_id`}
    ${bySession ? sql`inner join picked as owners` : sql`left join sessions as owners`} on owners.session = orders.session
  )`;
}
