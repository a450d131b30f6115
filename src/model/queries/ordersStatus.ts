import { param, sql, type Sql } from '../../sql/sql.ts';
import { bucketStart, dayText, valueAfter } from '../dialect.ts';
import { type Counting, type Day, type Filters, parseDay } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn, textOrNull } from '../row.ts';
import { notSet } from '../tables.ts';
import { choosesOrders, pickedOrders } from './ordersSelection.ts';

/** What an order goes through, in order. A shop may have more words than these. */
export const orderStatuses = ['preparing', 'shipped', 'delivered'] as const;

/** Other words for a status than these many, the most frequent, are counted together. */
const mostStatuses = 8;

/** A day on which a snapshot of orders found something new. A snapshot that found nothing leaves no trace in the file. */
export interface OrderSnapshotRow {
  readonly day: Day;
}

/** How many orders had a status at the end of a snapshot’s day. */
export interface OrderStatusRow {
  readonly day: Day;
  /** Null: all rarer words together. */
  readonly status: string | null;
  readonly orders: number;
}

/** How many orders went from one status to another; null before an order’s first version and after its last. */
export interface OrderMoveRow {
  readonly from: string | null;
  readonly to: string | null;
  readonly orders: number;
}

export interface OrderChangeRow {
  readonly order: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The days between which a comparison is made: the earlier first. Null where there is no snapshot on or before the day asked for. */
export interface ComparedDays {
  readonly a: Day | null;
  readonly b: Day | null;
}

/**
 * The two snapshots that two days of a link mean: each the last on or before its day. Without a day, B is the last snapshot and
 * A the one before B. The earlier of the two comes first.
 */
export function comparedDays(
  snapshots: readonly OrderSnapshotRow[],
  asked: { readonly snapshotA: Day | null; readonly snapshotB: Day | null },
): ComparedDays {
  const lastUntil = (day: Day) => snapshots.findLast((snapshot) => snapshot.day <= day)?.day ?? null;
  const b = asked.snapshotB === null ? (snapshots.at(-1)?.day ?? null) : lastUntil(asked.snapshotB);
  const beforeB = snapshots.findLast((snapshot) => b !== null && snapshot.day < b)?.day ?? null;
  const a = asked.snapshotA === null ? beforeB : lastUntil(asked.snapshotA);
  return a !== null && b !== null && a > b ? { a: b, b: a } : { a, b };
}

/** dbt can write a day in the year 9999 for the end of a current version. */
const closedAt = sql`(case when valid_to < ${param('9999-01-01', 'timestamp')} then valid_to end)`;

const changeDays = sql`
    select ${bucketStart('day', sql`valid_from`)} as day from order_status where valid_from is not null
    union
    select ${bucketStart('day', closedAt)} as day from order_status where ${closedAt} is not null`;

/** Every snapshot of orders, oldest first; one a day, the last of that day. */
export function orderSnapshotsQuery(): Query<OrderSnapshotRow> {
  return {
    name: 'snapshots of orders',
    sql: sql`
select ${dayText(sql`day`)} as day
from (${changeDays}
) as days
order by day`,
    row: (raw) => ({ day: dayIn(raw) }),
  };
}

/**
 * The versions of the chosen orders, as CTEs that end in `held`: one row for each status of an order with the day it came and
 * the day it went, null while it lasts. A version lasts until the next one or until the snapshot closed it.
 */
function heldStatuses(filters: Filters, counting: Counting): Sql {
  const isChosen = choosesOrders(filters);
  return sql`${isChosen ? sql`${pickedOrders(filters, counting)},` : sql``}
  versions as (
    select
      order_id,
      coalesce(status, ${param(notSet, 'varchar')}) as status,
      valid_from,
      ${closedAt} as valid_to,
      ${valueAfter(sql`valid_from`)} over (partition by order_id order by valid_from, valid_to nulls last, status) as next_from
    from order_status
    where
      order_id is not null
      and valid_from is not null
      ${isChosen ? sql`and order_id in (select order_id from picked_orders)` : sql``}
  ),
  held as (
    select
      order_id,
      status,
      ${bucketStart('day', sql`valid_from`)} as came,
      case
        when valid_to is not null or next_from is not null
        then ${bucketStart('day', sql`greatest(valid_from, least(valid_to, next_from))`)}
      end as went
    from versions
  )`;
}

/** Chosen orders by status at the end of every snapshot’s day: each order in the status it was last seen in. */
export function ordersStatusQuery(filters: Filters, counting: Counting): Query<OrderStatusRow> {
  return {
    name: 'orders by status',
    sql: sql`
with ${heldStatuses(filters, counting)},
  days as (${changeDays}
  ),
  ranked as (
    select status, row_number() over (order by count(*) desc, status) as place from held group by status
  ),
  changes as (
    select came as day, status, 1 as change from held
    union all
    select went as day, status, -1 as change from held where went is not null
  ),
  named as (
    select
      changes.day,
      case when ranked.place <= ${param(mostStatuses, 'integer')} then changes.status end as status,
      sum(changes.change) as change
    from changes
    inner join ranked on ranked.status = changes.status
    group by changes.day, case when ranked.place <= ${param(mostStatuses, 'integer')} then changes.status end
  ),
  statuses as (
    select distinct status from named
  ),
  levels as (
    select
      days.day,
      statuses.status,
      sum(coalesce(named.change, 0)) over (partition by statuses.status order by days.day) as orders
    from days
    cross join statuses
    left join named on named.day = days.day and named.status is not distinct from statuses.status
  )
select ${dayText(sql`day`)} as day, status, cast(orders as bigint) as orders
from levels
order by levels.day, status`,
    row: (raw) => ({ day: dayIn(raw), status: textOrNull(raw, 'status'), orders: numberIn(raw, 'orders') }),
  };
}

/** CTEs that end in `moved`: every chosen order that existed at the end of day `a` or `b`, with its status at both. */
function movedBetween(filters: Filters, counting: Counting, a: Day, b: Day): Sql {
  const heldAt = (day: Day) => {
    const at = param(day, 'timestamp');
    return sql`select order_id, status from held where came <= ${at} and (went is null or went > ${at})`;
  };
  return sql`${heldStatuses(filters, counting)},
  before as (
    ${heldAt(a)}
  ),
  after as (
    ${heldAt(b)}
  ),
  moved as (
    select
      coalesce(before.order_id, after.order_id) as order_id,
      before.status as from_status,
      after.status as to_status
    from before
    full outer join after on after.order_id = before.order_id
  )`;
}

/** Chosen orders by their status at two snapshots, those that kept theirs included; most first. */
export function orderMovesQuery(filters: Filters, counting: Counting, a: Day, b: Day): Query<OrderMoveRow> {
  return {
    name: 'moves of orders',
    sql: sql`
with ${movedBetween(filters, counting, a, b)}
select from_status, to_status, count(*) as orders
from moved
group by from_status, to_status
order by orders desc, from_status nulls first, to_status nulls last`,
    row: (raw) => ({
      from: textOrNull(raw, 'from_status'),
      to: textOrNull(raw, 'to_status'),
      orders: numberIn(raw, 'orders'),
    }),
  };
}

/** Chosen orders whose status differs between two snapshots, by the status they left and by id; at most `limit`. */
export function orderChangesQuery(
  filters: Filters,
  counting: Counting,
  { a, b, limit }: { a: Day; b: Day; limit: number },
): Query<OrderChangeRow> {
  return {
    name: 'orders that changed',
    sql: sql`
with ${movedBetween(filters, counting, a, b)}
select order_id, from_status, to_status
from moved
where from_status is distinct from to_status
order by from_status nulls last, to_status nulls last, order_id
limit ${param(limit, 'integer')}`,
    row: (raw) => ({
      order: textIn(raw, 'order_id'),
      from: textOrNull(raw, 'from_status'),
      to: textOrNull(raw, 'to_status'),
    }),
  };
}

function dayIn(raw: Parameters<Query<OrderSnapshotRow>['row']>[0]): Day {
  const day = parseDay(textIn(raw, 'day'));
  if (day === null) throw new TypeError('“day” is not a day.');
  return day;
}
