import { expect, it } from 'vitest';
import { type Day, type Filters, noFilters } from '../../model/filters.ts';
import { ignoredFilters } from './ignoredFilters.ts';

it('names no filter where none is set, and none for products, which apply', () => {
  expect(ignoredFilters(noFilters).now).toBeNull();
  expect(ignoredFilters({ ...noFilters, product: { mode: 'only', values: ['Pothos'] } }).now).toBeNull();
});

const some = { mode: 'only', values: ['x'] } as const;

it.each<[said: string, patch: Partial<Filters>]>([
  ['session dates', { from: '2021-02-09' as Day }],
  ['session dates', { to: '2021-02-09' as Day }],
  ['country', { country: some }],
  ['state', { state: some }],
  ['employees', { employee: some }],
  ['traffic', { traffic: 'burst' }],
  ['step', { step: { reached: 'checkout', missed: null } }],
  ['only some kinds of sessions', { only: [{ key: 'hour', value: '14' }] }],
  ['kinds of sessions left out', { without: [[{ key: 'hour', value: '14' }]] }],
])('names %s where it is set', (said, patch) => {
  expect(ignoredFilters({ ...noFilters, ...patch }).now).toBe(`Set above and without effect here: ${said}.`);
});

it('names every filter but products', () => {
  const all: Filters = {
    ...noFilters,
    from: '2021-02-09' as Day,
    country: some,
    state: some,
    employee: some,
    traffic: 'burst',
    step: { reached: null, missed: 'checkout' },
    only: [{ key: 'hour', value: '14' }],
    without: [[{ key: 'hour', value: '14' }]],
  };
  const { rule, now } = ignoredFilters(all);
  expect(now?.split(', ')).toHaveLength(8);
  expect(rule).toContain('kept or left out');
});
