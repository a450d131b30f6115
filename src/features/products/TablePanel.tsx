import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { RangeMark } from '../../charts/RangeMark.tsx';
import { type ProductMeasure, productMeasures } from '../../model/productMeasures.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FindField } from '../../ui/FindField.tsx';
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

/** Every product, sortable and searchable. A row is looked at closely. */
export function TablePanel({ view, chosen, stale, error, onChoose, onFocus }: TablePanelProps) {
  const rows = useMemo(
    () =>
      view?.rows.map((row) => ({
        id: row.name,
        cells: view.columns.map(({ id }) => <Cell key={id} row={row} column={id} />),
      })) ?? [],
    [view],
  );
  return (
    <ChartFrame
      title="Products"
      subtitle={
        <>
          {view?.counted} · <Defined word="productRow">per product</Defined> ·{' '}
          <Defined word="interval">95 % interval</Defined> · <Defined word="standsOut">stands out</Defined> ·{' '}
          <Defined word="stockNow">stock</Defined>
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
            if (isMeasure(column)) onChoose(nextSort(chosen.sort, chosen.order, column));
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
  const text = row.texts[column];
  if (column === 'interval' && row.range !== null) {
    return (
      <span className={styles.interval}>
        <RangeMark {...row.range} />
        {text}
      </span>
    );
  }
  if (column === 'name') return <span title={text}>{text}</span>;
  return column === 'stands_out' && text !== '—' ? <strong>{text}</strong> : text;
}

function isMeasure(column: TableColumnId): column is ProductMeasure {
  return (productMeasures as readonly string[]).includes(column);
}
