import { expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import type { StockMeasures } from '../../model/queries/stockMeasures.ts';
import type { StockOut } from '../../model/queries/stockOuts.ts';
import { stockHeadline } from './stockHeadline.ts';

const weeks = ['2023-04-17', '2023-04-24', '2023-05-01', '2023-05-08'].map((day) => ({ at: day, day: day as Day }));

function measures(product: string, fluctuation = 0, change: Partial<StockMeasures> = {}): StockMeasures {
  return {
    product,
    first: 9,
    last: 9,
    lowest: 0,
    highest: 99,
    changes: fluctuation > 0 ? 2 : 0,
    versions: fluctuation > 0 ? 3 : 1,
    fluctuation,
    depletion: 0,
    restock: 0,
    stockOuts: 0,
    variation: null,
    daysOfCover: null,
    ...change,
  };
}

function out(product: string, change: Partial<StockOut> = {}): StockOut {
  return {
    product,
    lastWith: '2023-04-24' as Day,
    firstAtZero: '2023-05-01' as Day,
    lastAtZero: '2023-05-01' as Day,
    backBy: '2023-05-08' as Day,
    isOpen: false,
    shortestDays: 0,
    longestDays: 14,
    before: 5,
    after: 9,
    ...change,
  };
}

const still = { isOpen: true, backBy: null, lastAtZero: '2023-05-08' as Day };
const pearls = measures('String of pearls', 68);
const pothos = measures('Pothos', 60);
const orchid = measures('Orchid');

function told(rows: readonly StockMeasures[], outs: readonly StockOut[], shown = weeks): string {
  return stockHeadline(rows, outs, shown)
    .map(({ text }) => text)
    .join('');
}

it.each<[string, readonly StockMeasures[], readonly StockOut[], string]>([
  [
    'the leader and another out of stock together',
    [pearls, pothos, orchid],
    [out('Pothos'), out('String of pearls')],
    '2 of 3 products moved. String of pearls swung most (68 units); it and Pothos stood at zero on 1 May and were back by 8 May.',
  ],
  [
    'the leader alone',
    [pearls, pothos],
    [out('String of pearls', { firstAtZero: '2023-04-24' as Day })],
    '2 of 2 products moved. String of pearls swung most (68 units); it stood at zero from 24 Apr to 1 May and was back by 8 May.',
  ],
  [
    'the leader and two others',
    [pearls, pothos, orchid],
    [out('Orchid'), out('Pothos'), out('String of pearls')],
    '2 of 3 products moved. String of pearls swung most (68 units); it, Orchid and Pothos stood at zero on 1 May and were back by 8 May.',
  ],
  [
    'another still out',
    [pearls, pothos],
    [out('Pothos', still)],
    '2 of 2 products moved. String of pearls swung most (68 units); Pothos has stood at zero since 1 May.',
  ],
  [
    'one that is no longer listed',
    [pothos],
    [out('Pothos', { backBy: null })],
    '1 of 1 product moved. Pothos swung by 60 units; it stood at zero on 1 May and is not listed after that.',
  ],
  [
    'several times',
    [pothos],
    [out('Pothos'), out('Pothos', { firstAtZero: '2023-04-17' as Day, lastAtZero: '2023-04-17' as Day })],
    '1 of 1 product moved. Pothos swung by 60 units; it stood at zero more than once, none of them on 8 May.',
  ],
  [
    'different times',
    [pearls, measures('Pothos', 60, { last: 0 })],
    [out('Pothos', still), out('String of pearls')],
    '2 of 2 products moved. String of pearls swung most (68 units); it and Pothos stood at zero at one time or another, 1 is at zero on 8 May.',
  ],
  [
    'too many to name',
    [pearls, pothos, orchid, measures('Bamboo', 1)],
    ['Bamboo', 'Orchid', 'Pothos', 'String of pearls'].map((product) => out(product)),
    '3 of 4 products moved. String of pearls swung most (68 units); 4 products stood at zero on 1 May and were back by 8 May.',
  ],
  [
    'a tie, and nothing at zero',
    [pearls, measures('Pothos', 68)],
    [],
    '2 of 2 products moved. String of pearls and Pothos swung most (68 units each); none stood at zero.',
  ],
  [
    'a tie of many, by one unit',
    ['A', 'B', 'C', 'D'].map((name) => measures(name, 1)),
    [],
    '4 of 4 products moved. 4 products swung most (1 unit each); none stood at zero.',
  ],
  [
    'nothing moved',
    [orchid, measures('Ficus')],
    [],
    'None of 2 products moved from 17 Apr to 8 May; none stood at zero.',
  ],
  ['one that did not move', [orchid], [], 'Orchid did not move from 17 Apr to 8 May; none stood at zero.'],
  ['no product', [], [], 'No snapshot in this range knows the stock of these products.'],
])('tells %s', (_, rows, outs, sentence) => expect(told(rows, outs)).toBe(sentence));

it('tells one snapshot as what it is', () => {
  expect(told([orchid, measures('Pothos', 0, { last: 0 })], [out('Pothos')], weeks.slice(-1))).toBe(
    'One snapshot, of 8 May 2023: 2 products, 1 of them at zero. What moves can be told from a second one on.',
  );
});

it('says the year where snapshots are of several', () => {
  const shown = [{ at: '2022-12-26', day: '2022-12-26' as Day }, ...weeks];
  expect(told([pothos, pearls], [out('Pothos')], shown)).toContain('on 1 May 2023 and was back by 8 May 2023.');
});

it('ties every number to its definition', () => {
  const parts = stockHeadline([pearls, pothos], [out('Pothos')], weeks);
  expect(parts.filter(({ word }) => word !== undefined).map(({ text, word }) => [text, word])).toEqual([
    ['2', 'stockChanges'],
    ['(68 units)', 'fluctuation'],
  ]);
});
