import * as fc from 'fast-check';
import type { Counting, Filters, Grain } from '../model/filters.ts';
import { funnelOf, totalsOf, trendOf } from './oracle.ts';
import type { Shop } from './shop.ts';

/** One version of a product’s stock, as a dbt snapshot holds it. */
export interface StockVersion {
  readonly product_id: string;
  readonly inventory: number;
  readonly dbt_valid_from: string;
  readonly dbt_valid_to: string | null;
}
export type StockedShop = Shop & { readonly product_inventory_snapshot: readonly StockVersion[] };

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const loss = (part: number, whole: number) => (whole === 0 ? null : 1 - part / whole);
const holds = (name: string, { mode, values }: Filters['product']) =>
  values.length === 0 || values.includes(name) === (mode === 'only');
const alone = (filters: Filters, name: string): Filters => ({ ...filters, product: { mode: 'only', values: [name] } });
const of = (counting: Counting): Counting => ({ ...counting, base: 'first' });

/** Every listed product with the numbers of a funnel in which it alone is chosen, and its stock from version to version. */
export function productsOf(shop: StockedShop, filters: Filters, counting: Counting) {
  return shop.products
    .filter(({ name }) => holds(name, filters.product))
    .map(({ product_id, name }) => {
      const [viewed = 0, carted = 0, checkedOut = 0, shipped = 0] = funnelOf(
        shop,
        alone(filters, name),
        of(counting),
      ).map(({ count }) => count);
      const { orders, units, revenue } = totalsOf(shop, alone(filters, name), of(counting));
      const versions = shop.product_inventory_snapshot
        .filter((version) => version.product_id === product_id)
        .sort((a, b) => (a.dbt_valid_from < b.dbt_valid_from ? -1 : 1));
      const moves = versions.flatMap((version, at) => {
        const before = versions[at - 1];
        if (before === undefined || before.inventory === version.inventory) return [];
        return [{ from: before.inventory, to: version.inventory, day: version.dbt_valid_from.slice(0, 10) }];
      });
      return {
        name,
        counts: { page_view: viewed, add_to_cart: carted, checkout: checkedOut, package_shipped: shipped },
        cartDropOffRate: loss(carted, viewed),
        checkoutDropOffRate: loss(checkedOut, carted),
        conversionRate: share(checkedOut, viewed),
        orders,
        units,
        revenue,
        stock: versions.at(-1)?.inventory ?? null,
        stockChange: moves.at(-1) ?? null,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Buckets × products, those in which a session is at a step. */
export function productBucketsOf(shop: Shop, filters: Filters, counting: Counting, grain: Grain) {
  return shop.products
    .filter(({ name }) => holds(name, filters.product))
    .flatMap(({ name }) =>
      trendOf(shop, alone(filters, name), of(counting), grain).map(({ bucket, counts }) => ({
        bucket,
        name,
        viewed: counts.page_view,
        carted: counts.add_to_cart,
        checkedOut: counts.checkout,
      })),
    )
    .filter(({ viewed, carted, checkedOut }) => viewed + carted + checkedOut > 0)
    .sort((a, b) => (a.bucket === b.bucket ? (a.name < b.name ? -1 : 1) : a.bucket < b.bucket ? 1 : -1));
}

/** The level a product had at a moment: the one version whose time holds it. */
export function stockOf(shop: StockedShop, name: string) {
  const id = shop.products.find((product) => product.name === name)?.product_id;
  const seen = shop.product_inventory_snapshot.flatMap((version) => [
    version.dbt_valid_from,
    ...(version.dbt_valid_to === null ? [] : [version.dbt_valid_to]),
  ]);
  const moments = [...new Set(seen)].sort();
  return moments
    .filter((moment, at) => moments[at + 1]?.slice(0, 10) !== moment.slice(0, 10))
    .map((moment) => {
      const version = shop.product_inventory_snapshot.find(
        ({ product_id, dbt_valid_from: from, dbt_valid_to: to }) =>
          product_id === id && from <= moment && (to === null || moment < to),
      );
      return { day: moment.slice(0, 10), level: version?.inventory ?? null };
    });
}

const moments = ['2023-04-17T01:00:00Z', '2023-04-17T09:00:00Z', '2023-04-24T01:00:00Z', '2023-05-01T01:00:00Z'];

/** Versions for the products of a shop: some products from later on, some taken out at the end, some seen again unmoved. */
export function arbitraryStock(products: readonly string[]): fc.Arbitrary<readonly StockVersion[]> {
  const ofProduct = (product_id: string) =>
    fc
      .tuple(
        fc.subarray(moments),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
        fc.option(fc.constant('2023-05-08T01:00:00Z')),
      )
      .map(([seen, levels, end]) =>
        seen.map((from, at) => ({
          product_id,
          inventory: levels[at] ?? 0,
          dbt_valid_from: from,
          dbt_valid_to: seen[at + 1] ?? end,
        })),
      );
  return fc.tuple(...products.map(ofProduct)).map((each) => each.flat());
}
