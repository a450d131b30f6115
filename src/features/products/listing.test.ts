import { expect, it } from 'vitest';
import { productRow } from '../../testing/productRows.ts';
import { changesOf } from './changes.ts';
import { found, nextSort, sortedBy } from './listing.ts';

const known = { orders: true, revenue: true };
const rows = [
  productRow('Fern 10', [0, 0, 0, 0]),
  productRow('Fern 9', [40, 10, 5, 5], { stock: 7 }),
  productRow('aloë', [40, 20, 20, 1], { stock: 0 }),
];
const names = (sorted: readonly { name: string }[]) => sorted.map(({ name }) => name);

it.each([
  ['name', 'ascending', ['aloë', 'Fern 9', 'Fern 10']],
  ['name', 'descending', ['Fern 10', 'Fern 9', 'aloë']],
  ['page_view', 'descending', ['aloë', 'Fern 9', 'Fern 10']],
  ['page_view', 'ascending', ['Fern 10', 'aloë', 'Fern 9']],
  ['conversion', 'descending', ['aloë', 'Fern 9', 'Fern 10']],
  ['conversion', 'ascending', ['Fern 9', 'aloë', 'Fern 10']],
  ['stock', 'ascending', ['aloë', 'Fern 9', 'Fern 10']],
] as const)('sorts by %s, %s, what is unknown last and ties by name', (measure, order, expected) => {
  expect(names(sortedBy(rows, measure, order, known))).toEqual(expected);
});

it('sorts by the change of conversion, products of one side last', () => {
  const [ten, nine, aloe] = [
    productRow('Fern 10', [40, 20, 10, 5]),
    productRow('Fern 9', [40, 20, 30, 5]),
    productRow('aloë', [40, 20, 20, 1]),
  ];
  const here = [ten, nine, aloe];
  const there = [productRow('Fern 10', [40, 20, 20, 5]), productRow('Fern 9', [40, 20, 20, 5])];
  const changes = changesOf(here, there, { overlaps: false });
  expect(names(sortedBy(here, 'change', 'descending', known, changes))).toEqual(['Fern 9', 'Fern 10', 'aloë']);
  expect(names(sortedBy(here, 'change', 'ascending', known, changes))).toEqual(['Fern 10', 'Fern 9', 'aloë']);
  expect(names(sortedBy(here, 'change', 'descending', known))).toEqual(['aloë', 'Fern 9', 'Fern 10']);
});

it('takes what the dataset cannot know for unknown', () => {
  expect(names(sortedBy(rows, 'revenue', 'descending', { ...known, revenue: false }))).toEqual([
    'aloë',
    'Fern 9',
    'Fern 10',
  ]);
});

it('finds names that hold a text, large and small letters alike', () => {
  expect(names(found(rows, 'fERN 1'))).toEqual(['Fern 10']);
  expect(names(found(rows, 'Ë'))).toEqual(['aloë']);
  expect(found(rows, null)).toBe(rows);
  expect(found(rows, 'palm')).toEqual([]);
});

it('sorts the largest first, names from A, and turns round at the second press', () => {
  expect(nextSort('page_view', 'descending', 'revenue')).toEqual({ sort: 'revenue', order: 'descending' });
  expect(nextSort('revenue', 'ascending', 'name')).toEqual({ sort: 'name', order: 'ascending' });
  expect(nextSort('revenue', 'descending', 'revenue')).toEqual({ sort: 'revenue', order: 'ascending' });
  expect(nextSort('revenue', 'ascending', 'revenue')).toEqual({ sort: 'revenue', order: 'descending' });
});
