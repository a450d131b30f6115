import type { Counting, Filters } from '../../model/filters.ts';
import type { CountryRow } from '../../model/queries/byPlace.ts';
import type { ByStateView } from './byStateView.ts';
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

/** The home countries as a ranking and as a table, in the order of the rows; those the filter names are marked. */
export function byCountryView(
  rows: readonly CountryRow[],
  { unit }: Counting,
  { country: choice }: Pick<Filters, 'country'>,
  other: PlaceSide<CountryRow> | null = null,
  users: PlaceUsers = null,
): ByStateView {
  const pairs = pairedPlaces(rows, other, ({ country }) => country);
  const isCompared = other !== null;
  return {
    rows: pairs.map((pair) => {
      const { country } = pair.row;
      return placeBar(pair, { id: country, selects: country, label: country, unit, choice, isCompared });
    }),
    numbers: {
      columns: [{ label: 'Country', align: 'start' }, ...placeColumns, ...(isCompared ? placeOtherColumns(unit) : [])],
      rows: pairs.map((pair) => [
        pair.row.country,
        ...placeCells(pair.row, choice, pair.row.country, usersCell(pair.row, pair.row.country, unit, users)),
        ...(isCompared ? placeOtherCells(pair) : []),
      ]),
    },
    note: placeNote(other, 'countries'),
    empty: rows.length === 0 ? nothingMatches(unit) : null,
  };
}
