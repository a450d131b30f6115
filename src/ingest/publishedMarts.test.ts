import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeEngine, openNodeEngine } from '../engine/node.ts';
import { type MartTable, martTables } from '../model/tables.ts';
import { ident, sql } from '../sql/sql.ts';
import { arbitraryShop } from '../testing/arbitraryShop.ts';
import { loadShop } from '../testing/loadShop.ts';
import { type Shop, tinyShop } from '../testing/shop.ts';
import {
  closePublishing,
  type Hiding,
  numberUsers,
  openPublishing,
  publishedRows,
  publishMart,
} from './publishedMarts.ts';

const martNames = Object.keys(martTables) as MartTable[];
/** What users are called where it matters that nobody can tell. */
const called: Readonly<Record<string, string>> = { ann: 'ann@greenery.com', bob: 'Bob Fern' };

/** The shop in which users have telling ids, and sessions the ids `sessionId` gives them. */
function telling(shop: Shop, sessionId: (session: string, user: string | null) => string): Shop {
  const user = (id: string | null) => (id === null ? null : (called[id] ?? id));
  return {
    ...shop,
    events: shop.events.map((event) => ({
      ...event,
      user_id: user(event.user_id),
      session_id: sessionId(event.session_id, user(event.user_id)),
    })),
    orders: shop.orders.map((order) => ({ ...order, user_id: user(order.user_id) })),
    users: shop.users.map((each) => ({ ...each, user_id: user(each.user_id) ?? '' })),
  };
}

let engine: NodeEngine;
beforeAll(async () => {
  engine = await openNodeEngine({ threads: 1 });
});
afterAll(() => engine.close());
beforeEach(() => loadShop(engine, tinyShop));

const texts = (query: ReturnType<typeof publishedRows>) =>
  engine.run(sql`select cast(columns(*) as varchar) from (${query}) as each`);

/** Every mart as it would be published, as text. */
async function published(
  hiding: Hiding | null,
): Promise<Record<MartTable, readonly Readonly<Record<string, unknown>>[]>> {
  const all: Partial<Record<MartTable, readonly Readonly<Record<string, unknown>>[]>> = {};
  for (const mart of martNames) {
    const { rows } = await publishMart(engine, mart, hiding);
    all[mart] = await texts(publishedRows(0, rows));
    expect(all[mart]).toHaveLength(rows);
  }
  return all as Record<MartTable, readonly Readonly<Record<string, unknown>>[]>;
}

async function publishHidden(shop: Shop) {
  await loadShop(engine, shop);
  await openPublishing(engine);
  const hiding = await numberUsers(engine);
  const marts = await published(hiding);
  await closePublishing(engine);
  return { hiding, marts };
}

describe('published marts', { timeout: 60_000 }, () => {
  it('are the marts in a fixed order, cut anywhere, and leave nothing behind', async () => {
    await openPublishing(engine);
    const marts = await published(null);
    for (const mart of martNames) {
      expect(marts[mart], mart).toEqual(await texts(sql`select * from ${ident(mart)} order by all`));
    }
    expect(await publishMart(engine, 'session_events', null)).toEqual({ rows: 10, newest: '2021-02-11T09:00:00Z' });
    expect(await publishMart(engine, 'products', null)).toEqual({ rows: 2, newest: null });
    expect(await publishMart(engine, 'order_status', null)).toEqual({ rows: 0, newest: null });
    await publishMart(engine, 'session_events', null);
    const slices = [];
    for (const from of [0, 4, 8, 12]) slices.push(...(await texts(publishedRows(from, 4))));
    expect(slices).toEqual(marts.session_events);
    await closePublishing(engine);
    expect(await engine.run(sql`select schema_name from duckdb_schemas() where schema_name = 'publishing'`)).toEqual(
      [],
    );
    expect(await engine.run(sql`select count(*) as sessions from sessions`)).toEqual([{ sessions: 4 }]);
  });

  it('have the same number for a user in every table', async () => {
    const { hiding, marts } = await publishHidden(telling(tinyShop, (session) => session));
    expect(hiding).toEqual({ sessions: false });
    expect(marts.sessions.map((row) => [row['session_id'], row['user_id']])).toEqual([
      ['s1', '1'],
      ['s2', '2'],
      ['s3', '1'],
      ['s4', null],
    ]);
    expect(marts.orders.map((row) => [row['order_id'], row['user_id']])).toEqual([
      ['o1', '1'],
      ['o2', null],
    ]);
  });

  it('have numbers for sessions too, when their ids are made of the user’s', async () => {
    const shop = telling(tinyShop, (session, user) => (user === null ? session : `${user} ${session}`));
    const { hiding, marts } = await publishHidden(shop);
    expect(hiding).toEqual({ sessions: true });
    expect(marts.sessions.map((row) => [row['session_id'], row['user_id'], row['events']])).toEqual([
      ['1', '1', '6'],
      ['2', '2', '2'],
      ['3', '1', '1'],
      ['4', null, '1'],
    ]);
    expect(marts.sessions.map((row) => row['session'])).toEqual(['1', '2', '3', '4']);
    const sessionsOf = (mart: MartTable) =>
      [...new Set(marts[mart].map((row) => String(row['session'])))].toSorted((a, b) => a.localeCompare(b));
    expect(sessionsOf('session_events')).toEqual(['1', '2', '3', '4']);
    expect(sessionsOf('session_products')).toEqual(['1', '2', '3', '4']);
    expect(sessionsOf('orders')).toEqual(['1', '4']);
    expect(JSON.stringify(marts)).not.toMatch(/ann|Bob/);
  });

  it('lose nothing but the ids, in whatever shop', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryShop, async (shop) => {
        await loadShop(engine, shop);
        await openPublishing(engine);
        const open = await published(null);
        const hidden = await published(await numberUsers(engine));
        await closePublishing(engine);
        const without = (rows: readonly Readonly<Record<string, unknown>>[]) =>
          rows.map((row) => JSON.stringify({ ...row, user_id: null, session_id: null })).toSorted();
        const groups = (rows: readonly Readonly<Record<string, unknown>>[], id: string) => {
          const sizes = new Map<unknown, number>();
          for (const row of rows) sizes.set(row[id], (sizes.get(row[id]) ?? 0) + 1);
          return [...sizes.values()].toSorted((x, y) => x - y);
        };
        for (const mart of martNames) {
          expect(without(hidden[mart]), mart).toEqual(without(open[mart]));
          for (const id of ['user_id', 'session_id']) expect(groups(hidden[mart], id)).toEqual(groups(open[mart], id));
        }
      }),
      { numRuns: 4 },
    );
  });
});
