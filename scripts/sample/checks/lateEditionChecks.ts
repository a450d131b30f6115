import { sql } from '../../../src/sql/sql.ts';
import { lateEdition } from '../figures.ts';
import type { FigureCheck } from './figureCheck.ts';

export function lateEditionChecks(): FigureCheck[] {
  const { sessions, viewed, carted, ordered, anyStep, cartOrOrder } = lateEdition;
  return [
    {
      title: 'sessions, and those with each step',
      query: sql`
        select
          count(distinct session_id) as sessions,
          count(distinct session_id) filter (where event_type = 'page_view') as viewed,
          count(distinct session_id) filter (where event_type = 'add_to_cart') as carted,
          count(distinct session_id) filter (where event_type = 'checkout') as ordered
        from events`,
      rows: [{ sessions, viewed, carted, ordered }],
    },
    {
      title: 'sessions with each step or a later one',
      query: sql`
        select
          count(distinct session_id)
            filter (where event_type in ('page_view', 'add_to_cart', 'checkout', 'package_shipped')) as any_step,
          count(distinct session_id)
            filter (where event_type in ('add_to_cart', 'checkout', 'package_shipped')) as cart_or_order,
          count(distinct session_id) filter (where event_type in ('checkout', 'package_shipped')) as ordered
        from events`,
      rows: [{ any_step: anyStep, cart_or_order: cartOrOrder, ordered }],
    },
    {
      title: 'sessions without any step',
      query: sql`
        with kinds as (
          select
            session_id,
            bool_or(event_type in ('page_view', 'add_to_cart', 'checkout', 'package_shipped')) as has_step
          from events
          group by session_id
        )
        select count(*) as sessions from kinds where not has_step`,
      rows: [{ sessions: 412 }],
    },
  ];
}
