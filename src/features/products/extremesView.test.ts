import { expect, it } from 'vitest';
import { productRow } from '../../testing/productRows.ts';
import { extremesView } from './extremesView.ts';

const known = { orders: true, revenue: true };
const rows = [
  productRow('A', [10, 5, 5, 5]),
  productRow('B', [10, 2, 1, 1]),
  productRow('C', [20, 10, 10, 1]),
  productRow('D', [0, 0, 0, 0]),
];
const ends = (measure: Parameters<typeof extremesView>[1]['measure'], top = 2, known_ = known) =>
  extremesView(rows, { measure, top, focus: 'B' }, known_, 'USD');

it('names both ends, ties by name, and nobody without a number', () => {
  const view = ends('conversion');
  expect(view.numbers.rows).toEqual([
    ['Highest 1', 'A', '50.00 %'],
    ['Highest 2', 'C', '50.00 %'],
    ['Lowest 1', 'B', '10.00 %'],
    ['Lowest 2', 'A', '50.00 %'],
  ]);
  expect(view.highest.map(({ length }) => length)).toEqual([1, 1]);
  expect(view.lowest.map(({ selected }) => selected)).toEqual([true, false]);
  expect(view.isLoss).toBe(false);
});

it('hatches losses, and draws no bar of nothing', () => {
  expect(ends('cart_drop_off').isLoss).toBe(true);
  const idle = [productRow('D', [0, 0, 0, 0])];
  expect(extremesView(idle, { measure: 'page_view', top: 3, focus: null }, known, 'USD').highest).toMatchObject([
    { length: 0, valueText: '0', name: 'D: page view 0' },
  ]);
});

it('lists no more than there are', () => {
  expect(ends('page_view', 50).highest).toHaveLength(4);
});

it('says why there is nothing to rank', () => {
  expect(ends('stock').empty).toBe('No product has a number for stock now.');
  expect(ends('revenue', 2, { orders: false, revenue: false }).empty).toBe('No product has a number for revenue.');
  expect(ends('name').empty).toMatch(/^Names have no highest/);
});
