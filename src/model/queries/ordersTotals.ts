import { sql } from '../../sql/sql.ts';
import { type Derived, ratio, rateWithInterval, sum, withDerived } from '../derived.ts';
import { moneySum, secondsBetween } from '../dialect.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { pickedOrders } from './ordersSelection.ts';

/** The key figures of the chosen orders. Rates are 0..1; what has a zero denominator, or no value at all, is null. */
export interface OrdersTotalsRow {
  readonly orders: number;
  readonly orderLines: number;
  readonly units: number;
  /** Units × product price, shop currency; with products chosen, of those products. */
  readonly revenue: number;
  /** As the shop charged it, whole orders, shop currency. */
  readonly orderTotal: number | null;
  /** Order total ÷ orders that have one. */
  readonly averageOrderValue: number | null;
  readonly promoOrders: number;
  /** Orders with a promo ÷ orders. */
  readonly promoRate: number | null;
  readonly promoLow: number | null;
  readonly promoHigh: number | null;
  /** Users with one, two, and three or more of these orders. */
  readonly usersWithOne: number;
  readonly usersWithTwo: number;
  readonly usersWithMore: number;
  /** Orders that name no user. */
  readonly withoutUser: number;
  /** Users with two or more of these orders ÷ users with any. */
  readonly repeatRate: number | null;
  readonly repeatLow: number | null;
  readonly repeatHigh: number | null;
  /** Orders with a time of order and of delivery. */
  readonly delivered: number;
  /** Of those, from order to delivery. */
  readonly averageDeliverySeconds: number | null;
}

/** The tiles of the orders: one row. */
export function ordersTotalsQuery(filters: Filters, counting: Counting): Query<OrdersTotalsRow> {
  return withDerived(
    {
      name: 'totals of orders',
      sql: sql`
with ${pickedOrders(filters, counting)},
  summed as (
    select
      count(*) as orders,
      coalesce(sum(order_lines), 0) as order_lines,
      coalesce(sum(units), 0) as units,
      coalesce(${moneySum(sql`revenue`)}, 0) as revenue,
      ${moneySum(sql`order_total`)} as order_total,
      count(order_total) as with_total,
      count(promo_id) as promo_orders,
      count(*) - count(user_id) as without_user,
      count(${secondsBetween(sql`created_at`, sql`delivered_at`)}) as delivered,
      avg(${secondsBetween(sql`created_at`, sql`delivered_at`)}) as delivery_seconds
    from picked_orders
  ),
  per_user as (
    select user_id, count(*) as orders from picked_orders where user_id is not null group by user_id
  ),
  people as (
    select
      count(*) as users,
      count(case when orders = 1 then 1 end) as users_one,
      count(case when orders = 2 then 1 end) as users_two,
      count(case when orders > 2 then 1 end) as users_more
    from per_user
  )
select
  orders,
  cast(order_lines as bigint) as order_lines,
  cast(units as bigint) as units,
  cast(revenue as double) as revenue,
  order_total,
  with_total,
  promo_orders,
  users,
  users_one,
  users_two,
  users_more,
  without_user,
  delivered,
  delivery_seconds
from summed
cross join people`,
      row: (raw) => ({
        orders: numberIn(raw, 'orders'),
        orderLines: numberIn(raw, 'order_lines'),
        units: numberIn(raw, 'units'),
        revenue: numberIn(raw, 'revenue'),
        orderTotal: numberOrNull(raw, 'order_total'),
        averageOrderValue: numberOrNull(raw, 'order_value'),
        promoOrders: numberIn(raw, 'promo_orders'),
        promoRate: numberOrNull(raw, 'promo_rate'),
        promoLow: numberOrNull(raw, 'promo_rate_low'),
        promoHigh: numberOrNull(raw, 'promo_rate_high'),
        usersWithOne: numberIn(raw, 'users_one'),
        usersWithTwo: numberIn(raw, 'users_two'),
        usersWithMore: numberIn(raw, 'users_more'),
        withoutUser: numberIn(raw, 'without_user'),
        repeatRate: numberOrNull(raw, 'repeat_rate'),
        repeatLow: numberOrNull(raw, 'repeat_rate_low'),
        repeatHigh: numberOrNull(raw, 'repeat_rate_high'),
        delivered: numberIn(raw, 'delivered'),
        averageDeliverySeconds: numberOrNull(raw, 'delivery_seconds'),
      }),
    },
    rates,
  );
}

const rates: Derived = {
  order_value: ratio('order_total', 'with_total'),
  ...rateWithInterval('promo_rate', 'promo_orders', 'orders'),
  ...rateWithInterval('repeat_rate', sum('users_two', 'users_more'), 'users'),
};
