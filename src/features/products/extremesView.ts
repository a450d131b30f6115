import type { MeasureBar } from '../../charts/MeasureBars.tsx';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { ProductMeasure } from '../../model/productMeasures.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { sortedBy } from './listing.ts';
import { type Known, measures, plainText, readText, valueOf } from './measures.ts';

export interface ExtremesView {
  readonly highest: readonly MeasureBar[];
  readonly lowest: readonly MeasureBar[];
  readonly isLoss: boolean;
  readonly numbers: Numbers;
  readonly empty: string | null;
}

/** The products at either end of a measure; those without a number are at neither. */
export function extremesView(
  rows: readonly ProductRow[],
  { measure, top, focus }: { measure: ProductMeasure; top: number; focus: string | null },
  known: Known,
  currency: string,
): ExtremesView {
  if (measure === 'name') return { ...nothing, empty: 'Names have no highest and lowest. Choose a number above.' };
  const { label, kind, isLoss } = measures[measure];
  const valued = rows.filter((row) => valueOf(row, measure, known) !== null);
  const longest = Math.max(0, ...valued.map((row) => valueOf(row, measure, known) ?? 0));
  const end = (order: 'ascending' | 'descending') => sortedBy(valued, measure, order, known).slice(0, top);
  const bar = (row: ProductRow): MeasureBar => {
    const value = valueOf(row, measure, known) ?? 0;
    return {
      id: row.name,
      label: row.name,
      length: longest === 0 ? 0 : value / longest,
      valueText: readText(value, kind, currency),
      name: `${row.name}: ${label.toLowerCase()} ${plainText(value, kind)}`,
      selected: row.name === focus,
    };
  };
  const [highest, lowest] = [end('descending'), end('ascending')];
  const line = (name: string) => (row: ProductRow, at: number) => [
    `${name} ${at + 1}`,
    row.name,
    plainText(valueOf(row, measure, known), kind),
  ];
  return {
    highest: highest.map(bar),
    lowest: lowest.map(bar),
    isLoss,
    numbers: {
      columns: [
        { label: 'Place', align: 'start' },
        { label: 'Product', align: 'start' },
        { label, align: 'end' },
      ],
      rows: [...highest.map(line('Highest')), ...lowest.map(line('Lowest'))],
    },
    empty: valued.length === 0 ? `No product has a number for ${label.toLowerCase()}.` : null,
  };
}

const nothing: ExtremesView = {
  highest: [],
  lowest: [],
  isLoss: false,
  numbers: { columns: [{ label: 'Place', align: 'start' }], rows: [] },
  empty: null,
};
