/** How many sessions a made-up shop has for each event; a session has four or so. */
const eventsOfSession = 4.19;

/** What a made-up shop has. */
export interface MadeUpShop {
  /** About so many events. */
  readonly events: number;
  readonly products: number;
  /** Weekly snapshots of stock. */
  readonly snapshots: number;
}

/**
 * Statements that fill the raw tables of a ClickHouse server, which are there and empty, with a made-up shop, the same for the same
 * size. As the shop of the bench, it has few products, users and states that have most of the sessions, more visits towards the end of
 * the year, users who start a dozen sessions at once, and stock that moves from week to week.
 */
export function madeUpShop({ events, products, snapshots }: MadeUpShop): readonly string[] {
  const visits = Math.round(events / eventsOfSession);
  const users = Math.max(3, Math.round(events / 24));
  return [
    // 0 ≤ share_of(i, salt) < 1, the same on every run.
    'create or replace function share_of as (i, salt) -> (cityHash64(i, salt) % 1000003) / 1000003.',
    'create or replace function skewed as (i, salt, n) -> toInt64(floor(n * pow(share_of(i, salt), 3)))',
    `create or replace function product_of as (i, n) -> concat('p-', leftPad(toString(skewed(i * 32 + n, 6, ${products})), 4, '0'))`,
    "create or replace function numbered as (letter, i) -> concat(letter, '-', leftPad(toString(i), 9, '0'))",
    // Of 3200 visits in a row, a dozen are those of one user within four minutes.
    'create or replace function is_burst as i -> (i % 3200 >= 100 and i % 3200 < 112)',
    `create or replace view raw.made_up_visits as
     select
       toInt64(number) as i,
       skewed(if(is_burst(i), intDiv(i, 3200) + 5000000000, i), 1, ${users}) as u,
       if(is_burst(i), i - (i % 3200 - 100), i) as place,
       1 + skewed(i, 3, 7) as views,
       share_of(i, 4) < 0.62 as carts,
       carts and share_of(i, 5) < 0.7 as buys,
       buys and share_of(i, 7) < 0.95 as ships,
       toDateTime64('2023-01-01', 6, 'UTC')
         + toIntervalSecond(toInt64(floor(pow((place + share_of(place, 2)) / ${visits}, 0.8) * 364.9 * 86400)))
         + toIntervalSecond((i - place) * 20) as started_at
     from numbers(${visits})`,
    `insert into raw.events (event_id, session_id, user_id, event_type, created_at, product_id, order_id)
     select
       concat(numbered('e', i), '-', toString(event.4)),
       numbered('s', i),
       numbered('u', u),
       event.1,
       started_at + toIntervalSecond(event.2),
       event.3,
       if(event.4 >= 64, numbered('o', i), null)
     from raw.made_up_visits
     array join arrayConcat(
       arrayMap(n -> ('page_view', toInt64(40 * n), toNullable(product_of(i, n)), toInt64(n)), range(toUInt64(views))),
       arrayMap(
         n -> ('add_to_cart', toInt64(40 * n + 15), toNullable(product_of(i, n)), toInt64(32 + n)),
         if(carts, range(0, toUInt64(views), 2), [])
       ),
       if(buys, [('checkout', toInt64(600), null, toInt64(64))], []),
       if(ships, [('package_shipped', toInt64(90000), null, toInt64(65))], [])
     ) as event`,
    `insert into raw.users (user_id, email, address_id)
     select
       numbered('u', number),
       concat('person', toString(number), if(share_of(number, 11) < 0.005, '@greenery.com', '@mail.example')),
       numbered('a', skewed(number, 8, 1000))
     from numbers(${users})`,
    `insert into raw.addresses (address_id, state, country)
     select
       numbered('a', number),
       multiIf(
         number % 10 = 4, concat('Province ', toString(skewed(number, 9, 10))),
         number % 25 = 7, concat('Region ', toString(skewed(number, 9, 5))),
         concat('State ', toString(skewed(number, 9, 50)))
       ),
       multiIf(number % 10 = 4, 'Canada', number % 25 = 7, 'United Kingdom', 'United States')
     from numbers(1000)`,
    `insert into raw.products (product_id, name, price, inventory)
     select
       concat('p-', leftPad(toString(number), 4, '0')), concat('Plant ', leftPad(toString(number), 4, '0')), 5 + number % 90, 100
     from numbers(${products})`,
    `insert into raw.orders (order_id, user_id, created_at, status)
     select numbered('o', i), numbered('u', u), started_at + toIntervalSecond(600), 'delivered'
     from raw.made_up_visits
     where buys`,
    `insert into raw.order_items (order_id, product_id, quantity)
     select numbered('o', i), product_id, 1 + cityHash64(i) % 4
     from raw.made_up_visits
     array join arrayDistinct(arrayMap(n -> product_of(i, n), range(0, toUInt64(views), 2))) as product_id
     where buys`,
    `insert into raw.product_inventory_snapshot (product_id, inventory, dbt_valid_from, dbt_valid_to)
     with
       levels as (
         select
           products.number as p,
           toDateTime64('2022-01-03', 6, 'UTC') + toIntervalWeek(weeks.number) as counted_at,
           if(p % 3 = 0, greatest(0, toInt64(floor(120 * share_of(p * 1009 + weeks.number, 10))) - 10), 50) as inventory,
           lagInFrame(toNullable(inventory)) over (partition by p order by counted_at rows between 1 preceding and current row) as before
         from numbers(${products}) as products
         cross join numbers(${snapshots}) as weeks
       )
     select
       concat('p-', leftPad(toString(p), 4, '0')),
       inventory,
       counted_at,
       leadInFrame(toNullable(counted_at)) over (
         partition by p order by counted_at rows between current row and 1 following
       )
     from levels
     where before is null or before <> inventory`,
    'drop view raw.made_up_visits',
  ];
}
