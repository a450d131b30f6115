import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface ShopSize {
  readonly events: number;
  readonly products: number;
  /** Weekly snapshots of stock; none for no snapshot file. */
  readonly snapshots: number;
}

/**
 * Writes a made-up shop as the raw CSV files of the data contract, the same for the same size. Few products and users have most
 * of the sessions, as in a real shop; the stock of one product in three moves from week to week.
 */
export async function writeShop(folder: string, { events, products, snapshots }: ShopSize): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const sessions = Math.round(events / 4);
  const users = Math.max(3, Math.round(sessions / 6));
  const statements = [
    // 0 ≤ random(i, salt) < 1, the same on every run.
    `create macro random(i, salt) as (hash(i * 1000003 + salt) % 1000003) / 1000003.0`,
    `create macro skewed(i, salt, n) as cast(floor(n * power(random(i, salt), 3)) as bigint)`,
    `create table visits as
     select
       i,
       format('s-{:08}', i) as session_id,
       format('u-{:07}', skewed(i, 1, ${users})) as user_id,
       timestamp '2023-01-01' + to_seconds(cast(floor(random(i, 2) * 365 * 86400) as bigint)) as started_at,
       1 + skewed(i, 3, 7) as views,
       random(i, 4) < 0.62 as carts,
       random(i, 5) < 0.7 as buys
     from range(${sessions}) as numbers(i)`,
    `create table viewed as
     select visits.*, n, format('p-{:04}', skewed(i * 8 + n, 6, ${products})) as product_id
     from visits, range(8) as numbers(n)
     where n < views`,
    `create table events as
     with
       all_events as (
         select session_id, user_id, 'page_view' as event_type, started_at + to_seconds(40 * n) as created_at, product_id, null as order_id, i * 32 + n as k
         from viewed
         union all
         select session_id, user_id, 'add_to_cart', started_at + to_seconds(40 * n + 15), product_id, null, i * 32 + 8 + n
         from viewed
         where carts and n % 2 = 0
         union all
         select session_id, user_id, 'checkout', started_at + to_seconds(600), null, format('o-{:08}', i), i * 32 + 16
         from visits
         where carts and buys
         union all
         select session_id, user_id, 'package_shipped', started_at + to_seconds(90000), null, format('o-{:08}', i), i * 32 + 17
         from visits
         where carts and buys and random(i, 7) < 0.95
       )
     select
       format('e-{:010}', k) as event_id, session_id, user_id, event_type,
       strftime(created_at, '%Y-%m-%dT%H:%M:%SZ') as created_at, product_id, order_id,
       'https://shop.example/' || coalesce('product/' || product_id, 'order/' || order_id) as page_url
     from all_events
     order by k
     limit ${events}`,
    `create table users as
     select format('u-{:07}', i) as user_id, format('person{}@mail.example', i) as email, format('a-{:04}', skewed(i, 8, 1000)) as address_id
     from range(${users}) as numbers(i)`,
    `create table addresses as
     select format('a-{:04}', i) as address_id, format('State {:02}', skewed(i, 9, 50)) as state, 'United States' as country
     from range(1000) as numbers(i)`,
    `create table products as
     select format('p-{:04}', i) as product_id, format('Plant {:04}', i) as name, 5 + i % 90 as price, 100 as inventory
     from range(${products}) as numbers(i)`,
    `create table orders as
     select order_id, user_id, created_at, 'delivered' as status from events where event_type = 'checkout'`,
    `create table order_items as
     select distinct orders.order_id, events.product_id, 1 + hash(events.event_id) % 4 as quantity
     from orders
     inner join events on events.session_id = replace(orders.order_id, 'o-', 's-') and events.event_type = 'add_to_cart'
     qualify row_number() over (partition by orders.order_id, events.product_id order by events.event_id) = 1`,
    `create table product_inventory_snapshot as
     with
       levels as (
         select
           product_id,
           timestamp '2022-01-03' + to_weeks(week) as dbt_valid_from,
           case when p % 3 = 0 then greatest(0, cast(floor(120 * random(p * 1009 + week, 10)) as bigint) - 10) else 50 end as inventory
         from (select product_id, row_number() over (order by product_id) - 1 as p from products), range(${snapshots}) as weeks(week)
       ),
       versions as (
         select * from levels
         qualify lag(inventory) over (partition by product_id order by dbt_valid_from) is distinct from inventory
       )
     select *, lead(dbt_valid_from) over (partition by product_id order by dbt_valid_from) as dbt_valid_to
     from versions`,
  ];
  for (const statement of statements) await connection.run(statement);
  const tables = ['events', 'users', 'addresses', 'products', 'orders', 'order_items'];
  for (const table of snapshots > 0 ? [...tables, 'product_inventory_snapshot'] : tables) {
    await connection.run(
      `copy ${table} to '${join(folder, `${table}.csv`).replaceAll("'", "''")}' (format csv, header)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}
