import { describe, expect, it } from 'vitest';
import { type Day, type Filters, noFilters } from './filters.ts';
import { choiceText, countingText, daysText, selectionText, stockText } from './selectionText.ts';

const day = (text: string) => text as Day;
const days = { from: day('2021-02-09'), to: day('2021-02-11') };
const reached = { reading: 'reached' } as const;
const text = (filters: Partial<Filters>, counting: { reading: 'reached' | 'has' | 'ordered' } = reached) =>
  selectionText({ ...noFilters, ...filters }, counting, days);

describe('a selection in words', () => {
  it('names the days of the data where none are chosen, and none where there are none', () => {
    expect(text({})).toBe('Sessions of 2021-02-09 to 2021-02-11');
    expect(text({ from: day('2021-02-11') })).toBe('Sessions of 2021-02-11');
    expect(text({ from: day('2021-02-12') })).toBe('Sessions of no days');
    expect(selectionText(noFilters, reached, null)).toBe('All sessions');
  });

  it('names every value of every filter', () => {
    const product = { mode: 'only', values: ['Pothos', 'ZZ Plant', 'Cactus', 'Bamboo'] } as const;
    expect(
      text({
        product,
        country: { mode: 'only', values: ['Canada'] },
        state: { mode: 'except', values: ['Georgia'] },
        employee: { mode: 'only', values: ['no', '(not set)'] },
        traffic: 'without-burst',
      }),
    ).toBe(
      'Sessions of 2021-02-09 to 2021-02-11 · Product: Pothos, ZZ Plant, Cactus, Bamboo · Country: Canada · State: all but Georgia · Employees: not employees, not set · Traffic: without burst users',
    );
  });

  it('tells steps and conditions in the reading, each set that is left out by itself', () => {
    const conditions: Partial<Filters> = {
      step: { reached: 'add_to_cart', missed: 'checkout' },
      only: [{ key: 'weekday', value: 'Tuesday' }],
      without: [
        [{ key: 'hour', value: '14' }],
        [
          { key: 'state', value: 'Ohio' },
          { key: 'traffic', value: 'burst' },
        ],
      ],
    };
    expect(text(conditions)).toBe(
      'Sessions of 2021-02-09 to 2021-02-11 · reached add to cart · did not reach checkout · Only Weekday, UTC: Tuesday · Left out: Hour, UTC: 14:00 · Left out: State: Ohio · Traffic: burst users',
    );
    expect(text(conditions, { reading: 'has' })).toContain('has add to cart · has no checkout');
  });

  it('says when it is turned around', () => {
    const state = { mode: 'only', values: ['Ohio'] } as const;
    expect(text({ state, complement: 'sessions' })).toContain('State: Ohio · all sessions but these');
    expect(text({ complement: 'range' })).toContain('all days but these');
  });
});

it('tells stock by its own clock', () => {
  expect(stockText({ mode: 'only', values: [] }, days)).toBe('Snapshots of 2021-02-09 to 2021-02-11');
  expect(stockText({ mode: 'except', values: ['Pothos'] }, { from: days.to, to: days.to })).toBe(
    'Snapshots of 2021-02-11 · Product: all but Pothos',
  );
});

it('has no words for what is not chosen', () => {
  expect(choiceText('state', { mode: 'except', values: [] })).toBeNull();
  expect(daysText({ from: days.to, to: days.from })).toBe('no days');
});

it('tells how steps are counted', () => {
  expect(countingText({ reading: 'reached', base: 'first', unit: 'sessions' }, true)).toBe(
    'sessions · reached · of first step',
  );
  expect(countingText({ reading: 'has', base: 'all', unit: 'users' }, true)).toBe(
    'users · has the step · of all users',
  );
  expect(countingText({ reading: 'ordered', base: 'all', unit: 'users' }, false)).toBe('users · in order');
});
