import { describe, expect, it } from 'vitest';
import { type Day, type Filters, noFilters, parseDay } from './filters.ts';
import type { Facts, KnownValue } from './queries/facts.ts';
import { daysOf, resolve } from './resolve.ts';

const facts: Facts = {
  firstDay: parseDay('2021-02-09'),
  lastDay: parseDay('2021-02-11'),
  startsWhole: false,
  endsWhole: true,
  lastEventAt: '2021-02-12T08:55:36Z',
  sessions: 578,
  users: 124,
  hasUsers: true,
  hasPlaces: true,
  hasEmployees: true,
  hasProducts: true,
  hasOrders: true,
  hasRevenue: true,
  hasPromos: false,
  hasStock: true,
  hasViewedStock: false,
  hasOrderStatus: true,
};
const values: readonly KnownValue[] = [
  { kind: 'product', value: 'Pothos', parent: null },
  { kind: 'state', value: 'Georgia', parent: 'United States' },
];
const only = (...names: string[]) => ({ mode: 'only' as const, values: names });
const except = (...names: string[]) => ({ mode: 'except' as const, values: names });

describe('a link on a dataset', () => {
  it('keeps what the dataset has', () => {
    const filters: Filters = {
      ...noFilters,
      product: only('Pothos'),
      state: except('Georgia'),
      from: '2021-02-10' as Day,
    };
    expect(resolve(filters, facts, values)).toEqual({ filters, issues: [] });
  });

  it('leaves out and names what it does not have, and keeps the rest', () => {
    const { filters, issues } = resolve(
      { ...noFilters, product: only('Pothos', 'Cactus', 'Fern'), state: except('Texas') },
      facts,
      values,
    );
    expect(filters.product).toEqual(only('Pothos'));
    expect(filters.state).toEqual(only());
    expect(issues).toEqual([
      'This dataset has no products “Cactus”, “Fern”; that part of the link is left out.',
      'This dataset has no state “Texas”; that part of the link is left out.',
    ]);
  });

  it('leaves out filters that the dataset cannot serve', () => {
    const bare = { ...facts, hasPlaces: false, hasUsers: false };
    const { filters, issues } = resolve(
      { ...noFilters, state: only('Georgia'), traffic: 'without-burst' },
      bare,
      values,
    );
    expect(filters).toEqual(noFilters);
    expect(issues).toEqual([
      'This dataset has no states, so the state filter of the link is left out.',
      'This dataset does not say which user a session belongs to, so the traffic filter of the link is left out.',
    ]);
  });
});

describe('the days of a selection', () => {
  it('are those of the data where none are chosen, and never outside them', () => {
    expect(daysOf(noFilters, facts)).toEqual({ from: '2021-02-09', to: '2021-02-11' });
    expect(daysOf({ ...noFilters, from: '2020-01-01' as Day, to: '2021-02-10' as Day }, facts)).toEqual({
      from: '2021-02-09',
      to: '2021-02-10',
    });
    expect(daysOf(noFilters, { ...facts, firstDay: null })).toBeNull();
  });
});
