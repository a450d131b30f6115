import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { openNodeEngine } from '../../engine/node.ts';
import { loadDataset } from '../../ingest/loadDataset.ts';
import { driverQueries, findDrivers } from '../../model/drivers.ts';
import { type Counting, type Day, type Filters, noFilters } from '../../model/filters.ts';
import { breakdownQuery } from '../../model/queries/breakdown.ts';
import { byCountryQuery, byStateQuery } from '../../model/queries/byPlace.ts';
import { factsQuery } from '../../model/queries/facts.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { ordersByQuery } from '../../model/queries/ordersBy.ts';
import { deliveryDaysQuery, ordersDeliveryQuery } from '../../model/queries/ordersDelivery.ts';
import { ordersPerUserQuery } from '../../model/queries/ordersPerUser.ts';
import {
  orderChangesQuery,
  orderMovesQuery,
  orderSnapshotsQuery,
  ordersStatusQuery,
} from '../../model/queries/ordersStatus.ts';
import { ordersTotalsQuery } from '../../model/queries/ordersTotals.ts';
import { ordersTrendQuery } from '../../model/queries/ordersTrend.ts';
import { productBucketsQuery } from '../../model/queries/productBuckets.ts';
import { productsQuery } from '../../model/queries/products.ts';
import { productStockQuery } from '../../model/queries/productStock.ts';
import { stockChangesQuery } from '../../model/queries/stockChanges.ts';
import { stockLevelsQuery } from '../../model/queries/stockLevels.ts';
import { stockMeasuresQuery } from '../../model/queries/stockMeasures.ts';
import { stockOutsQuery } from '../../model/queries/stockOuts.ts';
import { spanOf } from '../../model/queries/stockRange.ts';
import { stockSalesQuery } from '../../model/queries/stockSales.ts';
import { type StockSnapshot, stockSnapshotsQuery } from '../../model/queries/stockSnapshots.ts';
import { timeBinsQuery, timesQuery } from '../../model/queries/timeToConvert.ts';
import { spreadsQuery, totalsQuery } from '../../model/queries/totals.ts';
import { trendQuery } from '../../model/queries/trend.ts';
import { usersQuery } from '../../model/queries/users.ts';
import { usersByCountryQuery, usersByStateQuery } from '../../model/queries/usersByPlace.ts';
import type { Query } from '../../model/query.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { ask } from '../../testing/ask.ts';
import { deliveryOf } from '../../testing/deliveryOf.ts';
import { mostRows } from './answerText.ts';

const features = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(features, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(features + path, 'utf8') }));

/** Every example that a panel’s question is tried with; a name is that of the function that makes it. */
type Examples = Readonly<Record<string, (asked: Asked, snapshots: Snapshots) => readonly Query<unknown>[]>>;
interface Asked {
  readonly filters: Filters;
  readonly counting: Counting;
}
/** The snapshots of the sample: all of stock, the first and last day of those of orders. */
interface Snapshots {
  readonly stock: readonly StockSnapshot[];
  readonly a: Day;
  readonly b: Day;
}

const day = (text: string) => text as Day;

const examples = {
  breakdownQuery: ({ filters, counting }) => [breakdownQuery(filters, counting, 'state')],
  byCountryQuery: ({ filters, counting }) => [byCountryQuery(filters, counting)],
  byStateQuery: ({ filters, counting }) => [byStateQuery(filters, counting)],
  deliveryDaysQuery: ({ filters, counting }) => [deliveryDaysQuery(filters, counting)],
  funnelQuery: ({ filters, counting }) => [funnelQuery(filters, counting)],
  orderChangesQuery: ({ filters, counting }, { a, b }) => [orderChangesQuery(filters, counting, { a, b, limit: 7 })],
  orderMovesQuery: ({ filters, counting }, { a, b }) => [orderMovesQuery(filters, counting, a, b)],
  orderSnapshotsQuery: () => [orderSnapshotsQuery()],
  ordersByQuery: ({ filters, counting }) =>
    (['promo', 'shipping service', 'shipping state'] as const).map((by) => ordersByQuery(filters, counting, by)),
  ordersDeliveryQuery: ({ filters, counting }) => [ordersDeliveryQuery(filters, counting)],
  ordersPerUserQuery: ({ filters, counting }) => [ordersPerUserQuery(filters, counting)],
  ordersStatusQuery: ({ filters, counting }) => [ordersStatusQuery(filters, counting)],
  ordersTotalsQuery: ({ filters, counting }) => [ordersTotalsQuery(filters, counting)],
  ordersTrendQuery: ({ filters, counting }) => [
    ordersTrendQuery(filters, counting, 'day', 'session start'),
    ordersTrendQuery(filters, counting, 'hour', 'order date'),
  ],
  productBucketsQuery: ({ filters, counting }) =>
    [null, "l's", '%_'].map((find) => productBucketsQuery(filters, counting, 'week', find)),
  productStockQuery: () => [productStockQuery("Devil's Ivy"), productStockQuery('Pothos')],
  productsQuery: ({ filters, counting }) => [productsQuery(filters, counting)],
  stockChangesQuery: ({ filters }, { stock }) => {
    const { from, to } = spanOf(stock);
    return [stockChangesQuery(from, to, filters.product)];
  },
  stockLevelsQuery: (_, { stock }) => [stockLevelsQuery(spanOf(stock), ["Devil's Ivy", 'Pothos'])],
  stockMeasuresQuery: ({ filters }, { stock }) => [stockMeasuresQuery(spanOf(stock), filters.product)],
  stockOutsQuery: ({ filters }, { stock }) => [stockOutsQuery(spanOf(stock), filters.product)],
  stockSalesQuery: (_, { stock }) => [stockSalesQuery(spanOf(stock))],
  spreadsQuery: ({ filters, counting }) => [spreadsQuery(filters, counting)],
  timeBinsQuery: ({ filters, counting }) => [timeBinsQuery(filters, counting, 'view_to_checkout')],
  timesQuery: ({ filters, counting }) => [timesQuery(filters, counting, 'view_to_cart')],
  totalsQuery: ({ filters, counting }) => [totalsQuery(filters, counting)],
  trendQuery: ({ filters, counting }) => [trendQuery(filters, counting, 'hour'), trendQuery(filters, counting, 'day')],
  usersByCountryQuery: ({ filters, counting }) => [usersByCountryQuery(filters, counting)],
  usersByStateQuery: ({ filters, counting }) => [usersByStateQuery(filters, counting)],
  usersQuery: ({ filters, counting }) => [usersQuery(filters, counting)],
} satisfies Examples;

const asked: readonly (readonly [string, Asked])[] = [
  ['nothing chosen', { filters: noFilters, counting: { reading: 'reached', base: 'first', unit: 'sessions' } }],
  [
    'values that need quoting',
    {
      filters: {
        ...noFilters,
        from: day('2021-02-09'),
        to: day('2021-02-11'),
        product: { mode: 'only', values: ["Devil's Ivy", 'Pothos', "'); drop table sessions; --", '$1 ? :x'] },
        state: { mode: 'except', values: ['Georgia', "O'Neil"] },
        without: [[{ key: 'hour', value: '14' }]],
      },
      counting: { reading: 'ordered', base: 'all', unit: 'users' },
    },
  ],
];

describe('the statement a panel shows gives the numbers of the question it asks', () => {
  let engine: Engine;
  let snapshots: Snapshots;
  beforeAll(async () => {
    engine = await openNodeEngine();
    await loadDataset({ engine, ...deliveryOf('public/data/greenery') });
    const stock = await ask(engine, stockSnapshotsQuery());
    const days = (await ask(engine, orderSnapshotsQuery())).map((row) => row.day).sort();
    const [a, b] = [days[0], days.at(-1)];
    if (a === undefined || b === undefined) throw new Error('The sample has no snapshot of orders.');
    snapshots = { stock, a, b };
  }, 60_000);
  afterAll(() => engine.close());

  describe.each(asked)('%s', (_, question) => {
    it.each(Object.entries(examples as Examples))('%s', async (_name, queriesOf) => {
      expect(await compare(queriesOf(question, snapshots))).toBeGreaterThan(0);
    });

    it('every round of the search for drivers, and the figures of what it found', async () => {
      const { filters, counting } = question;
      const [facts] = await ask(engine, factsQuery());
      if (facts === undefined) throw new Error('The sample has no facts.');
      const { drivers } = await findDrivers((query) => ask(engine, query), filters, counting, 'all', facts);
      const queries = driverQueries(filters, counting, 'all', facts, drivers);
      expect(queries.length).toBe(1 + 2 * drivers.length);
      expect(await compare(queries)).toBe(queries.length);
    });
  });

  /** Compares each statement with its question; how many there were. */
  async function compare(queries: readonly Query<unknown>[]): Promise<number> {
    for (const query of queries) {
      const [statement] = proofOf([], [query]).statements;
      const given = await engine.run(query.sql);
      const rows = query.told === undefined ? given : given.map(query.told.row);
      const answer = await engine.ask(statement?.sql ?? '', { mostRows });
      expect(answer.rows).toEqual(rows.map((row) => Object.values(row)));
      expect(rows.length === 0 ? [] : answer.columns.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
      expect(answer.cut).toBe(false);
    }
    return queries.length;
  }

  it('has rows to compare for every question', async () => {
    const [[, everything]] = asked as [readonly [string, Asked]];
    for (const [name, queriesOf] of Object.entries(examples as Examples)) {
      const counts = await Promise.all(queriesOf(everything, snapshots).map((query) => ask(engine, query)));
      expect([name, counts.flat().length > 0]).toEqual([name, true]);
    }
  });
});

describe('every panel', () => {
  /** Each `<ChartFrame …>` as text; such a tag ends with a line of its own. */
  const frames = files.flatMap(({ path, text }) =>
    text
      .split(/<ChartFrame\b/)
      .slice(1)
      .map((rest) => ({ path, tag: rest.slice(0, /^\s*>$/m.exec(rest)?.index ?? rest.indexOf('>')) })),
  );

  it('shows where its numbers come from, unless it has asked nothing', () => {
    expect(frames.length).toBeGreaterThan(15);
    // What asks nothing cannot fail either; a spread is of props that have a proof by their type.
    const silent = frames.filter(({ tag }) => !/\bproof=|\berror=\{null\}|\{\.\.\./.test(tag));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('has an example of each of its questions above', () => {
    const panels = files.filter(({ text }) => /\bproofOf\(|\bqueries: \[/.test(text));
    const names = panels.flatMap(({ text }) =>
      Array.from(
        text.matchAll(/^import (?:(?!^import )[^])*?from '[./]*\/model\/queries\/\w+\.ts';$/gm),
        ([statement]) => Array.from(statement.matchAll(/\b\w+Query\b/g), ([name]) => name),
      ).flat(),
    );
    expect(names.length).toBeGreaterThan(20);
    expect([...new Set(names)].filter((name) => !(name in examples))).toEqual([]);
  });
});
