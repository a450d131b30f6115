import { describe, expect, it } from 'vitest';
import { type Choice, type Filters, noFilters } from '../../model/filters.ts';
import type { KnownValue } from '../../model/queries/facts.ts';
import { withCountry } from './placeCascade.ts';

const only = (...values: string[]): Choice => ({ mode: 'only', values });
const except = (...values: string[]): Choice => ({ mode: 'except', values });
const values: KnownValue[] = [
  { kind: 'state', value: 'Ohio', parent: 'United States' },
  { kind: 'state', value: 'Ontario', parent: 'Canada' },
  { kind: 'state', value: '(not set)', parent: 'Canada' },
  { kind: 'state', value: '(not set)', parent: 'United States' },
];

describe('states after their country', () => {
  it.each<[string, Choice, Choice, Choice, string[]]>([
    ['stay while their country does', only('Ohio'), only('United States'), only('Ohio'), []],
    ['go with their country', only('Ohio', 'Ontario'), only('Canada'), only('Ontario'), ['Ohio']],
    ['go with an excluded country', only('Ohio', 'Ontario'), except('Canada'), only('Ohio'), ['Ontario']],
    ['leave no filter when all are gone', only('Ohio'), only('Canada'), only(), ['Ohio']],
    ['go when they were excluded, too', except('Ohio'), only('Canada'), only(), ['Ohio']],
    ['stay when another country has the same', only('(not set)'), only('Canada'), only('(not set)'), []],
    ['all stay in all countries', only('Ohio', 'Ontario'), only(), only('Ohio', 'Ontario'), []],
  ])('%s', (_, state, country, left, dropped) => {
    const filters: Filters = { ...noFilters, state };
    expect(withCountry(filters, country, values)).toEqual({ filters: { ...filters, country, state: left }, dropped });
  });
});
