import { describe, expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import type { StockOut } from '../../model/queries/stockOuts.ts';
import { changesTable, measuresTable, stockOutsTable } from './tableView.ts';

const span = {
  from: { at: '2023-04-17T00:00:00.000000', day: '2023-04-17' as Day },
  to: { at: '2023-05-08T00:00:00.000000', day: '2023-05-08' as Day },
};
const bamboo = {
  product: 'Bamboo',
  first: 1056,
  last: 23,
  lowest: 0,
  highest: 1056,
  changes: 2,
  versions: 3,
  fluctuation: 1033,
  depletion: 1033,
  restock: 0,
  stockOuts: 1,
  variation: 0.10876,
  daysOfCover: 12.34,
};

describe('the measures', () => {
  it('are plain counts, percentages with two decimals, and — for what is unknown', () => {
    const { numbers } = measuresTable([bamboo, { ...bamboo, variation: null, daysOfCover: null }], null, span);
    expect(numbers.rows.map((row) => row.slice(1).join(' | '))).toEqual([
      '1056 | 23 | 0 | 2 | 3 | 1033 | 1033 | 0 | 1 | 10.88 % | 12.3',
      '1056 | 23 | 0 | 2 | 3 | 1033 | 1033 | 0 | 1 | — | —',
    ]);
  });

  const sales = { firstOrder: '2021-02-10' as Day, lastOrder: '2021-02-11' as Day, sharedDays: -794.2 };
  it.each([
    ['no orders', null, 'Days of cover are not known: no order of this dataset has a date.'],
    [
      'another clock',
      sales,
      'Days of cover are not known: orders are of 10 – 11 Feb 2021, snapshots of 17 Apr – 8 May 2023; the two share less than a day.',
    ],
    [
      'a clock in common',
      { ...sales, sharedDays: 20.96 },
      'Days of cover go by all orders of the 21.0 days that orders and snapshots share.',
    ],
  ])('say of days of cover with %s why', (_, clock, note) => {
    expect(measuresTable([bamboo], clock, span).note).toBe(note);
  });
});

describe('the changes between two snapshots', () => {
  const rows = [
    { product: 'Pothos', from: 0, to: 20, change: 20 },
    { product: 'Orchid', from: 58, to: 58, change: 0 },
    { product: 'ZZ Plant', from: 53, to: 41, change: -12 },
    { product: 'Fern', from: null, to: 7, change: null },
  ];

  it('are told with their sign, without what kept its level', () => {
    const { numbers, tones, kept, note } = changesTable(rows, false);
    expect(numbers.rows).toEqual([
      ['Pothos', '0', '20', '+20'],
      ['ZZ Plant', '53', '41', '−12'],
      ['Fern', '—', '7', '—'],
    ]);
    expect([...tones]).toEqual([
      ['Pothos', 'gain'],
      ['ZZ Plant', 'loss'],
    ]);
    expect(kept).toBe(1);
    expect(note).toBe('— is a level no snapshot knows: the product was not listed then.');
  });

  it('with all products where that is asked', () => {
    expect(changesTable(rows, true).numbers.rows.map(([product]) => product)).toEqual([
      'Pothos',
      'Orchid',
      'ZZ Plant',
      'Fern',
    ]);
  });

  it('of no product are nothing', () => {
    expect(changesTable([], false).empty).toBe('No snapshot in this range knows the stock of these products.');
  });
});

describe('stock-outs', () => {
  const week3: StockOut = {
    product: 'Pothos',
    lastWith: '2023-04-24' as Day,
    firstAtZero: '2023-05-01' as Day,
    lastAtZero: '2023-05-01' as Day,
    backBy: '2023-05-08' as Day,
    isOpen: false,
    shortestDays: 0,
    longestDays: 14,
    before: 20,
    after: 20,
  };
  it.each<[string, Partial<StockOut>, string]>([
    ['both bounds', {}, '24 Apr 2023 | 1 May 2023 | 1 May 2023 | 8 May 2023 | between 0 and 14 days | 20 | 20'],
    [
      'no end yet',
      { backBy: null, isOpen: true, longestDays: null, shortestDays: 7.5, after: null },
      '24 Apr 2023 | 1 May 2023 | 1 May 2023 | not yet | 7 days or more | 20 | —',
    ],
    [
      'no beginning, and no place in the list after it',
      { lastWith: null, before: null, backBy: null, longestDays: null, after: null },
      '— | 1 May 2023 | 1 May 2023 | not listed after | 0 days or more | — | —',
    ],
  ])('are told with %s', (_, change, cells) => {
    const [row] = stockOutsTable([{ ...week3, ...change }], 3).numbers.rows;
    expect(row?.slice(1).join(' | ')).toBe(cells);
  });

  it('that nobody had are said so', () => {
    expect(stockOutsTable([], 3).empty).toBe('Nothing was out of stock in the last 3 snapshots.');
    expect(stockOutsTable([], 1).empty).toBe('Nothing was out of stock at the last snapshot.');
  });
});
