import type { FunnelBar, FunnelLoss } from '../../charts/FunnelBars.tsx';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import { stepOf, type StepId } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { isLossSelected, isStepSelected, stepBefore } from './selection.ts';
import { countingWords, noun, nothingMatches, passage, stepPhrase } from './wording.ts';

export interface FunnelView {
  readonly bars: readonly FunnelBar<StepId>[];
  readonly whole: number;
  readonly numbers: Numbers;
  readonly empty: string | null;
}

/** The steps as bars and as a table. */
export function funnelView(rows: readonly StepRow[], counting: Counting, filters: Pick<Filters, 'step'>): FunnelView {
  const { unit } = counting;
  const share = words[countingWords(counting).share].label;
  return {
    bars: rows.map((row) => bar(row, counting, filters)),
    whole: rows[0]?.base ?? 0,
    numbers: {
      columns: [
        { label: 'Step', align: 'start' },
        { label: unit === 'sessions' ? 'Sessions' : 'Users', align: 'end' },
        { label: share, align: 'end' },
        { label: `${share}, 95 % from`, align: 'end' },
        { label: `${share}, 95 % to`, align: 'end' },
        { label: words.ofPrevious.label, align: 'end' },
        { label: `${words.ofPrevious.label}, 95 % from`, align: 'end' },
        { label: `${words.ofPrevious.label}, 95 % to`, align: 'end' },
        { label: words.lost.label, align: 'end' },
        { label: words.dropOff.label, align: 'end' },
      ],
      rows: rows.map((row) => [
        stepOf(row.step).label,
        plainCount(row.count),
        plainPercent(row.ofBaseRate),
        plainPercent(row.ofBaseLow),
        plainPercent(row.ofBaseHigh),
        plainPercent(row.ofPreviousRate),
        plainPercent(row.ofPreviousLow),
        plainPercent(row.ofPreviousHigh),
        plainCount(row.lost),
        plainPercent(row.dropOffRate),
      ]),
    },
    empty: (rows[0]?.all ?? 0) === 0 ? nothingMatches(unit) : null,
  };
}

function bar(row: StepRow, counting: Counting, filters: Pick<Filters, 'step'>): FunnelBar<StepId> {
  const { unit } = counting;
  const label = stepOf(row.step).label;
  const before = stepBefore(row.step);
  const share = words[countingWords(counting).share].label.toLowerCase();
  const shares = [`${plainPercent(row.ofBaseRate)} ${share}`];
  if (before !== null) shares.push(`${plainPercent(row.ofPreviousRate)} of previous`);
  return {
    id: row.step,
    position: row.position,
    label,
    value: row.count,
    valueText: count(row.count),
    shareText: percent(row.ofBaseRate),
    previousText: before === null ? null : `${percent(row.ofPreviousRate)} of previous`,
    name: `${label}: ${row.count} ${noun(unit, row.count)}, ${shares.join(', ')}`,
    selected: isStepSelected(filters, row.step),
    loss: lossOf(row, counting, filters),
    gainText:
      before !== null && row.lost !== null && row.lost < 0
        ? `${count(-row.lost)} more than ${stepPhrase(before)}`
        : null,
  };
}

function lossOf(row: StepRow, { unit }: Counting, filters: Pick<Filters, 'step'>): FunnelLoss | null {
  const before = stepBefore(row.step);
  if (before === null || row.lost === null || row.lost <= 0) return null;
  return {
    value: row.lost,
    text: count(-row.lost),
    name: `Lost, ${passage(before, row.step)}: ${row.lost} ${noun(unit, row.lost)}, ${plainPercent(row.dropOffRate)}`,
    selected: isLossSelected(filters, row.step),
  };
}
