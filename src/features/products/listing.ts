import type { ProductMeasure } from '../../model/productMeasures.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { type Known, valueOf } from './measures.ts';

export type Order = 'ascending' | 'descending';

/** The rows by a measure, what is unknown last from either end, ties by name. */
export function sortedBy(
  rows: readonly ProductRow[],
  measure: ProductMeasure,
  order: Order,
  known: Known,
): readonly ProductRow[] {
  const sign = order === 'ascending' ? 1 : -1;
  if (measure === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a, measure, known), valueOf(b, measure, known)];
    if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1;
    return sign * (x - y) || byName(a, b);
  });
}

/** The rows whose name holds the text, large and small letters alike. */
export function found(rows: readonly ProductRow[], find: string | null): readonly ProductRow[] {
  if (find === null) return rows;
  const text = find.toLowerCase();
  return rows.filter(({ name }) => name.toLowerCase().includes(text));
}

/** The first press sorts the largest first, names from A; the second turns it round. */
export function nextSort(
  sort: ProductMeasure,
  order: Order,
  pressed: ProductMeasure,
): { sort: ProductMeasure; order: Order } {
  const first = pressed === 'name' ? 'ascending' : 'descending';
  if (sort !== pressed) return { sort: pressed, order: first };
  return { sort, order: order === 'ascending' ? 'descending' : 'ascending' };
}

const collator = new Intl.Collator('en', { numeric: true });

function byName(a: ProductRow, b: ProductRow): number {
  return collator.compare(a.name, b.name);
}
