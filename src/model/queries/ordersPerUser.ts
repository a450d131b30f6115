import { sql } from '../../sql/sql.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { pickedOrders } from './ordersSelection.ts';

/** Users with so many of the chosen orders. */
export interface OrdersPerUserRow {
  /** 1, 2, or 3 for three and more. */
  readonly orders: 1 | 2 | 3;
  readonly users: number;
  /** Of users with any; null where there are none. */
  readonly share: number | null;
}

/** Users by their number of chosen orders: always the three rows. Orders that name no user are left out. */
export function ordersPerUserQuery(filters: Filters, counting: Counting): Query<OrdersPerUserRow> {
  return {
    name: 'users by number of orders',
    sql: sql`
with ${pickedOrders(filters, counting)},
  per_user as (
    select user_id, least(count(*), 3) as orders from picked_orders where user_id is not null group by user_id
  ),
  classes as (
    select * from (values (1), (2), (3)) as classes (orders)
  ),
  counts as (
    select classes.orders, count(per_user.user_id) as users
    from classes
    left join per_user on per_user.orders = classes.orders
    group by classes.orders
  )
select cast(orders as bigint) as orders, users, ${rate(sql`users`, sql`sum(users) over ()`)} as share
from counts
order by counts.orders`,
    row: (raw) => {
      const orders = numberIn(raw, 'orders');
      if (orders !== 1 && orders !== 2 && orders !== 3) throw new TypeError(`There is no row for ${orders} orders.`);
      return { orders, users: numberIn(raw, 'users'), share: numberOrNull(raw, 'share') };
    },
  };
}
