import { sql, type Sql } from '../../sql/sql.ts';
import { bucketSeries, bucketStart, dayText, minuteText, moneySum, nextBucket } from '../dialect.ts';
import { type Counting, type Day, daysAsked, type Filters, type Grain, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn } from '../row.ts';
import { pickedOrders } from './ordersSelection.ts';
import { type BucketRow, endOf, incompleteness, startOf } from './trend.ts';

/** Which moment of an order counts: the start of the session that checked it out, or its own. */
export type OrdersClock = 'session start' | 'order date';

/** One bucket of time. Buckets without an order are rows too. */
export interface OrdersBucketRow {
  /** Start, `2021-02-09T00:00`, UTC. */
  readonly bucket: string;
  /** The first and last day of it that the chosen range and the data hold. */
  readonly from: Day;
  readonly to: Day;
  readonly orders: number;
  readonly orderLines: number;
  readonly units: number;
  /** Units × product price, shop currency. */
  readonly revenue: number;
  /** The data, or the chosen range of sessions, `starts` or `ends` inside the bucket. */
  readonly incomplete: BucketRow['incomplete'];
}

/**
 * The chosen orders over time. By session start: every bucket from the first to the last day of data that the range holds, as
 * in the trend of the funnel. By order date: from the first to the last chosen order. Orders without that moment are in no bucket.
 */
export function ordersTrendQuery(
  filters: Filters,
  counting: Counting,
  grain: Grain,
  clock: OrdersClock,
): Query<OrdersBucketRow> {
  const happened = clock === 'session start' ? sql`started_at` : sql`created_at`;
  return {
    name: `orders by ${grain} of ${clock}`,
    sql: sql`
with ${pickedOrders(filters, counting)},
  span as (
    ${clock === 'session start' ? sessionSpan(filters) : orderSpan}
  ),
  buckets as (
    select ${bucketSeries(grain, bucketStart(grain, sql`first_at`), bucketStart(grain, sql`last_at`))} as bucket
    from span
    where first_at <= last_at
  ),
  counts as (
    select
      ${bucketStart(grain, happened)} as bucket,
      count(*) as orders,
      sum(order_lines) as order_lines,
      sum(units) as units,
      ${moneySum(sql`revenue`)} as revenue
    from picked_orders
    where ${happened} is not null
    group by ${bucketStart(grain, happened)}
  )
select
  ${minuteText(sql`buckets.bucket`)} as bucket,
  ${dayText(sql`greatest(buckets.bucket, span.first_at)`)} as from_day,
  ${dayText(sql`least(${nextBucket(grain, sql`buckets.bucket`)} - interval '1 microsecond', span.last_at)`)} as to_day,
  coalesce(counts.orders, 0) as orders,
  cast(coalesce(counts.order_lines, 0) as bigint) as order_lines,
  cast(coalesce(counts.units, 0) as bigint) as units,
  coalesce(counts.revenue, 0) as revenue,
  case when buckets.bucket < span.starts_at then 1 else 0 end as starts_inside,
  case when ${nextBucket(grain, sql`buckets.bucket`)} > span.ends_at then 1 else 0 end as ends_inside
from buckets
cross join span
left join counts on counts.bucket = buckets.bucket
order by buckets.bucket`,
    row: (raw) => ({
      bucket: textIn(raw, 'bucket'),
      from: dayIn(raw, 'from_day'),
      to: dayIn(raw, 'to_day'),
      orders: numberIn(raw, 'orders'),
      orderLines: numberIn(raw, 'order_lines'),
      units: numberIn(raw, 'units'),
      revenue: numberIn(raw, 'revenue'),
      incomplete: incompleteness(numberIn(raw, 'starts_inside') === 1, numberIn(raw, 'ends_inside') === 1),
    }),
  };
}

function sessionSpan(filters: Filters): Sql {
  const { from, to } = daysAsked(filters);
  return sql`select
      greatest(min(sessions.started_at), ${startOf(from)}) as first_at,
      least(max(sessions.started_at), ${endOf(to)} - interval '1 microsecond') as last_at,
      greatest(min(facts.first_event_at), ${startOf(from)}) as starts_at,
      least(max(facts.last_event_at), ${endOf(to)}) as ends_at
    from sessions
    cross join facts`;
}

/** The data reaches as far as its events and its orders do. */
const orderSpan = sql`select
      (select min(created_at) from picked_orders) as first_at,
      (select max(created_at) from picked_orders) as last_at,
      least(min(facts.first_event_at), min(orders.created_at)) as starts_at,
      greatest(max(facts.last_event_at), max(orders.created_at)) as ends_at
    from orders
    cross join facts`;

function dayIn(raw: Parameters<Query<OrdersBucketRow>['row']>[0], column: string): Day {
  const day = parseDay(textIn(raw, column));
  if (day === null) throw new TypeError(`“${column}” is not a day.`);
  return day;
}
