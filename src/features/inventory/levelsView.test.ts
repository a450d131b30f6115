import { describe, expect, it } from 'vitest';
import { anyValue, type Day, noFilters } from '../../model/filters.ts';
import { heatView, shadeTops } from './heatView.ts';
import { ignoredFilters } from './ignoredFilters.ts';
import { movedView } from './movedView.ts';
import { toggleProduct } from './selection.ts';
import { snapshotLabels } from './wording.ts';

const pearls = {
  product: 'String of pearls',
  first: 58,
  last: 10,
  lowest: 0,
  highest: 58,
  changes: 3,
  versions: 4,
  fluctuation: 68,
  depletion: 58,
  restock: 10,
  stockOuts: 1,
  variation: null,
  daysOfCover: null,
};
const runs = [
  { product: 'String of pearls', start: 0, end: 2, level: 1058 },
  { product: 'String of pearls', start: 2, end: 3, level: 0 },
];
const labels = ['17 Apr', '24 Apr', '1 May', '8 May'];

describe('step lines', () => {
  it('carry a level on until the next one, and leave out what no snapshot knows', () => {
    const { rows, numbers } = movedView([pearls, { ...pearls, product: 'Orchid', stockOuts: 0 }], runs, labels, {
      product: { mode: 'only', values: ['Orchid'] },
    });
    expect(numbers.rows[0]?.join(' | ')).toBe('String of pearls | 1058 | 1058 | 0 | — | 3 | 68 | 58 | 10 | 1');
    expect(rows.map(({ product, selected, cells }) => [product, selected, cells.at(-1)])).toEqual([
      ['String of pearls', false, '1'],
      ['Orchid', true, '—'],
    ]);
    expect(rows[0]?.runs.map(({ isOut }) => isOut)).toEqual([false, true]);
  });
});

describe('the heat map', () => {
  it('shades levels by the highest of all and names what a run is', () => {
    const { rows, legend } = heatView(['String of pearls'], runs, labels, 1058, { product: anyValue });
    expect(rows[0]?.runs.map(({ shade, told }) => [shade, told.replaceAll('\u202f', ' ')])).toEqual([
      [5, 'String of pearls, 17 Apr to 24 Apr: 1 058'],
      [0, 'String of pearls, 1 May: 0'],
    ]);
    expect(legend[0]).toEqual({ shade: 0, text: 'out of stock' });
  });

  it.each([
    [100, ['1-20', '21-40', '41-60', '61-80', '81-100']],
    [7, ['1-1', '2-2', '3-4', '5-5', '6-7']],
    [2, ['1-1', '2-2']],
    [1, ['1-1']],
    [0, []],
  ])('splits levels up to %i into whole ranges without gaps', (highest, ranges) => {
    expect(shadeTops(highest).map(({ from, to }) => `${from}-${to}`)).toEqual(ranges);
  });
});

describe('labels of snapshots', () => {
  const at = (moment: string) => ({ at: `${moment}:00.000000`, day: moment.slice(0, 10) as Day });
  it.each([
    [
      ['2023-04-17T01:00', '2023-04-24T01:00'],
      ['17 Apr', '24 Apr'],
    ],
    [
      ['2022-12-26T01:00', '2023-01-02T01:00'],
      ['26 Dec 2022', '2 Jan 2023'],
    ],
    [
      ['2023-04-17T01:00', '2023-04-17T13:00', '2023-04-24T01:00'],
      ['17 Apr 01:00:00', '17 Apr 13:00:00', '24 Apr'],
    ],
  ])('say no more than tells them apart: %j', (moments, texts) => {
    expect(snapshotLabels(moments.map(at))).toEqual(texts);
  });
});

describe('filters', () => {
  it('name what is set and has no effect', () => {
    expect(ignoredFilters({ ...noFilters, product: { mode: 'only', values: ['Fern'] } }).now).toBeNull();
    const set = { ...noFilters, to: '2021-02-10' as Day, traffic: 'burst' as const };
    expect(ignoredFilters(set).now).toBe('Set above and without effect here: session dates, traffic.');
  });

  it('choose a product alone and let it go', () => {
    const one = toggleProduct({ ...noFilters, product: { mode: 'except', values: ['Fern'] } }, 'Fern');
    expect(one.product).toEqual({ mode: 'only', values: ['Fern'] });
    expect(toggleProduct(one, 'Fern').product).toEqual(anyValue);
  });
});
