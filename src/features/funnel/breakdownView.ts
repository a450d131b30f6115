import type { FunnelRow } from '../../charts/FunnelRows.tsx';
import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { StepBar } from '../../charts/StepBars.tsx';
import { dimensions, type PartitionId, valueText } from '../../model/dimensions.ts';
import type { Counting, Unit } from '../../model/filters.ts';
import { type BreakdownRow, hasOwnOrder, type PartStep } from '../../model/queries/breakdown.ts';
import { stepOf, steps } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { counted, countingWords, noun, nothingMatches } from './wording.ts';

export interface BreakdownView {
  readonly title: string;
  readonly rows: readonly FunnelRow[];
  readonly heads: { label: string; value: string; steps: string; lost: string; rate: string };
  /** The value of a bar of full length. */
  readonly longest: number;
  readonly numbers: Numbers;
  readonly note: string | null;
  readonly empty: string | null;
}

/** The funnel of each part, in the order of the rows. */
export function breakdownView(
  rows: readonly BreakdownRow[],
  { dimension, counting, isCompared }: { dimension: PartitionId; counting: Counting; isCompared: boolean },
): BreakdownView {
  const { unit } = counting;
  const { label } = dimensions[dimension];
  const share = words[countingWords(counting).share].label;
  const atEnd = { align: 'end' as const };
  return {
    title: breakdownTitle(dimension),
    rows: rows.map((row) => funnelRow(row, dimension, unit)),
    heads: {
      label,
      value: unit === 'sessions' ? 'Sessions' : 'Users',
      steps: 'View, cart, checkout, shipped',
      lost: words.lost.label,
      rate: `${words.conversion.label}, 95 %`,
    },
    longest: Math.max(1, ...rows.flatMap((row) => row.steps.map((step) => step.count))),
    numbers: {
      columns: [
        { label, align: 'start' },
        { label: 'All sessions', ...atEnd },
        ...(unit === 'users' ? [{ label: 'All users', ...atEnd }] : []),
        ...steps.map((step) => ({ label: step.label, ...atEnd })),
        ...steps.flatMap((step) => [
          { label: `${step.label}, ${share.toLowerCase()}`, ...atEnd },
          { label: `${step.label}, ${share.toLowerCase()}, 95 % from`, ...atEnd },
          { label: `${step.label}, ${share.toLowerCase()}, 95 % to`, ...atEnd },
        ]),
        ...steps.slice(1).flatMap((step) => [
          { label: `${step.label}, of previous`, ...atEnd },
          { label: `${step.label}, of previous, 95 % from`, ...atEnd },
          { label: `${step.label}, of previous, 95 % to`, ...atEnd },
          { label: `${step.label}, drop-off`, ...atEnd },
        ]),
        { label: words.lost.label, ...atEnd },
        { label: words.ofAllLost.label, ...atEnd },
      ],
      rows: rows.map((row) => [
        partLabel(row, dimension),
        plainCount(row.sessions),
        ...(unit === 'users' ? [plainCount(row.all)] : []),
        ...row.steps.map((step) => plainCount(step.count)),
        ...row.steps.flatMap(({ ofBaseRate, ofBaseLow, ofBaseHigh }) =>
          [ofBaseRate, ofBaseLow, ofBaseHigh].map(plainPercent),
        ),
        ...row.steps
          .slice(1)
          .flatMap(({ ofPreviousRate, ofPreviousLow, ofPreviousHigh, dropOffRate }) =>
            [ofPreviousRate, ofPreviousLow, ofPreviousHigh, dropOffRate].map(plainPercent),
          ),
        plainCount(row.lost),
        plainPercent(row.lostShare),
      ]),
    },
    note: noteOf(rows, { dimension, unit, isCompared }),
    empty: rows.length === 0 ? nothingMatches(unit) : null,
  };
}

/** What the panel is called: `Funnel by state`. */
export function breakdownTitle(dimension: PartitionId): string {
  const { label } = dimensions[dimension];
  return `Funnel by ${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;
}

function funnelRow(row: BreakdownRow, dimension: PartitionId, unit: Unit): FunnelRow {
  const { value, all, lost, lostShare } = row;
  const label = partLabel(row, dimension);
  const checkout = row.steps.find(({ step }) => step === 'checkout');
  const { ofBaseRate: rate = null, ofBaseLow: low = null, ofBaseHigh: high = null } = checkout ?? {};
  const atSteps = row.steps.map((step) => `${stepOf(step.step).label.toLowerCase()} ${step.count}`).join(', ');
  const share = lostShare === null || lost === 0 ? '' : `, ${plainPercent(lostShare)} of all lost`;
  return {
    id: `${row.part} ${value ?? ''}`,
    selects: value,
    label,
    about: row.part === 'other' ? otherText(row, dimension) : null,
    valueText: count(all),
    bars: bars(row.steps),
    lost,
    lostText: count(lost),
    rateText: percent(rate),
    range: rate === null || low === null || high === null ? null : { rate, low, high },
    name: `${label}: ${all} ${noun(unit, all)}, ${atSteps}; ${lost} lost${share}; ${plainPercent(rate)} convert`,
  };
}

/** A step larger than the one before loses nothing. */
function bars(funnel: readonly PartStep[]): readonly StepBar[] {
  return funnel.map(({ step, count: value, lost }) => ({
    id: step,
    position: stepOf(step).position,
    label: stepOf(step).label,
    value,
    valueText: count(value),
    lost: Math.max(0, lost ?? 0),
    lostText: '',
  }));
}

/** `Georgia`, `Other (24 states)`, `Not set`. */
function partLabel({ part, value, others }: BreakdownRow, dimension: PartitionId): string {
  if (part === 'not set') return 'Not set';
  if (value === null) return `Other (${count(others)} ${dimensions[dimension].many})`;
  const text = valueText(dimension, value);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Which values share a part: the names of the largest, and how many more. */
function otherText({ others, otherNames }: BreakdownRow, dimension: PartitionId): string {
  const names = otherNames.map((name) => valueText(dimension, name)).join(', ');
  const more = others - otherNames.length;
  return more > 0 ? `${names} and ${count(more)} more, the largest named first.` : `${names}, the largest first.`;
}

function noteOf(
  rows: readonly BreakdownRow[],
  { dimension, unit, isCompared }: { dimension: PartitionId; unit: Unit; isCompared: boolean },
): string | null {
  const together = rows.reduce((sum, { all }) => sum + all, 0);
  const whole = rows[0]?.whole ?? 0;
  const sentences = [
    ...(dimension === 'first_viewed' ? ['A session is in the part of the product that it viewed first.'] : []),
    ...(unit === 'users' && together > whole
      ? [
          `A user can be in several parts: together they hold ${count(together - whole)} more than the ${counted(whole, unit)} selected.`,
        ]
      : []),
    ...(unit === 'users' && !hasOwnOrder(dimension) ? ['Parts with more sessions come first.'] : []),
    ...(isCompared ? ['The breakdown shows this side only.'] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}
