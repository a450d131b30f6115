import { param, sql } from '../../sql/sql.ts';
import { dayText } from '../dialect.ts';
import { type Day, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textOrNull } from '../row.ts';
import { notSet } from '../tables.ts';

const unknown = param(notSet, 'varchar');

/** What the files say about orders, whatever is chosen. */
export interface OrdersFacts {
  /** First and last day on which an order was placed, UTC. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly orders: number;
  /** Orders that no session checked out. */
  readonly withoutSession: number;
  readonly hasUsers: boolean;
  readonly hasTotals: boolean;
  readonly hasPromos: boolean;
  readonly hasServices: boolean;
  readonly hasDeliveries: boolean;
  readonly hasShippingPlaces: boolean;
}

/** One row of facts about the orders file. */
export function ordersFactsQuery(): Query<OrdersFacts> {
  return {
    name: 'facts of orders',
    sql: sql`
select
  ${dayText(sql`min(created_at)`)} as first_day,
  ${dayText(sql`max(created_at)`)} as last_day,
  count(*) as orders,
  count(*) - count(session) as without_session,
  count(user_id) as with_user,
  count(order_total) as with_total,
  count(promo_id) as with_promo,
  count(shipping_service) as with_service,
  count(case when created_at is not null then delivered_at end) as with_delivery,
  count(case when shipping_state <> ${unknown} or shipping_country <> ${unknown} then 1 end) as with_place
from orders`,
    row: (raw) => ({
      firstDay: parseDay(textOrNull(raw, 'first_day') ?? ''),
      lastDay: parseDay(textOrNull(raw, 'last_day') ?? ''),
      orders: numberIn(raw, 'orders'),
      withoutSession: numberIn(raw, 'without_session'),
      hasUsers: numberIn(raw, 'with_user') > 0,
      hasTotals: numberIn(raw, 'with_total') > 0,
      hasPromos: numberIn(raw, 'with_promo') > 0,
      hasServices: numberIn(raw, 'with_service') > 0,
      hasDeliveries: numberIn(raw, 'with_delivery') > 0,
      hasShippingPlaces: numberIn(raw, 'with_place') > 0,
    }),
  };
}
