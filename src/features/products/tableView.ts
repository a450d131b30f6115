import type { OtherSide } from '../../model/comparison.ts';
import { direction } from '../../model/difference.ts';
import type { Counting, Filters } from '../../model/filters.ts';
import type { ProductSort } from '../../model/productMeasures.ts';
import type { Alikeness } from '../../model/productTests.ts';
import type { ProductRow, StockChange } from '../../model/queries/products.ts';
import type { ProductsState } from '../../url/viewState.ts';
import { day, dayRange, missing, percentRange, plainPercent, plainPoints, signedRange } from '../../ui/format.ts';
import type { Changes, ProductChange } from './changes.ts';
import { found, sortedBy } from './listing.ts';
import { type Known, measures, plainText, type RankedMeasure, valueOf } from './measures.ts';
import { noun, products, stepNote } from './wording.ts';

export type TableColumnId = ProductSort | 'interval' | 'stands_out' | 'stock_change' | OtherColumnId;
type OtherColumnId = 'conversion_there' | 'change_interval' | 'change_verdict';
/** The columns that are there only while two sides are compared. */
type ComparedColumnId = OtherColumnId | 'change';

export interface TableColumn {
  readonly id: TableColumnId;
  readonly label: string;
  readonly align: 'start' | 'end';
  readonly isSortable: boolean;
}

/** One product as texts, and its interval for the mark. */
export interface TableRow {
  readonly name: string;
  readonly texts: Readonly<Record<Exclude<TableColumnId, ComparedColumnId>, string>> &
    Readonly<Partial<Record<ComparedColumnId, string>>>;
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

const comparedColumns: readonly TableColumn[] = [
  { id: 'conversion_there', label: 'Conversion there', align: 'end', isSortable: false },
  { id: 'change', label: 'Difference', align: 'end', isSortable: true },
  { id: 'change_interval', label: '95 % of the difference, pts', align: 'end', isSortable: false },
  { id: 'change_verdict', label: 'So it is', align: 'start', isSortable: false },
];

/** The other side of the table, where two are compared. */
export interface TableSide {
  readonly side: Pick<OtherSide, 'days' | 'overlaps'>;
  readonly changes: Changes;
}

function numbers(...ids: readonly RankedMeasure[]): TableColumn[] {
  return ids.map((id) => ({ id, label: measures[id].label, align: 'end', isSortable: true }));
}

/** Every product in the order of the link, with the marks of the test and, where two sides are compared, the change of its conversion. */
export function tableView(
  rows: readonly ProductRow[],
  test: Alikeness | null,
  { sort, order, find }: Pick<ProductsState, 'sort' | 'order' | 'find'>,
  { counting, filters, known }: { counting: Counting; filters: Filters; known: Known },
  other: TableSide | null = null,
): TableView {
  const changes = other?.changes ?? null;
  const shown = sortedBy(found(rows, find), sort, order, known, changes);
  const verdicts = new Map(test?.verdicts.map(({ name, standsOut }) => [name, standsOut]));
  const notes = [
    stepNote(filters),
    counting.base === 'all' ? 'Here 100 % is the first step of each product, not everything selected.' : null,
    other === null ? null : comparedNote(other),
    sort === 'change' && other === null
      ? 'The link sorts by the change of conversion, but nothing is compared: products stand by name.'
      : null,
  ].filter((note) => note !== null);
  return {
    columns: other === null ? tableColumns : withCompared(tableColumns),
    rows: shown.map((row) => {
      const { texts, ...rest } = tableRow(row, verdicts.get(row.name) ?? null, known);
      return changes === null
        ? { ...rest, texts }
        : { ...rest, texts: { ...texts, ...comparedTexts(changes.get(row.name) ?? null) } };
    }),
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

/** After the conversion and its interval. */
function withCompared(columns: readonly TableColumn[]): readonly TableColumn[] {
  const at = columns.findIndex(({ id }) => id === 'interval') + 1;
  return [...columns.slice(0, at), ...comparedColumns, ...columns.slice(at)];
}

function comparedNote({ side: { days }, changes }: TableSide): string {
  const name = days === null ? 'the rest' : dayRange(days.from, days.to);
  if (changes.size === 0) return `“There” is ${name}; no product is listed on both sides.`;
  return `“There” is ${name}. Each interval stands for itself: of twenty products that are alike, one looks higher or lower by chance.`;
}

function comparedTexts(change: ProductChange | null): Record<ComparedColumnId, string> {
  const difference = change?.difference ?? null;
  const { low = null, high = null } = difference ?? {};
  const hasInterval = difference !== null && low !== null && high !== null;
  return {
    conversion_there: plainPercent(change?.there.conversionRate ?? null),
    change: plainPoints(difference?.value ?? null),
    change_interval: hasInterval ? signedRange(low * 100, high * 100, 1) : missing,
    change_verdict: hasInterval ? (direction(difference) ?? 'within chance') : missing,
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
