import type { ProductMeasure } from '../../model/productMeasures.ts';
import type { Facts } from '../../model/queries/facts.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { stepOf } from '../../model/steps.ts';
import { type WordId, words } from '../../model/words.ts';
import { count, money, percent, plainMoney, plainCount, plainPercent } from '../../ui/format.ts';

/** A number of a product that it can be ranked by. */
export type RankedMeasure = Exclude<ProductMeasure, 'name'>;

export interface Measure {
  readonly label: string;
  /** What defines it. */
  readonly word: WordId | null;
  readonly kind: 'count' | 'rate' | 'money';
  /** Less of it is better. */
  readonly isLoss: boolean;
  readonly of: (row: ProductRow) => number | null;
}

export const measures: Readonly<Record<RankedMeasure, Measure>> = {
  page_view: stepMeasure('page_view'),
  add_to_cart: stepMeasure('add_to_cart'),
  checkout: stepMeasure('checkout'),
  package_shipped: stepMeasure('package_shipped'),
  cart_drop_off: rateMeasure('cartDropOff', true, (row) => row.cartDropOffRate),
  checkout_drop_off: rateMeasure('checkoutDropOff', true, (row) => row.checkoutDropOffRate),
  conversion: rateMeasure('productConversion', false, (row) => row.conversionRate),
  orders: countMeasure('orders', (row) => row.orders),
  units: countMeasure('units', (row) => row.units),
  revenue: {
    label: words.revenue.label,
    word: 'revenue',
    kind: 'money',
    isLoss: false,
    of: (row) => row.revenue,
  },
  stock: countMeasure('stockNow', (row) => row.stock),
};

export const rankedMeasures = Object.keys(measures) as readonly RankedMeasure[];

function stepMeasure(step: 'page_view' | 'add_to_cart' | 'checkout' | 'package_shipped'): Measure {
  return {
    label: stepOf(step).label,
    word: null,
    kind: 'count',
    isLoss: false,
    of: (row) => row.counts[step],
  };
}

function countMeasure(word: WordId, of: Measure['of']): Measure {
  return { label: words[word].label, word, kind: 'count', isLoss: false, of };
}

function rateMeasure(word: WordId, isLoss: boolean, of: Measure['of']): Measure {
  return { label: words[word].label, word, kind: 'rate', isLoss, of };
}

/** What this dataset can tell: a shop whose orders are not known has not sold nothing. */
export interface Known {
  readonly orders: boolean;
  readonly revenue: boolean;
}

export function knownIn({ hasOrders, hasRevenue }: Pick<Facts, 'hasOrders' | 'hasRevenue'>): Known {
  return { orders: hasOrders, revenue: hasRevenue };
}

/** The number of a product, or null where there is none. */
export function valueOf(row: ProductRow, measure: RankedMeasure, known: Known): number | null {
  if ((measure === 'orders' || measure === 'units') && !known.orders) return null;
  if (measure === 'revenue' && !known.revenue) return null;
  return measures[measure].of(row);
}

/** For tables: `61`, `39.34 %`, `1677.50`. */
export function plainText(value: number | null, kind: Measure['kind']): string {
  if (kind === 'rate') return plainPercent(value);
  return kind === 'money' ? plainMoney(value) : plainCount(value);
}

/** For reading: `1 845`, `39.34 %`, `$1 678`. */
export function readText(value: number, kind: Measure['kind'], currency: string): string {
  if (kind === 'rate') return percent(value);
  return kind === 'money' ? money(value, currency) : count(value);
}
