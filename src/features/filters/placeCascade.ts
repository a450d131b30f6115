import type { Choice, Filters } from '../../model/filters.ts';
import type { KnownValue } from '../../model/queries/facts.ts';

/** The states that lie in the chosen countries. */
export function statesIn(country: Choice, values: readonly KnownValue[]): ReadonlySet<string> {
  const chosen = new Set(country.values);
  const isIn = (parent: string | null) =>
    chosen.size === 0 || (parent !== null && chosen.has(parent)) === (country.mode === 'only');
  return new Set(values.filter(({ kind, parent }) => kind === 'state' && isIn(parent)).map(({ value }) => value));
}

/** The filters with other countries; chosen states that do not lie in them are `dropped`, because they could match nothing. */
export function withCountry(
  filters: Filters,
  country: Choice,
  values: readonly KnownValue[],
): { readonly filters: Filters; readonly dropped: readonly string[] } {
  const inside = statesIn(country, values);
  const { mode, values: states } = filters.state;
  const kept = states.filter((state) => inside.has(state));
  const dropped = states.filter((state) => !inside.has(state));
  const state: Choice = kept.length === 0 ? { mode: 'only', values: [] } : { mode, values: kept };
  return { filters: { ...filters, country, state: dropped.length === 0 ? filters.state : state }, dropped };
}
