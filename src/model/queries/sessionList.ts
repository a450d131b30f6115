import { param, sql, type Sql } from '../../sql/sql.ts';
import type { Conditions } from '../condition.ts';
import { computedOnce, exactText, secondsBetween } from '../dialect.ts';
import type { Counting, Filters } from '../filters.ts';
import { keepOnly } from '../narrowing.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull, textIn, textOrNull } from '../row.ts';
import { picked, where } from '../selection.ts';
import { type StepId, steps } from '../steps.ts';

/** Which sessions are listed: those the filters select of which the conditions hold. */
export interface SessionList {
  readonly filters: Filters;
  readonly counting: Counting;
  /** What the count was of; none is all sessions selected. */
  readonly conditions: Conditions;
}

/** How many sessions are listed, and whose they are. */
export interface SessionCount {
  readonly sessions: number;
  /** Users they name. */
  readonly users: number;
  /** Sessions that name no user. */
  readonly withoutUser: number;
  /** Sessions that have nothing to do with the chosen products; 0 where none are chosen. */
  readonly unconcerned: number;
}

export const sessionOrders = ['start', 'duration', 'events', 'revenue'] as const;
/** What a list is sorted by. What is unknown comes last, equals by session id. */
export interface SessionSort {
  readonly by: (typeof sessionOrders)[number];
  readonly order: 'descending' | 'ascending';
}

/** The part of a list after the first `offset` sessions, at most `limit` of them. */
export interface Stretch {
  readonly offset: number;
  readonly limit: number;
}

/** One session of the list. */
export interface SessionRow {
  readonly session: string;
  readonly user: string | null;
  /** First event other than a shipped package, UTC, to the microsecond: `2021-02-11T14:20:32.000000`. */
  readonly startedAt: string | null;
  /** From there to its last event other than a shipped package. */
  readonly seconds: number | null;
  readonly state: string;
  readonly country: string;
  /** Of a burst user. */
  readonly burst: boolean;
  /** All its events, whatever products are chosen. */
  readonly events: number;
  /** The last step it is at, in the reading and with the chosen products; null at none. */
  readonly step: StepId | null;
  /** Has to do with the chosen products; true where none are chosen. */
  readonly concerned: boolean;
  /** How many products it viewed … */
  readonly viewedCount: number;
  /** … and the names of the first three. */
  readonly viewed: readonly string[];
  /** The order it checked out; the smallest id of several. */
  readonly order: string | null;
  /** Orders as the tiles count them; with products chosen, those that hold one of them. */
  readonly orders: number;
  /** Units × product price, shop currency; with products chosen, of those products. */
  readonly revenue: number;
}

/** The filters that select exactly the sessions of a list, for words and questions; they are not the filters of the page. */
export function narrowed({ filters, conditions }: Pick<SessionList, 'filters' | 'conditions'>): Filters {
  return keepOnly(filters, conditions);
}

/**
 * The sessions of a list as CTEs that end in `listed`, with the columns of `picked`. So that a list is as long as the count it
 * explains: a step, a state or a bucket counts every session selected, the tile “Sessions” and a count of a product only those
 * that have to do with the chosen products.
 */
function listed(list: SessionList): Sql {
  const inside = narrowed(list);
  const { conditions, counting } = list;
  const onlyConcerned =
    inside.product.values.length > 0 && (conditions.length === 0 || conditions.some(({ key }) => key === 'product'));
  return sql`${picked(inside, counting, { measures: true })},
  listed as (
    select *, ${secondsBetween(sql`started_at`, sql`ended_at`)} as seconds
    from picked
    ${where(onlyConcerned ? [sql`concerned = 1`] : [])}
  )`;
}

/** How long a list is: one row. */
export function sessionCountQuery(list: SessionList): Query<SessionCount> {
  return {
    name: 'sessions counted',
    sql: sql`
with ${listed(list)}
select
  cast(count(*) as bigint) as sessions,
  cast(count(distinct user_id) as bigint) as users,
  cast(coalesce(sum(case when user_id is null then 1 else 0 end), 0) as bigint) as without_user,
  cast(coalesce(sum(1 - concerned), 0) as bigint) as unconcerned
from listed`,
    row: (raw) => ({
      sessions: numberIn(raw, 'sessions'),
      users: numberIn(raw, 'users'),
      withoutUser: numberIn(raw, 'without_user'),
      unconcerned: numberIn(raw, 'unconcerned'),
    }),
  };
}

const sortColumns = {
  start: sql`started_at`,
  duration: sql`seconds`,
  events: sql`events`,
  revenue: sql`revenue`,
} as const;

/** A stretch of the list in its order. Stretches side by side are the whole list: no two sessions are equal in the order. */
export function sessionListQuery(list: SessionList, { by, order }: SessionSort, stretch: Stretch): Query<SessionRow> {
  const column = sortColumns[by];
  const direction = order === 'ascending' ? sql`asc` : sql`desc`;
  return {
    name: 'sessions listed',
    sql: sql`
with ${listed(list)},
  -- Only what is sorted by is sorted: whole rows are fetched for the stretch alone.
  stretch as (
    select session
    from listed
    order by ${column} ${direction} nulls last, session_id
    limit ${param(stretch.limit, 'bigint')} offset ${param(stretch.offset, 'bigint')}
  ),
  -- Computed once, and before it goes into a condition: each part of a cluster would have a stretch of its own there.
  ${computedOnce(sql`page`)} (
    select
      session_id,
      session,
      user_id,
      started_at,
      seconds,
      state,
      country,
      burst,
      events,
      case when step_4 = 1 then 4 when step_3 = 1 then 3 when step_2 = 1 then 2 when step_1 = 1 then 1 else 0 end as step,
      concerned,
      products_viewed,
      orders,
      revenue
    from listed
    where session in (select session from stretch)
  ),
  -- These lie by session: few of them are read.
  done as (
    select session, event_type, product_id, order_id, happened_at
    from session_events
    where session in (select session from page)
  ),
  seen as (
    select session, product_id, min(happened_at) as first_at
    from done
    where event_type = 'page_view' and product_id is not null
    group by session, product_id
  ),
  named as (
    select
      seen.session,
      products.name,
      row_number() over (
        partition by seen.session order by seen.first_at nulls last, seen.product_id
      ) as position
    from seen
    inner join products on products.product_id = seen.product_id
  ),
  viewed as (
    select
      session,
      max(case when position = 1 then name end) as viewed_1,
      max(case when position = 2 then name end) as viewed_2,
      max(case when position = 3 then name end) as viewed_3
    from named
    where position <= 3
    group by session
  ),
  checked_out as (
    select session, min(order_id) as order_id
    from done
    where event_type = 'checkout'
    group by session
  )
select
  page.session_id,
  page.user_id,
  ${exactText(sql`page.started_at`)} as started_at,
  cast(page.seconds as double) as seconds,
  page.state,
  page.country,
  page.burst,
  cast(page.events as bigint) as events,
  page.step,
  page.concerned,
  cast(page.products_viewed as bigint) as products_viewed,
  viewed.viewed_1,
  viewed.viewed_2,
  viewed.viewed_3,
  checked_out.order_id,
  cast(page.orders as bigint) as orders,
  cast(page.revenue as double) as revenue
from page
left join viewed on viewed.session = page.session
left join checked_out on checked_out.session = page.session
order by page.${column} ${direction} nulls last, page.session_id`,
    row: (raw) => ({
      session: textIn(raw, 'session_id'),
      user: textOrNull(raw, 'user_id'),
      startedAt: textOrNull(raw, 'started_at'),
      seconds: numberOrNull(raw, 'seconds'),
      state: textIn(raw, 'state'),
      country: textIn(raw, 'country'),
      burst: numberIn(raw, 'burst') === 1,
      events: numberIn(raw, 'events'),
      step: steps[numberIn(raw, 'step') - 1]?.id ?? null,
      concerned: numberIn(raw, 'concerned') === 1,
      viewedCount: numberIn(raw, 'products_viewed'),
      viewed: ['viewed_1', 'viewed_2', 'viewed_3'].flatMap((name) => textOrNull(raw, name) ?? []),
      order: textOrNull(raw, 'order_id'),
      orders: numberIn(raw, 'orders'),
      revenue: numberIn(raw, 'revenue'),
    }),
  };
}
