-- Made from src/model/tables.ts by scripts/clickhouse/martDdl.ts; a test compares the two.
-- The tables of the dashboard on a cluster, with the macros {cluster}, {shard} and {replica} of its servers.

create table if not exists sessions_local on cluster '{cluster}' (
  session_id String comment 'The session.',
  session Int64 comment 'Its number in the order of time, from 1: what other tables name it by.',
  user_id Nullable(String) comment 'Its user; the smallest id where a file gives it several, which is warned of.',
  started_at Nullable(DateTime64(6, 'UTC')) comment 'First event other than package_shipped, UTC.',
  ended_at Nullable(DateTime64(6, 'UTC')) comment 'Last event other than package_shipped, UTC.',
  furthest_step Int64 comment '0 to 4: the last step it has an event of.',
  ordered_step Int64 comment '0 to 4: how many steps happened in their order.',
  has_page_view Int64 comment '1 when it has a page view.',
  has_add_to_cart Int64 comment '1 when it has an add to cart.',
  has_checkout Int64 comment '1 when it has a checkout.',
  has_package_shipped Int64 comment '1 when it has a shipped package.',
  events Int64 comment 'All its events.',
  page_views Int64 comment 'Its page views.',
  add_to_carts Int64 comment 'Its adds to cart.',
  checkouts Int64 comment 'Its checkouts.',
  orders Int64 comment 'Orders it checked out.',
  order_lines Int64 comment 'Lines of those orders.',
  units Int64 comment 'Units in those orders.',
  revenue Float64 comment 'Units × product price, shop currency.',
  viewed_at Nullable(DateTime64(6, 'UTC')) comment 'Its first page view, UTC.',
  carted_at Nullable(DateTime64(6, 'UTC')) comment 'Its first add to cart at or after that, UTC.',
  checked_out_at Nullable(DateTime64(6, 'UTC')) comment 'Its first checkout at or after that, UTC.',
  shipped_at Nullable(DateTime64(6, 'UTC')) comment 'Its first shipped package at or after that, UTC.',
  first_viewed String comment 'Name of the product it viewed first, or (not set).',
  products_viewed Int64 comment 'How many products it viewed.',
  promo String comment 'Promo of its order, (no promo) for an order without one, (not set) without an order.',
  customer String comment 'repeat when an earlier session of its user checked out, else new; (not set) without a user or a time.',
  stock String comment 'out of stock when a product it viewed had none left as it started, else in stock; or (not set).',
  state String comment 'State of the user’s home address; where that is unknown, the first its events tell; or (not set).',
  country String comment 'Country of the user’s home address; where that is unknown, the first its events tell; or (not set).',
  employee String comment 'yes, no or (not set): whether the e-mail domain is the shop’s.',
  burst Int64 comment '1 when its user started 10 or more sessions within 10 minutes.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/sessions', '{replica}')
order by (started_at, session)
settings allow_nullable_key = 1
comment 'One row for each session.';

create table if not exists sessions on cluster '{cluster}' as sessions_local
engine = Distributed('{cluster}', currentDatabase(), sessions_local, intHash64(session));

create table if not exists session_days on cluster '{cluster}' (
  day Nullable(DateTime64(6, 'UTC')) comment 'Midnight before they started, UTC; empty where no time is known.',
  state String comment 'As in sessions.',
  country String comment 'As in sessions.',
  employee String comment 'As in sessions.',
  burst Int64 comment 'As in sessions.',
  furthest_step Int64 comment 'As in sessions.',
  ordered_step Int64 comment 'As in sessions.',
  has_page_view Int64 comment 'As in sessions.',
  has_add_to_cart Int64 comment 'As in sessions.',
  has_checkout Int64 comment 'As in sessions.',
  has_package_shipped Int64 comment 'As in sessions.',
  sessions Int64 comment 'How many they are.',
  bounced Int64 comment 'Those of them whose only event is one page view.',
  page_views Int64 comment 'Their page views.',
  add_to_carts Int64 comment 'Their adds to cart.',
  orders Int64 comment 'Orders they checked out.',
  order_lines Int64 comment 'Lines of those orders.',
  units Int64 comment 'Units in those orders.',
  revenue Float64 comment 'Units × product price, shop currency.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/session_days', '{replica}')
order by (day, country, state)
settings allow_nullable_key = 1
comment 'One row for all sessions that are alike: of one day, one place, one kind of user and the same steps, with their number and their sums. Questions that add up are answered from it.';

create table if not exists session_products_local on cluster '{cluster}' (
  session Int64 comment 'The number of the session.',
  product_id String comment 'The product.',
  furthest_step Int64 comment '1 to 4: the last step that concerns the product.',
  has_page_view Int64 comment '1 when the product was viewed.',
  has_add_to_cart Int64 comment '1 when it was carted.',
  has_checkout Int64 comment '1 when it is in an order that was checked out.',
  has_package_shipped Int64 comment '1 when it is in an order that was shipped.',
  page_views Int64 comment 'Page views of the product.',
  add_to_carts Int64 comment 'Adds to cart of the product.',
  orders Int64 comment 'Checked-out orders with the product.',
  order_lines Int64 comment 'Order lines of the product.',
  units Int64 comment 'Units ordered.',
  revenue Float64 comment 'Units × product price, shop currency.',
  out_of_order Int64 comment '1 when a step with the product came before the one it follows, or without it.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/session_products', '{replica}')
order by (product_id, session)
settings allow_nullable_key = 1
comment 'One row for each session and product it concerns.';

create table if not exists session_products on cluster '{cluster}' as session_products_local
engine = Distributed('{cluster}', currentDatabase(), session_products_local, intHash64(session));

create table if not exists steps_out_of_order_local on cluster '{cluster}' (
  session Int64 comment 'The number of the session.',
  product_id String comment 'The product.',
  step Int64 comment '1 to 4.',
  happened_at Nullable(DateTime64(6, 'UTC')) comment 'When, UTC.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/steps_out_of_order', '{replica}')
order by (product_id, session, step)
settings allow_nullable_key = 1
comment 'One row for each time a session did a step with a product, of sessions that did one out of order. In all others, the steps that happened in their order are those that happened.';

create table if not exists steps_out_of_order on cluster '{cluster}' as steps_out_of_order_local
engine = Distributed('{cluster}', currentDatabase(), steps_out_of_order_local, intHash64(session));

create table if not exists session_events_local on cluster '{cluster}' (
  event_id Nullable(String) comment 'The event.',
  session Int64 comment 'The number of the session.',
  event_type Nullable(String) comment 'What happened.',
  happened_at Nullable(DateTime64(6, 'UTC')) comment 'When, UTC.',
  product_id Nullable(String) comment 'The product it is about, if any.',
  order_id Nullable(String) comment 'The order it is about, if any.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/session_events', '{replica}')
order by (session, happened_at)
settings allow_nullable_key = 1
comment 'One row for each event of a session, as it was delivered.';

create table if not exists session_events on cluster '{cluster}' as session_events_local
engine = Distributed('{cluster}', currentDatabase(), session_events_local, intHash64(session));

create table if not exists products on cluster '{cluster}' (
  product_id String comment 'The product.',
  name String comment 'Its name; made unique with part of the id where two share one.',
  price Nullable(Float64) comment 'Price of one unit, shop currency.',
  inventory Nullable(Int64) comment 'Units on hand in the products file.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/products', '{replica}')
order by (product_id)
settings allow_nullable_key = 1
comment 'One row for each product.';

create table if not exists orders on cluster '{cluster}' (
  order_id Nullable(String) comment 'The order.',
  user_id Nullable(String) comment 'Who ordered.',
  session Nullable(Int64) comment 'The number of the session that checked it out; of several the one with the smallest id, which is warned of.',
  promo_id Nullable(String) comment 'The promo used, if any.',
  created_at Nullable(DateTime64(6, 'UTC')) comment 'When it was placed, UTC.',
  order_total Nullable(Float64) comment 'As the shop charged it, shop currency.',
  shipping_cost Nullable(Float64) comment 'Shop currency.',
  shipping_service Nullable(String) comment 'Who ships it.',
  estimated_delivery_at Nullable(DateTime64(6, 'UTC')) comment 'Promised delivery, UTC.',
  delivered_at Nullable(DateTime64(6, 'UTC')) comment 'Delivery, UTC.',
  status Nullable(String) comment 'Its status in the orders file.',
  shipping_state Nullable(String) comment 'State it ships to, or (not set).',
  shipping_country Nullable(String) comment 'Country it ships to, or (not set).',
  order_lines Int64 comment 'Its lines.',
  units Int64 comment 'Its units.',
  revenue Float64 comment 'Units × product price, shop currency.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/orders', '{replica}')
order by (created_at, order_id)
settings allow_nullable_key = 1
comment 'One row for each order.';

create table if not exists order_lines on cluster '{cluster}' (
  order_id String comment 'The order.',
  product_id String comment 'The product.',
  session Nullable(Int64) comment 'The number of the session that checked the order out.',
  order_lines Int64 comment 'Lines of the order with the product.',
  units Int64 comment 'Units ordered.',
  revenue Float64 comment 'Units × product price, shop currency.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/order_lines', '{replica}')
order by (product_id, order_id)
settings allow_nullable_key = 1
comment 'One row for each order and product.';

create table if not exists stock_levels on cluster '{cluster}' (
  product_id String comment 'The product.',
  inventory Int64 comment 'Units on hand.',
  valid_from Nullable(DateTime64(6, 'UTC')) comment 'From when this level was seen, UTC.',
  valid_to Nullable(DateTime64(6, 'UTC')) comment 'The snapshot that saw another level, or the product gone; empty for the current level.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/stock_levels', '{replica}')
order by (product_id, valid_from)
settings allow_nullable_key = 1
comment 'One row for each stretch of time in which a product’s stock had one level.';

create table if not exists stock_snapshots on cluster '{cluster}' (
  taken_at Nullable(DateTime64(6, 'UTC')) comment 'When, UTC.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/stock_snapshots', '{replica}')
order by (taken_at)
settings allow_nullable_key = 1
comment 'One row for each time at which stock was counted. A dbt snapshot in which nothing changed leaves no trace.';

create table if not exists order_status on cluster '{cluster}' (
  order_id Nullable(String) comment 'The order.',
  status Nullable(String) comment 'Its status.',
  valid_from Nullable(DateTime64(6, 'UTC')) comment 'From when this status was seen, UTC.',
  valid_to Nullable(DateTime64(6, 'UTC')) comment 'Until when; empty for the current version.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/order_status', '{replica}')
order by (order_id, valid_from)
settings allow_nullable_key = 1
comment 'One row for each version of an order’s status.';

create table if not exists facts on cluster '{cluster}' (
  has_users Int64 comment '1 when sessions know their user.',
  has_places Int64 comment '1 when home addresses or events tell places.',
  has_employees Int64 comment '1 when users have an e-mail address.',
  has_products Int64 comment '1 when events and orders name products.',
  has_orders Int64 comment '1 when there are orders.',
  has_promos Int64 comment '1 when some order used a promo.',
  has_revenue Int64 comment '1 when order lines and product prices are known.',
  has_stock Int64 comment '1 when there is a stock snapshot.',
  has_viewed_stock Int64 comment '1 when stock was counted while sessions viewed its products.',
  has_order_status Int64 comment '1 when there is an orders snapshot.',
  sessions Int64 comment 'How many sessions there are.',
  users Int64 comment 'How many users they have.',
  first_start_at Nullable(DateTime64(6, 'UTC')) comment 'Start of the first session, UTC.',
  last_start_at Nullable(DateTime64(6, 'UTC')) comment 'Start of the last session, UTC.',
  first_event_at Nullable(DateTime64(6, 'UTC')) comment 'Time of the first event, UTC.',
  last_event_at Nullable(DateTime64(6, 'UTC')) comment 'Time of the last event, UTC.'
)
engine = ReplicatedMergeTree('/clickhouse/tables/all/{database}/facts', '{replica}')
order by ()
settings allow_nullable_key = 1
comment 'One row about the whole dataset.';
