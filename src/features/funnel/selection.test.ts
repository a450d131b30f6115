import { expect, it } from 'vitest';
import { type Day, noFilters, parseDay } from '../../model/filters.ts';
import { stepBefore, toggleBucket, toggleCountry, toggleLoss, toggleState, toggleStep } from './selection.ts';

const from = parseDay('2021-02-08') as Day;
const to = parseDay('2021-02-11') as Day;

it('selects a step, another one instead, and takes it back', () => {
  const checkout = toggleStep(noFilters, 'checkout');
  expect(checkout.step).toEqual({ reached: 'checkout', missed: null });
  expect(toggleStep(checkout, 'add_to_cart').step).toEqual({ reached: 'add_to_cart', missed: null });
  expect(toggleStep(checkout, 'checkout')).toEqual(noFilters);
});

it('selects a loss as what is at the step before and not at this one', () => {
  const lost = toggleLoss(noFilters, 'checkout');
  expect(lost.step).toEqual({ reached: 'add_to_cart', missed: 'checkout' });
  expect(toggleStep(lost, 'add_to_cart').step).toEqual({ reached: 'add_to_cart', missed: null });
  expect(toggleLoss(lost, 'checkout')).toEqual(noFilters);
});

it('selects the days of a bucket and takes them back', () => {
  const week = toggleBucket(noFilters, { from, to });
  expect([week.from, week.to]).toEqual([from, to]);
  expect(toggleBucket(week, { from, to })).toEqual(noFilters);
  expect(toggleBucket(week, { from: to, to }).from).toBe(to);
});

it('selects several states, one after the other, and takes each back', () => {
  const texas = toggleState(noFilters, 'Texas');
  expect(texas.state).toEqual({ mode: 'only', values: ['Texas'] });
  const two = toggleState(texas, 'Georgia');
  expect(two.state).toEqual({ mode: 'only', values: ['Georgia', 'Texas'] });
  expect(toggleState(two, 'Texas').state).toEqual({ mode: 'only', values: ['Georgia'] });
  expect(toggleState(texas, 'Texas')).toEqual(noFilters);
});

it('lets a state that is left out in again, and turns an exclusion into any other that is pressed', () => {
  const excluding = { ...noFilters, state: { mode: 'except', values: ['Georgia', 'Ohio'] } } as const;
  expect(toggleState(excluding, 'Georgia').state).toEqual({ mode: 'except', values: ['Ohio'] });
  expect(toggleState(toggleState(excluding, 'Georgia'), 'Ohio')).toEqual(noFilters);
  expect(toggleState(excluding, 'Texas').state).toEqual({ mode: 'only', values: ['Texas'] });
});

it('selects countries in the same way, without the states of those selected before', () => {
  const georgia = toggleState(toggleCountry(noFilters, 'United States'), 'Georgia');
  const two = toggleCountry(georgia, 'France');
  expect([two.country.values, two.state]).toEqual([['France', 'United States'], noFilters.state]);
  expect(toggleCountry(toggleCountry(two, 'France'), 'United States')).toEqual(noFilters);
});

it('knows that nothing comes before the first step', () => {
  expect([stepBefore('page_view'), stepBefore('package_shipped')]).toEqual([null, 'checkout']);
});
