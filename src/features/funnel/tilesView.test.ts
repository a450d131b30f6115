import { expect, it } from 'vitest';
import type { Counting } from '../../model/filters.ts';
import type { TotalsRow } from '../../model/queries/totals.ts';
import { stepRows } from '../../testing/stepRows.ts';
import { tilesView } from './tilesView.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const everything = { hasUsers: true, hasOrders: true, hasRevenue: true };
const greenery: TotalsRow = {
  sessions: 578,
  users: 124,
  customers: 124,
  entered: 578,
  carted: 467,
  converted: 361,
  conversionRate: 361 / 578,
  conversionLow: 0.5844,
  conversionHigh: 0.6631,
  abandonmentRate: 106 / 467,
  abandonmentLow: 0.1914,
  abandonmentHigh: 0.2671,
  bounceRate: null,
  sessionsPerUser: 578 / 124,
  pageViewsPerSession: 1871 / 578,
  addToCartsPerSession: 986 / 578,
  pageViews: 1871,
  addToCarts: 986,
  orders: 361,
  orderLines: 862,
  units: 2165,
  revenue: 89_834.4,
};
const rows = stepRows([578, 467, 361, 335]);

function told(view: ReturnType<typeof tilesView>, part: 'first' | 'more') {
  return view[part].map(({ label, value, detail }) =>
    [label, value, detail].map((text) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null),
  );
}

it('shows five figures first', () => {
  expect(told(tilesView(rows, greenery, { counting, facts: everything, currency: 'USD' }), 'first')).toEqual([
    ['Sessions with page view', '578', '3.2 page views a session'],
    ['… add to cart', '467', '80.80 % of first'],
    ['… checkout', '361', '124 customers · $89 834'],
    ['Conversion', '62.46 %', '95 %: 58.4 – 66.3 %'],
    ['Cart abandonment', '22.70 %', '95 %: 19.1 – 26.7 %'],
  ]);
});

it('keeps the others behind “More”', () => {
  expect(told(tilesView(rows, greenery, { counting, facts: everything, currency: 'USD' }), 'more')).toEqual([
    ['Bounce', '—', null],
    ['Page views per session', '3.24', '1 871 page views'],
    ['Adds to cart per session', '1.71', '986 adds to cart'],
    ['Sessions per user', '4.66', '124 users'],
    ['Customers', '124', null],
    ['Orders', '361', '862 order lines'],
    ['Units', '2 165', null],
    ['Revenue', '$89 834', null],
  ]);
});

it('claims no zero for what the dataset does not hold', () => {
  const facts = { hasUsers: false, hasOrders: false, hasRevenue: false };
  const view = tilesView(rows, { ...greenery, orders: 0, units: 0, revenue: 0 }, { counting, facts, currency: 'USD' });
  expect(told(view, 'first')[2]).toEqual(['… checkout', '361', '62.46 % of first']);
  expect(told(view, 'more').slice(3)).toEqual([
    ['Sessions per user', '—', 'This dataset has no users.'],
    ['Customers', '—', 'This dataset has no orders by user.'],
    ['Orders', '—', 'This dataset has no orders.'],
    ['Units', '—', 'This dataset has no orders.'],
    ['Revenue', '—', 'This dataset has no prices of what was ordered.'],
  ]);
});

it('shows unknown rates as unknown', () => {
  const nothing = { ...greenery, conversionRate: null, conversionLow: null, conversionHigh: null };
  const view = tilesView(stepRows([0, 0, 0, 0]), nothing, { counting, facts: everything, currency: 'USD' });
  expect(told(view, 'first')[3]).toEqual(['Conversion', '—', null]);
  expect(told(view, 'first')[1]?.[2]).toBe('— of first');
});

it('says users and of all when that is what is counted', () => {
  const view = tilesView(stepRows([60, 40, 20, 0], { all: 80, base: 'all' }), greenery, {
    counting: { reading: 'has', base: 'all', unit: 'users' },
    facts: everything,
    currency: 'USD',
  });
  expect(told(view, 'first')[0]).toEqual(['Users with page view', '578', '75.00 % of all']);
  expect(view.first[0]?.word).toBe('has');
});
