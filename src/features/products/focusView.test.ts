import { expect, it } from 'vitest';
import { type Day, parseDay } from '../../model/filters.ts';
import type { BucketRow } from '../../model/queries/trend.ts';
import { stepRows } from '../../testing/stepRows.ts';
import { bucketsView } from './bucketsView.ts';
import { clocksText, focusFunnelView, focusStockView, focusTrendView } from './focusView.ts';

const day = (text: string) => parseDay(text) as Day;
const sessions = { from: day('2021-02-09'), to: day('2021-02-11') };
const stock = [
  { day: day('2023-04-17'), level: 40 },
  { day: day('2023-05-01'), level: 0 },
];

it('tells two clocks apart, and says when they share days', () => {
  expect(clocksText(sessions, stock)).toBe(
    'Sessions are of 9 – 11 Feb 2021, snapshots of 17 Apr – 1 May 2023: two clocks that never meet, so no level here ' +
      'explains a session there. Session dates do not filter stock.',
  );
  expect(clocksText({ from: day('2023-04-01'), to: day('2023-04-17') }, stock)).toMatch(/Each has its own axis/);
  expect(clocksText(null, stock)).toBeNull();
  expect(clocksText(sessions, [])).toBeNull();
});

it('draws the steps of one product with what is lost between them', () => {
  const view = focusFunnelView(stepRows([61, 24, 21, 20]), 'sessions');
  expect(view.bars.map(({ value, lost }) => [value, lost])).toEqual([
    [61, 0],
    [24, 37],
    [21, 3],
    [20, 1],
  ]);
  expect(view.numbers.rows[1]?.slice(0, 3)).toEqual(['Add to cart', '24', '39.34 %']);
  expect(focusFunnelView(stepRows([0, 0, 0, 0]), 'users').empty).toBe('No users of this selection concern it.');
  expect(focusFunnelView(stepRows([2, 5, 1, 1]), 'sessions').bars[1]?.lost).toBe(0);
});

function bucket(start: string, [viewed, carted, checkedOut]: readonly [number, number, number]): BucketRow {
  const rate = (part: number) => (viewed === 0 ? null : part / viewed);
  return {
    bucket: start,
    from: day(start.slice(0, 10)),
    to: day(start.slice(0, 10)),
    all: viewed,
    base: viewed,
    counts: { page_view: viewed, add_to_cart: carted, checkout: checkedOut, package_shipped: 0 },
    ofBaseRates: { page_view: rate(viewed), add_to_cart: rate(carted), checkout: rate(checkedOut), package_shipped: 0 },
    incomplete: null,
  };
}

it('draws carts and checkouts of what was viewed over time, with gaps where nobody came', () => {
  const view = focusTrendView(
    [bucket('2021-02-09T00:00', [0, 0, 0]), bucket('2021-02-10T00:00', [4, 2, 1])],
    'day',
    'sessions',
  );
  expect(view.buckets.map(({ points }) => points.map(({ rate }) => rate))).toEqual([
    [null, null],
    [0.5, 0.25],
  ]);
  expect(view.numbers.rows).toEqual([
    ['2021-02-09', '0', '0', '0', '0', '—', '—', 'no'],
    ['2021-02-10', '4', '2', '1', '0', '50.00 %', '25.00 %', 'no'],
  ]);
  expect(view.empty).toBeNull();
  expect(focusTrendView([bucket('2021-02-09T00:00', [0, 0, 0])], 'day', 'sessions').empty).not.toBeNull();
});

it('writes every level with its day, and — where no snapshot knows the product', () => {
  const view = focusStockView([{ day: day('2022-12-31'), level: null }, ...stock]);
  expect(view.numbers.rows).toEqual([
    ['2022-12-31', '—'],
    ['2023-04-17', '40'],
    ['2023-05-01', '0'],
  ]);
  expect(view.steps.map(({ label }) => label)).toEqual(['31 Dec 2022', '17 Apr 2023', '1 May 2023']);
  expect(focusStockView([]).empty).toBe('No snapshot of stock knows this product.');
});

it('lists buckets × products, and says how many rows are beyond the limit', () => {
  const row = {
    bucket: '2021-02-08T00:00',
    name: 'Pothos',
    viewed: 61,
    carted: 24,
    cartDropOffRate: 37 / 61,
    checkedOut: 0,
    checkoutDropOffRate: null,
    incomplete: 'ends' as const,
    rows: 7000,
  };
  const view = bucketsView([row], 'week', 'users');
  expect(view.rows[0]?.cells).toEqual(['2021-02-08', 'Pothos', '61', '24', '60.66 %', '0', '—', 'ends inside']);
  expect(view.columns.map(({ label }) => label).slice(0, 3)).toEqual(['Week from', 'Product', 'Users viewed']);
  expect(view.note).toMatch(/^The newest 1 of 7000 rows/);
  expect(bucketsView([{ ...row, rows: 1 }], 'week', 'users').note).toBeNull();
  expect(bucketsView([], 'week', 'users').empty).not.toBeNull();
});
