import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { ask } from '../../testing/ask.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { ordersFigures, realOrdersFigures } from '../../testing/ordersFigures.ts';
import { type Counting, type Day, type Filters, noFilters, parseDay } from '../filters.ts';
import { ordersByQuery } from './ordersBy.ts';
import { deliveryDaysQuery, ordersDeliveryQuery } from './ordersDelivery.ts';
import { ordersFactsQuery } from './ordersFacts.ts';
import { ordersPerUserQuery } from './ordersPerUser.ts';
import {
  comparedDays,
  orderChangesQuery,
  orderMovesQuery,
  orderSnapshotsQuery,
  ordersStatusQuery,
} from './ordersStatus.ts';
import { ordersTotalsQuery } from './ordersTotals.ts';
import { ordersTrendQuery } from './ordersTrend.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const real = '../shared/data/greenery';
const day = (text: string) => parseDay(text) as Day;

describe.each(
  [
    { name: 'the generated sample, CSV', folder: 'public/data/greenery', format: 'csv' as const },
    { name: 'the generated sample, Parquet', folder: 'public/data/greenery', format: 'parquet' as const },
    { name: 'the shop’s own rows', folder: real, format: 'csv' as const },
  ].filter(({ folder }) => folder !== real || existsSync(real)),
)('the reference figures of orders come out of $name', ({ folder, format }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf(folder, format) });
  }, 60_000);
  afterAll(() => engine.close());

  const one = async <R>(query: Parameters<typeof ask<R>>[1]) => {
    const [row] = await ask(engine, query);
    if (row === undefined) throw new Error('no row');
    return row;
  };

  it('totals, repeat rate and average order value', async () => {
    const totals = await one(ordersTotalsQuery(noFilters, counting));
    expect(totals).toMatchObject(ordersFigures.totals);
    expect(((totals.repeatRate ?? 0) * 100).toFixed(2)).toBe(ordersFigures.repeat);
    expect(totals.averageOrderValue?.toFixed(2)).toBe(ordersFigures.averageOrderValue);
    const users = await ask(engine, ordersPerUserQuery(noFilters, counting));
    expect(users.map((row) => row.users)).toEqual([totals.usersWithOne, totals.usersWithTwo, totals.usersWithMore]);
    expect(users.map(({ share }) => ((share ?? 0) * 100).toFixed(2))).toEqual(['20.16', '22.58', '57.26']);
    expect(await one(ordersFactsQuery())).toMatchObject({ orders: totals.orders, withoutSession: 0, hasPromos: true });
  });

  it('delivery: early, on time and late are all that was delivered', async () => {
    const delivery = await one(ordersDeliveryQuery(noFilters, counting));
    const bars = await ask(engine, deliveryDaysQuery(noFilters, counting));
    expect(delivery.delivered).toBe(ordersFigures.statusAtFirst.delivered);
    expect(delivery.delivered + delivery.undelivered).toBe(ordersFigures.totals.orders);
    for (const part of ['early', 'onTime', 'late', 'withoutEstimate'] as const) {
      expect(bars.reduce((sum, row) => sum + row[part], 0)).toBe(delivery[part]);
    }
    expect(delivery.early + delivery.onTime + delivery.late + delivery.withoutEstimate).toBe(delivery.delivered);
    const { averageDeliverySeconds } = await one(ordersTotalsQuery(noFilters, counting));
    expect(averageDeliverySeconds).toBeCloseTo(delivery.averageSeconds ?? 0, 6);
  });

  it('promos and shipping states', async () => {
    const promos = await ask(engine, ordersByQuery(noFilters, counting, 'promo'));
    expect(promos.map(({ value, orders }) => ({ value, orders }))).toEqual(ordersFigures.promos);
    const states = await ask(engine, ordersByQuery(noFilters, counting, 'shipping state'));
    expect([states.length, states[0]?.groups]).toEqual([ordersFigures.shippingStates, ordersFigures.shippingStates]);
    for (const dimension of ['shipping service', 'shipping state'] as const) {
      const rows = await ask(engine, ordersByQuery(noFilters, counting, dimension));
      expect(rows.reduce((sum, { orders }) => sum + orders, 0)).toBe(ordersFigures.totals.orders);
    }
  });

  it('orders, lines, units and revenue per day', async () => {
    const days = await ask(engine, ordersTrendQuery(noFilters, counting, 'day', 'session start'));
    expect(days).toMatchObject(ordersFigures.days);
    expect(days.map(({ incomplete }) => incomplete)).toEqual(['starts', null, null]);
    const placed = await ask(engine, ordersTrendQuery(noFilters, counting, 'day', 'order date'));
    expect(placed.reduce((sum, { units }) => sum + units, 0)).toBe(ordersFigures.totals.units);
    const weeks = await ask(engine, ordersTrendQuery(noFilters, counting, 'week', 'session start'));
    expect(weeks).toMatchObject([{ bucket: '2021-02-08T00:00', from: '2021-02-09', to: '2021-02-11', orders: 361 }]);
  });

  it('status at every snapshot', async () => {
    const snapshots = await ask(engine, orderSnapshotsQuery());
    expect(snapshots.map((row) => row.day)).toEqual(ordersFigures.snapshots);
    const rows = await ask(engine, ordersStatusQuery(noFilters, counting));
    const at = (wanted: string | undefined) =>
      Object.fromEntries(rows.filter((row) => row.day === wanted).map((row) => [row.status, row.orders]));
    expect(at(ordersFigures.snapshots[0])).toEqual(ordersFigures.statusAtFirst);
    expect(at(ordersFigures.snapshots[3])).toEqual({ delivered: 305, shipped: 39, preparing: 17 });
  });

  it('orders that changed between two snapshots', async () => {
    for (const { a, b, ids } of ordersFigures.changedOrders) {
      const changes = await ask(engine, orderChangesQuery(noFilters, counting, { a: day(a), b: day(b), limit: 10 }));
      expect(changes.map(({ order }, index) => order.slice(0, ids[index]?.length))).toEqual(ids);
      expect(new Set(changes.map(({ from, to }) => `${from} → ${to}`))).toEqual(new Set(['preparing → shipped']));
      const moves = await ask(engine, orderMovesQuery(noFilters, counting, day(a), day(b)));
      const changed = moves.filter(({ from, to }) => from !== to);
      expect(changed).toEqual([{ from: 'preparing', to: 'shipped', orders: 3 }]);
      expect(moves.reduce((sum, { orders }) => sum + orders, 0)).toBe(ordersFigures.totals.orders);
    }
    const snapshots = await ask(engine, orderSnapshotsQuery());
    expect(comparedDays(snapshots, { snapshotA: null, snapshotB: null })).toEqual({ a: '2023-01-25', b: '2023-02-01' });
  });

  it('filters of sessions reach orders and their statuses through the session', async () => {
    const filters: Filters = { ...noFilters, from: day('2021-02-11'), to: day('2021-02-11') };
    expect(await one(ordersTotalsQuery(filters, counting))).toMatchObject({ orders: 184, units: 1124 });
    const [first] = ordersFigures.snapshots;
    const held = (await ask(engine, ordersStatusQuery(filters, counting))).filter((row) => row.day === first);
    expect(held.reduce((sum, { orders }) => sum + orders, 0)).toBe(184);
    const pothos: Filters = { ...noFilters, product: { mode: 'only', values: ['Pothos'] } };
    expect(await one(ordersTotalsQuery(pothos, counting))).toMatchObject({ orders: 21, units: 55, revenue: 1677.5 });
  });
});

describe.skipIf(!existsSync(real))('the figures that the sample is only like come out of the shop’s own rows', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf(real) });
  }, 60_000);
  afterAll(() => engine.close());

  it('average delivery and days of order date', async () => {
    const [totals] = await ask(engine, ordersTotalsQuery(noFilters, counting));
    expect(totals?.averageDeliverySeconds?.toFixed(1)).toBe(realOrdersFigures.averageDeliverySeconds);
    const placed = await ask(engine, ordersTrendQuery(noFilters, counting, 'day', 'order date'));
    expect(placed).toMatchObject(realOrdersFigures.byOrderDate);
  });
});
