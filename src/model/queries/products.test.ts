import * as fc from 'fast-check';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productFigures } from '../../../scripts/sample/figures.ts';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { arbitraryCounting, arbitraryFilters, arbitraryShop } from '../../testing/arbitraryShop.ts';
import { ask } from '../../testing/ask.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { arbitraryStock, productBucketsOf, productsOf, stockOf } from '../../testing/oracleProducts.ts';
import { tinyShop } from '../../testing/shop.ts';
import { type Counting, noFilters } from '../filters.ts';
import { alikeness, controlLimits } from '../productTests.ts';
import { mostProductBuckets, productBucketsQuery } from './productBuckets.ts';
import { type ProductRow, productsQuery } from './products.ts';
import { productStockQuery } from './productStock.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const real = '../shared/data/greenery';

const stripped = ({ conversionLow: _, conversionHigh: __, ...row }: ProductRow) => row;
const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(12)) : inner)),
  );

describe.each(
  [
    { name: 'the generated sample', folder: 'public/data/greenery' },
    { name: 'the shop’s own rows', folder: real },
  ].filter(({ folder }) => folder !== real || existsSync(real)),
)('the reference figures per product come out of $name', ({ folder }) => {
  let engine: Engine;
  let rows: readonly ProductRow[];
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
    await loadDataset({ engine, ...deliveryOf(folder) });
    rows = await ask(engine, productsQuery(noFilters, counting));
  }, 60_000);
  afterAll(() => engine.close());

  it.each(['reached', 'has'] as const)('the whole table, read as “%s”', async (reading) => {
    const table = await ask(engine, productsQuery(noFilters, { ...counting, reading }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect(
      table
        .map(({ name, counts, orders, units, revenue, stock }) => ({ name, counts, orders, units, revenue, stock }))
        .sort(byName),
    ).toEqual(
      productFigures
        .map(({ name, viewed, carted, ordered, shipped, units, revenue, stock }) => ({
          name,
          counts: { page_view: viewed, add_to_cart: carted, checkout: ordered, package_shipped: shipped },
          orders: ordered,
          units,
          revenue,
          stock: stock[3],
        }))
        .sort(byName),
    );
    const sum = (id: keyof ProductRow['counts']) => table.reduce((all, { counts }) => all + counts[id], 0);
    expect([sum('page_view'), sum('add_to_cart'), sum('checkout'), sum('package_shipped')]).toEqual([
      1845, 985, 862, 794,
    ]);
  });

  it('the largest and smallest drop-offs', () => {
    const ends = (rate: (row: ProductRow) => number | null) => {
      const sorted = [...rows].sort((a, b) => (rate(b) ?? 0) - (rate(a) ?? 0));
      const told = (row: ProductRow) => [row.name, Number(rate(row)?.toFixed(9))];
      return { highest: sorted.slice(0, 3).map(told), lowest: sorted.toReversed().slice(0, 3).map(told) };
    };
    expect(ends((row) => row.cartDropOffRate)).toEqual({
      highest: [
        ['Pothos', 0.606557377],
        ['Ponytail Palm', 0.571428571],
        ['Money Tree', 0.535714286],
      ],
      lowest: [
        ['String of pearls', 0.3125],
        ['Bamboo', 0.373134328],
        ['Arrow Head', 0.380952381],
      ],
    });
    expect(ends((row) => row.checkoutDropOffRate)).toEqual({
      highest: [
        ['Angel Wings Begonia', 0.25],
        ['Boston Fern', 0.235294118],
        ['Peace Lily', 0.228571429],
      ],
      lowest: [
        ['Money Tree', 0],
        ['ZZ Plant', 0.028571429],
        ['Monstera', 0.038461538],
      ],
    });
  });

  it('the ranking is indistinguishable from chance', () => {
    const test = alikeness(rows.map(({ name, counts }) => ({ name, part: counts.checkout, whole: counts.page_view })));
    expect([test?.statistic.toFixed(2), test?.degrees, test?.p.toFixed(4)]).toEqual(['25.18', 29, '0.6688']);
    expect(test?.overallRate).toBeCloseTo(862 / 1845, 12);
    expect(test?.verdicts.filter(({ standsOut }) => standsOut !== null)).toEqual([]);
    const outside = rows.filter(({ conversionRate, counts }) => {
      const { low95, high95 } = controlLimits(862 / 1845, counts.page_view);
      return conversionRate !== null && (conversionRate < low95 || conversionRate > high95);
    });
    expect(outside.map(({ name }) => name)).toEqual(['String of pearls']);
  });

  it('stock and its last change', async () => {
    const changed = rows.flatMap(({ name, stockChange }) => (stockChange === null ? [] : [[name, stockChange]]));
    expect(changed).toEqual(
      [
        ['Bamboo', 44, 23],
        ['Monstera', 50, 31],
        ['Philodendron', 15, 30],
        ['Pothos', 0, 20],
        ['String of pearls', 0, 10],
        ['ZZ Plant', 53, 41],
      ].map(([name, from, to]) => [name, { from, to, day: '2023-05-08' }]),
    );
    expect(await ask(engine, productStockQuery('Pothos'))).toEqual([
      { day: '2023-04-17', level: 40 },
      { day: '2023-04-24', level: 20 },
      { day: '2023-05-01', level: 0 },
      { day: '2023-05-08', level: 20 },
    ]);
  });

  it('the week of each product', async () => {
    const weeks = await ask(engine, productBucketsQuery(noFilters, counting, 'week', null));
    expect(weeks).toHaveLength(30);
    expect(new Set(weeks.map(({ bucket }) => bucket))).toEqual(new Set(['2021-02-08T00:00']));
    expect(weeks.find(({ name }) => name === 'Pothos')).toMatchObject({
      viewed: 61,
      carted: 24,
      checkedOut: 21,
      rows: 30,
    });
    const found = await ask(engine, productBucketsQuery(noFilters, counting, 'week', 'PALM'));
    expect(found.map(({ name }) => name)).toEqual(['Majesty Palm', 'Ponytail Palm']);
  });
});

describe('products on random shops', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openNodeEngine({ threads: 1 });
  });
  afterAll(() => engine.close());

  it('agree with the oracle for any filters, any way of counting and any stock', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryShop,
        arbitraryStock(['p0', 'p1', 'p2']),
        fc.array(fc.tuple(arbitraryFilters, arbitraryCounting), { minLength: 3, maxLength: 3 }),
        async (plain, product_inventory_snapshot, asked) => {
          const shop = { ...plain, product_inventory_snapshot };
          await loadShop(engine, shop);
          for (const [filters, how] of asked) {
            const rows = await ask(engine, productsQuery(filters, how));
            expect(rounded(rows.map(stripped))).toEqual(rounded(productsOf(shop, filters, how)));
            for (const grain of ['day', 'week'] as const) {
              const buckets = await ask(engine, productBucketsQuery(filters, how, grain, null));
              expect(
                buckets
                  .map(({ bucket, name, viewed, carted, checkedOut }) => ({ bucket, name, viewed, carted, checkedOut }))
                  .filter(({ viewed, carted, checkedOut }) => viewed + carted + checkedOut > 0),
              ).toEqual(productBucketsOf(shop, filters, how, grain));
              expect(buckets.every((row) => row.rows === buckets.length)).toBe(true);
            }
          }
          for (const { name } of shop.products) {
            expect(await ask(engine, productStockQuery(name))).toEqual(stockOf(shop, name));
          }
        },
      ),
      { numRuns: 26 },
    );
  }, 300_000);

  it('are listed without a session, with what the products file says of stock', async () => {
    const products = tinyShop.products.map((product, index) => ({ ...product, inventory: index === 0 ? 7 : null }));
    await loadShop(engine, { ...tinyShop, events: [], products });
    expect(await ask(engine, productsQuery(noFilters, counting))).toMatchObject([
      {
        name: 'Fern',
        counts: { page_view: 0 },
        conversionRate: null,
        cartDropOffRate: null,
        stock: 7,
        stockChange: null,
      },
      { name: 'Palm, tall', conversionLow: null, revenue: 0, stock: null },
    ]);
    expect(await ask(engine, productBucketsQuery(noFilters, counting, 'week', null))).toEqual([]);
    expect(await ask(engine, productStockQuery('Fern'))).toEqual([]);
  });

  it('over many buckets stop at a limit, and say how many there are', async () => {
    const events = Array.from({ length: mostProductBuckets + 5 }, (_, index) => ({
      event_id: `e${index}`,
      session_id: `s${index}`,
      user_id: null,
      event_type: 'page_view',
      created_at: '2021-02-09T10:00:00Z',
      product_id: `p${index}`,
      order_id: null,
    }));
    await loadShop(engine, { ...tinyShop, events, orders: [], order_items: [] });
    const rows = await ask(engine, productBucketsQuery(noFilters, counting, 'week', null));
    expect([rows.length, rows[0]?.rows]).toEqual([mostProductBuckets, mostProductBuckets + 5]);
  }, 60_000);
});
