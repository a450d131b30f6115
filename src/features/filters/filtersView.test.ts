import { describe, expect, it } from 'vitest';
import { type Choice, type Counting, type Day, type Filters, noFilters } from '../../model/filters.ts';
import type { Facts, KnownValue } from '../../model/queries/facts.ts';
import {
  chipsOf,
  choiceSentence,
  choiceText,
  countingText,
  isServed,
  offeredCount,
  rangeText,
  stepText,
  without,
} from './filtersView.ts';

const only = (...values: string[]): Choice => ({ mode: 'only', values });
const except = (...values: string[]): Choice => ({ mode: 'except', values });
const day = (text: string) => text as Day;
const reached: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };

const facts: Facts = {
  firstDay: day('2021-02-09'),
  lastDay: day('2021-02-11'),
  startsWhole: false,
  endsWhole: true,
  lastEventAt: '2021-02-12T08:55:36',
  sessions: 578,
  users: 124,
  hasUsers: true,
  hasPlaces: true,
  hasEmployees: false,
  hasProducts: true,
  hasOrders: true,
  hasRevenue: true,
  hasPromos: false,
  hasStock: true,
  hasViewedStock: false,
  hasOrderStatus: true,
};

const values: KnownValue[] = [
  { kind: 'product', value: 'Pothos', parent: null },
  { kind: 'product', value: 'Bamboo', parent: null },
  { kind: 'country', value: 'United States', parent: null },
  { kind: 'country', value: 'Canada', parent: null },
  { kind: 'state', value: 'Ohio', parent: 'United States' },
  { kind: 'state', value: 'Texas', parent: 'United States' },
  { kind: 'state', value: 'Ontario', parent: 'Canada' },
];

describe('the value of a field', () => {
  it.each<[Parameters<typeof choiceText>, string]>([
    [['product', only(), 30], 'all 30'],
    [['state', except(), 32], 'all 32'],
    [['country', only(), 1], 'all'],
    [['employee', only(), 2], 'all'],
    [['product', only('Pothos'), 30], 'Pothos'],
    [['product', only('a', 'b', 'c'), 30], '3 of 30'],
    [['state', except('Georgia'), 32], 'all but Georgia'],
    [['state', except('Georgia', 'Ohio', 'Texas'), 32], 'all but 3'],
    [['employee', only('no'), 2], 'Not employees'],
  ])('%j is “%s”', (given, text) => {
    expect(choiceText(...given)).toBe(text);
  });

  it.each<[string | null, string | null, string]>([
    [null, null, '9 – 11 Feb 2021'],
    ['2021-02-10', null, '10 – 11 Feb 2021'],
    [null, '2021-02-09', '9 Feb 2021'],
    ['2020-12-30', '2021-01-02', '30 Dec 2020 – 2 Jan 2021'],
    ['2021-03-01', null, 'from 1 Mar 2021'],
    [null, '2021-01-31', 'to 31 Jan 2021'],
  ])('the range %s to %s is “%s”', (from, to, text) => {
    expect(rangeText({ from: from as Day | null, to: to as Day | null }, facts)).toBe(text);
  });

  it('tells an empty dataset', () => {
    expect(rangeText(noFilters, { ...facts, firstDay: null, lastDay: null })).toBe('no days');
  });
});

it('says in a sentence what a choice does', () => {
  expect(choiceSentence('product', only(), 30)).toBe('Nothing is chosen: all 30 products count.');
  expect(choiceSentence('product', only('a', 'b', 'c', 'd', 'e', 'f'), 30)).toBe('Only a, b, c, d and 2 more.');
  expect(choiceSentence('state', except('Georgia'), 32)).toBe('All states except Georgia.');
  expect(choiceSentence('employee', only('yes', '(not set)'), 3)).toBe('Only Employees, Not known.');
});

it('offers the states of the chosen countries', () => {
  const inCountry = (country: Choice): Filters => ({ ...noFilters, country });
  expect(offeredCount('state', noFilters, values)).toBe(3);
  expect(offeredCount('state', inCountry(only('Canada')), values)).toBe(1);
  expect(offeredCount('state', inCountry(except('Canada')), values)).toBe(2);
  expect(offeredCount('product', inCountry(only('Canada')), values)).toBe(2);
});

it('knows what a dataset can be asked', () => {
  expect(isServed('employee', facts)).toBe(false);
  expect(isServed('state', { ...facts, hasPlaces: false })).toBe(false);
  expect(isServed('product', facts)).toBe(true);
});

describe('chips', () => {
  it('are none for no filters', () => {
    expect(chipsOf(noFilters, reached, facts)).toEqual([]);
  });

  const filters: Filters = {
    from: day('2021-02-10'),
    to: null,
    product: only('a', 'b', 'c', 'd'),
    country: only(),
    state: except('Georgia'),
    employee: only('no'),
    traffic: 'without-burst',
    step: { reached: 'add_to_cart', missed: 'checkout' },
    only: [{ key: 'hour', value: '14' }],
    without: [
      [
        { key: 'state', value: 'Texas' },
        { key: 'weekday', value: 'Monday' },
      ],
    ],
    complement: 'none',
  };

  it('name every filter that is set, however it was set', () => {
    expect(chipsOf(filters, reached, facts).map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Sessions started: 10 – 11 Feb 2021',
      'Product: a, b, c and 1 more',
      'State: all but Georgia',
      'Employees: Not employees',
      'Traffic: without burst users',
      'Sessions that: reached add to cart, not checkout',
      'Only: Hour, UTC: 14:00',
      'Left out: State: Texas · Weekday, UTC: Monday',
    ]);
  });

  it('take away what they name and nothing else', () => {
    for (const { id } of chipsOf(filters, reached, facts)) {
      const left = without(filters, id);
      expect(chipsOf(left, reached, facts).map((chip) => chip.id)).toEqual(
        chipsOf(filters, reached, facts).flatMap((chip) => (chip.id === id ? [] : [chip.id])),
      );
    }
  });
});

it('words a step filter by the reading', () => {
  const step = { reached: 'page_view', missed: 'checkout' } as const;
  expect(stepText(step, reached)).toBe('reached page view, not checkout');
  expect(stepText(step, { ...reached, reading: 'has' })).toBe('have page view, not checkout');
  expect(stepText({ reached: null, missed: 'checkout' }, reached)).toBe('did not reach checkout');
  expect(stepText({ reached: null, missed: null }, reached)).toBe('');
});

it('says how things are counted', () => {
  expect(countingText(reached)).toBe('sessions · reached · of first step');
  expect(countingText({ reading: 'has', base: 'all', unit: 'users' })).toBe('users · has the step · of all users');
});
