import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { openNodeEngine } from '../engine/node.ts';
import { sql } from '../sql/sql.ts';
import { ask } from '../testing/ask.ts';
import { loadShop } from '../testing/loadShop.ts';
import { funnelOf } from '../testing/oracle.ts';
import { productsOf } from '../testing/oracleProducts.ts';
import type { Shop } from '../testing/shop.ts';
import { type Counting, noFilters } from './filters.ts';
import { funnelQuery } from './queries/funnel.ts';
import { productsQuery } from './queries/products.ts';

const products = ['fern', 'palm', 'ivy'];
const inOrder: Counting = { reading: 'ordered', base: 'all', unit: 'sessions' };

const stepTaken = fc.record({
  event_type: fc.constantFrom('page_view', 'page_view', 'add_to_cart', 'add_to_cart', 'checkout', 'package_shipped'),
  // So few that two are often equal, and sometimes none.
  minute: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 12 }),
  product: fc.constantFrom(...products),
  order: fc.constantFrom('one', 'both'),
});

/** A crowd of short sessions with steps in any order. Each has an order with one product and another with two. */
const arbitraryCrowd: fc.Arbitrary<Shop> = fc
  .array(fc.array(stepTaken, { minLength: 1, maxLength: 6 }), { minLength: 40, maxLength: 40 })
  .map((sessions) => ({
    events: sessions.flatMap((steps, session) =>
      steps.map(({ event_type, minute, product, order }, event) => {
        const isOfProduct = event_type === 'page_view' || event_type === 'add_to_cart';
        return {
          event_id: `${session}.${event}`,
          session_id: `s${session}`,
          user_id: null,
          event_type,
          created_at: minute === null ? null : `2021-02-09T10:0${minute}:00Z`,
          product_id: isOfProduct ? product : null,
          order_id: isOfProduct ? null : `${session} ${order}`,
        };
      }),
    ),
    users: [],
    addresses: [],
    products: products.map((name) => ({ product_id: name, name, price: 1 })),
    orders: sessions.flatMap((_, session) =>
      ['one', 'both'].map((order) => ({
        order_id: `${session} ${order}`,
        user_id: null,
        created_at: '2021-02-09T10:00:00Z',
      })),
    ),
    order_items: sessions.flatMap((_, session) => [
      { order_id: `${session} one`, product_id: 'fern', quantity: 1 },
      { order_id: `${session} both`, product_id: 'fern', quantity: 1 },
      { order_id: `${session} both`, product_id: 'palm', quantity: 1 },
    ]),
    product_inventory_snapshot: [],
  }));

let engine: Engine;
beforeAll(async () => {
  engine = await openNodeEngine({ threads: 1 });
});
afterAll(() => engine.close());

it('lead as far as the earliest way through them, with one product, with some or with any', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCrowd, async (shop) => {
      await loadShop(engine, shop);
      for (const values of [['fern'], ['palm', 'ivy'], ['fern', 'palm'], products]) {
        const filters = { ...noFilters, product: { mode: 'only' as const, values } };
        const counts = (await ask(engine, funnelQuery(filters, inOrder))).map(({ count }) => count);
        expect(counts).toEqual(funnelOf(shop, filters, inOrder).map(({ count }) => count));
      }
      const table = await ask(engine, productsQuery(noFilters, inOrder));
      const expected = productsOf({ ...shop, product_inventory_snapshot: [] }, noFilters, inOrder);
      expect(Object.fromEntries(table.map(({ name, counts }) => [name, counts]))).toEqual(
        Object.fromEntries(expected.map(({ name, counts }) => [name, counts])),
      );
    }),
    { numRuns: 20 },
  );
}, 120_000);

it('are kept one by one for sessions that did one out of order, and for no others', async () => {
  const event = (session_id: string, event_type: string, minute: number | null, product_id: string) => ({
    event_id: `${session_id} ${event_type}`,
    session_id,
    user_id: null,
    event_type,
    created_at: minute === null ? null : `2021-02-09T10:0${minute}:00Z`,
    product_id,
    order_id: null,
  });
  await loadShop(engine, {
    events: [
      event('in order', 'page_view', 1, 'fern'),
      event('in order', 'add_to_cart', 1, 'fern'),
      event('carted first', 'page_view', 2, 'fern'),
      event('carted first', 'add_to_cart', 1, 'fern'),
      event('another viewed', 'page_view', 1, 'palm'),
      event('another viewed', 'add_to_cart', 2, 'fern'),
      event('at no time', 'page_view', null, 'fern'),
    ],
    users: [],
    addresses: [],
    products: products.map((name) => ({ product_id: name, name, price: 1 })),
    orders: [],
    order_items: [],
  });
  const kept = sql`
    select sessions.session_id, count(*) as steps
    from steps_out_of_order as steps
    inner join sessions on sessions.session = steps.session
    group by sessions.session_id
    order by sessions.session_id`;
  expect(await engine.run(kept)).toEqual([
    { session_id: 'another viewed', steps: 2 },
    { session_id: 'at no time', steps: 1 },
    { session_id: 'carted first', steps: 2 },
  ]);
});
