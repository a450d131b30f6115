import { expect, it } from 'vitest';
import { productRow } from '../../testing/productRows.ts';
import { smallFunnelsView } from './smallFunnelsView.ts';

it('draws every funnel on one scale, and never a loss of less than nothing', () => {
  const rows = [
    productRow('Pothos', [61, 24, 21, 20]),
    productRow('Odd', [2, 80, 1, 1]),
    productRow('Idle', [0, 0, 0, 0]),
  ];
  const { funnels, longest, numbers } = smallFunnelsView(rows, { unit: 'users', focus: 'Odd' });
  expect(longest).toBe(80);
  expect(funnels.map(({ bars }) => bars.map(({ lost }) => lost))).toEqual([
    [0, 37, 3, 1],
    [0, 0, 79, 0],
    [0, 0, 0, 0],
  ]);
  expect(funnels.map(({ selected }) => selected)).toEqual([false, true, false]);
  expect(funnels[0]?.name).toBe(
    'Pothos: page view 61, add to cart 24, checkout 21, package shipped 20 users; 34.43 % convert',
  );
  expect(numbers.rows[2]).toEqual(['Idle', '0', '0', '0', '0', '—']);
});
