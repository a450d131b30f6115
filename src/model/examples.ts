import type { MartTable } from './tables.ts';

/** A question with a statement that answers it, for the console: plain text, because it becomes the reader’s own. */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** What the answer tells, in one sentence. */
  readonly means: string;
  /** Over the marts, whole dataset: no filter of the page applies. */
  readonly sql: string;
}

/** Stock of every product at every snapshot: what the questions about stock start from. */
const counted = `counted as (
    -- At a snapshot, a product has the level that was valid then.
    select products.name, stock_snapshots.taken_at, stock_levels.inventory
    from stock_snapshots
    inner join stock_levels
      on stock_levels.valid_from <= stock_snapshots.taken_at
      and (stock_levels.valid_to is null or stock_levels.valid_to > stock_snapshots.taken_at)
    inner join products on products.product_id = stock_levels.product_id
  )`;

/** The questions the shop asks, in the order in which the page answers them. */
export const examples = [
  {
    id: 'funnel-by-day',
    title: 'Funnel by date',
    means: 'Sessions of each day that reached each step; a session belongs to the day on which it starts.',
    sql: `select
  cast(started_at as date) as day,
  count(*) as sessions,
  count(*) filter (where furthest_step >= 1) as page_view,
  count(*) filter (where furthest_step >= 2) as add_to_cart,
  count(*) filter (where furthest_step >= 3) as checkout,
  count(*) filter (where furthest_step >= 4) as package_shipped
from sessions
group by day
order by day`,
  },
  {
    id: 'funnel-by-week',
    title: 'Funnel by week',
    means: 'One row for each week from Monday, with what share is lost before the cart and before checkout.',
    sql: `with
  weekly as (
    select
      cast(date_trunc('week', started_at) as date) as week,
      count(*) as sessions,
      count(*) filter (where furthest_step >= 1) as page_view,
      count(*) filter (where furthest_step >= 2) as add_to_cart,
      count(*) filter (where furthest_step >= 3) as checkout
    from sessions
    group by week
  )
select
  week,
  sessions,
  page_view,
  add_to_cart,
  1 - add_to_cart / nullif(page_view, 0) as add_to_cart_drop_off,
  checkout,
  1 - checkout / nullif(add_to_cart, 0) as checkout_drop_off
from weekly
order by week`,
  },
  {
    id: 'products-by-week',
    title: 'Funnel of each product by week',
    means: 'Sessions that viewed, carted and checked out a product; a session with three products is in three rows.',
    sql: `with
  weekly as (
    select
      cast(date_trunc('week', sessions.started_at) as date) as week,
      products.name,
      sum(session_products.has_page_view) as page_view,
      sum(session_products.has_add_to_cart) as add_to_cart,
      sum(session_products.has_checkout) as checkout
    from session_products
    inner join sessions on sessions.session = session_products.session
    inner join products on products.product_id = session_products.product_id
    group by week, products.name
  )
select
  week,
  name,
  page_view,
  add_to_cart,
  1 - add_to_cart / nullif(page_view, 0) as add_to_cart_drop_off,
  checkout,
  1 - checkout / nullif(add_to_cart, 0) as checkout_drop_off
from weekly
order by week, page_view desc, name`,
  },
  {
    id: 'levels',
    title: 'Sessions with any of the steps',
    means:
      'How many sessions have any of the three steps, any of the last two, and a checkout: each step or a later one.',
    sql: `select
  count(*) as sessions,
  count(*) filter (where has_page_view = 1 or has_add_to_cart = 1 or has_checkout = 1) as view_cart_or_checkout,
  count(*) filter (where has_add_to_cart = 1 or has_checkout = 1) as cart_or_checkout,
  count(*) filter (where has_checkout = 1) as checkout
from sessions`,
  },
  {
    id: 'conversions-per-session',
    title: 'Conversions per session',
    means: 'Checkouts, page views and adds to cart for each session of the whole dataset, and sessions for each user.',
    sql: `select
  count(*) as sessions,
  count(distinct user_id) as users,
  sum(checkouts) / nullif(count(*), 0) as conversions_per_session,
  sum(page_views) / nullif(count(*), 0) as page_views_per_session,
  sum(add_to_carts) / nullif(count(*), 0) as adds_to_cart_per_session,
  count(user_id) / nullif(count(distinct user_id), 0) as sessions_per_user
from sessions`,
  },
  {
    id: 'burst-users',
    title: 'Sessions of burst users',
    means: 'Users who started ten or more sessions within ten minutes, and how far those sessions came.',
    sql: `select
  user_id,
  state,
  count(*) as sessions,
  count(*) filter (where furthest_step >= 2) as add_to_cart,
  count(*) filter (where furthest_step >= 3) as checkout,
  min(started_at) as first_start,
  max(started_at) as last_start
from sessions
where burst = 1
group by user_id, state
order by sessions desc`,
  },
  {
    id: 'stock-changes',
    title: 'How stock changed from snapshot to snapshot',
    means: 'Every change of a level, with the level at the snapshot before.',
    sql: `with
  ${counted},
  compared as (
    select
      name,
      taken_at,
      lag(inventory) over (partition by name order by taken_at) as prior_inventory,
      inventory
    from counted
  )
select taken_at, name, prior_inventory, inventory, inventory - prior_inventory as change
from compared
where inventory <> prior_inventory
order by taken_at, name`,
  },
  {
    id: 'most-fluctuating',
    title: 'Products whose stock moves most',
    means: 'How often the level of a product changed, and by how many units in all, up and down alike.',
    sql: `with
  ${counted},
  compared as (
    select name, inventory - lag(inventory) over (partition by name order by taken_at) as change from counted
  )
select
  name,
  count(*) as changes,
  sum(abs(change)) as fluctuation,
  sum(case when change < 0 then -change else 0 end) as depleted,
  sum(case when change > 0 then change else 0 end) as restocked
from compared
where change <> 0
group by name
order by fluctuation desc, name`,
  },
  {
    id: 'stock-outs',
    title: 'Products that ran out',
    means: 'Every snapshot at which a product had nothing left, with its level at the snapshot before and after.',
    sql: `with
  ${counted},
  compared as (
    select
      name,
      taken_at,
      lag(inventory) over (partition by name order by taken_at) as prior_inventory,
      inventory,
      lead(inventory) over (partition by name order by taken_at) as next_inventory
    from counted
  )
select name, taken_at, prior_inventory, inventory, next_inventory
from compared
where inventory <= 0
order by taken_at, name`,
  },
  {
    id: 'orders-changed',
    title: 'Orders that changed between the last two snapshots',
    means: 'Orders that the newest snapshot saw in another status than the one before.',
    sql: `with
  versions as (
    select
      order_id,
      lag(status) over (partition by order_id order by valid_from) as prior_status,
      status,
      valid_from
    from order_status
  ),
  newest as (
    select max(cast(valid_from as date)) as day from order_status
  )
select versions.order_id, versions.prior_status, versions.status, versions.valid_from
from versions
inner join newest on newest.day = cast(versions.valid_from as date)
where versions.status <> versions.prior_status
order by versions.order_id`,
  },
] as const satisfies readonly Example[];

/** Rows of a mart to look at, as a statement for the console. */
export function firstRowsOf(table: MartTable): string {
  return `select *\nfrom ${table}\nlimit 100`;
}
