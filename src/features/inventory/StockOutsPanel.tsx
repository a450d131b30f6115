import { useMemo } from 'react';
import type { Choice } from '../../model/filters.ts';
import { stockOutsQuery } from '../../model/queries/stockOuts.ts';
import { spanOf } from '../../model/queries/stockRange.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { CountField } from './CountField.tsx';
import { Defined } from './Defined.tsx';
import { TablePanel } from './TablePanel.tsx';
import { stockOutsTable } from './tableView.ts';
import { stockScope } from './wording.ts';

interface StockOutsPanelProps {
  readonly recent: readonly StockSnapshot[];
  /** How many last snapshots are asked for; there may be fewer. */
  readonly last: number;
  readonly products: Choice;
  readonly onLast: (last: number) => void;
}

/** Who was out of stock in the last few snapshots, and what they say of how long. */
export function StockOutsPanel({ recent, last, products, onLast }: StockOutsPanelProps) {
  const query = stockOutsQuery(spanOf(recent), products);
  const answer = useRows(query);
  const { rows } = answer;
  const snapshots = recent.length;
  const current = useMemo(() => (rows === undefined ? null : stockOutsTable(rows, snapshots)), [rows, snapshots]);
  return (
    <TablePanel
      title={snapshots === 1 ? 'Out of stock in the last snapshot' : `Out of stock in the last ${snapshots} snapshots`}
      name="out-of-stock"
      subtitle={<Defined word="stockOut">what snapshots know</Defined>}
      tools={<CountField label="Last snapshots" value={last} onChange={onLast} />}
      view={useSettled(current, answer)}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['snapshot', 'stockOut'], [query], stockScope(recent, products))}
    />
  );
}
