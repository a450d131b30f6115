import { expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import { rangePresets } from './rangePresets.ts';

const rangesOf = (first: string, last: string) =>
  Object.fromEntries(
    rangePresets(first as Day, last as Day).map(({ label, range }) => [label, [range.from, range.to]]),
  );

it('ends every preset with the last day of the data', () => {
  expect(rangesOf('2020-01-01', '2021-03-02')).toEqual({
    All: [null, null],
    'Last day': ['2021-03-02', '2021-03-02'],
    'Last 7 days': ['2021-02-24', '2021-03-02'],
    'Last 28 days': ['2021-02-03', '2021-03-02'],
    'Last month': ['2021-03-01', '2021-03-02'],
  });
});

it('begins none before the data does', () => {
  expect(rangesOf('2021-02-09', '2021-02-11')).toMatchObject({
    'Last 7 days': ['2021-02-09', '2021-02-11'],
    'Last month': ['2021-02-09', '2021-02-11'],
    'Last day': ['2021-02-11', '2021-02-11'],
  });
});
