import { sql } from '../../../src/sql/sql.ts';
import { promoOrders, totals } from '../figures.ts';
import { type FigureCheck, orderTotals } from './figureCheck.ts';

/** `bounces` is the sessions whose only event is one page view. */
export function headlineChecks(bounces: number): FigureCheck[] {
  const { sessions, events, usersByOrders } = totals;
  return [
    {
      title: 'users',
      query: sql`
        select
          (select count(*) from users) as users,
          count(distinct user_id) as users_with_session
        from events`,
      rows: [{ users: totals.users, users_with_session: totals.usersWithSession }],
    },
    {
      title: 'sessions and events of each step',
      query: sql`
        select event_type, count(distinct session_id) as sessions, count(*) as events
        from events
        group by event_type
        order by events desc`,
      rows: [
        { event_type: 'page_view', sessions: sessions.viewed, events: events.page_view },
        { event_type: 'add_to_cart', sessions: sessions.carted, events: events.add_to_cart },
        { event_type: 'checkout', sessions: sessions.ordered, events: events.checkout },
        { event_type: 'package_shipped', sessions: sessions.shipped, events: events.package_shipped },
      ],
    },
    {
      title: 'each session with a step has those before it',
      query: sql`
        with steps as (
          select
            session_id,
            bool_or(event_type = 'page_view') as viewed,
            bool_or(event_type = 'add_to_cart') as carted,
            bool_or(event_type = 'checkout') as ordered,
            bool_or(event_type = 'package_shipped') as shipped
          from events
          group by session_id
        )
        select count(*) as gaps
        from steps
        where (carted and not viewed) or (ordered and not carted) or (shipped and not ordered)`,
      rows: [{ gaps: 0 }],
    },
    {
      title: 'bounces',
      query: sql`
        with sizes as (
          select session_id, count(*) as events, count(*) filter (where event_type = 'page_view') as views
          from events
          group by session_id
        )
        select count(*) as bounces from sizes where events = 1 and views = 1`,
      rows: [{ bounces }],
    },
    {
      title: 'order lines, units and revenue',
      query: sql`select ${orderTotals} from order_items join products using (product_id)`,
      rows: [{ orders: sessions.ordered, lines: totals.lines, units: totals.units, revenue: totals.revenue }],
    },
    {
      title: 'shipped order lines',
      query: sql`
        select count(*) as lines
        from order_items
        where order_id in (select order_id from events where event_type = 'package_shipped')`,
      rows: [{ lines: totals.shippedLines }],
    },
    {
      title: 'orders, their total, and that it is cost and shipping less discount',
      query: sql`
        select
          count(*) as orders,
          round(sum(order_total), 2) as total,
          max(abs(order_cost + shipping_cost - coalesce(discount, 0) - order_total)) < 0.005 as adds_up
        from orders left join promos using (promo_id)`,
      rows: [{ orders: sessions.ordered, total: totals.orderTotal, adds_up: true }],
    },
    {
      title: 'the cost of each order is that of its lines',
      query: sql`
        with costs as (
          select order_id, sum(quantity * price) as cost
          from order_items join products using (product_id)
          group by order_id
        )
        select count(*) as orders, max(abs(cost - order_cost)) < 0.005 as adds_up
        from orders join costs using (order_id)`,
      rows: [{ orders: sessions.ordered, adds_up: true }],
    },
    {
      title: 'users by number of orders',
      query: sql`
        with counts as (select user_id, count(*) as orders from orders group by user_id)
        select
          count(*) filter (where orders = 1) as one,
          count(*) filter (where orders = 2) as two,
          count(*) filter (where orders >= 3) as more
        from counts`,
      rows: [usersByOrders],
    },
    {
      title: 'orders by promo',
      query: sql`select promo_id, count(*) as orders from orders group by promo_id order by orders desc`,
      rows: [
        { promo_id: null, orders: 321 },
        ...Object.entries(promoOrders).map(([promo_id, orders]) => ({ promo_id, orders })),
      ],
    },
    {
      title: 'Wilson intervals of conversion and cart abandonment, in tenths of a percent',
      query: sql`
        with steps as (
          select
            count(distinct session_id) filter (where event_type = 'page_view') as viewed,
            count(distinct session_id) filter (where event_type = 'add_to_cart') as carted,
            count(distinct session_id) filter (where event_type = 'checkout') as ordered
          from events
        ),
        rates as (
          select 'conversion' as rate, ordered / viewed as share, viewed as base from steps
          union all
          select 'abandonment', (carted - ordered) / carted, carted from steps
        ),
        wilson as (
          select
            rate,
            (share + 1.96 ^ 2 / (2 * base)) / (1 + 1.96 ^ 2 / base) as middle,
            1.96 * sqrt(share * (1 - share) / base + 1.96 ^ 2 / (4 * base ^ 2)) / (1 + 1.96 ^ 2 / base) as reach
          from rates
        )
        select rate, round((middle - reach) * 1000) as low, round((middle + reach) * 1000) as high
        from wilson
        order by rate desc`,
      rows: [
        { rate: 'conversion', low: 584, high: 663 },
        { rate: 'abandonment', low: 191, high: 267 },
      ],
    },
  ];
}
