import { sql } from '../../sql/sql.ts';
import { bucketStart, dayText, inOrder, instantText, nextBucket } from '../dialect.ts';
import { type Day, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn, textOrNull } from '../row.ts';

/** What is true of the whole dataset, whatever is chosen. */
export interface Facts {
  /** First and last day on which a session starts, UTC. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  /** No event of the first day can be missing: the data begins no later than the day. */
  readonly startsWhole: boolean;
  /** The data goes on after the last day. */
  readonly endsWhole: boolean;
  /** Newest event, ISO, UTC. */
  readonly lastEventAt: string | null;
  readonly sessions: number;
  readonly users: number;
  readonly hasUsers: boolean;
  readonly hasPlaces: boolean;
  readonly hasEmployees: boolean;
  readonly hasProducts: boolean;
  readonly hasOrders: boolean;
  readonly hasPromos: boolean;
  readonly hasRevenue: boolean;
  readonly hasStock: boolean;
  /** Stock was counted while sessions viewed its products. */
  readonly hasViewedStock: boolean;
  readonly hasOrderStatus: boolean;
}

/** One row of facts. */
export function factsQuery(): Query<Facts> {
  return {
    name: 'facts',
    sql: sql`
select
  ${dayText(sql`first_start_at`)} as first_day,
  ${dayText(sql`last_start_at`)} as last_day,
  case when first_event_at <= ${bucketStart('day', sql`first_start_at`)} then 1 else 0 end as starts_whole,
  case when last_event_at >= ${nextBucket('day', bucketStart('day', sql`last_start_at`))} then 1 else 0 end as ends_whole,
  ${instantText(sql`last_event_at`)} as last_event_at,
  sessions,
  users,
  has_users,
  has_places,
  has_employees,
  has_products,
  has_orders,
  has_promos,
  has_revenue,
  has_stock,
  has_viewed_stock,
  has_order_status
from facts`,
    row: (raw) => ({
      firstDay: parseDay(textOrNull(raw, 'first_day') ?? ''),
      lastDay: parseDay(textOrNull(raw, 'last_day') ?? ''),
      startsWhole: numberIn(raw, 'starts_whole') === 1,
      endsWhole: numberIn(raw, 'ends_whole') === 1,
      lastEventAt: textOrNull(raw, 'last_event_at'),
      sessions: numberIn(raw, 'sessions'),
      users: numberIn(raw, 'users'),
      hasUsers: numberIn(raw, 'has_users') === 1,
      hasPlaces: numberIn(raw, 'has_places') === 1,
      hasEmployees: numberIn(raw, 'has_employees') === 1,
      hasProducts: numberIn(raw, 'has_products') === 1,
      hasOrders: numberIn(raw, 'has_orders') === 1,
      hasPromos: numberIn(raw, 'has_promos') === 1,
      hasRevenue: numberIn(raw, 'has_revenue') === 1,
      hasViewedStock: numberIn(raw, 'has_viewed_stock') === 1,
      hasStock: numberIn(raw, 'has_stock') === 1,
      hasOrderStatus: numberIn(raw, 'has_order_status') === 1,
    }),
  };
}

/** A value some filter can have in this dataset. */
export interface KnownValue {
  readonly kind: 'product' | 'country' | 'state' | 'employee';
  readonly value: string;
  /** The country of a state. */
  readonly parent: string | null;
}

const kinds: readonly string[] = ['product', 'country', 'state', 'employee'] satisfies KnownValue['kind'][];

/** All values of all filters; a dataset without places, employees or products has none of those. */
export function valuesQuery(): Query<KnownValue> {
  return {
    name: 'known values',
    sql: inOrder(
      sql`
select 'product' as kind, name as value, cast(null as varchar) as parent from products
union all
select distinct 'country' as kind, country as value, cast(null as varchar) as parent from session_days
union all
select distinct 'state' as kind, state as value, country as parent from session_days
union all
select distinct 'employee' as kind, employee as value, cast(null as varchar) as parent from session_days`,
      sql`kind, value, parent`,
    ),
    row: (raw) => {
      const kind = textIn(raw, 'kind');
      if (!kinds.includes(kind)) throw new TypeError(`“${kind}” is no kind of value.`);
      return { kind: kind as KnownValue['kind'], value: textIn(raw, 'value'), parent: textOrNull(raw, 'parent') };
    },
  };
}
