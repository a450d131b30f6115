import type { Counting, Filters } from '../model/filters.ts';
import { breakdownQuery } from '../model/queries/breakdown.ts';
import { burstQuery } from '../model/queries/burst.ts';
import { byCountryQuery, byStateQuery } from '../model/queries/byPlace.ts';
import { funnelQuery } from '../model/queries/funnel.ts';
import { optionsQuery } from '../model/queries/options.ts';
import { totalsQuery } from '../model/queries/totals.ts';
import { trendQuery } from '../model/queries/trend.ts';
import type { Query } from '../model/query.ts';

/** The same selection, asked so that only `sessions` can answer: of users whom no shop has, nobody is left out. */
export function fromSessions(filters: Filters): Filters {
  return { ...filters, without: [...filters.without, [{ key: 'user', value: 'nobody at all' }]] };
}

/** Every question that needs no more than days, by name. */
export function dayQuestions(filters: Filters, counting: Counting): ReadonlyMap<string, Query<unknown>> {
  return new Map<string, Query<unknown>>([
    ['funnel', funnelQuery(filters, counting)],
    ['totals', totalsQuery(filters, counting)],
    ['burst', burstQuery(filters, counting)],
    ['by state', byStateQuery(filters, counting)],
    ['by country', byCountryQuery(filters, counting)],
    ...(['day', 'week', 'month'] as const).map(
      (grain) => [`trend by ${grain}`, trendQuery(filters, counting, grain)] as const,
    ),
    ...(['traffic', 'country', 'state', 'employee', 'weekday'] as const).map(
      (dimension) => [`breakdown by ${dimension}`, breakdownQuery(filters, counting, dimension, { most: 2 })] as const,
    ),
    ...(['traffic', 'country', 'state', 'employee'] as const).map(
      (filter) => [`options of ${filter}`, optionsQuery(filters, counting, filter)] as const,
    ),
  ]);
}
