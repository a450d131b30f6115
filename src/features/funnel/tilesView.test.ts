import { expect, it } from 'vitest';
import type { OtherSide } from '../../model/comparison.ts';
import { type Counting, type Day, noFilters } from '../../model/filters.ts';
import type { SpreadsRow, TotalsRow } from '../../model/queries/totals.ts';
import type { UsersRow } from '../../model/queries/users.ts';
import { stepRows } from '../../testing/stepRows.ts';
import { changeLine } from './sides.ts';
import { type Tile, type TilesOther, tilesView } from './tilesView.ts';

const counting: Counting = { reading: 'reached', base: 'first', unit: 'sessions' };
const everything = { hasUsers: true, hasOrders: true, hasRevenue: true };
const greenery: TotalsRow = {
  sessions: 578,
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
  bounceLow: null,
  bounceHigh: null,
  pageViewsPerSession: 1871 / 578,
  addToCartsPerSession: 986 / 578,
  pageViews: 1871,
  addToCarts: 986,
  orders: 361,
  orderLines: 862,
  units: 2165,
  revenue: 89_834.4,
};
const users: UsersRow = { users: 124, customers: 124, sessionsPerUser: 578 / 124 };
const rows = stepRows([578, 467, 361, 335]);

function told(view: ReturnType<typeof tilesView>, part: 'first' | 'more') {
  return view[part].map(({ label, value, detail }) =>
    [label, value, detail].map((text) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null),
  );
}

it('shows five figures first', () => {
  expect(
    told(tilesView(rows, { totals: greenery, users }, { counting, facts: everything, currency: 'USD' }), 'first'),
  ).toEqual([
    ['Sessions with page view', '578', '3.2 page views a session'],
    ['… add to cart', '467', '80.80 % of first'],
    ['… checkout', '361', '124 customers · $89 834'],
    ['Conversion', '62.46 %', '95 %: 58.4 – 66.3 %'],
    ['Cart abandonment', '22.70 %', '95 %: 19.1 – 26.7 %'],
  ]);
});

it('keeps the others behind “More”', () => {
  expect(
    told(tilesView(rows, { totals: greenery, users }, { counting, facts: everything, currency: 'USD' }), 'more'),
  ).toEqual([
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
  const totals = { ...greenery, orders: 0, units: 0, revenue: 0 };
  const view = tilesView(rows, { totals, users }, { counting, facts, currency: 'USD' });
  expect(told(view, 'first')[2]).toEqual(['… checkout', '361', '62.46 % of first']);
  expect(told(view, 'more').slice(3)).toEqual([
    ['Sessions per user', '—', 'This dataset has no users.'],
    ['Customers', '—', 'This dataset has no orders by user.'],
    ['Orders', '—', 'This dataset has no orders.'],
    ['Units', '—', 'This dataset has no orders.'],
    ['Revenue', '—', 'This dataset has no prices of what was ordered.'],
  ]);
});

it('shows no number of users before it is there, and every other', () => {
  const view = tilesView(rows, { totals: greenery, users: null }, { counting, facts: everything, currency: 'USD' });
  expect(told(view, 'first')[2]).toEqual(['… checkout', '361', '… customers · $89 834']);
  expect(told(view, 'more').slice(2, 6)).toEqual([
    ['Adds to cart per session', '1.71', '986 adds to cart'],
    ['Sessions per user', '…', '… users'],
    ['Customers', '…', null],
    ['Orders', '361', '862 order lines'],
  ]);
});

it('shows unknown rates as unknown', () => {
  const nothing = { ...greenery, conversionRate: null, conversionLow: null, conversionHigh: null };
  const numbers = { totals: nothing, users };
  const view = tilesView(stepRows([0, 0, 0, 0]), numbers, { counting, facts: everything, currency: 'USD' });
  expect(told(view, 'first')[3]).toEqual(['Conversion', '—', null]);
  expect(told(view, 'first')[1]?.[2]).toBe('— of first');
});

it('says users and of all when that is what is counted', () => {
  const view = tilesView(
    stepRows([60, 40, 20, 0], { all: 80, base: 'all' }),
    { totals: greenery, users },
    {
      counting: { reading: 'has', base: 'all', unit: 'users' },
      facts: everything,
      currency: 'USD',
    },
  );
  expect(told(view, 'first')[0]).toEqual(['Users with page view', '578', '75.00 % of all']);
  expect(view.first[0]?.word).toBe('has');
});

const lastDay: TotalsRow = {
  ...greenery,
  entered: 401,
  carted: 290,
  converted: 184,
  conversionRate: 184 / 401,
  conversionLow: 0.4107,
  conversionHigh: 0.5078,
  abandonmentRate: null,
};
const dayBefore: TotalsRow = {
  ...greenery,
  entered: 175,
  carted: 175,
  converted: 175,
  conversionRate: 1,
  conversionLow: 0.9785,
  conversionHigh: 1,
  abandonmentRate: 0,
  pageViewsPerSession: 4,
  orders: 175,
  revenue: 42_565.35,
};
const spreads: SpreadsRow = {
  sessionsPerUser: { n: 100, sum: 200, squares: 500 },
  pageViews: { n: 401, sum: 1160, squares: 3900 },
  addToCarts: { n: 401, sum: 565, squares: 1200 },
  orders: { sum: 184, squares: 184 },
  units: { sum: 1124, squares: 8000 },
  revenue: { sum: 46_740.3, squares: 15_000_000 },
};
const spreadsThere: SpreadsRow = {
  ...spreads,
  sessionsPerUser: { n: 100, sum: 150, squares: 300 },
  pageViews: { n: 175, sum: 700, squares: 3000 },
  orders: { sum: 175, squares: 175 },
  revenue: { sum: 42_565.35, squares: 14_000_000 },
};
const side: OtherSide = {
  filters: noFilters,
  days: { from: '2021-02-10' as Day, to: '2021-02-10' as Day },
  countsCompare: true,
  sameSpan: true,
  overlaps: false,
  note: null,
};

function compared(change: Partial<OtherSide> = {}, facts = everything, here: UsersRow | null = users) {
  const other: TilesOther = {
    side: { ...side, ...change },
    totals: dayBefore,
    users: { ...users, sessionsPerUser: 1.5 },
    spreads: { here: spreads, there: spreadsThere },
  };
  const { first, more } = tilesView(
    stepRows([401, 290, 184, 164]),
    { totals: lastDay, users: here },
    { counting, facts, currency: 'USD' },
    other,
  );
  const texts = (tiles: readonly Tile[]) =>
    tiles.map(({ compared: one }) =>
      one === null
        ? null
        : `${one.there}: ${one.change === null ? 'not compared' : changeLine(one.change)}`.replaceAll(
            /[\u00a0\u202f]/g,
            ' ',
          ),
    );
  return { first: texts(first), more: texts(more) };
}

it('sets every figure against the other side, with the difference, its interval and what that says', () => {
  const { first, more } = compared();
  expect(first).toEqual([
    '175 there: +226 · +129 % (+179 to +273), higher',
    '175 there: +115 · +66 % (+73 to +157), higher',
    '175 there: +9 · +5 % (−28 to +46), within chance',
    '100 % there: −54.1 pts (−58.9 to −48.8), lower',
    '0 % there: not compared',
  ]);
  expect(more.slice(1, 4)).toEqual([
    '4.00 there: −1.11 (−1.30 to −0.91), lower',
    '1.71 there: 0.00 (−0.14 to +0.14), within chance',
    '1.50 there: +0.50 (+0.24 to +0.76), higher',
  ]);
  expect(more.at(-1)).toBe('$42 565 there: +$4 175 · +10 % (−$6 380 to +$14 730), within chance');
});

it('compares no counts, and nothing that grows with time, where the sides are not equally long', () => {
  const { first, more } = compared({ countsCompare: false, sameSpan: false, note: '2 days here, 1 there.' });
  expect(first.map((text) => text?.split(':')[1]?.trim().slice(0, 12))).toEqual([
    'not compared',
    'not compared',
    'not compared',
    '−54.1 pts (−',
    'not compared',
  ]);
  expect(more.map((text) => text?.includes('not compared'))).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});

it('gives no interval, and so no verdict, where sessions are on both sides', () => {
  const { first, more } = compared({ overlaps: true });
  expect(first[3]).toBe('100 % there: −54.1 pts');
  expect(first[0]).toBe('175 there: +226 · +129 %');
  expect(more[1]).toBe('4.00 there: −1.11');
});

it('sets no users against others before both are there', () => {
  const { more } = compared({}, everything, null);
  expect(more.map((text) => text === null)).toEqual([false, false, false, false, true, false, false, false]);
  expect(more[3]).toMatch(/^1\.50 there/);
});

it('sets nothing against what the dataset does not hold', () => {
  expect(compared({}, { hasUsers: false, hasOrders: false, hasRevenue: false }).more.slice(3)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
