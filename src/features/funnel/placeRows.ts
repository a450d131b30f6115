import type { NumbersColumn } from '../../charts/NumbersTable.tsx';
import type { RankedBar, RankedOther } from '../../charts/RankedBars.tsx';
import { type OtherSide, shareBetween } from '../../model/comparison.ts';
import type { Difference } from '../../model/difference.ts';
import type { Choice, Unit } from '../../model/filters.ts';
import type { PlaceNumbers } from '../../model/queries/byPlace.ts';
import { steps } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { count, missing, percent, plainCount, plainPercent, plainPoints } from '../../ui/format.ts';
import { changeLine, differenceCells, differenceColumns, pointsChange } from './sides.ts';
import { noun, onItsWay } from './wording.ts';

/** The other side’s places, where two are compared. */
export interface PlaceSide<R extends PlaceNumbers> {
  readonly side: Pick<OtherSide, 'days' | 'overlaps'>;
  readonly rows: readonly R[];
}

/** A place of both sides; the other one is null where nothing is compared, or nobody is there. */
export interface PlacePair<R extends PlaceNumbers> {
  readonly row: R;
  readonly there: R | null;
  /** Of conversion; null where one side has none. */
  readonly difference: Difference | null;
}

const nobody: PlaceNumbers = {
  sessions: 0,
  all: 0,
  counts: { page_view: 0, add_to_cart: 0, checkout: 0, package_shipped: 0 },
  lost: 0,
  lostShare: null,
  conversionRate: null,
  conversionLow: null,
  conversionHigh: null,
};

/** The places in their order, each with its other side; those that only the other side has come last, with nobody here. */
export function pairedPlaces<R extends PlaceNumbers>(
  rows: readonly R[],
  other: PlaceSide<R> | null,
  keyOf: (row: R) => string,
): readonly PlacePair<R>[] {
  if (other === null) return rows.map((row) => ({ row, there: null, difference: null }));
  const theirs = new Map(other.rows.map((row) => [keyOf(row), row]));
  const here = new Set(rows.map(keyOf));
  const onlyThere = other.rows.filter((row) => !here.has(keyOf(row))).map((row) => ({ ...row, ...nobody }));
  return [...rows, ...onlyThere].map((row) => {
    const there = theirs.get(keyOf(row)) ?? null;
    return {
      row,
      there,
      difference: there === null ? null : shareBetween(conversionOf(row), conversionOf(there), other.side),
    };
  });
}

function conversionOf({ conversionRate: rate, conversionLow: low, conversionHigh: high }: PlaceNumbers) {
  return { rate, low, high };
}

/** What a panel of places says of a comparison; null where nothing is compared. */
export function placeNote<R extends PlaceNumbers>(other: PlaceSide<R> | null, places: string): string | null {
  if (other === null) return null;
  if (other.rows.length === 0) return `“There” no ${places} are left to compare: the other side is told apart by them.`;
  return `Conversion of each is set against “there”. Of twenty ${places} that are alike, one looks higher or lower by chance.`;
}

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
  { row, there, difference }: PlacePair<PlaceNumbers>,
  { id, selects, label, unit, choice, isCompared }: PlaceBarProps,
): RankedBar {
  const { lost, conversionRate: rate, conversionLow: low, conversionHigh: high } = row;
  const value = row.all;
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
    other: isCompared ? otherOf(there, difference) : null,
    name: placeName({ row, there, difference }, { label, unit, filtered, isCompared }),
    selected: filtered === 'chosen',
    leftOut: filtered === 'leftOut',
  };
}

interface PlaceBarProps {
  readonly id: string;
  readonly selects: string;
  readonly label: string;
  readonly unit: Unit;
  readonly choice: Choice;
  readonly isCompared: boolean;
}

function otherOf(there: PlaceNumbers | null, difference: Difference | null): RankedOther {
  const change = pointsChange(difference);
  const rate = there?.conversionRate ?? null;
  return {
    rate,
    text: [
      there === null ? 'nobody there' : `${percent(rate)} there`,
      ...(change === null ? [] : [changeLine(change)]),
    ].join(' · '),
  };
}

/** A place with its numbers, read out. */
export function placeName(
  { row, there, difference }: PlacePair<PlaceNumbers>,
  { label, unit, filtered, isCompared }: { label: string; unit: Unit; filtered: Filtered; isCompared: boolean },
): string {
  const value = row.all;
  const numbers = [
    `${label}: ${value} ${noun(unit, value)}, ${row.lost} lost, ${plainPercent(row.conversionRate)} convert`,
    ...(isCompared ? [`there ${there === null ? 'nobody' : plainPercent(there.conversionRate)}`] : []),
    ...(difference === null ? [] : [plainPoints(difference.value)]),
  ].join(', ');
  return filtered === 'leftOut' ? `${numbers}, left out` : numbers;
}

/** How many users the places have, by the key of a place; null while that is on its way. */
export type PlaceUsers = ReadonlyMap<string, number> | null;

/** How many users a place has, in a table; “…” while that is on its way. */
export function usersCell({ all }: PlaceNumbers, key: string, unit: Unit, users: PlaceUsers): string {
  if (unit === 'users') return plainCount(all);
  return users === null ? onItsWay : plainCount(users.get(key) ?? 0);
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

/** The columns of the other side, after those. */
export function placeOtherColumns(unit: Unit): readonly NumbersColumn[] {
  return [
    { label: `${unit === 'sessions' ? 'Sessions' : 'Users'} there`, align: 'end' },
    { label: 'Checkout there', align: 'end' },
    { label: `${words.conversion.label} there`, align: 'end' },
    ...differenceColumns(words.conversion.label),
  ];
}

/** The cells under the columns of the other side. */
export function placeOtherCells({ there, difference }: PlacePair<PlaceNumbers>): readonly string[] {
  return [
    there === null ? missing : plainCount(there.all),
    plainCount(there?.counts.checkout ?? null),
    plainPercent(there?.conversionRate ?? null),
    ...differenceCells(difference),
  ];
}

/** The cells under the columns of a place. */
export function placeCells(row: PlaceNumbers, choice: Choice, value: string, users: string): readonly string[] {
  const isLeftOut = choice.values.length > 0 && choice.values.includes(value) !== (choice.mode === 'only');
  return [
    users,
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
