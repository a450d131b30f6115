import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { arbitraryCounting, arbitraryFilters } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { loadShop } from '../../testing/loadShop.ts';
import {
  arbitraryOrdersShop,
  deliveryOf,
  orderSnapshotsOf,
  ordersByOf,
  type OrdersShop,
  ordersTotalsOf,
  ordersTrendOf,
  statusesAt,
} from '../../testing/oracleOrders.ts';
import { type Counting, type Filters, type Grain, noFilters } from '../filters.ts';
import { ordersByQuery } from './ordersBy.ts';
import { deliveryDaysQuery, ordersDeliveryQuery } from './ordersDelivery.ts';
import { ordersPerUserQuery } from './ordersPerUser.ts';
import { orderChangesQuery, orderMovesQuery, orderSnapshotsQuery, ordersStatusQuery } from './ordersStatus.ts';
import { ordersTotalsQuery } from './ordersTotals.ts';
import { ordersTrendQuery } from './ordersTrend.ts';

const grains: readonly Grain[] = ['hour', 'day', 'week', 'month'];

/** Rates are sums of the same few numbers in another order: compare to twelve digits. */
function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(12)) : inner)),
  ) as T;
}

function sorted<T>(rows: readonly T[]): readonly T[] {
  const key = (row: T) => JSON.stringify(Object.entries(row as object).sort(([a], [b]) => (a < b ? -1 : 1)));
  return rounded([...rows]).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

describe('every query about orders agrees with the oracle on random small shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  async function compareOrders(shop: OrdersShop, filters: Filters, counting: Counting): Promise<void> {
    const [totals] = await ask(engine, ordersTotalsQuery(filters, counting));
    const expected = ordersTotalsOf(shop, filters, counting);
    expect(rounded(totals)).toMatchObject(rounded(expected));
    const users = await ask(engine, ordersPerUserQuery(filters, counting));
    expect(users.map((row) => [row.orders, row.users])).toEqual([
      [1, expected.usersWithOne],
      [2, expected.usersWithTwo],
      [3, expected.usersWithMore],
    ]);

    const delivery = deliveryOf(shop, filters, counting);
    expect(rounded(await ask(engine, ordersDeliveryQuery(filters, counting)))).toEqual(rounded([delivery.totals]));
    expect(sorted(await ask(engine, deliveryDaysQuery(filters, counting)))).toEqual(sorted(delivery.days));

    for (const dimension of ['promo', 'shipping service', 'shipping state'] as const) {
      const rows = await ask(engine, ordersByQuery(filters, counting, dimension));
      expect(sorted(rows)).toEqual(sorted(ordersByOf(shop, filters, counting, dimension)));
    }

    for (const clock of ['session start', 'order date'] as const) {
      for (const grain of grains) {
        const rows = await ask(engine, ordersTrendQuery(filters, counting, grain, clock));
        const told = rows.map(({ bucket, orders, orderLines, units, revenue }) => {
          return { bucket, orders, orderLines, units, revenue };
        });
        expect(rounded(told.filter(({ orders }) => orders > 0))).toEqual(
          rounded(ordersTrendOf(shop, filters, counting, { grain, clock })),
        );
        expect(new Set(told.map(({ bucket }) => bucket)).size).toBe(told.length);
      }
    }
  }

  async function compareHistories(shop: OrdersShop, filters: Filters, counting: Counting): Promise<void> {
    const days = (await ask(engine, orderSnapshotsQuery())).map(({ day }) => day);
    expect(days).toEqual(orderSnapshotsOf(shop));
    const levels = await ask(engine, ordersStatusQuery(filters, counting));
    for (const day of days) {
      const expected = new Map<string, number>();
      for (const status of statusesAt(shop, filters, counting, day).values()) {
        expected.set(status, (expected.get(status) ?? 0) + 1);
      }
      const told = levels.filter((row) => row.day === day && row.orders !== 0);
      expect(new Map(told.map(({ status, orders }) => [status, orders]))).toEqual(expected);
    }
    for (const [index, a] of days.entries()) {
      // The next snapshot, and the last.
      for (const b of new Set(days.slice(index).slice(1, 2).concat(days.slice(-1)))) {
        const before = statusesAt(shop, filters, counting, a);
        const after = statusesAt(shop, filters, counting, b);
        const both = [...new Set([...before.keys(), ...after.keys()])].map((order) => {
          return { order, from: before.get(order) ?? null, to: after.get(order) ?? null };
        });
        const changes = await ask(engine, orderChangesQuery(filters, counting, { a, b, limit: 100 }));
        expect(sorted(changes)).toEqual(sorted(both.filter(({ from, to }) => from !== to)));
        const moves = await ask(engine, orderMovesQuery(filters, counting, a, b));
        for (const { from, to, orders } of moves) {
          expect(orders).toBe(both.filter((one) => one.from === from && one.to === to).length);
        }
        expect(moves.reduce((sum, { orders }) => sum + orders, 0)).toBe(both.length);
      }
    }
  }

  it('for any filters and any history', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryOrdersShop, arbitraryFilters, arbitraryCounting, async (shop, filters, counting) => {
        await loadShop(engine, shop);
        await compareOrders(shop, noFilters, counting);
        await compareOrders(shop, filters, counting);
        await compareHistories(shop, noFilters, counting);
        await compareHistories(shop, filters, counting);
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});
