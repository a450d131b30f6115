import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { StockHeat, stockHeatRowHeight } from '../../charts/StockHeat.tsx';
import { shows } from '../../model/subjects.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { Defined } from './Defined.tsx';
import { heatView } from './heatView.ts';
import { Pager } from './Pager.tsx';
import type { PanelProps } from './panelProps.ts';
import { toggleProduct } from './selection.ts';
import { useStockPage } from './useStockPage.ts';
import { nothingChosen, stockScope } from './wording.ts';

const size = 30;
const isAny = () => true;

/** The level of every product at every snapshot, those that moved most first. */
export function HeatPanel({ range: { shown }, filters, onFilters }: PanelProps) {
  const [page, setPage] = useState(0);
  const { view, answer, queries } = useStockPage({ shown, products: filters.product, keeps: isAny, page, size });
  const heat = useMemo(() => {
    if (view === null) return null;
    return heatView(
      view.paged.map(({ product }) => product),
      view.runs,
      view.snapshots,
      view.highest,
      filters,
    );
  }, [view, filters]);
  return (
    <ChartFrame
      title="Stock by snapshot"
      subjects={shows('stock')}
      subtitle={
        <>
          <Defined word="stockLevel">level</Defined>, the products that moved most first
        </>
      }
      numbers={heat?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['snapshot', 'stockLevel'], queries, stockScope(shown, filters.product))}
      empty={view?.all.length === 0 ? nothingChosen : null}
      note="Where a row is blank, the product was not listed."
      height={(heat?.rows.length ?? size) * stockHeatRowHeight + 60}
    >
      {view !== null && heat !== null && (
        <>
          <StockHeat
            rows={heat.rows}
            snapshots={heat.snapshots}
            legend={heat.legend}
            onToggle={(product) => onFilters(toggleProduct(filters, product))}
          />
          <Pager noun="products" total={view.total} size={size} page={page} onPage={setPage} />
        </>
      )}
    </ChartFrame>
  );
}
