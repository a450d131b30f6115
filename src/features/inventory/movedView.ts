import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { StockRunMark } from '../../charts/stockBands.ts';
import type { StockStepsRow } from '../../charts/StockSteps.tsx';
import type { Filters } from '../../model/filters.ts';
import type { StockRun } from '../../model/queries/stockLevels.ts';
import type { StockMeasures } from '../../model/queries/stockMeasures.ts';
import { words } from '../../model/words.ts';
import { count, missing, plainCount } from '../../ui/format.ts';
import { isProductSelected } from './selection.ts';

export interface MovedView {
  readonly rows: readonly StockStepsRow[];
  readonly snapshots: readonly string[];
  readonly numbers: Numbers;
}

export const movedHeads = ['changes', 'fluctuation', 'depleted', 'restocked', 'stock-outs'] as const;

/** Step lines of these products in this order, and the same as a table with the level at every snapshot. */
export function movedView(
  measures: readonly StockMeasures[],
  runs: readonly StockRun[],
  snapshots: readonly string[],
  filters: Pick<Filters, 'product'>,
): MovedView {
  const byProduct = runsByProduct(runs);
  const figuresOf = ({ changes, fluctuation, depletion, restock, stockOuts }: StockMeasures) => {
    return [changes, fluctuation, depletion, restock, stockOuts];
  };
  return {
    snapshots,
    rows: measures.map((row) => ({
      product: row.product,
      selected: isProductSelected(filters, row.product),
      runs: (byProduct.get(row.product) ?? []).map(runMark),
      cells: figuresOf(row).map((value, index) => {
        return value === 0 && movedHeads[index] === 'stock-outs' ? missing : count(value);
      }),
    })),
    numbers: {
      columns: [
        { label: 'Product', align: 'start' },
        ...snapshots.map((label) => ({ label, align: 'end' as const })),
        ...[words.stockChanges, words.fluctuation, words.depletion, words.restock, words.stockOut].map(({ label }) => {
          return { label, align: 'end' as const };
        }),
      ],
      rows: measures.map((row) => [
        row.product,
        ...levelTexts(byProduct.get(row.product) ?? [], snapshots.length),
        ...figuresOf(row).map(plainCount),
      ]),
    },
  };
}

/** The runs of each product, by name. */
export function runsByProduct(runs: readonly StockRun[]): ReadonlyMap<string, readonly StockRun[]> {
  const byProduct = new Map<string, StockRun[]>();
  for (const run of runs) {
    const known = byProduct.get(run.product);
    if (known === undefined) byProduct.set(run.product, [run]);
    else known.push(run);
  }
  return byProduct;
}

/** A run with what is written on it. */
export function runMark({ start, end, level }: StockRun): StockRunMark {
  return { start, end, level, text: count(level), isOut: level <= 0 };
}

/** The level at every snapshot for a table; — where it is not known. */
export function levelTexts(runs: readonly StockRun[], snapshots: number): readonly string[] {
  const texts = Array.from({ length: snapshots }, () => missing);
  for (const { start, end, level } of runs) texts.fill(plainCount(level), start, end);
  return texts;
}
