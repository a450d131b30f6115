import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

export interface ShopSize {
  readonly events: number;
  readonly products: number;
  /** Weekly snapshots of stock; none for no snapshot file. */
  readonly snapshots: number;
}

/** Goes up when the same size gives other files than before. */
export const shopEdition = 2;

/** The visits are told in one table of this memory; events are never held, but written as they are made. */
const memoryLimit = '3GB';

/**
 * Writes a made-up shop as the raw CSV files of the data contract, the same for the same size. Few products, users and states
 * have most of the sessions, as in a real shop; there are more visits towards the end of the year, events are in the order of
 * their sessions, some users start a dozen sessions at once, and the stock of one product in three moves from week to week.
 */
export async function writeShop(folder: string, { events, products, snapshots }: ShopSize): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const spill = join(folder, 'spill');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: memoryLimit,
    temp_directory: spill,
  });
  const connection = await instance.connect();
  const likely = Math.ceil(events / 3) + 10;
  const users = Math.max(3, Math.round(events / 24));
  const statements = [
    // 0 ≤ random(i, salt) < 1, the same on every run.
    `create macro random(i, salt) as (hash(i * 1000003 + salt) % 1000003) / 1000003.0`,
    `create macro skewed(i, salt, n) as cast(floor(n * power(random(i, salt), 3)) as bigint)`,
    `create macro viewed(i, n) as format('p-{:04}', skewed(i * 32 + n, 6, ${products}))`,
    // Of 3200 visits in a row, a dozen are those of one user within four minutes.
    `create macro is_burst(i) as i % 3200 >= 100 and i % 3200 < 112`,
    `create table visits as
     with
       drawn as (
         select
           i,
           skewed(case when is_burst(i) then i // 3200 + 500000000 else i end, 1, ${users}) as u,
           case when is_burst(i) then i - (i % 3200 - 100) else i end as place,
           1 + skewed(i, 3, 7) as views,
           random(i, 4) < 0.62 as carts,
           random(i, 5) < 0.7 as buys,
           random(i, 7) < 0.95 as ships
         from range(${likely}) as numbers(i)
       ),
       counted as (
         select
           *,
           views
             + case when carts then (views + 1) // 2 else 0 end
             + case when carts and buys then 1 else 0 end
             + case when carts and buys and ships then 1 else 0 end as events
         from drawn
       ),
       summed as (
         select *, sum(events) over (order by i rows between unbounded preceding and current row) as so_far from counted
       ),
       kept as (
         select * from summed where so_far <= ${events}
       ),
       size as (
         select max(so_far) as events, max(i) + 1 as visits from kept
       )
     select
       kept.i,
       format('s-{:08}', kept.i) as session_id,
       format('u-{:07}', kept.u) as user_id,
       timestamp '2023-01-01'
         + to_seconds(cast(floor(power((kept.place + random(kept.place, 2)) / size.visits, 0.8) * 364.9 * 86400) as bigint))
         + to_seconds((kept.i - kept.place) * 20) as started_at,
       -- What is missing to the number of events asked for is pages of the last visit.
       cast(kept.views + case when kept.i = size.visits - 1 then ${events} - size.events else 0 end as bigint) as views,
       kept.views as carted_of,
       kept.carts,
       kept.buys,
       kept.ships
     from kept
     cross join size
     order by kept.i`,
    `create view events as
     with
       told as (
         select
           i, session_id, user_id, started_at,
           unnest(list_concat(
             list_transform(range(views), lambda n: {'kind': 'page_view', 'after': 40 * n, 'product_id': viewed(i, n), 'n': n}),
             list_transform(
               case when carts then range(0, carted_of, 2) else range(0) end,
               lambda n: {'kind': 'add_to_cart', 'after': 40 * n + 15, 'product_id': viewed(i, n), 'n': 32 + n}
             ),
             case when carts and buys then [{'kind': 'checkout', 'after': 600, 'product_id': null, 'n': 64}] else [] end,
             case when carts and buys and ships then [{'kind': 'package_shipped', 'after': 90000, 'product_id': null, 'n': 65}] else [] end
           )) as event
         from visits
       )
     select
       format('e-{:08}-{:02}', i, event.n) as event_id,
       session_id,
       user_id,
       event.kind as event_type,
       strftime(started_at + to_seconds(event.after), '%Y-%m-%dT%H:%M:%SZ') as created_at,
       event.product_id as product_id,
       case when event.n >= 64 then format('o-{:08}', i) end as order_id,
       'https://shop.example/' || case when event.n >= 64 then format('order/o-{:08}', i) else 'product/' || event.product_id end as page_url
     from told`,
    `create table users as
     select
       format('u-{:07}', i) as user_id,
       format(case when random(i, 11) < 0.005 then 'person{}@greenery.com' else 'person{}@mail.example' end, i) as email,
       format('a-{:04}', skewed(i, 8, 1000)) as address_id
     from range(${users}) as numbers(i)`,
    `create table addresses as
     select
       format('a-{:04}', i) as address_id,
       case
         when i % 10 = 4 then format('Province {:02}', skewed(i, 9, 10))
         when i % 25 = 7 then format('Region {:02}', skewed(i, 9, 5))
         else format('State {:02}', skewed(i, 9, 50))
       end as state,
       case when i % 10 = 4 then 'Canada' when i % 25 = 7 then 'United Kingdom' else 'United States' end as country
     from range(1000) as numbers(i)`,
    `create table products as
     select format('p-{:04}', i) as product_id, format('Plant {:04}', i) as name, 5 + i % 90 as price, 100 as inventory
     from range(${products}) as numbers(i)`,
    `create view orders as
     select
       format('o-{:08}', i) as order_id,
       user_id,
       strftime(started_at + to_seconds(600), '%Y-%m-%dT%H:%M:%SZ') as created_at,
       'delivered' as status
     from visits
     where carts and buys`,
    `create view order_items as
     with
       carted as (
         select i, unnest(list_distinct(list_transform(range(0, carted_of, 2), lambda n: viewed(i, n)))) as product_id
         from visits
         where carts and buys
       )
     select format('o-{:08}', i) as order_id, product_id, 1 + hash(i) % 4 as quantity
     from carted
     order by i, product_id`,
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
      `copy (from ${table}) to '${join(folder, `${table}.csv`).replaceAll("'", "''")}' (format csv, header)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
  await rm(spill, { recursive: true, force: true });
}
