import type { LevelStep } from '../../charts/LevelSteps.tsx';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { StepBar } from '../../charts/StepBars.tsx';
import type { TrendBucket, TrendLine, TrendTick } from '../../charts/TrendLines.tsx';
import type { Day, Grain, Unit } from '../../model/filters.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import type { ProductStockRow } from '../../model/queries/productStock.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { stepOf, steps } from '../../model/steps.ts';
import { bucketHeads, bucketKey, bucketLabel, bucketTitle } from '../../ui/bucketText.ts';
import { count, day, dayRange, missing, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { stepBars } from './smallFunnelsView.ts';
import { noun } from './wording.ts';

export interface FocusFunnelView {
  readonly bars: readonly (StepBar & { readonly rateText: string })[];
  readonly longest: number;
  readonly numbers: Numbers;
  readonly empty: string | null;
}

/** The funnel of one product. */
export function focusFunnelView(rows: readonly StepRow[], unit: Unit): FocusFunnelView {
  const counts = Object.fromEntries(rows.map(({ step, count: at }) => [step, at])) as Record<StepRow['step'], number>;
  return {
    bars: stepBars({ counts }).map((bar, at) => ({ ...bar, rateText: percent(rows[at]?.ofBaseRate ?? null) })),
    longest: Math.max(1, ...rows.map((row) => row.count)),
    numbers: {
      columns: [
        { label: 'Step', align: 'start' },
        { label: unit === 'sessions' ? 'Sessions' : 'Users', align: 'end' },
        { label: 'Of first', align: 'end' },
        { label: 'Of first, 95 % from', align: 'end' },
        { label: 'Of first, 95 % to', align: 'end' },
        { label: 'Lost', align: 'end' },
        { label: 'Drop-off', align: 'end' },
      ],
      rows: rows.map((row) => [
        stepOf(row.step).label,
        plainCount(row.count),
        plainPercent(row.ofBaseRate),
        plainPercent(row.ofBaseLow),
        plainPercent(row.ofBaseHigh),
        plainCount(row.lost),
        plainPercent(row.dropOffRate),
      ]),
    },
    empty: rows.every((row) => row.count === 0) ? `No ${noun(unit, 2)} of this selection concern it.` : null,
  };
}

export interface FocusTrendView {
  readonly buckets: readonly TrendBucket[];
  readonly lines: readonly TrendLine[];
  readonly ticks: readonly TrendTick[];
  readonly numbers: Numbers;
  readonly empty: string | null;
}

const drawn = [stepOf('add_to_cart'), stepOf('checkout')];

/** Carts and checkouts of one product over time, of its views. */
export function focusTrendView(rows: readonly BucketRow[], grain: Grain, unit: Unit): FocusTrendView {
  const [first, last] = [rows[0]?.bucket ?? '', rows.at(-1)?.bucket ?? ''];
  const highest = Math.max(1, ...rows.flatMap((row) => drawn.map(({ id }) => row.ofBaseRates[id] ?? 0)));
  const step = highest <= 2 ? 0.5 : Math.ceil(highest / 4);
  return {
    buckets: rows.map((row) => {
      const title = bucketTitle(row.bucket, grain);
      const views = row.counts.page_view;
      return {
        id: row.bucket,
        label: bucketLabel(row.bucket, grain, first, last),
        sizeText: `${count(views)} viewed`,
        name: [
          `${title}: ${views} ${noun(unit, views)} viewed it`,
          ...drawn.map(
            ({ id, label }) => `${label.toLowerCase()} ${row.counts[id]}, ${plainPercent(row.ofBaseRates[id])}`,
          ),
          ...(row.incomplete === null ? [] : ['incomplete']),
        ].join('; '),
        title,
        note: row.incomplete === null ? null : `${title} is incomplete.`,
        points: drawn.map(({ id }) => ({
          rate: row.ofBaseRates[id],
          countText: count(row.counts[id]),
          rateText: percent(row.ofBaseRates[id]),
        })),
      };
    }),
    lines: drawn.map(({ id, position, label }) => ({
      id,
      position,
      label,
      endText: percent(rows.findLast((row) => row.ofBaseRates[id] !== null)?.ofBaseRates[id] ?? null, 1),
      dashed: false,
    })),
    ticks: Array.from({ length: Math.ceil(highest / step) + 1 }, (_, at) => ({
      value: at * step,
      label: percent(at * step, 0),
    })),
    numbers: {
      columns: [
        { label: bucketHeads[grain], align: 'start' },
        ...steps.map(({ label }) => ({ label, align: 'end' as const })),
        ...drawn.map(({ label }) => ({ label: `${label}, of first`, align: 'end' as const })),
        { label: 'Incomplete', align: 'start' },
      ],
      rows: rows.map((row) => [
        bucketKey(row.bucket, grain),
        ...steps.map(({ id }) => plainCount(row.counts[id])),
        ...drawn.map(({ id }) => plainPercent(row.ofBaseRates[id])),
        row.incomplete === null
          ? 'no'
          : row.incomplete === 'both'
            ? 'starts and ends inside'
            : `${row.incomplete} inside`,
      ]),
    },
    empty: rows.every((row) => row.counts.page_view === 0) ? 'Nobody viewed it in this selection.' : null,
  };
}

export interface FocusStockView {
  readonly steps: readonly LevelStep[];
  readonly numbers: Numbers;
  readonly empty: string | null;
}

/** The level of one product at every snapshot. */
export function focusStockView(rows: readonly ProductStockRow[]): FocusStockView {
  const years = new Set(rows.map((row) => row.day.slice(0, 4)));
  return {
    steps: rows.map((row) => ({
      id: row.day,
      level: row.level,
      levelText: row.level === null ? missing : count(row.level),
      label: day(row.day, { year: years.size > 1 }),
    })),
    numbers: {
      columns: [
        { label: 'Snapshot', align: 'start' },
        { label: 'Level', align: 'end' },
      ],
      rows: rows.map((row) => [row.day, plainCount(row.level)]),
    },
    empty: rows.every(({ level }) => level === null) ? 'No snapshot of stock knows this product.' : null,
  };
}

/** Says that sessions and snapshots are of two times, or that they overlap; null where either has no days. */
export function clocksText(
  sessions: { readonly from: Day; readonly to: Day } | null,
  snapshots: readonly ProductStockRow[],
): string | null {
  const [first, last] = [snapshots[0]?.day, snapshots.at(-1)?.day];
  if (sessions === null || first === undefined || last === undefined) return null;
  const apart = last < sessions.from || first > sessions.to;
  const told = `Sessions are of ${dayRange(sessions.from, sessions.to)}, snapshots of ${dayRange(first, last)}`;
  return apart
    ? `${told}: two clocks that never meet, so no level here explains a session there. Session dates do not filter stock.`
    : `${told}. Each has its own axis; session dates do not filter stock.`;
}
