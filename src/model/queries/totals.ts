import { sql } from '../../sql/sql.ts';
import { asTheyAre, countAt, counted, countOf } from '../counted.ts';
import { type Derived, less, ratio, rateWithInterval, shortOf, withDerived } from '../derived.ts';
import { moneySum } from '../dialect.ts';
import type { Sample, Total } from '../difference.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, numberOrNull } from '../row.ts';
import { picked } from '../selection.ts';

/** The numbers of the tiles that add up. Rates are 0..1; a ratio is null where its denominator is zero. */
export interface TotalsRow {
  /** Sessions selected; with products chosen, those that concern one of them. */
  readonly sessions: number;
  /** Sessions or users at the first step … */
  readonly entered: number;
  /** … at add to cart … */
  readonly carted: number;
  /** … and at checkout. */
  readonly converted: number;
  /** Checkout ÷ base: the first step, or all. */
  readonly conversionRate: number | null;
  readonly conversionLow: number | null;
  readonly conversionHigh: number | null;
  /** 1 − checkout ÷ add to cart. */
  readonly abandonmentRate: number | null;
  readonly abandonmentLow: number | null;
  readonly abandonmentHigh: number | null;
  /** Sessions whose only event is one page view ÷ sessions. */
  readonly bounceRate: number | null;
  readonly bounceLow: number | null;
  readonly bounceHigh: number | null;
  readonly pageViewsPerSession: number | null;
  readonly addToCartsPerSession: number | null;
  readonly pageViews: number;
  readonly addToCarts: number;
  readonly orders: number;
  readonly orderLines: number;
  readonly units: number;
  /** Units × product price, shop currency. */
  readonly revenue: number;
}

/** What the tiles add up. */
const summed = [
  [sql`sessions`, sql`case when concerned = 1 then weight else 0 end`] as const,
  ...asTheyAre(sql`bounced`, sql`page_views`, sql`add_to_carts`, sql`orders`, sql`order_lines`, sql`units`),
];

/** The tiles, users left aside: one row. */
export function totalsQuery(filters: Filters, counting: Counting): Query<TotalsRow> {
  const { before, rows, sums } = counted(counting, { sums: summed, money: asTheyAre(sql`revenue`) });
  const sessions = sums[0] ?? sql`sessions`;
  return withDerived(
    {
      name: 'totals',
      sql: sql`
with ${picked(filters, counting, { needs: 'day', measures: true })}${before},
  summed as (
    select
      coalesce(sum(${sessions}), 0) as sessions,
      ${countOf(sql`true`)} as everyone,
      ${countAt(1)} as entered,
      ${countAt(2)} as carted,
      ${countAt(3)} as converted,
      coalesce(sum(bounced), 0) as bounced,
      coalesce(sum(page_views), 0) as page_views,
      coalesce(sum(add_to_carts), 0) as add_to_carts,
      coalesce(sum(orders), 0) as orders,
      coalesce(sum(order_lines), 0) as order_lines,
      coalesce(sum(units), 0) as units,
      coalesce(${moneySum(sql`revenue`)}, 0) as revenue
    from ${rows}
  )
select
  cast(sessions as bigint) as sessions,
  cast(entered as bigint) as entered,
  cast(carted as bigint) as carted,
  cast(converted as bigint) as converted,
  cast(everyone as bigint) as everyone,
  cast(bounced as bigint) as bounced,
  cast(page_views as bigint) as page_views,
  cast(add_to_carts as bigint) as add_to_carts,
  cast(orders as bigint) as orders,
  cast(order_lines as bigint) as order_lines,
  cast(units as bigint) as units,
  cast(revenue as double) as revenue
from summed`,
      row: (raw) => ({
        sessions: numberIn(raw, 'sessions'),
        entered: numberIn(raw, 'entered'),
        carted: numberIn(raw, 'carted'),
        converted: numberIn(raw, 'converted'),
        conversionRate: numberOrNull(raw, 'conversion'),
        conversionLow: numberOrNull(raw, 'conversion_low'),
        conversionHigh: numberOrNull(raw, 'conversion_high'),
        abandonmentRate: numberOrNull(raw, 'abandonment'),
        abandonmentLow: numberOrNull(raw, 'abandonment_low'),
        abandonmentHigh: numberOrNull(raw, 'abandonment_high'),
        bounceRate: numberOrNull(raw, 'bounce'),
        bounceLow: numberOrNull(raw, 'bounce_low'),
        bounceHigh: numberOrNull(raw, 'bounce_high'),
        pageViewsPerSession: numberOrNull(raw, 'page_views_per_session'),
        addToCartsPerSession: numberOrNull(raw, 'add_to_carts_per_session'),
        pageViews: numberIn(raw, 'page_views'),
        addToCarts: numberIn(raw, 'add_to_carts'),
        orders: numberIn(raw, 'orders'),
        orderLines: numberIn(raw, 'order_lines'),
        units: numberIn(raw, 'units'),
        revenue: numberIn(raw, 'revenue'),
      }),
    },
    ratesOf(counting),
  );
}

function ratesOf({ base }: Counting): Derived {
  return {
    ...rateWithInterval('conversion', 'converted', base === 'first' ? 'entered' : 'everyone'),
    ...rateWithInterval('abandonment', less('carted', 'converted'), 'carted'),
    // As 1 − a share, like every drop-off: its digits are those of the funnel.
    abandonment: shortOf('converted', 'carted'),
    ...rateWithInterval('bounce', 'bounced', 'sessions'),
    page_views_per_session: ratio('page_views', 'sessions'),
    add_to_carts_per_session: ratio('add_to_carts', 'sessions'),
  };
}

/** What the intervals of differences need beside the tiles: how much sessions and users vary. */
export interface SpreadsRow {
  /** Sessions of each user; sessions without a user are left out. */
  readonly sessionsPerUser: Sample;
  /** Page views of each session … */
  readonly pageViews: Sample;
  /** … and adds to cart. */
  readonly addToCarts: Sample;
  readonly orders: Total;
  readonly units: Total;
  /** Shop currency, and its square. */
  readonly revenue: Total;
}

/** Sums and sums of squares over sessions and users: one row. Asked only where two sides are compared. */
export function spreadsQuery(filters: Filters, counting: Counting): Query<SpreadsRow> {
  return {
    name: 'spreads',
    sql: sql`
with ${picked(filters, counting, { measures: true, anew: true })},
  of_users as (
    select count(*) as sessions
    from picked
    where concerned = 1 and user_id is not null
    group by user_id
  ),
  users as (
    select count(*) as users, sum(sessions) as sessions, sum(sessions * sessions) as squares from of_users
  ),
  summed as (
    select
      sum(concerned) as sessions,
      sum(page_views) as page_views,
      sum(page_views * page_views) as page_view_squares,
      sum(add_to_carts) as add_to_carts,
      sum(add_to_carts * add_to_carts) as add_to_cart_squares,
      sum(orders) as orders,
      sum(orders * orders) as order_squares,
      sum(units) as units,
      sum(units * units) as unit_squares,
      ${moneySum(sql`revenue`)} as revenue,
      sum(revenue * revenue) as revenue_squares
    from picked
  )
select
  cast(users.users as bigint) as users,
  cast(coalesce(users.sessions, 0) as double) as user_sessions,
  cast(coalesce(users.squares, 0) as double) as user_session_squares,
  cast(coalesce(summed.sessions, 0) as double) as sessions,
  cast(coalesce(page_views, 0) as double) as page_views,
  cast(coalesce(page_view_squares, 0) as double) as page_view_squares,
  cast(coalesce(add_to_carts, 0) as double) as add_to_carts,
  cast(coalesce(add_to_cart_squares, 0) as double) as add_to_cart_squares,
  cast(coalesce(orders, 0) as double) as orders,
  cast(coalesce(order_squares, 0) as double) as order_squares,
  cast(coalesce(units, 0) as double) as units,
  cast(coalesce(unit_squares, 0) as double) as unit_squares,
  cast(coalesce(revenue, 0) as double) as revenue,
  cast(coalesce(revenue_squares, 0) as double) as revenue_squares
from summed
cross join users`,
    row: (raw) => {
      const total = (sum: string, squares: string) => ({ sum: numberIn(raw, sum), squares: numberIn(raw, squares) });
      const sessions = numberIn(raw, 'sessions');
      return {
        sessionsPerUser: { n: numberIn(raw, 'users'), ...total('user_sessions', 'user_session_squares') },
        pageViews: { n: sessions, ...total('page_views', 'page_view_squares') },
        addToCarts: { n: sessions, ...total('add_to_carts', 'add_to_cart_squares') },
        orders: total('orders', 'order_squares'),
        units: total('units', 'unit_squares'),
        revenue: total('revenue', 'revenue_squares'),
      };
    },
  };
}
