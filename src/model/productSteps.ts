import { sql, type Sql } from '../sql/sql.ts';

/**
 * A query with one row for each time a session did a step with a product: `session`, `product_id`, `step` (1 to 4) and `happened_at`. A
 * page view or an add to cart names its product; a checkout or a shipped package names an order, and is a step with every product in
 * it. `which` gives a condition on the column it is given, the id of the product; without it all products are there.
 */
export function productSteps(which: (productId: Sql) => Sql = () => sql`true`): Sql {
  return sql`
    select
      session_events.session,
      session_events.product_id,
      case when session_events.event_type = 'page_view' then 1 else 2 end as step,
      session_events.happened_at
    from session_events
    where session_events.event_type in ('page_view', 'add_to_cart')
      and session_events.product_id is not null
      and ${which(sql`session_events.product_id`)}
    union all
    select
      session_events.session,
      order_lines.product_id,
      case when session_events.event_type = 'checkout' then 3 else 4 end as step,
      session_events.happened_at
    from session_events
    inner join order_lines on order_lines.order_id = session_events.order_id
    where session_events.event_type in ('checkout', 'package_shipped') and ${which(sql`order_lines.product_id`)}`;
}
