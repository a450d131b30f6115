import { describe, expect, it } from 'vitest';
import type { Compare } from '../../model/comparison.ts';
import { type Day, type Filters, noFilters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { compareChip, compareOptions, compareText, periodFor, periodPresets } from './compareView.ts';

const day = (text: string) => text as Day;
const facts = {
  firstDay: day('2021-02-01'),
  lastDay: day('2021-02-28'),
  startsWhole: true,
  endsWhole: true,
} as Facts;
const lastWeek: Filters = { ...noFilters, from: day('2021-02-22') };
const previous: Compare = { kind: 'previous' };

it('says what is compared: days, the rest, or that it is not possible', () => {
  expect(compareText({ kind: 'none' }, lastWeek, facts)).toBe('nothing');
  expect(compareText(previous, lastWeek, facts)).toBe('15 – 21 Feb 2021');
  expect(compareText({ kind: 'rest' }, lastWeek, facts)).toBe('the rest');
  expect(compareText(previous, noFilters, facts)).toBe('the days before, not possible');
});

it('has a chip for every comparison, also for one that is not possible', () => {
  expect(compareChip({ kind: 'none' }, lastWeek, facts)).toBeNull();
  expect(compareChip(previous, lastWeek, facts)).toEqual({
    id: 'compare',
    label: 'Compared with',
    value: '15 – 21 Feb 2021',
  });
  expect(compareChip({ kind: 'rest' }, noFilters, facts)?.value).toBe('the rest, not possible');
});

describe('the choices', () => {
  it('say what each comes to, or why it does not', () => {
    const means = (filters: Filters) => compareOptions(previous, filters, facts).map((option) => option.means);
    expect(means(lastWeek)).toEqual([
      undefined,
      '15 – 21 Feb 2021.',
      'The rest are all other days. The sides differ in size: counts are not compared, shares are.',
      '15 – 21 Feb 2021',
    ]);
    expect(means(noFilters)[1]).toMatch(/^The data begins on 2021-02-01: there is nothing before/);
    expect(means(noFilters)[3]).toBe('1 – 28 Feb 2021');
  });

  it('offer no period where the data has no days', () => {
    const dayless = { ...facts, firstDay: null, lastDay: null };
    expect(compareOptions(previous, noFilters, dayless).map(({ value }) => value)).toEqual([
      'none',
      'previous',
      'rest',
    ]);
    expect(periodFor(previous, noFilters, dayless)).toBeNull();
    expect(periodPresets(noFilters, dayless)).toEqual([]);
  });

  it('keep a period that is chosen, and offer some inside the data', () => {
    const chosen: Compare = { kind: 'period', from: day('2021-02-03'), to: day('2021-02-04') };
    expect(periodFor(chosen, lastWeek, facts)).toEqual({ from: '2021-02-03', to: '2021-02-04' });
    expect(periodPresets(lastWeek, facts).map(({ label, range }) => [label, range.from, range.to])).toEqual([
      ['First day', '2021-02-01', '2021-02-01'],
      ['First 7 days', '2021-02-01', '2021-02-07'],
      ['A week before', '2021-02-15', '2021-02-21'],
    ]);
    const short = { ...facts, lastDay: day('2021-02-03') };
    expect(periodPresets(noFilters, short).map(({ label }) => label)).toEqual(['First day']);
    expect(periodPresets(noFilters, facts).map(({ label }) => label)).toEqual(['First day', 'First 7 days']);
  });
});
