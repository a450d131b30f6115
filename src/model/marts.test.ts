import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { sql } from '../sql/sql.ts';
import { loadShop } from '../testing/loadShop.ts';
import type { ShopEvent } from '../testing/shop.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine();
});
afterAll(() => engine.close());

/** An event at a full hour; the contract lets its type be missing. */
function event(session_id: string, hour: number, event_type: string | null): ShopEvent {
  const created_at = `2021-02-09T${hour}:00:00Z`;
  const told = { event_id: `${session_id}-${hour}`, session_id, user_id: null, created_at, product_id: null };
  return { ...told, order_id: null, event_type: event_type as string };
}

it('dates a session by its events other than shipping, and by one without a type only where there is no other', async () => {
  await loadShop(engine, {
    events: [
      event('typed', 10, null),
      event('typed', 11, 'page_view'),
      event('typed', 12, 'login'),
      event('typed', 13, 'package_shipped'),
      event('typed', 14, null),
      event('untyped', 15, null),
      event('untyped', 16, null),
      event('shipped', 17, 'package_shipped'),
      event('shipped', 18, null),
    ],
    users: [],
    addresses: [],
    products: [],
    orders: [],
    order_items: [],
  });
  const rows = await engine.run(sql`
    select
      session_id, hour(started_at) as started, hour(ended_at) as ended,
      events, page_views, add_to_carts, checkouts, has_package_shipped as shipped
    from sessions
    order by session`);
  const none = { page_views: 0, add_to_carts: 0, checkouts: 0, shipped: 0 };
  expect(rows).toEqual([
    { ...none, session_id: 'typed', started: 11, ended: 12, events: 5, page_views: 1, shipped: 1 },
    { ...none, session_id: 'untyped', started: 15, ended: 16, events: 2 },
    { ...none, session_id: 'shipped', started: 17, ended: 18, events: 2, shipped: 1 },
  ]);
});
