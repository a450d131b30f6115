import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RangeMark } from '../../charts/RangeMark.tsx';
import { type ProductSort, productSorts } from '../../model/productMeasures.ts';
import { shows } from '../../model/subjects.ts';
import type { WordId } from '../../model/words.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { missing } from '../../ui/format.ts';
import type { ProductsState } from '../../url/viewState.ts';
import { Defined } from './Defined.tsx';
import { nextSort } from './listing.ts';
import type { PanelState } from './panelState.ts';
import styles from './TablePanel.module.css';
import type { TableColumnId, TableRow, TableView } from './tableView.ts';

interface TablePanelProps extends PanelState {
  readonly view: TableView | null;
  readonly chosen: ProductsState;
  readonly onChoose: (patch: Partial<ProductsState>, mode?: 'push' | 'replace') => void;
  readonly onFocus: (product: string) => void;
}

const height = 452;
const comparedWords = ['compared', 'difference', 'differenceInterval'] as const satisfies readonly WordId[];
const defined = [
  'productConversion',
  'interval',
  'cartDropOff',
  'checkoutDropOff',
  'orders',
  'units',
  'revenue',
  'stockNow',
  'standsOut',
] as const satisfies readonly WordId[];

/** Every product, sortable and searchable. A row is looked at closely. */
export function TablePanel({ view, chosen, asked, stale, error, onChoose, onFocus }: TablePanelProps) {
  const rows = useMemo(
    () =>
      view?.rows.map((row) => ({
        id: row.name,
        cells: view.columns.map(({ id }) => <Cell key={id} row={row} column={id} />),
      })) ?? [],
    [view],
  );
  const isCompared = asked.others.length > 0;
  return (
    <ChartFrame
      title="Products"
      subjects={shows('sessions', 'steps', 'products', 'orders', 'units', 'revenue', 'stock')}
      subtitle={
        <>
          {view?.counted} · <Defined word="productRow">per product</Defined> ·{' '}
          <Defined word="interval">95 % interval</Defined> · <Defined word="standsOut">stands out</Defined> ·{' '}
          <Defined word="stockNow">stock</Defined>
          {isCompared && (
            <>
              {' '}
              · <Defined word="difference">difference</Defined> and its{' '}
              <Defined word="differenceInterval">95 % interval</Defined>
            </>
          )}
        </>
      }
      tools={
        <FindField
          label="Find a product"
          value={chosen.find ?? ''}
          onChange={(text) => onChoose({ find: text === '' ? null : text }, 'replace')}
        />
      }
      numbers={view === null ? null : 'drawn'}
      stale={stale}
      error={error}
      proof={proofOf(
        [...asked.words, ...defined, ...(isCompared ? comparedWords : [])],
        isCompared ? [...asked.queries, ...asked.others] : asked.queries,
      )}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={height}
    >
      {view !== null && (
        <DataTable
          caption="Products"
          columns={view.columns}
          rows={rows}
          sort={{ column: chosen.sort, order: chosen.order }}
          onSort={(column) => {
            if (isSort(column)) onChoose(nextSort(chosen.sort, chosen.order, column));
          }}
          chosen={chosen.focus}
          onChoose={onFocus}
          height={height}
        />
      )}
    </ChartFrame>
  );
}

function Cell({ row, column }: { row: TableRow; column: TableColumnId }) {
  const text = row.texts[column] ?? missing;
  if (column === 'interval' && row.range !== null) {
    return (
      <span className={styles.interval}>
        <RangeMark {...row.range} />
        {text}
      </span>
    );
  }
  if (column === 'name') return <span title={text}>{text}</span>;
  if (column === 'change_verdict') return text === 'higher' || text === 'lower' ? <strong>{text}</strong> : text;
  return column === 'stands_out' && text !== missing ? <strong>{text}</strong> : text;
}

function isSort(column: TableColumnId): column is ProductSort {
  return (productSorts as readonly string[]).includes(column);
}
