import { expect, it } from 'vitest';
import type { Day } from '../../model/filters.ts';
import type { OrdersBucketRow } from '../../model/queries/ordersTrend.ts';
import { ordersFigures } from '../../testing/ordersFigures.ts';
import { ordersTrendView } from './ordersTrendView.ts';

const rows: OrdersBucketRow[] = ordersFigures.days.map((row, index) => ({
  ...row,
  from: row.bucket.slice(0, 10) as Day,
  to: row.bucket.slice(0, 10) as Day,
  incomplete: index === 0 ? 'starts' : null,
}));
const asked = { grain: 'day' as const, currency: 'USD', hasRevenue: true };
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

it('holds orders, order lines, units and revenue per day', () => {
  const { numbers, note } = ordersTrendView(rows, asked);
  expect(numbers.columns.map(({ label }) => label)).toEqual([
    'Day',
    'Orders',
    'Order lines',
    'Units',
    'Revenue, USD',
    'Incomplete',
  ]);
  expect(numbers.rows).toEqual([
    ['2021-02-09', '2', '4', '10', '528.75', 'starts inside'],
    ['2021-02-10', '175', '417', '1031', '42565.35', 'no'],
    ['2021-02-11', '184', '441', '1124', '46740.30', 'no'],
  ]);
  expect(note).toBe('9 Feb 2021 is incomplete: the data, or the chosen range, starts inside it.');
});

it('draws them one under the other, each on its own scale', () => {
  const { columns, lanes } = ordersTrendView(rows, asked);
  expect(lanes.map(({ label, ticks }) => plain(`${label} ${ticks.map((tick) => tick.label).join(' to ')}`))).toEqual([
    'Orders 0 to 200',
    'Units 0 to 1 500',
    'Revenue $0 to $60 000',
  ]);
  expect(plain(columns[2]?.name)).toBe('11 Feb 2021: 184 orders; 1 124 units; revenue $46 740');
});

it('leaves revenue out where prices are not known, and says when nothing matches', () => {
  const view = ordersTrendView(rows, { ...asked, hasRevenue: false });
  expect(view.lanes).toHaveLength(2);
  expect(view.numbers.rows[0]).toEqual(['2021-02-09', '2', '4', '10', 'starts inside']);
  expect(ordersTrendView([], asked).empty).toBe('No orders match these filters.');
});
