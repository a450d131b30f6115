import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { RankedBar } from '../../charts/RankedBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import type { StateRow } from '../../model/queries/byPlace.ts';
import { placeBar, placeCells, placeColumns } from './placeRows.ts';
import { nothingMatches } from './wording.ts';

export interface ByStateView {
  readonly rows: readonly RankedBar[];
  readonly numbers: Numbers;
  readonly empty: string | null;
}

/** The home states as a ranking and as a table, in the order of the rows; those the filter names are marked. */
export function byStateView(
  rows: readonly StateRow[],
  { unit }: Counting,
  { state: choice }: Pick<Filters, 'state'>,
): ByStateView {
  const ambiguous = repeated(rows.map(({ state }) => state));
  return {
    rows: rows.map((row) => {
      const { state, country } = row;
      const label = ambiguous.has(state) ? `${state}, ${country}` : state;
      return placeBar(row, { id: `${country}/${state}`, selects: state, label, unit, choice });
    }),
    numbers: {
      columns: [{ label: 'State', align: 'start' }, { label: 'Country', align: 'start' }, ...placeColumns],
      rows: rows.map((row) => [row.state, row.country, ...placeCells(row, choice, row.state)]),
    },
    empty: rows.length === 0 ? nothingMatches(unit) : null,
  };
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
