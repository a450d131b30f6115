import { useMemo, useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { StockSteps, stockStepsRowHeight } from '../../charts/StockSteps.tsx';
import type { StockMeasures } from '../../model/queries/stockMeasures.ts';
import { shows } from '../../model/subjects.ts';
import { panelError } from '../../queries/panelError.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { Button } from '../../ui/Button.tsx';
import { count } from '../../ui/format.ts';
import { Defined } from './Defined.tsx';
import { movedHeads, movedView } from './movedView.ts';
import { Pager } from './Pager.tsx';
import type { PanelProps } from './panelProps.ts';
import styles from './panels.module.css';
import { toggleProduct } from './selection.ts';
import { useStockPage } from './useStockPage.ts';
import { countedProducts, nothingChosen, stockScope } from './wording.ts';

const size = 10;
const isMoved = ({ changes }: StockMeasures) => changes > 0;
const isAny = () => true;

/** Step lines of the products whose level changed; the others are counted, and shown on request. */
export function MovedPanel({ range: { shown }, filters, onFilters }: PanelProps) {
  const scope = stockScope(shown, filters.product);
  const [all, showAll] = useState(false);
  const [page, setPage] = useState(0);
  const { view, answer, queries } = useStockPage({
    shown,
    products: filters.product,
    keeps: all ? isAny : isMoved,
    page,
    size,
  });
  const steps = useMemo(
    () => (view === null ? null : movedView(view.paged, view.runs, view.snapshots, filters)),
    [view, filters],
  );
  return (
    <ChartFrame
      title="Products that moved"
      subjects={shows('stock')}
      subtitle={
        <>
          <Defined word="stockLevel">level</Defined> at each <Defined word="snapshot">snapshot</Defined> · hatched: out
          of stock
        </>
      }
      numbers={steps?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf(['snapshot', 'stockLevel', 'stockChanges', 'fluctuation', 'stockOut'], queries, scope)}
      empty={view?.all.length === 0 ? nothingChosen : null}
      note={view === null ? null : `All lines share one scale, from 0 to ${count(view.highest)} units.`}
      height={Math.max(1, steps?.rows.length ?? 6) * stockStepsRowHeight + 30}
    >
      {view !== null && steps !== null && (
        <>
          {steps.rows.length > 0 && (
            <StockSteps
              rows={steps.rows}
              snapshots={steps.snapshots}
              heads={movedHeads}
              leading={1}
              losing={4}
              highest={view.highest}
              onToggle={(product) => onFilters(toggleProduct(filters, product))}
            />
          )}
          <Pager noun="products" total={view.total} size={size} page={page} onPage={setPage} />
          <Still
            still={view.all.length - view.all.filter(isMoved).length}
            all={all}
            onToggle={() => {
              showAll(!all);
              setPage(0);
            }}
          />
        </>
      )}
    </ChartFrame>
  );
}

function Still({ still, all, onToggle }: { still: number; all: boolean; onToggle: () => void }) {
  if (still === 0) return null;
  return (
    <p className={styles.rest}>
      {countedProducts(still)} kept {still === 1 ? 'its' : 'their'} level.{' '}
      <Button look="text" onPress={onToggle}>
        {all ? 'Show those that moved' : 'Show all'}
      </Button>
    </p>
  );
}
