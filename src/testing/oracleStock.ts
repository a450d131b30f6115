import * as fc from 'fast-check';
import type { Scalar } from '../sql/sql.ts';
import { type Shop, tinyShop } from './shop.ts';

/** Levels of some products at some times, and what follows from them, by plain loops over the grid. */
export interface StockHistory {
  readonly kind: 'dbt' | 'plain';
  /** ISO, ascending. */
  readonly times: readonly string[];
  readonly products: readonly StockedProduct[];
}

interface StockedProduct {
  readonly product_id: string;
  readonly name: string;
  /** At each time; in a dbt snapshot null is a product that is not listed, in plain levels one that was not counted. */
  readonly levels: readonly (number | null)[];
  /** Where something other than the level changed, so that dbt writes a version more. */
  readonly reprices: readonly boolean[];
}

const named = [
  { product_id: 'fern', name: 'Fern' },
  { product_id: 'palm', name: 'Palm, tall' },
  { product_id: 'ivy', name: "Devil's Ivy" },
];
const day = 86_400_000;
const start = Date.parse('2021-02-07T06:30:00.125Z');

/** Random histories of up to three products and six times: gaps, equal levels, one snapshot, zero at either end, two times on one day. */
export const arbitraryHistory: fc.Arbitrary<StockHistory> = fc
  .record({
    kind: fc.constantFrom('dbt' as const, 'plain' as const),
    gaps: fc.array(fc.constantFrom(0.25, 0.5, 1, 3, 7), { maxLength: 5 }),
    levels: fc.array(
      fc.array(fc.option(fc.constantFrom(0, 0, 1, 5, 5, 9, -1), { freq: 5 }), { minLength: 6, maxLength: 6 }),
      { minLength: 1, maxLength: 3 },
    ),
    reprices: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  })
  .map(({ kind, gaps, levels, reprices }) => {
    const times = [0, ...gaps].map((_, index) => {
      const passed = gaps.slice(0, index).reduce((sum, gap) => sum + gap, 0);
      return new Date(start + passed * day).toISOString();
    });
    return {
      kind,
      times,
      products: levels.map((all, index) => ({
        ...(named[index] ?? { product_id: `p${index}`, name: `p${index}` }),
        levels: all.slice(0, times.length),
        reprices,
      })),
    };
  });

/** A shop with this history, delivered as dbt or a plain file would; its orders span four days. */
export function shopWithStock(stock: StockHistory): Shop {
  const snapshot = stock.products.flatMap((product) => versionsOf(product, stock.times));
  const plain = stock.products.flatMap(({ product_id, levels }) =>
    levels.flatMap((inventory, index) =>
      inventory === null ? [] : [{ product_id, date: stock.times[index] ?? null, inventory }],
    ),
  );
  const delivered: Readonly<Record<string, readonly Readonly<Record<string, Scalar>>[]>> = {
    product_inventory_snapshot: stock.kind === 'dbt' ? snapshot : [],
    inventory_levels: stock.kind === 'plain' ? plain : [],
  };
  const shop: Shop = {
    ...tinyShop,
    products: named.map((product) => ({ ...product, price: 1 })),
    orders: [
      { order_id: 'o1', user_id: null, created_at: '2021-02-08T12:00:00Z' },
      { order_id: 'o2', user_id: null, created_at: '2021-02-12T12:00:00Z' },
    ],
  };
  return { ...shop, ...delivered };
}

function versionsOf({ product_id, levels, reprices }: StockedProduct, times: readonly string[]) {
  const versions: { product_id: string; inventory: number; dbt_valid_from: string; dbt_valid_to: string | null }[] = [];
  levels.forEach((inventory, index) => {
    const time = times[index] ?? '';
    const open = versions.at(-1)?.dbt_valid_to === null ? versions.at(-1) : undefined;
    if (open !== undefined && open.inventory === inventory && reprices[index] !== true) return;
    if (open !== undefined) open.dbt_valid_to = time;
    if (inventory !== null) versions.push({ product_id, inventory, dbt_valid_from: time, dbt_valid_to: null });
  });
  return versions;
}

interface Grid {
  readonly times: readonly number[];
  readonly rows: readonly { readonly product: string; readonly levels: readonly (number | null)[] }[];
}

/** What can be known of a history: the times that left a trace, and the level of each product at each of them. */
export function gridOf({ kind, times, products }: StockHistory): Grid {
  const carried = products.map(({ name, levels, reprices }) => ({
    product: name,
    reprices,
    levels: levels.map((level, index) =>
      kind === 'dbt' ? level : (levels.slice(0, index + 1).findLast((known) => known !== null) ?? null),
    ),
    seen: levels,
  }));
  const traced = times.flatMap((_, index) => {
    const isTraced = carried.some(({ levels, reprices, seen }) => {
      if (kind === 'plain') return seen[index] !== null;
      const before = index === 0 ? null : (levels[index - 1] ?? null);
      return levels[index] !== before || (levels[index] !== null && reprices[index] === true);
    });
    return isTraced ? [index] : [];
  });
  return {
    times: traced.map((index) => Date.parse(times[index] ?? '')),
    rows: carried.map(({ product, levels }) => ({ product, levels: traced.map((index) => levels[index] ?? null) })),
  };
}

const soldPerProduct: Readonly<Record<string, number>> = { Fern: 5, 'Palm, tall': 1 };
const soldAt: Readonly<Record<string, readonly { at: number; units: number }[]>> = {
  Fern: [
    { at: Date.parse('2021-02-08T12:00:00Z'), units: 2 },
    { at: Date.parse('2021-02-12T12:00:00Z'), units: 3 },
  ],
  'Palm, tall': [{ at: Date.parse('2021-02-08T12:00:00Z'), units: 1 }],
};

/** The measures of every product with a level between two positions of the grid, by name. */
export function measuresOf({ times, rows }: Grid, from: number, to: number) {
  return rows.flatMap(({ product, levels: all }) => {
    const levels = all.slice(from, to + 1);
    const at = times.slice(from, to + 1);
    const known = levels.filter((level) => level !== null);
    const [first] = known;
    const last = known.at(-1);
    if (first === undefined || last === undefined) return [];
    const deltas = known.slice(1).map((level, index) => level - (known[index] ?? 0));
    const changes = deltas.filter((delta) => delta !== 0).length;
    const sum = (values: readonly number[]) => values.reduce((all_, value) => all_ + value, 0);
    const held = levels.flatMap((level, index) => {
      const next = at[index + 1];
      return level === null || next === undefined ? [] : [{ level, time: next - (at[index] ?? 0) }];
    });
    const time = sum(held.map((one) => one.time));
    const mean = time === 0 ? null : sum(held.map((one) => one.level * one.time)) / time;
    const spread = mean === null ? null : Math.sqrt(sum(held.map((one) => (one.level - mean) ** 2 * one.time)) / time);
    return [
      {
        product,
        first,
        last,
        lowest: Math.min(...known),
        highest: Math.max(...known),
        changes,
        versions: changes + 1,
        fluctuation: sum(deltas.map(Math.abs)),
        depletion: sum(deltas.map((delta) => Math.max(-delta, 0))),
        restock: sum(deltas.map((delta) => Math.max(delta, 0))),
        stockOuts: levels.filter((level, index) => isZero(level) && (index === 0 || !isZero(levels[index - 1]))).length,
        variation: mean === null || spread === null || mean <= 0 ? null : spread / mean,
        daysOfCover: coverOf(product, last, at),
      },
    ];
  });
}

function isZero(level: number | null | undefined): boolean {
  return level !== null && level !== undefined && level <= 0;
}

function coverOf(product: string, last: number, at: readonly number[]): number | null {
  const from = Math.max(at[0] ?? 0, Date.parse('2021-02-08T12:00:00Z'));
  const to = Math.min(at.at(-1) ?? 0, Date.parse('2021-02-12T12:00:00Z'));
  const days = (to - from) / day;
  if (days < 1 || soldPerProduct[product] === undefined) return null;
  const units = (soldAt[product] ?? []).filter((sale) => sale.at >= from && sale.at <= to);
  const sold = units.reduce((sum, sale) => sum + sale.units, 0);
  return sold === 0 ? null : Math.max(last, 0) / (sold / days);
}

/** The stock-outs that touch the positions from `from` to `to`, by name and time. */
export function stockOutsOf({ times, rows }: Grid, from: number, to: number) {
  const dayOf = (index: number) => new Date(times[index] ?? 0).toISOString().slice(0, 10);
  return rows.flatMap(({ product, levels }) =>
    levels.flatMap((level, first) => {
      if (!isZero(level) || isZero(levels[first - 1])) return [];
      let last = first;
      while (isZero(levels[last + 1])) last += 1;
      if (last < from || first > to) return [];
      // The stretch before and after: across times at which the product was not listed.
      const prior = levels.slice(0, first).findLastIndex((other) => other !== null);
      const offset = levels.slice(last + 1).findIndex((other) => other !== null);
      const next = offset < 0 ? -1 : last + 1 + offset;
      const hadStock = prior >= 0 && !isZero(levels[prior]);
      const isBack = next >= 0 && !isZero(levels[next]);
      return [
        {
          product,
          lastWith: hadStock ? dayOf(prior) : null,
          firstAtZero: dayOf(first),
          lastAtZero: dayOf(last),
          backBy: isBack ? dayOf(next) : null,
          isOpen: last === levels.length - 1,
          shortestDays: ((times[last] ?? 0) - (times[first] ?? 0)) / day,
          longestDays: hadStock && isBack ? ((times[next] ?? 0) - (times[prior] ?? 0)) / day : null,
        },
      ];
    }),
  );
}
