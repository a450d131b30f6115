import { expect, it } from 'vitest';
import { type Day, noFilters, parseDay } from '../../model/filters.ts';
import { stepBefore, toggleBucket, toggleLoss, toggleState, toggleStep } from './selection.ts';

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

it('selects one state, and takes one out of several', () => {
  const georgia = toggleState(noFilters, 'Georgia');
  expect(georgia.state).toEqual({ mode: 'only', values: ['Georgia'] });
  expect(toggleState(georgia, 'Texas').state.values).toEqual(['Texas']);
  expect(toggleState(georgia, 'Georgia')).toEqual(noFilters);
  const two = { ...noFilters, state: { mode: 'only', values: ['Georgia', 'Texas'] } } as const;
  expect(toggleState(two, 'Georgia').state.values).toEqual(['Texas']);
});

it('turns an exclusion into the one state pressed', () => {
  const excluding = { ...noFilters, state: { mode: 'except', values: ['Georgia'] } } as const;
  expect(toggleState(excluding, 'Texas').state).toEqual({ mode: 'only', values: ['Texas'] });
});

it('knows that nothing comes before the first step', () => {
  expect([stepBefore('page_view'), stepBefore('package_shipped')]).toEqual([null, 'checkout']);
});
