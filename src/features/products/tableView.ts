import type { Counting, Filters } from '../../model/filters.ts';
import type { ProductMeasure } from '../../model/productMeasures.ts';
import type { Alikeness } from '../../model/productTests.ts';
import type { ProductRow, StockChange } from '../../model/queries/products.ts';
import type { ProductsState } from '../../url/viewState.ts';
import { day, missing, percentRange } from '../../ui/format.ts';
import { found, sortedBy } from './listing.ts';
import { type Known, measures, plainText, type RankedMeasure, valueOf } from './measures.ts';
import { noun, products, stepNote } from './wording.ts';

export type TableColumnId = ProductMeasure | 'interval' | 'stands_out' | 'stock_change';

export interface TableColumn {
  readonly id: TableColumnId;
  readonly label: string;
  readonly align: 'start' | 'end';
  readonly isSortable: boolean;
}

/** One product as texts, and its interval for the mark. */
export interface TableRow {
  readonly name: string;
  readonly texts: Readonly<Record<TableColumnId, string>>;
  readonly range: { readonly rate: number; readonly low: number; readonly high: number } | null;
}

export interface TableView {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly counted: string;
  readonly note: string | null;
  readonly empty: string | null;
}

const tableColumns: readonly TableColumn[] = [
  { id: 'name', label: 'Product', align: 'start', isSortable: true },
  ...numbers(
    'page_view',
    'add_to_cart',
    'cart_drop_off',
    'checkout',
    'checkout_drop_off',
    'package_shipped',
    'conversion',
  ),
  { id: 'interval', label: '95 % interval', align: 'end', isSortable: false },
  { id: 'stands_out', label: 'Stands out', align: 'start', isSortable: false },
  ...numbers('orders', 'units', 'revenue', 'stock'),
  { id: 'stock_change', label: 'Last change of stock', align: 'start', isSortable: false },
];

function numbers(...ids: readonly RankedMeasure[]): TableColumn[] {
  return ids.map((id) => ({ id, label: measures[id].label, align: 'end', isSortable: true }));
}

/** Every product in the order of the link, with the marks of the test. */
export function tableView(
  rows: readonly ProductRow[],
  test: Alikeness | null,
  { sort, order, find }: Pick<ProductsState, 'sort' | 'order' | 'find'>,
  { counting, filters, known }: { counting: Counting; filters: Filters; known: Known },
): TableView {
  const shown = sortedBy(found(rows, find), sort, order, known);
  const verdicts = new Map(test?.verdicts.map(({ name, standsOut }) => [name, standsOut]));
  const notes = [
    stepNote(filters),
    counting.base === 'all' ? 'Here 100 % is the first step of each product, not everything selected.' : null,
  ].filter((note) => note !== null);
  return {
    columns: tableColumns,
    rows: shown.map((row) => tableRow(row, verdicts.get(row.name) ?? null, known)),
    counted: `${find === null ? '' : `${shown.length} of `}${products(rows.length)}, ${noun(counting.unit, 2)}`,
    note: notes.length === 0 ? null : notes.join(' '),
    empty:
      rows.length === 0
        ? 'No product matches these filters.'
        : shown.length === 0
          ? `No product is called “${find ?? ''}”.`
          : null,
  };
}

function tableRow(row: ProductRow, standsOut: 'higher' | 'lower' | null, known: Known): TableRow {
  const text = (measure: RankedMeasure) => plainText(valueOf(row, measure, known), measures[measure].kind);
  const { conversionRate: rate, conversionLow: low, conversionHigh: high } = row;
  return {
    name: row.name,
    texts: {
      name: row.name,
      page_view: text('page_view'),
      add_to_cart: text('add_to_cart'),
      cart_drop_off: text('cart_drop_off'),
      checkout: text('checkout'),
      checkout_drop_off: text('checkout_drop_off'),
      package_shipped: text('package_shipped'),
      conversion: text('conversion'),
      interval: percentRange(low, high) ?? missing,
      stands_out: standsOut ?? missing,
      orders: text('orders'),
      units: text('units'),
      revenue: text('revenue'),
      stock: text('stock'),
      stock_change: changeText(row.stockChange),
    },
    range: rate === null || low === null || high === null ? null : { rate, low, high },
  };
}

/** `0 → 20, 8 May 2023`. */
function changeText(change: StockChange | null): string {
  return change === null ? missing : `${change.from} → ${change.to}, ${day(change.day)}`;
}
