import { ident, join, param, sql, type Sql } from '../sql/sql.ts';
import { bounceOf } from './bounce.ts';
import {
  bucketStart,
  columnsOf,
  inOrder,
  minutes,
  moneySum,
  noEnd,
  numberedRows,
  valueAfter,
  valueAtFirst,
  valueBefore,
  valueSomeBefore,
} from './dialect.ts';
import type { StepId } from './steps.ts';
import { type MartTable, noPromo, notSet } from './tables.ts';

/** Domains of the shop’s own e-mail addresses: who writes from one is an employee. The data spells the name both ways. */
const employeeDomains = ['greenery.com', 'greenary.com'];

/** A burst user starts at least this many sessions … */
export const burstSessions = 10;
/** … within this many minutes, first and last start included. */
export const burstMinutes = 10;

const unknown = param(notSet, 'varchar');
const isEmployee = join(
  employeeDomains.map((domain) => sql`lower(users.email) like ${param(`%@${domain}`, 'varchar')}`),
  ' or ',
);

/** Each time a session did a step with a product: what concerns an order, it did with all products of the order. */
const productSteps = sql`stepped as (
    select session, product_id, case when event_type = 'page_view' then 1 else 2 end as step, happened_at
    from session_events
    where event_type in ('page_view', 'add_to_cart') and product_id is not null
    union all
    select
      events.session,
      order_lines.product_id,
      case when events.event_type = 'checkout' then 3 else 4 end as step,
      events.happened_at
    from session_events as events
    inner join order_lines on order_lines.order_id = events.order_id
    where events.event_type in ('checkout', 'package_shipped')
  )`;

/** An order belongs to one session, so that its money is counted once: of several that checked it out, to the one with the smallest id. */
const orderSessions = sql`
with
  checked_out as (
    select order_id, min(session) as session, max(session) as last_session
    from session_events
    where event_type = 'checkout' and order_id is not null
    group by order_id
  ),
  chosen as (
    select checked_out.order_id, ${valueAtFirst(sql`counted.session`, sql`counted.session_id`)} as session
    from checked_out
    inner join session_events as events on events.order_id = checked_out.order_id and events.event_type = 'checkout'
    inner join raw.session_counts as counted on counted.session = events.session
    where checked_out.session <> checked_out.last_session
    group by checked_out.order_id
  )
select checked_out.order_id, coalesce(chosen.session, checked_out.session) as session
from checked_out
left join chosen on chosen.order_id = checked_out.order_id`;

const orderLines = sql`
select
  order_items.order_id,
  order_items.product_id,
  order_sessions.session,
  cast(count(*) as bigint) as order_lines,
  cast(coalesce(sum(order_items.quantity), 0) as bigint) as units,
  coalesce(${moneySum(sql`order_items.quantity * products.price`)}, 0) as revenue
from raw.order_items as order_items
left join raw.products as products on products.product_id = order_items.product_id
left join raw.order_sessions as order_sessions on order_sessions.order_id = order_items.order_id
where order_items.order_id is not null and order_items.product_id is not null
group by order_items.order_id, order_items.product_id, order_sessions.session`;

/** Whether a step with a product first happened before the one it follows; also where one of the times is not known. */
function isAhead(before: Sql, first: Sql): Sql {
  return sql`coalesce(touched.${first} < touched.${before}, true)`;
}

const sessionProducts = sql`
with
  ${productSteps},
  touched as (
    select
      session,
      product_id,
      count(case when step = 1 then 1 end) as page_views,
      count(case when step = 2 then 1 end) as add_to_carts,
      count(case when step = 3 then 1 end) as checkouts,
      count(case when step = 4 then 1 end) as shipped,
      min(case when step = 1 then happened_at end) as first_view_at,
      min(case when step = 2 then happened_at end) as first_cart_at,
      min(case when step = 3 then happened_at end) as first_checkout_at,
      min(case when step = 4 then happened_at end) as first_shipped_at
    from stepped
    group by session, product_id
  ),
  -- One row of order_lines is one order.
  bought as (
    select
      session,
      product_id,
      count(*) as orders,
      sum(order_lines) as order_lines,
      sum(units) as units,
      ${moneySum(sql`revenue`)} as revenue
    from order_lines
    where session is not null
    group by session, product_id
  )
select
  touched.session,
  touched.product_id,
  cast(
    case
      when touched.shipped > 0 then 4
      when touched.checkouts > 0 then 3
      when touched.add_to_carts > 0 then 2
      else 1
    end as bigint
  ) as furthest_step,
  cast(case when touched.page_views > 0 then 1 else 0 end as bigint) as has_page_view,
  cast(case when touched.add_to_carts > 0 then 1 else 0 end as bigint) as has_add_to_cart,
  cast(case when touched.checkouts > 0 then 1 else 0 end as bigint) as has_checkout,
  cast(case when touched.shipped > 0 then 1 else 0 end as bigint) as has_package_shipped,
  cast(touched.page_views as bigint) as page_views,
  cast(touched.add_to_carts as bigint) as add_to_carts,
  cast(coalesce(bought.orders, 0) as bigint) as orders,
  cast(coalesce(bought.order_lines, 0) as bigint) as order_lines,
  cast(coalesce(bought.units, 0) as bigint) as units,
  cast(coalesce(bought.revenue, 0) as double) as revenue,
  cast(
    case
      when touched.page_views > 0 and touched.first_view_at is null then 1
      when touched.add_to_carts > 0 and ${isAhead(sql`first_view_at`, sql`first_cart_at`)} then 1
      when touched.checkouts > 0 and ${isAhead(sql`first_cart_at`, sql`first_checkout_at`)} then 1
      when touched.shipped > 0 and ${isAhead(sql`first_checkout_at`, sql`first_shipped_at`)} then 1
      else 0
    end as bigint
  ) as out_of_order
from touched
left join bought on bought.session = touched.session and bought.product_id = touched.product_id`;

/** The steps of sessions with a row that is out of order. In all others, the way through the steps leads as far as any step. */
const stepsOutOfOrder = sql`
with
  ${productSteps}
select session, product_id, cast(step as bigint) as step, happened_at
from stepped
where session in (select session from session_products where out_of_order = 1)`;

/**
 * `source` and whether the way goes on from `before`: mostly the `first` event of a step lies on it, or none does. Where only a later
 * one of its `events` can, `turn` is true: they have to be looked at one by one.
 */
function onward(
  name: Sql,
  source: Sql,
  before: Sql,
  { first, events, at, turn }: Record<'first' | 'events' | 'at' | 'turn', Sql>,
): Sql {
  return sql`${name} as (
    select
      *,
      case when ${first} >= ${before} then ${first} end as ${at},
      coalesce(${first} < ${before} and ${events} > 1, false) as ${turn}
    from ${source}
  )`;
}

/** The earliest event of a step at or after the earliest way to the step before it, of the sessions that turn. */
function nextInOrder(name: Sql, before: Sql, step: StepId): Sql {
  return sql`${name} as (
    select events.session, min(events.happened_at) as at
    from raw.turning_events as events
    inner join ${before} on ${before}.session = events.session and events.happened_at >= ${before}.at
    where events.event_type = ${param(step, 'varchar')}
    group by events.session
  )`;
}

/** What the earliest event of a session says that says anything; of equal times the smaller text, one without a time is the last. */
function firstTold(column: Sql): Sql {
  return sql`coalesce(
        ${valueAtFirst(column, sql`(created_at, ${column})`)} filter (where created_at is not null and ${column} is not null),
        min(${column})
      )`;
}

/** The order of sessions: by their start, those without a time last; of equal starts the smaller id first. */
const orderOfSessions = sql`started_at nulls last, session_id`;

/**
 * What the events of a session say of it by themselves, one row each. `turns` where its way through the steps may not be told by the first
 * event of each; then `carted_at` and what follows may be missing. Of the sessions whose id `which` is true of.
 */
function startsOf(which: Sql): Sql {
  return sql`
with
  -- To compare texts in each of the many columns below takes longer than to tell the step once. NULL without a type, 0 for no step.
  stepped as (
    select
      session_id,
      user_id,
      created_at,
      case
        when event_type is not null then
          case event_type
            when 'page_view' then 1
            when 'add_to_cart' then 2
            when 'checkout' then 3
            when 'package_shipped' then 4
            else 0
          end
      end as step
    from raw.events
    where ${which}
  ),
  counted as (
    select
      session_id,
      min(user_id) as user_id,
      coalesce(min(user_id) <> max(user_id), false) as has_several_users,
      coalesce(
        min(case when step <> 4 then created_at end),
        min(created_at)
      ) as started_at,
      coalesce(
        max(case when step <> 4 then created_at end),
        max(created_at)
      ) as ended_at,
      min(created_at) as first_event_at,
      max(created_at) as last_event_at,
      count(*) as events,
      count(case when step = 1 then 1 end) as page_views,
      count(case when step = 2 then 1 end) as add_to_carts,
      count(case when step = 3 then 1 end) as checkouts,
      count(case when step = 4 then 1 end) as shipped,
      min(case when step = 1 then created_at end) as viewed_at,
      min(case when step = 2 then created_at end) as first_cart,
      min(case when step = 3 then created_at end) as first_checkout,
      min(case when step = 4 then created_at end) as first_shipped
    from stepped
    group by session_id
  ),
  -- Most shops have no places in their events, and nothing to do here.
  placed as (
    select session_id, ${firstTold(sql`state`)} as told_state, ${firstTold(sql`country`)} as told_country
    from raw.events
    where (state is not null or country is not null) and ${which}
    group by session_id
  ),
  -- The earliest way through the steps in their order; equal times are in order.
  ${onward(sql`to_cart`, sql`counted`, sql`viewed_at`, {
    first: sql`first_cart`,
    events: sql`add_to_carts`,
    at: sql`carted_at`,
    turn: sql`turns_to_cart`,
  })},
  ${onward(sql`to_checkout`, sql`to_cart`, sql`carted_at`, {
    first: sql`first_checkout`,
    events: sql`checkouts`,
    at: sql`checked_out_at`,
    turn: sql`turns_to_checkout`,
  })},
  ${onward(sql`to_shipped`, sql`to_checkout`, sql`checked_out_at`, {
    first: sql`first_shipped`,
    events: sql`shipped`,
    at: sql`shipped_at`,
    turn: sql`turns_to_shipped`,
  })},
  told as (
    select
      walked.session_id, walked.user_id, walked.has_several_users, walked.started_at, walked.ended_at,
      walked.first_event_at, walked.last_event_at,
      walked.events, walked.page_views, walked.add_to_carts, walked.checkouts, walked.shipped,
      walked.viewed_at, walked.carted_at, walked.checked_out_at, walked.shipped_at,
      walked.turns_to_cart or walked.turns_to_checkout or walked.turns_to_shipped as turns,
      placed.told_state, placed.told_country
    from to_shipped as walked
    left join placed on placed.session_id = walked.session_id
  )
select * from told`;
}

const isNamed = sql`session_id is not null`;

/** All of them, in the order of time. */
const sessionStarts = inOrder(startsOf(isNamed), orderOfSessions);

/** The same, with the number of each session. */
const sessionCounts = sql`
${numberedRows(sql`session`, sql`raw.session_starts`, orderOfSessions)}`;

/** The events of the sessions that turn. */
const turningEvents = sql`
select events.session, events.event_type, events.happened_at
from session_events as events
inner join raw.session_counts as counted on counted.session = events.session and counted.turns`;

/** When the first and the last event happened, in one row. */
const eventSpan = sql`
select min(created_at) as first_at, max(created_at) as last_at from raw.events`;

/** The products a session viewed: how many, which first, from when on their stock was counted, and whether one was gone when it started. */
const sessionViews = sql`
with
  -- The product whose page came first; of equal times the smaller id.
  landed as (
    select session, ${valueAtFirst(sql`product_id`, sql`(happened_at, product_id)`)} as product_id
    from session_events
    where event_type = 'page_view' and product_id is not null and happened_at is not null
    group by session
  ),
  counted_from as (
    select product_id, min(valid_from) as at from stock_levels group by product_id
  ),
  -- The products it viewed: how many, and from when on the stock of one of them was counted.
  viewed as (
    select session_products.session, count(*) as products, min(counted_from.at) as stock_from
    from session_products
    left join counted_from on counted_from.product_id = session_products.product_id
    where session_products.has_page_view = 1
    group by session_products.session
  ),
  -- Sessions that viewed a product that was once sold out, and whether it was when they started.
  sold_out as (
    select
      counted.session,
      max(
        case
          when gone.valid_from <= counted.started_at and (gone.valid_to is null or gone.valid_to > counted.started_at) then 1
          else 0
        end
      ) as gone
    from stock_levels as gone
    inner join session_products on session_products.product_id = gone.product_id and session_products.has_page_view = 1
    inner join raw.session_counts as counted on counted.session = session_products.session
    where gone.inventory <= 0
    group by counted.session
  )
select
  viewed.session,
  viewed.products,
  products.name as first_viewed,
  viewed.stock_from,
  sold_out.gone
from viewed
left join landed on landed.session = viewed.session
left join products on products.product_id = landed.product_id
left join sold_out on sold_out.session = viewed.session`;

/**
 * Of each user with a session that has a time: the first of those that checked out, and whether one lies so many after another and so shortly
 * after it that they are a burst.
 */
const userHistories = sql`
with
  seen as (
    select user_id, count(*) as sessions, min(case when checkouts > 0 then session end) as first_bought
    from raw.session_counts
    where user_id is not null and started_at is not null
    group by user_id
  ),
  -- Few users have so many sessions that they have to be sorted.
  followed as (
    select
      user_id,
      started_at <= ${valueSomeBefore(sql`started_at`, burstSessions - 1)} over (partition by user_id order by session)
        + ${minutes(burstMinutes)} as is_burst
    from raw.session_counts
    where started_at is not null and user_id in (select user_id from seen where sessions >= ${param(burstSessions, 'integer')})
  ),
  burst_users as (
    select distinct user_id from followed where is_burst
  )
select
  seen.user_id,
  seen.first_bought,
  case when burst_users.user_id is null then 0 else 1 end as burst
from seen
left join burst_users on burst_users.user_id = seen.user_id`;

/** What sessions take from `session_counts` as it is. */
const told = [
  'session_id',
  'session',
  'user_id',
  'started_at',
  'ended_at',
  'events',
  'page_views',
  'add_to_carts',
  'checkouts',
  'shipped',
  'viewed_at',
  'told_state',
  'told_country',
];

const sessions = sql`
with
  turned_view as (
    select session, viewed_at as at from raw.session_counts where turns
  ),
  ${nextInOrder(sql`turned_cart`, sql`turned_view`, 'add_to_cart')},
  ${nextInOrder(sql`turned_checkout`, sql`turned_cart`, 'checkout')},
  ${nextInOrder(sql`turned_shipped`, sql`turned_checkout`, 'package_shipped')},
  turned as (
    select
      turned_view.session,
      turned_cart.at as carted_at,
      turned_checkout.at as checked_out_at,
      turned_shipped.at as shipped_at
    from turned_view
    left join turned_cart on turned_cart.session = turned_view.session
    left join turned_checkout on turned_checkout.session = turned_view.session
    left join turned_shipped on turned_shipped.session = turned_view.session
  ),
  -- Its orders, and the promo of those that the orders file knows.
  ordered as (
    select order_sessions.session, count(*) as orders, count(orders.order_id) as known_orders, min(orders.promo_id) as promo
    from raw.order_sessions as order_sessions
    left join raw.orders as orders on orders.order_id = order_sessions.order_id
    group by order_sessions.session
  ),
  summed as (
    select session, sum(order_lines) as order_lines, sum(units) as units, ${moneySum(sql`revenue`)} as revenue
    from order_lines
    where session is not null
    group by session
  ),
  bought as (
    select ordered.*, summed.order_lines, summed.units, summed.revenue
    from ordered
    left join summed on summed.session = ordered.session
  ),
  people as (
    select
      users.user_id,
      addresses.state,
      addresses.country,
      case when users.email is null then ${unknown} when ${isEmployee} then 'yes' else 'no' end as employee
    from raw.users as users
    left join raw.addresses as addresses on addresses.address_id = users.address_id
  ),
  walked as (
    select
      ${columnsOf(sql`counted`, told)},
      case when counted.turns then turned.carted_at else counted.carted_at end as second_at,
      case when counted.turns then turned.checked_out_at else counted.checked_out_at end as third_at,
      case when counted.turns then turned.shipped_at else counted.shipped_at end as fourth_at
    from raw.session_counts as counted
    left join turned on turned.session = counted.session
  )
select
  walked.session_id,
  walked.session,
  walked.user_id,
  walked.started_at,
  walked.ended_at,
  cast(
    case
      when walked.shipped > 0 then 4
      when walked.checkouts > 0 then 3
      when walked.add_to_carts > 0 then 2
      when walked.page_views > 0 then 1
      else 0
    end as bigint
  ) as furthest_step,
  cast(
    case
      when walked.fourth_at is not null then 4
      when walked.third_at is not null then 3
      when walked.second_at is not null then 2
      when walked.viewed_at is not null then 1
      else 0
    end as bigint
  ) as ordered_step,
  cast(case when walked.page_views > 0 then 1 else 0 end as bigint) as has_page_view,
  cast(case when walked.add_to_carts > 0 then 1 else 0 end as bigint) as has_add_to_cart,
  cast(case when walked.checkouts > 0 then 1 else 0 end as bigint) as has_checkout,
  cast(case when walked.shipped > 0 then 1 else 0 end as bigint) as has_package_shipped,
  cast(walked.events as bigint) as events,
  cast(walked.page_views as bigint) as page_views,
  cast(walked.add_to_carts as bigint) as add_to_carts,
  cast(walked.checkouts as bigint) as checkouts,
  cast(coalesce(bought.orders, 0) as bigint) as orders,
  cast(coalesce(bought.order_lines, 0) as bigint) as order_lines,
  cast(coalesce(bought.units, 0) as bigint) as units,
  cast(coalesce(bought.revenue, 0) as double) as revenue,
  walked.viewed_at,
  walked.second_at as carted_at,
  walked.third_at as checked_out_at,
  walked.fourth_at as shipped_at,
  coalesce(viewed.first_viewed, ${unknown}) as first_viewed,
  cast(coalesce(viewed.products, 0) as bigint) as products_viewed,
  case
    when bought.known_orders > 0 then coalesce(bought.promo, ${param(noPromo, 'varchar')})
    else ${unknown}
  end as promo,
  case
    when walked.started_at is null or history.user_id is null then ${unknown}
    when walked.session > history.first_bought then 'repeat'
    else 'new'
  end as customer,
  case
    when viewed.gone = 1 then 'out of stock'
    when viewed.stock_from <= walked.started_at then 'in stock'
    else ${unknown}
  end as stock,
  coalesce(people.state, walked.told_state, ${unknown}) as state,
  coalesce(people.country, walked.told_country, ${unknown}) as country,
  coalesce(people.employee, ${unknown}) as employee,
  cast(coalesce(history.burst, 0) as bigint) as burst
from walked
left join raw.user_histories as history on history.user_id = walked.user_id
left join bought on bought.session = walked.session
left join people on people.user_id = walked.user_id
left join raw.session_views as viewed on viewed.session = walked.session`;

/**
 * Only columns with few values: a year of fifty states is some ten thousand rows, whatever the number of sessions. In the order of
 * days, so that a range reads no others.
 */
const sessionDays = sql`
with
  dated as (
    select
      *,
      -- DuckDB 1.4.3 takes the day of an unknown time for a known one where all others are the same, and stores any date for it.
      case when started_at is not null then cast(${bucketStart('day', sql`started_at`)} as timestamp) end as day,
      ${bounceOf(sql`events`, sql`page_views`)} as bounced
    from sessions
  )
select
  day,
  state,
  country,
  employee,
  burst,
  furthest_step,
  ordered_step,
  has_page_view,
  has_add_to_cart,
  has_checkout,
  has_package_shipped,
  cast(count(*) as bigint) as sessions,
  cast(sum(bounced) as bigint) as bounced,
  cast(sum(page_views) as bigint) as page_views,
  cast(sum(add_to_carts) as bigint) as add_to_carts,
  cast(sum(orders) as bigint) as orders,
  cast(sum(order_lines) as bigint) as order_lines,
  cast(sum(units) as bigint) as units,
  ${moneySum(sql`revenue`)} as revenue
from dated
group by
  day, state, country, employee, burst,
  furthest_step, ordered_step, has_page_view, has_add_to_cart, has_checkout, has_package_shipped
order by day`;

/** What a person who doubts a count wants to see: the events themselves, without the address of the page. */
const sessionEvents = sql`
select events.event_id, counted.session, events.event_type, events.created_at as happened_at, events.product_id, events.order_id
from raw.events as events
inner join raw.session_counts as counted on counted.session_id = events.session_id`;

const products = sql`
with
  -- Products that events or orders name and the products file does not are shown by their id, not lost.
  named as (
    select product_id, name, price, inventory from raw.products where product_id is not null
    union all
    select distinct session_products.product_id, session_products.product_id as name, null as price, null as inventory
    from session_products
    left join raw.products as products on products.product_id = session_products.product_id
    where products.product_id is null
  ),
  counted as (
    select *, count(*) over (partition by coalesce(name, product_id)) as namesakes from named
  )
select
  product_id,
  case when namesakes > 1 then concat(coalesce(name, product_id), ' (', product_id, ')') else coalesce(name, product_id) end as name,
  cast(price as double) as price,
  cast(inventory as bigint) as inventory
from counted`;

const orders = sql`
with
  summed as (
    select order_id, sum(order_lines) as order_lines, sum(units) as units, ${moneySum(sql`revenue`)} as revenue
    from order_lines
    group by order_id
  )
select
  orders.order_id,
  orders.user_id,
  order_sessions.session,
  orders.promo_id,
  orders.created_at,
  orders.order_total,
  orders.shipping_cost,
  orders.shipping_service,
  orders.estimated_delivery_at,
  orders.delivered_at,
  orders.status,
  coalesce(addresses.state, ${unknown}) as shipping_state,
  coalesce(addresses.country, ${unknown}) as shipping_country,
  cast(coalesce(summed.order_lines, 0) as bigint) as order_lines,
  cast(coalesce(summed.units, 0) as bigint) as units,
  cast(coalesce(summed.revenue, 0) as double) as revenue
from raw.orders as orders
left join raw.addresses as addresses on addresses.address_id = orders.address_id
left join raw.order_sessions as order_sessions on order_sessions.order_id = orders.order_id
left join summed on summed.order_id = orders.order_id`;

/**
 * Every level seen, from either source, and until when it held. A plain level holds until the product is counted again. dbt can
 * write a day in the year 9999 for the end of a current version.
 */
const stockSeen = sql`seen as (
    select
      product_id,
      inventory,
      dbt_valid_from as valid_from,
      case when dbt_valid_to < ${noEnd()} then dbt_valid_to end as valid_to
    from raw.product_inventory_snapshot
    where product_id is not null
      and inventory is not null
      and dbt_valid_from is not null
      and (dbt_valid_to is null or dbt_valid_to > dbt_valid_from)
    union all
    select
      product_id, inventory, date as valid_from, ${valueAfter(sql`date`)} over (partition by product_id order by date) as valid_to
    from raw.inventory_levels
    where product_id is not null and inventory is not null and date is not null
  )`;

/** Versions that follow on each other with the same level, such as after a change of price, are one stretch. */
const stockLevels = sql`
with
  ${stockSeen},
  marked as (
    select
      *,
      case when inventory = ${valueBefore(sql`inventory`)} over history and valid_from = ${valueBefore(sql`valid_to`)} over history then 0 else 1 end as starts
    from seen
    window history as (partition by product_id order by valid_from)
  ),
  stretches as (
    select *, sum(starts) over (partition by product_id order by valid_from) as stretch from marked
  )
select
  product_id,
  inventory,
  min(valid_from) as valid_from,
  case when count(valid_to) = count(*) then max(valid_to) end as valid_to
from stretches
group by product_id, inventory, stretch`;

const stockSnapshots = sql`
with
  ${stockSeen}
select valid_from as taken_at from seen
union
select valid_to as taken_at from seen where valid_to is not null`;

const orderStatus = sql`
select order_id, status, dbt_valid_from as valid_from, dbt_valid_to as valid_to
from raw.orders_snapshot`;

const facts = sql`
with
  summed as (
    select
      count(*) as sessions,
      count(distinct user_id) as users,
      min(started_at) as first_start_at,
      max(started_at) as last_start_at
    from sessions
  )
select
  cast(exists (select 1 from sessions where user_id is not null) as bigint) as has_users,
  cast(exists (select 1 from sessions where state <> ${unknown} or country <> ${unknown}) as bigint) as has_places,
  cast(exists (select 1 from sessions where employee <> ${unknown}) as bigint) as has_employees,
  cast(exists (select 1 from session_products) as bigint) as has_products,
  cast(exists (select 1 from orders) as bigint) as has_orders,
  cast(exists (select 1 from orders where promo_id is not null) as bigint) as has_promos,
  cast(
    exists (select 1 from raw.order_items) and exists (select 1 from raw.products where price is not null) as bigint
  ) as has_revenue,
  cast(exists (select 1 from stock_levels) as bigint) as has_stock,
  cast(exists (select 1 from sessions where stock <> ${unknown}) as bigint) as has_viewed_stock,
  cast(exists (select 1 from order_status) as bigint) as has_order_status,
  cast(summed.sessions as bigint) as sessions,
  cast(summed.users as bigint) as users,
  summed.first_start_at,
  summed.last_start_at,
  (select first_at from raw.event_span) as first_event_at,
  (select last_at from raw.event_span) as last_event_at
from summed`;

/** A table that others are made of and that is no mart: it stands beside the raw tables, and goes with them. */
export type StagedTable =
  | 'session_starts'
  | 'session_counts'
  | 'order_sessions'
  | 'turning_events'
  | 'event_span'
  | 'session_views'
  | 'user_histories';

/** A table to make: the query for its rows, and the statement that makes it of them. */
export interface MartStatement {
  readonly table: MartTable | StagedTable;
  /** Null for a staged one. */
  readonly mart: MartTable | null;
  /** It reads the raw events, and nothing but raw tables and others of its kind. */
  readonly readsEvents: boolean;
  readonly rows: Sql;
  readonly sql: Sql;
}

function mart(table: MartTable, rows: Sql, reads: 'events' | 'no events'): MartStatement {
  return {
    table,
    mart: table,
    readsEvents: reads === 'events',
    rows,
    sql: sql`create table ${ident(table)} as${rows}`,
  };
}

/** As a view it takes no room and no time of its own. */
function staged(
  table: StagedTable,
  rows: Sql,
  reads: 'events' | 'no events',
  kind: 'table' | 'view' = 'table',
): MartStatement {
  return {
    table,
    mart: null,
    readsEvents: reads === 'events',
    rows,
    sql: sql`create ${kind === 'view' ? sql`view` : sql`table`} raw.${ident(table)} as${rows}`,
  };
}

/**
 * The first of `martStatements`: the sessions as their events tell them. It can be made of any events, also of those that the checks
 * refuse, and tells the checks of sessions what they would group all events for.
 */
export const sessionsOfEvents: MartStatement = staged('session_starts', sessionStarts, 'events');

/**
 * The statements that make the same table in as many steps as there are `parts`: conditions on `session_id`, one of which is true of
 * every id there is. Each step groups the events of its sessions only.
 */
export function sessionsOfEventsIn(parts: readonly Sql[]): readonly Sql[] {
  const [first, ...others] = parts.map((part) => startsOf(sql`${isNamed} and ${part}`));
  if (first === undefined) return [sessionsOfEvents.sql];
  return [
    sql`create table raw.session_parts as${first}`,
    ...others.map((other) => sql`insert into raw.session_parts${other}`),
    sql`create table raw.session_starts as${inOrder(
      sql`
select * from raw.session_parts`,
      orderOfSessions,
    )}`,
    sql`drop table raw.session_parts`,
  ];
}

/**
 * The statements that make every mart from the raw tables in the schema `raw`, in the order they must run; those that read the events
 * may all be run first. What is staged is made in that schema too. Every raw table must exist with all its used columns; a shop that
 * lacks one has it empty.
 */
export const martStatements: readonly MartStatement[] = [
  sessionsOfEvents,
  staged('session_counts', sessionCounts, 'events', 'view'),
  staged('event_span', eventSpan, 'events'),
  mart('session_events', sessionEvents, 'events'),
  staged('turning_events', turningEvents, 'no events'),
  staged('order_sessions', orderSessions, 'no events'),
  mart('order_lines', orderLines, 'no events'),
  mart('session_products', sessionProducts, 'no events'),
  mart('steps_out_of_order', stepsOutOfOrder, 'no events'),
  mart('products', products, 'no events'),
  mart('stock_levels', stockLevels, 'no events'),
  staged('session_views', sessionViews, 'no events'),
  staged('user_histories', userHistories, 'no events'),
  mart('sessions', sessions, 'no events'),
  mart('session_days', sessionDays, 'no events'),
  mart('orders', orders, 'no events'),
  mart('stock_snapshots', stockSnapshots, 'no events'),
  mart('order_status', orderStatus, 'no events'),
  mart('facts', facts, 'no events'),
];

/** What is left to make where `sessionsOfEvents` is there. */
export const otherMartStatements: readonly MartStatement[] = martStatements.filter((made) => made !== sessionsOfEvents);
