import { useMemo } from 'react';
import type { Choice } from '../../model/filters.ts';
import { type StockRun, stockLevelsQuery } from '../../model/queries/stockLevels.ts';
import { type StockMeasures, stockMeasuresQuery } from '../../model/queries/stockMeasures.ts';
import { spanOf } from '../../model/queries/stockRange.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import { useRows } from '../../queries/useRows.ts';
import { useSettled } from '../../queries/useSettled.ts';
import { snapshotLabels } from './wording.ts';

/** A page of products with their levels, and the measures of all of them. All parts answer the same question. */
export interface StockPage {
  readonly all: readonly StockMeasures[];
  /** How many products there are to page through, and the highest level of them. */
  readonly total: number;
  readonly highest: number;
  readonly paged: readonly StockMeasures[];
  readonly runs: readonly StockRun[];
  readonly snapshots: readonly string[];
}

interface Asked {
  readonly shown: readonly StockSnapshot[];
  readonly products: Choice;
  /** Which of the products are paged through. A function of the module: a new one asks anew. */
  readonly keeps: (row: StockMeasures) => boolean;
  readonly page: number;
  readonly size: number;
}

/** One page of products, with levels asked of the engine for that page alone; null until the first is there. */
export function useStockPage({ shown, products, keeps, page, size }: Asked) {
  const span = spanOf(shown);
  const measuresQuery = stockMeasuresQuery(span, products);
  const measures = useRows(measuresQuery);
  const { kept, paged } = useMemo(() => {
    const rows = (measures.rows ?? []).filter(keeps);
    const first = page * size < rows.length ? page * size : 0;
    return { kept: rows, paged: rows.slice(first, first + size) };
  }, [measures.rows, keeps, page, size]);
  const levelsQuery = stockLevelsQuery(
    span,
    paged.map(({ product }) => product),
  );
  const levels = useRows(levelsQuery);
  const answer = {
    stale: measures.stale || levels.stale,
    error: measures.error ?? levels.error,
    retry: measures.error === null ? levels.retry : measures.retry,
  };
  const current = useMemo((): StockPage | null => {
    if (measures.rows === undefined || levels.rows === undefined) return null;
    return {
      all: measures.rows,
      total: kept.length,
      highest: Math.max(0, ...kept.map(({ highest }) => highest)),
      paged,
      runs: levels.rows,
      snapshots: snapshotLabels(shown),
    };
  }, [measures.rows, levels.rows, kept, paged, shown]);
  return { view: useSettled(current, answer), answer, queries: [measuresQuery, levelsQuery] };
}
