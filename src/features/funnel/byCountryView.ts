import type { Counting, Filters } from '../../model/filters.ts';
import type { CountryRow } from '../../model/queries/byPlace.ts';
import type { ByStateView } from './byStateView.ts';
import { placeBar, placeCells, placeColumns } from './placeRows.ts';
import { nothingMatches } from './wording.ts';

/** The home countries as a ranking and as a table, in the order of the rows; those the filter names are marked. */
export function byCountryView(
  rows: readonly CountryRow[],
  { unit }: Counting,
  { country: choice }: Pick<Filters, 'country'>,
): ByStateView {
  return {
    rows: rows.map((row) => placeBar(row, { id: row.country, selects: row.country, label: row.country, unit, choice })),
    numbers: {
      columns: [{ label: 'Country', align: 'start' }, ...placeColumns],
      rows: rows.map((row) => [row.country, ...placeCells(row, choice, row.country)]),
    },
    empty: rows.length === 0 ? nothingMatches(unit) : null,
  };
}
