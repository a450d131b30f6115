import type { Conditions } from './condition.ts';
import { dimensions, isDimensionId, isKnown } from './dimensions.ts';
import type { Choice, Day, Filters } from './filters.ts';
import type { Facts, KnownValue } from './queries/facts.ts';

type ListFilter = KnownValue['kind'];

const nouns: Readonly<Record<ListFilter, { one: string; many: string }>> = {
  product: { one: 'product', many: 'products' },
  country: { one: 'country', many: 'countries' },
  state: { one: 'state', many: 'states' },
  employee: { one: 'employee value', many: 'employee values' },
};

/**
 * The filters a dataset can answer, and a sentence for each part of the link it cannot. A value the data does not have is left
 * out; a filter the data has no column for is left out whole; days outside the data stay, and select nothing.
 */
export function resolve(
  filters: Filters,
  facts: Facts,
  values: readonly KnownValue[],
): { filters: Filters; issues: readonly string[] } {
  const issues: string[] = [];
  const served: Readonly<Record<ListFilter, boolean>> = {
    product: facts.hasProducts,
    country: facts.hasPlaces,
    state: facts.hasPlaces,
    employee: facts.hasEmployees,
  };
  const known = (kind: ListFilter) => new Set(values.filter((value) => value.kind === kind).map(({ value }) => value));

  const choice = (kind: ListFilter): Choice => {
    const asked = filters[kind];
    if (asked.values.length === 0) return asked;
    if (!served[kind]) {
      issues.push(`This dataset has no ${nouns[kind].many}, so the ${nouns[kind].one} filter of the link is left out.`);
      return { mode: 'only', values: [] };
    }
    const has = known(kind);
    const kept = asked.values.filter((value) => has.has(value));
    const lost = asked.values.filter((value) => !has.has(value));
    if (lost.length > 0) {
      const names = lost.map((value) => `“${value}”`).join(', ');
      const noun = lost.length === 1 ? nouns[kind].one : nouns[kind].many;
      issues.push(`This dataset has no ${noun} ${names}; that part of the link is left out.`);
    }
    return kept.length === 0 ? { mode: 'only', values: [] } : { mode: asked.mode, values: kept };
  };

  const answerable = (conditions: Conditions): boolean => {
    const unknown = conditions.filter(({ key }) => isDimensionId(key) && !isKnown(key, facts));
    for (const { key } of unknown) {
      const name = isDimensionId(key) ? dimensions[key].label : key;
      issues.push(`This dataset does not know “${name}”, so that part of the link is left out.`);
    }
    return unknown.length === 0;
  };

  const resolved: Filters = {
    ...filters,
    only: filters.only.filter((condition) => answerable([condition])),
    without: filters.without.filter(answerable),
    product: choice('product'),
    country: choice('country'),
    state: choice('state'),
    employee: choice('employee'),
  };
  if (filters.traffic !== 'all' && !facts.hasUsers) {
    issues.push(
      'This dataset does not say which user a session belongs to, so the traffic filter of the link is left out.',
    );
    return { filters: { ...resolved, traffic: 'all' }, issues };
  }
  return { filters: resolved, issues };
}

/** The days a selection spans: its own, inside the data’s; null when the data has no days. */
export function daysOf(filters: Filters, facts: Facts): { from: Day; to: Day } | null {
  if (facts.firstDay === null || facts.lastDay === null) return null;
  const from = filters.from !== null && filters.from > facts.firstDay ? filters.from : facts.firstDay;
  const to = filters.to !== null && filters.to < facts.lastDay ? filters.to : facts.lastDay;
  return { from, to };
}
