import type { Filters } from '../../model/filters.ts';

/** What the filter bar does not do here, naming what is set and does not apply. */
export function ignoredFilters(filters: Filters): { readonly rule: string; readonly now: string | null } {
  const set = [
    filters.from === null && filters.to === null ? null : 'session dates',
    filters.country.values.length === 0 ? null : 'country',
    filters.state.values.length === 0 ? null : 'state',
    filters.employee.values.length === 0 ? null : 'employees',
    filters.traffic === 'all' ? null : 'traffic',
    filters.step.reached === null && filters.step.missed === null ? null : 'step',
    filters.only.length === 0 ? null : 'only some kinds of sessions',
    filters.without.length === 0 ? null : 'kinds of sessions left out',
  ].filter((name) => name !== null);
  return {
    rule: 'Stock follows its own calendar: the session dates of the funnel do not apply here, nor do country, state, employees, traffic, step and kinds of sessions that are kept or left out. Products do.',
    now: set.length === 0 ? null : `Set above and without effect here: ${set.join(', ')}.`,
  };
}
