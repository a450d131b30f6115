import { param, sql } from '../../../src/sql/sql.ts';
import {
  orderVersions,
  ordersTakenAt,
  productFigures,
  shippedLater,
  statusOrders,
  stockTakenAt,
  stockVersions,
  totals,
} from '../figures.ts';
import type { FigureCheck } from './figureCheck.ts';

export function snapshotChecks(): FigureCheck[] {
  const [first, , , last] = ordersTakenAt;
  return [
    {
      title: 'stock of each product at each weekly snapshot',
      query: sql`
        with taken as (select distinct dbt_valid_from as taken_at from product_inventory_snapshot)
        select name, list(inventory order by taken_at)::varchar as stock
        from taken
        join product_inventory_snapshot
          on taken_at >= dbt_valid_from and (dbt_valid_to is null or taken_at < dbt_valid_to)
        group by name
        order by name`,
      rows: productFigures
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, stock }) => ({ name, stock: `[${stock.join(', ')}]` })),
    },
    {
      title: 'weekly snapshots of stock and their versions',
      query: sql`
        select
          list_sort(list(distinct strftime(dbt_updated_at, '%Y-%m-%dT%H:%M:%S.%gZ')))::varchar as taken,
          count(*) as versions
        from product_inventory_snapshot`,
      rows: [{ taken: `[${stockTakenAt.map((time) => `'${time}'`).join(', ')}]`, versions: stockVersions }],
    },
    {
      title: 'changes of stock',
      query: sql`
        with steps as (
          select
            name,
            abs(inventory - lag(inventory) over (partition by product_id order by dbt_valid_from)) as change
          from product_inventory_snapshot
        )
        select name, count(change) as changes, sum(change) as total_change
        from steps
        group by name
        having count(change) > 0
        order by total_change desc`,
      rows: [
        { name: 'String of pearls', changes: 3, total_change: 68 },
        { name: 'Pothos', changes: 3, total_change: 60 },
        { name: 'Philodendron', changes: 3, total_change: 51 },
        { name: 'ZZ Plant', changes: 2, total_change: 48 },
        { name: 'Monstera', changes: 3, total_change: 46 },
        { name: 'Bamboo', changes: 2, total_change: 33 },
      ],
    },
    {
      title: 'stock-outs',
      query: sql`
        select name, strftime(dbt_valid_from, '%Y-%m-%dT%H:%M:%S.%gZ') as since
        from product_inventory_snapshot
        where inventory = 0
        order by name`,
      rows: ['Pothos', 'String of pearls'].map((name) => ({ name, since: stockTakenAt[2] })),
    },
    {
      title: 'statuses at the first orders snapshot',
      query: sql`
        select status, count(*) as orders
        from orders_snapshot
        where dbt_valid_from = ${param(first, 'varchar')}::timestamp
        group by status
        order by orders desc`,
      rows: Object.entries(statusOrders).map(([status, orders]) => ({ status, orders })),
    },
    {
      title: 'versions of orders',
      query: sql`select count(*) as versions, count(distinct order_id) as orders from orders_snapshot`,
      rows: [{ versions: orderVersions, orders: totals.sessions.ordered }],
    },
    {
      title: 'orders that changed',
      query: sql`
        with versions as (
          select
            dbt_valid_from,
            order_id[1:8] as order_start,
            lag(status) over (partition by order_id order by dbt_valid_from) || ' to ' || status as change
          from orders_snapshot
        )
        select strftime(dbt_valid_from, '%Y-%m-%dT%H:%M:%SZ') as taken, order_start, change
        from versions
        where change is not null
        order by taken, order_start`,
      rows: ordersTakenAt.slice(1).flatMap((taken, week) =>
        (shippedLater[week] ?? [])
          .map((order) => order.slice(0, 8))
          .toSorted()
          .map((order_start) => ({ taken, order_start, change: 'preparing to shipped' })),
      ),
    },
    {
      title: 'orders that changed last, by their whole ids',
      query: sql`
        select order_id
        from orders_snapshot
        where dbt_valid_from = ${param(last, 'varchar')}::timestamp
        order by order_id`,
      rows: (shippedLater.at(-1) ?? []).map((order_id) => ({ order_id })),
    },
  ];
}
