import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { type Filters, noFilters } from './filters.ts';
import { keepOnly, leaveOut } from './narrowing.ts';

const georgia: Condition = { key: 'state', value: 'Georgia' };
const burst: Condition = { key: 'traffic', value: 'burst' };
const monday: Condition = { key: 'weekday', value: 'Monday' };
const states = (mode: 'only' | 'except', ...values: string[]): Filters => ({ ...noFilters, state: { mode, values } });

describe('leaving out', () => {
  it.each<[string, Filters, readonly Condition[], Partial<Filters>]>([
    ['burst users by the traffic filter', noFilters, [burst], { traffic: 'without-burst' }],
    ['a state by excluding it', noFilters, [georgia], { state: { mode: 'except', values: ['Georgia'] } }],
    [
      'another state beside the first',
      states('except', 'Ohio'),
      [georgia],
      { state: { mode: 'except', values: ['Georgia', 'Ohio'] } },
    ],
    [
      'one of the chosen states',
      states('only', 'Georgia', 'Ohio'),
      [georgia],
      { state: { mode: 'only', values: ['Ohio'] } },
    ],
    ['the last chosen state by a condition', states('only', 'Georgia'), [georgia], { without: [[georgia]] }],
    ['a pair as a pair', noFilters, [georgia, monday], { without: [[georgia, monday]] }],
    ['nothing for no condition', noFilters, [], {}],
  ])('%s', (_, filters, conditions, patch) => {
    expect(leaveOut(filters, conditions)).toEqual({ ...filters, ...patch });
  });
});

describe('keeping only', () => {
  it.each<[string, Filters, readonly Condition[], Partial<Filters>]>([
    ['burst users', noFilters, [burst], { traffic: 'burst' }],
    ['a pair', noFilters, [georgia, monday], { state: { mode: 'only', values: ['Georgia'] }, only: [monday] }],
    [
      'a product through its filter',
      noFilters,
      [{ key: 'product', value: 'Pothos' }],
      { product: { mode: 'only', values: ['Pothos'] } },
    ],
    ['a state that is left out: none at all', states('except', 'Georgia'), [georgia], { only: [georgia] }],
    ['the same once', { ...noFilters, only: [monday] }, [monday], {}],
  ])('%s', (_, filters, conditions, patch) => {
    expect(keepOnly(filters, conditions)).toEqual({ ...filters, ...patch });
  });
});
