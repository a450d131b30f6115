import type { NumbersColumn } from '../../charts/NumbersTable.tsx';
import type { RankedBar } from '../../charts/RankedBars.tsx';
import type { Choice, Unit } from '../../model/filters.ts';
import type { PlaceNumbers } from '../../model/queries/byPlace.ts';
import { steps } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { noun } from './wording.ts';

/** What a filter that is only marked does to a value: it is among the chosen ones, or left out by them. */
export type Filtered = 'chosen' | 'leftOut' | null;

export function filteredBy(choice: Choice, value: string): Filtered {
  if (choice.values.length === 0) return null;
  const isListed = choice.values.includes(value);
  if (choice.mode === 'only') return isListed ? 'chosen' : null;
  return isListed ? 'leftOut' : null;
}

/** A place as a row of a ranking. */
export function placeBar(
  row: PlaceNumbers,
  { id, selects, label, unit, choice }: { id: string; selects: string; label: string; unit: Unit; choice: Choice },
): RankedBar {
  const { lost, conversionRate: rate, conversionLow: low, conversionHigh: high } = row;
  const value = counted(row, unit);
  const filtered = filteredBy(choice, selects);
  return {
    id,
    selects,
    label,
    value,
    valueText: count(value),
    lost,
    lostText: count(lost),
    rateText: percent(rate),
    range: rate === null || low === null || high === null ? null : { rate, low, high },
    name: placeName(row, { label, unit, filtered }),
    selected: filtered === 'chosen',
    leftOut: filtered === 'leftOut',
  };
}

/** A place with its numbers, read out. */
export function placeName(
  row: PlaceNumbers,
  { label, unit, filtered }: { label: string; unit: Unit; filtered: Filtered },
): string {
  const value = counted(row, unit);
  const numbers = `${label}: ${value} ${noun(unit, value)}, ${row.lost} lost, ${plainPercent(row.conversionRate)} convert`;
  return filtered === 'leftOut' ? `${numbers}, left out` : numbers;
}

/** What a ranking of places counts. */
export function counted({ sessions, users }: PlaceNumbers, unit: Unit): number {
  return unit === 'sessions' ? sessions : users;
}

/** What stands over the columns of a ranking of places. */
export function placeHeads(label: string, unit: Unit) {
  return {
    label,
    value: unit === 'sessions' ? 'Sessions' : 'Users',
    lost: words.lost.label,
    rate: `${words.conversion.label}, ${words.interval.label}`,
  };
}

/** The columns of a table of places, after the names of the place. */
export const placeColumns: readonly NumbersColumn[] = [
  { label: 'Users', align: 'end' },
  { label: 'Sessions', align: 'end' },
  ...steps.map(({ label }) => ({ label, align: 'end' as const })),
  { label: words.lost.label, align: 'end' },
  { label: 'Of all lost', align: 'end' },
  { label: words.conversion.label, align: 'end' },
  { label: `${words.conversion.label}, 95 % from`, align: 'end' },
  { label: `${words.conversion.label}, 95 % to`, align: 'end' },
  { label: 'In the selection', align: 'end' },
];

/** The cells under those columns. */
export function placeCells(row: PlaceNumbers, choice: Choice, value: string): readonly string[] {
  const isLeftOut = choice.values.length > 0 && choice.values.includes(value) !== (choice.mode === 'only');
  return [
    plainCount(row.users),
    plainCount(row.sessions),
    ...steps.map(({ id }) => plainCount(row.counts[id])),
    plainCount(row.lost),
    plainPercent(row.lostShare),
    plainPercent(row.conversionRate),
    plainPercent(row.conversionLow),
    plainPercent(row.conversionHigh),
    isLeftOut ? 'no' : 'yes',
  ];
}
