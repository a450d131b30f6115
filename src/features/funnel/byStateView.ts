import type { Numbers } from '../../charts/NumbersTable.tsx';
import type { RankedBar } from '../../charts/RankedBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import type { StateRow } from '../../model/queries/byState.ts';
import { steps } from '../../model/steps.ts';
import { words } from '../../model/words.ts';
import { count, percent, plainCount, plainPercent } from '../../ui/format.ts';
import { isStateSelected } from './selection.ts';
import { noun, nothingMatches } from './wording.ts';

export interface ByStateView {
  readonly rows: readonly RankedBar[];
  readonly numbers: Numbers;
  readonly empty: string | null;
}

/** The home states as a ranking and as a table, in the order of the rows. */
export function byStateView(
  rows: readonly StateRow[],
  { unit }: Counting,
  filters: Pick<Filters, 'state'>,
): ByStateView {
  const ambiguous = repeated(rows.map(({ state }) => state));
  return {
    rows: rows.map((row) => {
      const { state, country, lost, conversionRate: rate, conversionLow: low, conversionHigh: high } = row;
      const value = unit === 'sessions' ? row.sessions : row.users;
      const label = ambiguous.has(state) ? `${state}, ${country}` : state;
      return {
        id: `${country}/${state}`,
        selects: state,
        label,
        value,
        valueText: count(value),
        lost,
        lostText: count(lost),
        rateText: percent(rate),
        range: rate === null || low === null || high === null ? null : { rate, low, high },
        name: `${label}: ${value} ${noun(unit, value)}, ${lost} lost, ${plainPercent(rate)} convert`,
        selected: isStateSelected(filters, state),
      };
    }),
    numbers: {
      columns: [
        { label: 'State', align: 'start' },
        { label: 'Country', align: 'start' },
        { label: 'Users', align: 'end' },
        { label: 'Sessions', align: 'end' },
        ...steps.map(({ label }) => ({ label, align: 'end' as const })),
        { label: words.lost.label, align: 'end' },
        { label: 'Of all lost', align: 'end' },
        { label: words.conversion.label, align: 'end' },
        { label: `${words.conversion.label}, 95 % from`, align: 'end' },
        { label: `${words.conversion.label}, 95 % to`, align: 'end' },
      ],
      rows: rows.map((row) => [
        row.state,
        row.country,
        plainCount(row.users),
        plainCount(row.sessions),
        ...steps.map(({ id }) => plainCount(row.counts[id])),
        plainCount(row.lost),
        plainPercent(row.lostShare),
        plainPercent(row.conversionRate),
        plainPercent(row.conversionLow),
        plainPercent(row.conversionHigh),
      ]),
    },
    empty: rows.length === 0 ? nothingMatches(unit) : null,
  };
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
