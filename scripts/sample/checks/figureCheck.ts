import type { Row } from '../../../src/engine/engine.ts';
import { sql, type Sql } from '../../../src/sql/sql.ts';

/** A figure asked of the raw tables in plain SQL, and the rows that must come back. Shares no SQL with the dashboard. */
export interface FigureCheck {
  readonly title: string;
  readonly query: Sql;
  readonly rows: readonly Row[];
}

export const sessionStarts = sql`
  select session_id, any_value(user_id) as user_id, min(created_at) as started_at
  from events
  where event_type <> 'package_shipped'
  group by session_id`;

/** Sessions and the products each step concerns; ordered products are those of the order that was checked out. */
export const productSteps = sql`
  select session_id, product_id, event_type from events where product_id is not null
  union all
  select session_id, order_items.product_id, event_type from events join order_items using (order_id)`;

export const sessionCounts = sql`
  count(distinct session_id) as sessions,
  count(distinct session_id) filter (where event_type = 'add_to_cart') as carted,
  count(distinct session_id) filter (where event_type = 'checkout') as ordered,
  count(distinct session_id) filter (where event_type = 'package_shipped') as shipped`;

export const orderTotals = sql`
  count(distinct order_id) as orders,
  count(*) as lines,
  sum(quantity) as units,
  round(sum(quantity * price), 2) as revenue`;
