import type { FunnelBar, FunnelLoss, FunnelOther } from '../../charts/FunnelBars.tsx';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import { type OtherSide, shareBetween } from '../../model/comparison.ts';
import type { Counting, Filters } from '../../model/filters.ts';
import type { StepRow } from '../../model/queries/funnel.ts';
import { stepOf, type StepId } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { count, missing, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { isLossSelected, isStepSelected, stepBefore } from './selection.ts';
import { differenceCells, differenceColumns, otherName } from './sides.ts';
import { countingWords, noun, nothingMatches, passage, stepPhrase } from './wording.ts';

export interface FunnelView {
  readonly bars: readonly FunnelBar<StepId>[];
  readonly whole: number;
  readonly numbers: Numbers;
  /** What the thin bars are; null without them. */
  readonly note: string | null;
  readonly empty: string | null;
}

/** The other side’s steps, where two are compared. */
export interface FunnelSide {
  readonly side: Pick<OtherSide, 'days' | 'overlaps'>;
  readonly rows: readonly StepRow[];
}

/** The steps as bars and as a table, beside those of the other side where there is one. */
export function funnelView(
  rows: readonly StepRow[],
  counting: Counting,
  filters: Pick<Filters, 'step'>,
  other: FunnelSide | null = null,
): FunnelView {
  const { unit } = counting;
  const share = words[countingWords(counting).share].label;
  const many = unit === 'sessions' ? 'Sessions' : 'Users';
  const there = (row: StepRow) => other?.rows.find(({ step }) => step === row.step) ?? null;
  return {
    bars: rows.map((row) => bar(row, there(row), counting, filters)),
    whole: rows[0]?.base ?? 0,
    numbers: {
      columns: [
        { label: 'Step', align: 'start' },
        { label: many, align: 'end' },
        { label: share, align: 'end' },
        { label: `${share}, 95 % from`, align: 'end' },
        { label: `${share}, 95 % to`, align: 'end' },
        { label: words.ofPrevious.label, align: 'end' },
        { label: `${words.ofPrevious.label}, 95 % from`, align: 'end' },
        { label: `${words.ofPrevious.label}, 95 % to`, align: 'end' },
        { label: words.lost.label, align: 'end' },
        { label: words.dropOff.label, align: 'end' },
        ...(other === null
          ? []
          : [
              { label: `${many} there`, align: 'end' as const },
              { label: `${share} there`, align: 'end' as const },
              ...differenceColumns(share),
              { label: `${words.ofPrevious.label} there`, align: 'end' as const },
              ...differenceColumns(words.ofPrevious.label),
            ]),
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
        ...(other === null ? [] : cellsOf(row, there(row), other.side)),
      ]),
    },
    note:
      other === null
        ? null
        : `Thin bars and “there”: ${otherName(other.side)}, ${other.rows[0] === undefined ? '—' : countText(other.rows[0], counting)}, drawn to the same 100 %.`,
    empty: (rows[0]?.all ?? 0) === 0 ? nothingMatches(unit) : null,
  };
}

/** What 100 % is on the other side: `175 sessions at page view`. */
function countText({ base }: StepRow, { unit, base: of }: Counting): string {
  return `${count(base)} ${noun(unit, base)} ${of === 'first' ? 'at page view' : 'in all'}`;
}

/** The cells of a step of the other side, after those of this one. */
function cellsOf(row: StepRow, there: StepRow | null, side: FunnelSide['side']): readonly string[] {
  if (there === null) return Array.from({ length: 9 }, () => missing);
  const previous = shareBetween(ofPreviousOf(row), ofPreviousOf(there), side);
  return [
    plainCount(there.count),
    plainPercent(there.ofBaseRate),
    ...differenceCells(shareBetween(ofBaseOf(row), ofBaseOf(there), side)),
    plainPercent(there.ofPreviousRate),
    ...differenceCells(previous),
  ];
}

function ofBaseOf({ ofBaseRate: rate, ofBaseLow: low, ofBaseHigh: high }: StepRow) {
  return { rate, low, high };
}

function ofPreviousOf({ ofPreviousRate: rate, ofPreviousLow: low, ofPreviousHigh: high }: StepRow) {
  return { rate, low, high };
}

function bar(
  row: StepRow,
  there: StepRow | null,
  counting: Counting,
  filters: Pick<Filters, 'step'>,
): FunnelBar<StepId> {
  const { unit } = counting;
  const label = stepOf(row.step).label;
  const before = stepBefore(row.step);
  const share = words[countingWords(counting).share].label.toLowerCase();
  const shares = [`${plainPercent(row.ofBaseRate)} ${share}`];
  if (before !== null) shares.push(`${plainPercent(row.ofPreviousRate)} of previous`);
  if (there !== null) shares.push(`there ${there.count}, ${plainPercent(there.ofBaseRate)} ${share}`);
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
    other: there === null ? null : otherOf(there, before !== null),
  };
}

function otherOf({ ofBaseRate, ofPreviousRate }: StepRow, hasPrevious: boolean): FunnelOther {
  return {
    share: ofBaseRate,
    shareText: `${percent(ofBaseRate)} there`,
    previousText: hasPrevious ? `${percent(ofPreviousRate)} there` : null,
    bothText: `there ${percent(ofBaseRate)}${hasPrevious ? `, ${percent(ofPreviousRate)} of previous` : ''}`,
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
