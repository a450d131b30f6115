import { expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import { cannotCompare, changesView } from './changesView.ts';

const weeks = { a: '2023-01-25', b: '2023-02-01' };

it('lists the orders that changed, with where from and where to, and counts the others', () => {
  const view = changesView(
    [
      { order: 'o1', from: 'preparing', to: 'shipped' },
      { order: 'o2', from: null, to: 'preparing' },
    ],
    [
      { from: 'delivered', to: 'delivered', orders: 7 },
      { from: 'shipped', to: null, orders: 3 },
      { from: 'preparing', to: 'shipped', orders: 1 },
      { from: null, to: 'preparing', orders: 1 },
    ],
    weeks,
  );
  expect(view.numbers.columns.map(({ label }) => label)).toEqual(['Order', 'From, 25 Jan 2023', 'To, 1 Feb 2023']);
  expect(view.numbers.rows).toEqual([
    ['o1', 'preparing', 'shipped'],
    ['o2', 'not there yet', 'preparing'],
  ]);
  expect(view.moves.map(({ from, to, countText }) => `${countText} ${from} → ${to}`)).toEqual([
    '3 shipped → no longer there',
    '1 preparing → shipped',
    '1 not there yet → preparing',
  ]);
  expect(view.note).toBe('2 of 5 orders that changed are listed. 7 orders kept their status.');
});

it('says what is so when nothing changed, or nothing matches', () => {
  expect(changesView([], [{ from: 'shipped', to: 'shipped', orders: 1 }], weeks).empty).toBe(
    'No order changed between 25 Jan 2023 and 1 Feb 2023. 1 order kept its status.',
  );
  expect(changesView([], [], weeks).empty).toBe('No orders match these filters.');
});

it.each<[string | null, string | null, string | undefined, string | null]>([
  ['2023-01-25', '2023-02-01', '2023-01-11', null],
  [null, null, undefined, 'The snapshot of orders is empty.'],
  [
    null,
    null,
    '2023-01-11',
    'No snapshot of orders is as old as that: the first is of 11 Jan 2023. Choose other days.',
  ],
  [null, '2023-01-11', '2023-01-11', 'There is no snapshot of orders before 11 Jan 2023 to compare it with.'],
  [
    '2023-02-01',
    '2023-02-01',
    '2023-01-11',
    'Both days mean the snapshot of 1 Feb 2023. Choose an earlier one to compare it with.',
  ],
])('compares %s with %s, or says why not', (a, b, first, sentence) => {
  expect(cannotCompare({ a: a as Day | null, b: b as Day | null }, first)).toBe(sentence);
});
