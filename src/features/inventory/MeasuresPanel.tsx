import { useMemo } from 'react';
import { stockMeasuresQuery } from '../../model/queries/stockMeasures.ts';
import { spanOf } from '../../model/queries/stockRange.ts';
import { stockSalesQuery } from '../../model/queries/stockSales.ts';
import { type WordId, words } from '../../model/words.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { InfoTip } from '../../ui/InfoTip.tsx';
import type { PanelProps } from './panelProps.ts';
import { TablePanel } from './TablePanel.tsx';
import { measuresTable } from './tableView.ts';
import { stockScope } from './wording.ts';

const explained = [
  'stockChanges',
  'fluctuation',
  'depletion',
  'restock',
  'stockOut',
  'stockVariation',
  'daysOfCover',
] as const satisfies readonly WordId[];

/** Every measure of every product, moved or not. */
export function MeasuresPanel({ range: { shown }, filters }: Pick<PanelProps, 'range' | 'filters'>) {
  const span = useMemo(() => spanOf(shown), [shown]);
  const measuresQuery = stockMeasuresQuery(span, filters.product);
  const salesQuery = stockSalesQuery(span);
  const measures = useRows(measuresQuery);
  const sales = useRows(salesQuery);
  const answer = {
    stale: measures.stale || sales.stale,
    error: measures.error ?? sales.error,
    retry: measures.error === null ? sales.retry : measures.retry,
  };
  const current = useMemo(() => {
    if (measures.rows === undefined || sales.rows === undefined) return null;
    return measuresTable(measures.rows, sales.rows[0] ?? null, span);
  }, [measures.rows, sales.rows, span]);
  return (
    <TablePanel
      title="Stock of every product"
      subtitle="from the first to the last snapshot shown"
      tools={
        <InfoTip
          label="the columns of stock"
          text={explained.map((id) => `${words[id].label}: ${words[id].means}`).join(' ')}
        />
      }
      view={useSettled(current, answer)}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['snapshot', ...explained], [measuresQuery, salesQuery], stockScope(shown, filters.product))}
    />
  );
}
