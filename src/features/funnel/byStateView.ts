import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { RankedBar } from '../../charts/RankedBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import type { StateRow } from '../../model/queries/byPlace.ts';
import {
  pairedPlaces,
  placeBar,
  placeCells,
  placeColumns,
  placeNote,
  placeOtherCells,
  placeOtherColumns,
  type PlaceSide,
  type PlaceUsers,
  usersCell,
} from './placeRows.ts';
import { nothingMatches } from './wording.ts';

export interface ByStateView {
  readonly rows: readonly RankedBar[];
  readonly numbers: Numbers;
  /** What is said of the comparison; null where nothing is compared. */
  readonly note: string | null;
  readonly empty: string | null;
}

/** A state of a country, told apart from one of the same name elsewhere. */
export function stateKey({ state, country }: Pick<StateRow, 'state' | 'country'>): string {
  return `${country}/${state}`;
}

/** The home states as a ranking and as a table, in the order of the rows; those the filter names are marked. */
export function byStateView(
  rows: readonly StateRow[],
  { unit }: Counting,
  { state: choice }: Pick<Filters, 'state'>,
  other: PlaceSide<StateRow> | null = null,
  users: PlaceUsers = null,
): ByStateView {
  const pairs = pairedPlaces(rows, other, stateKey);
  const ambiguous = repeated(pairs.map(({ row }) => row.state));
  const isCompared = other !== null;
  return {
    rows: pairs.map((pair) => {
      const { state, country } = pair.row;
      const label = ambiguous.has(state) ? `${state}, ${country}` : state;
      return placeBar(pair, { id: stateKey(pair.row), selects: state, label, unit, choice, isCompared });
    }),
    numbers: {
      columns: [
        { label: 'State', align: 'start' },
        { label: 'Country', align: 'start' },
        ...placeColumns,
        ...(isCompared ? placeOtherColumns(unit) : []),
      ],
      rows: pairs.map((pair) => [
        pair.row.state,
        pair.row.country,
        ...placeCells(pair.row, choice, pair.row.state, usersCell(pair.row, stateKey(pair.row), unit, users)),
        ...(isCompared ? placeOtherCells(pair) : []),
      ]),
    },
    note: placeNote(other, 'states'),
    empty: rows.length === 0 ? nothingMatches(unit) : null,
  };
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
