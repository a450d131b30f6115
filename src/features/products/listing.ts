import type { ProductSort } from '../../model/productMeasures.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import type { Changes } from './changes.ts';
import { type Known, valueOf } from './measures.ts';

export type Order = 'ascending' | 'descending';

/** The rows by a measure or by their change, what is unknown last from either end, ties by name. */
export function sortedBy(
  rows: readonly ProductRow[],
  sort: ProductSort,
  order: Order,
  known: Known,
  changes: Changes | null = null,
): readonly ProductRow[] {
  const sign = order === 'ascending' ? 1 : -1;
  if (sort === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  const value = (row: ProductRow) =>
    sort === 'change' ? (changes?.get(row.name)?.difference?.value ?? null) : valueOf(row, sort, known);
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
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
export function nextSort(sort: ProductSort, order: Order, pressed: ProductSort): { sort: ProductSort; order: Order } {
  const first = pressed === 'name' ? 'ascending' : 'descending';
  if (sort !== pressed) return { sort: pressed, order: first };
  return { sort, order: order === 'ascending' ? 'descending' : 'ascending' };
}

const collator = new Intl.Collator('en', { numeric: true });

function byName(a: ProductRow, b: ProductRow): number {
  return collator.compare(a.name, b.name);
}
