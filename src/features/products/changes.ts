import { type OtherSide, shareBetween } from '../../model/comparison.ts';
import type { Difference } from '../../model/difference.ts';
import type { ProductRow } from '../../model/queries/products.ts';

/** A product on the other side of a comparison. */
export interface ProductChange {
  readonly there: ProductRow;
  /** Of conversion; null where one side has none. */
  readonly difference: Difference | null;
}

/** By name; a product that only one side lists is not among them. */
export type Changes = ReadonlyMap<string, ProductChange>;

/** The products that both sides list, each with the difference of its conversion. */
export function changesOf(
  rows: readonly ProductRow[],
  others: readonly ProductRow[],
  side: Pick<OtherSide, 'overlaps'>,
): Changes {
  const theirs = new Map(others.map((row) => [row.name, row]));
  return new Map(
    rows.flatMap((row) => {
      const there = theirs.get(row.name);
      if (there === undefined) return [];
      return [[row.name, { there, difference: shareBetween(conversionOf(row), conversionOf(there), side) }]];
    }),
  );
}

function conversionOf({ conversionRate: rate, conversionLow: low, conversionHigh: high }: ProductRow) {
  return { rate, low, high };
}
