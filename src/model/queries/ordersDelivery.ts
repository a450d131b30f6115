import { param, sql } from '../../sql/sql.ts';
import { bucketStart, medianOf, secondsBetween } from '../dialect.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { pickedOrders } from './ordersSelection.ts';

/** From this many days on, deliveries share one bar. */
export const longestDelivery = 60;
/** What was delivered before it was ordered, by the files, is told by this number of days. */
export const beforeOrder = -1;

/** How delivered orders stand to the day they were promised for. */
export interface Punctuality {
  /** Delivered on an earlier UTC day than estimated, on that very day, or on a later one. */
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  readonly withoutEstimate: number;
}

/** Delivered orders by whole days from order to delivery. */
export interface DeliveryDayRow extends Punctuality {
  /** From this many days, to less than one more; `longestDelivery` and up in one row. */
  readonly days: number;
}

export interface DeliveryRow extends Punctuality {
  readonly delivered: number;
  /** Chosen orders without a time of delivery, or of order. */
  readonly undelivered: number;
  /** From order to delivery. */
  readonly medianSeconds: number | null;
  readonly averageSeconds: number | null;
}

const counts = sql`
  count(case when punctuality = 'early' then 1 end) as early,
  count(case when punctuality = 'on time' then 1 end) as on_time,
  count(case when punctuality = 'late' then 1 end) as late,
  count(case when seconds is not null and punctuality is null then 1 end) as without_estimate`;

function deliveries(filters: Filters, counting: Counting) {
  const deliveredOn = bucketStart('day', sql`delivered_at`);
  const promisedFor = bucketStart('day', sql`estimated_delivery_at`);
  return sql`${pickedOrders(filters, counting)},
  deliveries as (
    select
      ${secondsBetween(sql`created_at`, sql`delivered_at`)} as seconds,
      case
        when created_at is null or delivered_at is null or estimated_delivery_at is null then null
        when ${deliveredOn} < ${promisedFor} then 'early'
        when ${deliveredOn} = ${promisedFor} then 'on time'
        else 'late'
      end as punctuality
    from picked_orders
  )`;
}

function punctualityIn(raw: Parameters<Query<Punctuality>['row']>[0]): Punctuality {
  return {
    early: numberIn(raw, 'early'),
    onTime: numberIn(raw, 'on_time'),
    late: numberIn(raw, 'late'),
    withoutEstimate: numberIn(raw, 'without_estimate'),
  };
}

/** The delivery of the chosen orders, in one row. */
export function ordersDeliveryQuery(filters: Filters, counting: Counting): Query<DeliveryRow> {
  return {
    name: 'delivery of orders',
    sql: sql`
with ${deliveries(filters, counting)}
select
  count(seconds) as delivered,
  count(*) - count(seconds) as undelivered,
  ${medianOf(sql`seconds`)} as median_seconds,
  avg(seconds) as average_seconds,
  ${counts}
from deliveries`,
    row: (raw) => ({
      delivered: numberIn(raw, 'delivered'),
      undelivered: numberIn(raw, 'undelivered'),
      medianSeconds: numberOrNull(raw, 'median_seconds'),
      averageSeconds: numberOrNull(raw, 'average_seconds'),
      ...punctualityIn(raw),
    }),
  };
}

/** How many of the chosen orders took how many days; days that no order took have no row. */
export function deliveryDaysQuery(filters: Filters, counting: Counting): Query<DeliveryDayRow> {
  const days = sql`cast(
    greatest(least(floor(seconds / 86400), ${param(longestDelivery, 'integer')}), ${param(beforeOrder, 'integer')}) as bigint
  )`;
  return {
    name: 'delivery of orders by days',
    sql: sql`
with ${deliveries(filters, counting)}
select ${days} as days, ${counts}
from deliveries
where seconds is not null
group by ${days}
order by days`,
    row: (raw) => ({ days: numberIn(raw, 'days'), ...punctualityIn(raw) }),
  };
}
