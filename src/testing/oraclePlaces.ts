import { anyValue, type Counting, type Filters } from '../model/filters.ts';
import { stepIds, type StepId } from '../model/steps.ts';
import { byStateOf } from './oracle.ts';
import type { Shop } from './shop.ts';

/** Per home country: the states added up, because a user and all their sessions have one home. */
export function byCountryOf(shop: Shop, filters: Filters, counting: Counting) {
  const states = byStateOf(shop, { ...filters, country: anyValue, state: anyValue }, counting);
  return [...new Set(states.map(({ country }) => country))].map((country) => {
    const here = states.filter((row) => row.country === country);
    const sum = (of: (row: (typeof here)[number]) => number) => here.reduce((total, row) => total + of(row), 0);
    const counts = Object.fromEntries(stepIds.map((id) => [id, sum((row) => row.counts[id])])) as Record<
      StepId,
      number
    >;
    const sessions = sum((row) => row.sessions);
    const users = sum((row) => row.users);
    const all = counting.unit === 'sessions' ? sessions : users;
    const base = counting.base === 'all' ? all : counts.page_view;
    return {
      country,
      sessions,
      users,
      counts,
      lost: counts.page_view - counts.checkout,
      conversionRate: base === 0 ? null : counts.checkout / base,
    };
  });
}
