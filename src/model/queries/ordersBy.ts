import { param, sql } from '../../sql/sql.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { rate } from '../rates.ts';
import { numberIn, numberOrNull, textOrNull } from '../row.ts';
import { pickedOrders } from './ordersSelection.ts';

/** What orders are told apart by. */
export type OrdersDimension = 'promo' | 'shipping service' | 'shipping state';

/** The orders of one promo, service or state. */
export interface OrdersGroupRow {
  /** Null where the order names none; a state that is not known is (not set). */
  readonly value: string | null;
  /** The country of a state; null for everything else. */
  readonly parent: string | null;
  readonly orders: number;
  /** Of all chosen orders. */
  readonly share: number | null;
  /** How many groups there are, listed or not. */
  readonly groups: number;
}

/** More rows than this are not listed. */
const mostGroups = 1000;

const columns = {
  promo: { value: sql`promo_id`, parent: sql`cast(null as varchar)` },
  'shipping service': { value: sql`shipping_service`, parent: sql`cast(null as varchar)` },
  'shipping state': { value: sql`shipping_state`, parent: sql`shipping_country` },
} as const;

/** Chosen orders by `dimension`, most first; at most `mostGroups` rows. */
export function ordersByQuery(filters: Filters, counting: Counting, dimension: OrdersDimension): Query<OrdersGroupRow> {
  const { value, parent } = columns[dimension];
  return {
    name: `orders by ${dimension}`,
    sql: sql`
with ${pickedOrders(filters, counting)},
  grouped as (
    select ${value} as value, ${parent} as parent, count(*) as orders from picked_orders group by ${value}, ${parent}
  )
select
  value,
  parent,
  orders,
  ${rate(sql`orders`, sql`sum(orders) over ()`)} as share,
  count(*) over () as groups
from grouped
order by orders desc, value nulls last, parent
limit ${param(mostGroups, 'integer')}`,
    row: (raw) => ({
      value: textOrNull(raw, 'value'),
      parent: textOrNull(raw, 'parent'),
      orders: numberIn(raw, 'orders'),
      share: numberOrNull(raw, 'share'),
      groups: numberIn(raw, 'groups'),
    }),
  };
}
