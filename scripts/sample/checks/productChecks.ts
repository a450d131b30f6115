import { sql, type Sql } from '../../../src/sql/sql.ts';
import { productFigures } from '../figures.ts';
import { type FigureCheck, orderTotals, productSteps } from './figureCheck.ts';

export function productChecks(): FigureCheck[] {
  const byName = productFigures.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    {
      title: 'price and first stock of each product',
      query: sql`select name, price, inventory from products order by name`,
      rows: byName.map(({ name, price, stock }) => ({ name, price, inventory: stock[0] })),
    },
    {
      title: 'sessions of each product at each step',
      query: sql`
        with steps as (${productSteps})
        select
          name,
          count(distinct session_id) filter (where event_type = 'page_view') as viewed,
          count(distinct session_id) filter (where event_type = 'add_to_cart') as carted,
          count(distinct session_id) filter (where event_type = 'checkout') as ordered,
          count(distinct session_id) filter (where event_type = 'package_shipped') as shipped
        from steps join products using (product_id)
        group by name
        order by name`,
      rows: byName.map(({ name, viewed, carted, ordered, shipped }) => ({ name, viewed, carted, ordered, shipped })),
    },
    {
      title: 'page views and carts of each product',
      query: sql`
        select
          name,
          count(*) filter (where event_type = 'page_view') as page_views,
          count(*) filter (where event_type = 'add_to_cart') as add_to_carts
        from events join products using (product_id)
        group by name
        order by name`,
      rows: byName.map(({ name, pageViews, addToCarts }) => ({
        name,
        page_views: pageViews,
        add_to_carts: addToCarts,
      })),
    },
    {
      title: 'orders, units and revenue of each product',
      query: sql`
        select name, ${orderTotals}
        from order_items join products using (product_id)
        group by name
        order by name`,
      rows: byName.map(({ name, ordered, units, revenue }) => ({
        name,
        orders: ordered,
        lines: ordered,
        units,
        revenue,
      })),
    },
    {
      title: 'sessions of products, summed over products',
      query: sql`
        with steps as (select distinct * from (${productSteps}))
        select event_type, count(*) as pairs from steps group by event_type order by pairs desc`,
      rows: [
        { event_type: 'page_view', pairs: 1845 },
        { event_type: 'add_to_cart', pairs: 985 },
        { event_type: 'checkout', pairs: 862 },
        { event_type: 'package_shipped', pairs: 794 },
      ],
    },
    {
      title: 'every ordered product was carted in its session, and every carted one viewed before',
      query: sql`
        with firsts as (
          select
            session_id,
            product_id,
            min(created_at) filter (where event_type = 'page_view') as viewed_at,
            min(created_at) filter (where event_type = 'add_to_cart') as carted_at
          from events
          where product_id is not null
          group by session_id, product_id
        ),
        ordered as (
          select session_id, order_items.product_id, created_at as ordered_at
          from events join order_items using (order_id)
          where event_type = 'checkout'
        )
        select
          count(*) filter (where carted_at is not null and (viewed_at is null or carted_at < viewed_at)) as unseen,
          count(*) filter (where ordered_at is not null and (carted_at is null or ordered_at < carted_at)) as uncarted
        from firsts full join ordered using (session_id, product_id)`,
      rows: [{ unseen: 0, uncarted: 0 }],
    },
    {
      title: 'chi-squared of all conversions being alike',
      query: sql`
        with steps as (${productSteps}),
        conversions as (
          select
            product_id,
            count(distinct session_id) filter (where event_type = 'page_view') as viewed,
            count(distinct session_id) filter (where event_type = 'checkout') as ordered
          from steps
          group by product_id
        ),
        pooled as (select sum(ordered) / sum(viewed) as rate from conversions)
        select
          round(sum((ordered - viewed * rate) ^ 2 / (viewed * rate * (1 - rate))), 2) as chi_squared,
          count(*) - 1 as degrees
        from conversions, pooled`,
      rows: [{ chi_squared: 25.18, degrees: 29 }],
    },
    ...dropOffChecks(),
  ];
}

/** The three products at either end, for both drop-offs. */
function dropOffChecks(): FigureCheck[] {
  const check = (title: string, from: Sql, to: Sql, order: Sql, rows: FigureCheck['rows']): FigureCheck => ({
    title,
    query: sql`
      with steps as (${productSteps}),
      sessions as (
        select
          name,
          count(distinct session_id) filter (where event_type = 'page_view') as viewed,
          count(distinct session_id) filter (where event_type = 'add_to_cart') as carted,
          count(distinct session_id) filter (where event_type = 'checkout') as ordered
        from steps join products using (product_id)
        group by name
      )
      select name, round(1 - ${to} / ${from}, 9) as drop_off
      from sessions
      order by drop_off ${order}
      limit 3`,
    rows,
  });
  const [viewed, carted, ordered] = [sql`viewed`, sql`carted`, sql`ordered`];
  const [highest, lowest] = [sql`desc`, sql`asc`];
  return [
    check('highest cart drop-offs', viewed, carted, highest, [
      { name: 'Pothos', drop_off: 0.606557377 },
      { name: 'Ponytail Palm', drop_off: 0.571428571 },
      { name: 'Money Tree', drop_off: 0.535714286 },
    ]),
    check('lowest cart drop-offs', viewed, carted, lowest, [
      { name: 'String of pearls', drop_off: 0.3125 },
      { name: 'Bamboo', drop_off: 0.373134328 },
      { name: 'Arrow Head', drop_off: 0.380952381 },
    ]),
    check('highest checkout drop-offs', carted, ordered, highest, [
      { name: 'Angel Wings Begonia', drop_off: 0.25 },
      { name: 'Boston Fern', drop_off: 0.235294118 },
      { name: 'Peace Lily', drop_off: 0.228571429 },
    ]),
    check('lowest checkout drop-offs', carted, ordered, lowest, [
      { name: 'Money Tree', drop_off: 0 },
      { name: 'ZZ Plant', drop_off: 0.028571429 },
      { name: 'Monstera', drop_off: 0.038461538 },
    ]),
  ];
}
