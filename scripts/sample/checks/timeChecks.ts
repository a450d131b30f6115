import { param, sql } from '../../../src/sql/sql.ts';
import { burstUser, dayFigures, midnightSessions, totals } from '../figures.ts';
import { type FigureCheck, orderTotals, sessionCounts, sessionStarts } from './figureCheck.ts';

export function timeChecks(): FigureCheck[] {
  const { burst } = burstUser;
  return [
    {
      title: 'first event, last browsing event and last event',
      query: sql`
        select
          strftime(min(created_at), '%Y-%m-%dT%H:%M:%SZ') as first,
          strftime(max(created_at) filter (where event_type <> 'package_shipped'), '%Y-%m-%dT%H:%M:%SZ') as last_browsing,
          strftime(max(created_at), '%Y-%m-%dT%H:%M:%SZ') as last
        from events`,
      rows: [{ first: totals.firstEvent, last_browsing: totals.lastBrowsingEvent, last: totals.lastEvent }],
    },
    {
      title: 'sessions by the day they start on',
      query: sql`
        with starts as (${sessionStarts})
        select started_at::date::varchar as day, ${sessionCounts}
        from events join starts using (session_id)
        group by day
        order by day`,
      rows: dayFigures.map(({ day, sessions, carted, ordered, shipped }) => ({
        day,
        sessions,
        carted,
        ordered,
        shipped,
      })),
    },
    {
      title: 'one week',
      query: sql`
        with starts as (${sessionStarts})
        select date_trunc('week', started_at)::date::varchar as week, ${sessionCounts}
        from events join starts using (session_id)
        group by week`,
      rows: [{ week: '2021-02-08', sessions: 578, carted: 467, ordered: 361, shipped: 335 }],
    },
    {
      title: 'orders, lines, units and revenue by the day their session starts on',
      query: sql`
        with starts as (${sessionStarts}),
        checkouts as (
          select order_id, started_at from events join starts using (session_id) where event_type = 'checkout'
        )
        select started_at::date::varchar as day, ${orderTotals}
        from checkouts join order_items using (order_id) join products using (product_id)
        group by day
        order by day`,
      rows: dayFigures.map(({ day, ordered, lines, units, revenue }) => ({
        day,
        orders: ordered,
        lines,
        units,
        revenue,
      })),
    },
    {
      title: 'sessions over midnight of the first evening',
      query: sql`
        with starts as (${sessionStarts})
        select distinct session_id[1:8] as session
        from events join starts using (session_id)
        where started_at < timestamp '2021-02-10' and created_at >= timestamp '2021-02-10'
          and event_type <> 'package_shipped'
        order by session`,
      rows: midnightSessions.map((session) => ({ session })),
    },
    {
      title: 'sessions in hour 14',
      query: sql`select count(distinct session_id) as sessions from events where hour(created_at) = 14`,
      rows: [{ sessions: totals.sessionsInHour14 }],
    },
    {
      title: 'the burst user and everyone else',
      query: sql`
        select user_id = ${param(burstUser.id, 'varchar')} as is_burst_user, ${sessionCounts}
        from events
        group by is_burst_user
        order by is_burst_user`,
      rows: [
        { is_burst_user: false, sessions: 359, carted: 359, ordered: 359, shipped: 333 },
        {
          is_burst_user: true,
          sessions: burstUser.sessions,
          carted: burstUser.carted,
          ordered: burstUser.ordered,
          shipped: burstUser.shipped,
        },
      ],
    },
    {
      title: 'the burst',
      query: sql`
        with starts as (${sessionStarts})
        select
          count(*) as sessions,
          strftime(min(started_at), '%Y-%m-%dT%H:%M:%SZ') as first_start,
          strftime(max(started_at), '%Y-%m-%dT%H:%M:%SZ') as last_start
        from starts
        where user_id = ${param(burstUser.id, 'varchar')} and hour(started_at) = 14`,
      rows: [{ sessions: burst.sessions, first_start: burst.firstStart, last_start: burst.lastStart }],
    },
    {
      title: 'most session starts of a user within ten minutes',
      query: sql`
        with starts as (${sessionStarts}),
        windows as (
          select
            user_id,
            count(*) over (
              partition by user_id
              order by started_at
              range between current row and interval 10 minutes following
            ) as sessions
          from starts
        )
        select user_id = ${param(burstUser.id, 'varchar')} as is_burst_user, max(sessions) as most
        from windows
        group by is_burst_user
        order by is_burst_user`,
      rows: [
        { is_burst_user: false, most: burstUser.mostOfOthers },
        { is_burst_user: true, most: burst.sessions },
      ],
    },
  ];
}
