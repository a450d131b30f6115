import type { Conditions } from '../../src/model/condition.ts';
import { partitionIds } from '../../src/model/dimensions.ts';
import type { Counting, Day, Filters } from '../../src/model/filters.ts';
import { breakdownQuery } from '../../src/model/queries/breakdown.ts';
import { burstQuery } from '../../src/model/queries/burst.ts';
import { byCountryQuery, byStateQuery } from '../../src/model/queries/byPlace.ts';
import { driverCandidatesQuery } from '../../src/model/queries/driversCandidates.ts';
import { driverFiguresQuery } from '../../src/model/queries/driversFigures.ts';
import { driverOverlapQuery } from '../../src/model/queries/driversOverlap.ts';
import { type Facts, factsQuery, valuesQuery } from '../../src/model/queries/facts.ts';
import { funnelQuery } from '../../src/model/queries/funnel.ts';
import { martSizesQuery, martTimesQuery } from '../../src/model/queries/martFacts.ts';
import { optionsQuery } from '../../src/model/queries/options.ts';
import { ordersByQuery } from '../../src/model/queries/ordersBy.ts';
import { deliveryDaysQuery, ordersDeliveryQuery } from '../../src/model/queries/ordersDelivery.ts';
import { ordersFactsQuery } from '../../src/model/queries/ordersFacts.ts';
import { ordersPerUserQuery } from '../../src/model/queries/ordersPerUser.ts';
import {
  orderChangesQuery,
  orderMovesQuery,
  orderSnapshotsQuery,
  ordersStatusQuery,
} from '../../src/model/queries/ordersStatus.ts';
import { ordersTotalsQuery } from '../../src/model/queries/ordersTotals.ts';
import { ordersTrendQuery } from '../../src/model/queries/ordersTrend.ts';
import { productBucketsQuery } from '../../src/model/queries/productBuckets.ts';
import { productsQuery } from '../../src/model/queries/products.ts';
import { productStockQuery } from '../../src/model/queries/productStock.ts';
import { sessionEventsQuery, sessionMarksQuery } from '../../src/model/queries/sessionEvents.ts';
import { sessionCountQuery, sessionListQuery, sessionOrders } from '../../src/model/queries/sessionList.ts';
import { stockChangesQuery } from '../../src/model/queries/stockChanges.ts';
import { stockLevelsQuery } from '../../src/model/queries/stockLevels.ts';
import { stockMeasuresQuery } from '../../src/model/queries/stockMeasures.ts';
import { stockOutsQuery } from '../../src/model/queries/stockOuts.ts';
import { stockOutsDuringQuery } from '../../src/model/queries/stockOutsDuring.ts';
import { spanOf } from '../../src/model/queries/stockRange.ts';
import { stockSalesQuery } from '../../src/model/queries/stockSales.ts';
import { type StockSnapshot, stockSnapshotsQuery } from '../../src/model/queries/stockSnapshots.ts';
import { timeBinsQuery, timesQuery } from '../../src/model/queries/timeToConvert.ts';
import { spreadsQuery, totalsQuery } from '../../src/model/queries/totals.ts';
import { trendQuery } from '../../src/model/queries/trend.ts';
import { usersQuery } from '../../src/model/queries/users.ts';
import { usersByCountryQuery, usersByStateQuery } from '../../src/model/queries/usersByPlace.ts';
import { spanIds } from '../../src/model/condition.ts';
import type { Query } from '../../src/model/query.ts';

/** Which sessions are asked about. */
export interface Drawn {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly conditions: Conditions;
}

/** What is asked of, beside filters. */
export interface Asked extends Drawn {
  readonly facts: Facts;
  /** All of the dataset, the oldest first. */
  readonly snapshots: readonly StockSnapshot[];
  /** The first and the last day of snapshots of orders. */
  readonly a: Day;
  readonly b: Day;
  readonly products: readonly string[];
  readonly sessions: readonly string[];
}

/** With all dimensions, ClickHouse spends half a minute on the plan of the search for drivers. */
const few = (facts: Facts): Facts => ({
  ...facts,
  hasPlaces: false,
  hasEmployees: false,
  hasViewedStock: false,
  firstDay: null,
});

/** Every question of the dashboard with examples of it, by the name of the function that makes it. */
export const questions: Readonly<Record<string, (asked: Asked) => readonly Query<unknown>[]>> = {
  breakdownQuery: ({ filters, counting }) =>
    partitionIds.map((dimension) => breakdownQuery(filters, counting, dimension, { most: 2 })),
  burstQuery: ({ filters, counting }) => [burstQuery(filters, counting)],
  byCountryQuery: ({ filters, counting }) => [byCountryQuery(filters, counting)],
  byStateQuery: ({ filters, counting }) => [byStateQuery(filters, counting)],
  deliveryDaysQuery: ({ filters, counting }) => [deliveryDaysQuery(filters, counting)],
  driverCandidatesQuery: ({ filters, counting, facts, conditions }) => [
    driverCandidatesQuery(filters, counting, 'all', few(facts), []),
    driverCandidatesQuery(filters, counting, 'package_shipped', few(facts), [conditions]),
  ],
  driverFiguresQuery: ({ filters, counting, conditions }) => [
    driverFiguresQuery(filters, counting, 'all', conditions, []),
    driverFiguresQuery(filters, counting, 'checkout', [{ key: 'traffic', value: 'burst' }], [conditions]),
  ],
  driverOverlapQuery: ({ filters, counting, conditions }) => [
    driverOverlapQuery(filters, counting, 'all', conditions, [[{ key: 'traffic', value: 'burst' }], conditions], []),
  ],
  factsQuery: () => [factsQuery()],
  funnelQuery: ({ filters, counting }) => [funnelQuery(filters, counting)],
  martSizesQuery: () => [martSizesQuery()],
  martTimesQuery: () => [martTimesQuery()],
  optionsQuery: ({ filters, counting }) =>
    (['product', 'country', 'state', 'employee', 'traffic'] as const).map((filter) =>
      optionsQuery(filters, counting, filter),
    ),
  orderChangesQuery: ({ filters, counting, a, b }) => [orderChangesQuery(filters, counting, { a, b, limit: 7 })],
  orderMovesQuery: ({ filters, counting, a, b }) => [orderMovesQuery(filters, counting, a, b)],
  orderSnapshotsQuery: () => [orderSnapshotsQuery()],
  ordersByQuery: ({ filters, counting }) =>
    (['promo', 'shipping service', 'shipping state'] as const).map((by) => ordersByQuery(filters, counting, by)),
  ordersDeliveryQuery: ({ filters, counting }) => [ordersDeliveryQuery(filters, counting)],
  ordersFactsQuery: () => [ordersFactsQuery()],
  ordersPerUserQuery: ({ filters, counting }) => [ordersPerUserQuery(filters, counting)],
  ordersStatusQuery: ({ filters, counting }) => [ordersStatusQuery(filters, counting)],
  ordersTotalsQuery: ({ filters, counting }) => [ordersTotalsQuery(filters, counting)],
  ordersTrendQuery: ({ filters, counting }) => [
    ordersTrendQuery(filters, counting, 'day', 'session start'),
    ordersTrendQuery(filters, counting, 'month', 'session start'),
    ordersTrendQuery(filters, counting, 'hour', 'order date'),
  ],
  productBucketsQuery: ({ filters, counting }) =>
    [null, "L's", '%_'].map((find) => productBucketsQuery(filters, counting, 'week', find)),
  productStockQuery: ({ products }) => products.slice(0, 2).map((name) => productStockQuery(name)),
  productsQuery: ({ filters, counting }) => [productsQuery(filters, counting)],
  sessionCountQuery: ({ filters, counting, conditions }) => [
    sessionCountQuery({ filters, counting, conditions: [] }),
    sessionCountQuery({ filters, counting, conditions }),
  ],
  sessionEventsQuery: ({ sessions }) => sessions.slice(0, 2).map((session) => sessionEventsQuery(session, 5)),
  sessionListQuery: ({ filters, counting, conditions }) =>
    sessionOrders.flatMap((by) => [
      sessionListQuery({ filters, counting, conditions: [] }, { by, order: 'ascending' }, { offset: 0, limit: 9 }),
      sessionListQuery({ filters, counting, conditions }, { by, order: 'descending' }, { offset: 2, limit: 3 }),
    ]),
  sessionMarksQuery: ({ sessions }) => [sessionMarksQuery(sessions), sessionMarksQuery([])],
  stockChangesQuery: ({ filters, snapshots }) => {
    const { from, to } = spanOf(snapshots);
    return [stockChangesQuery(from, to, filters.product)];
  },
  stockLevelsQuery: ({ snapshots, products }) => [stockLevelsQuery(spanOf(snapshots), products)],
  stockMeasuresQuery: ({ filters, snapshots }) => [
    stockMeasuresQuery(spanOf(snapshots), filters.product),
    stockMeasuresQuery(spanOf(snapshots.slice(1).length > 0 ? snapshots.slice(1) : snapshots), filters.product),
  ],
  stockOutsDuringQuery: ({ filters, a, b }) => [stockOutsDuringQuery(a, b, filters.product)],
  stockOutsQuery: ({ filters, snapshots }) => [stockOutsQuery(spanOf(snapshots), filters.product)],
  stockSalesQuery: ({ snapshots }) => [stockSalesQuery(spanOf(snapshots))],
  stockSnapshotsQuery: () => [stockSnapshotsQuery()],
  spreadsQuery: ({ filters, counting }) => [spreadsQuery(filters, counting)],
  timeBinsQuery: ({ filters, counting }) => spanIds.map((span) => timeBinsQuery(filters, counting, span)),
  timesQuery: ({ filters, counting }) => spanIds.map((span) => timesQuery(filters, counting, span)),
  totalsQuery: ({ filters, counting }) => [totalsQuery(filters, counting)],
  trendQuery: ({ filters, counting }) =>
    (['hour', 'day', 'week', 'month'] as const).map((grain) => trendQuery(filters, counting, grain)),
  usersByCountryQuery: ({ filters, counting }) => [usersByCountryQuery(filters, counting)],
  usersByStateQuery: ({ filters, counting }) => [usersByStateQuery(filters, counting)],
  usersQuery: ({ filters, counting }) => [usersQuery(filters, counting)],
  valuesQuery: () => [valuesQuery()],
};
