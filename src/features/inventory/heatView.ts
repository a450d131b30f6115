import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { StockHeatRow, StockHeatRun } from '../../charts/StockHeat.tsx';
import type { Filters } from '../../model/filters.ts';
import type { StockRun } from '../../model/queries/stockLevels.ts';
import { count } from '../../ui/format.ts';
import { levelTexts, runMark, runsByProduct } from './movedView.ts';
import { isProductSelected } from './selection.ts';

export interface HeatView {
  readonly rows: readonly StockHeatRow[];
  readonly snapshots: readonly string[];
  readonly legend: readonly { readonly shade: StockHeatRun['shade']; readonly text: string }[];
  readonly numbers: Numbers;
}

const shades = [1, 2, 3, 4, 5] as const;

/** Levels of these products by snapshot, shaded by their share of the highest level of all. */
export function heatView(
  products: readonly string[],
  runs: readonly StockRun[],
  snapshots: readonly string[],
  highest: number,
  filters: Pick<Filters, 'product'>,
): HeatView {
  const byProduct = runsByProduct(runs);
  const tops = shadeTops(highest);
  return {
    snapshots,
    rows: products.map((product) => ({
      product,
      selected: isProductSelected(filters, product),
      runs: (byProduct.get(product) ?? []).map((run) => ({
        ...runMark(run),
        shade: shadeOf(run.level, tops),
        told: `${product}, ${span(snapshots, run)}: ${count(run.level)}`,
      })),
    })),
    legend: [
      { shade: 0, text: 'out of stock' },
      ...tops.map(({ shade, from, to }) => {
        return { shade, text: from === to ? count(from) : `${count(from)} – ${count(to)}` };
      }),
    ],
    numbers: {
      columns: [{ label: 'Product', align: 'start' }, ...snapshots.map((label) => ({ label, align: 'end' as const }))],
      rows: products.map((product) => [product, ...levelTexts(byProduct.get(product) ?? [], snapshots.length)]),
    },
  };
}

/** Up to five ranges of whole levels from 1 to the highest, as equal as whole numbers allow. */
export function shadeTops(highest: number): readonly { shade: (typeof shades)[number]; from: number; to: number }[] {
  return shades.flatMap((shade) => {
    const from = Math.floor(((shade - 1) * highest) / shades.length) + 1;
    const to = Math.floor((shade * highest) / shades.length);
    return from > to ? [] : [{ shade, from, to }];
  });
}

function shadeOf(level: number, tops: ReturnType<typeof shadeTops>): StockHeatRun['shade'] {
  if (level <= 0) return 0;
  return tops.find(({ to }) => level <= to)?.shade ?? 5;
}

function span(snapshots: readonly string[], { start, end }: StockRun): string {
  const from = snapshots[start] ?? '';
  const to = snapshots[end - 1] ?? '';
  return from === to ? from : `${from} to ${to}`;
}
