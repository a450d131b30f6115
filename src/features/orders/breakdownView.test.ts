import { expect, it } from 'vitest';
import { breakdownView, ordersPerUserView } from './breakdownView.ts';

const group = (value: string | null, orders: number, change = {}) => {
  return { value, parent: null, orders, share: orders / 10, groups: 2, ...change };
};

it('tells orders without a promo from those with one', () => {
  const { rows, numbers, note } = breakdownView([group(null, 7), group('half', 3)], 'promo');
  expect(rows.map(({ label, muted }) => [label, muted])).toEqual([
    ['no promo', true],
    ['half', false],
  ]);
  expect(numbers.rows).toEqual([
    ['no promo', '7', '70.00 %'],
    ['half', '3', '30.00 %'],
  ]);
  expect(note).toBeNull();
});

it('names the country where states are of several, and what is not listed', () => {
  const groups = [
    group('Victoria', 6, { parent: 'Australia', groups: 4321 }),
    group('Victoria', 4, { parent: 'Canada', groups: 4321 }),
  ];
  const { rows, numbers, note } = breakdownView(groups, 'shipping state');
  expect(rows.map(({ label }) => label)).toEqual(['Victoria, Australia', 'Victoria, Canada']);
  expect(numbers.rows[1]).toEqual(['Victoria', 'Canada', '4', '40.00 %']);
  expect(note?.replaceAll(/\u202f/g, ' ')).toBe('The 2 with most orders of 4 321 shipping states are listed.');
  expect(breakdownView([], 'promo').empty).toBe('No orders match these filters.');
});

it('counts users by their orders, and says which orders are nobody’s', () => {
  const rows = [
    { orders: 1 as const, users: 25, share: 25 / 124 },
    { orders: 2 as const, users: 28, share: 28 / 124 },
    { orders: 3 as const, users: 71, share: 71 / 124 },
  ];
  expect(ordersPerUserView(rows, 0).numbers.rows).toEqual([
    ['1 order', '25', '20.16 %'],
    ['2 orders', '28', '22.58 %'],
    ['3 or more', '71', '57.26 %'],
  ]);
  expect(ordersPerUserView(rows, 1).note).toBe('1 order names no user and is left out.');
  expect(
    ordersPerUserView(
      rows.map((row) => ({ ...row, users: 0, share: null })),
      0,
    ).empty,
  ).not.toBeNull();
});
