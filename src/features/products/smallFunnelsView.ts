import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { SmallFunnel } from '../../charts/SmallFunnels.tsx';
import type { StepBar } from '../../charts/StepBars.tsx';
import type { Unit } from '../../model/filters.ts';
import type { ProductRow } from '../../model/queries/products.ts';
import { steps } from '../../model/steps.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { noun } from './wording.ts';

export interface SmallFunnelsView {
  readonly funnels: readonly SmallFunnel[];
  readonly longest: number;
  readonly numbers: Numbers;
}

/** A funnel a product, in the order of the rows, on the scale of the largest of them. */
export function smallFunnelsView(
  rows: readonly ProductRow[],
  { unit, focus }: { unit: Unit; focus: string | null },
): SmallFunnelsView {
  return {
    funnels: rows.map((row) => ({
      id: row.name,
      label: row.name,
      rateText: percent(row.conversionRate, 1),
      bars: stepBars(row),
      name: `${row.name}: ${steps.map(({ id, label }) => `${label.toLowerCase()} ${row.counts[id]}`).join(', ')} ${noun(unit, 2)}; ${plainPercent(row.conversionRate)} convert`,
      selected: row.name === focus,
    })),
    longest: Math.max(1, ...rows.flatMap((row) => steps.map(({ id }) => row.counts[id]))),
    numbers: {
      columns: [
        { label: 'Product', align: 'start' },
        ...steps.map(({ label }) => ({ label, align: 'end' as const })),
        { label: 'Conversion', align: 'end' },
      ],
      rows: rows.map((row) => [
        row.name,
        ...steps.map(({ id }) => plainCount(row.counts[id])),
        plainPercent(row.conversionRate),
      ]),
    },
  };
}

/** The steps of one product as bars; a step larger than the one before loses nothing. */
export function stepBars({ counts }: Pick<ProductRow, 'counts'>): readonly StepBar[] {
  return steps.map(({ id, position, label }, at) => {
    const before = steps[at - 1];
    const lost = before === undefined ? 0 : Math.max(0, counts[before.id] - counts[id]);
    return {
      id,
      position,
      label,
      value: counts[id],
      valueText: count(counts[id]),
      lost,
      lostText: lost === 0 ? '' : count(-lost),
    };
  });
}
