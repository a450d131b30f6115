-- Made from src/model/marts.ts by scripts/clickhouse/martModels.ts; a test compares the two.
-- Fills the empty tables of marts.sql from the shop's own tables, on the server. Those are views or tables in the database raw, with these
-- names and columns; what is missing is made here and stays empty.

create database if not exists raw;

create table if not exists raw.events (
  event_id Nullable(String) comment 'The event; where it is missing, the number of its record.',
  session_id Nullable(String) comment 'The session it belongs to.',
  user_id Nullable(String) comment 'Who did it; a row of users.',
  event_type Nullable(String) comment 'page_view, add_to_cart, checkout or package_shipped are steps; any other word counts towards the session only.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'When, UTC.',
  product_id Nullable(String) comment 'The product viewed or carted; a row of products.',
  order_id Nullable(String) comment 'The order checked out or shipped; a row of orders.',
  state Nullable(String) comment 'State or region, told by the event itself; used where the user’s home address is unknown.',
  country Nullable(String) comment 'Country, told by the event itself; used where the user’s home address is unknown.'
)
engine = MergeTree
order by ()
comment 'One row for each thing a visitor did.';

create table if not exists raw.users (
  user_id Nullable(String) comment 'The customer.',
  email Nullable(String) comment 'Its domain tells employees of the shop.',
  address_id Nullable(String) comment 'The home address; a row of addresses.'
)
engine = MergeTree
order by ()
comment 'One row for each customer.';

create table if not exists raw.addresses (
  address_id Nullable(String) comment 'The address.',
  state Nullable(String) comment 'State or region.',
  country Nullable(String) comment 'Country.'
)
engine = MergeTree
order by ()
comment 'One row for each address.';

create table if not exists raw.products (
  product_id Nullable(String) comment 'The product.',
  name Nullable(String) comment 'Its name on screen and in links.',
  price Nullable(Float64) comment 'Price of one unit, shop currency.',
  inventory Nullable(Int64) comment 'Units on hand when the file was written.'
)
engine = MergeTree
order by ()
comment 'One row for each product.';

create table if not exists raw.orders (
  order_id Nullable(String) comment 'The order.',
  user_id Nullable(String) comment 'Who ordered; a row of users.',
  promo_id Nullable(String) comment 'The promo used, if any; a row of promos.',
  address_id Nullable(String) comment 'Where it ships to; a row of addresses.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'When it was placed, UTC.',
  order_cost Nullable(Float64) comment 'Goods, shop currency.',
  shipping_cost Nullable(Float64) comment 'Shipping, shop currency.',
  order_total Nullable(Float64) comment 'Goods and shipping less discount, shop currency.',
  shipping_service Nullable(String) comment 'Who ships it.',
  estimated_delivery_at Nullable(DateTime64(6, 'UTC')) comment 'Promised delivery, UTC.',
  delivered_at Nullable(DateTime64(6, 'UTC')) comment 'Delivery, UTC; empty while it is under way.',
  status Nullable(String) comment 'preparing, shipped or delivered.'
)
engine = MergeTree
order by ()
comment 'One row for each order.';

create table if not exists raw.order_items (
  order_id Nullable(String) comment 'The order; a row of orders.',
  product_id Nullable(String) comment 'The product; a row of products.',
  quantity Nullable(Int64) comment 'Units ordered.'
)
engine = MergeTree
order by ()
comment 'One row for each product in an order.';

create table if not exists raw.promos (
  promo_id Nullable(String) comment 'The promo.',
  discount Nullable(Float64) comment 'Shop currency.',
  status Nullable(String) comment 'active or inactive.'
)
engine = MergeTree
order by ()
comment 'One row for each promo.';

create table if not exists raw.product_inventory_snapshot (
  product_id Nullable(String) comment 'The product; a row of products.',
  name Nullable(String) comment 'Its name at the time.',
  price Nullable(Float64) comment 'Its price at the time, shop currency.',
  inventory Nullable(Int64) comment 'Units on hand.',
  dbt_valid_from Nullable(DateTime64(6, 'UTC')) comment 'From when this level was seen, UTC.',
  dbt_valid_to Nullable(DateTime64(6, 'UTC')) comment 'Until when; empty for the current version.'
)
engine = MergeTree
order by ()
comment 'A dbt snapshot of products (SCD type 2): one row for each version of a product’s stock.';

create table if not exists raw.inventory_levels (
  product_id Nullable(String) comment 'The product; a row of products.',
  date Nullable(DateTime64(6, 'UTC')) comment 'When it was counted, UTC.',
  inventory Nullable(Int64) comment 'Units on hand.'
)
engine = MergeTree
order by ()
comment 'Plain levels of stock, as weekly files hold them: one row for each product and day. Instead of the dbt snapshot.';

create table if not exists raw.orders_snapshot (
  order_id Nullable(String) comment 'The order; a row of orders.',
  status Nullable(String) comment 'preparing, shipped or delivered.',
  dbt_valid_from Nullable(DateTime64(6, 'UTC')) comment 'From when this status was seen, UTC.',
  dbt_valid_to Nullable(DateTime64(6, 'UTC')) comment 'Until when; empty for the current version.'
)
engine = MergeTree
order by ()
comment 'A dbt snapshot of orders (SCD type 2): one row for each version of an order.';

-- raw.session_starts
create table raw.session_starts
engine = MergeTree
order by (session_id)
settings allow_nullable_key = 1
as
select * from (

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
    where session_id is not null
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
    select session_id, coalesce(
        argMin(state, (created_at, state)) filter (where created_at is not null and state is not null),
        min(state)
      ) as told_state, coalesce(
        argMin(country, (created_at, country)) filter (where created_at is not null and country is not null),
        min(country)
      ) as told_country
    from raw.events
    where (state is not null or country is not null) and session_id is not null
    group by session_id
  ),
  -- The earliest way through the steps in their order; equal times are in order.
  to_cart as (
    select
      *,
      case when first_cart >= viewed_at then first_cart end as carted_at,
      coalesce(first_cart < viewed_at and add_to_carts > 1, false) as turns_to_cart
    from counted
  ),
  to_checkout as (
    select
      *,
      case when first_checkout >= carted_at then first_checkout end as checked_out_at,
      coalesce(first_checkout < carted_at and checkouts > 1, false) as turns_to_checkout
    from to_cart
  ),
  to_shipped as (
    select
      *,
      case when first_shipped >= checked_out_at then first_shipped end as shipped_at,
      coalesce(first_shipped < checked_out_at and shipped > 1, false) as turns_to_shipped
    from to_checkout
  ),
  told as (
    select
      walked.session_id as session_id, walked.user_id as user_id, walked.has_several_users as has_several_users, walked.started_at as started_at, walked.ended_at as ended_at,
      walked.first_event_at as first_event_at, walked.last_event_at as last_event_at,
      walked.events as events, walked.page_views as page_views, walked.add_to_carts as add_to_carts, walked.checkouts as checkouts, walked.shipped as shipped,
      walked.viewed_at as viewed_at, walked.carted_at as carted_at, walked.checked_out_at as checked_out_at, walked.shipped_at as shipped_at,
      walked.turns_to_cart or walked.turns_to_checkout or walked.turns_to_shipped as turns,
      placed.told_state as told_state, placed.told_country as told_country
    from to_shipped as walked
    left join placed on placed.session_id = walked.session_id
  )
select * from told
) as united
order by started_at nulls last, session_id
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- raw.session_counts
create table raw.session_counts
engine = MergeTree
order by (session_id)
settings allow_nullable_key = 1
as
select cast(row_number() over (order by started_at nulls last, session_id) as Int64) as session, * from raw.session_starts
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- raw.event_span
create table raw.event_span
engine = MergeTree
order by ()
settings allow_nullable_key = 1
as
select min(created_at) as first_at, max(created_at) as last_at from raw.events
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- session_events
insert into session_events
  (event_id, session, event_type, happened_at, product_id, order_id)
select events.event_id as event_id, counted.session as session, events.event_type as event_type, events.created_at as happened_at, events.product_id as product_id, events.order_id as order_id
from raw.events as events
inner join raw.session_counts as counted on counted.session_id = events.session_id
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- raw.turning_events
create table raw.turning_events
engine = MergeTree
order by (session)
settings allow_nullable_key = 1
as
select events.session as session, events.event_type as event_type, events.happened_at as happened_at
from session_events as events
inner join raw.session_counts as counted on counted.session = events.session and counted.turns
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- raw.order_sessions
create table raw.order_sessions
engine = MergeTree
order by (order_id)
settings allow_nullable_key = 1
as
with
  checked_out as (
    select order_id, min(session) as session, max(session) as last_session
    from session_events
    where event_type = 'checkout' and order_id is not null
    group by order_id
  ),
  chosen as (
    select checked_out.order_id as order_id, argMin(counted.session, counted.session_id) as session
    from checked_out
    inner join session_events as events on events.order_id = checked_out.order_id and events.event_type = 'checkout'
    inner join raw.session_counts as counted on counted.session = events.session
    where checked_out.session <> checked_out.last_session
    group by checked_out.order_id
  )
select checked_out.order_id as order_id, coalesce(chosen.session, checked_out.session) as session
from checked_out
left join chosen on chosen.order_id = checked_out.order_id
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- order_lines
insert into order_lines
  (order_id, product_id, session, order_lines, units, revenue)
select
  order_items.order_id as order_id,
  order_items.product_id as product_id,
  order_sessions.session as session,
  cast(count(*) as bigint) as order_lines,
  cast(coalesce(sum(order_items.quantity), 0) as bigint) as units,
  coalesce((sum(toInt128(round(order_items.quantity * products.price * 10000))) / 10000), 0) as revenue
from raw.order_items as order_items
left join raw.products as products on products.product_id = order_items.product_id
left join raw.order_sessions as order_sessions on order_sessions.order_id = order_items.order_id
where order_items.order_id is not null and order_items.product_id is not null
group by order_items.order_id, order_items.product_id, order_sessions.session
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- session_products
insert into session_products
  (session, product_id, furthest_step, has_page_view, has_add_to_cart, has_checkout, has_package_shipped, page_views, add_to_carts, orders, order_lines, units, revenue, out_of_order)
with
  stepped as (
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
  ),
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
      (sum(toInt128(round(revenue * 10000))) / 10000) as revenue
    from order_lines
    where session is not null
    group by session, product_id
  )
select
  touched.session as session,
  touched.product_id as product_id,
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
      when touched.add_to_carts > 0 and coalesce(touched.first_cart_at < touched.first_view_at, true) then 1
      when touched.checkouts > 0 and coalesce(touched.first_checkout_at < touched.first_cart_at, true) then 1
      when touched.shipped > 0 and coalesce(touched.first_shipped_at < touched.first_checkout_at, true) then 1
      else 0
    end as bigint
  ) as out_of_order
from touched
left join bought on bought.session = touched.session and bought.product_id = touched.product_id
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- steps_out_of_order
insert into steps_out_of_order
  (session, product_id, step, happened_at)
with
  stepped as (
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
  )
select session, product_id, cast(step as bigint) as step, happened_at
from stepped
where session in (select session from session_products where out_of_order = 1)
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- products
insert into products
  (product_id, name, price, inventory)
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
from counted
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- stock_levels
insert into stock_levels
  (product_id, inventory, valid_from, valid_to)
with
  seen as (
    select
      product_id,
      inventory,
      dbt_valid_from as valid_from,
      case when dbt_valid_to < toDateTime64('2299-01-01', 6, 'UTC') then dbt_valid_to end as valid_to
    from raw.product_inventory_snapshot
    where product_id is not null
      and inventory is not null
      and dbt_valid_from is not null
      and (dbt_valid_to is null or dbt_valid_to > dbt_valid_from)
    union all
    select
      product_id, inventory, date as valid_from, lead(toNullable(date)) over (partition by product_id order by date) as valid_to
    from raw.inventory_levels
    where product_id is not null and inventory is not null and date is not null
  ),
  marked as (
    select
      *,
      case when inventory = lag(toNullable(inventory)) over history and valid_from = lag(toNullable(valid_to)) over history then 0 else 1 end as starts
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
group by product_id, inventory, stretch
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- raw.session_views
create table raw.session_views
engine = MergeTree
order by (session)
settings allow_nullable_key = 1
as
with
  -- The product whose page came first; of equal times the smaller id.
  landed as (
    select session, argMin(product_id, (happened_at, product_id)) as product_id
    from session_events
    where event_type = 'page_view' and product_id is not null and happened_at is not null
    group by session
  ),
  counted_from as (
    select product_id, min(valid_from) as at from stock_levels group by product_id
  ),
  -- The products it viewed: how many, and from when on the stock of one of them was counted.
  viewed as (
    select session_products.session as session, count(*) as products, min(counted_from.at) as stock_from
    from session_products
    left join counted_from on counted_from.product_id = session_products.product_id
    where session_products.has_page_view = 1
    group by session_products.session
  ),
  -- Sessions that viewed a product that was once sold out, and whether it was when they started.
  sold_out as (
    select
      counted.session as session,
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
  viewed.session as session,
  viewed.products as products,
  products.name as first_viewed,
  viewed.stock_from as stock_from,
  sold_out.gone as gone
from viewed
left join landed on landed.session = viewed.session
left join products on products.product_id = landed.product_id
left join sold_out on sold_out.session = viewed.session
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- raw.user_histories
create table raw.user_histories
engine = MergeTree
order by (user_id)
settings allow_nullable_key = 1
as
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
      started_at <= lag(toNullable(started_at), 9) over (partition by user_id order by session)
        + toIntervalMinute(10) as is_burst
    from raw.session_counts
    where started_at is not null and user_id in (select user_id from seen where sessions >= 10)
  ),
  burst_users as (
    select distinct user_id from followed where is_burst
  )
select
  seen.user_id as user_id,
  seen.first_bought as first_bought,
  case when burst_users.user_id is null then 0 else 1 end as burst
from seen
left join burst_users on burst_users.user_id = seen.user_id
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- sessions
insert into sessions
  (session_id, session, user_id, started_at, ended_at, furthest_step, ordered_step, has_page_view, has_add_to_cart, has_checkout, has_package_shipped, events, page_views, add_to_carts, checkouts, orders, order_lines, units, revenue, viewed_at, carted_at, checked_out_at, shipped_at, first_viewed, products_viewed, promo, customer, stock, state, country, employee, burst)
with
  turned_view as (
    select session, viewed_at as at from raw.session_counts where turns
  ),
  turned_cart as (
    select events.session as session, min(events.happened_at) as at
    from raw.turning_events as events
    inner join turned_view on turned_view.session = events.session and events.happened_at >= turned_view.at
    where events.event_type = 'add_to_cart'
    group by events.session
  ),
  turned_checkout as (
    select events.session as session, min(events.happened_at) as at
    from raw.turning_events as events
    inner join turned_cart on turned_cart.session = events.session and events.happened_at >= turned_cart.at
    where events.event_type = 'checkout'
    group by events.session
  ),
  turned_shipped as (
    select events.session as session, min(events.happened_at) as at
    from raw.turning_events as events
    inner join turned_checkout on turned_checkout.session = events.session and events.happened_at >= turned_checkout.at
    where events.event_type = 'package_shipped'
    group by events.session
  ),
  turned as (
    select
      turned_view.session as session,
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
    select order_sessions.session as session, count(*) as orders, count(orders.order_id) as known_orders, min(orders.promo_id) as promo
    from raw.order_sessions as order_sessions
    left join raw.orders as orders on orders.order_id = order_sessions.order_id
    group by order_sessions.session
  ),
  summed as (
    select session, sum(order_lines) as order_lines, sum(units) as units, (sum(toInt128(round(revenue * 10000))) / 10000) as revenue
    from order_lines
    where session is not null
    group by session
  ),
  bought as (
    select ordered.*, summed.order_lines as order_lines, summed.units as units, summed.revenue as revenue
    from ordered
    left join summed on summed.session = ordered.session
  ),
  people as (
    select
      users.user_id as user_id,
      addresses.state as state,
      addresses.country as country,
      case when users.email is null then '(not set)' when lower(users.email) like '%@greenery.com' or lower(users.email) like '%@greenary.com' then 'yes' else 'no' end as employee
    from raw.users as users
    left join raw.addresses as addresses on addresses.address_id = users.address_id
  ),
  walked as (
    select
      counted."session_id" as "session_id", counted."session" as "session", counted."user_id" as "user_id", counted."started_at" as "started_at", counted."ended_at" as "ended_at", counted."events" as "events", counted."page_views" as "page_views", counted."add_to_carts" as "add_to_carts", counted."checkouts" as "checkouts", counted."shipped" as "shipped", counted."viewed_at" as "viewed_at", counted."told_state" as "told_state", counted."told_country" as "told_country",
      case when counted.turns then turned.carted_at else counted.carted_at end as second_at,
      case when counted.turns then turned.checked_out_at else counted.checked_out_at end as third_at,
      case when counted.turns then turned.shipped_at else counted.shipped_at end as fourth_at
    from raw.session_counts as counted
    left join turned on turned.session = counted.session
  )
select
  walked.session_id as session_id,
  walked.session as session,
  walked.user_id as user_id,
  walked.started_at as started_at,
  walked.ended_at as ended_at,
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
  walked.viewed_at as viewed_at,
  walked.second_at as carted_at,
  walked.third_at as checked_out_at,
  walked.fourth_at as shipped_at,
  coalesce(viewed.first_viewed, '(not set)') as first_viewed,
  cast(coalesce(viewed.products, 0) as bigint) as products_viewed,
  case
    when bought.known_orders > 0 then coalesce(bought.promo, '(no promo)')
    else '(not set)'
  end as promo,
  case
    when walked.started_at is null or history.user_id is null then '(not set)'
    when walked.session > history.first_bought then 'repeat'
    else 'new'
  end as customer,
  case
    when viewed.gone = 1 then 'out of stock'
    when viewed.stock_from <= walked.started_at then 'in stock'
    else '(not set)'
  end as stock,
  coalesce(people.state, walked.told_state, '(not set)') as state,
  coalesce(people.country, walked.told_country, '(not set)') as country,
  coalesce(people.employee, '(not set)') as employee,
  cast(coalesce(history.burst, 0) as bigint) as burst
from walked
left join raw.user_histories as history on history.user_id = walked.user_id
left join bought on bought.session = walked.session
left join people on people.user_id = walked.user_id
left join raw.session_views as viewed on viewed.session = walked.session
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- session_days
insert into session_days
  (day, state, country, employee, burst, furthest_step, ordered_step, has_page_view, has_add_to_cart, has_checkout, has_package_shipped, sessions, bounced, page_views, add_to_carts, orders, order_lines, units, revenue)
with
  dated as (
    select
      *,
      -- DuckDB 1.4.3 takes the day of an unknown time for a known one where all others are the same, and stores any date for it.
      case when started_at is not null then cast(toDateTime64(toDate32(started_at), 6, 'UTC') as timestamp) end as day,
      case when events = 1 and page_views = 1 then 1 else 0 end as bounced
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
  (sum(toInt128(round(revenue * 10000))) / 10000) as revenue
from dated
group by
  day, state, country, employee, burst,
  furthest_step, ordered_step, has_page_view, has_add_to_cart, has_checkout, has_package_shipped
order by day
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- orders
insert into orders
  (order_id, user_id, session, promo_id, created_at, order_total, shipping_cost, shipping_service, estimated_delivery_at, delivered_at, status, shipping_state, shipping_country, order_lines, units, revenue)
with
  summed as (
    select order_id, sum(order_lines) as order_lines, sum(units) as units, (sum(toInt128(round(revenue * 10000))) / 10000) as revenue
    from order_lines
    group by order_id
  )
select
  orders.order_id as order_id,
  orders.user_id as user_id,
  order_sessions.session as session,
  orders.promo_id as promo_id,
  orders.created_at as created_at,
  orders.order_total as order_total,
  orders.shipping_cost as shipping_cost,
  orders.shipping_service as shipping_service,
  orders.estimated_delivery_at as estimated_delivery_at,
  orders.delivered_at as delivered_at,
  orders.status as status,
  coalesce(addresses.state, '(not set)') as shipping_state,
  coalesce(addresses.country, '(not set)') as shipping_country,
  cast(coalesce(summed.order_lines, 0) as bigint) as order_lines,
  cast(coalesce(summed.units, 0) as bigint) as units,
  cast(coalesce(summed.revenue, 0) as double) as revenue
from raw.orders as orders
left join raw.addresses as addresses on addresses.address_id = orders.address_id
left join raw.order_sessions as order_sessions on order_sessions.order_id = orders.order_id
left join summed on summed.order_id = orders.order_id
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- stock_snapshots
insert into stock_snapshots
  (taken_at)
with
  seen as (
    select
      product_id,
      inventory,
      dbt_valid_from as valid_from,
      case when dbt_valid_to < toDateTime64('2299-01-01', 6, 'UTC') then dbt_valid_to end as valid_to
    from raw.product_inventory_snapshot
    where product_id is not null
      and inventory is not null
      and dbt_valid_from is not null
      and (dbt_valid_to is null or dbt_valid_to > dbt_valid_from)
    union all
    select
      product_id, inventory, date as valid_from, lead(toNullable(date)) over (partition by product_id order by date) as valid_to
    from raw.inventory_levels
    where product_id is not null and inventory is not null and date is not null
  )
select valid_from as taken_at from seen
union
select valid_to as taken_at from seen where valid_to is not null
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- order_status
insert into order_status
  (order_id, status, valid_from, valid_to)
select order_id, status, dbt_valid_from as valid_from, dbt_valid_to as valid_to
from raw.orders_snapshot
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

-- facts
insert into facts
  (has_users, has_places, has_employees, has_products, has_orders, has_promos, has_revenue, has_stock, has_viewed_stock, has_order_status, sessions, users, first_start_at, last_start_at, first_event_at, last_event_at)
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
  cast(exists (select 1 from sessions where state <> '(not set)' or country <> '(not set)') as bigint) as has_places,
  cast(exists (select 1 from sessions where employee <> '(not set)') as bigint) as has_employees,
  cast(exists (select 1 from session_products) as bigint) as has_products,
  cast(exists (select 1 from orders) as bigint) as has_orders,
  cast(exists (select 1 from orders where promo_id is not null) as bigint) as has_promos,
  cast(
    exists (select 1 from raw.order_items) and exists (select 1 from raw.products where price is not null) as bigint
  ) as has_revenue,
  cast(exists (select 1 from stock_levels) as bigint) as has_stock,
  cast(exists (select 1 from sessions where stock <> '(not set)') as bigint) as has_viewed_stock,
  cast(exists (select 1 from order_status) as bigint) as has_order_status,
  cast(summed.sessions as bigint) as sessions,
  cast(summed.users as bigint) as users,
  summed.first_start_at as first_start_at,
  summed.last_start_at as last_start_at,
  (select first_at from raw.event_span) as first_event_at,
  (select last_at from raw.event_span) as last_event_at
from summed
settings join_use_nulls = 1, group_by_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, prefer_column_name_to_alias = 1, union_default_mode = 'DISTINCT', least_greatest_legacy_null_behavior = 0, enable_materialized_cte = 1, insert_null_as_default = 0;

drop table raw.session_starts;

drop table raw.session_counts;

drop table raw.event_span;

drop table raw.turning_events;

drop table raw.order_sessions;

drop table raw.session_views;

drop table raw.user_histories;
